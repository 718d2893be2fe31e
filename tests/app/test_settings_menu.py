"""What an admin sets once is reached from the menu and holds at once."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMenu, QPushButton, QTabWidget
from pytestqt.qtbot import QtBot

from app.applicant.handover_dialog import HandoverDialog
from app.applicant.policy_dialog import PolicyDialog
from app.applicant.reasons_page import COMPARED_WITH
from app.main_window import MainWindow
from app.paper.catalogue_dialog import CatalogueDialog
from app.paper.letterhead_dialog import LetterheadDialog
from app.services import paths
from app.services.active_model import ActiveModel
from app.services.desk import Desk
from app.services.reasons import chosen_population, reason_texts
from core import catalogue
from core.catalogue import Catalogue, Language
from core.explanation import Population
from core.registry.versions import Registry
from tests.app.applicant.officer import press

NUMBERS = {"annual_rate": "9", "largest_foir": "40", "lgd_secured": "57", "lgd_unsecured": "80"}


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    """The window, not shown."""
    window = MainWindow(desk)
    qtbot.addWidget(window)
    return window


def trigger(window: MainWindow, text: str) -> None:
    (action,) = [one for one in window.findChildren(QAction) if one.text().replace("&", "") == text]
    action.trigger()


def set_policy(window: MainWindow, numbers: dict[str, str]) -> None:
    trigger(window, "Policy limits…")
    asked = dialog()
    assert isinstance(asked, PolicyDialog)
    for name, text in numbers.items():
        asked.edits[name].setText(text)
    (buttons,) = asked.findChildren(QDialogButtonBox)
    buttons.button(QDialogButtonBox.StandardButton.Ok).click()


def dialog() -> QDialog:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    return found


def test_whom_reasons_compare_with_is_chosen_and_remembered(window: MainWindow, desk: Desk) -> None:
    trigger(window, "Those just above the cut-off")
    assert desk.model.population is Population.ABOVE_CUTOFF
    desk.settings.save()
    assert chosen_population(desk.data_folder) is Population.ABOVE_CUTOFF


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Reasons in words…", CatalogueDialog),
        ("Letterhead and language…", LetterheadDialog),
        ("Policy limits…", PolicyDialog),
    ],
)
def test_each_setting_has_a_dialog(window: MainWindow, text: str, kind: type[QDialog]) -> None:
    trigger(window, text)
    assert isinstance(dialog(), kind)


def test_words_that_were_saved_are_told_at_once(window: MainWindow, desk: Desk) -> None:
    factor = window.applicant.assessment.reasons[0].factor
    trigger(window, "Reasons in words…")
    catalogue.write(desk.data_folder, Catalogue().with_text(factor, Language.ENGLISH, "Our own words"))
    dialog().accepted.emit()
    assert window.applicant.assessment.reasons[0].text == "Our own words"
    assert reason_texts(desk.data_folder)[factor] == "Our own words"
    assert dialog().findChildren(QDialogButtonBox)


def test_a_policy_that_was_saved_holds_at_once_on_the_page_of_affordability(window: MainWindow) -> None:
    pages = window.applicant.answer.pages
    pages.go_to("affordability")
    page = pages.affordability
    page.means.edits["obligations"].setText("1,50,000")
    set_policy(window, NUMBERS)
    assert page.results()["Interest rate"] == "9 %"
    assert "the policy allows at most 40 %" in page.notice.text
    assert "57 %" in page.figures["loss"].formula
    assert page.means.edits["lgd"].placeholderText() == "57"


def test_what_was_worked_out_before_follows_the_policy_when_it_is_asked_for(window: MainWindow) -> None:
    """Papers and scenarios take the figures of a page that need not be on show."""
    pages = window.applicant.answer.pages
    assert pages.costs().results()["Interest rate"] == "11 %"
    set_policy(window, NUMBERS)
    assert pages.costs().results()["Interest rate"] == "9 %"
    assert "57 %" in pages.costs().figures["loss"].formula


def test_a_policy_that_was_saved_holds_at_once_for_the_ways_to_a_band(window: MainWindow) -> None:
    pages = window.applicant.answer.pages
    pages.go_to("next_band")
    set_policy(window, NUMBERS)
    assert "The FOIR limit of 40 % is a policy of its own" in pages.next_band.policy.text()


def test_a_policy_that_was_saved_holds_at_once_for_a_scored_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    sample = tmp_path / "sample.csv"
    shutil.copyfile(paths.resources_folder() / "sample_applicants.csv", sample)
    with qtbot.waitSignal(window.batch.settled, timeout=20_000):
        window.batch.open_file(sample)
    overview = window.batch.result.summary.overview
    assert "65 % of secured, 70 % of unsecured" in overview.assumption.text()
    set_policy(window, NUMBERS)
    assert "57 % of secured, 80 % of unsecured" in overview.assumption.text()


def test_a_policy_that_was_cancelled_changes_nothing(window: MainWindow) -> None:
    trigger(window, "Policy limits…")
    asked = dialog()
    assert isinstance(asked, PolicyDialog)
    asked.edits["annual_rate"].setText("9")
    asked.reject()
    assert window.applicant.answer.pages.costs().results()["Interest rate"] == "11 %"


def test_whom_reasons_compare_with_holds_at_once_for_the_applicant(qtbot: QtBot, desk: Desk) -> None:
    """With the model that is shipped, which knows both populations."""
    window = MainWindow(desk._replace(model=ActiveModel(Registry(desk.data_folder, paths.models_folder()))))
    qtbot.addWidget(window)
    before = {reason.factor: reason.points for reason in window.applicant.assessment.reasons}
    trigger(window, "Those just above the cut-off")
    after = {reason.factor: reason.points for reason in window.applicant.assessment.reasons}
    assert set(after) == set(before)
    assert after != before
    assert COMPARED_WITH[Population.ABOVE_CUTOFF].capitalize() in window.applicant.answer.pages.reasons.summary.text()


def test_a_letterhead_that_was_saved_heads_the_next_paper(window: MainWindow, desk: Desk) -> None:
    trigger(window, "Letterhead and language…")
    asked = dialog()
    assert isinstance(asked, LetterheadDialog)
    asked.bank.setText("Example Bank")
    asked.accept()
    press(window, "Papers…")
    (papers,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, HandoverDialog)]
    assert "Example Bank" in papers.sheet().document.toPlainText()


def test_papers_are_in_the_menu_with_their_keys_while_there_is_a_score(window: MainWindow) -> None:
    (file,) = [one.menu() for one in window.menuBar().actions() if one.text() == "&File"]
    assert isinstance(file, QMenu)
    (papers,) = [one for one in file.actions() if one.text() == "&Papers…"]
    assert papers.shortcut() == QKeySequence(QKeySequence.StandardKey.Print)
    (button,) = [one for one in window.findChildren(QPushButton) if one.text() == "&Papers…"]
    assert papers.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in button.toolTip()
    window.applicant.clear()
    assert not papers.isEnabled()
    window.applicant.fill_sample()
    window.go_to("batch")
    papers.trigger()
    assert isinstance(dialog(), HandoverDialog)
    (tabs,) = window.findChildren(QTabWidget, "tabs")
    assert tabs.currentIndex() == 0, "it is about the applicant, who comes into sight"
