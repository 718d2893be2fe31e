"""Sums up what each factor contributes to the defaults that are to be expected of a file."""

import numpy as np

from core.batch.chunk import ScoredRows
from core.batch.figures import Driver
from core.explanation import Explainer


class DriverTally:
    """Running sums by factor.

    Args:
        names: of the factors, in the order of ``Scorecard.factors``.
        explainer: what contributions are compared with.
    """

    def __init__(self, names: tuple[str, ...], explainer: Explainer) -> None:
        self._names, self._reference = names, explainer.reference
        self._rows, self._defaults = 0, 0.0
        self._sums, self._weighted = np.zeros(len(names)), np.zeros(len(names))
        self._leading = np.zeros(len(names) + 1, dtype=np.int64)

    def add(self, rows: ScoredRows) -> None:
        """Add some more rows."""
        contributions, chances = rows.scores.contributions, rows.scores.default_probability
        if not rows.valid.all():
            contributions, chances = contributions[:, rows.valid], chances[rows.valid]
        self._rows += len(chances)
        self._defaults += float(chances.sum())
        self._sums += contributions.sum(axis=1)
        self._weighted += contributions @ chances
        self._leading += np.bincount(rows.leading + 1, minlength=len(self._leading))

    def drivers(self) -> tuple[Driver, ...]:
        """All factors, what drives defaults most first; none where no default is to be expected."""
        if not self._defaults:
            return ()
        mean = self._sums / self._rows - self._reference
        among = self._weighted / self._defaults - self._reference
        found = map(Driver, self._names, mean.tolist(), among.tolist(), self._leading[1:].tolist())
        return tuple(sorted(found, key=lambda driver: -driver.among_defaults))
