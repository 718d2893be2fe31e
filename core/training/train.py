"""train(): from three tables to a candidate scorecard, judged on rows that nothing has seen.

The held-out rows, a quarter unless another share is asked for, are set aside first. Cleaning, knots, resampling, search
and calibration use the others only, each step inside the folds.
"""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from core.errors import DataError, ModelError
from core.evaluation.judgement import Judgement
from core.evaluation.judging import Answers, judge_both
from core.evaluation.observed import count
from core.portfolio.cleaning import apply_cleaning
from core.portfolio.columns import BARRED
from core.portfolio.doubts import doubts
from core.portfolio.sources import Tables
from core.progress import Report, part_of, silent
from core.scorecard import Scorecard
from core.training.assembly import assemble
from core.training.calibrating import calibration, levelled
from core.training.data import TrainingData, prepare_data
from core.training.distribution import record
from core.training.factors import rows_of
from core.training.fitting import Settings, fit, reference_settings
from core.training.folds import Folds
from core.training.following import NOBODY, Follower
from core.training.held_out import held_out_rows
from core.training.options import TrainingOptions
from core.training.provenance import build, drawn, identity, plain
from core.training.resampling import Target
from core.training.result import Judged, TrainingResult, judge
from core.training.search import search
from core.training.searched import Searched
from core.training.space import first_points
from core.training.studies import KeptStudy, study_name


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
    started = time.perf_counter()
    with threadpool_limits(limits=max(1, (os.cpu_count() or 2) - 1)):
        data = prepare_data(tables, options, part_of(report, 0.0, 0.1))
        folds = _folds(data, options, part_of(report, 0.1, 0.15))
        first = first_points(_settings_of(active), options)
        kept = _kept(data, options, first, study)
        settings, searched = _settings(folds, options, part_of(report, 0.15, 0.85), follower, kept, first)
        told = _provenance(tables, data, options, settings, searched)
        scorecard = _scorecard(data, folds, settings, told, options.seed, part_of(report, 0.85, 0.99))
        report(0.99, "Judging the model on held-out rows")
        result = _judged(scorecard, data, active, searched, started, part_of(report, 0.99, 1.0))
        kept.forget()
        return result


def _scorecard(
    data: TrainingData, folds: Folds, settings: Settings, provenance: dict[str, Any], seed: int, report: Report
) -> Scorecard:
    """Calibrate on out-of-fold rows, fit on all training rows, and write the model down."""
    out_of_fold = folds.out_of_fold(settings, part_of(report, 0.0, 0.7))
    found = calibration(data.y, out_of_fold)
    report(0.7, "Fitting the final model on all training rows")
    factors = data.factors()
    fitted = fit(factors, data.y, settings, seed, part_of(report, 0.7, 0.9))
    level = levelled(found, data.y, out_of_fold, fitted, factors, settings, seed)
    report(0.9, "Writing the model down")
    scorecard = assemble(fitted, level, factors, settings, provenance, seed)
    return replace(scorecard, training_distribution=record(scorecard, data.inputs(), factors))


def _folds(data: TrainingData, options: TrainingOptions, report: Report) -> Folds:
    report(0.0, "Preparing the folds")
    return Folds(data.inputs(), data.y, data.names, options.folds, options.seed)


def _settings_of(active: Scorecard | None) -> Mapping[str, Any]:
    told = active.provenance.get("settings") if active else None
    return told if isinstance(told, Mapping) else {}


def _kept(
    data: TrainingData, options: TrainingOptions, first: Sequence[Mapping[str, Any]], study: Path | None
) -> KeptStudy:
    """Where the trials of this search are kept; nowhere where there is none."""
    if study is None or options.preset == "reference":
        return KeptStudy()
    return KeptStudy(study, study_name(identity(data.hash, options, first)))


def _settings(
    folds: Folds,
    options: TrainingOptions,
    report: Report,
    follower: Follower,
    kept: KeptStudy,
    first: Sequence[Mapping[str, Any]],
) -> tuple[Settings, Searched]:
    if options.preset == "reference":
        return reference_settings(options.resampling, monotone=options.monotone), Searched()
    searched = search(folds, options, report, follower, kept, first)
    return searched.best.settings, searched


def _provenance(
    tables: Tables, data: TrainingData, options: TrainingOptions, settings: Settings, searched: Searched
) -> dict[str, Any]:
    return plain(
        {
            "origin": f"trained on {', '.join(tables.sources.values())}",
            "data_hash": data.hash,
            "options": options.to_dict(),
            "settings": settings.to_dict(),
            "search": searched.provenance(),
            "mapped": dict(tables.mapped),
            "date_order": tables.date_order,
            "rows": data.rows(),
            "split": data.split.to_dict(),
            "cleaning": data.cleaning.to_dict(),
            "join": data.joined.report.to_dict(),
            "preparation": data.prepared.report.to_dict(),
            "reference_population": "all borrowers in the training part",
            "libraries": build(),
        }
    )


def _judged(
    scorecard: Scorecard,
    data: TrainingData,
    active: Scorecard | None,
    searched: Searched,
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
        parameters=scorecard.provenance["settings"],
        search=searched,
        rows=data.rows(),
        data_notes=(
            *data.joined.report.lines(),
            *data.prepared.report.lines(),
            *doubts(data.joined, data.prepared),
            *data.split.lines(),
            *searched.data_notes(),
        ),
        seconds=time.perf_counter() - started,
    )


def _judgement(data: TrainingData, candidate: Answers, active: Answers | None, report: Report) -> Judgement:
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
    if drawn(active.provenance) == drawn(candidate.provenance):
        return rival, ""
    return rival, (
        "The active model was trained on another split or other data, so it may have seen some of these rows; "
        "its figures here may flatter it."
    )
