"""From a fitted model to a scorecard document: curves, tables, ranges, unseen pairs, reference contributions."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

import numpy as np

from core.features import FEATURES
from core.golden import with_golden_rows
from core.scorecard import Calibration, Scorecard, TrainingRange, UnseenPair
from core.scoring import Scorer
from core.training.factors import Factors
from core.training.fitting import Fitted


def assemble(
    fitted: Fitted, calibration: Calibration, train: Factors, provenance: dict[str, Any], seed: int
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
    return with_golden_rows(_with_population(bare, train, provenance), seed=seed)


def _with_population(bare: Scorecard, train: Factors, provenance: dict[str, Any]) -> Scorecard:
    return replace(
        bare,
        training_ranges={name: _range(train, name) for name in bare.curves},
        unseen_pairs=_unseen_pairs(bare, train),
        reference=_reference(bare, train),
        provenance=provenance,
    )


def _range(train: Factors, name: str) -> TrainingRange:
    values = train.numbers[name]
    return TrainingRange(float(values.min()), float(values.max()))


def _reference(scorecard: Scorecard, train: Factors) -> dict[str, float]:
    """Mean contribution of each factor over all borrowers in training."""
    contributions = Scorer(scorecard).contributions({**train.numbers, **train.codes})
    return dict(zip(scorecard.factors, contributions.mean(axis=1).tolist(), strict=True))


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
