"""A scorecard that was forged, checksum and all, is read part by part and refused where a part does not fit."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelError
from core.explanation import Explainer, adverse
from core.scorecard_json import from_json, to_json
from core.scoring import Scorer, verify
from core.validation import check
from tests.core.applicants import COUNTED, columns_of
from tests.core.registry.model_files import signed
from tests.core.scorecard_files import JSON, Place, body, misfit, with_value


def refused(text: str) -> str:
    """The sentence with which a text is refused."""
    with pytest.raises(ModelError) as raised:
        from_json(text)
    return str(raised.value)


def incomplete(parts: str) -> str:
    return (
        f"This file is incomplete, or has parts this program does not know ({parts}). "
        "Use the original file, or update the program."
    )


def test_a_forger_who_changes_nothing_is_believed() -> None:
    """Or the tests below would show nothing."""
    assert from_json(signed(body())) == from_json(json.dumps(body()))


RECORDS: list[Place] = [
    (), ("curves", "age"), ("calibration",), ("scale",), ("bands", 0), ("training_ranges", "age"), ("unseen_pairs", 0),
    ("golden_rows", 0),
]  # fmt: skip


def record_of(whole: dict[str, Any], place: Place) -> dict[str, Any]:
    inside: Any = whole
    for key in place:
        inside = inside[key]
    assert isinstance(inside, dict)
    return inside


def keys() -> list[tuple[Place, str]]:
    """Every key that a scorecard must have, and where."""
    around = {"format", "format_version", "checksum"}
    return [(place, key) for place in RECORDS for key in record_of(body(), place) if key not in around]


@pytest.mark.parametrize(("place", "key"), keys())
def test_every_part_must_be_there(place: Place, key: str) -> None:
    whole = body()
    del record_of(whole, place)[key]
    assert refused(signed(whole)) == incomplete(key)


@pytest.mark.parametrize("place", RECORDS)
def test_a_part_that_is_not_known_is_refused_and_never_passed_over(place: Place) -> None:
    """It could be a rule that scoring must follow."""
    whole = body()
    record_of(whole, place)["override"] = 1.0
    assert refused(signed(whole)) == incomplete("override")


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        (("intercept",), "1.5", "intercept is not a number"),
        (("intercept",), True, "intercept is not a number"),
        (("intercept",), None, "intercept is not a number"),
        (("intercept",), 2**53 + 1, "intercept is not a number"),
        (("version",), 7, "version is not a text"),
        (("curves",), [], "curves is not an object"),
        (("curves", "age"), [[18, 70], [0, 1]], "curves age is not an object"),
        (("curves", "age", "knots"), {"18": 0}, "curves age knots is not a list"),
        (("curves", "age", "knots", 0), "18", "curves age knots 1 is not a number"),
        (("curves", "age", "log_odds", 1), -(2**53) - 1, "curves age log_odds 2 is not a number"),
        (("curves", "age", "extrapolate"), 1, "curves age extrapolate is not true or false"),
        (("tables", "loan_type", "Secured"), "0.0", "tables loan_type Secured is not a number"),
        (("calibration", "slope"), "1", "calibration slope is not a number"),
        (("calibration", "calibrated"), "no", "calibration calibrated is not true or false"),
        (("scale", "kind"), ["balanced"], "scale kind is not a text"),
        (("scale", "maximum"), 900.0, "scale maximum is not a whole number"),
        (("bands",), {}, "bands is not a list"),
        (("bands", 0, "minimum"), True, "bands 1 minimum is not a whole number"),
        (("bands", 0, "rating"), None, "bands 1 rating is not a text"),
        (("training_ranges", "age", "minimum"), "low", "training_ranges age minimum is not a number"),
        (("reference", "age"), "nan", "reference age is not a number"),
        (("metrics", "auc"), [0.98], "metrics auc is not a number"),
        (("provenance",), [], "provenance is not an object"),
        (("unseen_pairs", 0, "first"), 1, "unseen_pairs 1 first is not a text"),
        (("golden_rows", 0, "credit_score"), 640.5, "golden_rows 1 credit_score is not a whole number"),
        (("golden_rows", 1, "factors", "age"), [30], "golden_rows 2 factors age is not a number or a text"),
    ],
)
def test_a_part_of_another_type_does_not_fit(place: Place, value: object, problem: str) -> None:
    assert refused(with_value(place, value)) == misfit(problem)


def test_a_factor_or_category_of_a_newer_program_is_told_by_name() -> None:
    whole = body()
    whole["curves"]["shoe_size"] = whole["curves"]["age"]
    assert refused(signed(whole)) == (
        "The model uses a factor this program does not know: shoe_size. Update the program."
    )
    assert refused(with_value(("tables", "loan_purpose", "Boat"), 0.5)) == (
        "The model uses a category this program does not know: loan_purpose Boat. Update the program."
    )


def test_a_number_has_no_table_and_a_category_no_curve() -> None:
    whole = body()
    whole["curves"]["residence_type"] = whole["curves"]["age"]
    del whole["tables"]["residence_type"]
    whole["golden_rows"] = []
    assert refused(signed(whole)) == misfit("residence_type is no number, and has a curve")
    whole = body()
    whole["tables"]["income"] = {"high": 0.0}
    assert "a category this program does not know: income high" in refused(signed(whole))


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        (("unseen_pairs", 0, "first"), "employment_status", "employment_status Home is in no table"),
        (("unseen_pairs", 0, "second_category"), "Pawned", "loan_type Pawned is in no table"),
        (("golden_rows", 1, "factors"), {"age": 30.0}, "test row 2 has other factors"),
        (("golden_rows", 1, "factors", "age"), "thirty", "test row 2 has other factors"),
        (("golden_rows", 1, "factors", "loan_type"), 1.0, "test row 2 has other factors"),
    ],
)
def test_parts_that_are_right_alone_must_fit_together(place: Place, value: object, problem: str) -> None:
    assert refused(with_value(place, value)) == misfit(problem)


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("curves", "age", "knots"), [18.0, 18.0], "knots do not increase"),
        (("calibration", "slope"), -1.0, "positive slope"),
        (("calibration", "base_rate"), 1.0, "between 0 and 1"),
        (("scale", "kind"), "percent", "score scale"),
        (("bands",), [], "bands do not increase"),
    ],
)
def test_parts_that_make_no_model_are_refused_in_the_words_of_the_part(place: Place, value: object, words: str) -> None:
    assert words in refused(with_value(place, value))


def places(value: object, here: Place = ()) -> list[Place]:
    """The ways to every value in a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(place for key, item in inside for place in places(item, (*here, key)))]


ANYWHERE = [place for place in places(body()) if place and not ("golden_rows" in place and 0 not in place)]
ANYTHING = JSON | st.sampled_from(["age", "Home", "residence_type", "balanced", 10**400, 1e300, 1e-300])
COLUMNS = columns_of(COUNTED)


@given(st.sampled_from(ANYWHERE), ANYTHING)
def test_a_forged_scorecard_is_refused_in_words_or_works(place: Place, value: object) -> None:
    try:
        scorecard = from_json(with_value(place, value))
        verify(scorecard)
    except ModelError:
        return
    findings = check(COLUMNS, scorecard)
    assert all(finding.sentence(row) for finding in findings.found for row in finding.rows.tolist())
    scores = Scorer(scorecard).score(COLUMNS)
    assert scorecard.bands[scores.band[0]] == scorecard.band_of(int(scores.credit_score[0]))
    assert all(reason.log_odds > 0 for reason in adverse(Explainer(scorecard).reasons(scores)))
    assert from_json(to_json(scorecard)) == scorecard
