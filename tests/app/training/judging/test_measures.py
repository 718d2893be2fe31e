"""The comparison says for each measure which model is better, and nothing where nothing is to be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training.judging.measures import MEASURES, Measures, compare
from core.evaluation.estimate import Estimate
from core.evaluation.names import NAMES

KEYS = [measure.key for measure in MEASURES]
VALUES = st.lists(st.floats(0.0, 1.0), min_size=len(KEYS), max_size=len(KEYS))
MEASURED = VALUES.map(lambda values: {key: figure(value) for key, value in zip(KEYS, values, strict=True)})
EVEN: dict[str, Estimate] = dict.fromkeys(KEYS, Estimate(0.5, 0.4, 0.6, 100))
MIRRORED = {"candidate": "active", "active": "candidate", "same": "same", "": ""}


def figure(value: float) -> Estimate:
    return Estimate(value, None, None, 100)


def better(candidate: Measures, active: Measures) -> dict[str, str]:
    """Which model is the better one, by the label of the measure."""
    return {line.label: line.better for line in compare(candidate, active)}


def test_measures_are_called_as_they_are_everywhere() -> None:
    assert {measure.key: measure.label for measure in MEASURES}.items() <= NAMES.items()


@pytest.mark.parametrize(
    ("key", "label"), [("auc", "AUC"), ("gini", "Gini"), ("ks", "KS"), ("pr_auc", "PR AUC"), ("recall", "Recall")]
)
def test_of_these_more_is_better(key: str, label: str) -> None:
    assert better(EVEN | {key: figure(0.6)}, EVEN)[label] == "candidate"


@pytest.mark.parametrize(
    ("key", "label"), [("brier", "Brier score"), ("log_loss", "Log loss"), ("ece", "Calibration error (ECE)")]
)
def test_of_these_less_is_better(key: str, label: str) -> None:
    assert better(EVEN | {key: figure(0.6)}, EVEN)[label] == "active"


@pytest.mark.parametrize(("own", "other", "told"), [(0.09, 0.05, "candidate"), (0.20, 0.09, "active")])
def test_the_mean_pd_should_be_near_the_default_rate(own: float, other: float, told: str) -> None:
    """Neither too low nor too high."""
    rate = {"default_rate": figure(0.086)}
    assert better(EVEN | rate | {"mean_pd": figure(own)}, EVEN | rate | {"mean_pd": figure(other)})["Mean PD"] == told


@given(MEASURED, MEASURED)
def test_seen_from_the_other_model_it_is_the_other_way_round(own: Measures, other: Measures) -> None:
    there = {**other, "default_rate": own["default_rate"]}  # the rows are the same
    assert better(there, own) == {label: MIRRORED[told] for label, told in better(own, there).items()}


@given(MEASURED)
def test_no_model_is_better_than_itself(metrics: Measures) -> None:
    assert set(better(metrics, metrics).values()) == {"same", ""}


@given(MEASURED, MEASURED)
def test_what_looks_the_same_is_the_same(own: Measures, other: Measures) -> None:
    """A tick at one of two equal figures would be a riddle."""
    for line in compare(own, other):
        if line.better in ("candidate", "active"):
            assert line.active is not None
            assert line.candidate.value != line.active.value


@pytest.mark.parametrize(
    ("key", "label", "right"),
    [("calibration_slope", "Calibration slope", 1.0), ("calibration_intercept", "Calibration intercept", 0.0)],
)
def test_a_calibration_should_be_near_what_is_right(key: str, label: str, right: float) -> None:
    near, far = EVEN | {key: figure(right + 0.1)}, EVEN | {key: figure(right - 0.2)}
    assert better(near, far)[label] == "candidate"


def test_what_cannot_be_told_is_not_better() -> None:
    """As precision, where a model flags nobody."""
    nobody = EVEN | {"precision": Estimate(None, None, None, 0)}
    assert better(EVEN, nobody)["Precision"] == ""
    told = {line.label: line.active for line in compare(EVEN, nobody)}["Precision"]
    assert told is not None
    assert (told.value, told.interval, told.rows) == ("–", "–", "0")


def test_without_a_model_to_compare_with_it_stands_alone() -> None:
    lines = compare(EVEN, None)
    assert {(line.active, line.better) for line in lines} == {(None, "")}
    assert len(lines) == len(compare(EVEN, EVEN))


def test_figures_are_written_as_in_print() -> None:
    measured = EVEN | {"gini": Estimate(-0.0123, -0.2, 0.18, 1_500), "recall": Estimate(0.9604, 0.93, 0.98, 101)}
    told = {line.label: line.candidate for line in compare(measured, None)}
    assert (told["Gini"].value, told["Gini"].interval, told["Gini"].rows) == ("−0.0123", "−0.2000 to 0.1800", "1,500")
    assert (told["Recall"].value, told["Recall"].interval) == ("96.04 %", "93.0–98.0 %")
