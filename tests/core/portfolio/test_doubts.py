"""What casts doubt on the loans themselves is told before a model is trained on them, and nothing where all is well."""

import pytest

from core.errors import DataError
from core.portfolio.cleaning import prepare
from core.portfolio.cleaning_report import CleaningReport
from core.portfolio.doubts import doubts, too_few
from core.portfolio.joining import join
from core.portfolio.sources import Tables
from core.portfolio.survey import survey
from tests.core.portfolio.bank import Row, borrowers, changed
from tests.core.portfolio.test_cleaning_report import PERFECT

LOANS = 40


def bank(*changes: Row) -> Tables:
    """Forty borrowers, one in four of whom defaults, the first ones with other cells."""
    rows: list[Row] = [{"default": str(number % 4 == 0)} for number in range(LOANS)]
    return borrowers(*({**row, **change} for row, change in zip(rows, [*changes, *[{}] * LOANS], strict=False)))


def told(tables: Tables) -> str:
    joined = join(tables)
    return " ".join(doubts(joined, prepare(joined)))


def counted(used: int, defaults: int) -> CleaningReport:
    return CleaningReport(used, used, defaults, (), (), {}, ())


def test_sound_loans_leave_no_doubt() -> None:
    assert told(bank()) == ""


# Units


def test_shares_where_per_cent_are_expected_are_told() -> None:
    shares = bank(*({"credit_utilization_ratio": f"0.{number:02}"} for number in range(10, 10 + LOANS)))
    assert told(shares) == (
        "credit_utilization_ratio lies between 0 and 1 in 40 of the 40 loans where it is above 0, as a share does: per "
        "cent are expected, 45 and not 0.45, as on the Applicant tab. Multiply shares by 100."
    )


def test_a_column_of_both_kinds_is_told() -> None:
    assert "between 0 and 1 in 5 of the 40 loans" in told(bank(*[{"credit_utilization_ratio": "0.4"}] * 5))


@pytest.mark.parametrize("text", ["0.5%", "0.5 %"])
def test_what_says_that_it_is_per_cent_is_believed(text: str) -> None:
    assert told(bank(*[{"credit_utilization_ratio": text}] * LOANS)) == ""


def test_a_few_small_numbers_and_any_number_of_zeros_are_per_cent() -> None:
    rows = [{"credit_utilization_ratio": "0"}] * 20 + [{"credit_utilization_ratio": "0.4"}] * 2
    assert told(bank(*rows)) == ""


# Outcomes


def test_a_default_rate_above_one_half_may_be_swapped() -> None:
    swapped = borrowers(*({"default": "1" if number % 4 else "0"} for number in range(LOANS)))
    assert told(swapped).startswith("Of the loans used 75.0% are defaults: make sure that 1 or True stands for")
    assert told(borrowers({"default": "1"}, {"default": "0"})) == ""


def test_outcomes_in_another_language_are_refused_as_they_are_written() -> None:
    german = join(borrowers({"default": "ja"}, {"default": "nein"}, {"default": "nein"}))
    with pytest.raises(DataError) as refusal:
        prepare(german)
    assert str(refusal.value) == (
        "None of the 3 loans can be used: default is neither True nor False in 3 ('nein' in 2, 'ja' in 1). Check these "
        "columns. An outcome is True or False, yes or no, 1 or 0."
    )


def test_no_other_cell_is_told_in_a_refusal() -> None:
    with pytest.raises(DataError, match="age is not a number in 2") as refusal:
        prepare(join(borrowers({"age": "secret", "default": "1"}, {"age": "secret"})))
    assert "secret" not in str(refusal.value)


# Left out


def test_many_loans_left_out_for_one_reason_are_told_with_it() -> None:
    dollars = bank(*[{"loan_amount": "$ 661000"}] * 20)
    assert told(dollars) == ("Many loans are left out for one reason, 20 of 40 (50.0%): loan_amount is not a number.")
    assert told(bank(*[{"loan_amount": "$ 661000"}] * 2)) == ""  # one in twenty


def test_many_loans_without_a_customer_are_told() -> None:
    whole = bank()
    assert told(changed(whole, "customers", whole.customers.iloc[10:])) == (
        "Many loans are left out for one reason, 10 of 40 (25.0%): customers.csv has no customer of their cust_id."
    )
    assert "bureau.csv has no record of their cust_id" in told(changed(whole, "bureau", whole.bureau.iloc[10:]))


# Too few


@pytest.mark.parametrize(
    ("used", "defaults", "words"),
    [
        (
            5_000,
            1,
            "Training will be refused: it needs at least 4 loans of each outcome, and only 1 of the 5,000 loans",
        ),
        (5_000, 4_999, "only 1 of the 5,000 loans used were paid back."),
        (5_000, 5, "Training in 5 folds will be refused: each needs loans of both outcomes, and only 5 of"),
        (5_000, 100, "only 100 of the 5,000 loans used defaulted, so that a quarter held out has about 25 of them"),
    ],
)
def test_too_few_loans_of_an_outcome_are_told(used: int, defaults: int, words: str) -> None:
    assert words in " ".join(too_few(counted(used, defaults)))


def test_enough_loans_need_no_word() -> None:
    assert list(too_few(counted(5_000, 400))) == []
    assert list(too_few(PERFECT)) == []


def test_few_defaults_come_first_and_no_factor_is_suspected_for_what_chance_does() -> None:
    rows: list[Row] = [{"age": str(30 + number), "default": str(number == 0)} for number in range(30)]
    warnings = survey(borrowers(*rows)).warnings()
    assert warnings[0].startswith("Training will be refused")
    assert "Information values mean little with fewer than 100 loans of an outcome." in warnings
    assert not [sentence for sentence in warnings if "tells much of who defaults" in sentence]
