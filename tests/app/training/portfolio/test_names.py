"""A bank's columns have names of their own: an admin is asked which are meant, once."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.portfolio.names_memory import NamesMemory
from app.training.portfolio.names_page import NamesPage
from app.training.source import Files
from app.training.tab import TrainingTab
from app.widgets.editors import ChoiceBox
from tests.app.training.admin import trainings
from tests.app.training.portfolio.conftest import SECONDS, reading, renamed

Look = Callable[[], None]


def choose(page: NamesPage, key: str, text: str) -> None:
    """Choose a column for an input by what stands in the list."""
    box: ChoiceBox = page.choices[key]
    place = box.findText(text)
    assert place >= 0, [box.itemText(at) for at in range(box.count())]
    box.setCurrentIndex(place)


def accept(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> None:
    """Continue from the question, and wait until the tables are read by the answer."""
    tab.check.names.go_on.click()
    (job,) = desk.jobs.jobs
    with qtbot.waitSignal(job.finished, timeout=SECONDS):
        pass


@pytest.fixture
def asked(tab: TrainingTab, small: Path, tmp_path: Path, look: Look) -> NamesPage:
    """The question about loans whose tenure has quite another name, and whose purpose only looks like it."""
    folder = renamed(small, tmp_path, "loans", loan_tenure_months="How long", loan_purpose="loan_purpos")
    tab.data.take([folder])
    look()
    assert tab.pages.currentWidget() is tab.check.names
    return tab.check.names


def test_what_is_missing_is_asked_with_what_looks_like_it_proposed(tab: TrainingTab, asked: NamesPage) -> None:
    assert "Still missing: Loan tenure." in asked.notice.text
    assert not asked.go_on.isEnabled()
    assert asked.choices["loan_purpose"].currentText() == "loan_purpos · loans"
    assert "income" not in asked.choices, "it is found by its name"
    assert tab.notice.text == "", "it is a question, not an error"
    assert asked.first().hasFocus(), "the keyboard begins with the first question"


def test_the_answer_leads_on_to_the_report(qtbot: QtBot, tab: TrainingTab, desk: Desk, asked: NamesPage) -> None:
    choose(asked, "loan_tenure_months", "how_long · loans")
    assert asked.notice.text == ""
    accept(qtbot, tab, desk)
    looked = tab.check.report.looked
    assert looked is not None
    assert tab.pages.currentWidget() is tab.check.report
    expected = {"loans.loan_tenure_months": "how_long", "loans.loan_purpose": "loan_purpos"}
    assert dict(looked.tables.mapped) == expected, "and it is kept with the model"


def test_the_answer_is_remembered_for_these_tables(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, asked: NamesPage, small: Path
) -> None:
    """Also when the window is opened again; for others it is not."""
    choose(asked, "loan_tenure_months", "how_long · loans")
    accept(qtbot, tab, desk)
    again = TrainingTab(desk)
    qtbot.addWidget(again)
    with qtbot.waitSignal(reading(again, desk).finished, timeout=SECONDS):
        pass
    assert again.pages.currentWidget() is again.check.report
    again.data.take([small])
    source = again.data.source()
    assert isinstance(source, Files)
    assert source.columns == ()


def test_one_column_for_two_inputs_is_refused(asked: NamesPage) -> None:
    choose(asked, "loan_tenure_months", "loan_purpos · loans")
    assert "was chosen for two of ours" in asked.notice.text
    assert not asked.go_on.isEnabled()


def test_examples_tell_columns_apart(asked: NamesPage) -> None:
    choose(asked, "loan_tenure_months", "how_long · loans")
    texts = asked.choices["loan_tenure_months"].accessibleDescription()
    assert texts.startswith("Such as ")


def test_escape_goes_back_and_nothing_is_remembered(tab: TrainingTab, desk: Desk, asked: NamesPage) -> None:
    QTest.keyClick(asked.first(), Qt.Key.Key_Escape)
    assert tab.pages.currentWidget() not in tab.check.pages()
    source = tab.data.source()
    assert isinstance(source, Files)
    assert source.columns == ()
    assert not desk.jobs.jobs


def test_a_training_without_report_asks_as_well(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, small: Path, tmp_path: Path
) -> None:
    tab.data.take([renamed(small, tmp_path, "customers", income="wages")])
    tab.data.check.setChecked(False)
    tab.retrain.click()
    with qtbot.waitSignal(trainings(desk)[0].finished, timeout=SECONDS):
        pass
    assert tab.pages.currentWidget() is tab.check.names
    assert "Still missing: Annual income." in tab.check.names.notice.text


def test_an_admin_may_choose_another_column_than_was_found(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, small: Path, tmp_path: Path, look: Look
) -> None:
    """From the report, where it shows that a column is not what its name says."""
    folder = renamed(small, tmp_path, "customers", number_of_dependants="basic_pay")
    tab.data.take([folder])
    look()
    names = tab.check.names
    if tab.pages.currentWidget() is tab.check.report:
        tab.check.report.columns.names.click()
    assert tab.pages.currentWidget() is names
    names.back.click()
    assert tab.pages.currentWidget() is tab.check.report, "back where it was asked for"
    tab.check.report.columns.names.click()
    choose(names, "income", "basic_pay · customers")
    accept(qtbot, tab, desk)
    looked = tab.check.report.looked
    assert looked is not None
    assert looked.tables.mapped["customers.income"] == "basic_pay"


def test_of_two_columns_for_one_input_an_admin_says_which_is_meant(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, small: Path, tmp_path: Path, look: Look
) -> None:
    """What was said about other columns of these tables before stands."""
    folder = renamed(small, tmp_path, "loans", loan_tenure_months="How long")
    tab.data.take([folder])
    look()
    choose(tab.check.names, "loan_tenure_months", "how_long · loans")
    accept(qtbot, tab, desk)
    table = folder / "customers.csv"
    pd.read_csv(table, dtype=str).assign(annual_income="700000").to_csv(table, index=False)
    look()
    assert tab.pages.currentWidget() is tab.check.names
    assert "Still missing: Annual income." in tab.check.names.notice.text
    choose(tab.check.names, "income", "income · customers")
    accept(qtbot, tab, desk)
    looked = tab.check.report.looked
    assert looked is not None, tab.notice.text
    assert dict(looked.tables.mapped) == {"loans.loan_tenure_months": "how_long", "customers.income": "income"}


def test_places_that_were_not_used_for_long_are_forgotten(desk: Desk) -> None:
    memory = NamesMemory(desk.settings)
    for number in range(40):
        memory.put(f"place {number}", {"income": f"pay {number}", "gender": ""})
    assert memory.names("place 39") == (("income", "pay 39"), ("gender", ""))
    assert memory.names("place 0") == ()
    memory.put("place 39", {})
    assert memory.names("place 39") == ()


def test_what_was_chosen_stays_when_all_columns_are_shown(asked: NamesPage) -> None:
    choose(asked, "loan_tenure_months", "how_long · loans")
    asked.all.click()
    assert asked.choices["income"].currentText() == "income · customers"
    assert asked.choices["loan_tenure_months"].currentText() == "how_long · loans"
    assert asked.go_on.isEnabled()
    assert not asked.all.isVisible()


def test_a_choice_that_holds_no_longer_is_asked_again(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, asked: NamesPage, look: Look
) -> None:
    """Also where another column could take its place without a word."""
    choose(asked, "loan_tenure_months", "how_long · loans")
    accept(qtbot, tab, desk)
    loans = Path(tab.data.files.edits["loans"].text())
    text = loans.read_text(encoding="utf-8")
    loans.write_text(text.replace("How long", "loan_tenure_months"), encoding="utf-8")
    look()
    assert tab.pages.currentWidget() is tab.check.names
    said = "“how_long”, which was chosen for Loan tenure, is not there any more: say which column is meant now."
    assert asked.notice.text == said
    accept(qtbot, tab, desk)
    looked = tab.check.report.looked
    assert looked is not None, tab.notice.text
    assert dict(looked.tables.mapped) == {"loans.loan_purpose": "loan_purpos"}
