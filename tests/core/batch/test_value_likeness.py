"""A column that holds nothing but the categories of a missing input is proposed for it, and never taken unasked."""

from pathlib import Path

import pytest

from core.batch.choices import ReadingChoices
from core.batch.inspection import inspect
from core.batch.pipeline import score_file
from core.errors import FileError
from tests.core.batch.files import applicants, write_csv
from tests.core.factories import curve_scorecard

CURVES = curve_scorecard()
NAME = "Secured/Unsecured"


def written(folder: Path, *texts: str, **others: str) -> Path:
    """Applicants whose loan type stands in a column that names the categories; ``others`` are columns beside it."""
    rows = applicants(*({"loan_type": text, **others} for text in texts))
    named = ({{"loan_type": NAME}.get(key, key): text for key, text in row.items()} for row in rows)
    return write_csv(folder / "in.csv", named)


def likely(path: Path) -> dict[str, str]:
    return inspect(path, CURVES).likely


def test_a_column_of_categories_is_proposed_for_the_input_that_has_them(tmp_path: Path) -> None:
    path = written(tmp_path, "Secured", " UNSECURED", "")
    assert likely(path) == {"loan_type": NAME}
    assert inspect(path, CURVES).missing == ("loan_type",)
    with pytest.raises(FileError, match=f"did you mean '{NAME}' for loan_type. If so, say --map \"loan_type={NAME}\""):
        score_file(path, tmp_path / "out.csv", CURVES)
    assert inspect(path, CURVES, ReadingChoices(columns={"loan_type": NAME})).is_settled


@pytest.mark.parametrize("texts", [("Secured", "by a house"), ("", ""), ("Home", "Auto"), ("1", "0")])
def test_a_column_that_holds_something_else_is_not_proposed(tmp_path: Path, texts: tuple[str, ...]) -> None:
    assert likely(written(tmp_path, *texts)) == {}


def test_of_two_such_columns_none_is_proposed(tmp_path: Path) -> None:
    assert likely(written(tmp_path, "Secured", other="Unsecured")) == {}


@pytest.mark.parametrize("name", ["what_to_mend", " ", "purpose"])
def test_a_column_that_is_something_else_by_its_name_is_no_second_one(tmp_path: Path, name: str) -> None:
    assert likely(written(tmp_path, "Secured", **{name: "Unsecured"})) == {"loan_type": NAME}
