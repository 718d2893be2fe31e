"""The pinned Qt binding keeps its count of references, which one release did not."""

import sys

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

_TIMES = 2_000


@pytest.mark.usefixtures("qapp")
def test_calls_of_qt_take_no_reference_from_none() -> None:
    """PySide6 6.12.0 on Python 3.11 lost one at each call, and the program aborted when none was left."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    before = sys.getrefcount(None)
    with QPainter(image) as painter:
        for _ in range(_TIMES):
            painter.drawRect(QRectF(0, 0, 1, 1))
    assert abs(sys.getrefcount(None) - before) < _TIMES / 2
