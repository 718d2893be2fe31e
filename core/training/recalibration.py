"""Fits the calibration of a finished model anew on a bank's own borrowers; its curves and tables stay as they are.

An imported model knows no default rate, so its PD is the balanced probability until it is calibrated here. A share of
the borrowers is held out, and the model judged on them.
"""

from dataclasses import replace
from typing import Any

from core.errors import DataError
from core.evaluation.calibration import fit_calibration
from core.evaluation.observed import count
from core.features import Columns, derive
from core.golden import with_golden_rows
from core.portfolio.cleaning import apply_cleaning, fit_cleaning, prepare
from core.portfolio.joining import join
from core.portfolio.sources import Tables, data_hash
from core.portfolio.survey import disbursals
from core.progress import Report, part_of, silent
from core.scorecard import Calibration, Scorecard, TrainingRange
from core.scoring import Scorer
from core.training.factors import rows_of
from core.training.options import TrainingOptions
from core.training.resampling import Target
from core.training.result import judge
from core.training.splitting import split

_OUTDATED = ("intervals", "fairness")
"""What a model tells of itself that holds no longer; gates that it failed go on counting against it."""
_POPULATION = "all borrowers it was calibrated on"


def calibrate(tables: Tables, scorecard: Scorecard, report: Report = silent) -> Scorecard:
    """The same model with a PD that fits a bank's borrowers, and with figures on those held out.

    Args:
        tables: customers, loans and bureau as read.
        scorecard: of any origin, calibrated or not.
        report: told how far it is; cancels by raising ``Cancelled``.

    Raises:
        DataError: the tables cannot be joined, lack a factor of the model, or the model ranks their borrowers wrongly.
        ModelError: the model does not know a category of these borrowers.
    """
    joined = join(tables, part_of(report, 0.0, 0.4))
    prepared = prepare(joined, part_of(report, 0.4, 0.9))
    _check_factors(scorecard, set(prepared.factor_names()))
    parts = split(prepared.y, disbursals(joined).take(prepared.rows), TrainingOptions())
    fitted, held_out = (rows_of(prepared.columns, rows) for rows in (parts.train, parts.held_out))
    cleaning = fit_cleaning(fitted)
    report(0.95, "Fitting the calibration")
    told = {"origin": ", ".join(tables.sources.values()), "data_hash": data_hash(tables), "rows": len(parts.train)}
    calibrated = _fitted(scorecard, apply_cleaning(fitted, cleaning), prepared.y[parts.train], told)
    return _judged(calibrated, apply_cleaning(held_out, cleaning), prepared.y[parts.held_out])


def _check_factors(scorecard: Scorecard, given: set[str]) -> None:
    lacking = [name for name in scorecard.factors if name not in given]
    if lacking:
        raise DataError(f"The model needs {', '.join(lacking)}, which these tables do not have. Add the columns.")


def _fitted(scorecard: Scorecard, columns: Columns, y: Target, told: dict[str, Any]) -> Scorecard:
    scores = Scorer(scorecard).score(columns)
    slope, offset = fit_calibration(y, scores.log_odds)
    if slope <= 0:
        raise DataError(
            "Among these borrowers those that the model calls safer default more often, so it cannot be calibrated on "
            "them. Check that the default column and the ids belong together."
        )
    numbers = {name: derive(columns)[name] for name in scorecard.curves}
    ranges = {name: TrainingRange(float(values.min()), float(values.max())) for name, values in numbers.items()}
    kept = {name: value for name, value in scorecard.provenance.items() if name not in _OUTDATED}
    reference = dict(zip(scorecard.factors, scores.contributions.mean(axis=1).tolist(), strict=True))
    return replace(
        scorecard,
        calibration=Calibration(slope, offset, base_rate=float(y.mean()), calibrated=True),
        training_ranges=ranges | scorecard.training_ranges,
        reference=reference,
        reference_above_cutoff={},
        covariance=(),
        provenance={**kept, "calibrated_on": told, "reference_population": _POPULATION},
    )


def _judged(scorecard: Scorecard, columns: Columns, y: Target) -> Scorecard:
    found = judge(scorecard.version, scorecard, columns, y)
    observed = count(scorecard.scale, found.credit_score, y)
    return with_golden_rows(replace(scorecard, metrics=found.metrics, observed=observed))
