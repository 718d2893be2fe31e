"""train(): from three tables to a candidate scorecard, judged on rows that nothing has seen.

The held-out rows, a quarter unless another share is asked for, are set aside first. Cleaning, knots, resampling, search
and calibration use the others only, each step inside the folds.
"""

import json
import os
import platform
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from core.errors import DataError, ModelError
from core.evaluation.calibration import fit_calibration
from core.evaluation.judgement import Judgement
from core.evaluation.judging import Answers, judge_both
from core.evaluation.observed import count
from core.features import Columns
from core.portfolio.cleaning import Cleaning, Prepared, apply_cleaning, fit_cleaning, prepare
from core.portfolio.columns import BARRED
from core.portfolio.joining import Joined, join
from core.portfolio.sources import Tables, data_hash
from core.portfolio.survey import disbursals
from core.progress import Report, part_of, silent
from core.scorecard import Calibration, Scorecard
from core.training.assembly import assemble
from core.training.distribution import record
from core.training.factors import Factors, clean, rows_of
from core.training.fitting import Settings, fit, reference_settings
from core.training.folds import Folds
from core.training.following import NOBODY, Follower
from core.training.held_out import held_out_rows
from core.training.options import TrainingOptions
from core.training.resampling import Target
from core.training.result import Judged, TrainingResult, judge
from core.training.search import best, search
from core.training.splitting import Split, split
from core.training.trial import Trial

_LIBRARIES = ("numpy", "scipy", "scikit-learn", "imbalanced-learn", "optuna", "pandas")


@dataclass(frozen=True, slots=True)
class _Data:
    """A prepared portfolio, split."""

    joined: Joined
    prepared: Prepared
    split: Split
    cleaning: Cleaning
    names: tuple[str, ...]

    @property
    def y(self) -> Target:
        y: Target = self.prepared.y[self.split.train]
        return y

    def inputs(self) -> Columns:
        """The training rows as they were read, some values missing."""
        return rows_of(self.prepared.columns, self.split.train)

    def factors(self) -> Factors:
        """The training rows, cleaned."""
        return clean(self.inputs(), self.cleaning, self.names)


def train(
    tables: Tables,
    options: TrainingOptions,
    active: Scorecard | None = None,
    report: Report = silent,
    follower: Follower = NOBODY,
    study: Path | None = None,
) -> TrainingResult:
    """Train a candidate and judge it beside the active model.

    Args:
        tables: customers, loans and bureau as read.
        options: what to train.
        active: the model in use, judged on the same held-out rows; None to leave it out.
        report: told each step and trial; cancels by raising ``Cancelled``.
        follower: told of the trials of the search; may stop it with the best so far.
        study: the SQLite file that keeps the trials of a search until it ends; None to keep them nowhere.

    Raises:
        DataError: the tables cannot make a model: no matching ids, one class only, fewer rows than folds.
        Cancelled: through ``report``.
    """
    del study  # is not written yet
    started = time.perf_counter()
    with threadpool_limits(limits=max(1, (os.cpu_count() or 2) - 1)):
        data = _data(tables, options, part_of(report, 0.0, 0.1))
        folds = _folds(data, options, part_of(report, 0.1, 0.15))
        settings, trials = _settings(folds, options, part_of(report, 0.15, 0.85), follower)
        calibration = _calibration(folds, settings, part_of(report, 0.85, 0.95))
        report(0.95, "Fitting the final model on all training rows")
        factors = data.factors()
        fitted = fit(factors, data.y, settings, options.seed, part_of(report, 0.95, 0.98))
        report(0.98, "Writing the model down")
        provenance = _provenance(tables, data, options, settings)
        scorecard = assemble(fitted, calibration, factors, settings, provenance, options.seed)
        scorecard = replace(scorecard, training_distribution=record(scorecard, data.inputs(), factors))
        report(0.99, "Judging the model on held-out rows")
        return _judged(scorecard, data, active, settings, trials, started, part_of(report, 0.99, 1.0))


def _data(tables: Tables, options: TrainingOptions, report: Report) -> _Data:
    joined = join(tables, part_of(report, 0.0, 0.4))
    prepared = prepare(joined, part_of(report, 0.4, 1.0))
    parts = split(prepared.y, disbursals(joined).take(prepared.rows), options)
    cleaning = fit_cleaning(rows_of(prepared.columns, parts.train))
    return _Data(joined, prepared, parts, cleaning, _names(prepared, options))


def _names(prepared: Prepared, options: TrainingOptions) -> tuple[str, ...]:
    """The factors asked for that the tables can give."""
    given = prepared.factor_names()
    return tuple(name for name in options.factors if name in given)


def _folds(data: _Data, options: TrainingOptions, report: Report) -> Folds:
    report(0.0, "Preparing the folds")
    columns = rows_of(data.prepared.columns, data.split.train)
    return Folds(columns, data.y, data.names, options.folds, options.seed)


def _settings(
    folds: Folds, options: TrainingOptions, report: Report, follower: Follower
) -> tuple[Settings, list[Trial]]:
    if options.preset == "reference":
        return reference_settings(options.resampling, monotone=options.monotone), []
    trials = search(folds, options, report, follower)
    return best(trials).settings, trials


def _calibration(folds: Folds, settings: Settings, report: Report) -> Calibration:
    log_odds = folds.out_of_fold(settings, report)
    slope, offset = fit_calibration(folds.y, log_odds)
    if slope <= 0:
        raise DataError(
            "The factors of these tables do not tell who defaults: borrowers that a model calls safer default more "
            "often. Check that the default column and the ids belong together."
        )
    return Calibration(slope, offset, base_rate=float(folds.y.mean()), calibrated=True)


def _provenance(tables: Tables, data: _Data, options: TrainingOptions, settings: Settings) -> dict[str, Any]:
    told = {
        "origin": f"trained on {', '.join(tables.sources.values())}",
        "data_hash": data_hash(tables),
        "options": options.to_dict(),
        "settings": settings.to_dict(),
        "mapped": dict(tables.mapped),
        "rows": _rows(data),
        "split": data.split.to_dict(),
        "cleaning": data.cleaning.to_dict(),
        "join": data.joined.report.to_dict(),
        "preparation": data.prepared.report.to_dict(),
        "reference_population": "all borrowers in the training part",
        "libraries": {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
    }
    plain: dict[str, Any] = json.loads(json.dumps(told))  # as it will be read back, tuples as lists
    return plain


def _rows(data: _Data) -> dict[str, int]:
    return {
        "joined": len(data.joined.frame),
        "used": len(data.prepared.y),
        "train": len(data.split.train),
        "held_out": len(data.split.held_out),
    }


def _judged(
    scorecard: Scorecard,
    data: _Data,
    active: Scorecard | None,
    settings: Settings,
    trials: list[Trial],
    started: float,
    report: Report,
) -> TrainingResult:
    held_out = apply_cleaning(rows_of(data.prepared.columns, data.split.held_out), data.cleaning)
    y = data.prepared.y[data.split.held_out]
    candidate = judge("candidate", scorecard, held_out, y)
    rival, note = _rival(active, scorecard, held_out, y)
    beside = rival.answers(active) if rival and active else None
    return TrainingResult(
        scorecard=replace(
            scorecard, metrics=candidate.metrics, observed=count(scorecard.scale, candidate.credit_score, y)
        ),
        y=y,
        candidate=candidate,
        active=rival,
        judgement=_judgement(data, candidate.answers(scorecard), beside, report),
        comparison_note=note,
        parameters=settings.to_dict(),
        trials=tuple(trials),
        rows=_rows(data),
        data_notes=(*data.joined.report.lines(), *data.prepared.report.lines(), *data.split.lines()),
        seconds=time.perf_counter() - started,
    )


def _judgement(data: _Data, candidate: Answers, active: Answers | None, report: Report) -> Judgement:
    rows = held_out_rows(data.joined, data.prepared, data.split.held_out)
    return judge_both(rows, candidate, active, BARRED, report)


def _rival(
    active: Scorecard | None, candidate: Scorecard, columns: dict[str, Any], y: Target
) -> tuple[Judged | None, str]:
    """The active model on the same rows, with what makes the comparison unfair."""
    if active is None:
        return None, ""
    try:
        rival = judge(active.version or "active", active, columns, y)
    except (ModelError, DataError) as error:
        return None, f"The active model cannot score these rows: {error}"
    if _drawn(active.provenance) == _drawn(candidate.provenance):
        return rival, ""
    return rival, (
        "The active model was trained on another split or other data, so it may have seen some of these rows; "
        "its figures here may flatter it."
    )


def _drawn(provenance: Mapping[str, Any]) -> list[Any]:
    """What decides which rows of which data were held out; models of old were all split at random."""
    options = {**TrainingOptions().to_dict(), "seed": None, **provenance.get("options", {})}
    return [provenance.get("data_hash"), *(options[name] for name in ("seed", "split", "held_out", "since"))]
