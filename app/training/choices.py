"""What may be chosen before a training, in words: names, and the sentences that help to choose."""

from typing import NamedTuple

from core.features import EXTENDED_FEATURES, STANDARD_FEATURES
from core.training.options import MOST_MINUTES

BY_PRESET = "preset"
"""The resampling that is left to the preset."""
CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "preset": {
        "tuned": ("Tuned", "Searches for curves and settings that tell most: a better model, in a few minutes."),
        "reference": ("Reference", "Repeats the reference's model with its own settings: straight lines, no search."),
    },
    "features": {
        "standard": ("Standard", f"The reference's {len(STANDARD_FEATURES)} factors."),
        "extended": ("Extended", f"Every factor known on application day: up to {len(EXTENDED_FEATURES)}."),
    },
    "resampling": {
        BY_PRESET: ("As the preset", "Tuned tries several ways; Reference uses SMOTE."),
        "none": ("None", "Learns from the borrowers as they are."),
        "smote": ("SMOTE", "Adds made-up defaulters between real ones until both groups are equal."),
        "smotetomek": ("SMOTE and Tomek links", "As SMOTE, then drops borrowers in doubt; slow on many rows."),
        "under": ("Under-sampling", "Drops good borrowers by chance until both groups are equal; fast."),
    },
    "split": {
        "random": ("At random", "Drawn by chance, with the same share of defaults as the loans that train."),
        "out-of-time": ("The newest", "Judged as it will be used, on loans paid out last; needs disbursal_date."),
    },
}
"""By option and value: its name, and the sentence that helps to choose it; the usual one first."""
CHOICE_LABELS = {
    "preset": "&Preset",
    "features": "Fact&ors",
    "resampling": "Resamplin&g",
    "split": "Held-out loans",
}


class Count(NamedTuple):
    """A whole number that may be chosen.

    Attributes:
        label: its name.
        lowest: the least it may be.
        highest: the most.
        help_text: a sentence that helps to choose it.
        unit: behind the number.
        none: what the lowest says in place of a number.
    """

    label: str
    lowest: int
    highest: int
    help_text: str
    unit: str = ""
    none: str = ""


COUNTS = {
    "held_out": Count("Share held out", 5, 50, "Judges the model and trains nothing; a quarter suits most data.", " %"),
    "trials": Count("Tr&ials", 1, 1_000, "How many settings the search tries: more take longer and find little more."),
    "minutes": Count(
        "Time budget", 0, MOST_MINUTES, "When it is used up, the best trial so far is kept.", " min", "None"
    ),
    "folds": Count("Fol&ds", 2, 20, "Into how many parts borrowers are cut to judge settings: 5 suits most data."),
    "seed": Count("&Seed", 0, 2**31 - 1, "The same seed and data give the same model to the last digit."),
}

CURVES = "Curves"
MONOTONE = "Risk never falls"
MONOTONE_HELP = "As utilization, delinquency or loan to income grow, which is easier to explain to a borrower."
SINCE = "First da&y"
SINCE_HELP = "Loans paid out from this day on are held out; leave it empty to hold out a share."
SHARE_UNUSED = "Not used: the first day decides."
