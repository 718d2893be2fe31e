"""What keeps an applicant from being scored, or wants a person to look, in sentences; the same in a form and a file."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.features import MISSING, UNKNOWN
from core.findings import Findings, Status
from core.schema import FIELDS, Field, Kind, field
from core.scorecard import Scorecard, TrainingRange
from core.scoring import Scorer
from core.validation import UNREADABLE, check, readable, required_inputs
from tests.core.applicants import (
    COUNTED,
    COUNTS,
    EXTENDED,
    FINE,
    LINE,
    NAN,
    NOTHING,
    PLAIN,
    RANGED,
    RATED,
    RATIOS,
    Verdict,
    columns_of,
    judged,
    rejected,
    verdict,
)
from tests.core.factories import linear_scorecard

# What is asked


def test_the_standard_model_asks_for_the_inputs_of_the_design_in_the_order_of_the_schema() -> None:
    """Design, section 4; the history as ratios and as counts."""
    names = [item.name for item in required_inputs(linear_scorecard())]
    assert set(names) == set(COUNTED) - {
        "employment_status", "number_of_dependants", "years_at_current_address", "bank_balance_at_application",
        "number_of_closed_accounts", "enquiry_count",
    } | set(RATIOS)  # fmt: skip
    assert names == [item.name for item in FIELDS if item.name in names]


def test_a_model_asks_for_nothing_it_does_not_use() -> None:
    bare = replace(PLAIN, curves={"loan_to_income": LINE}, tables={})
    assert [item.name for item in required_inputs(bare)] == ["income", "loan_amount"]
    assert judged({"income": 1e5, "loan_amount": 1e5}, bare) == FINE


@pytest.mark.parametrize("applicant", [COUNTED, RATED, {**COUNTED, **RATED}], ids=["counts", "ratios", "both"])
@pytest.mark.parametrize("scorecard", [PLAIN, RANGED], ids=["plain", "ranged"])
def test_an_applicant_without_fault_is_scored(applicant: dict[str, float], scorecard: Scorecard) -> None:
    assert judged(applicant, scorecard) == FINE


def test_an_applicant_without_fault_is_scored_by_a_model_of_every_factor() -> None:
    assert judged(COUNTED, EXTENDED) == FINE


def test_nobody_has_no_faults() -> None:
    assert check({}, PLAIN) == Findings(0, ())
    assert check({name: values[:0] for name, values in columns_of(COUNTED).items()}, PLAIN) == Findings(0, ())


# Missing


@pytest.mark.parametrize("name", [name for name in COUNTED if name not in COUNTS])
def test_a_missing_value_is_told_by_name(name: str) -> None:
    item = field(name)
    if item.is_category:
        sentence = f"{name} is empty; it must be one of {', '.join(item.categories)}."
        assert judged({**COUNTED, name: MISSING}, EXTENDED) == rejected((name, sentence))
    else:
        assert judged({**COUNTED, name: NAN}, EXTENDED) == rejected((name, f"{name} is empty."))


@pytest.mark.parametrize("name", ["age", "loan_type", "income"])
def test_a_column_that_is_absent_counts_as_empty(name: str) -> None:
    without = {key: value for key, value in COUNTED.items() if key != name}
    assert judged(without) == judged({**COUNTED, name: MISSING if field(name).is_category else NAN})


# Unreadable


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("age", "thirty", "age 'thirty' is not a number. Type digits, with a point before decimals."),
        ("income", "lots", "income 'lots' is not a number. Type digits, with a point before decimals."),
        ("total_dpd", "many", "total_dpd 'many' is not a number. Type digits, with a point before decimals."),
        ("delinquency_ratio", "1e999", "delinquency_ratio '1e999' is too large to be a number."),
    ],
)  # fmt: skip
def test_a_text_that_is_no_number_is_quoted_with_what_is_wrong(name: str, text: str, sentence: str) -> None:
    applicant = {**COUNTED, **RATED} if name in RATIOS else COUNTED
    assert judged({**applicant, name: UNREADABLE}, texts={name: text}) == rejected((name, sentence))


def test_a_category_that_is_not_known_goes_to_a_person() -> None:
    applicant = {**COUNTED, "loan_purpose": UNKNOWN}
    sentence = "loan_purpose 'Holiday' is none of Home, Auto, Personal, Education."
    assert judged(applicant, texts={"loan_purpose": "Holiday"}) == Verdict(
        Status.REFER, False, [("loan_purpose", sentence)]
    )


def test_where_texts_are_not_at_hand_the_field_is_named() -> None:
    assert judged({**COUNTED, "age": UNREADABLE}) == rejected(("age", "age cannot be read."))
    assert judged({**COUNTED, "loan_type": UNKNOWN}).told == [("loan_type", "loan_type cannot be read.")]


def test_a_text_that_only_the_reader_could_not_read_is_quoted() -> None:
    """A form takes categories as its list spells them; the text alone would do."""
    found = judged({**COUNTED, "loan_type": UNKNOWN}, texts={"loan_type": "SECURED\n"})
    assert found.told == [("loan_type", "loan_type 'SECURED' cannot be read.")]
    found = judged({**COUNTED, "age": UNREADABLE}, texts={"age": "35"})
    assert found.told == [("age", "age '35' cannot be read.")]


# Impossible


LARGE = {1e11: "10,000 crore", 1e11 + 1: "1,00,00,00,00,001", 1e6: "10,00,000", 1e6 + 1: "10,00,001"}
"""As people in India write and say them."""


@pytest.mark.parametrize("item", [item for item in FIELDS if not item.is_category], ids=lambda item: item.name)
def test_a_value_beyond_what_can_be_true_is_told_with_the_limit(item: Field) -> None:
    applicant = {**COUNTED, **RATED}
    below, above = item.minimum - 1, item.maximum + 1
    low = judged({**applicant, item.name: below}, EXTENDED)
    assert low.told[0] == (item.name, f"{item.name} {below:g} is below {item.minimum:g}, the least it can be.")
    high = judged({**applicant, item.name: above}, EXTENDED)
    most = LARGE.get(item.maximum, f"{item.maximum:,g}")
    assert high.told[0] == (
        item.name,
        f"{item.name} {LARGE.get(above, f'{above:,g}')} is above {most}, the most it can be.",
    )
    assert low[:2] == high[:2] == (Status.REJECTED, False)


@pytest.mark.parametrize("item", [item for item in FIELDS if not item.is_category], ids=lambda item: item.name)
def test_the_limits_themselves_can_be_true(item: Field) -> None:
    for value in (item.minimum, item.maximum):
        found = judged({**COUNTED, **RATED, item.name: value}, EXTENDED)
        assert not any("it can be" in sentence for _, sentence in found.told)


@pytest.mark.parametrize(
    "name", [item.name for item in FIELDS if item.kind is Kind.INTEGER and item.name != "total_loan_months"]
)
def test_people_and_months_are_counted_in_whole_numbers(name: str) -> None:
    found = judged({**COUNTED, name: COUNTED[name] + 0.5}, EXTENDED)
    assert found == rejected((name, f"{name} {COUNTED[name] + 0.5:g} is not a whole number."))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1000.5, "1,000.5"),
        (12_345.25, "12,345.25"),
        (0.1 + 0.2, "0.3"),
        (-1e300, "-1e+300"),
        (-1.2345678901234567e36, "-1.23e+36"),
        (-123456789012345.0, "-12,34,56,78,90,12,345"),
        (-40_00_000.0, "-40,00,000"),
    ],
)
def test_a_value_is_shown_as_it_was_typed(value: float, shown: str) -> None:
    """Rounded to a whole number it would contradict the sentence around it."""
    assert f"total_dpd {shown} is" in judged({**COUNTED, "total_dpd": value}).told[0][1]


def test_whole_numbers_may_come_as_integers() -> None:
    columns = {name: values.astype(np.int64) for name, values in columns_of(COUNTED).items()}
    assert verdict(check(columns, PLAIN)) == FINE
    assert verdict(check({**columns, "age": np.array([17])}, PLAIN)) == rejected(
        ("age", "age 17 is below 18, the least it can be.")
    )


def test_a_loan_needs_an_income() -> None:
    """The reference made the ratio 0, so that somebody without any income looked safest."""
    assert judged({**COUNTED, "income": 0.0}) == rejected(("income", "income is 0; a loan needs an income to compare."))


@pytest.mark.parametrize(
    ("ratio", "amount"), [("loan_to_income", "loan_amount"), ("balance_to_income", "bank_balance_at_application")]
)
def test_a_ratio_beyond_all_numbers_is_told(ratio: str, amount: str) -> None:
    found = judged({**COUNTED, "income": 1e-308, amount: 1e9}, EXTENDED)
    assert ("income", f"income 1e-308 is too small to compare {amount} with.") in found.told
    assert found[:2] == (Status.REJECTED, False)


def test_an_amount_that_cannot_be_true_is_not_blamed_on_the_income() -> None:
    found = judged({**COUNTED, "loan_amount": 1e30})
    assert [name for name, _ in found.told] == ["loan_amount"]


# Beyond the training data


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"age": 80.0}, ("age", "age 80 is above 70, the most any borrower in training had.")),
        ({"loan_tenure_months": 3.0},
         ("loan_tenure_months", "loan_tenure_months 3 is below 6, the least any borrower in training had.")),
        ({"loan_amount": 7e6},
         ("loan_to_income", "loan_to_income 5.833 is above 4.6, the most any borrower in training had.")),
        ({"total_dpd": 44.0}, (
            "avg_dpd_per_delinquency", "avg_dpd_per_delinquency 11 is above 10, the most any borrower in training had.",
        )),
        ({"loan_purpose": 0, "loan_type": 1},
         ("loan_type", "No borrower in training had loan_purpose Home with loan_type Unsecured.")),
    ],
)  # fmt: skip
def test_what_training_never_saw_is_scored_and_goes_to_a_person(
    change: dict[str, float], told: tuple[str, str]
) -> None:
    assert judged({**COUNTED, **change}, RANGED) == Verdict(Status.REFER, True, [told])


@pytest.mark.parametrize(
    ("name", "value"),
    [("age", 17.0), ("age", -1e9), ("loan_tenure_months", 0.0), ("income", 1e30), ("total_dpd", 1e30)],
)
def test_of_a_value_that_cannot_be_true_nothing_more_is_said(name: str, value: float) -> None:
    """That no borrower in training had it, or what comes of it, goes without saying."""
    (told,) = judged({**COUNTED, name: value}, RANGED).told
    assert "it can be" in told[1]


@pytest.mark.parametrize("age", [18.0, 70.0])
def test_the_limits_of_the_training_data_were_seen(age: float) -> None:
    assert judged({**COUNTED, "age": age}, RANGED) == FINE


def test_half_of_an_unseen_pair_is_nothing_special() -> None:
    assert judged({**COUNTED, "loan_purpose": 0}, RANGED) == FINE
    assert judged({**COUNTED, "loan_type": 1}, RANGED) == FINE


def test_a_category_that_training_never_saw_cannot_be_scored() -> None:
    scorecard = replace(PLAIN, tables={**PLAIN.tables, "loan_type": {"Secured": 0.0}})
    sentence = "loan_type Unsecured was not in the model's training data."
    assert judged({**COUNTED, "loan_type": 1}, scorecard) == Verdict(Status.REFER, False, [("loan_type", sentence)])
    assert judged(COUNTED, scorecard) == FINE


def test_the_training_range_of_a_factor_that_is_not_used_says_nothing() -> None:
    ranges = {"age": TrainingRange(18, 70), "income": TrainingRange(0, 1)}
    bare = replace(PLAIN, curves={"age": LINE}, tables={}, training_ranges=ranges)
    assert judged({"age": 35.0}, bare) == FINE


# Together


def test_every_fault_of_an_applicant_is_told_in_the_order_of_the_form() -> None:
    found = judged(
        {**COUNTED, "age": 17.5, "income": NAN, "loan_type": UNKNOWN, "loan_tenure_months": 600.0,
         "delinquent_months": 41.0, "credit_utilization_ratio": 150.0},
        RANGED,
        {"loan_type": "Gold"},
    )  # fmt: skip
    assert found[:2] == (Status.REJECTED, False)
    assert [sentence for _, sentence in found.told] == [
        "age 17.5 is below 18, the least it can be.",
        "age 17.5 is not a whole number.",
        "income is empty.",
        "loan_tenure_months 600 is above 480, the most it can be.",
        "loan_type 'Gold' is none of Secured, Unsecured.",
        "delinquent_months 41 are more than total_loan_months 40.",
        "credit_utilization_ratio 150 % is above 99 %, the most any borrower in training had.",
        "delinquency_ratio 102.5 % is above 100 %, the most any borrower in training had.",
    ]


VALUES: dict[str, list[float]] = {
    item.name: (
        [*range(len(item.categories)), MISSING, UNKNOWN]
        if item.is_category
        else [COUNTED.get(item.name, RATED.get(item.name, 1.0)), item.minimum, min(item.maximum, 1e15), 1.0, 0.0, -1.0,
              0.5, 19.0, 40.0, 1e12, 1e-308, NAN, UNREADABLE]
    )
    for item in FIELDS
}  # fmt: skip
APPLICANTS = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()})
NEARLY = st.builds(
    lambda change: {**NOTHING, **COUNTED, **change},
    st.lists(st.sampled_from(list(VALUES)), max_size=3, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: st.sampled_from(VALUES[name]) for name in names})
    ),
)
ANYBODY = APPLICANTS | NEARLY
MODEL = st.sampled_from([PLAIN, RANGED, EXTENDED])
TEXTS = {item.name: "Boat" if item.is_category else "lots" for item in FIELDS}


@given(MODEL, st.lists(ANYBODY, min_size=1, max_size=6))
def test_one_applicant_and_a_file_give_the_same_findings(
    scorecard: Scorecard, applicants: list[dict[str, float]]
) -> None:
    """Status, sentences and their order, whatever the other rows."""
    together = check(columns_of(*applicants), scorecard, lambda name, row: f"{TEXTS[name]} {applicants[row]['age']}")
    for row, applicant in enumerate(applicants):
        texts = {name: f"{text} {applicant['age']}" for name, text in TEXTS.items()}
        assert verdict(together, row) == judged(applicant, scorecard, texts)


@given(MODEL, ANYBODY)
@example(PLAIN, {**COUNTED, "income": 1e-308, "loan_amount": 1e9})
@example(PLAIN, {**COUNTED, **RATED, **dict.fromkeys(COUNTS, 0.0), "avg_dpd_per_delinquency": NAN})
def test_nobody_is_left_without_a_score_or_a_reason_why_not(scorecard: Scorecard, applicant: dict[str, float]) -> None:
    found = judged(applicant, scorecard)
    score = Scorer(scorecard).score(readable(columns_of(applicant))).credit_score[0]
    assert score >= 300 or not found.scorable
    assert found.scorable or found.told
    assert bool(found.told) == (found.status is not Status.SCORED)
    assert not (found.scorable and found.status is Status.REJECTED)


@given(MODEL, ANYBODY)
def test_every_sentence_names_a_field_says_something_and_ends(
    scorecard: Scorecard, applicant: dict[str, float]
) -> None:
    for name, sentence in judged(applicant, scorecard, TEXTS).told:
        assert name in {*COUNTED, *RATIOS, *scorecard.factors}
        assert sentence.endswith(".")
        assert not {"nan", "inf"} & set(sentence.split())


@given(MODEL, ANYBODY)
def test_the_columns_are_left_as_they_are(scorecard: Scorecard, applicant: dict[str, float]) -> None:
    columns = columns_of(applicant)
    before = {name: values.tobytes() for name, values in columns.items()}
    check(columns, scorecard)
    readable(columns)
    assert {name: values.tobytes() for name, values in columns.items()} == before


def test_scoring_takes_what_cannot_be_read_as_missing() -> None:
    columns = {"age": np.array([35.0, UNREADABLE, NAN]), "loan_type": np.array([0, UNKNOWN, MISSING])}
    found = readable(columns)
    assert found["age"][0] == 35.0
    assert np.isnan(found["age"][1:]).all()
    assert found["loan_type"] is columns["loan_type"]
