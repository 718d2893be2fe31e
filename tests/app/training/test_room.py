"""Where the system's text is doubled, the tab still fits the smallest screen, and whatever it says can be read."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton, QTableView
from pytestqt.qtbot import QtBot

from app.services import theme
from app.services.desk import Desk
from app.training.tab import TrainingTab
from app.training.trials_model import TrialsModel
from app.widgets.folding import Folding
from app.widgets.whole_table import WholeTable
from tests.app.room import SMALL_TAB, clipped, fits
from tests.app.training.admin import choose_kind, start_demo
from tests.app.training.conftest import SlowTraining


@pytest.fixture(autouse=True)
def _styled(qapp: object) -> None:
    """Buttons and fields have their paddings."""
    theme.notifier().refresh()


def wait_until_whole(qtbot: QtBot, tab: TrainingTab) -> None:
    tab.resize(SMALL_TAB)

    def is_whole() -> None:
        assert fits(tab, SMALL_TAB), tab.minimumSizeHint()
        assert clipped(tab) == []

    qtbot.waitUntil(is_whole)


@pytest.mark.parametrize("kind", ["files", "database", "demo"])
def test_every_choice_of_data_fits(
    qtbot: QtBot, tab: TrainingTab, twice_the_text: Callable[[], None], kind: str
) -> None:
    twice_the_text()
    choose_kind(tab, kind)
    wait_until_whole(qtbot, tab)


def test_every_option_fits(tab: TrainingTab, qtbot: QtBot, twice_the_text: Callable[[], None]) -> None:
    """Also what is wrong with a day."""
    split = tab.options.choices["split"]
    split.setCurrentIndex(split.findData("out-of-time"))
    tab.options.since.setText("the first day of the year")
    tab.options.since.editingFinished.emit()
    assert tab.options.rows["since"].error
    twice_the_text()
    wait_until_whole(qtbot, tab)


def test_a_training_under_way_fits(
    qtbot: QtBot, desk: Desk, tab: TrainingTab, slow: SlowTraining, twice_the_text: Callable[[], None]
) -> None:
    twice_the_text()
    job = start_demo(tab, desk)
    qtbot.waitUntil(lambda: "Trial 2" in tab.running.words)
    wait_until_whole(qtbot, tab)
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()


def test_a_result_fits(qtbot: QtBot, desk: Desk, judged: TrainingTab, twice_the_text: Callable[[], None]) -> None:
    qtbot.waitUntil(lambda: not desk.jobs.jobs)
    twice_the_text()
    wait_until_whole(qtbot, judged)
    judged.result.decision.save.click()
    qtbot.waitUntil(lambda: not desk.jobs.jobs)
    wait_until_whole(qtbot, judged)


def test_the_versions_fit(qtbot: QtBot, desk: Desk, tab: TrainingTab, twice_the_text: Callable[[], None]) -> None:
    desk.model.registry.note("v1.0", "Kept for the branches that " + "are still to be asked about it " * 3)
    tab.summary.open.click()
    qtbot.waitUntil(lambda: tab.versions.table.model().rowCount() == 1)
    tab.versions.table.choose(["v1.0"])
    twice_the_text()
    wait_until_whole(qtbot, tab)


@pytest.fixture
def table(qtbot: QtBot) -> WholeTable:
    """A table that may be narrower than its columns need."""
    table = WholeTable(narrowest=10)
    table.show_model(TrialsModel(table))
    qtbot.addWidget(table)
    table.show()
    return table


def widths(table: QTableView) -> list[int]:
    return [table.columnWidth(column) for column in range(table.horizontalHeader().count())]


def test_a_table_with_room_is_filled_by_its_first_column(table: WholeTable) -> None:
    table.resize(2 * table.sizeHint().width(), 100)
    assert sum(widths(table)) == table.viewport().width()
    assert table.horizontalScrollBar().maximum() == 0


def test_a_table_without_room_scrolls_sideways_and_cuts_nothing(table: WholeTable) -> None:
    low = table.sizeHint().height()
    table.resize(table.minimumWidth(), 100)
    header = table.horizontalHeader()
    assert all(width >= header.sectionSizeHint(column) for column, width in enumerate(widths(table)))
    assert table.horizontalScrollBar().maximum() > 0
    assert table.sizeHint().height() > low, "the bar covers no row"


@pytest.mark.parametrize(("times", "is_folded"), [(1, True), (2, False)])
def test_things_fold_before_a_table_has_to_scroll(
    qtbot: QtBot, table: WholeTable, times: int, *, is_folded: bool
) -> None:
    beside = QPushButton("Beside it")
    page = Folding(table, beside)
    qtbot.addWidget(page)
    page.show()
    assert page.minimumSizeHint().width() == max(table.minimumWidth(), beside.minimumSizeHint().width())
    needed = table.minimumSizeHint().width() + beside.minimumSizeHint().width()
    page.resize(times * needed, 300)
    assert page.is_folded is is_folded
    table.setParent(None)  # each of them is closed by itself
