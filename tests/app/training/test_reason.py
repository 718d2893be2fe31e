"""A model that its gates block is used only when somebody writes down why."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.author import author
from app.training.reason_dialog import MOST_LETTERS, ReasonDialog
from app.widgets.labels import RoleLabel

FAILED = ("The calibration slope is 1.310 (1.202 to 1.421), beyond the limits 0.9 to 1.1.",)


@pytest.fixture
def dialog(qtbot: QtBot) -> ReasonDialog:
    dialog = ReasonDialog("v3.0", FAILED)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def said(dialog: ReasonDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(RoleLabel))


def test_what_the_model_failed_is_read_before_a_reason_is_written(dialog: ReasonDialog) -> None:
    assert "v3.0 does not pass all its gates" in said(dialog)
    assert FAILED[0] in said(dialog)
    assert f"with the date and the name {author()}." in said(dialog)
    assert dialog.focusWidget() is dialog.text


@pytest.mark.parametrize("written", ["", "  \n\t "])
def test_nothing_written_is_no_reason(dialog: ReasonDialog, written: str) -> None:
    dialog.text.setPlainText(written)
    assert not dialog.use.isEnabled()


def test_the_reason_is_given_in_one_line(qtbot: QtBot, dialog: ReasonDialog) -> None:
    dialog.text.setPlainText("The board decided so\n on 3 March.  ")
    with qtbot.waitSignal(dialog.reasoned) as given:
        dialog.use.click()
    assert given.args == ["The board decided so on 3 March."]
    assert not dialog.isVisible()


def test_a_reason_too_long_to_be_kept_is_told_in_place(dialog: ReasonDialog) -> None:
    dialog.text.setPlainText("x" * (MOST_LETTERS + 1))
    assert not dialog.use.isEnabled()
    assert "At most 1500 letters are kept." in said(dialog)
    dialog.text.setPlainText("x" * MOST_LETTERS)
    assert dialog.use.isEnabled()


def test_whoever_leaves_it_gives_no_reason(qtbot: QtBot, dialog: ReasonDialog) -> None:
    dialog.text.setPlainText("Because.")
    with qtbot.assertNotEmitted(dialog.reasoned):
        dialog.reject()
