"""Step 2: what is trained."""

from contextlib import suppress
from datetime import date
from typing import get_args

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.services.settings import Settings
from app.services.theme import GRID, TextRole
from app.training import choices
from app.training.choices import CHOICES, COUNTS
from app.training.day_edit import DayEdit, said
from app.training.inputs import CountBox, close_up
from app.widgets.editors import ChoiceBox
from app.widgets.fields import FieldForm, FieldRow
from app.widgets.labels import RoleLabel
from core.errors import InputError
from core.training.options import FeatureSet, Preset, Resampling, SplitKind, TrainingOptions

_USUAL = TrainingOptions()
_USUAL_COUNTS = {
    "held_out": round(100 * _USUAL.held_out),
    "trials": _USUAL.trials,
    "minutes": 0,
    "folds": _USUAL.folds,
    "seed": _USUAL.seed,
}
_ORDER = ("preset", "features", "monotone", "resampling", "split", "since", *COUNTS)


class OptionsPanel(QWidget):
    """The choices for one training, each with a sentence of help; remembers them, and hides what has no effect.

    Attributes:
        choices: what is chosen from a list, by the name of the option.
        counts: the whole numbers, by the name of the option.
        monotone: whether risk never falls where a bank expects that.
        since: the first day whose loans are held out.
        rows: the fields around them, by the name of the option.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.choices = {name: self._choice(name) for name in CHOICES}
        self.counts = {name: self._count(name) for name in COUNTS}
        self.monotone = QCheckBox(choices.MONOTONE)
        self.monotone.setChecked(settings.flag("training/monotone"))
        self.since = DayEdit(settings.text("training/since"))
        self._form = FieldForm(may_stack=True)
        self.rows = {name: self._row(name) for name in _ORDER}
        close_up(self._form)
        self._connect()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(RoleLabel("2 Options", TextRole.HEADING))
        column.addWidget(self._form)
        self._show_help()

    def options(self) -> TrainingOptions:
        """The choices as they stand.

        Raises:
            InputError: the first day held out is no day, which is then said beside it.
        """
        preset: Preset = next(value for value in get_args(Preset) if value == self._chosen("preset"))
        features: FeatureSet = next(value for value in get_args(FeatureSet) if value == self._chosen("features"))
        method: Resampling | None = next(
            (value for value in get_args(Resampling) if value == self._chosen("resampling")), None
        )
        split: SplitKind = next(value for value in get_args(SplitKind) if value == self._chosen("split"))
        held_out, trials, minutes, folds, seed = (box.value() for box in self.counts.values())
        return TrainingOptions(
            preset, features, trials, folds, method, seed, split, held_out / 100,
            since=self._day() if split == "out-of-time" else None,
            monotone=self.monotone.isChecked(),
            minutes=minutes if minutes and preset == "tuned" else None,
        )  # fmt: skip

    def _day(self) -> date | None:
        try:
            return self.since.day()
        except InputError as error:
            self.rows["since"].set_error(str(error))
            raise

    def _chosen(self, name: str) -> str:
        return str(self.choices[name].currentData())

    def _choice(self, name: str) -> ChoiceBox:
        box = ChoiceBox()
        for value, (text, _) in CHOICES[name].items():
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(self._settings.text(f"training/{name}")), 0))
        return box

    def _count(self, name: str) -> CountBox:
        count = COUNTS[name]
        box = CountBox(count.lowest, count.highest, self._settings.integer(f"training/{name}", _USUAL_COUNTS[name]))
        box.setSuffix(count.unit)
        box.setSpecialValueText(count.none)
        return box

    def _row(self, name: str) -> FieldRow:
        if name == "monotone":
            return self._noted(choices.CURVES, self.monotone, choices.MONOTONE_HELP)
        if name == "since":
            return self._noted(choices.SINCE, self.since, choices.SINCE_HELP)
        if name in CHOICES:
            return self._form.add_field(choices.CHOICE_LABELS[name], self.choices[name])
        return self._noted(COUNTS[name].label, self.counts[name], COUNTS[name].help_text)

    def _noted(self, label: str, editor: QWidget, help_text: str) -> FieldRow:
        row = self._form.add_field(label, editor, "", help_text)
        row.set_note(help_text)
        return row

    def _connect(self) -> None:
        for choice in self.choices.values():
            choice.currentIndexChanged.connect(self._take)
        for box in self.counts.values():
            box.valueChanged.connect(self._take)
        self.monotone.toggled.connect(self._take)
        self.since.textChanged.connect(self._take)
        self.since.editingFinished.connect(self._check_day)

    @Slot()
    def _take(self) -> None:
        for name, choice in self.choices.items():
            self._settings.put(f"training/{name}", choice.currentData())
        for name, count in self.counts.items():
            self._settings.put(f"training/{name}", count.value())
        self._settings.put("training/monotone", self.monotone.isChecked())
        self._settings.put("training/since", self.since.text())
        self._show_help()
        self.changed.emit()

    @Slot()
    def _check_day(self) -> None:
        """Say that a day is none only when it has been typed to its end."""
        with suppress(InputError):
            self._day()

    def _show_help(self) -> None:
        for name, values in CHOICES.items():
            self.rows[name].set_note(values[self._chosen(name)][1])
        is_tuned = self._chosen("preset") == "tuned"
        for name in ("trials", "minutes"):
            self._show_row(name, is_used=is_tuned)
        self._show_row("since", is_used=self._chosen("split") == "out-of-time")
        self._show_day()

    def _show_row(self, name: str, *, is_used: bool) -> None:
        self.rows[name].set_visible(visible=is_used)
        self.rows[name].unit.hide()

    def _show_day(self) -> None:
        """Say how the day is read, and whether the share still counts."""
        day = None
        if self._chosen("split") == "out-of-time":
            with suppress(InputError):
                day = self.since.day()
        self.rows["since"].set_error("")
        told = f"Loans paid out from {said(day)} on are held out." if day else choices.SINCE_HELP
        self.rows["since"].set_note(told)
        self.counts["held_out"].setEnabled(day is None)
        self.rows["held_out"].set_note(choices.SHARE_UNUSED if day else COUNTS["held_out"].help_text)
