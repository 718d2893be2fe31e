"""The order in which the keyboard goes through a form, kept when another form takes its place."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.widgets.fields import FieldForm


def follow(old: FieldForm, new: FieldForm) -> None:
    """Let the inputs of a form come where those of another one are, which is still there."""
    for before, after in pairwise([*_inputs(old)[-1:], *_inputs(new)]):
        QWidget.setTabOrder(before, after)


def _inputs(form: FieldForm) -> list[QWidget]:
    """What the keyboard visits, from the top; the list that drops down from a choice is a window of its own."""
    inside = [part for part in form.findChildren(QWidget) if part.window() is form.window()]
    return [part for part in inside if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
