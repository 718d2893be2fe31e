"""What a model says to the texts of a form: a score with its reasons, or what stands in the way of one.

No Qt here: texts in, words and numbers out, by the checks and the kernel that score files too.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.applicant import wording
from app.services.active_model import ReadyModel
from core import explanation, features, parsing, validation
from core.errors import InputError
from core.evaluation.observed import Observed, around
from core.evaluation.uncertainty import Interval
from core.explanation import Reason
from core.features import MISSING, UNKNOWN
from core.findings import Finding, Status
from core.schema import Field, Group, field
from core.scorecard import Band, Scorecard
from core.scoring import Scores

_MONTHS = "total_loan_months"
_NO_HISTORY = "no credit history"
_NOTHING_YET = "Type an applicant, or choose a sample"


@dataclass(frozen=True)
class Assessment:
    """One applicant as a model sees it.

    Attributes:
        scorecard: the model.
        texts: what was typed in the fields that count, by field name.
        inputs: the same as values, as the checks take them, each of shape (1,).
        missing: a sentence for each field that has still to be filled.
        wrong: a sentence for each field whose text cannot be true.
        refer: why a person must look at it, as sentences.
        no_score: why there is none although nothing is missing or wrong, in a few words; empty otherwise.
        factors: values of the model's factors and of the inputs, each of shape (1,).
        scores: None where there is no score.
        reasons: all factors, the most adverse first; empty where there is no score.
        interval: the 95 % interval of PD, each limit of shape (1,); None where there is no score, or where the model
            does not know how sure it is.
    """

    scorecard: Scorecard
    texts: Mapping[str, str]
    inputs: Mapping[str, NDArray[Any]]
    missing: Mapping[str, str]
    wrong: Mapping[str, str]
    refer: tuple[str, ...]
    no_score: str
    factors: Mapping[str, NDArray[Any]]
    scores: Scores | None
    reasons: tuple[Reason, ...]
    interval: Interval | None

    @property
    def credit_score(self) -> int | None:
        """The score; None where there is none."""
        return None if self.scores is None else int(self.scores.credit_score[0])

    @property
    def band(self) -> Band | None:
        """The band of the score; None where there is none."""
        return None if self.scores is None else self.scorecard.bands[int(self.scores.band[0])]

    @property
    def default_probability(self) -> float | None:
        """PD; None where there is no score."""
        return None if self.scores is None else float(self.scores.default_probability[0])

    @property
    def observed(self) -> Observed | None:
        """What held-out borrowers with about this score did; None where there is no score or nothing observed."""
        return None if self.credit_score is None else around(self.scorecard, self.credit_score)

    @property
    def adverse(self) -> list[Reason]:
        """The principal reasons, strongest first."""
        return explanation.adverse(list(self.reasons))

    @property
    def given(self) -> dict[str, float | str]:
        """What was typed and can be read, by field: a number, or a category as text."""
        typed = {name: text for name, text in self.texts.items() if text.strip()}
        values = {
            name: text if field(name).is_category else float(self.inputs[name][0]) for name, text in typed.items()
        }
        return {name: value for name, value in values.items() if isinstance(value, str) or math.isfinite(value)}

    @property
    def headline(self) -> str:
        """Why there is no score, or what to do to see one; empty where there is one."""
        if self.scores is not None:
            return ""
        if not any(self.texts.values()):
            return _NOTHING_YET
        if not (self.wrong or self.missing):
            return f"Refer: {self.no_score}"
        parts = (("To correct", self.wrong), ("To fill in", self.missing))
        return ". ".join(f"{what}: {wording.listed(names)}" for what, names in parts if names)


def assess(texts: Mapping[str, str], model: ReadyModel) -> Assessment:
    """Check and score one applicant.

    Args:
        texts: what was typed in the fields that count, by field name; empty where nothing was.
        model: the model, made ready.
    """
    columns = {name: read(text, field(name)) for name, text in texts.items()}
    scorecard = model.scorecard
    findings = validation.check(columns, scorecard, lambda name, _row: texts[name])
    missing, wrong = _to_do(texts, columns, findings.found)
    factors = features.derive(validation.readable(columns))
    may_score = bool(columns) and bool(findings.scorable()[0])
    scores = model.scorer.score(factors) if may_score else None
    reasons = model.explainer.reasons(scores, factors=factors) if scores else []
    interval = model.uncertainty.interval(scores, factors) if scores else None
    refers = [finding for finding in findings.found if finding.status is Status.REFER]
    return Assessment(
        scorecard, dict(texts), columns, missing, wrong, tuple(map(_sentence, refers)),
        "" if missing or wrong else _no_score(refers), factors, scores, tuple(reasons), interval,
    )  # fmt: skip


def read(text: str, item: Field) -> NDArray[Any]:
    """One value as the checks take it, shape (1,)."""
    if item.is_category:
        codes = {"": MISSING, **{category: code for code, category in enumerate(item.categories)}}
        return np.array([codes.get(text, UNKNOWN)], dtype=np.intp)
    if not text.strip():
        return np.array([np.nan])
    try:
        return np.array([parsing.parse_number(text, item)])
    except InputError:
        return np.array([validation.UNREADABLE])


def _sentence(finding: Finding) -> str:
    return wording.with_labels(finding.sentence(0), finding.field)


def _to_do(
    texts: Mapping[str, str], columns: Mapping[str, NDArray[Any]], found: tuple[Finding, ...]
) -> tuple[dict[str, str], dict[str, str]]:
    """The empty and the mistaken fields with their sentences; none where the applicant can be judged as it stands.

    While something is missing, an empty history is something to fill in and not the sign of a newcomer to credit,
    unless the bureau is said to know no loan. So is what is missing of a history that is half given.
    """
    sentences: dict[str, str] = {}
    for finding in found:
        if finding.status is Status.REJECTED:
            sentences.setdefault(finding.field, _sentence(finding))
    is_new = columns.get(_MONTHS, np.array([np.nan]))[0] == 0
    if not sentences and (is_new or not _is_half_given(columns, found)):
        return {}, {}
    blank = [name for name, text in texts.items() if not text.strip()]
    needed = [name for name in blank if not (is_new and field(name).group is Group.HISTORY)]
    missing = {name: sentences.get(name, f"{wording.label(name)} is empty.") for name in needed}
    return missing, {name: sentences[name] for name in texts if name in sentences and name not in blank}


def _is_half_given(columns: Mapping[str, NDArray[Any]], found: Iterable[Finding]) -> bool:
    """Whether there is credit, such as open accounts, of which nothing about delinquency is given."""
    has_none = any(one.field == _MONTHS and not one.scorable for one in found)
    return has_none and any(field(name).group is Group.HISTORY and values[0] > 0 for name, values in columns.items())


def _no_score(refers: list[Finding]) -> str:
    """Why an applicant with nothing to fill in or to correct gets no score."""
    barring = [finding for finding in refers if not finding.scorable]
    if not barring:
        return ""
    return _NO_HISTORY if barring[0].field == _MONTHS else "unknown to the model"
