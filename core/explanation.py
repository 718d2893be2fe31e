"""Why a score is what it is: each factor's contribution against a reference population, and adverse reasons.

Contribution of factor j: c_j = Σ β_k (x_k − μ_k) over the terms of the factor, with μ the reference population
(US Regulation B, 12 CFR 1002.9(b)(2) and its commentary: the factors actually scored, at most four reasons).
Σ c_j = LO(x) − LO(reference).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.features import FEATURES, Columns, Feature, FloatArray
from core.scorecard import Scorecard
from core.scoring import Scores, exact_score, logistic

MOST_REASONS = 4
_SMALL = 1e-9


class Population(StrEnum):
    """Whom an applicant is compared with (12 CFR 1002.9(b)(2), official comment 5: either is accepted)."""

    ALL = "all"
    ABOVE_CUTOFF = "above_cutoff"


class Reason(NamedTuple):
    """What one factor did to one applicant's score.

    Attributes:
        factor: name of the factor.
        label: what people read.
        log_odds: contribution against the reference population; positive is adverse.
        points: the same on the score; negative is adverse. All factors' points add up to the score gap.
        text: the factor as a principal reason in plain words.
        sentence: the name of that text in a catalogue: the factor, or a category with words of its own.
    """

    factor: str
    label: str
    log_odds: float
    points: float
    text: str
    sentence: str


def sentence_names(factors: Iterable[str]) -> tuple[str, ...]:
    """The names of all that may be told of factors: their own, in their order, then those of categories."""
    names = tuple(factors)
    return (*names, *(one for name in names for one in FEATURES[name].sentences if one != name))


def adverse(found: list[Reason], most: int = MOST_REASONS) -> list[Reason]:
    """The principal reasons: those that count against the applicant, strongest first, at most ``most``."""
    return [reason for reason in found if reason.log_odds > _SMALL][:most]


class Explainer:
    """A scorecard made ready for explaining its scores: build once, use for any number of rows.

    Attributes:
        population: whom applicants are compared with; all borrowers where the model knows no others.
        sentences: names of what may be told, as of ``sentence_names``.
        texts: the same in words.
        reference_score: score, before rounding, of somebody who has every factor at the reference population's mean
            contribution.
    """

    def __init__(
        self, scorecard: Scorecard, population: Population = Population.ALL, texts: Mapping[str, str] | None = None
    ) -> None:
        """Make a scorecard ready; ``texts`` has a bank's own words for reasons by the name of the sentence."""
        self._scorecard = scorecard
        self.sentences = sentence_names(scorecard.factors)
        told = {**_own_words(scorecard.factors), **(texts or {})}
        self.texts = tuple(told[name] for name in self.sentences)
        self._by_category = {
            place: np.array(list(_places(FEATURES[name], place, self.sentences)), dtype=np.intp)
            for place, name in enumerate(scorecard.factors)
            if FEATURES[name].adverse_of
        }
        self.population = population if scorecard.reference_above_cutoff else Population.ALL
        of_all = self.population is Population.ALL
        reference = scorecard.reference if of_all else scorecard.reference_above_cutoff
        self._reference = np.array([reference.get(name, 0.0) for name in scorecard.factors])
        self._reference_log_odds = scorecard.intercept + sum(self._reference.tolist())
        self.reference_score = self._exact(self._reference_log_odds)

    @property
    def reference(self) -> FloatArray:
        """The reference population's mean contributions, log-odds, shape (factors,)."""
        return self._reference

    def differences(self, scores: Scores) -> FloatArray:
        """Contributions against the reference population, log-odds, shape (factors, n); positive is adverse."""
        result: FloatArray = scores.contributions - self._reference[:, np.newaxis]
        return result

    def reasons(self, scores: Scores, row: int = 0, factors: Columns | None = None) -> list[Reason]:
        """All factors of one applicant, the most adverse first; what is told of categories needs their ``factors``.

        A factor's points are its share of the score gap in proportion to its log-odds, so they add up to
        ``scores.exact_score − reference_score`` exactly; where the gap vanishes, the score's slope takes its place.
        """
        log_odds = (scores.contributions[:, row] - self._reference).tolist()
        per_unit = self._points_per_log_odds(float(scores.log_odds[row]), float(scores.exact_score[row]))
        said = [self._sentence(place, factors, row) for place in range(len(log_odds))]
        found = [
            Reason(name, FEATURES[name].label, value, per_unit * value, self.texts[code], self.sentences[code])
            for name, value, code in zip(self._scorecard.factors, log_odds, said, strict=True)
        ]
        found.sort(key=_safest_last)
        return found

    def adverse_codes(self, scores: Scores, most: int = MOST_REASONS) -> NDArray[np.intp]:
        """The principal reasons of n rows as positions in ``Scorecard.factors``, shape (most, n); −1 where none is.

        The same choice as ``adverse(reasons(…))`` row by row, for files.
        """
        left = np.ascontiguousarray(self.differences(scores).T)  # a row's numbers side by side: twice as fast
        left[np.isnan(left)] = -np.inf
        rows = np.arange(len(left))
        codes = np.full((most, len(left)), -1, dtype=np.intp)
        for rank in range(min(most, left.shape[1])):
            strongest = left.argmax(axis=1)
            codes[rank] = np.where(left[rows, strongest] > _SMALL, strongest, -1)
            left[rows, strongest] = -np.inf
        return codes

    def sentence_codes(self, codes: NDArray[np.intp], factors: Columns) -> NDArray[np.intp]:
        """What is told of factors, such as ``adverse_codes``, as positions in ``sentences``; −1 stays."""
        said = codes
        for place, by_category in self._by_category.items():
            said = np.where(codes == place, by_category[factors[self.sentences[place]]], said)
        return said

    def _sentence(self, place: int, factors: Columns | None, row: int) -> int:
        if factors is None or place not in self._by_category:
            return place
        return int(self._by_category[place][factors[self.sentences[place]][row]])

    def _exact(self, log_odds: float) -> float:
        calibration = self._scorecard.calibration
        calibrated = np.array([calibration.slope * log_odds + calibration.offset])
        balanced = logistic(calibrated - calibration.base_log_odds)
        return float(exact_score(self._scorecard.scale, calibrated, balanced)[0])

    def _points_per_log_odds(self, log_odds: float, score: float) -> float:
        """Score gap per unit of log-odds between the reference and this applicant (the slope when they coincide)."""
        gap: float = log_odds - self._reference_log_odds
        if abs(gap) >= _SMALL:
            return (score - self.reference_score) / gap
        return (self._exact(log_odds + 1e-4) - self._exact(log_odds - 1e-4)) / 2e-4


def _safest_last(reason: Reason) -> float:
    return -reason.log_odds


def _own_words(factors: Iterable[str]) -> dict[str, str]:
    return {name: text for factor in factors for name, text in FEATURES[factor].sentences.items()}


def _places(feature: Feature, place: int, sentences: Sequence[str]) -> Iterator[int]:
    """Where the sentence of each category stands, and of the codes for missing and unknown, which are the last two."""
    for category in feature.categories:
        name = f"{feature.name}={category}"
        yield sentences.index(name) if category in feature.adverse_of else place
    yield from (place, place)
