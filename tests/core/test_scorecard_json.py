"""A scorecard in a file comes back as it was, to the last digit, or is refused in words."""

import json
import math
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.distribution import CategoryBins, NumberBins, TrainingDistribution
from core.errors import ModelError
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
from core.scorecard_json import FORMAT_VERSION, from_json, to_json
from tests.core.factories import linear_scorecard
from tests.core.registry.model_files import signed
from tests.core.scorecard_files import JSON, NUMBERS, WHOLE, body, misfit, with_value

SHIPPED = Path(__file__).parents[2] / "models" / "v1.0" / "scorecard.json"


def refused(text: str) -> str:
    """The sentence with which a text is refused."""
    with pytest.raises(ModelError) as raised:
        from_json(text)
    return str(raised.value)


# Any scorecard there can be

SHARES = st.floats(0, 1, exclude_min=True, exclude_max=True)
NUMERIC = [name for name, feature in FEATURES.items() if not feature.categories]
CATEGORICAL = [name for name, feature in FEATURES.items() if feature.categories]


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
def counts(draw: st.DrawFn, bins: int, rows: int) -> list[int]:
    """So many rows over so many bins."""
    cuts = sorted(draw(st.lists(st.integers(0, rows), min_size=bins - 1, max_size=bins - 1)))
    return [end - start for start, end in zip([0, *cuts], [*cuts, rows], strict=True)]


@st.composite
def number_bins(draw: st.DrawFn, rows: int) -> NumberBins:
    edges = sorted(draw(st.lists(NUMBERS, max_size=4, unique=True)))
    *known, missing = draw(counts(len(edges) + 2, rows))
    return NumberBins(tuple(edges), tuple(known), missing)


@st.composite
def distributions(draw: st.DrawFn, numbers: list[str], categories: list[str]) -> TrainingDistribution:
    rows = draw(st.integers(1, 10**6))
    words = {}
    for name in categories:
        *known, missing = draw(counts(len(FEATURES[name].categories) + 1, rows))
        words[name] = CategoryBins(dict(zip(FEATURES[name].categories, known, strict=True)), missing)
    return TrainingDistribution(
        rows, {name: draw(number_bins(rows)) for name in numbers}, words, draw(number_bins(rows))
    )


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
        training_distribution=draw(st.just(TrainingDistribution()) | distributions(list(lines), list(words))),
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
    assert text.startswith('{\n "format": "credit-desk-scorecard",\n "format_version": 3,\n "version": "v1.0",\n')
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


@pytest.mark.parametrize("version", [FORMAT_VERSION + 1, 99])
def test_a_later_format_is_that_of_a_newer_program(version: int) -> None:
    assert refused(with_value(("format_version",), version)) == NEWER


@pytest.mark.parametrize(
    ("version", "lacking"),
    [
        (1, ["reference_above_cutoff", "covariance", "observed", "training_distribution"]),
        (2, ["training_distribution"]),
    ],
)
def test_a_scorecard_of_an_earlier_format_knows_nothing_of_later_parts(version: int, lacking: list[str]) -> None:
    earlier = json.loads(to_json(linear_scorecard()))
    for part in lacking:
        del earlier[part]
    earlier |= {"format_version": version}
    assert from_json(signed(earlier)) == linear_scorecard()
    assert from_json(signed(earlier)).training_distribution.rows == 0


def test_a_picture_of_the_training_data_belongs_to_the_factors() -> None:
    spread = TrainingDistribution(5, {"age": NumberBins((30.0,), (2, 3))}, scores=NumberBins((), (5,)))
    text = to_json(replace(linear_scorecard(), training_distribution=spread))
    assert refused(text) == misfit("the training data was counted by other factors")


def test_a_picture_of_the_training_data_has_the_categories_there_are() -> None:
    other = CategoryBins({"Castle": 5})
    spread = TrainingDistribution(5, categories={"residence_type": other}, scores=NumberBins((), (5,)))
    text = to_json(Scorecard("", "", 0.0, {}, {"residence_type": {"Owned": 1.0}}, training_distribution=spread))
    assert refused(text) == misfit("the training data has categories of residence_type that there are not")


@pytest.mark.parametrize("version", [0, -1, "1", 1.5, None])
def test_a_format_that_never_was_is_refused(version: object) -> None:
    assert refused(with_value(("format_version",), version)) == misfit(f"there is no format_version {version}")
