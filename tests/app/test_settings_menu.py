"""What an admin sets once is reached from the menu and holds at once."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.applicant.policy_dialog import PolicyDialog
from app.main_window import MainWindow
from app.paper.catalogue_dialog import CatalogueDialog
from app.paper.letterhead_dialog import LetterheadDialog
from app.services.desk import Desk
from app.services.reasons import chosen_population, reason_texts
from core import catalogue
from core.catalogue import Catalogue, Language
from core.explanation import Population


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    """The window, not shown."""
    window = MainWindow(desk)
    qtbot.addWidget(window)
    return window


def trigger(window: MainWindow, text: str) -> None:
    (action,) = [one for one in window.findChildren(QAction) if one.text().replace("&", "") == text]
    action.trigger()


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
