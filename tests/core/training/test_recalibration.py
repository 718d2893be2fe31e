"""A model from elsewhere is calibrated on a bank's own borrowers: its ranking stays, its probabilities become true."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import DataError
from core.golden import with_golden_rows
from core.portfolio.sources import Tables
from core.progress import Cancelled
from core.registry.card import model_card
from core.registry.notebook import import_artifact
from core.registry.versions import Registry
from core.scorecard import Calibration, Curve, Scorecard
from core.training.recalibration import calibrate
from tests.core.factories import linear_scorecard

NOTEBOOK = sorted((Path(__file__).parents[1] / "registry" / "artifacts").glob("*1.8.0*.joblib"))


@pytest.fixture
def imported() -> Scorecard:
    """The shape of the reference's model, about whose borrowers nothing is known."""
    return with_golden_rows(replace(linear_scorecard(), calibration=Calibration(), metrics={}, training_ranges={}))


def test_the_probabilities_fit_borrowers_that_were_held_out(imported: Scorecard, tables: Tables) -> None:
    found = calibrate(tables, imported)
    assert found.calibration.calibrated
    assert found.metrics["rows"] == pytest.approx(0.25 * 6_000, rel=0.01)
    assert abs(found.metrics["mean_pd"] - found.metrics["default_rate"]) < 0.01
    assert 0.8 < found.metrics["calibration_slope"] < 1.2
    assert found.calibration.base_rate == pytest.approx(0.086, abs=0.01)


def test_curves_tables_and_so_the_ranking_stay(imported: Scorecard, tables: Tables) -> None:
    found = calibrate(tables, imported)
    assert (found.curves, found.tables, found.intercept) == (imported.curves, imported.tables, imported.intercept)
    assert found.calibration.slope > 0


def test_what_it_was_calibrated_on_is_kept_and_told(imported: Scorecard, tables: Tables, tmp_path: Path) -> None:
    saved = Registry(tmp_path / "home", tmp_path / "shipped").save(calibrate(tables, imported))
    assert saved.provenance["calibrated_on"]["rows"] == pytest.approx(0.75 * 6_000, rel=0.01)
    assert set(saved.training_ranges) == set(saved.curves)
    card = model_card(saved)
    assert {line.label: line.value for line in card.data}["Calibrated on"].endswith("bureau.csv")
    assert any("calibrated after it was made" in sentence for sentence in card.limits)
    assert not any("uncalibrated" in sentence for sentence in card.limits)


def test_what_was_told_of_the_old_probabilities_is_not_told_of_the_new_ones(
    imported: Scorecard, tables: Tables
) -> None:
    old = {"intervals": {"brier": [0.1, 0.2]}, "fairness": [], "gates": [{"name": "rows", "passed": False}], "seed": 42}
    found = calibrate(tables, replace(imported, provenance=old)).provenance
    assert found.keys() == {"gates", "seed", "calibrated_on", "reference_population"}


def test_the_model_of_a_notebook_is_calibrated_or_refused_in_a_sentence(tables: Tables) -> None:
    """This one was fitted on invented outcomes, which still rise with utilization and delinquency."""
    assert calibrate(tables, import_artifact(NOTEBOOK[0])).calibration.calibrated


def test_a_model_that_ranks_the_wrong_way_round_is_refused(imported: Scorecard, tables: Tables) -> None:
    def turned(curve: Curve) -> Curve:
        return replace(curve, log_odds=tuple(-value for value in curve.log_odds))

    tables_turned = {name: {key: -value for key, value in table.items()} for name, table in imported.tables.items()}
    wrong = replace(
        imported, curves={name: turned(curve) for name, curve in imported.curves.items()}, tables=tables_turned
    )
    with pytest.raises(DataError, match="the model calls safer default more often"):
        calibrate(tables, wrong)


def test_a_factor_that_the_tables_lack_is_named(imported: Scorecard, tables: Tables) -> None:
    customers = tables.customers.drop(columns=["number_of_dependants"])
    curves = {**imported.curves, "number_of_dependants": Curve((0.0, 5.0), (0.0, 0.5))}
    with pytest.raises(DataError, match="needs number_of_dependants, which these tables do not have"):
        calibrate(replace(tables, customers=customers), replace(imported, curves=curves))


def test_it_can_be_stopped(imported: Scorecard, tables: Tables) -> None:
    def stop(share: float, _message: str) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        calibrate(tables, imported, stop)
