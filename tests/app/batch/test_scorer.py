"""A file is scored as was decided, also about texts that its result might run."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.batch.scorer import FileScorer
from app.services.desk import Desk
from core.batch.choices import ReadingChoices
from tests.app.batch.conftest import SECONDS
from tests.core.batch.files import applicants as made

Score = Callable[[], str]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Where files are scored."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def first_id(qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path) -> Score:
    """Scores a Parquet file and tells the first text of its result."""
    source, target = tmp_path / "in.parquet", tmp_path / "out.csv"
    pl.DataFrame(list(made({"cust_id": "=1+1"}))).write_parquet(source)
    scorer = FileScorer(desk, window)

    def score() -> str:
        with qtbot.waitSignal(scorer.scored, timeout=SECONDS):
            scorer.start(source, target, ReadingChoices())
        return str(pl.read_csv(target, infer_schema=False)["cust_id"][0])

    return score


def test_what_is_inert_in_its_file_stays_so_unless_the_export_dialog_says_otherwise(
    desk: Desk, first_id: Score
) -> None:
    assert first_id() == "'=1+1"
    desk.settings.put("batch/export_defuse", False)
    assert first_id() == "=1+1"
