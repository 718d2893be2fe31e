"""The page of versions over a desk of the test's own."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.keeper import Keeper
from app.training.source import Demo, Files
from app.training.versions.page import VersionsPage
from app.widgets.notice import NoticeKind
from tests.app.training.admin import SECONDS
from tests.core.factories import linear_scorecard

_ACROSS = Qt.Orientation.Horizontal


class Page:
    """What an admin sees and does on the page.

    Attributes:
        widget: the page.
        tables: what is chosen at the left of it.
    """

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot = qtbot
        self.tables: Files | Demo | None = None
        self.widget = VersionsPage(desk, Keeper(desk), lambda: self.tables)

    @property
    def names(self) -> list[str]:
        """The versions, from the top."""
        model = self.widget.table.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def cell(self, name: str, heading: str) -> str:
        """What a column says of a version."""
        return str(self.widget.table.model().index(self.names.index(name), self.column(heading)).data())

    def column(self, heading: str) -> int:
        """The place of a column."""
        model = self.widget.table.model()
        return [model.headerData(n, _ACROSS) for n in range(model.columnCount())].index(heading)

    def refresh(self, *expected: str) -> None:
        """Read the list again and wait until it is this."""
        self.widget.refresh()
        self.wait_for(*expected)

    def wait_for(self, *expected: str) -> None:
        """Wait until the list is this."""
        self._qtbot.waitUntil(lambda: self.names == list(expected))

    def select(self, *names: str) -> None:
        """Select versions."""
        self.widget.table.choose(names)

    def do(self, action: QAction) -> None:
        """Choose an action, which must be on."""
        assert action.isEnabled(), action.toolTip()
        action.trigger()

    def on(self) -> set[str]:
        """What can be done now, by its words."""
        return {action.text() for action in self.widget.table.actions() if action.isEnabled()}

    def said_of_selection(self, words: str) -> None:
        """Wait until this is told of the selected version."""
        self._qtbot.waitUntil(lambda: words in self.widget.told.text())

    def said(self, kind: NoticeKind = NoticeKind.SUCCESS) -> str:
        """What is said next."""
        outcome = self.widget.outcome
        self._qtbot.waitUntil(lambda: outcome.text != "" and outcome.kind is kind, timeout=SECONDS)
        return outcome.text


def shown(qtbot: QtBot, desk: Desk) -> Page:
    """The page on show."""
    page = Page(qtbot, desk)
    qtbot.addWidget(page.widget)
    page.widget.resize(1024, 640)
    with qtbot.waitExposed(page.widget):
        page.widget.show()
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Page:
    """The page: v1.0 with curves in use, v2.0 of straight lines saved."""
    desk.model.registry.save(linear_scorecard())
    page = shown(qtbot, desk)
    page.wait_for("v2.0", "v1.0")
    return page


@pytest.fixture
def file_of_v2(home: Path) -> Path:
    """Where v2.0 lies."""
    return home / "models" / "v2.0" / "scorecard.json"
