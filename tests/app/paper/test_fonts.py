"""Papers are set in a font that has what they need, and what none has is known before anything is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QRawFont

from app.paper import fonts
from app.paper.fonts import PaperFonts, choose

EVERYTHING = {"Noto Sans", "DejaVu Sans", "Noto Sans Devanagari", "Noto Serif Devanagari"}


def computer(**letters: str) -> PaperFonts:
    """A computer with these families, by the special characters that each has; _ stands for a blank."""
    families = {name.replace("_", " "): characters for name, characters in letters.items()}
    return choose(list(families), lambda family, character: character in families.get(family, ""), "System Font")


def test_the_first_family_that_looks_well_and_has_the_rupee_sign_is_taken() -> None:
    found = computer(DejaVu_Sans="₹", Arial="₹", Noto_Sans="₹", Comic="₹")
    assert found == PaperFonts("Noto Sans", has_rupee=True, devanagari="")


def test_the_rupee_sign_matters_more_than_looks() -> None:
    assert computer(Noto_Sans="", Arial="₹").latin == "Arial"


def test_where_no_family_that_looks_well_has_the_rupee_sign_it_is_known() -> None:
    assert computer(Arial="", Comic="₹") == PaperFonts("Arial", has_rupee=False, devanagari="")


def test_without_a_known_family_the_systems_usual_one_is_taken() -> None:
    assert computer(Comic="₹") == PaperFonts("System Font", has_rupee=False, devanagari="")
    assert computer() == PaperFonts("System Font", has_rupee=False, devanagari="")


def test_a_font_for_devanagari_is_found_also_under_a_name_nobody_knows() -> None:
    assert computer(Chandas="क्ऋ").devanagari == "Chandas"
    assert computer(Chandas="क्ऋ", Mangal="क्ऋ").devanagari == "Mangal"


def test_a_stray_letter_makes_no_font_for_devanagari() -> None:
    assert computer(Stray="क", Symbols="्").devanagari == ""


@given(st.dictionaries(st.sampled_from(sorted(EVERYTHING)), st.sampled_from(["", "₹", "क्ऋ", "₹क्ऋ"])))
def test_what_is_promised_is_there(families: dict[str, str]) -> None:
    found = choose(list(families), lambda family, character: character in families.get(family, ""), "System Font")
    assert found.has_rupee == ("₹" in families.get(found.latin, ""))
    assert not found.devanagari or "क्ऋ" in families[found.devanagari]
    assert found.devanagari or not any("क्ऋ" in characters for characters in families.values())
    assert found.mixed == [found.devanagari, found.latin]


def test_the_fonts_of_this_computer_have_what_they_are_said_to_have(system: PaperFonts) -> None:
    latin = QRawFont.fromFont(QFont(system.latin))
    assert latin.isValid()
    assert latin.supportsCharacter(ord("₹")) == system.has_rupee


def test_the_devanagari_of_this_computer_joins_letters(with_devanagari: PaperFonts) -> None:
    font = QRawFont.fromFont(QFont(with_devanagari.devanagari))
    assert all(font.supportsCharacter(ord(letter)) for letter in "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहअआइईउऊऋएऐओऔ्ािीुूृेैोौं")


def test_what_to_do_without_a_font_is_said() -> None:
    assert str(fonts.no_devanagari()) == (
        "Hindi cannot be printed: this computer has no font with Devanagari letters. Install one (Debian and Ubuntu: "
        "apt install fonts-noto-core) and start Credit Desk again, or write in English."
    )


@pytest.mark.parametrize("family", ["", "No Such Font"])
def test_a_computer_without_families_still_has_one_to_write_with(family: str) -> None:
    assert choose([], lambda *_: False, family).latin == family
