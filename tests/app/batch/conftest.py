"""What tests of the Batch tab stand on: the tab, and a file of applicants."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.batch.rows_model import RowsModel
from app.batch.tab import BatchTab
from app.services.desk import Desk
from core.portfolio.demo import make_demo

ROWS = 40
SECONDS = 20_000
"""How long a test waits for a job before it fails, in milliseconds."""


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Callable[[], BatchTab]:
    """Opens the tab, as at each start of the program."""

    def open_tab() -> BatchTab:
        tab = BatchTab(desk)
        qtbot.addWidget(tab)
        tab.resize(1200, 800)
        with qtbot.waitExposed(tab):
            tab.show()
        return tab

    return open_tab


@pytest.fixture
def tab(opened: Callable[[], BatchTab]) -> BatchTab:
    """The tab as it opens the first time."""
    return opened()


@pytest.fixture(scope="session")
def _demo() -> list[dict[str, str]]:
    frame = make_demo(ROWS).applicants.astype(str)
    return [{str(name): text for name, text in row.items()} for row in frame.to_dict("records")]


@pytest.fixture
def applicants(tmp_path: Path, _demo: list[dict[str, str]]) -> Path:
    """A file of applicants; the third has no age, the fourth a slip of the pen, the fifth uses too much credit."""
    rows = [dict(row) for row in _demo]
    rows[2]["age"] = ""
    rows[3]["loan_purpose"] = "Personaal"
    rows[4]["credit_utilization_ratio"] = "150"
    path = tmp_path / "files" / "applicants.csv"
    path.parent.mkdir()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def target(applicants: Path) -> Path:
    """Where its result goes."""
    return applicants.with_name("applicants_scored.csv")


def press(place: QWidget, text: str) -> None:
    """Press the visible button with this text, whatever its mnemonic."""
    buttons = [button for button in place.findChildren(QPushButton) if button.isVisible()]
    (found,) = [button for button in buttons if button.text().replace("&", "") == text]
    found.click()


def score(qtbot: QtBot, tab: BatchTab, path: Path) -> None:
    """Score a file and wait for the end."""
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        tab.open_file(path)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_model(tab: BatchTab) -> RowsModel:
    """The rows on show."""
    model = tab.result.rows.table.model()
    assert isinstance(model, RowsModel)
    return model


def shown(tab: BatchTab, row: int) -> dict[str, str]:
    """A row of the table as people see it, by the heading of the column."""
    model = rows_model(tab)
    return {column.heading: model.index(row, place).data() for place, column in enumerate(model.columns)}
