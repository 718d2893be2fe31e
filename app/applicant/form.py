"""The form of one applicant, made from the fields that the active model needs."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.applicant import history, wording
from app.applicant.entries import ChoiceEntry, NumberEntry, WaySwitch, is_leaving
from app.applicant.history import KEY, Way
from app.widgets.fields import FieldForm, FieldRow
from core import validation
from core.schema import Field, Group
from core.scorecard import Scorecard

_WAY_LABEL = "History given by"
_WAY_HELP = (
    "Two ratios, or the three counts they are computed from. Leave them empty if the bureau knows no loan at all."
)
_TAKEN = "abrfvh"
"""The mnemonics of the tabs and menus around the form."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Entry = NumberEntry | ChoiceEntry


class ApplicantForm(QWidget):
    """Labelled inputs; gives what was typed as texts by field name, with the way of the history under ``KEY``.

    Signals:
        edited: something is being typed, and may not be finished.
        settled: an input was left, chosen or filled.
        help_changed: what to enter in the input that has the focus now.
    """

    edited = Signal()
    settled = Signal()
    help_changed = Signal(str)
