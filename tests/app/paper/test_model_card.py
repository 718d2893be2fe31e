"""A model card comes out as one page that a stranger can read, in a browser and on paper."""

import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.paper import model_card as cards
from app.paper.fonts import PaperFonts
from core.errors import FileError, InputError
from core.registry.card import ModelCard, model_card
from core.registry.notes import Note
from core.registry.storage import read
from core.registry.versions import Registry
from tests.app.paper.pdf import Pdf
from tests.core.factories import curve_scorecard

ROOT = Path(__file__).parents[3]


class _Text(HTMLParser):
    """The text of a page, its tags counted, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self.open = "", list[str](), list[str]()

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.tags.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> _Text:
    page = _Text()
    page.feed(html)
    return page


@pytest.fixture(scope="module")
def card() -> ModelCard:
    return model_card(read(ROOT / "models" / "v1.0" / "scorecard.json"), status="in use")


def test_everything_on_the_card_is_on_the_page(card: ModelCard) -> None:
    page = parsed(cards.html(card))
    assert page.open == []
    words = [*card.purpose, *card.limits, card.measured_on, card.fairness_note, card.fingerprint]
    words += [text for line in (*card.data, *card.making) for text in (line.label, line.value)]
    words += [text for figure in card.figures for text in (figure.label, figure.value, figure.interval)]
    words += [text for factor in card.factors for text in (factor.label, factor.share, factor.riskiest)]
    words += [text for band in card.bands for text in (band.rating, band.probability, band.observed)]
    assert [word for word in words if word not in page.text] == []


def test_what_people_wrote_is_text_and_no_html() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
    scorecard = replace(curve_scorecard(), provenance={"origin": hostile, "author": hostile})
    page = parsed(cards.html(model_card(scorecard, [Note("2026-01-01", hostile, hostile)])))
    assert {"script", "img"} & set(page.tags) == set()
    assert page.text.count(hostile) == 4


def test_the_paper_is_one_page_with_its_text_in_it(card: ModelCard, system: PaperFonts, tmp_path: Path) -> None:
    cards.save(card, tmp_path / "card.pdf")
    pdf = Pdf(tmp_path / "card.pdf")
    text = "".join(glyph.text for glyph in pdf.glyphs)
    assert pdf.page_count == 1
    for words in ("Modelcardv1.0", "Howgooditis", "0.9906to0.9933", "Excellent", "Loantoincome"):
        assert words in "".join(text.split())


def test_a_card_with_much_to_say_is_still_one_page(card: ModelCard, system: PaperFonts, tmp_path: Path) -> None:
    long = replace(card, limits=card.limits * 5, factors=card.factors * 2, notes=("A long note. " * 30,) * 3)
    cards.save(long, tmp_path / "card.pdf")
    assert Pdf(tmp_path / "card.pdf").page_count == 1


def test_the_name_of_the_file_says_what_it_is(card: ModelCard, tmp_path: Path) -> None:
    cards.save(card, tmp_path / "card.HTML")
    assert (tmp_path / "card.HTML").read_text(encoding="utf-8") == cards.html(card)
    with pytest.raises(InputError, match=r"card\.docx is no name for a model card"):
        cards.save(card, tmp_path / "card.docx")
    with pytest.raises(FileError, match="could not be written"):
        cards.save(card, tmp_path / "nowhere" / "card.html")


def test_the_registry_adds_status_and_notes(home: Path) -> None:
    registry = Registry(home, ROOT / "models")
    registry.note("v1.0", "Checked in January.", "Model owner")
    told = cards.told(registry, registry.load("v1.0"))
    assert told.status == "in use"
    assert told.notes[0].endswith("Model owner: Checked in January.")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_card_is_made_on_a_server_without_a_display(home: Path, tmp_path: Path) -> None:
    """A process of its own, for this one has Qt running already."""
    call = [sys.executable, "-m", "app", "models", "card", "v1.0", "-o", str(tmp_path / "card.pdf")]
    environment = {"PATH": "", "HOME": str(tmp_path), "CREDIT_DESK_HOME": str(home)}
    said = subprocess.run(call, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert (said.returncode, said.stderr) == (0, "")
    assert Pdf(tmp_path / "card.pdf").page_count == 1
