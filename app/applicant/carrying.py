"""What becomes of a credit history when it is given the other way from now on."""

from collections.abc import Mapping

import numpy as np

from app.applicant.assessment import read
from app.applicant.history import Way
from app.applicant.readings import DECIMALS
from app.applicant.wording import as_typed
from core import features, validation
from core.findings import Status
from core.history import COUNTS, RATIOS
from core.schema import field
from core.scorecard import Scorecard


def carried(typed: Mapping[str, str], way: Way, scorecard: Scorecard) -> dict[str, str]:
    """The texts that the fields of a way get when it is chosen; none for a field that keeps its own.

    Counts give their ratios. Ratios give no counts, so only the counts stay that give the very ratios; no older history
    comes back.

    Args:
        typed: what stands in each field, also in those of the other way.
        way: that is chosen now.
        scorecard: the model.
    """
    given = {name: text for name, text in _ratios_of(typed, scorecard).items() if name in typed}
    if way is Way.RATIOS:
        return given
    return {} if given == {name: _shown(name, typed[name]) for name in given} else dict.fromkeys(COUNTS, "")


def _ratios_of(typed: Mapping[str, str], scorecard: Scorecard) -> dict[str, str]:
    """The ratios that counts give, as the form shows them; empty where the counts are not whole or cannot be true."""
    columns = {name: read(typed.get(name, ""), field(name)) for name in COUNTS}
    found = validation.check(columns, scorecard).found
    are_wrong = any(one.status is Status.REJECTED and one.field in COUNTS for one in found)
    factors = features.derive(validation.readable(columns))
    values = {name: float(factors[name][0]) for name in RATIOS}
    if are_wrong or not all(0 <= value <= field(name).maximum for name, value in values.items()):
        return dict.fromkeys(RATIOS, "")
    return {name: as_typed(name, round(value, DECIMALS)) for name, value in values.items()}


def _shown(name: str, text: str) -> str:
    """A ratio as counts would give it, however it was typed."""
    value = read(text, field(name))[0]
    return as_typed(name, round(float(value), DECIMALS)) if np.isfinite(value) else text.strip()
