"""A model keeps a picture of the rows that trained it: enough to tell whether a later file looks like them."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.model_selection import train_test_split

from core.distribution import NumberBins, TrainingDistribution, count_categories, count_numbers
from core.evaluation.stability import psi
from core.features import FEATURES, STANDARD_FEATURES, Columns, derive
from core.portfolio.cleaning import Prepared
from core.portfolio.sources import Tables
from core.training.distribution import record
from core.training.factors import Factors, rows_of
from core.training.options import TrainingOptions
from core.training.train import train
from tests.core.factories import curve_scorecard

TRAINING = TrainingOptions(trials=1, folds=2)


@pytest.fixture(scope="module")
def spread(tables: Tables) -> TrainingDistribution:
    return train(tables, TRAINING).scorecard.training_distribution


@pytest.fixture(scope="module")
def halves(prepared: Prepared) -> tuple[Columns, Columns]:
    """Factors of the rows that train, and of those held out."""
    positions = np.arange(len(prepared.y))
    trained, held_out = train_test_split(positions, test_size=0.25, random_state=42, stratify=prepared.y)
    return derive(rows_of(prepared.columns, trained)), derive(rows_of(prepared.columns, held_out))


def test_the_training_rows_alone_are_counted(spread: TrainingDistribution, halves: tuple[Columns, Columns]) -> None:
    trained, _ = halves
    assert spread.rows == len(trained["age"])
    assert {*spread.numbers, *spread.categories} == set(STANDARD_FEATURES)
    for name, bins in spread.numbers.items():
        assert [*bins.counts, bins.missing] == count_numbers(np.array(bins.edges), trained[name]).tolist()
    for name, words in spread.categories.items():
        categories = FEATURES[name].categories
        assert tuple(words.counts) == categories
        assert [*words.counts.values(), words.missing] == count_categories(len(categories), trained[name]).tolist()


def test_a_number_of_many_values_has_ten_bins_of_about_as_many_rows(spread: TrainingDistribution) -> None:
    counts = spread.numbers["loan_to_income"].counts
    assert len(counts) == 10
    assert max(counts) - min(counts) <= 2
    assert len(spread.scores.counts) > 5


def test_no_bin_is_empty_however_few_values_there_are(spread: TrainingDistribution) -> None:
    for bins in (*spread.numbers.values(), spread.scores):
        assert min(bins.counts) > 0
    assert spread.numbers["number_of_open_accounts"].edges == (2.0, 3.0, 4.0)


def test_the_held_out_rows_look_like_those_that_trained(
    spread: TrainingDistribution, halves: tuple[Columns, Columns]
) -> None:
    """Drawn from the same portfolio by chance, so that no index comes near the customary 0.10."""
    _, held_out = halves
    for name, bins in spread.numbers.items():
        later = count_numbers(np.array(bins.edges), held_out[name]).tolist()
        assert psi([*bins.counts, bins.missing], later) < 0.03, name


def test_missing_values_are_counted_before_they_are_filled_in() -> None:
    """A portfolio with gaps is known by its gaps, though the model sees typical values in their place."""
    scorecard = replace(curve_scorecard(), tables={"loan_type": {"Secured": 0.0, "Unsecured": 0.4}})
    numbers = {name: np.linspace(1.0, 4.0, 5) for name in scorecard.curves}
    gaps = numbers | {"age": np.array([30.0, np.nan, 40.0, np.nan, 50.0]), "loan_type": np.array([0, 1, -1, 1, 1])}
    found = record(scorecard, gaps, Factors(numbers, {"loan_type": np.array([0, 1, 1, 1, 1])}))
    assert (found.numbers["age"].missing, found.categories["loan_type"].missing) == (2, 1)
    assert found.categories["loan_type"].counts == {"Secured": 1, "Unsecured": 3}
    assert (found.scores.missing, found.scores.rows) == (0, 5)


def test_a_number_that_is_always_the_same_has_one_bin() -> None:
    scorecard = curve_scorecard()
    numbers = {name: np.full(4, 2.0) for name in scorecard.curves}
    codes = {name: np.zeros(4, dtype=np.intp) for name in scorecard.tables}
    found = record(scorecard, numbers | codes, Factors(numbers, codes))
    assert found.numbers["age"] == NumberBins((), (4,), 0)
