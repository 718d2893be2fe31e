"""An officer reads what became of a file: figures, a cut-off to move, what drives defaults, what shifted, problems."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.batch.figure_words import label, odds
from app.batch.problems_page import NO_PROBLEMS
from app.batch.summary import Summary
from app.services import paths, theme
from app.widgets.bar_cells import BAR_ROLE
from app.widgets.notice import NoticeKind
from app.widgets.table import Table
from core.affordability import Policy
from core.batch.pipeline import score_file
from core.batch.report import BatchReport, money
from core.scorecard import Band, Scorecard, ScoreScale
from core.scorecard_json import from_json
from tests.app.batch.conftest import press
from tests.app.room import clipped

Scored = tuple[BatchReport, Scorecard]
_LEFT = Qt.MouseButton.LeftButton
_COPY = Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def model() -> Scorecard:
    return from_json((paths.models_folder() / "v1.0" / "scorecard.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, model: Scorecard) -> Scored:
    """The sample file, as it comes."""
    target = tmp_path_factory.mktemp("sample") / "out.csv"
    return score_file(paths.resources_folder() / "sample_applicants.csv", target, model), model


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory, model: Scorecard) -> Scored:
    """The sample file with tenants in castles and huts, and ages that cannot be true."""
    folder = tmp_path_factory.mktemp("troubled")
    header, *rows = (paths.resources_folder() / "sample_applicants.csv").read_text("utf-8").splitlines()
    text = "\n".join([header, *rows]).replace("Rented", "Castle").replace("Castle", "Hut", 3)
    source = folder / "in.csv"
    source.write_text(text.replace(",Mortgage,", ",,"), encoding="utf-8")
    return score_file(source, folder / "out.csv", model), model


@pytest.fixture
def summary(qtbot: QtBot, sample: Scored) -> Summary:
    made = Summary()
    qtbot.addWidget(made)
    made.resize(1200, 300)
    made.show_report(*sample)
    with qtbot.waitExposed(made):
        made.show()
    return made


def column(table: Table, place: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


# Overview


def test_the_figures_stand_first(summary: Summary, sample: Scored) -> None:
    report, _ = sample
    shown = summary.overview.tiles.figures()
    assert shown["Rows"] == "1,000"
    assert shown["Scored · 100 %"] == "1,000"
    assert shown["Expected loss"] == money(report.figures.loss(Policy()) or 0)
    assert summary.overview.ratings.text() == " · ".join(f"{name} {count}" for name, count in report.ratings.items())
    assert summary.overview.likeness.text().startswith("Looks like the training data")


def outcome_of(report: BatchReport, cutoff: int) -> tuple[str, str]:
    approved = report.figures.scores.approved(cutoff, Policy())
    return f"{100 * approved.share:.1f} %", f"{approved.expected_defaults:,.1f}"


def test_a_dragged_cutoff_tells_who_would_be_approved_and_what_is_expected_of_them(
    summary: Summary, sample: Scored
) -> None:
    overview = summary.overview
    assert overview.histogram.value() == overview.cutoff.value() == 650
    assert tuple(overview.outcome.figures().values())[:2] == outcome_of(sample[0], 650)
    QTest.mouseClick(overview.histogram, _LEFT, pos=QPoint(overview.histogram.width() // 3, 30))
    moved = overview.histogram.value()
    assert 450 < moved < 550
    assert overview.cutoff.value() == moved
    assert tuple(overview.outcome.figures().values())[:2] == outcome_of(sample[0], moved)
    assert overview.histogram.accessibleDescription().startswith(f"Cut-off {moved}: ")


def test_a_typed_cutoff_moves_the_line(summary: Summary, sample: Scored) -> None:
    overview = summary.overview
    overview.cutoff.setFocus()
    overview.cutoff.selectAll()
    QTest.keyClicks(overview.cutoff, "725")
    QTest.keyClick(overview.cutoff, Qt.Key.Key_Return)
    assert overview.histogram.value() == 725
    assert tuple(overview.outcome.figures().values())[:2] == outcome_of(sample[0], 725)


def test_the_cutoff_stays_for_the_next_file_of_the_same_scale(summary: Summary, troubled: Scored) -> None:
    summary.overview.histogram.setValue(700)
    summary.show_report(*troubled)
    assert summary.overview.cutoff.value() == 700
    assert tuple(summary.overview.outcome.figures().values())[:2] == outcome_of(troubled[0], 700)


def test_another_scale_begins_anew_within_its_limits(summary: Summary, sample: Scored) -> None:
    report, model = sample
    counts = replace(report.figures.scores, minimum=0, rows=(5,) * 101, defaults=(0.1,) * 101, defaulting={})
    small = replace(model, scale=ScoreScale("balanced", 0, 100), bands=(Band(0, "Poor", ""), Band(50, "Good", "")))
    summary.show_report(replace(report, figures=replace(report.figures, scores=counts)), small)
    assert (summary.overview.histogram.minimum(), summary.overview.histogram.value()) == (0, 100)
    assert summary.overview.outcome.figures()["Approved · 5"] == "1.0 %"


def test_losses_follow_another_policy_at_once(summary: Summary, sample: Scored) -> None:
    policy = Policy(lgd_secured=0.1, lgd_unsecured=0.2)
    summary.overview.histogram.setValue(700)
    summary.take_policy(policy)
    assert summary.overview.tiles.figures()["Expected loss"] == money(sample[0].figures.loss(policy) or 0)
    approved = sample[0].figures.scores.approved(700, policy)
    assert summary.overview.outcome.figures()["Loss among them"] == money(approved.expected_loss or 0)


def test_a_policy_may_be_known_before_any_file(qtbot: QtBot, sample: Scored) -> None:
    summary = Summary()
    qtbot.addWidget(summary)
    summary.take_policy(Policy(lgd_secured=0.0, lgd_unsecured=0.0))
    summary.copy()
    summary.show_report(*sample)
    assert summary.overview.tiles.figures()["Expected loss"] == "₹0"


# Risk


def test_the_strongest_driver_has_the_longest_bar(summary: Summary, sample: Scored) -> None:
    drivers = sample[0].figures.drivers
    table = summary.risk.drivers
    assert column(table, 0) == [label(driver.factor) for driver in drivers]
    assert column(table, 2) == [odds(driver.among_defaults) for driver in drivers]
    bars = [table.model().index(row, 1).data(BAR_ROLE) for row in range(len(drivers))]
    assert max(abs(bar.share) for bar in bars) == 1.0
    assert [bar.role == "adverse" for bar in bars] == [driver.among_defaults > 0 for driver in drivers]
    assert summary.risk.probabilities.accessibleDescription().startswith("below 0.5 %: 7")


def test_without_a_score_nothing_drives_defaults(summary: Summary, sample: Scored) -> None:
    report, model = sample
    none = replace(report.figures, drivers=(), probabilities=(0,) * 12, scores=replace(report.figures.scores, rows=()))
    summary.show_report(replace(report, figures=none), model)
    assert column(summary.risk.drivers, 0) == []


# Stability


def test_a_file_like_the_training_data_is_said_to_be(summary: Summary) -> None:
    assert summary.stability.notice.kind is NoticeKind.SUCCESS
    assert summary.stability.notice.text.startswith("Looks like the training data")
    assert column(summary.stability.shifts, 0)[0] == "Score"
    assert set(column(summary.stability.shifts, 3)) == {"No more than chance"}
    assert summary.pages.tabIcon(2).isNull()


def test_a_file_that_has_shifted_is_marked_on_the_title(summary: Summary, troubled: Scored) -> None:
    summary.show_report(*troubled)
    assert summary.stability.notice.kind is NoticeKind.ERROR
    assert "residence" in summary.stability.notice.text
    assert not summary.pages.tabIcon(2).isNull()
    verdicts = dict(zip(column(summary.stability.shifts, 0), column(summary.stability.shifts, 3), strict=True))
    assert verdicts["Residence"] == "Large shift"
    icon = summary.stability.shifts.model().index(1, 3).data(Qt.ItemDataRole.DecorationRole)
    assert not icon.isNull(), "a verdict is told by its shape as well"


def test_the_bins_of_the_selected_characteristic_are_shown(summary: Summary, troubled: Scored) -> None:
    summary.show_report(*troubled)
    summary.go_to("stability")
    page = summary.stability
    assert column(page.bins, 0)[-1] == "899 and more"
    place = column(page.shifts, 0).index("Residence")
    QTest.mouseClick(
        page.shifts.viewport(), _LEFT, pos=page.shifts.visualRect(page.shifts.model().index(place, 0)).center()
    )
    assert column(page.bins, 0) == ["Owned", "Rented", "Mortgage", "missing or unknown"]
    assert column(page.bins, 2)[0] == "55.9 %"
    assert column(page.bins, 4)[1:3] == ["0 %", "0 %"]
    assert page.bins.accessibleName() == "Residence: shares of the rows"


def test_a_model_without_a_picture_says_so(summary: Summary, sample: Scored) -> None:
    report, model = sample
    summary.show_report(replace(report, figures=replace(report.figures, shifts=(), training_rows=0)), model)
    summary.go_to("stability")
    assert summary.stability.notice.kind is NoticeKind.INFO
    assert "keeps no picture of its training data" in summary.stability.notice.text
    assert not summary.stability.shifts.isVisible()


# Problems


def test_a_file_without_problems_says_so(summary: Summary) -> None:
    summary.go_to("problems")
    assert summary.problems.told.text() == NO_PROBLEMS
    assert not summary.problems.tree.isVisible()
    assert summary.pages.tabText(3) == "Problems"


@pytest.fixture
def tree(summary: Summary, troubled: Scored) -> Summary:
    """The summary with its problems on show."""
    summary.show_report(*troubled)
    summary.go_to("problems")
    return summary


def items(summary: Summary) -> list[QTreeWidgetItem]:
    tree = summary.problems.tree
    found = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [item for item in found if item is not None]


def values(item: QTreeWidgetItem) -> list[tuple[str, str]]:
    """How many rows have each value of a group."""
    found = [item.child(place) for place in range(item.childCount())]
    return [(child.text(0), child.text(2)) for child in found if child is not None]


def test_problems_are_grouped_with_their_values(tree: Summary, troubled: Scored) -> None:
    groups = troubled[0].problems
    assert tree.pages.tabText(3) == f"Problems ({len(groups)})"
    found = items(tree)
    assert [item.text(0) for item in found] == [f"{group.rows:,}" for group in groups]
    (castles,) = [item for item in found if "is none of Owned" in item.text(2)]
    assert castles.text(1) == "residence_type"
    assert values(castles) == [(str(int(castles.text(0)) - 3), "Castle"), ("3", "Hut")]


def test_a_click_asks_for_the_rows_of_a_problem(qtbot: QtBot, tree: Summary, troubled: Scored) -> None:
    view, item = tree.problems.tree, items(tree)[0]
    with qtbot.waitSignal(tree.rows_requested) as asked:
        QTest.mouseClick(view.viewport(), _LEFT, pos=view.visualItemRect(item).center())
    group = troubled[0].problems[0]
    assert asked.args == [group.pattern(), group.words]


def test_a_value_is_asked_for_by_keyboard(qtbot: QtBot, tree: Summary, troubled: Scored) -> None:
    (group,) = [group for group in troubled[0].problems if len(group.values) == 2]
    view = tree.problems.tree
    place = troubled[0].problems.index(group)
    view.setCurrentItem(items(tree)[place])
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(tree.rows_requested) as asked:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [group.pattern("Castle"), "residence_type 'Castle' is none of Owned, Rented, Mortgage."]


# Copying, and room


@pytest.mark.parametrize("place", ["overview", "problems"])
def test_all_figures_are_copied_by_key_from_any_page(tree: Summary, place: str) -> None:
    QGuiApplication.clipboard().clear()
    tree.overview.histogram.setValue(700)
    tree.go_to(place)
    QTest.keyClick(tree.overview.histogram if place == "overview" else tree.problems.tree, *_COPY)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("in.csv, scored with model v1.0\nRows\t1,000\n")
    assert "\nCut-off 700: " in copied
    assert "\n3\tresidence_type\t  Hut\n" in copied


def test_all_figures_are_saved_as_they_are_copied(qtbot: QtBot, summary: Summary) -> None:
    press(summary, "Copy figures")
    with qtbot.waitSignal(summary.save_requested) as asked:
        press(summary, "Save figures…")
    assert asked.args == [QGuiApplication.clipboard().text()]


def test_cells_that_are_selected_are_copied_alone(summary: Summary) -> None:
    summary.go_to("stability")
    QTest.keyClick(summary.stability.shifts, *_COPY)
    assert QGuiApplication.clipboard().text().startswith("Score\t0.0")
    assert "\n" not in QGuiApplication.clipboard().text()


@pytest.mark.parametrize("name", ["overview", "risk", "stability", "problems"])
def test_nothing_is_cut_off_where_text_is_twice_as_large(
    qtbot: QtBot, tree: Summary, twice_the_text: Callable[[], None], name: str
) -> None:
    """In the room that the smallest window leaves."""
    theme.notifier().refresh()
    twice_the_text()
    tree.go_to(name)
    tree.resize(992, 300)
    qtbot.waitUntil(lambda: clipped(tree) == [])
    assert tree.minimumSizeHint().height() < 250


def test_the_rows_beneath_keep_most_of_the_room(summary: Summary) -> None:
    assert summary.sizeHint().height() < 300
