"""The letterhead: whose papers these are and in which language, kept in the settings."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.paper.content import plain
from app.services.settings import Settings
from core.catalogue import Language
from core.parsing import shorten

MOST_ADDRESS_LINES = 5
LONGEST = 80
"""Characters of the bank's name, of a line of its address and of the signatory."""
_BANK, _ADDRESS, _LOGO = "letterhead/bank", "letterhead/address", "letterhead/logo"
_SIGNATORY, _LANGUAGE = "letterhead/signatory", "letterhead/language"
_WITHOUT = "the paper goes without it. Choose another image in the letterhead."
_MOST_SHOWN = 200
"""Characters of a path in a sentence; a longer one is none."""
_MOST_PIXELS = 50_000_000
_JPEG_END = b"\xff\xd9"
_TAIL = 1024
"""Bytes at the end of a file, some of which programs add after the end of the picture."""
_LARGEST = QSize(1200, 600)
"""Pixels of a logo: more than a printer shows on the few centimetres it has."""
Logo = tuple[QImage | None, str]
"""The image, and what is wrong with it as a sentence; neither where no logo was chosen."""


@dataclass(frozen=True)
class Letterhead:
    """Whose papers these are.

    Attributes:
        bank: its name.
        address: lines of its address.
        logo: path of an image; empty for none.
        signatory: who signs letters: a name, an office or both.
        language: of the papers.
    """

    bank: str = ""
    address: tuple[str, ...] = ()
    logo: str = ""
    signatory: str = ""
    language: Language = Language.ENGLISH


def read(settings: Settings) -> Letterhead:
    """The letterhead that was kept; empty where there is none."""
    language = settings.text(_LANGUAGE)
    return Letterhead(
        bank=plain(settings.text(_BANK), LONGEST),
        address=tuple(plain(line, LONGEST) for line in settings.texts(_ADDRESS)[:MOST_ADDRESS_LINES]),
        logo=settings.text(_LOGO),
        signatory=plain(settings.text(_SIGNATORY), LONGEST),
        language=Language(language) if language in tuple(Language) else Language.ENGLISH,
    )


def write(settings: Settings, letterhead: Letterhead) -> None:
    """Keep a letterhead."""
    settings.put(_BANK, letterhead.bank)
    settings.put(_ADDRESS, letterhead.address)
    settings.put(_LOGO, letterhead.logo)
    settings.put(_SIGNATORY, letterhead.signatory)
    settings.put(_LANGUAGE, letterhead.language.value)


def read_logo(path: str) -> Logo:
    """The logo at a path."""
    if not path.strip():
        return None, ""
    if not _is_file(path):
        return None, f"There is no logo {shorten(path, _MOST_SHOWN)}; {_WITHOUT}"
    reader = QImageReader(path)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > _MOST_PIXELS:
        return None, f"The logo {path} is too large ({size.width()} × {size.height()} pixels); {_WITHOUT}"
    if size.width() > _LARGEST.width() or size.height() > _LARGEST.height():
        reader.setScaledSize(size.scaled(_LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
    is_jpeg = reader.format().data() == b"jpeg"
    image = reader.read()
    if image.isNull() or (is_jpeg and _is_cut_off(Path(path))):
        return None, f"The logo {path} is no image that can be read; {_WITHOUT}"
    return image, ""


def _is_cut_off(jpeg: Path) -> bool:
    """Whether the end mark is missing; Qt fills up what is missing before it with grey."""
    return _JPEG_END not in jpeg.read_bytes()[-_TAIL:]


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):  # such as a name that is too long
        return False
