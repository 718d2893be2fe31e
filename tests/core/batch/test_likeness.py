"""A sentence says whether a file looks like the data its model was trained on."""

import pytest

from core.batch.figures import SCORE, Figures
from core.batch.likeness import likeness
from core.evaluation.stability import Bin, Shift, Verdict

INDEXES = {Verdict.LIKE: 0.01, Verdict.SMALL: 0.09, Verdict.MODERATE: 0.2, Verdict.LARGE: 0.4}


def shift(name: str, verdict: Verdict) -> Shift:
    limit = 0.5 if verdict is Verdict.TOO_FEW else 0.05
    found = Shift(name, INDEXES.get(verdict, 0.1), limit, 0.0, (Bin("any", 1, 1),))
    assert found.verdict is verdict
    return found


def told(*shifts: Shift) -> str:
    found = likeness(Figures(shifts=shifts, training_rows=100))
    assert found.verdict in {one.verdict for one in shifts}
    return found.sentence


def test_a_model_without_a_picture_cannot_tell() -> None:
    found = likeness(Figures())
    assert found.verdict is None
    assert found.sentence.startswith("This model keeps no picture of its training data")


def test_without_rows_there_is_nothing_to_tell() -> None:
    assert likeness(Figures(training_rows=9)) == (None, "There are no rows to compare with the training data.")


def test_a_file_with_no_shift_looks_like_the_training_data() -> None:
    sentence = told(shift(SCORE, Verdict.LIKE), shift("age", Verdict.LIKE))
    assert sentence == "Looks like the training data: neither the score nor any factor differs by more than chance."


def test_few_rows_cannot_tell() -> None:
    sentence = told(shift(SCORE, Verdict.TOO_FEW), shift("age", Verdict.LIKE))
    assert sentence == "Too few rows to tell whether the file looks like the training data."


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.SMALL, "Looks much like the training data: only age differs a little, by more than chance."),
        (Verdict.MODERATE, "Differs from the training data: age has shifted."),
        (Verdict.LARGE, "Does not look like the training data: age has shifted a lot."),
    ],
)
def test_the_gravest_shift_decides(verdict: Verdict, words: str) -> None:
    others = [one for one in Verdict if list(Verdict).index(one) < list(Verdict).index(verdict)]
    assert told(*[shift("income", one) for one in others], shift("age", verdict)).startswith(words)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([SCORE, "age"], "the score and age have shifted"),
        (["age", SCORE, "loan_to_income"], "age, the score and loan to income have shifted"),
        (["age"] * 4, "age, age, age and 1 other have shifted"),
        (["age"] * 9, "age, age, age and 6 others have shifted"),
    ],
)
def test_at_most_three_are_named(names: list[str], words: str) -> None:
    assert words in told(*[shift(name, Verdict.LARGE) for name in names])
