"""From a fitted model to a scorecard document: curves, tables, ranges, unseen pairs, reference contributions."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

import numpy as np

from core.features import FEATURES, FloatArray
from core.findings import BoolArray
from core.golden import with_golden_rows
from core.scorecard import CUTOFF, Calibration, Scorecard, TrainingRange, UnseenPair
from core.scoring import Scorer, Scores
from core.training.covariance import fit_covariance
from core.training.factors import Factors
from core.training.fitting import Fitted, Settings

JUST_ABOVE = 50
"""Points above the cut-off within which a score counts as just above it."""


def assemble(
    fitted: Fitted, calibration: Calibration, train: Factors, settings: Settings, provenance: dict[str, Any], seed: int
) -> Scorecard:
    """Write a fitted model down as a scorecard; ``train`` holds the real training rows, before resampling."""
    bare = Scorecard(
        version="",
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        intercept=fitted.intercept,
        curves=fitted.basis.curves(fitted.coefficients),
        tables=fitted.basis.tables(fitted.coefficients),
        calibration=calibration,
    )
    covariance = fit_covariance(bare, train, settings.regularisation)
    return with_golden_rows(_with_population(replace(bare, covariance=covariance), train, provenance), seed=seed)


def _with_population(bare: Scorecard, train: Factors, provenance: dict[str, Any]) -> Scorecard:
    scores = Scorer(bare).score({**train.numbers, **train.codes})
    contributions = scores.contributions
    return replace(
        bare,
        training_ranges={name: _range(train, name) for name in bare.curves},
        unseen_pairs=_unseen_pairs(bare, train),
        reference=_reference(bare, contributions, np.ones(train.rows, dtype=bool)),
        reference_above_cutoff=_reference(bare, contributions, _is_above_cutoff(scores)),
        provenance=provenance,
    )


def _range(train: Factors, name: str) -> TrainingRange:
    values = train.numbers[name]
    return TrainingRange(float(values.min()), float(values.max()))


def _reference(scorecard: Scorecard, contributions: FloatArray, rows: BoolArray) -> dict[str, float]:
    """Mean contribution of each factor over some borrowers; nothing where there are none."""
    if not rows.any():
        return {}
    return dict(zip(scorecard.factors, contributions[:, rows].mean(axis=1).tolist(), strict=True))


def _is_above_cutoff(scores: Scores) -> BoolArray:
    """Who was scored at or just above the cut-off (US Regulation B, official comment 9(b)(2)-5)."""
    score = scores.credit_score
    above: BoolArray = (score >= CUTOFF) & (score < CUTOFF + JUST_ABOVE)
    return above


def _unseen_pairs(scorecard: Scorecard, train: Factors) -> tuple[UnseenPair, ...]:
    found = []
    for first, second in combinations(scorecard.tables, 2):
        names = FEATURES[first].categories, FEATURES[second].categories
        together = np.zeros((len(names[0]), len(names[1])), dtype=bool)
        together[train.codes[first], train.codes[second]] = True
        found += [
            UnseenPair(first, names[0][a], second, names[1][b])
            for a, b in np.argwhere(~together).tolist()
            if names[0][a] in scorecard.tables[first] and names[1][b] in scorecard.tables[second]
        ]
    return tuple(found)
