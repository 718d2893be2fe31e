"""The page of factors shows what is known of the chosen one without scrolling sideways, in figures people use."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import theme
from app.training.judging import factors
from app.training.judging.evidence import Evidence
from app.training.judging.factors_page import FactorsPage
from app.training.judging.pages import JudgementPages
from app.widgets.table import Table
from tests.app.training.admin import SECONDS

BESIDE_THE_FORMS = 916
"""What is left for the pages in a window of 1280 pixels."""


@pytest.fixture
def page(pages: JudgementPages) -> FactorsPage:
    pages.resize(BESIDE_THE_FORMS, 620)
    pages.go_to("factors")
    assert isinstance(pages.page, FactorsPage)
    return pages.page


def _overhang(table: Table) -> int:
    """How much of its width a table hides."""
    return table.horizontalScrollBar().maximum()


def test_the_points_and_their_standard_errors_are_seen_whole(
    qtbot: QtBot, qapp: QApplication, page: FactorsPage
) -> None:
    theme.apply(qapp, theme.Choice.LIGHT)  # as in the program: its tables have wider cells than bare ones
    qtbot.waitUntil(lambda: _overhang(page.tests.table) == _overhang(page.points.table) == 0, timeout=SECONDS)
    for sheet in (page.tests, page.points):
        assert 0 <= sheet.mapTo(page, sheet.rect().topLeft()).x() < page.width() / 10, "nothing is empty beside it"
    assert page.curve.mapTo(page, page.curve.rect().topLeft()).x() >= page.tests.width(), "beside the factors"


def test_log_odds_and_standard_errors_are_against_the_first_value_and_the_table_says_so(evidence: Evidence) -> None:
    own = evidence.judgement.candidate
    (age, *others) = own.points
    sure = replace(age, standard_error=(0.0, *(0.1 * place for place in range(1, len(age.values)))))
    judged = replace(evidence.judgement, candidate=replace(own, points=(sure, *others)))
    sheet = factors.points(replace(evidence, judgement=judged), "age")
    told = [[cell.text for cell in row] for row in sheet.rows]
    assert told[0][2:] == ["0.000", "–"]
    assert told[1][3] == "0.100"
    assert "against the first value" in sheet.note


def test_knots_are_written_as_a_person_would(evidence: Evidence) -> None:
    own = evidence.judgement.candidate
    (age, *others) = own.points
    bent = replace(age, values=(18.0, 49.857142, *age.values[2:]))
    judged = replace(evidence.judgement, candidate=replace(own, points=(bent, *others)))
    told = [row[0].text for row in factors.points(replace(evidence, judgement=judged), "age").rows]
    assert told[:2] == ["18", "49.9"]
