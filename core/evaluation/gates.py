"""Gates a candidate must pass before it is used without a written reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import ModelError
from core.evaluation.estimate import Estimate
from core.features import FEATURES
from core.grouping import MINUS, counted
from core.scorecard import Scorecard
from core.scoring import verify

if TYPE_CHECKING:
    from core.evaluation.discrimination import DelongTest  # scipy takes its time, and the registry asks for gates

CHANCE = 0.05
"""A difference that chance makes less often than this is significant."""
SLOPES = (0.9, 1.1)
"""Limits of the calibration slope."""
FEWEST = 100
"""Held-out rows of each outcome from which a model can be judged (Collins, Ogundimu & Altman 2016)."""

NOT_PASSED = "not passed"
"""What is said of a gate that blocks a candidate."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition.

    Attributes:
        name: in one or two words.
        passed: whether the candidate meets it.
        sentence: what was found.
    """

    name: str
    passed: bool
    sentence: str

    @property
    def verdict(self) -> str:
        """What came of it, in a word or two."""
        return "passed" if self.passed else NOT_PASSED


def failed(gates: Sequence[Gate]) -> tuple[Gate, ...]:
    """Those that the candidate does not pass; it may be used without a reason where there are none."""
    return tuple(gate for gate in gates if not gate.passed)


def blocking(scorecard: Scorecard) -> tuple[Gate, ...]:
    """The gates that a version did not pass when it was trained; none where a reason to use it is kept with it."""
    kept = scorecard.provenance.get("gates")
    if scorecard.provenance.get("reason") or not isinstance(kept, list):
        return ()
    told = [gate for gate in kept if isinstance(gate, dict) and gate.get("passed") is False]
    return tuple(Gate(str(gate.get("name")), passed=False, sentence=str(gate.get("sentence"))) for gate in told)


def refusal(scorecard: Scorecard) -> str:
    """What is said of a version that is blocked."""
    found = " ".join(gate.sentence for gate in blocking(scorecard))
    return (
        f"{scorecard.version} does not pass its gates and is not put into use: {found} To use it all the same, say "
        f"why: models activate {scorecard.version} --reason TEXT."
    )


def discrimination_gate(difference: "DelongTest | None") -> Gate:
    """The candidate's AUC is not significantly below that of the active model (DeLong's test, two-sided).

    Args:
        difference: candidate less active; None where there is no active model that can score the rows.
    """
    name = "AUC against the active model"
    if difference is None:
        return Gate(name, passed=True, sentence="There is no active model that could be compared on these rows.")
    size, chance = abs(difference.difference), _chance(difference.p_value)
    if difference.difference >= 0.0:
        return Gate(name, passed=True, sentence=f"The AUC is not below that of the active model (by {size:.4f} above).")
    if difference.p_value >= CHANCE:
        sentence = f"The AUC is {size:.4f} below that of the active model, which may be chance ({chance})."
        return Gate(name, passed=True, sentence=sentence)
    return Gate(name, passed=False, sentence=f"The AUC is {size:.4f} below that of the active model ({chance}).")


def calibration_gate(slope: Estimate) -> Gate:
    """The calibration slope lies within ``SLOPES``, or no further from 1 than chance takes it."""
    name = "Calibration slope"
    if slope.value is None or slope.low is None or slope.high is None:
        return Gate(name, passed=False, sentence="All rows have the same PD, so there is no calibration slope.")
    value, low, high = (f"{part:.3f}".replace("-", MINUS) for part in (slope.value, slope.low, slope.high))
    told = f"The calibration slope is {value} ({low} to {high})"
    limits = f"the limits {SLOPES[0]} to {SLOPES[1]}"
    if SLOPES[0] <= slope.value <= SLOPES[1]:
        return Gate(name, passed=True, sentence=f"{told}, within {limits}.")
    if slope.low <= 1.0 <= slope.high:
        return Gate(name, passed=True, sentence=f"{told}, beyond {limits}, which may be chance.")
    return Gate(name, passed=False, sentence=f"{told}, beyond {limits}.")


def golden_rows_gate(scorecard: Scorecard) -> Gate:
    """The scorecard gives the answers that its golden rows promise."""
    name = "Golden rows"
    try:
        verify(scorecard)
    except ModelError as error:
        return Gate(name, passed=False, sentence=str(error))
    count = len(scorecard.golden_rows)
    return Gate(name, passed=True, sentence=f"All {count} test rows give the answers that are kept with the model.")


def inputs_gate(scorecard: Scorecard, barred: Mapping[str, str]) -> Gate:
    """No factor is, or is computed from, a column that is barred.

    Args:
        scorecard: the candidate.
        barred: why a column is, by its name.
    """
    name = "Barred inputs"
    used = {column for factor in scorecard.factors for column in (factor, *FEATURES[factor].inputs)}
    found = sorted(used & barred.keys())
    if found:
        reasons = "; ".join(f"{column}: {barred[column]}" for column in found)
        return Gate(name, passed=False, sentence=f"The model uses what no model may use ({reasons}).")
    return Gate(name, passed=True, sentence=f"None of the {len(scorecard.factors)} factors uses a barred column.")


def rows_gate(defaults: int, rows: int) -> Gate:
    """Enough held-out rows of both outcomes to judge a model by."""
    name = "Enough rows"
    told = f"It was judged on {counted(defaults, 'default')} and {counted(rows - defaults, 'borrower')} who paid"
    if min(defaults, rows - defaults) < FEWEST:
        return Gate(name, passed=False, sentence=f"{told}; at least {FEWEST} of each are needed.")
    return Gate(name, passed=True, sentence=f"{told}.")


def _chance(p_value: float) -> str:
    return f"p = {p_value:.3f}" if p_value >= 0.001 else "p < 0.001"
