"""The reasons of a catalogue as a table to edit: what is typed stays as it is, right or wrong, until it is saved."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.services import theme
from core.catalogue import DEFAULTS, LANGUAGE_NAMES, Catalogue, Language, checked, label
from core.errors import InputError

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT = QModelIndex()
_HEADERS = ("Factor", *(LANGUAGE_NAMES[language] for language in Language))


class CatalogueModel(QAbstractTableModel):
    """A row for each sentence of the program, a column for each language."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._factors = list(DEFAULTS)
        self._texts = {
            (factor, language): catalogue.text(factor, language) for factor in DEFAULTS for language in Language
        }

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """The number of sentences."""
        return 0 if parent.isValid() else len(self._factors)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """The factor and its reason in each language."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, side: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """The name of a column."""
        return _HEADERS[section] if side is Qt.Orientation.Horizontal and role == _Role.DisplayRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Reasons can be edited, factors cannot."""
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if index.column() > 0 else Qt.ItemFlag.NoItemFlags)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        """The text of a cell; what is wrong with it in words and in colour."""
        if role in (_Role.DisplayRole, _Role.EditRole):
            return self._text(index)
        if role == _Role.ToolTipRole:
            return self.problem(index) or self._text(index)
        if role == _Role.AccessibleDescriptionRole:
            return self.problem(index)
        return theme.current().error if role == _Role.ForegroundRole and self.problem(index) else None

    def setData(self, index: _Index, value: object, role: int = _Role.EditRole) -> bool:
        """Take what was typed."""
        if role != _Role.EditRole or not index.column():
            return False
        self._texts[self._key(index)] = str(value)
        self.dataChanged.emit(index, index)
        return True

    def problem(self, index: _Index) -> str:
        """What is wrong with a reason; empty where it can be used."""
        if not index.column():
            return ""
        try:
            checked(self._texts[self._key(index)])
        except InputError as error:
            return str(error)
        return ""

    def first_problem(self) -> QModelIndex:
        """The first reason that cannot be used; not valid where all can."""
        cells = (self.index(row, column) for row in range(len(self._factors)) for column in range(1, len(_HEADERS)))
        return next((cell for cell in cells if self.problem(cell)), QModelIndex())

    def reset(self, cells: Iterable[_Index]) -> None:
        """Go back to the program's own sentences in some cells."""
        for cell in cells:
            if cell.column():
                factor, language = self._key(cell)
                self.setData(cell, DEFAULTS[factor][language])

    def catalogue(self) -> Catalogue:
        """The catalogue with the reasons as typed; raises ``InputError`` where one cannot be used."""
        catalogue = self._catalogue
        for (factor, language), text in self._texts.items():
            catalogue = catalogue.with_text(factor, language, text)
        return catalogue

    def _text(self, index: _Index) -> str:
        return self._texts[self._key(index)] if index.column() else label(self._factors[index.row()])

    def _key(self, index: _Index) -> tuple[str, Language]:
        return self._factors[index.row()], list(Language)[index.column() - 1]
