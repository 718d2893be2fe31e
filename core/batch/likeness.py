"""Says in a sentence whether a file looks like the data that its model was trained on."""

from typing import NamedTuple

from core.batch.figures import SCORE, Figures
from core.evaluation.stability import Shift, Verdict
from core.features import FEATURES

_NAMED = 3
_SENTENCES = {
    Verdict.LIKE: "Looks like the training data: neither the score nor any factor differs by more than chance.",
    Verdict.TOO_FEW: "Too few rows to tell whether the file looks like the training data.",
    Verdict.SMALL: "Looks much like the training data: only {names} {differ} a little, by more than chance.",
    Verdict.MODERATE: "Differs from the training data: {names} {has} shifted. Look at what has changed before you rely "
    "on the scores.",
    Verdict.LARGE: "Does not look like the training data: {names} {has} shifted a lot. The scores may be wrong; ask "
    "whether the file is right, or train the model anew.",
}
_NO_PICTURE = "This model keeps no picture of its training data, so whether the file looks like it cannot be told."
_NO_ROWS = "There are no rows to compare with the training data."


class Likeness(NamedTuple):
    """The gravest verdict over all characteristics, None where nothing can be compared; and the sentence."""

    verdict: Verdict | None
    sentence: str


def likeness(figures: Figures) -> Likeness:
    """Whether a file looks like the training data."""
    if not figures.training_rows:
        return Likeness(None, _NO_PICTURE)
    if not figures.shifts:
        return Likeness(None, _NO_ROWS)
    gravity = list(Verdict)
    verdict = max((shift.verdict for shift in figures.shifts), key=gravity.index)
    concerned = [label_of(shift) for shift in figures.shifts if shift.verdict is verdict]
    one = len(concerned) == 1
    words = {"names": _listed(concerned), "differ": "differs" if one else "differ", "has": "has" if one else "have"}
    return Likeness(verdict, _SENTENCES[verdict].format(**words))


def label_of(shift: Shift) -> str:
    """The name of a characteristic for people, within a sentence."""
    if shift.name == SCORE:
        return "the score"
    label = FEATURES[shift.name].label
    return label[:1].lower() + label[1:]


def _listed(names: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``, ``a, b, c and 4 others``."""
    shown = names[:_NAMED]
    others = len(names) - len(shown)
    if others:
        shown = [*shown, f"{others} other{'s' if others > 1 else ''}"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
