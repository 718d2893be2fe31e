"""What can be tried out for an applicant: the fields that may change, their values and how they are written."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.applicant import wording
from app.applicant.assessment import Assessment
from core import levers
from core.levers import Lever
from core.schema import field
from core.scorecard import Scorecard


@dataclass(frozen=True, eq=False)
class TrialField:
    """A field that may change.

    Attributes:
        lever: what may change, and in which steps.
        steps: the values that can be tried, as multiples of the lever's step, rising.
        now: position among them of the present value, or of the nearest.
    """

    lever: Lever
    steps: NDArray[np.int64]
    now: int

    @property
    def name(self) -> str:
        """The field of the schema."""
        return self.lever.field


def trial_fields(assessment: Assessment, scorecard: Scorecard) -> list[TrialField]:
    """The fields of an applicant that may change and have another value to take."""
    inputs = _numbers(assessment)
    found = []
    for lever in levers.levers(inputs, scorecard):
        steps = levers.all_values(lever, inputs, scorecard)
        if len(steps) > 1:
            found.append(TrialField(lever, steps, int(np.abs(steps - inputs[lever.field] / lever.step).argmin())))
    return found


def texts_of(assessment: Assessment, chosen: Mapping[TrialField, int]) -> dict[str, str]:
    """What the form would say with these fields at these positions, and with what goes along with them."""
    inputs = _numbers(assessment)
    texts: dict[str, str] = {}
    for one, place in chosen.items():
        values = levers.changes(one.lever, one.steps[place : place + 1], inputs | _typed(texts))
        texts |= {name: wording.as_typed(name, float(value[0])) for name, value in values.items()}
    return texts


def said(name: str, text: str) -> str:
    """A value with its unit: ``₹51,00,000``, ``36 months``, ``70 %``."""
    return wording.with_unit(field(name), text)


def now(assessment: Assessment, name: str) -> str:
    """The present value with its unit, however it was typed."""
    return said(name, wording.grouped(float(assessment.inputs[name][0])))


def _typed(texts: Mapping[str, str]) -> dict[str, float]:
    return {name: float(text.replace(",", "")) for name, text in texts.items()}


def _numbers(assessment: Assessment) -> dict[str, float]:
    return {name: float(value[0]) for name, value in assessment.inputs.items() if not field(name).is_category}
