"""Somebody goes through the pages of a judgement: by mouse or keys, in any look, with any size of text."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services import theme
from app.training.judging import cut_off, figures
from app.training.judging.cut_off_page import CutOffPage
from app.training.judging.cut_off_trial import CutOffTrial
from app.training.judging.evidence import Evidence
from app.training.judging.factors_page import FactorsPage
from app.training.judging.kinds import KINDS
from app.training.judging.overview_page import OverviewPage
from app.training.judging.pages import JudgementPages
from app.training.judging.sheet_view import SheetView
from app.training.judging.stability_page import StabilityPage
from app.widgets.chart import ChartView
from app.widgets.cut_off_painting import log_odds
from app.widgets.table import Table
from core.evaluation.cut_off import CutOffs
from core.evaluation.gates import Gate
from tests.app.room import clipped
from tests.app.training.admin import SECONDS


def cells(view: SheetView) -> list[list[str]]:
    model = view.table.model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def wait_for_picture(qtbot: QtBot, view: ChartView) -> None:
    qtbot.waitUntil(lambda: not view.picture().isNull(), timeout=SECONDS)


def test_the_arrow_keys_walk_through_all_pages(pages: JudgementPages) -> None:
    walked = [pages.shown]
    for _ in range(len(KINDS) - 1):
        QTest.keyClick(pages.list, Qt.Key.Key_Down)
        walked.append(pages.shown)
        assert pages.page.isVisible()
        assert pages.page.accessibleName() == KINDS[pages.shown].title
        assert pages.page.words.startswith("On 1,000 held-out loans")
        for view in (*pages.page.charts, *(sheet.table for sheet in pages.page.sheets)):
            assert view.accessibleName()
    assert walked == list(KINDS)
    QTest.keyClick(pages.list, Qt.Key.Key_Home)
    assert pages.shown == "overview"


BESIDE_THE_FORMS = 916
"""What is left for the pages in a window of 1280 pixels."""


@pytest.mark.parametrize(("page", "header"), [("fairness", "Repaid:\nratio"), ("segments", "AUC:\nv1.0")])
def test_what_a_table_is_for_is_seen_in_a_window_of_the_usual_size(
    qtbot: QtBot, pages: JudgementPages, page: str, header: str
) -> None:
    pages.resize(BESIDE_THE_FORMS, pages.height())
    pages.go_to(page)
    for table in (sheet.table for sheet in pages.page.sheets):
        place = [table.model().headerData(at, Qt.Orientation.Horizontal) for at in range(table.model().columnCount())]
        qtbot.waitUntil(partial(_is_seen, table, place.index(header)), timeout=SECONDS)


def _is_seen(table: Table, column: int) -> bool:
    return table.columnViewportPosition(column) + table.columnWidth(column) <= table.viewport().width()


def test_charts_come_with_their_pages(qtbot: QtBot, pages: JudgementPages) -> None:
    pages.go_to("discrimination")
    for view in pages.page.charts:
        wait_for_picture(qtbot, view)
        assert view.chart is not None
        assert view.chart.numbers is not None
        assert view.commands.show_numbers.isEnabled()


def test_another_judgement_begins_at_its_first_page_and_shows_nothing_of_the_last(
    pages: JudgementPages, evidence: Evidence
) -> None:
    pages.go_to("deciles")
    assert [view.isVisible() for view in pages.page.sheets] == [True, True]
    alone = replace(evidence.judgement, active=None, auc_difference=None, swap_set=None)
    pages.show_evidence(replace(evidence, judgement=alone, name="v2.0"))
    assert pages.shown == "overview"
    pages.go_to("deciles")
    assert [view.isVisible() for view in pages.page.sheets] == [True, False]
    assert pages.page.sheets[0].title.text() == "v2.0: deciles"
    assert "v1.0" not in pages.text


def test_what_needs_attention_is_marked_at_its_title(pages: JudgementPages, evidence: Evidence) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert pages.list.item(0).data(spoken) == "Overview"
    gates = (Gate("Enough rows", passed=False, sentence="It was judged on 12 defaults."),)
    pages.show_evidence(replace(evidence, judgement=replace(evidence.judgement, gates=gates)))
    assert pages.list.item(0).data(spoken) == "Overview: needs attention"
    overview = pages.page
    assert isinstance(overview, OverviewPage)
    (line,) = overview.gates
    assert (line.kind, line.text) == ("error", "Enough rows, not passed: It was judged on 12 defaults.")


def test_where_there_is_little_room_the_pages_drop_down(pages: JudgementPages) -> None:
    assert pages.list.isVisible()
    pages.resize(pages.minimumSizeHint())
    assert not pages.list.isVisible()
    pages.choice.setCurrentText("Fairness")
    assert pages.shown == "fairness"
    pages.resize(1000, 700)
    assert pages.list.currentItem().text() == "Fairness"


def test_the_curve_follows_the_chosen_factor(pages: JudgementPages) -> None:
    pages.go_to("factors")
    page = pages.page
    assert isinstance(page, FactorsPage)
    names = [row[0] for row in cells(page.tests)]
    assert page.curve.chart is not None
    assert page.curve.chart.title == f"{names[0]}: points of each value"
    QTest.keyClick(page.tests.table, Qt.Key.Key_Down)
    assert page.curve.chart.title == f"{names[1]}: points of each value"
    assert page.points.title.text() == f"Candidate: points of {names[1]}"


def test_the_shares_follow_the_chosen_factor(pages: JudgementPages) -> None:
    pages.go_to("stability")
    page = pages.page
    assert isinstance(page, StabilityPage)
    assert cells(page.bins) == [["below 40", "70.0 %", "33.0 %", "330"], ["40 and more", "30.0 %", "67.0 %", "670"]]
    QTest.keyClick(page.shifts.table, Qt.Key.Key_Down)
    assert page.bins.title.text() == "Residence: shares"


@pytest.fixture
def trial(pages: JudgementPages) -> CutOffTrial:
    pages.go_to("cut_off")
    assert isinstance(pages.page, CutOffPage)
    return pages.page.trial


def outcome(trial: CutOffTrial) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in cells(trial.outcome)}


def test_the_cut_off_begins_where_it_costs_least(trial: CutOffTrial, evidence: Evidence) -> None:
    """An approved defaulter costs ten declined payers: 1 / 11 (Elkan 2001); what comes of it is that of the table."""
    found = evidence.judgement.candidate.cut_offs[10.0]
    assert trial.cut_off == pytest.approx(1 / 11)
    rows = outcome(trial)
    assert rows["Recall: defaulters declined"][0].startswith(f"{100 * (found.recall.value or 0):.1f} % (")
    assert rows["Cost, in declined good borrowers"][0] == f"{found.cost(1.0, 10.0):,.0f}"
    assert f"Defaulted: {found.confusion.true_positive:,} declined" in trial.matrices[0].accessibleDescription()


def test_a_typed_cut_off_tells_what_comes_of_it(trial: CutOffTrial, evidence: Evidence) -> None:
    assert evidence.rows is not None
    trial.typed.setValue(12.5)
    assert trial.cut_off == 0.125
    for place, pd in enumerate((evidence.rows.candidate, evidence.rows.active)):
        assert pd is not None
        found = CutOffs(evidence.rows.y, pd).at(0.125)
        rate = cut_off.approved(found)
        assert outcome(trial)["Approval rate"][2 * place] == figures.share(rate)
        assert f"{found.confusion.false_negative:,} approved" in trial.matrices[place].accessibleDescription()


def test_keys_and_the_mouse_move_the_cut_off(trial: CutOffTrial) -> None:
    before = trial.cut_off
    QTest.keyClick(trial.scale, Qt.Key.Key_Right)
    assert log_odds(trial.cut_off) == pytest.approx(log_odds(before) + 0.05, abs=0.01)
    assert trial.typed.value() == pytest.approx(100 * trial.cut_off, abs=0.005)
    places = []
    for share in (0.3, 0.7):
        at = QPoint(round(share * trial.scale.width()), trial.scale.height() // 2)
        QTest.mousePress(trial.scale, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        QTest.mouseRelease(trial.scale, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        places.append(trial.cut_off)
    assert places[0] < places[1]
    said = trial.scale.accessibleDescription()
    assert said.startswith(f"Cut-off {100 * trial.cut_off:.1f} %: ")
    assert "approved, of whom" in said


def test_another_cost_ratio_marks_another_best_cut_off(trial: CutOffTrial) -> None:
    trial.ratio.setValue(4.0)
    assert trial.cut_off == pytest.approx(1 / 11), "nobody asked to move it"
    assert trial.best.text() == "Set to the best, 20.0 %"
    trial.best.click()
    assert trial.cut_off == pytest.approx(0.2)


def test_without_the_rows_the_best_cut_offs_are_shown_alone(pages: JudgementPages, evidence: Evidence) -> None:
    """As of a judgement that was kept with an old version."""
    pages.show_evidence(replace(evidence, rows=None))
    pages.go_to("cut_off")
    assert isinstance(pages.page, CutOffPage)
    assert not pages.page.trial.isVisible()
    assert "as long as the held-out loans are at hand" in pages.page.words
    assert [view.isVisible() for view in pages.page.sheets] == [True, True]


def test_every_page_can_be_read_where_text_is_twice_as_large(
    qtbot: QtBot, pages: JudgementPages, twice_the_text: Callable[[], None]
) -> None:
    theme.notifier().refresh()
    twice_the_text()
    pages.resize(640, 420)
    for name in KINDS:
        pages.go_to(name)
        wait_until_whole(qtbot, pages)


def wait_until_whole(qtbot: QtBot, pages: JudgementPages) -> None:
    """Nothing is cut off, and no table but those that scroll by themselves is wider than its page."""

    def is_whole() -> None:
        assert pages.minimumSizeHint().width() <= 640
        assert clipped(pages.page) == []

    qtbot.waitUntil(is_whole)
