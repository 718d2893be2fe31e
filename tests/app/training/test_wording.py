"""What the tab says in words: what went wrong, how long something takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training import wording
from core.errors import DataError


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (8.4, "8 s"), (42, "40 s"), (89, "90 s"), (95, "2 min"), (600, "10 min")],
)
def test_a_time_span_is_told_in_the_unit_that_fits(seconds: float, said: str) -> None:
    assert wording.duration(seconds) == said


@pytest.mark.parametrize(
    ("fraction", "seconds", "said"),
    [
        (0.05, 60, ""),
        (0.5, 1, ""),
        (0.5, 40, "about 40 s left"),
        (0.25, 100, "about 5 min left"),
        (0.9, 30, "a few seconds left"),
        (1.0, 30, "a few seconds left"),
    ],
)
def test_the_time_left_is_told_when_it_can_be(fraction: float, seconds: float, said: str) -> None:
    assert wording.time_left(fraction, seconds) == said


@given(st.floats(0.0, 1.0), st.floats(0.0, 1e5))
def test_the_time_left_is_never_nonsense(fraction: float, seconds: float) -> None:
    said = wording.time_left(fraction, seconds)
    assert said == "" or said.endswith(" left")
    assert "-" not in said


def test_a_problem_says_what_is_safe() -> None:
    assert (
        wording.problem(DataError("Training needs more rows. Give more data."))
        == "Training needs more rows. Give more data. The model in use has not changed."
    )


def test_a_defect_tells_nothing_of_its_inside() -> None:
    said = wording.problem(KeyError("cust_17"), "The candidate is still here.")
    assert "cust_17" not in said
    assert said.endswith("its log tells which. Try again. The candidate is still here.")
