"""A dialog that grows with the words beneath its fields, so that none of them is cut off."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog

_NEEDS_ROOM = (QEvent.Type.LayoutRequest, QEvent.Type.Show)


class GrowingDialog(QDialog):
    """As high as its layout needs; of wrapped words Qt by itself minds the width alone."""

    def event(self, event: QEvent) -> bool:
        """Grow when something in it needs more room."""
        if event.type() not in _NEEDS_ROOM:
            return super().event(event)  # after one of these events there is no dialog any more
        is_done, layout = super().event(event), self.layout()
        if layout is not None:
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
        return is_done
