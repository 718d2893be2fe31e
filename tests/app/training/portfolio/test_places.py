"""An admin names a database: a SQLite file, or a server with a password that nothing keeps."""

import sqlite3
import sys
from pathlib import Path

import pandas as pd
import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.address import with_password
from app.training.source import Database
from app.training.tab import TrainingTab
from app.widgets.notice import NoticeKind
from core.errors import InputError
from tests.app.fakes import FakeDialogs
from tests.app.training.admin import choose_kind, drop
from tests.app.training.portfolio.conftest import SECONDS, reading

SERVER = "postgresql+psycopg://ann@db.bank/risk"


@pytest.fixture
def bank(small: Path, tmp_path: Path) -> Path:
    """The tables in a SQLite file, with names of the bank's own."""
    path = tmp_path / "bank.db"
    with sqlite3.connect(path) as connection:
        for table, name in {"customers": "borrowers", "loans": "loans", "bureau": "bureau"}.items():
            pd.read_csv(small / f"{table}.csv").to_sql(name, connection, index=False)
    connection.close()
    return path


def test_a_sqlite_file_is_chosen_by_a_dialog_and_its_tables_are_named(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, dialogs: FakeDialogs, bank: Path
) -> None:
    choose_kind(tab, "database")
    form = tab.data.database
    dialogs.answers += [None, bank]
    form.address.choose_requested.emit()
    assert form.address.text() == "", "whoever closes the dialog keeps what was there"
    form.address.choose_requested.emit()
    form.tables["customers"].setText(" borrowers ")
    with qtbot.waitSignal(reading(tab, desk).finished, timeout=SECONDS):
        pass
    looked = tab.check.report.looked
    assert looked is not None, tab.notice.text
    assert looked.tables.sources["customers"] == "table borrowers"


def test_a_table_that_is_not_there_is_told_with_those_that_are(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, bank: Path
) -> None:
    drop(tab, bank)
    assert tab.data.kind.currentData() == "database"
    with qtbot.waitSignal(reading(tab, desk).finished, timeout=SECONDS):
        pass
    assert tab.notice.kind is NoticeKind.ERROR
    assert "has no table customers. Its tables: borrowers, bureau, loans." in tab.notice.text


def test_a_password_has_a_field_of_its_own_where_there_is_a_server(tab: TrainingTab) -> None:
    choose_kind(tab, "database")
    form = tab.data.database
    form.address.setText("sqlite:///bank.db")
    assert not form.password.isVisible()
    form.address.setText(SERVER)
    assert form.password.isVisible()
    form.password.setText("p@ss/word")
    assert tab.data.source() == Database("postgresql+psycopg://ann:p%40ss%2Fword@db.bank/risk")
    assert "p@ss" not in form.password.displayText()


def test_a_password_is_not_remembered_and_table_names_are(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> None:
    choose_kind(tab, "database")
    form = tab.data.database
    form.address.setText(SERVER)
    form.password.setText("Gehe1m")
    form.tables["loans"].setText("risk.advances")
    source = tab.data.source()
    assert isinstance(source, Database)
    tab.data.remember(source, {"income": "pay"})
    desk.settings.save()
    written = "".join(path.read_text("utf-8", "replace") for path in desk.data_folder.rglob("*") if path.is_file())
    assert "Gehe1m" not in written
    again = TrainingTab(desk)
    qtbot.addWidget(again)
    assert again.data.database.password.text() == ""
    known = again.data.source()
    assert known == Database(SERVER, (("loans", "risk.advances"),), (("income", "pay"),)), "and the names with them"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql+psycopg://db.bank/risk", "No user stands in the address."),
        ("postgresql+psycopg://ann:other@db.bank/risk", "has a password already"),
    ],
)
def test_a_password_without_a_place_is_said_beside_it(tab: TrainingTab, desk: Desk, address: str, said: str) -> None:
    choose_kind(tab, "database")
    form = tab.data.database
    form.address.setText(address)
    form.password.setText("Gehe1m")
    tab.retrain.click()
    assert said in form.password_row.error
    assert not desk.jobs.jobs
    form.password.clear()
    assert form.password_row.error == ""


def test_a_server_without_its_driver_says_what_to_install(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)  # importing it fails
    choose_kind(tab, "database")
    tab.data.database.address.setText(SERVER)
    tab.data.database.password.setText("Gehe1m")
    with qtbot.waitSignal(reading(tab, desk).finished, timeout=SECONDS):
        pass
    assert tab.notice.text == (
        "postgresql+psycopg://ann:***@db.bank/risk needs the Python package psycopg, which is not installed. "
        'Install it (python -m pip install "psycopg[binary]"), or give the three tables as files. '
        "The model in use has not changed."
    )


def test_no_password_changes_no_address() -> None:
    assert with_password("sqlite:///bank.db", "") == "sqlite:///bank.db"
    with pytest.raises(InputError):
        with_password("sqlite:///bank.db", "x")
