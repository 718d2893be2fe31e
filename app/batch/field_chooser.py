"""Lets a person choose, in a cell of a table, which input a column holds."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from app.batch.reading_words import KEPT
from core.schema import Field

_Index = QModelIndex | QPersistentModelIndex


class _Chooser(QComboBox):
    """Opens at once, for it is there only while somebody chooses."""

    def showEvent(self, event: QShowEvent) -> None:
        """Show the choices."""
        super().showEvent(event)
        self.showPopup()


class FieldChooser(QStyledItemDelegate):
    """Paints a cell as a list that can be opened, and opens it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fields: Sequence[Field] = ()

    def set_fields(self, fields: Sequence[Field]) -> None:
        """Set the inputs among which to choose."""
        self._fields = fields

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        """The list of inputs."""
        chooser = _Chooser(parent)
        chooser.addItem(KEPT, "")
        for item in self._fields:
            chooser.addItem(item.label, item.name)
        chooser.activated.connect(self._take)
        return chooser

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Stand at the input of now."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(index.data(Qt.ItemDataRole.EditRole)), 0))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Tell what was chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the cell with the arrow of a list."""
        super().paint(painter, option, index)
        arrow = QStyleOptionComboBox()
        arrow.rect = option.rect
        arrow.palette = option.palette
        side = option.fontMetrics.height() // 2
        arrow.rect.setLeft(arrow.rect.right() - 2 * side)
        QApplication.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorArrowDown, arrow, painter)

    @Slot()
    def _take(self) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)
