"""The icon is drawn by one command, and the files that ship were drawn by it."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QIcon

from tests import icon

pytestmark = pytest.mark.usefixtures("qapp")


def test_every_system_has_its_icon(tmp_path: Path) -> None:
    icon.write(tmp_path)
    for name in ("credit-desk.png", "credit-desk.ico", "credit-desk.icns"):
        with Image.open(tmp_path / name) as made, Image.open(icon.FOLDER / name) as shipped:
            assert made.info.get("sizes") == shipped.info.get("sizes")
            difference = np.asarray(made.convert("RGBA"), int) - np.asarray(shipped.convert("RGBA"), int)
        assert np.abs(difference).max() <= 8, f"{name} was drawn from another SVG: python -m tests.icon"


def test_windows_shows_a_picture_drawn_for_each_size() -> None:
    with Image.open(icon.FOLDER / "credit-desk.ico") as picture:
        assert picture.info["sizes"] == {(size, size) for size in icon.SIZES}


@pytest.mark.parametrize("size", icon.SIZES)
def test_the_corners_are_clear_and_the_middle_is_not(size: int) -> None:
    picture = icon.draw(size)
    assert picture.getpixel((0, 0)) == (0, 0, 0, 0)
    assert picture.getpixel((size // 2, size // 4 * 3 + size // 8)) == (11, 92, 173, 255)


def test_qt_can_show_it() -> None:
    assert not QIcon(str(icon.FOLDER / "credit-desk.png")).pixmap(32).isNull()
