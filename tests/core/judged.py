"""Models that are judged on rows made up for it, in no time: drawn from the training ranges, defaults from their PD."""

from dataclasses import replace
from functools import cache

import numpy as np

from core.evaluation.groups import Grouping
from core.evaluation.judgement import Judgement
from core.evaluation.judging import Answers, HeldOut, judge_both
from core.features import FEATURES
from core.golden import with_golden_rows
from core.scorecard import Scorecard
from core.scoring import Scorer
from tests.core.factories import curve_scorecard


def held_out(rows: int) -> HeldOut:
    """Rows drawn from the training ranges of ``curve_scorecard``, with outcomes drawn from its own PD."""
    card, random = curve_scorecard(), np.random.default_rng(11)
    factors = {
        name: random.uniform(limits.minimum, 0.85 * limits.maximum, rows)
        for name, limits in card.training_ranges.items()
    }
    codes = {name: random.integers(0, len(FEATURES[name].categories), rows) for name in card.tables}
    y = random.random(rows) < Scorer(card).score({**factors, **codes}).default_probability
    return HeldOut(
        y=y.astype(np.int64),
        factors={**factors, **codes},
        segments=(Grouping("loan_purpose", FEATURES["loan_purpose"].categories, codes["loan_purpose"]),),
        protected=(Grouping("gender", ("F", "M"), random.integers(0, 2, rows)),),
        months=Grouping("month", ("2024-01", "2024-02"), np.repeat([0, 1], rows // 2)),
    )


def answers_of(name: str, card: Scorecard, rows: HeldOut) -> Answers:
    """What a model says of the rows."""
    scores = Scorer(card).score(rows.factors)
    log_odds = card.calibration.slope * scores.log_odds + card.calibration.offset
    return Answers(name, card, log_odds, scores.balanced_probability, scores.credit_score)


def blunter() -> Scorecard:
    """A model that knows nothing of delinquency."""
    card = curve_scorecard()
    curves = {name: curve for name, curve in card.curves.items() if name != "delinquency_ratio"}
    return with_golden_rows(replace(card, curves=curves, reference={}))


@cache
def judgement(rows: int = 3_000) -> Judgement:
    """``curve_scorecard`` as the candidate beside the blunter model, which is called v1.0."""
    found = held_out(rows)
    candidate, active = answers_of("candidate", curve_scorecard(), found), answers_of("v1.0", blunter(), found)
    return judge_both(found, candidate, active, {"gender": "it is protected"})
