"""A scorecard in a file comes back as it was, to the last digit, or is refused in words."""

import json
import math
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelError
from core.explanation import Explainer, adverse
from core.features import FEATURES
from core.scorecard import (
    Band,
    Calibration,
    Curve,
    GoldenRow,
    Scorecard,
    ScoreScale,
    TrainingRange,
    UnseenPair,
)
from core.scorecard_json import from_json, to_json
from core.scoring import Scorer, verify
from core.validation import check
from tests.core.factories import curve_scorecard, linear_scorecard
from tests.core.registry.model_files import signed

SHIPPED = Path(__file__).parents[2] / "models" / "v1.0" / "scorecard.json"
Place = tuple[str | int, ...]


def refused(text: str) -> str:
    """The sentence with which a text is refused."""
    with pytest.raises(ModelError) as raised:
        from_json(text)
    return str(raised.value)


def incomplete(parts: str) -> str:
    return (
        f"This scorecard is incomplete, or has parts this program does not know ({parts}). "
        "Use the original file, or update the program."
    )


def misfit(problem: str) -> str:
    return f"The model's parts do not fit together ({problem}). Use the original file."


def body() -> dict[str, Any]:
    """The JSON object of a whole scorecard, with a pair that training never saw."""
    pair = UnseenPair("loan_purpose", "Home", "loan_type", "Unsecured")
    written: dict[str, Any] = json.loads(to_json(replace(linear_scorecard(), unseen_pairs=(pair,))))
    return written


def with_value(place: Place, value: object) -> str:
    """The text of a scorecard with another value at one place, and the checksum of a forger."""
    whole = body()
    inside: Any = whole
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    return signed(whole)


# Any scorecard there can be

WHOLE = st.integers(-(2**53), 2**53)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.just(-0.0) | WHOLE
SHARES = st.floats(0, 1, exclude_min=True, exclude_max=True)
NUMERIC = [name for name, feature in FEATURES.items() if not feature.categories]
CATEGORICAL = [name for name, feature in FEATURES.items() if feature.categories]
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    knots = sorted(draw(st.lists(NUMBERS, min_size=2, max_size=8, unique=True)))
    log_odds = draw(st.lists(NUMBERS, min_size=len(knots), max_size=len(knots)))
    return Curve(tuple(knots), tuple(log_odds), draw(st.booleans()))


@st.composite
def tables(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    names = draw(st.lists(st.sampled_from(CATEGORICAL), min_size=1, unique=True))
    return {
        name: draw(st.dictionaries(st.sampled_from(FEATURES[name].categories), NUMBERS, min_size=1)) for name in names
    }


@st.composite
def golden_rows(draw: st.DrawFn, numbers: list[str], categories: list[str]) -> GoldenRow:
    factors: dict[str, float | str] = {name: draw(NUMBERS) for name in numbers}
    factors |= {name: draw(st.text()) for name in categories}
    return GoldenRow(factors, draw(NUMBERS), draw(SHARES), draw(SHARES), draw(st.integers(-1, 2000)))


@st.composite
def scorecards(draw: st.DrawFn) -> Scorecard:
    lines, words = draw(st.dictionaries(st.sampled_from(NUMERIC), curves(), max_size=4)), draw(tables())
    pairs = st.builds(
        lambda first, second: UnseenPair(*first, *second),
        *[st.sampled_from([(name, category) for name, table in words.items() for category in table])] * 2,
    )
    minima = sorted(draw(st.lists(WHOLE, min_size=1, max_size=6, unique=True)))
    lowest, highest = sorted(draw(st.lists(WHOLE, min_size=2, max_size=2, unique=True)))
    positive = st.floats(0, exclude_min=True, allow_infinity=False)
    return Scorecard(
        version=draw(st.text()),
        created=draw(st.text()),
        intercept=draw(NUMBERS),
        curves=lines,
        tables=words,
        calibration=Calibration(draw(positive), draw(NUMBERS), draw(SHARES), draw(st.booleans())),
        scale=ScoreScale(
            draw(st.sampled_from(["balanced", "log_odds"])), lowest, highest,
            draw(NUMBERS), draw(positive), draw(positive),
        ),
        bands=tuple(Band(minimum, draw(st.text()), draw(st.text())) for minimum in minima),
        training_ranges={name: TrainingRange(draw(NUMBERS), draw(NUMBERS)) for name in lines},
        unseen_pairs=tuple(draw(st.lists(pairs, max_size=3))),
        reference={name: draw(NUMBERS) for name in (*lines, *words)},
        golden_rows=tuple(draw(st.lists(golden_rows(list(lines), list(words)), max_size=3))),
        metrics=draw(st.dictionaries(st.text(), NUMBERS, max_size=4)),
        provenance=draw(st.dictionaries(st.text(), JSON, max_size=4)),
    )  # fmt: skip


@given(scorecards())
def test_any_scorecard_comes_back_to_the_last_digit(scorecard: Scorecard) -> None:
    """Compared as Python writes them, which tells 0.0 from −0.0, and 1 from 1.0."""
    text = to_json(scorecard)
    assert repr(from_json(text)) == repr(scorecard)
    assert to_json(from_json(text)) == text


def test_the_shipped_scorecard_is_as_this_program_writes_it() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert to_json(from_json(text)) == text


def test_a_reviewer_can_read_it_line_by_line() -> None:
    text = to_json(replace(linear_scorecard(), provenance={"note": "₹ नमस्ते"}))
    assert '"note": "₹ नमस्ते"' in text
    assert max(map(len, text.splitlines())) < 120
    assert text.startswith('{\n "format": "credit-desk-scorecard",\n "format_version": 1,\n "version": "v1.0",\n')
    assert text.endswith("}\n")


@pytest.mark.parametrize("wrong", [math.nan, math.inf])
def test_what_is_no_number_is_never_written(wrong: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(replace(linear_scorecard(), metrics={"auc": wrong}))


# Accidents

SMALL = to_json(
    Scorecard(
        "v1.0", "2026-01-15", -2.5, {"age": Curve((18.0, 70.0), (0.5, -0.25))}, {"loan_type": {"Secured": 1e-7}},
        provenance={"note": "₹"},
    )
)  # fmt: skip
DAMAGED = "The model file is damaged or cut short: it is not complete JSON. Use the original file."
FOREIGN = "This is not a Credit Desk scorecard. Choose a scorecard.json, or import the notebook's file."
NEWER = "This scorecard was made by a newer version of the program. Update the program to use it."
ALTERED = "This scorecard was altered after it was made. Use the original file or another version."


def test_a_file_cut_short_at_any_byte_is_refused() -> None:
    content = SMALL.encode()
    last = len(content) - len("\n")
    for end in range(last):
        assert refused(content[:end].decode(errors="replace")) == DAMAGED
    assert from_json(content[:last].decode()) == from_json(SMALL)


def altered(place: int, letter: str) -> set[str]:
    """The text with another character at that place, one more before it, and one less."""
    before, after = SMALL[:place], SMALL[place + 1 :]
    return {before + letter + after, before + letter + SMALL[place:], before + after} - {SMALL}


def outcome(text: str) -> str:
    """The scorecard as Python writes it, or the sentence with which it is refused."""
    try:
        return repr(from_json(text))
    except ModelError as error:
        return str(error)


@pytest.mark.parametrize("letter", ["0", "9", "a", "-", ".", "e", '"', ",", "{", " ", "\\", "\x00", "\ufffd"])
def test_a_character_altered_anywhere_is_refused_unless_it_means_the_same(letter: str) -> None:
    """Blanks between the parts mean nothing, nor does a zero after the last decimal."""
    original = repr(from_json(SMALL))
    found = Counter(outcome(text) for place in range(len(SMALL)) for text in altered(place, letter))
    assert found.keys() <= {original, DAMAGED, ALTERED, FOREIGN, NEWER}
    assert found[original] < len(SMALL)
    assert found[DAMAGED] + found[ALTERED] > len(SMALL)


@given(st.data())
def test_two_values_that_change_places_are_noticed(data: st.DataObject) -> None:
    whole = body()
    first, second = data.draw(st.lists(st.sampled_from(list(whole["curves"])), min_size=2, max_size=2, unique=True))
    whole["curves"][first], whole["curves"][second] = whole["curves"][second], whole["curves"][first]
    assert refused(json.dumps(whole)) == ALTERED


def test_a_file_without_its_checksum_is_refused() -> None:
    whole = body()
    del whole["checksum"]
    assert refused(json.dumps(whole)) == ALTERED


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_words_for_no_number_are_refused(word: str) -> None:
    assert refused(SMALL.replace("-2.5", word)) == DAMAGED


@pytest.mark.parametrize("number", ["1e999", "-1e999"])
def test_numbers_beyond_all_numbers_are_refused(number: str) -> None:
    """JSON has them, and Python reads them as infinite."""
    assert refused(SMALL.replace("-2.5", number)) == ALTERED


def test_half_a_character_is_refused() -> None:
    """JSON can spell one half of a pair of codes, which no file can hold and no screen can show."""
    assert refused(SMALL.replace("₹", "\\ud83d")) == ALTERED


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_nesting_without_end_is_refused(bracket: str) -> None:
    assert refused(bracket * 1_000_000) == DAMAGED
    assert refused(SMALL.replace('"₹"', f"{'[' * 900}{']' * 900}")) in {DAMAGED, ALTERED}


# Files of others


@pytest.mark.parametrize("text", ["[]", "1", '"scorecard"', "null", "true"])
def test_json_that_is_no_object_holds_no_scorecard(text: str) -> None:
    assert refused(text) == "The model file holds no scorecard. Choose a scorecard.json."


@pytest.mark.parametrize("text", ["{}", '{"format": "other"}', '{"name": "package", "version": 3}'])
def test_the_json_of_another_program_is_no_scorecard(text: str) -> None:
    assert refused(text) == FOREIGN


@pytest.mark.parametrize("version", [2, 99])
def test_a_later_format_is_that_of_a_newer_program(version: int) -> None:
    assert refused(with_value(("format_version",), version)) == NEWER


@pytest.mark.parametrize("version", [0, -1, "1", 1.5, None])
def test_a_format_that_never_was_is_refused(version: object) -> None:
    assert refused(with_value(("format_version",), version)) == misfit(f"there is no format_version {version}")


# Forged files: the checksum is right, the content is not


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
COLUMNS = {
    **{name: np.array([value]) for name, value in linear_scorecard().golden_rows[0].factors.items() if name in NUMERIC},
    **{name: np.array([0]) for name in CATEGORICAL},
    "income": np.array([1e6]),
    "loan_amount": np.array([1e6]),
}


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


def test_the_scorecards_of_the_tests_are_sound() -> None:
    for scorecard in (linear_scorecard(), curve_scorecard()):
        assert from_json(to_json(scorecard)) == scorecard
