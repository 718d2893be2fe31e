"""What an admin may choose before training."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args

from core.errors import InputError
from core.features import EXTENDED_FEATURES, STANDARD_FEATURES

Preset = Literal["reference", "tuned"]
FeatureSet = Literal["standard", "extended"]
Resampling = Literal["none", "smote", "smotetomek", "under"]
SplitKind = Literal["random", "out-of-time"]

TEST_FRACTION = 0.25
TRIALS = 30
MOST_MINUTES = 10_080
"""A week."""
REFERENCE_C = 3.9547714598670396
REFERENCE_TOLERANCE = 0.00045289166921310325


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """Choices for one training run.

    Attributes:
        preset: ``reference`` repeats the reference's pipeline with its tuned values; ``tuned`` searches.
        features: the reference's factors, or every factor known on the day of application.
        trials: trials of the search (``tuned`` only).
        folds: folds of cross-validation, for the search and for calibration.
        resampling: how defaults are balanced inside each fold; None leaves it to the preset.
        seed: of split, folds, resampling and search.
        split: whether the loans held out are drawn at random, or the newest by disbursal_date.
        held_out: their share.
        since: out of time, the first day whose loans are held out, instead of a share.
        monotone: risk never falls along the curves where a bank expects that (``RISING_FEATURES``).
        minutes: after which the search ends with the best so far; None to run all trials.
    """

    preset: Preset = "tuned"
    features: FeatureSet = "standard"
    trials: int = TRIALS
    folds: int = 5
    resampling: Resampling | None = None
    seed: int = 42
    split: SplitKind = "random"
    held_out: float = TEST_FRACTION
    since: date | None = None
    monotone: bool = False
    minutes: float | None = None

    def __post_init__(self) -> None:
        for name, value, known in (
            ("preset", self.preset, get_args(Preset)),
            ("features", self.features, get_args(FeatureSet)),
            ("resampling", self.resampling or "none", get_args(Resampling)),
            ("split", self.split, get_args(SplitKind)),
        ):
            if value not in known:
                raise InputError(f"{name} {value!r} is none of {', '.join(known)}.")
        for name, number, least, most in (
            ("trials", self.trials, 1, 10_000),
            ("folds", self.folds, 2, 20),
            ("seed", self.seed, 0, 2**32 - 1),
            ("held-out share", self.held_out, 0.05, 0.5),
            ("minutes", MOST_MINUTES if self.minutes is None else self.minutes, 0.01, MOST_MINUTES),
        ):
            if not least <= number <= most:
                raise InputError(f"{name} must lie between {least} and {most}; it is {number}.{_hint(name, number)}")
        if self.since is not None and self.split == "random":
            raise InputError(
                "A first day of held-out loans goes with an out-of-time split. Choose that, or leave it out."
            )

    @property
    def factors(self) -> tuple[str, ...]:
        """Names of the factors asked for."""
        return STANDARD_FEATURES if self.features == "standard" else EXTENDED_FEATURES

    def to_dict(self) -> dict[str, Any]:
        """The choices as plain values, for the scorecard's provenance."""
        return {**asdict(self), "since": self.since and self.since.isoformat()}


def _hint(name: str, number: float) -> str:
    """What may be meant by a share that is none."""
    is_in_per_cent = name == "held-out share" and 1 < number < 100
    return f" For {number:g} % write {number / 100:g}." if is_in_per_cent else ""
