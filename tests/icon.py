"""``python -m tests.icon``: draws the icon of the program from its SVG, as Windows, macOS and Linux want it."""

import os
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.services import paths

FOLDER = paths.resources_folder() / "icon"
SOURCE = FOLDER / "credit-desk.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Those of a Windows icon: what its taskbar, menus and folders show at 100 % to 250 %."""
_MAC_SIZES = (16, 32, 64, 128, 256, 512, 1024)


def main() -> None:
    """Write the pictures beside the SVG."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = QGuiApplication.instance() or QGuiApplication([])
    write(FOLDER)


def write(folder: Path) -> None:
    """Write a .png, an .ico and an .icns; needs a ``QGuiApplication``."""
    _save(folder / "credit-desk.ico", SIZES)
    _save(folder / "credit-desk.icns", _MAC_SIZES)
    draw(256).save(folder / "credit-desk.png", optimize=True)


def draw(size: int) -> Image.Image:
    """The icon, so many pixels wide; each size is drawn on its own, which keeps small ones sharp."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        QSvgRenderer(str(SOURCE)).render(painter)
    straight = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (size, size), bytes(straight.constBits()))


def _save(path: Path, sizes: tuple[int, ...]) -> None:
    *smaller, largest = (draw(size) for size in sizes)
    largest.save(path, sizes=[(size, size) for size in sizes], append_images=smaller)


if __name__ == "__main__":
    main()
