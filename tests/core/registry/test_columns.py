"""Each column of a notebook's model gets its meaning, or the model is asked about or refused: none is left out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelError
from core.features import FEATURES
from core.registry.columns import MappingError, Meaning, Names, likely
from core.registry.notebook import export_version, import_artifact
from tests.core.factories import linear_scorecard

OURS = [name for name, feature in FEATURES.items() if not feature.categories]
MARKS = [f"{name}_{category}" for name, feature in FEATURES.items() for category in feature.categories]
SPELLED = [
    "Age",
    "lti",
    "avg_dpd",
    "Loan To Income",
    "residence_owned",
    "loan_purpose_Personaal",
    "gender_M",
    "default",
]


@given(st.lists(st.sampled_from(OURS + MARKS + SPELLED) | st.text(max_size=12), unique=True, max_size=12))
def test_no_column_is_ever_left_out(columns: list[str]) -> None:
    try:
        found = Names({}, columns).all_of(columns)
    except ModelError:
        return
    assert set(found) == set(columns)
    assert len(set(found.values())) == len(columns)


@given(st.sampled_from(OURS + MARKS))
def test_what_is_ours_is_certain(column: str) -> None:
    for spelled in (column, column.upper(), column.replace("_", " "), f" {column.replace('_', '-')} "):
        (meaning,) = Names({}, [spelled]).all_of([spelled]).values()
        assert meaning.column == column


@given(st.lists(st.sampled_from(OURS), unique=True, min_size=1), st.data())
def test_whatever_a_person_maps_is_what_they_said(ours: list[str], data: st.DataObject) -> None:
    theirs = [f"column {place}" for place in range(len(ours))]
    multiples = data.draw(st.lists(st.sampled_from([1, 100, 0.5]), min_size=len(ours), max_size=len(ours)))
    choices = {name: f"{times}*{column}" for name, times, column in zip(ours, multiples, theirs, strict=True)}
    found = Names(choices, theirs).all_of(theirs)
    assert found == {
        column: Meaning(name, multiple=times) for column, name, times in zip(theirs, ours, multiples, strict=True)
    }


def test_a_name_with_a_star_in_it_is_a_name() -> None:
    assert Names({"age": "2*age"}, ["2*age"]).all_of(["2*age"]) == {"2*age": Meaning("age")}


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"shoe_size": "lti"}, "'shoe_size', which is no factor here. Factors: age,"),
        ({"loan_to_income": "dti"}, "'dti', and it has no such column"),
        ({"loan_purpose": "lti"}, "'lti', and it has no such column"),
        ({"loan_to_income": "0*lti"}, "multiplies by 0"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(choices: dict[str, str], words: str) -> None:
    with pytest.raises(ModelError) as refused:
        Names(choices, ["lti"])
    assert words in str(refused.value)


def test_a_question_tells_what_is_certain_and_what_else_it_may_be() -> None:
    with pytest.raises(MappingError) as asked:
        Names({}, []).all_of(["Age", "lti"])
    assert asked.value.certain == {"Age": "age"}
    assert "loan_to_income" in asked.value.free
    assert "age" not in asked.value.free


def test_a_question_offers_what_can_be_the_mapping() -> None:
    columns = ["agee", "lti"]
    with pytest.raises(MappingError) as asked:
        Names({}, columns).all_of(columns)
    assert asked.value.suggestions == {"age": "agee", "loan_to_income": "lti"}
    found = Names(asked.value.suggestions, columns).all_of(columns)
    assert {column: meaning.column for column, meaning in found.items()} == {"agee": "age", "lti": "loan_to_income"}


@pytest.mark.parametrize(
    "column", ["income_to_loan", "income_loan_ratio", "log_income", "age_group", "loan_amount", "x"]
)
def test_another_quantity_is_not_taken_for_one_of_ours(column: str) -> None:
    assert likely(column, OURS + MARKS) is None


def test_a_scorecard_needs_no_mapping(tmp_path: Path) -> None:
    (path, *_) = export_version(linear_scorecard(), tmp_path)
    with pytest.raises(ModelError, match="names its factors as this program does"):
        import_artifact(path, {"age": "Age"})
