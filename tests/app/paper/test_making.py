"""A paper says what is known, in the bank's name and language, or says why it cannot be made."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFont, QFontDatabase, QRawFont, QTextDocument

from app.paper.content import PaperContent, PaperError
from app.paper.fonts import PaperFonts
from app.paper.letterhead import Letterhead
from app.paper.making import make
from app.paper.printing import Sheet, save_pdf
from app.paper.templates import FOLDER, Kind
from app.services import theme
from app.services.colours import LIGHT
from core import catalogue
from core.catalogue import Language
from core.errors import InputError
from tests.app.paper.papers import LATIN, bands, bare, content, contents, letterhead
from tests.app.paper.pdf import Pdf
from tests.app.paper.test_letterhead import picture

HOME = Path("no such folder")
NO_DEVANAGARI = "this computer has no font with Devanagari letters"


def text(sheet: Sheet) -> str:
    return sheet.document.toPlainText().replace("\u00a0", " ")


def picture_names(document: QTextDocument) -> set[str]:
    formats = document.allFormats()
    return {form.toImageFormat().name() for form in formats if form.isImageFormat()}


def families(document: QTextDocument, word: str) -> list[str]:
    """The fonts that a word is to be drawn with, the first that has a letter."""
    cursor = document.find(word)
    assert not cursor.isNull(), f"There is no {word}"
    return list(cursor.charFormat().fontFamilies() or document.defaultFont().families())


# What papers say


def test_an_assessment_has_all_there_is_to_say(system: PaperFonts) -> None:
    sheet = make(Kind.ASSESSMENT, content(), letterhead(), HOME, system)
    for said in (
        "Example Bank", "12 Station Road", "Pune 411001", "A. Applicant", "LN-417", "5 March 2026",
        "Annual income", "₹12,40,000 a year", "11.4 %", "9.6–13.5 %", "141 / 1,243 (11.3 %)",
        "500–649", "6.3–15.8 %", "Share of the credit lines in use is high", "62.1 % of the monthly income",
        "Loan amount ₹11,80,000: score 655, Good.", "FOIR", "₹50,745", "Home + Unsecured ?", "Model v7.3",
    ):  # fmt: skip
        assert said.replace("₹", "₹" if system.has_rupee else "Rs. ") in text(sheet)
    assert picture_names(sheet.document) == {"gauge"}
    assert sheet.title == "Credit assessment LN-417"
    assert sheet.notices == ()


def test_the_gauge_is_that_of_the_window_in_its_light_look(system: PaperFonts, request: pytest.FixtureRequest) -> None:
    theme.notifier().choice = theme.Choice.DARK
    sheet = make(Kind.ASSESSMENT, content(), letterhead(), HOME, system)
    image = sheet.document.resource(QTextDocument.ResourceType.ImageResource.value, "gauge")
    corner, places = (
        image.pixelColor(0, 0),
        [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)],
    )
    colours = {image.pixelColor(*place).name() for place in places}
    assert corner == QColor(LIGHT.surface)
    assert LIGHT.average.name() in colours, "the band of the score"
    assert LIGHT.text.name() in colours, "the needle and the score"


def test_without_bands_there_is_no_gauge(system: PaperFonts) -> None:
    sheet = make(Kind.ASSESSMENT, bare(no_score="Refer: no credit history"), letterhead(), HOME, system)
    assert picture_names(sheet.document) == set()
    assert "Refer: no credit history" in text(sheet)


def test_without_a_score_the_gauge_stands_empty(system: PaperFonts) -> None:
    sheet = make(Kind.ASSESSMENT, bare(no_score="Refer", bands=bands()), letterhead(), HOME, system)
    assert picture_names(sheet.document) == {"gauge"}


@pytest.mark.parametrize(("width", "height", "room"), [(2000, 300, (140, 21)), (90, 300, (16, 52)), (40, 20, (40, 20))])
def test_a_logo_is_shown_within_the_room_it_has_and_never_enlarged(
    system: PaperFonts, tmp_path: Path, width: int, height: int, room: tuple[int, int]
) -> None:
    logo = str(picture(tmp_path / "logo.png", width, height))
    sheet = make(Kind.DECLINE, content(), letterhead(logo=logo), HOME, system)
    form = next(one.toImageFormat() for one in sheet.document.allFormats() if one.isImageFormat())
    assert (form.name(), form.width(), form.height()) == ("logo", *room)
    assert sheet.notices == ()


@pytest.mark.parametrize("damaged", [True, False])
def test_a_paper_goes_without_a_logo_that_cannot_be_used_and_says_so(
    system: PaperFonts, tmp_path: Path, damaged: bool
) -> None:
    path = tmp_path / "logo.png"
    if damaged:
        path.write_bytes(b"no image")
    sheet = make(Kind.DECLINE, content(), letterhead(logo=str(path)), HOME, system)
    assert picture_names(sheet.document) == set()
    assert "Example Bank" in text(sheet)
    (notice,) = sheet.notices
    assert str(path) in notice
    assert "the paper goes without it" in notice


@pytest.mark.parametrize("language", Language)
def test_an_assessment_of_somebody_who_is_approved_has_no_principal_reasons(
    with_devanagari: PaperFonts, language: Language
) -> None:
    below, above = (
        text(
            make(Kind.ASSESSMENT, replace(content(language), score=score), letterhead(language), HOME, with_devanagari)
        )
        for score in (649, 650)
    )
    assert catalogue.heading(649, language) in below
    assert catalogue.heading(649, language) not in above
    assert catalogue.heading(650, language) in above


def test_a_decline_for_policy_does_not_blame_a_score_that_is_high_enough(system: PaperFonts) -> None:
    """The reasons of a notice are those that were relied on (12 CFR 1002.9(b)(2), official comment 2)."""
    refused, approved = (
        text(make(Kind.DECLINE, replace(content(), score=score), letterhead(), HOME, system)) for score in (649, 650)
    )
    for reason in content().reasons:
        assert reason in refused
        assert reason not in approved
    assert "Apart from these, the application is outside" in refused
    assert "The application is outside the limits of our lending policy" in approved
    alone = replace(content(), score=650, policy=())
    assert content().reasons[0] in text(make(Kind.DECLINE, alone, letterhead(), HOME, system)), (
        "the only ones there are"
    )


def test_an_empty_letterhead_is_said(system: PaperFonts) -> None:
    sheet = make(Kind.DECLINE, content(), Letterhead(), HOME, system)
    assert sheet.notices == ("The letterhead is empty, so the paper names no bank. Fill in the letterhead.",)
    assert "Thank you for applying. We have" in text(sheet)


# What papers refuse


def test_a_decline_without_any_reason_is_refused(system: PaperFonts) -> None:
    with pytest.raises(PaperError, match="A decline letter needs a reason"):
        make(Kind.DECLINE, bare(), letterhead(), HOME, system)


def test_a_decline_for_policy_alone_is_made(system: PaperFonts) -> None:
    sheet = make(Kind.DECLINE, bare(policy=("FOIR 62 %.",)), letterhead(), HOME, system)
    assert "FOIR 62 %." in text(sheet)


@pytest.mark.parametrize("kind", Kind)
def test_that_the_score_is_too_low_stands_on_no_paper_as_a_reason(system: PaperFonts, kind: Kind) -> None:
    with pytest.raises(InputError, match="is no reason"):
        make(kind, replace(content(), reasons=("Age", "Credit score too low")), letterhead(), HOME, system)


def test_an_approval_without_terms_is_refused(system: PaperFonts) -> None:
    with pytest.raises(PaperError, match="An approval letter needs the instalment"):
        make(Kind.APPROVAL, bare(), letterhead(), HOME, system)


def test_a_faulty_template_of_the_bank_is_refused(system: PaperFonts, tmp_path: Path) -> None:
    folder = tmp_path / FOLDER / "en"
    folder.mkdir(parents=True)
    (folder / "decline.html").write_text("{{ applicant }}", encoding="utf-8")
    with pytest.raises(PaperError, match=r"decline\.html in .* \(line 1: there is no placeholder applicant;"):
        make(Kind.DECLINE, content(), letterhead(), tmp_path, system)


# Fonts


@pytest.mark.parametrize("kind", Kind)
def test_without_a_font_for_it_nothing_is_written_in_hindi(system: PaperFonts, kind: Kind) -> None:
    fonts = replace(system, devanagari="")
    with pytest.raises(PaperError, match=f"{NO_DEVANAGARI}.*apt install fonts-noto-core"):
        make(kind, content(Language.HINDI), letterhead(Language.HINDI), HOME, fonts)


def test_without_a_font_for_it_not_even_a_name_is_written_in_devanagari(system: PaperFonts) -> None:
    with pytest.raises(PaperError, match=NO_DEVANAGARI):
        make(Kind.DECLINE, replace(content(), name="अंजलि"), letterhead(), HOME, replace(system, devanagari=""))


def test_without_a_font_for_it_english_is_written_as_ever(system: PaperFonts) -> None:
    sheet = make(Kind.DECLINE, content(), letterhead(), HOME, replace(system, devanagari=""))
    assert "Dear A. Applicant," in text(sheet)


def test_the_rupee_sign_is_spelled_out_where_the_font_has_none(system: PaperFonts) -> None:
    with_sign = make(Kind.APPROVAL, content(), letterhead(), HOME, replace(system, has_rupee=True))
    without = make(Kind.APPROVAL, content(), letterhead(), HOME, replace(system, has_rupee=False))
    assert "₹15,50,000" in text(with_sign)
    assert "Rs. 15,50,000" in text(without)
    assert "₹" not in text(without)


def test_a_hindi_paper_is_set_in_the_font_for_it_throughout(with_devanagari: PaperFonts) -> None:
    """Then the figures stand on the same line as the words beside them."""
    sheet = make(Kind.APPROVAL, content(Language.HINDI), letterhead(Language.HINDI), HOME, with_devanagari)
    for word in ("ऋण", "36", "LN-417"):
        assert families(sheet.document, word) == with_devanagari.mixed


def test_in_an_english_paper_only_lines_with_devanagari_are_set_in_its_font(with_devanagari: PaperFonts) -> None:
    sheet = make(Kind.DECLINE, replace(content(), name="अंजलि शर्मा"), letterhead(), HOME, with_devanagari)
    assert families(sheet.document, "Dear") == with_devanagari.mixed, "the name follows in the same line"
    assert families(sheet.document, "Thank you") == [with_devanagari.latin]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=contents(LATIN), kind=st.sampled_from(Kind))
def test_whatever_was_typed_a_paper_is_made_of_it(system: PaperFonts, said: PaperContent, kind: Kind) -> None:
    shown = text(make(kind, said, letterhead(), HOME, system))
    assert "None" not in shown
    name = said.name.replace("\u00a0", " ").replace("₹", "₹" if system.has_rupee else "Rs. ")
    assert " ".join(name.split()) in " ".join(shown.split())


# What a file can be searched for


def test_letters_are_not_joined_so_that_words_can_be_searched_for(system: PaperFonts, tmp_path: Path) -> None:
    """A glyph that stands for two letters is copied as one sign in their place."""
    said = replace(content(), name="Office of first finances")
    save_pdf(make(Kind.DECLINE, said, letterhead(), HOME, system), tmp_path / "letter.pdf")
    letters = {glyph.text for glyph in Pdf(tmp_path / "letter.pdf").glyphs}
    assert {"f", "i"} <= letters
    assert not [one for one in letters if len(unicodedata.normalize("NFKC", one)) > 1]


def test_what_no_font_has_is_announced(system: PaperFonts) -> None:
    if any(QRawFont.fromFont(QFont(one)).supportsCharacter(0x12000) for one in QFontDatabase.families()):
        pytest.skip("this computer has a font even for cuneiform")
    sheet = make(Kind.DECLINE, replace(content(), name="A. \U00012000 Rao"), letterhead(), HOME, system)
    assert sheet.notices == ("No font of this computer has \U00012000; the paper shows boxes in its place.",)
    assert make(Kind.DECLINE, replace(content(), name="Zoë – “Rao”"), letterhead(), HOME, system).notices == ()
