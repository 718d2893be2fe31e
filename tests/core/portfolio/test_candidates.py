"""What each factor tells of defaults is weighed on the loans that are used, and factors that say the same are found."""

import numpy as np
import pytest

from core.features import EXTENDED_FEATURES, STANDARD_FEATURES
from core.portfolio.candidates import compare, weigh
from core.portfolio.cleaning import Prepared, prepare
from core.portfolio.joining import join
from tests.core.portfolio.bank import Row, borrowers


def prepared(*changes: Row) -> Prepared:
    return prepare(join(borrowers(*changes)))


def spread(rows: int = 60) -> list[dict[str, str | None]]:
    """Borrowers of all ages from 20 up, every third of whom defaults; those who rent default more often."""
    return [
        {
            "age": str(20 + number % 40),
            "residence_type": "Rented" if number % 3 == 0 or number % 5 == 0 else "Owned",
            "default": str(number % 3 == 0),
        }
        for number in range(rows)
    ]


SPREAD = prepared(*spread())


def test_each_factor_that_the_tables_can_give_is_weighed_the_most_telling_first() -> None:
    found = weigh(SPREAD)
    assert {one.name for one in found} == set(SPREAD.factor_names())
    assert found[0].name == "residence_type"
    assert [one.value for one in found] == sorted((one.value for one in found), reverse=True)


def test_every_loan_that_is_used_is_in_one_bin_of_each_factor() -> None:
    for one in weigh(SPREAD):
        counts = (sum(each.goods for each in one.bins), sum(each.bads for each in one.bins))
        assert counts == (40, 20), one.name


def test_bins_are_named_by_what_is_in_them_and_whole_numbers_end_with_their_last() -> None:
    by_name = {one.name: [each.label for each in one.bins] for one in weigh(SPREAD)}
    assert by_name["residence_type"] == ["Owned", "Rented"]
    assert by_name["age"][:2] == ["below 23", "23 to 25"]
    assert by_name["age"][-1].endswith(" and more")
    assert by_name["credit_utilization_ratio"] == ["any"]


def test_measured_numbers_reach_to_below_the_next_edge() -> None:
    rows = [{**row, "credit_utilization_ratio": str(number)} for number, row in enumerate(spread())]
    (labels,) = [
        [each.label for each in one.bins] for one in weigh(prepared(*rows)) if one.name == "credit_utilization_ratio"
    ]
    assert labels[:2] == ["below 5.9", "5.9 to below 11.8"]


def test_what_is_missing_is_a_bin_of_its_own() -> None:
    rows = [{**row, "residence_type": None, "age": None} if number < 4 else row for number, row in enumerate(spread())]
    for one in weigh(prepared(*rows)):
        if one.name in {"residence_type", "age"}:
            last = one.bins[-1]
            assert (last.label, last.goods, last.bads) == ("missing", 2, 2)


# Saying the same


def varied() -> Prepared:
    """Borrowers whose utilization is twice their age and whose loan months are a matter of chance."""
    chance = np.random.default_rng(3)
    return prepared(*(
        {
            **row,
            "credit_utilization_ratio": str(2 * int(str(row["age"]))),
            "total_loan_months": str(chance.integers(40, 90)),
            "income": str(chance.integers(500_000, 900_000)),
        }
        for row in spread()
    ))  # fmt: skip


def test_factors_that_determine_each_other_are_found() -> None:
    same = compare(varied(), STANDARD_FEATURES)
    ((first, second, correlated),) = same.pairs(0.99)
    assert {first, second} == {"age", "credit_utilization_ratio"}
    assert correlated == pytest.approx(1.0)
    inflation = dict(zip(same.names, same.inflation.tolist(), strict=True))
    assert inflation["age"] == inflation["credit_utilization_ratio"] == float("inf")
    assert 1.0 <= inflation["loan_to_income"] < 2.0


def test_only_the_numbers_among_the_factors_asked_for_are_compared() -> None:
    same = compare(varied(), ("age", "residence_type", "enquiry_count", "loan_to_income", "number_of_open_accounts"))
    assert same.names == ("age", "loan_to_income")  # no category, no factor without a column, no constant
    assert same.correlation.shape == (2, 2)


def test_where_no_number_varies_there_is_nothing_to_compare() -> None:
    constant = prepared({"default": "True"}, {"default": "False"})
    same = compare(constant, EXTENDED_FEATURES)
    assert (same.names, same.pairs(0.0)) == ((), [])


def test_what_is_missing_counts_as_the_median() -> None:
    rows = spread()
    gaps = [{**row, "age": None} if number in {0, 1} else row for number, row in enumerate(rows)]
    median = np.median([int(str(row["age"])) for row in gaps if row["age"]])
    filled = [{**row, "age": str(int(median))} if row["age"] is None else row for row in gaps]
    with_income = [
        [{**row, "income": str(500_000 + 7_000 * number)} for number, row in enumerate(some)] for some in (gaps, filled)
    ]
    first, second = (compare(prepared(*some), ("age", "income")).correlation[0, 1] for some in with_income)
    assert median == int(median)
    assert first == pytest.approx(second)
