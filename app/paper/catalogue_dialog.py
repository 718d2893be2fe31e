"""The dialog for the catalogue of reasons: each factor's sentence in each language, to reword or to set back."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.paper import fonts
from app.paper.catalogue_model import CatalogueModel
from app.services.theme import GRID, TextRole
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from app.widgets.table import Table
from core import catalogue
from core.catalogue import Language
from core.errors import FileError

_HELP = "Letters name these sentences as principal reasons. Double-click one, or press F2, to reword it."
_HINDI = 1 + list(Language).index(Language.HINDI)
_Trigger = QAbstractItemView.EditTrigger


class CatalogueDialog(QDialog):
    """Shows the catalogue of a data folder, and writes it when it is saved.

    Attributes:
        table: the sentences.
        words: what is wrong with the sentence that is chosen, or how to edit.
        notice: what was amiss with the file, or why it could not be written.
        reset_selected: sets the chosen sentences back to the program's own.
        reset_all: sets all of them back.
        buttons: Save and Cancel.
    """

    def __init__(self, data_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Reasons in words")
        self._data_folder, kept = data_folder, catalogue.read(data_folder)
        self._model = CatalogueModel(kept, self)
        self.table, self.notice, self.words = Table(), Notice(), RoleLabel(_HELP, TextRole.SMALL)
        self.reset_selected, self.reset_all = QPushButton("&Reset the selected"), QPushButton("Reset &all")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._set_up_table()
        self._lay_out()
        self._connect()
        self._warn(kept.notice)

    def accept(self) -> None:
        """Write the catalogue, unless a sentence in it cannot be used."""
        self.table.setFocus()  # so that what is being typed counts; not every system moves the focus to a button
        wrong = self._model.first_problem()
        if wrong.isValid():
            self.table.setCurrentIndex(wrong)
            self._show_words()
            return
        try:
            catalogue.write(self._data_folder, self._model.catalogue())
        except FileError as error:
            self.notice.show_notice(NoticeKind.ERROR, str(error))
            return
        super().accept()

    def _set_up_table(self) -> None:
        self.table.setModel(self._model)
        self.table.setAccessibleName("Reasons by factor and language")
        self.table.setEditTriggers(_Trigger.DoubleClicked | _Trigger.EditKeyPressed | _Trigger.AnyKeyPressed)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setCurrentIndex(self._model.index(0, 1))

    def _lay_out(self) -> None:
        resets = QHBoxLayout()
        resets.setSpacing(GRID)
        resets.addWidget(self.reset_selected)
        resets.addWidget(self.reset_all)
        resets.addStretch()
        resets.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        for widget in (self.notice, self.table, self.words):
            column.addWidget(widget)
        column.addLayout(resets)
        self.resize(112 * GRID, (self._model.rowCount() + 2) * self.table.rowHeight(0) + 16 * GRID)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.reset_selected.clicked.connect(self._reset_selected)
        self.reset_all.clicked.connect(self._reset_all)
        self.table.selectionModel().currentChanged.connect(self._show_words)
        self._model.dataChanged.connect(self._show_words)

    def _warn(self, notice: str) -> None:
        """Say what was amiss with the file, and that this computer cannot show Hindi, which is kept as it is."""
        lacks_font = not fonts.system_fonts().devanagari
        self.table.setColumnHidden(_HINDI, lacks_font)
        said = [notice, str(fonts.no_devanagari()) if lacks_font else ""]
        if any(said):
            self.notice.show_notice(NoticeKind.WARNING, "\n".join(filter(None, said)))

    @Slot()
    def _show_words(self) -> None:
        problem = self._model.problem(self.table.currentIndex())
        self.words.setText(problem or _HELP)
        self.words.set_state("error" if problem else "muted")

    @Slot()
    def _reset_selected(self) -> None:
        self._model.reset(self.table.selectionModel().selectedIndexes())

    @Slot()
    def _reset_all(self) -> None:
        rows, columns = range(self._model.rowCount()), range(self._model.columnCount())
        self._model.reset(self._model.index(row, column) for row in rows for column in columns)
