"""Categories of two factors that are the same loans are told, since no model can part what they do."""

from math import sqrt

import pytest

from core.features import STANDARD_FEATURES
from core.portfolio.cleaning import prepare
from core.portfolio.joining import join
from core.portfolio.same_loans import SameLoans, same_loans
from core.portfolio.survey import survey
from tests.core.portfolio.bank import Row, borrowers


def loans(both: int, first_alone: int, second_alone: int, neither: int) -> list[Row]:
    """So many loans that are personal and unsecured, one of the two, or neither."""
    kinds = [("Personal", "Unsecured", both), ("Personal", "Secured", first_alone), ("Auto", "Unsecured", second_alone)]
    return [
        {"loan_purpose": purpose, "loan_type": kind, "default": str(number % 3 == 0)}
        for purpose, kind, count in [*kinds, ("Auto", "Secured", neither)]
        for number in range(count)
    ]


def found(*rows: Row, names: tuple[str, ...] = STANDARD_FEATURES) -> tuple[SameLoans, ...]:
    return same_loans(prepare(join(borrowers(*rows))), names)


def test_categories_of_the_same_loans_are_found_once() -> None:
    """Though Auto and Secured are the same loans too."""
    (one,) = found(*loans(20, 0, 0, 20))
    assert {one.first, one.second} == {"loan_purpose", "loan_type"}
    assert one.phi == pytest.approx(1.0)
    assert "are the same loans (phi 1.00): no model can tell apart what each of them does" in one.sentence


def test_phi_is_that_of_a_table_of_two_by_two() -> None:
    """Of cells a, b, c and d it is (ad − bc) / √((a + b)(c + d)(a + c)(b + d)), Yule (1912)."""
    a, b, c, d = 40, 1, 2, 57
    (one,) = found(*loans(a, b, c, d))
    assert one.phi == pytest.approx((a * d - b * c) / sqrt((a + b) * (c + d) * (a + c) * (b + d)))
    assert "are nearly the same loans" in one.sentence


@pytest.mark.parametrize("counts", [(20, 5, 5, 20), (8, 0, 0, 40), (40, 0, 0, 8)])
def test_what_differs_or_is_rare_is_not_told(counts: tuple[int, int, int, int]) -> None:
    assert found(*loans(*counts)) == ()


def test_only_factors_that_a_model_is_to_have_are_compared() -> None:
    assert found(*loans(20, 0, 0, 20), names=("loan_purpose", "age")) == ()


def test_it_is_to_be_looked_at_before_training() -> None:
    report = survey(borrowers(*loans(20, 0, 0, 20)))
    assert report.same_loans[0].sentence in report.warnings()
    assert report.to_dict()["same_loans"][0]["phi"] == pytest.approx(1.0)
