"""Step 2: what is trained."""

from typing import get_args

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.settings import Settings
from app.services.theme import GRID, TextRole
from app.training.inputs import CountBox, close_up
from app.widgets.editors import ChoiceBox
from app.widgets.fields import FieldForm, FieldRow
from app.widgets.labels import RoleLabel
from core.features import EXTENDED_FEATURES, STANDARD_FEATURES
from core.training.options import FeatureSet, Preset, Resampling, TrainingOptions

_USUAL = TrainingOptions()
_BY_PRESET = "preset"
_CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "preset": {
        "tuned": ("Tuned", "Searches for curves and settings that tell most: a better model, in a few minutes."),
        "reference": ("Reference", "Repeats the reference's model with its own settings: straight lines, no search."),
    },
    "features": {
        "standard": ("Standard", f"The reference's {len(STANDARD_FEATURES)} factors."),
        "extended": ("Extended", f"Every factor known on application day: up to {len(EXTENDED_FEATURES)}."),
    },
    "resampling": {
        _BY_PRESET: ("As the preset", "Tuned tries several ways; Reference uses SMOTE."),
        "none": ("None", "Learns from the borrowers as they are."),
        "smote": ("SMOTE", "Adds made-up defaulters between real ones until both groups are equal."),
        "smotetomek": ("SMOTE and Tomek links", "As SMOTE, then drops borrowers in doubt; slow on many rows."),
        "under": ("Under-sampling", "Drops good borrowers by chance until both groups are equal; fast."),
    },
}
"""By option and value: its name, and the sentence that helps to choose it; the usual one first."""
_COUNTS = {
    "trials": ("Tr&ials", (1, 1_000), "How many settings the search tries: more take longer and find little more."),
    "folds": ("Fol&ds", (2, 20), "Into how many parts borrowers are cut to judge settings: 5 suits most data."),
    "seed": ("&Seed", (0, 2**31 - 1), "The same seed and data give the same model to the last digit."),
}
_LABELS = {"preset": "&Preset", "features": "Fact&ors", "resampling": "Resamplin&g"}


class OptionsPanel(QWidget):
    """The choices for one training, each with a sentence of help; remembers them."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._form = FieldForm(may_stack=True)
        self.choices = {name: self._choice(name) for name in _CHOICES}
        self.counts = {name: self._count(name) for name in _COUNTS}
        self._rows: dict[str, FieldRow] = {}
        for name, editor in self.choices.items():
            self._rows[name] = self._form.add_field(_LABELS[name], editor)
        for name, box in self.counts.items():
            self._rows[name] = self._form.add_field(_COUNTS[name][0], box, "", _COUNTS[name][2])
            self._rows[name].set_note(_COUNTS[name][2])
        close_up(self._form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(RoleLabel("2 Options", TextRole.HEADING))
        column.addWidget(self._form)
        self._show_help()

    def options(self) -> TrainingOptions:
        """The choices as they stand."""
        preset: Preset = next(value for value in get_args(Preset) if value == self._chosen("preset"))
        features: FeatureSet = next(value for value in get_args(FeatureSet) if value == self._chosen("features"))
        method: Resampling | None = next(
            (value for value in get_args(Resampling) if value == self._chosen("resampling")), None
        )
        trials, folds, seed = (self.counts[name].value() for name in ("trials", "folds", "seed"))
        return TrainingOptions(preset, features, trials, folds, method, seed)

    def _chosen(self, name: str) -> str:
        return str(self.choices[name].currentData())

    def _choice(self, name: str) -> ChoiceBox:
        box = ChoiceBox()
        for value, (text, _) in _CHOICES[name].items():
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(self._settings.text(f"training/{name}")), 0))
        box.currentIndexChanged.connect(self._take)
        return box

    def _count(self, name: str) -> CountBox:
        usual: int = getattr(_USUAL, name)
        box = CountBox(*_COUNTS[name][1], self._settings.integer(f"training/{name}", usual))
        box.valueChanged.connect(self._take)
        return box

    @Slot()
    def _take(self) -> None:
        for name, choice in self.choices.items():
            self._settings.put(f"training/{name}", choice.currentData())
        for name, count in self.counts.items():
            self._settings.put(f"training/{name}", count.value())
        self._show_help()
        self.changed.emit()

    def _show_help(self) -> None:
        for name, values in _CHOICES.items():
            self._rows[name].set_note(values[self._chosen(name)][1])
        self._rows["trials"].set_visible(visible=self._chosen("preset") == "tuned")
        self._rows["trials"].unit.hide()
