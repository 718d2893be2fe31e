"""Trains a candidate and gathers the evidence about it; runs in the thread of a job."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.services.libraries import loading
from app.training.journal import Journal
from app.training.source import Source
from app.widgets.chart_rendering import Chart
from app.widgets.curves import KsCurves, RocCurve, ks_chart, roc_chart
from core.progress import Report, part_of
from core.scorecard import Scorecard
from core.scoring import exact_score
from core.training.options import TrainingOptions

if TYPE_CHECKING:
    from core.evaluation.discrimination import DelongTest
    from core.training.result import Judged, TrainingResult

_LOADED, _READ = 0.04, 0.1


@dataclass(frozen=True)
class Candidate:
    """A trained model that nobody uses yet, beside the model it was compared with.

    Attributes:
        result: of the training.
        rival: version of the model that was in use when it was trained.
        roc: the ROC curves of both on the same held-out rows.
        ks: the KS curves of the candidate.
        difference: of the two AUCs; None where the model in use could not score the rows.
    """

    result: "TrainingResult"
    rival: str
    roc: Chart
    ks: Chart
    difference: "DelongTest | None"


def train_candidate(
    source: Source, options: TrainingOptions, active: Scorecard, journal: Journal, report: Report
) -> Candidate:
    """Read the tables, train, and draw up the comparison; changes nothing on the disk.

    Raises:
        CreditDeskError: the tables cannot be read, or cannot make a model.
        Cancelled: through ``report``.
    """
    heard = journal.listening(report)
    with loading("sklearn"):
        _load_libraries(part_of(heard, 0.0, _LOADED))
    from core.training.train import train

    tables = source.read(part_of(heard, _LOADED, _READ))
    result = train(tables, options, active, part_of(heard, _READ, 1.0))
    return evidence(result, active.version)


def evidence(result: "TrainingResult", rival: str) -> Candidate:
    """The curves of a training's result, and how sure the difference is."""
    from core.evaluation.discrimination import delong_test

    lines = [_roc(result, "Candidate", "candidate", result.candidate)]
    if result.active is None:
        return Candidate(result, rival, roc_chart(lines), ks_chart(_ks(result)), None)
    lines.append(_roc(result, result.active.name, "active", result.active))
    difference = delong_test(result.y, result.candidate.log_odds, result.active.log_odds)
    return Candidate(result, rival, roc_chart(lines), ks_chart(_ks(result)), difference)


def _load_libraries(report: Report) -> None:
    """Import what training needs one by one, so that a cancel is heard between."""
    report(0.0, "Loading the learning libraries")
    import core.portfolio.sources

    report(0.2, "Loading the learning libraries")
    import core.training.resampling

    report(0.7, "Loading the learning libraries")
    import core.training.search  # noqa: F401 - all three for their own imports

    report(1.0, "Loading the learning libraries")


def _roc(result: "TrainingResult", name: str, role: str, judged: "Judged") -> RocCurve:
    from core.evaluation.discrimination import roc_curve

    curve = roc_curve(result.y, judged.log_odds)
    return RocCurve(name, role, curve.false_positive_rate, curve.true_positive_rate, judged.metrics["auc"])


def _ks(result: "TrainingResult") -> KsCurves:
    """Cumulative shares at each score before rounding, so that their largest gap is the KS of the table."""
    judged = result.candidate
    scores = exact_score(result.scorecard.scale, judged.log_odds, judged.balanced_probability)
    places = np.unique(scores)
    defaulters, good = (
        np.searchsorted(np.sort(scores[chosen]), places, side="right") / np.count_nonzero(chosen)
        for chosen in (result.y == 1, result.y == 0)
    )
    return KsCurves("Candidate", places, defaulters, good)
