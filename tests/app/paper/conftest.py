"""What tests of papers stand on."""

import pytest
from pytestqt.qtbot import QtBot

from app.paper import fonts
from app.paper.fonts import PaperFonts


@pytest.fixture
def system(qtbot: QtBot) -> PaperFonts:
    """The fonts of this computer."""
    return fonts.system_fonts()


@pytest.fixture
def with_devanagari(system: PaperFonts) -> PaperFonts:
    """The fonts of this computer, where Devanagari is among them."""
    if not system.devanagari:
        pytest.skip("no font with Devanagari letters; Debian: apt install fonts-noto-core")
    return system
