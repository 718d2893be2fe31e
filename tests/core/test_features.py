"""The factors of a model, and ratios that say nothing where there is nothing to say."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import schema
from core.features import EXTENDED_FEATURES, FEATURES, STANDARD_FEATURES, Feature, derive, ratio

NAN, INF = math.nan, math.inf
COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")
EVERY_FEATURE = pytest.mark.parametrize("feature", FEATURES.values(), ids=lambda feature: feature.name)


def derived(name: str, **inputs: float) -> float:
    """One derived ratio of one applicant."""
    return float(derive({key: np.array([value]) for key, value in inputs.items()})[name][0])


# The factors


def test_the_standard_factors_are_those_of_the_reference() -> None:
    """Design, section 1: seven columns as they come, three ratios."""
    assert set(STANDARD_FEATURES) == {
        "age", "loan_tenure_months", "number_of_open_accounts", "credit_utilization_ratio", "residence_type",
        "loan_purpose", "loan_type", "loan_to_income", "delinquency_ratio", "avg_dpd_per_delinquency",
    }  # fmt: skip
    assert EXTENDED_FEATURES[: len(STANDARD_FEATURES)] == STANDARD_FEATURES
    assert set(EXTENDED_FEATURES) == set(FEATURES)


@EVERY_FEATURE
def test_every_factor_comes_from_fields_and_can_be_told_as_a_reason(feature: Feature) -> None:
    assert FEATURES[feature.name] is feature
    assert all(schema.is_field(name) for name in feature.inputs)
    assert feature.label
    assert feature.adverse[0].isupper()
    assert bool(feature.unit) != bool(feature.categories)


def test_names_labels_and_reasons_of_factors_are_unique() -> None:
    for what in ("name", "label", "adverse"):
        assert len({getattr(feature, what) for feature in FEATURES.values()}) == len(FEATURES)


@EVERY_FEATURE
def test_no_factor_is_protected_or_an_identifier(feature: Feature) -> None:
    assert not {"gender", "marital_status", "cust_id", "zipcode", "city", "state"} & {feature.name, *feature.inputs}


def test_factors_know_their_categories() -> None:
    assert FEATURES["loan_type"].categories == ("Secured", "Unsecured")
    assert FEATURES["loan_to_income"].categories == FEATURES["age"].categories == ()


# Ratios


@pytest.mark.parametrize(
    ("name", "inputs", "value"),
    [
        ("loan_to_income", {"loan_amount": 12_40_000, "income": 4_00_000}, 3.1),
        ("loan_to_income", {"loan_amount": 1, "income": 3}, 1 / 3),
        ("balance_to_income", {"bank_balance_at_application": 50_000, "income": 4_00_000}, 0.125),
        ("delinquency_ratio", {"total_loan_months": 40, "delinquent_months": 4, "total_dpd": 12}, 10.0),
        ("avg_dpd_per_delinquency", {"total_loan_months": 40, "delinquent_months": 4, "total_dpd": 12}, 3.0),
        ("delinquency_ratio", {"total_loan_months": 100, "delinquent_months": 7, "total_dpd": 21}, 7.0),
        ("delinquency_ratio", {"total_loan_months": 36, "delinquent_months": 0, "total_dpd": 0}, 0.0),
        ("avg_dpd_per_delinquency", {"total_loan_months": 36, "delinquent_months": 0, "total_dpd": 0}, 0.0),
    ],
)
def test_ratios_are_those_of_the_reference(name: str, inputs: dict[str, float], value: float) -> None:
    """Design, section 1, by hand: loan / income, 100 × delinquent / all months, days past due / delinquent months."""
    assert derived(name, **inputs) == value


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("loan_to_income", {"loan_amount": 5e5, "income": 0}),
        ("loan_to_income", {"loan_amount": 0, "income": 0}),
        ("loan_to_income", {"loan_amount": 5e5, "income": -1}),
        ("loan_to_income", {"loan_amount": 5e5, "income": NAN}),
        ("loan_to_income", {"loan_amount": NAN, "income": 5e5}),
        ("loan_to_income", {"loan_amount": 5e5, "income": INF}),
        ("loan_to_income", {"loan_amount": INF, "income": 5e5}),
        ("loan_to_income", {"loan_amount": 1e9, "income": 1e-308}),
        ("balance_to_income", {"bank_balance_at_application": 0, "income": 0}),
        ("delinquency_ratio", {"total_loan_months": 0, "delinquent_months": 0, "total_dpd": 0}),
        ("avg_dpd_per_delinquency", {"total_loan_months": 0, "delinquent_months": 0, "total_dpd": 0}),
        ("delinquency_ratio", {"total_loan_months": NAN, "delinquent_months": 0, "total_dpd": 0}),
        ("delinquency_ratio", {"total_loan_months": 1e-3, "delinquent_months": 1e307, "total_dpd": 0}),
        ("delinquency_ratio", {"total_loan_months": 2, "delinquent_months": 1e307, "total_dpd": 0}),
        ("avg_dpd_per_delinquency", {"total_loan_months": 36, "delinquent_months": 0, "total_dpd": 9}),
        ("avg_dpd_per_delinquency", {"total_loan_months": 36, "delinquent_months": 0, "total_dpd": NAN}),
        ("avg_dpd_per_delinquency", {"total_loan_months": 36, "delinquent_months": NAN, "total_dpd": 0}),
    ],
)
def test_nothing_to_divide_by_is_no_number_and_never_the_safest_one(name: str, inputs: dict[str, float]) -> None:
    """The reference made it 0, so that somebody without any income looked best."""
    assert math.isnan(derived(name, **inputs))


@given(
    st.lists(st.floats(0, 1e11) | st.sampled_from([NAN, INF, 0.0, 5e-324]), min_size=2, max_size=2),
)
def test_a_ratio_is_finite_or_no_number_at_all(pair: list[float]) -> None:
    value = float(ratio(np.array(pair[:1]), np.array(pair[1:]))[0])
    assert math.isnan(value) or (math.isfinite(value) and value == pair[0] / pair[1])


@given(st.integers(1, 10_000), st.data())
def test_counts_give_the_ratio_that_a_person_would_type(months: int, data: st.DataObject) -> None:
    delinquent = data.draw(st.integers(0, months))
    found = derived("delinquency_ratio", total_loan_months=months, delinquent_months=delinquent, total_dpd=0)
    assert found == 100 * delinquent / months


def test_a_given_ratio_is_kept_and_a_missing_one_filled_from_counts() -> None:
    columns = {
        "delinquency_ratio": np.array([12.5, NAN, NAN]),
        "total_loan_months": np.array([40.0, 40.0, NAN]),
        "delinquent_months": np.array([4.0, 4.0, 4.0]),
        "total_dpd": np.array([12.0, 12.0, 12.0]),
    }
    found = derive(columns)
    assert found["delinquency_ratio"].tolist()[:2] == [12.5, 10.0]
    assert math.isnan(found["delinquency_ratio"][2])
    assert found["avg_dpd_per_delinquency"].tolist() == [3.0, 3.0, 3.0]


def test_ratios_given_for_themselves_are_left_alone() -> None:
    assert derived("loan_to_income", loan_to_income=2.5, loan_amount=9.0, income=3.0) == 2.5
    given = derive({"delinquency_ratio": np.array([5.0]), "avg_dpd_per_delinquency": np.array([2.0])})
    assert {name: values.tolist() for name, values in given.items()} == {
        "delinquency_ratio": [5.0],
        "avg_dpd_per_delinquency": [2.0],
    }


@pytest.mark.parametrize("absent", COUNTS)
def test_a_ratio_whose_inputs_are_not_there_is_not_there(absent: str) -> None:
    columns = {name: np.array([1.0]) for name in COUNTS if name != absent}
    assert set(derive(columns)) == set(columns)
    assert set(derive({"income": np.array([1.0])})) == {"income"}


def test_the_columns_given_are_neither_changed_nor_copied() -> None:
    columns = {"income": np.array([0.0, 4.0]), "loan_amount": np.array([1.0, 2.0]), "loan_type": np.array([0, -1])}
    before = {name: values.copy() for name, values in columns.items()}
    found = derive(columns)
    assert all(found[name] is columns[name] for name in columns)
    assert all((before[name] == columns[name]).all() for name in columns)


@given(st.lists(st.tuples(*[st.floats(0, 1e6) | st.just(NAN)] * 5), min_size=1, max_size=20))
def test_a_row_alone_has_the_ratios_it_has_among_others(rows: list[tuple[float, ...]]) -> None:
    names = ("income", "loan_amount", *COUNTS)
    together = derive(dict(zip(names, np.array(rows).T, strict=True)))
    for place, row in enumerate(rows):
        alone = derive({name: np.array([value]) for name, value in zip(names, row, strict=True)})
        for name, values in alone.items():
            assert values.tobytes() == together[name][place : place + 1].tobytes()


@pytest.mark.parametrize("size", [0, 1, 3])
def test_any_number_of_rows_will_do(size: int) -> None:
    found = derive({name: np.ones(size) for name in ("income", "loan_amount", *COUNTS)})
    assert {len(values) for values in found.values()} == {size}
