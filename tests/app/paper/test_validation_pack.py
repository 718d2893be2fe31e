"""A validation pack on paper: every table and chart, numbered pages, headers where a table goes on, text to find."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.paper import exports, pack_charts, pack_document, validation_pack
from core.errors import FileError, InputError
from core.evaluation.judgement import Judgement
from core.progress import Cancelled
from core.registry.pack.contents import validation_pack as put_together
from core.registry.pack.tables import Pack
from core.registry.versions import Registry
from tests.app.paper.pdf import Pdf, squeezed
from tests.core.judged import judgement
from tests.core.registry.pack.material import MODEL, ROWS
from tests.core.registry.pack.material import pack as whole_pack

FACTORS = 2
"""So many factors are drawn here; each takes its time."""
CURVES = 5


def of_few_factors() -> Judgement:
    found = judgement(ROWS)
    return replace(found, candidate=replace(found.candidate, points=found.candidate.points[:FACTORS]))


@pytest.fixture(scope="module")
def pack() -> Pack:
    return put_together(MODEL, of_few_factors(), status="not used yet")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def pdf(pack: Pack, cache: Path, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    target = tmp_path_factory.mktemp("pack") / "pack.pdf"
    validation_pack.save(pack, target, cache)
    return Pdf(target)


@pytest.fixture(scope="module")
def text(pdf: Pdf) -> str:
    return pdf.text


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packs without charts, where these are not what a test looks at."""
    monkeypatch.setattr(pack_document, "charts", lambda _pack: {})


def test_every_section_can_be_found_with_what_it_tells_and_its_notes(pack: Pack, pdf: Pdf, text: str) -> None:
    for section in pack.sections:
        assert squeezed(section.title + section.tells + section.basis) in text
        assert all(squeezed(note) in text for note in section.notes)
    assert pdf.boxes == 0


def test_figures_stand_with_their_intervals(text: str) -> None:
    auc = judgement(ROWS).candidate.measures["auc"]
    assert squeezed(f"AUC{auc.value:.4f} ({auc.low:.4f}–{auc.high:.4f})") in text


def test_its_pages_are_wide_and_numbered(pdf: Pdf, text: str) -> None:
    assert len(pdf.sizes) == 1
    width, height = map(float, next(iter(pdf.sizes)).split()[2:])
    assert width > height
    counted = re.findall(rf"Validationpackv2\.0(\d+)/{pdf.page_count}(?!\d)", text)
    assert [int(number) for number in counted] == list(range(1, pdf.page_count + 1))


def test_a_table_that_goes_on_has_its_header_again(pack: Pack, text: str) -> None:
    """That of the coefficients does not fit one page."""
    (long,) = [section for section in pack.sections if section.key == "coefficients"]
    header = squeezed("".join(column.label for column in long.columns))
    assert text.count(header) == 2


def test_each_curve_and_each_factor_is_drawn(pack: Pack, pdf: Pdf) -> None:
    assert pdf.picture_count == CURVES + FACTORS
    drawn = pack_charts.charts(pack)
    auc = judgement(ROWS).candidate.measures["auc"].value
    assert f"v2.0 {auc:.4f}" in drawn["roc"][0].description
    assert [chart.title for chart in drawn["points"]] == ["Age", "Loan tenure"]


def test_without_an_active_model_the_candidate_is_drawn_alone(pack: Pack) -> None:
    alone = put_together(MODEL, replace(of_few_factors(), active=None, auc_difference=None, swap_set=None))
    drawn = pack_charts.charts(alone)
    assert "v1.0" in pack_charts.charts(pack)["roc"][0].description
    assert not any("v1.0" in chart.description for charts in drawn.values() for chart in charts)


@pytest.mark.usefixtures("undrawn", "qtbot")
def test_the_name_of_the_file_says_what_it_is(pack: Pack, cache: Path, tmp_path: Path) -> None:
    validation_pack.save(pack, tmp_path / "pack.PDF", cache)
    assert (tmp_path / "pack.PDF").read_bytes().startswith(b"%PDF")
    validation_pack.save(pack, tmp_path / "pack.xlsx", cache)
    assert (tmp_path / "pack.xlsx").read_bytes().startswith(b"PK")
    with pytest.raises(InputError, match=r"pack\.docx is no name for a validation pack"):
        validation_pack.save(pack, tmp_path / "pack.docx", cache)
    with pytest.raises(FileError, match="could not be written"):
        validation_pack.save(pack, tmp_path / "nowhere" / "pack.pdf", cache)


@pytest.mark.usefixtures("qtbot")
def test_it_can_be_cancelled_and_leaves_the_file_of_before(pack: Pack, cache: Path, tmp_path: Path) -> None:
    target = tmp_path / "pack.pdf"
    target.write_text("before", encoding="utf-8")

    def stop(_fraction: float, _message: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        validation_pack.save(pack, target, cache, stop)
    assert target.read_text(encoding="utf-8") == "before"


@pytest.mark.usefixtures("undrawn", "qtbot")
def test_what_people_wrote_is_text_and_no_html(cache: Path, tmp_path: Path) -> None:
    hostile = "<b>bold</b><img src=x>"
    gates = replace(whole_pack().sections[1], notes=(hostile,))
    validation_pack.save(replace(whole_pack(), sections=(gates,)), tmp_path / "pack.pdf", cache)
    assert squeezed(hostile) in Pdf(tmp_path / "pack.pdf").text


@pytest.mark.usefixtures("qtbot")
def test_an_export_has_judgement_and_pack_where_they_are_kept(home: Path, tmp_path: Path, cache: Path) -> None:
    registry = Registry(home, tmp_path / "none")
    kept = registry.save(replace(MODEL, version=""), judgement=judgement(ROWS))
    without = registry.save(replace(MODEL, version=""))
    writers, left_out = exports.beside(registry, kept, cache)
    assert list(writers) == [
        "model_card.html", "model_card.pdf", "judgement.json", "validation_pack.xlsx", "validation_pack.pdf",
    ]  # fmt: skip
    assert left_out == []
    writers["judgement.json"](tmp_path / "judgement.json")
    file = registry.folder / kept.version / "judgement.json"
    assert (tmp_path / "judgement.json").read_bytes() == file.read_bytes()
    assert list(exports.beside(registry, without, cache)[0]) == ["model_card.html", "model_card.pdf"]
    file.write_text("{}", encoding="utf-8")
    writers, left_out = exports.beside(registry, kept, cache)
    assert list(writers) == ["model_card.html", "model_card.pdf"]
    assert "were left out. The judgement of v1.0 is damaged" in left_out[0]
