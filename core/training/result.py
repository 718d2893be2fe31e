"""What training gives back: the candidate, the held-out rows it is judged on, and what was done."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation.judgement import Judgement
from core.evaluation.judging import Answers
from core.evaluation.names import NAMES
from core.evaluation.plain import plain
from core.evaluation.report import metrics
from core.features import Columns, FloatArray
from core.scorecard import Scorecard
from core.scoring import Scorer
from core.training.searched import Searched
from core.training.trial import Trial


@dataclass(frozen=True, slots=True)
class Judged:
    """One model on the held-out rows.

    Attributes:
        name: ``candidate`` or the version of the active model.
        log_odds: logit(PD), shape (rows,).
        balanced_probability: b, shape (rows,).
        credit_score: shape (rows,).
        metrics: of ``core.evaluation.report.metrics``.
    """

    name: str
    log_odds: FloatArray
    balanced_probability: FloatArray
    credit_score: NDArray[np.int64]
    metrics: dict[str, float]

    def answers(self, scorecard: Scorecard) -> Answers:
        """What is judged: the same with the model that said it."""
        return Answers(self.name, scorecard, self.log_odds, self.balanced_probability, self.credit_score)


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """A candidate model and the evidence about it.

    Attributes:
        scorecard: the candidate, not yet registered.
        y: outcomes of the held-out rows, 1 for a default, shape (rows,).
        candidate: the candidate on the held-out rows.
        active: the active model on the very same rows; None when it cannot score them.
        judgement: all that is told of both, and the gates a candidate must pass.
        comparison_note: what to keep in mind when comparing the two; empty when nothing.
        parameters: of the final fit.
        search: the trials and what came of them; empty for the reference preset.
        rows: how many rows were read, used, trained on and held out.
        data_notes: what joining and cleaning did, as sentences.
        seconds: how long it took.
    """

    scorecard: Scorecard
    y: NDArray[np.int64]
    candidate: Judged
    active: Judged | None
    judgement: Judgement
    comparison_note: str
    parameters: dict[str, Any]
    search: Searched
    rows: dict[str, int]
    data_notes: tuple[str, ...]
    seconds: float

    @property
    def trials(self) -> tuple[Trial, ...]:
        """Of the search, in order; empty for the reference preset."""
        return self.search.trials

    def signed(self, reason: str = "") -> Scorecard:
        """The candidate as it is kept: with gates, intervals of its figures, how groups fare, and why it is used."""
        judged = self.judgement.candidate
        sure = {name: (one.low, one.high) for name, one in judged.measures.items() if None not in (one.low, one.high)}
        told: dict[str, Any] = {
            "gates": plain(self.judgement.gates),
            "intervals": plain(sure),
            "fairness": plain(judged.fairness),
        }
        if reason:
            told["reason"] = reason
        return replace(self.scorecard, provenance={**self.scorecard.provenance, **told})

    def to_dict(self, version: str) -> dict[str, Any]:
        """The answer of ``train --json``, with the version the registry gave."""
        return {
            "version": version,
            "metrics": self.candidate.metrics,
            "active_metrics": self.active.metrics if self.active else None,
            "active_version": self.active.name if self.active else None,
            "gates": plain(self.judgement.gates),
            "judgement": self.judgement.tables(),
            "parameters": self.parameters,
            "search": self.search.to_dict(),
            "rows": self.rows,
            "split": self.scorecard.provenance["split"],
            "seconds": round(self.seconds, 2),
            "notes": [*self.data_notes, *filter(None, [self.comparison_note])],
        }

    def lines(self) -> list[str]:
        """The same for a person, one sentence or figure a line."""
        shown = [self.candidate, *filter(None, [self.active])]
        names = ("auc", "gini", "ks", "recall", "precision", "brier", "calibration_slope", "mean_pd", "default_rate")
        table = [f"{NAMES[name]:<18}" + "".join(f"{model.metrics[name]:>12.4f}" for model in shown) for name in names]
        heading = f"{'on held-out rows':<18}" + "".join(f"{model.name:>12}" for model in shown)
        gates = [f"{gate.verdict:<12}{gate.name}: {gate.sentence}" for gate in self.judgement.gates]
        searched = ["", *self.search.lines()] if self.trials else []
        return [*self.data_notes, *searched, "", heading, *table, "", *gates, *filter(None, [self.comparison_note])]


def judge(name: str, scorecard: Scorecard, columns: Columns, y: NDArray[np.int64]) -> Judged:
    """Score held-out rows with a model and measure it."""
    scores = Scorer(scorecard).score(columns)
    log_odds = scorecard.calibration.slope * scores.log_odds + scorecard.calibration.offset
    balanced = scores.balanced_probability
    return Judged(name, log_odds, balanced, scores.credit_score, metrics(y, log_odds, balanced))
