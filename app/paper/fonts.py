"""Which of the system's fonts papers are set in, so that ₹ and Devanagari come out right or are said to be missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout

from app.paper.content import PaperError

RUPEE = "₹"
_LETTERS = "क्ऋ"
"""A font that has these and the sign that joins them is one for Devanagari, not one with a stray letter."""
_LATIN = (
    "Noto Sans", "Segoe UI", "Helvetica Neue", "Liberation Sans", "Ubuntu", "Cantarell", "DejaVu Sans", "Arial",
)  # fmt: skip
_DEVANAGARI = (
    "Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari", "Devanagari Sangam MN", "Lohit Devanagari", "Mangal",
    "Noto Serif Devanagari",
)  # fmt: skip

Supports = Callable[[str, str], bool]
"""Whether a font family has a character."""


@dataclass(frozen=True)
class PaperFonts:
    """The font families of a paper.

    Attributes:
        latin: for everything but Devanagari.
        has_rupee: whether it has the sign ₹.
        devanagari: empty where the system has none.
    """

    latin: str
    has_rupee: bool
    devanagari: str

    @property
    def mixed(self) -> list[str]:
        """For text with Devanagari in it: its own font first, so that all of a line stands on one height."""
        return [self.devanagari, self.latin]


def system_fonts() -> PaperFonts:
    """The best fonts of this computer; a running QGuiApplication is needed."""
    return choose(QFontDatabase.families(), _supports, QFont().family())


def choose(families: Sequence[str], supports: Supports, usual: str) -> PaperFonts:
    """The best of the families there are; ``usual`` where none of those known to look well is."""
    latin = [family for family in _LATIN if family in families] or [usual]
    with_rupee = [family for family in latin if supports(family, RUPEE)]
    devanagari = (family for family in (*_DEVANAGARI, *families) if family in families)
    whole = (family for family in devanagari if all(supports(family, letter) for letter in _LETTERS))
    return PaperFonts((with_rupee or latin)[0], bool(with_rupee), next(whole, ""))


def no_devanagari() -> PaperError:
    """What to say where there are Devanagari letters and no font can draw them."""
    return PaperError(
        "Hindi cannot be printed: this computer has no font with Devanagari letters. Install one (Debian and Ubuntu: "
        "apt install fonts-noto-core) and start Credit Desk again, or write in English."
    )


def lacking(text: str, font: QFont) -> str:
    """The characters of a text that no font of this computer has, each once."""
    return "".join(
        letter for letter in dict.fromkeys(text) if not (letter.isascii() or letter.isspace()) and _is_box(letter, font)
    )


def _is_box(letter: str, font: QFont) -> bool:
    layout = QTextLayout(letter, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())


def _supports(family: str, character: str) -> bool:
    return QRawFont.fromFont(QFont(family)).supportsCharacter(ord(character))
