"""Where the system's text is doubled, the question and each page of the report still fit, and can be read."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.services import theme
from app.training.tab import TrainingTab
from tests.app.room import SMALL_TAB, clipped, fits
from tests.app.training.portfolio.conftest import renamed


def test_every_page_fits(
    qtbot: QtBot,
    tab: TrainingTab,
    look: Callable[[], None],
    twice_the_text: Callable[[], None],
    small: Path,
    tmp_path: Path,
) -> None:
    theme.notifier().refresh()
    twice_the_text()

    def is_whole() -> None:
        assert fits(tab, SMALL_TAB), tab.minimumSizeHint()
        assert clipped(tab) == []

    look()
    tab.resize(SMALL_TAB)
    pages = tab.check.report.pages
    for place in range(pages.count()):
        pages.setCurrentIndex(place)
        qtbot.waitUntil(is_whole)
    tab.data.take([renamed(small, tmp_path, "customers", income="wages")])
    qtbot.waitUntil(is_whole)
    look()
    assert tab.pages.currentWidget() is tab.check.names
    qtbot.waitUntil(is_whole)
