"""Balancing: synthetic borrowers stay plausible, and nothing of the originals is lost or changed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imblearn.combine import SMOTETomek
from imblearn.over_sampling import SMOTE, SMOTENC

from core.errors import DataError
from core.portfolio.cleaning import Prepared
from core.progress import Cancelled
from core.training.basis import fit_basis
from core.training.factors import Factors
from core.training.options import Resampling
from core.training.resampling import Target, resample, resample_matrix, without_tomek_links


def test_no_resampling_gives_back_the_same_rows(factors: Factors, prepared: Prepared) -> None:
    same, y = resample(factors, prepared.y, "none", 1)
    assert same is factors
    assert y is prepared.y


def test_smote_keeps_the_real_borrowers_and_never_mixes_a_category(factors: Factors, prepared: Prepared) -> None:
    balanced, y = resample(factors, prepared.y, "smote", 1)
    real = factors.rows
    assert np.bincount(y)[0] == np.bincount(y)[1]
    for name, values in factors.numbers.items():
        np.testing.assert_allclose(balanced.numbers[name][:real], values, rtol=1e-12)
        defaults = values[prepared.y == 1]
        assert defaults.min() - 1e-9 <= balanced.numbers[name][real:].min()
        assert balanced.numbers[name][real:].max() <= defaults.max() + 1e-9
    for name, codes in factors.codes.items():
        np.testing.assert_array_equal(balanced.codes[name][:real], codes)
        assert set(balanced.codes[name][real:]) <= set(codes[prepared.y == 1])


@given(
    seed=st.integers(0, 10_000),
    rows=st.integers(12, 60),
    rare=st.integers(2, 6),
    categories=st.lists(st.integers(1, 5), min_size=1, max_size=3),
    method=st.sampled_from(["smote", "smotetomek"]),
)
@settings(max_examples=30)
def test_whatever_the_borrowers_a_synthetic_one_has_values_between_and_categories_of_real_ones(
    seed: int, rows: int, rare: int, categories: list[int], method: Resampling
) -> None:
    random = np.random.default_rng(seed)
    some = Factors(
        {name: random.integers(0, 4, rows) / 3.0 for name in ("a", "b")},
        {f"c{index}": random.integers(0, count, rows) for index, count in enumerate(categories)},
    )
    y: Target = random.permutation(np.arange(rows) < rare).astype(np.int64)
    defaults = some.take(y == 1)
    balanced, target = resample(some, y, method, seed)
    made = balanced.take(target == 1)
    for name, codes in defaults.codes.items():
        assert np.issubdtype(made.codes[name].dtype, np.integer)
        assert set(made.codes[name]) <= set(codes)
    for name, values in defaults.numbers.items():
        assert made.rows == 0 or values.min() - 1e-9 <= made.numbers[name].min()
        assert made.rows == 0 or made.numbers[name].max() <= values.max() + 1e-9


def test_leaving_the_frequent_class_out_changes_nothing_of_what_smotenc_makes(
    factors: Factors, prepared: Prepared
) -> None:
    """Independent oracle: imbalanced-learn's SMOTENC on all rows."""
    low = np.array([values.min() for values in factors.numbers.values()])
    spread = np.array([np.ptp(values) for values in factors.numbers.values()])
    numbers = (np.column_stack(list(factors.numbers.values())) - low) / spread
    matrix = np.column_stack([numbers, *factors.codes.values()])
    expected, _ = SMOTENC(list(range(7, 10)), random_state=3).fit_resample(matrix, prepared.y)
    balanced, _ = resample(factors, prepared.y, "smote", 3)
    np.testing.assert_allclose(np.column_stack(list(balanced.numbers.values())), expected[:, :7] * spread + low)
    np.testing.assert_array_equal(np.column_stack(list(balanced.codes.values())), expected[:, 7:])


def test_the_reference_way_is_imbalanced_learns_smote_on_the_encoded_matrix(
    factors: Factors, prepared: Prepared
) -> None:
    matrix = fit_basis(factors, 2).matrix(factors)
    expected, target = SMOTE(random_state=42).fit_resample(matrix, prepared.y)
    found, y = resample_matrix(matrix, prepared.y, "smote", 42)
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(y, target)


def test_smotetomek_is_imbalanced_learns(factors: Factors, prepared: Prepared) -> None:
    rows = slice(0, 2500)
    matrix, y = fit_basis(factors, 2).matrix(factors)[rows], prepared.y[rows]
    expected, target = SMOTETomek(random_state=42).fit_resample(matrix, y)
    found, kept = resample_matrix(matrix, y, "smotetomek", 42)
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(kept, target)


def test_smotetomek_on_factors_removes_links(factors: Factors, prepared: Prepared) -> None:
    balanced, y = resample(factors, prepared.y, "smote", 1)
    cleaned, target = resample(factors, prepared.y, "smotetomek", 1)
    assert cleaned.rows == len(target) <= len(y) == balanced.rows


@pytest.mark.parametrize("matrix", [False, True])
def test_under_sampling_keeps_every_default_and_as_many_others(
    factors: Factors, prepared: Prepared, *, matrix: bool
) -> None:
    if matrix:
        found, y = resample_matrix(fit_basis(factors, 2).matrix(factors), prepared.y, "under", 1)
        assert len(found) == len(y)
    else:
        chosen, y = resample(factors, prepared.y, "under", 1)
        assert chosen.rows == len(y)
    assert np.bincount(y).tolist() == [prepared.y.sum()] * 2


def test_one_default_is_too_few_to_make_others_from(factors: Factors) -> None:
    y: Target = np.zeros(factors.rows, dtype=np.int64)
    y[0] = 1
    with pytest.raises(DataError, match="too few defaults"):
        resample(factors, y, "smote", 1)


def test_removing_links_hears_a_cancel(factors: Factors, prepared: Prepared) -> None:
    def cancel(_fraction: float, _message: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        without_tomek_links(fit_basis(factors, 2).matrix(factors), prepared.y, cancel)


def test_no_resampling_of_a_matrix(factors: Factors, prepared: Prepared) -> None:
    matrix = fit_basis(factors, 2).matrix(factors)
    found, y = resample_matrix(matrix, prepared.y, "none", 1)
    assert found is matrix
    assert y is prepared.y
