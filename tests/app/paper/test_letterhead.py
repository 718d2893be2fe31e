"""The letterhead comes back as it was kept; a logo that cannot be used is left out and said so."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter
from pytestqt.qtbot import QtBot

from app.paper import letterhead
from app.paper.content import plain
from app.paper.letterhead import Letterhead, read_logo
from app.services.settings import Settings
from core.catalogue import Language

WITHOUT = "the paper goes without it. Choose another image in the letterhead."
LINES = st.text(st.sampled_from("ab ,;=[]\\\"'₹क\u200d"), min_size=1, max_size=80).map(plain).filter(bool)


def picture(path: Path, width: int = 60, height: int = 20, form: str = "PNG") -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(width):
        image.setPixelColor(x, x % height, QColor.fromHsv(x % 360, 255, 255))
    assert QImageWriter(str(path), QByteArray(form.encode())).write(image)
    return path


@given(bank=LINES, address=st.lists(LINES, max_size=5), logo=LINES, signatory=LINES, language=st.sampled_from(Language))
def test_a_letterhead_comes_back_as_it_was_kept(
    tmp_path_factory: pytest.TempPathFactory,
    bank: str, address: list[str], logo: str, signatory: str, language: Language,
) -> None:  # fmt: skip
    settings = Settings(tmp_path_factory.mktemp("home"))
    kept = Letterhead(bank, tuple(address), logo, signatory, language)
    letterhead.write(settings, kept)
    assert letterhead.read(settings) == kept


def test_without_settings_the_letterhead_is_empty_and_english(settings: Settings) -> None:
    assert letterhead.read(settings) == Letterhead("", (), "", "", Language.ENGLISH)


def test_what_somebody_else_wrote_into_the_settings_is_cut_to_what_fits(settings: Settings) -> None:
    settings.put("letterhead/bank", "B" * 500)
    settings.put("letterhead/address", ["line\n" * 100] * 9)
    settings.put("letterhead/language", "fr")
    found = letterhead.read(settings)
    assert (len(found.bank), len(found.address), len(found.address[0])) == (80, 5, 80)
    assert found.language is Language.ENGLISH


def test_no_logo_is_nothing_to_complain_about() -> None:
    assert read_logo("") == read_logo("  ") == (None, "")


@pytest.mark.parametrize("form", ["PNG", "JPG", "BMP"])
def test_a_logo_is_read_whatever_its_name_says(tmp_path: Path, form: str) -> None:
    image, complaint = read_logo(str(picture(tmp_path / "logo.png", form=form)))
    assert complaint == ""
    assert image is not None
    assert image.size() == QSize(60, 20)


def test_a_very_large_logo_is_made_smaller_while_it_is_read(tmp_path: Path) -> None:
    image, _ = read_logo(str(picture(tmp_path / "logo.png", 3600, 400)))
    assert image is not None
    assert image.size() == QSize(1200, 133)


@pytest.mark.parametrize("name", ["gone.png", "", "x" * 5000, "\0.png"])
def test_a_logo_that_is_not_there_is_said(tmp_path: Path, name: str) -> None:
    path = f"{tmp_path}/{name}"
    said = path.replace("\0", "\ufffd")
    assert read_logo(path) == (None, f"There is no logo {said if len(said) < 200 else said[:199] + '…'}; {WITHOUT}")


@pytest.mark.parametrize("content", [b"", b"no image", b"\x89PNG\r\n\x1a\n", b"<svg", b"GIF89a"])
def test_a_corrupt_logo_is_said(tmp_path: Path, qtbot: QtBot, content: bytes) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    image, complaint = read_logo(str(path))
    assert image is None
    assert complaint == f"The logo {path} is no image that can be read; {WITHOUT}"


@pytest.mark.qt_log_ignore("libpng error", "Corrupt JPEG data", "Bogus Huffman table")  # Qt says so too
@pytest.mark.parametrize("form", ["PNG", "JPG"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_half_a_logo_is_said_and_not_shown(tmp_path: Path, form: str, share: float) -> None:
    path = picture(tmp_path / "logo", 200, 200, form)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    assert read_logo(str(path)) == (None, f"The logo {path} is no image that can be read; {WITHOUT}")


def test_a_logo_of_absurd_size_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = picture(tmp_path / "logo.png")
    monkeypatch.setattr(QImageReader, "size", lambda _: QSize(60_000, 60_000))
    monkeypatch.setattr(QImageReader, "read", lambda _: pytest.fail("it was read"))
    assert read_logo(str(path)) == (None, f"The logo {path} is too large (60000 × 60000 pixels); {WITHOUT}")
