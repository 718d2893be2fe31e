"""What would it take: the smallest changes that reach a score, the largest loan and the longest tenure of each band.

A promise is a round value that was scored itself, in the way that scores everybody, so it holds when it is typed in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np

from core import delinquency, levers, pairs
from core.features import Columns
from core.levers import LOAN_AMOUNT, TENURE, Lever
from core.scoring import Scorer
from core.trials import Applicant, Change, Outcomes

_DRASTIC = 0.8
"""Share of the loan; who takes more of it away does not help the applicant."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A change that reaches a score.

    Attributes:
        changes: new value of each field that changes.
        credit_score: with the change.
        default_probability: PD with the change.
        cost: how much changes: each number's change as a share of its training range, summed.
        is_drastic: whether more than four fifths of the loan are gone.
    """

    changes: Mapping[str, float]
    credit_score: int
    default_probability: float
    cost: float
    is_drastic: bool = False


def alternatives(scorer: Scorer, columns: Columns, target: int, most: int = 3) -> tuple[Alternative, ...]:
    """Small changes that take an applicant to a score: of one field, the least costly first, then of two.

    The values are as an officer says them: thousands of rupees, whole months, whole per cent, tenths of a day. The
    loan may shrink, its tenure go either way; what is used of credit, open accounts and delinquency may shrink. Fewer
    delinquent months take days past due along as far as the score needs it; months and days are one matter, so they
    are not two fields of a change. Nothing offered has a smaller version of itself that is enough. Of each field alone
    there is one change; those of two fields are a choice, for which see ``pairs.pairs``. A drastic change is offered
    only where nothing else is enough.

    Args:
        scorer: the model.
        columns: inputs as ``validation.check`` takes them, each of shape (1,).
        target: score to reach, such as the minimum of a band.
        most: how many alternatives at the most.

    Returns:
        Different changes; none where nothing is enough, where the score is reached already, or where the applicant
        cannot be scored.
    """
    applicant = Applicant(scorer, columns)
    now = applicant.scores()
    if now.band[0] < 0 or now.credit_score[0] >= target:
        return ()
    return _offers(applicant, target, most)


class Limits(NamedTuple):
    """For each band, by its position, the most that still reaches it; None where nothing does.

    Attributes:
        loans: in whole thousands of rupees.
        tenures: in whole months.
    """

    loans: tuple[int | None, ...]
    tenures: tuple[int | None, ...]


def limits(scorer: Scorer, columns: Columns) -> Limits:
    """The largest loan and the longest tenure, each while the other stays as it is.

    Within the ranges of schema and training; the present value plays no part and may be missing. None also where the
    applicant cannot be scored, or where the model takes no notice of the field.
    """
    applicant = Applicant(scorer, columns)
    wanted = {
        lever: levers.all_values(lever, applicant.inputs, applicant.scorecard)
        for lever in (LOAN_AMOUNT, TENURE)
        if lever.factor in applicant.scorecard.curves
    }
    found = _largest(applicant, applicant.outcomes(wanted)) if wanted else {}
    loans, tenures = (found.get(lever, (None,) * len(scorer.scorecard.bands)) for lever in (LOAN_AMOUNT, TENURE))
    return Limits(tuple(None if steps is None else round(steps * LOAN_AMOUNT.step) for steps in loans), tenures)


class MostKnown(NamedTuple):
    """How far training goes for one applicant; None where a field ends before, or nothing is known.

    Attributes:
        loan: the largest loan in whole thousands of rupees.
        tenure: the longest tenure in months.
    """

    loan: int | None
    tenure: int | None


def most_known(scorer: Scorer, columns: Columns) -> MostKnown:
    """The largest loan and the longest tenure that training has seen; beyond them nothing is promised."""
    inputs = Applicant(scorer, columns).inputs
    loan, tenure = (levers.most_in_training(lever, inputs, scorer.scorecard) for lever in (LOAN_AMOUNT, TENURE))
    return MostKnown(None if loan is None else round(loan * LOAN_AMOUNT.step), tenure)


def _largest(applicant: Applicant, outcomes: Iterable[Outcomes]) -> dict[Lever, tuple[int | None, ...]]:
    """For each field the largest multiples of its step, by band, where the checks let them be scored."""
    minima = [applicant.scorecard.scale.minimum, *(band.minimum for band in applicant.scorecard.bands[1:])]
    found = {each.lever: tuple(applicant.largest(each, minima)) for each in outcomes}
    reached = [(lever, steps) for lever, each in found.items() for steps in each if steps is not None]
    if not reached:
        return {}
    sound = applicant.are_sound([applicant.change(*each) for each in reached])
    wrong = {lever for (lever, _), is_sound in zip(reached, sound, strict=True) if not is_sound}
    return {lever: each for lever, each in found.items() if lever not in wrong}


def _offers(applicant: Applicant, target: int, most: int) -> tuple[Alternative, ...]:
    outcomes = applicant.outcomes(
        {
            lever: levers.other_values(lever, applicant.inputs, applicant.scorecard)
            for lever in levers.levers(applicant.inputs, applicant.scorecard)
        }
    )
    alone = sorted(_scored(applicant, _of_one_field(applicant, outcomes, target), target), key=lambda each: each.cost)
    for limit in (_DRASTIC, 1.0):
        found = [each for each in alone if limit == 1.0 or not each.is_drastic][:most]
        together = pairs.pairs(applicant, outcomes, target, [each.changes for each in found], limit)
        found += islice(_scored(applicant, together, target), most - len(found))
        if found:
            break
    return _sound(applicant, found)


def _of_one_field(applicant: Applicant, outcomes: Iterable[Outcomes], target: int) -> Iterator[Change]:
    """The smallest change of each field that is enough by itself."""
    for each in outcomes:
        steps = applicant.nearest(each, target)
        if steps is not None:
            change = applicant.change(each.lever, steps)
            smaller = delinquency.least(applicant, change, target) if delinquency.DELINQUENT in change else change
            if smaller is not None:
                yield smaller


def _scored(applicant: Applicant, proposed: Iterable[Change], target: int) -> Iterator[Alternative]:
    """The changes that hold when they are scored as they will be typed in."""
    for change in proposed:
        tried = applicant.try_out([change])
        if tried.scores.credit_score[0] >= target:
            yield Alternative(
                {name: float(values[0]) for name, values in change.items() if values[0] != applicant.inputs[name]},
                int(tried.scores.credit_score[0]),
                float(tried.scores.default_probability[0]),
                float(tried.cost[0]),
                _is_drastic(applicant, change),
            )


def _sound(applicant: Applicant, found: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """Those that the checks let be scored; none for whom they do not let be scored now."""
    changes = [{name: np.array([value]) for name, value in each.changes.items()} for each in found]
    *sound, sound_now = applicant.are_sound([*changes, applicant.columns])
    return tuple(each for each, is_sound in zip(found, sound, strict=True) if sound_now and is_sound)


def _is_drastic(applicant: Applicant, change: Change) -> bool:
    loan = LOAN_AMOUNT.field
    return loan in change and bool(applicant.share(loan, change[loan])[0] > _DRASTIC)
