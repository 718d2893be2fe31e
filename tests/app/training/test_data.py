"""An admin says where the tables are: three files, their folder, a database, or the demo portfolio."""

import sqlite3
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.source import Database, Demo, Files
from app.training.tab import TrainingTab
from app.widgets.notice import NoticeKind
from core.errors import FileError
from core.progress import Cancelled, silent
from core.training.options import TrainingOptions
from tests.app.fakes import FakeDialogs
from tests.app.training.admin import carried, choose_kind, drop, is_taken, train, trainings

REFERENCE = 1


def paths(tab: TrainingTab) -> dict[str, str]:
    """The three lines as they stand."""
    return {table: edit.text() for table, edit in tab.data.files.edits.items()}


def errors(tab: TrainingTab) -> dict[str, str]:
    """What is said beneath each line."""
    return {table: row.error for table, row in tab.data.files.rows.items()}


def press_dots(tab: TrainingTab, table: str) -> None:
    """Press the button at the end of a line."""
    (button,) = tab.data.files.edits[table].findChildren(QToolButton)
    button.click()


def all_three(folder: Path) -> dict[str, str]:
    names = {"customers": "customers.csv", "loans": "loans.csv", "bureau": "bureau_data.csv"}
    return {table: str(folder / name) for table, name in names.items()}


# Files


def test_the_three_files_are_found_in_their_folder(tab: TrainingTab, dialogs: FakeDialogs, portfolio: Path) -> None:
    dialogs.answers.append(portfolio)
    tab.data.files.folder.click()
    assert paths(tab) == all_three(portfolio)
    assert tab.data.files.words.text() == "Found customers.csv, loans.csv, bureau_data.csv."


def test_a_folder_that_lacks_a_table_says_which_beneath_its_button(
    tab: TrainingTab, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    (tmp_path / "customers.csv").touch()
    (tmp_path / "loans 2024.csv").touch()
    (tmp_path / "loans 2025.csv").touch()
    dialogs.answers.append(tmp_path)
    tab.data.files.folder.click()
    assert paths(tab) == {"customers": str(tmp_path / "customers.csv"), "loans": "", "bureau": ""}
    said = tab.data.files.words.text()
    assert "loans 2024.csv and loans 2025.csv could each be the loans table. Choose one of them." in said
    assert "No file for bureau was found" in said
    tab.data.files.edits["bureau"].setText("b.csv")
    assert "could each be" not in tab.data.files.words.text(), "the admin is mending it"


def test_each_file_is_chosen_by_the_button_in_its_line(tab: TrainingTab, dialogs: FakeDialogs, portfolio: Path) -> None:
    for table, path in all_three(portfolio).items():
        dialogs.answers.append(Path(path))
        press_dots(tab, table)
    assert paths(tab) == all_three(portfolio)
    assert dialogs.asked == ["Choose the customers file", "Choose the loans file", "Choose the bureau file"]


def test_whoever_closes_a_dialog_keeps_what_was_chosen(tab: TrainingTab, dialogs: FakeDialogs, portfolio: Path) -> None:
    tab.data.take([portfolio])
    dialogs.answers += [None, None]
    press_dots(tab, "loans")
    tab.data.files.folder.click()
    assert paths(tab) == all_three(portfolio)


def test_paths_may_be_pasted_in_quotes_and_from_home(
    tab: TrainingTab, portfolio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(portfolio))
    monkeypatch.setenv("USERPROFILE", str(portfolio))
    tab.data.files.edits["customers"].setText(f'"{portfolio / "customers.csv"}"')
    tab.data.files.edits["loans"].setText("~/loans.csv")
    tab.data.files.edits["bureau"].setText(f"  {portfolio / 'bureau_data.csv'} ")
    names = ("customers.csv", "loans.csv", "bureau_data.csv")
    customers, loans, bureau = (portfolio / name for name in names)
    assert tab.data.source() == Files(customers, loans, bureau)


def test_nothing_chosen_is_said_in_place(tab: TrainingTab, desk: Desk) -> None:
    tab.retrain.click()
    assert not trainings(desk)
    assert errors(tab) == {
        "customers": "Choose the customers file, or type its path.",
        "loans": "Choose the loans file, or type its path.",
        "bureau": "Choose the bureau file, or type its path.",
    }
    tab.data.files.edits["loans"].setText("/there/loans.csv")
    assert errors(tab)["loans"] == ""


@pytest.mark.parametrize(
    "text",
    ["there is none.csv", "/", "~nobody-of-this-name/loans.csv", "x" * 5_000, "loans\x00.csv"],
    ids=["missing", "folder", "unknown home", "far too long", "forbidden character"],
)
def test_a_path_that_is_no_file_is_said_in_place(tab: TrainingTab, desk: Desk, portfolio: Path, text: str) -> None:
    tab.data.take([portfolio])
    tab.data.files.edits["loans"].setText(text)
    tab.retrain.click()
    assert not trainings(desk)
    assert errors(tab) == {
        "customers": "",
        "loans": "There is no such file. Check the name and the folder.",
        "bureau": "",
    }


def test_what_is_missing_comes_into_view(tab: TrainingTab) -> None:
    """Also when the admin has scrolled down to the options or the versions."""
    (column,) = [area for area in tab.findChildren(QScrollArea) if area.isAncestorOf(tab.data)]
    column.verticalScrollBar().setValue(column.verticalScrollBar().maximum())
    label = tab.data.files.rows["customers"].words
    assert label.visibleRegion().isEmpty()
    tab.retrain.click()
    assert not label.visibleRegion().isEmpty()


def test_files_are_dropped_anywhere_on_the_tab(tab: TrainingTab, portfolio: Path) -> None:
    choose_kind(tab, "demo")
    drop(tab, portfolio / "loans.csv", portfolio / "customers.csv", portfolio / "bureau_data.csv")
    assert tab.data.kind.currentData() == "files"
    assert paths(tab) == all_three(portfolio)


def test_one_file_is_dropped_to_replace_another(tab: TrainingTab, portfolio: Path, tmp_path: Path) -> None:
    """Nobody asks for the other two, which are there already."""
    drop(tab, portfolio)
    newer = tmp_path / "Loans 2026.csv"
    newer.touch()
    drop(tab, newer)
    assert paths(tab) == {**all_three(portfolio), "loans": str(newer)}
    assert tab.data.files.words.text() == "Found Loans 2026.csv."


def test_only_files_of_this_computer_can_be_dropped(tab: TrainingTab) -> None:
    text = QMimeData()
    text.setText("hello")
    assert not is_taken(tab, text)
    assert not is_taken(tab, carried(QUrl("https://bank.example/loans.csv")))


# A database


def as_database(portfolio: Path, path: Path) -> str:
    """The tables of a portfolio in a SQLite file; returns its address."""
    with sqlite3.connect(path) as connection:
        for file in portfolio.glob("*.csv"):
            pd.read_csv(file).to_sql(file.stem, connection, index=False)
    connection.close()
    return f"sqlite:///{path}"


def test_an_admin_retrains_on_a_database(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, portfolio: Path, tmp_path: Path
) -> None:
    choose_kind(tab, "database")
    tab.data.database.address.setText(f" {as_database(portfolio, tmp_path / 'bank.db')} ")
    tab.options.choices["preset"].setCurrentIndex(REFERENCE)
    train(qtbot, tab, desk)
    assert tab.pages.currentWidget() is tab.result
    assert "Joined on cust_id: 1,500 loans of 1,500 borrowers." in tab.result.words


def test_no_address_is_said_in_place(tab: TrainingTab, desk: Desk) -> None:
    choose_kind(tab, "database")
    tab.data.database.address.setText("  ")
    tab.retrain.click()
    assert not trainings(desk)
    told = "Type the address of a database, for example sqlite:///bank.db, or choose a SQLite file."
    assert tab.data.database.row.error == told
    tab.data.database.address.setText("sqlite:///bank.db")
    assert tab.data.database.row.error == ""


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("sqlite:///no/such.db", "There is no database file no"),
        ("bank.db", "This is not the address of a database"),
        ("nosuchkind://ann:s3cret@db.bank/risk", "cannot be read"),
    ],
)
def test_a_database_that_cannot_be_read_is_told_without_its_password(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, address: str, said: str
) -> None:
    choose_kind(tab, "database")
    tab.data.database.address.setText(address)
    train(qtbot, tab, desk)
    assert tab.notice.kind is NoticeKind.ERROR
    assert said in tab.notice.text
    assert tab.notice.text.endswith("The model in use has not changed.")
    assert "s3cret" not in tab.notice.text


def test_a_password_is_in_no_picture_of_a_source() -> None:
    """Such as a log makes of it."""
    assert "s3cret" not in repr(Database("postgresql+psycopg://ann:s3cret@db.bank/risk"))


# The demo portfolio


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that temporary files go to."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_demo_portfolio_leaves_no_files(places: Path) -> None:
    tables = Demo(1_000).read(silent)
    assert len(tables.loans) == 1_000
    assert tables.sources == {"customers": "demo customers.csv", "loans": "demo loans.csv", "bureau": "demo bureau.csv"}
    assert not list(places.iterdir())


def test_the_demo_portfolio_is_always_the_same(places: Path) -> None:
    pd.testing.assert_frame_equal(Demo(1_000).read(silent).loans, Demo(1_000).read(silent).loans)


@pytest.mark.parametrize("message", ["Inventing loans", "Writing loans.csv", "Reading loans.csv"])
def test_a_demo_portfolio_that_is_cancelled_leaves_no_files(places: Path, message: str) -> None:
    def stop(_fraction: float, said: str) -> None:
        if said.startswith(message):
            raise Cancelled

    with pytest.raises(Cancelled):
        Demo(1_000).read(stop)
    assert not list(places.iterdir())


def test_without_a_place_for_its_files_the_demo_portfolio_says_so(places: Path) -> None:
    places.rmdir()
    with pytest.raises(FileError, match=r"no place for the demo portfolio's files .+ Free some disk space"):
        Demo(1_000).read(silent)


# What is remembered


def test_choices_are_remembered(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> None:
    """All but a database's password come back when the window is opened again."""
    tab.data.files.edits["loans"].setText("/bank/loans.csv")
    tab.data.database.address.setText("postgresql+psycopg://ann:secr@t/x@db.bank/risk?sslpassword=hush")
    tab.data.demo.borrowers.setValue(7_000)
    choose_kind(tab, "database")
    tab.options.choices["preset"].setCurrentIndex(REFERENCE)
    tab.options.choices["resampling"].setCurrentIndex(2)
    tab.options.counts["seed"].setValue(7)

    again = TrainingTab(desk)
    qtbot.addWidget(again)
    assert again.data.kind.currentData() == "database"
    assert again.data.files.edits["loans"].text() == "/bank/loans.csv"
    assert again.data.database.address.text() == "postgresql+psycopg://ann@db.bank/risk"
    assert again.data.demo.source() == Demo(7_000)
    assert again.options.options() == TrainingOptions("reference", "standard", 3, 2, "smote", 7)
    desk.settings.save()
    remembered = (desk.data_folder / "settings.ini").read_text(encoding="utf-8")
    assert "hush" not in remembered
    assert "secr" not in remembered


@pytest.mark.parametrize("number", ["99999999999999", "-99999999999999", "many"])
def test_a_damaged_memory_keeps_nobody_from_opening_the_tab(qtbot: QtBot, desk: Desk, number: str) -> None:
    for key in ("trials", "folds", "seed", "borrowers", "preset", "features", "resampling", "source"):
        desk.settings.put(f"training/{key}", number)
    tab = TrainingTab(desk)
    qtbot.addWidget(tab)
    options = tab.options.options()
    assert 2 <= options.folds <= 20
    assert 1 <= options.trials <= 1_000
    assert (options.preset, options.features, options.resampling) == ("tuned", "standard", None)
    assert tab.data.kind.currentData() == "files"
