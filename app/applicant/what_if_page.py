"""The page to try things out: a slider for each field that may change, and what that does to the score."""

from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from app.applicant import trial_fields, wording
from app.applicant.assessment import Assessment
from app.applicant.slider_grid import Line, SliderGrid
from app.applicant.trial_fields import TrialField
from app.services.active_model import ReadyModel
from app.services.theme import GRID, TextRole
from app.widgets.figures import signed
from app.widgets.labels import RoleLabel
from app.widgets.wrapping import WrappingRow

_HOW = "Move a slider: the gauge follows, a dotted needle stays where the score was. The form stays as it is."


class WhatIfPage(QWidget):
    """Sliders beside the form.

    Signals:
        tried: texts of the form, by field, that differ from what is typed; empty when nothing does any more.
        applied: the same, to be typed into the form.

    Attributes:
        sliders: by field.
        values: what they stand at, in words.
    """

    tried = Signal(dict)
    applied = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sliders: dict[str, QSlider] = {}
        self._fields: dict[str, TrialField] = {}
        self.values: dict[str, QLabel] = {}
        self._texts: dict[str, str] = {}
        self.difference = RoleLabel(_HOW)
        self.reset, self.apply = QPushButton("Reset"), QPushButton("Apply to form")
        self._grid = SliderGrid()
        self._lay_out()
        self.reset.clicked.connect(self._reset)
        self.apply.clicked.connect(self._apply)
        self._show_buttons()

    def show_assessment(self, assessment: Assessment, model: ReadyModel) -> None:
        """Take an applicant; whatever was being tried is over."""
        self._assessment = assessment
        fields = trial_fields.trial_fields(assessment, model.scorecard) if assessment.scores is not None else []
        if list(self._fields) != [one.name for one in fields]:
            self._rebuild(fields)
        self._fields = {one.name: one for one in fields}
        for one in fields:
            self._put(one, one.now)
        self._texts = {}
        self.show_trial(None)

    def put(self, texts: dict[str, str]) -> None:
        """Try values that somebody proposes."""
        for name, text in texts.items():
            one = self._fields.get(name)
            if one is not None:
                wanted = float(text.replace(",", "")) / one.lever.step
                self._put(one, int(abs(one.steps - wanted).argmin()))
        self._texts = dict(texts)
        self.tell()

    def show_trial(self, trial: Assessment | None) -> None:
        """Say what the change does."""
        self.difference.setText(_HOW if trial is None else _difference(self._assessment, trial))
        self._show_buttons()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(RoleLabel("What if", TextRole.HEADING))
        column.addWidget(self.difference)
        column.addWidget(self._grid)
        row = WrappingRow()
        row.addWidget(self.apply)
        row.addWidget(self.reset)
        column.addLayout(row)
        column.addStretch()

    def _rebuild(self, fields: list[TrialField]) -> None:
        lines = [self._line(one) for one in fields]
        self.sliders = {one.name: slider for one, (_, slider, _) in zip(fields, lines, strict=True)}
        self.values = {one.name: value for one, (*_, value) in zip(fields, lines, strict=True)}
        self._grid.show_lines(lines)
        for before, after in pairwise([*self.sliders.values(), self.apply, self.reset]):
            QWidget.setTabOrder(before, after)  # the buttons stand beneath

    def _line(self, one: TrialField) -> Line:
        name, slider, value = QLabel(wording.label(one.name)), QSlider(Qt.Orientation.Horizontal), QLabel()
        slider.setObjectName(one.name)
        slider.setAccessibleName(wording.label(one.name))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setMinimumWidth(self.fontMetrics().horizontalAdvance("₹99,99,99,999"))
        slider.valueChanged.connect(self._move)
        return name, slider, value

    def _put(self, one: TrialField, place: int) -> None:
        """Set a slider without telling anybody."""
        slider = self.sliders[one.name]
        with QSignalBlocker(slider):
            slider.setRange(0, len(one.steps) - 1)
            slider.setPageStep(max(1, len(one.steps) // 10))
            slider.setValue(place)
        self._show_value(one)

    def _show_value(self, one: TrialField) -> None:
        slider = self.sliders[one.name]
        is_now = slider.value() == one.now
        text = trial_fields.now(self._assessment, one.name) if is_now else trial_fields.said(one.name, self._text(one))
        self.values[one.name].setText(text)

    def _text(self, one: TrialField) -> str:
        return wording.as_typed(one.name, float(one.steps[self.sliders[one.name].value()] * one.lever.step))

    @Slot()
    def _move(self) -> None:
        moved = {one: self.sliders[name].value() for name, one in self._fields.items()}
        for one in moved:
            self._show_value(one)
        chosen = {one: place for one, place in moved.items() if place != one.now}
        self._texts = trial_fields.texts_of(self._assessment, chosen)
        self.tell()

    def tell(self) -> None:
        """Tell what is being tried."""
        self.tried.emit(dict(self._texts))

    @Slot()
    def _reset(self) -> None:
        for one in self._fields.values():
            self._put(one, one.now)
        self._texts = {}
        self.tell()

    @Slot()
    def _apply(self) -> None:
        self.applied.emit(dict(self._texts))

    def _show_buttons(self) -> None:
        for button in (self.reset, self.apply):
            button.setEnabled(bool(self._texts))


def _difference(original: Assessment, trial: Assessment) -> str:
    """``+52 points: 752 instead of 700, Excellent. Probability of default 2.9 % instead of 4.5 %.``."""
    if original.default_probability is None or trial.default_probability is None:
        return trial.headline or "This change leaves nothing to score."
    before, after = original.credit_score or 0, trial.credit_score or 0
    rating = trial.band.rating if trial.band else ""
    pds = [wording.probability(one) for one in (trial.default_probability, original.default_probability)]
    points = f"{signed(after - before)} points: {after} instead of {before}, {rating}."
    return f"{points} Probability of default {pds[0]} instead of {pds[1]}."
