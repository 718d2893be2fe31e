"""The demo portfolio is the same for the same seed, belongs together, and has the blemishes that it should."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import schema
from core.errors import CreditDeskError, DataError, FileError
from core.findings import Status
from core.portfolio.cells import Mended, read_categories, read_numbers
from core.portfolio.cleaning import prepare
from core.portfolio.demo import MOST_APPLICANTS, MOST_ROWS, Demo, make_demo, write_demo
from core.portfolio.joining import join
from core.portfolio.sources import Tables, data_hash, read_folder
from core.portfolio.text_frame import text_column
from core.progress import Cancelled
from core.scorecard_json import from_json
from core.validation import check
from tests.core.factories import linear_scorecard
from tests.core.portfolio.watching import Watcher

NAMES = ["customers.csv", "loans.csv", "bureau.csv", "applicants.csv"]
SHIPPED = Path(__file__).parents[3] / "models" / "v1.0" / "scorecard.json"
ROWS = 5_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo portfolio of some thousand borrowers as files."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, ROWS, seed=7)
    return folder


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    return read_folder(folder)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def frames_of(demo: Demo) -> list[pd.DataFrame]:
    return [demo.customers, demo.loans, demo.bureau, demo.applicants]


# The same seed


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(folder: Path, tmp_path: Path) -> None:
    write_demo(tmp_path / "again", ROWS, seed=7)
    write_demo(tmp_path / "other", ROWS, seed=8)
    first, again, other = map(bytes_of, (folder, tmp_path / "again", tmp_path / "other"))
    assert again == first
    assert all(other[name] != first[name] for name in NAMES)


def test_the_shipped_model_was_trained_on_the_portfolio_that_everybody_gets(tmp_path: Path) -> None:
    watcher = Watcher()
    write_demo(tmp_path, report=watcher)
    shipped = from_json(SHIPPED.read_text(encoding="utf-8"))
    assert data_hash(read_folder(tmp_path)) == shipped.provenance["data_hash"]
    watcher.assert_rising()
    assert watcher.shares[-1] == 1.0
    assert watcher.messages.count("Writing loans.csv") == 3, "making so many takes a while, and is told on the way"
    assert watcher.messages[-1] == f"Wrote the demo portfolio to {tmp_path}"


def test_applicants_do_not_change_with_the_number_of_borrowers() -> None:
    many, few = make_demo(2_000, seed=7).applicants, make_demo(50, seed=7).applicants
    assert len(many) == MOST_APPLICANTS
    assert few.equals(many.head(50))


# It belongs together


@given(st.integers(1, 40), st.integers(0, 2**64))
@settings(max_examples=8)
def test_each_borrower_has_one_loan_and_one_record_however_few_there_are(rows: int, seed: int) -> None:
    demo = make_demo(rows, seed)
    ids = [f"C{number:05}" for number in range(1, rows + 1)]
    for frame in (demo.customers, demo.loans, demo.bureau):
        assert frame["cust_id"].tolist() == ids
    assert demo.loans["loan_id"].tolist() == [name.replace("C", "L") for name in ids]
    assert demo.applicants["applicant_id"].tolist() == [name.replace("C", "A") for name in ids]
    assert all(not frame.isna().any().any() for frame in frames_of(demo)), "dirt comes with size"


def test_the_files_are_utf_8_with_plain_line_ends_and_read_as_they_were_made(folder: Path, tables: Tables) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    for content in bytes_of(folder).values():
        assert b"\r" not in content
        assert content.decode().endswith("\n")
    made = make_demo(ROWS, seed=7)
    for name, frame in {"customers": made.customers, "loans": made.loans, "bureau": made.bureau}.items():
        assert tables.frames()[name].equals(frame.apply(lambda column: text_column(column.tolist())))


def test_nothing_is_lost_in_joining(tables: Tables) -> None:
    told = join(tables).report
    assert told.matched == told.borrowers == ROWS
    assert told.absent == ()
    assert set(told.customers.unused) == {"city", "state", "zipcode"}


def test_applicants_are_people_whom_a_model_scores(folder: Path) -> None:
    applicants = pd.read_csv(folder / "applicants.csv", dtype="str")
    fields = [schema.field(name) for name in applicants.columns.drop("applicant_id")]
    assert {"default", "cust_id", "gender", "city"}.isdisjoint(applicants.columns)
    columns = {
        item.name: (
            read_categories(applicants[item.name], item)[0]
            if item.is_category
            else read_numbers(applicants[item.name], item)
        )
        for item in fields
    }
    findings = check(columns, linear_scorecard())
    assert {finding.status for finding in findings.found} <= {Status.REFER}
    assert np.mean(findings.status()) < 0.05


# Blemishes, on purpose


def test_the_blemishes_are_in_proportion_and_each_row_has_one_at_most() -> None:
    """Demo facts: 62 residences missing, 22 "Personaal", 7 fees above the loan, 8 empty records in 50,000."""
    demo = make_demo(50_000)
    customers, loans = demo.customers, demo.loans
    missing = customers["residence_type"].isna()
    misspelled = loans["loan_purpose"] == "Personaal"
    empty = customers["income"] == 0
    fees = (loans["processing_fee"] > loans["loan_amount"]) & ~empty
    assert [int(rows.sum()) for rows in (missing, misspelled, fees, empty)] == [62, 22, 7, 8]
    assert (missing.astype(int) + misspelled + fees + empty).max() == 1
    assert (loans.loc[misspelled, "loan_type"] == "Unsecured").all()
    nothing = loans.loc[empty, ["sanction_amount", "loan_amount", "processing_fee", "gst", "net_disbursement"]]
    assert (nothing == 0).all().all()
    assert (loans.loc[empty, "principal_outstanding"] == -1).all()


@pytest.mark.parametrize(("rows", "counts"), [(1_000, [1, 1, 1, 1]), (999, [1, 0, 0, 0]), (5_000, [6, 2, 1, 1])])
def test_a_small_portfolio_has_each_blemish_from_a_thousand_borrowers_on(rows: int, counts: list[int]) -> None:
    demo = make_demo(rows)
    empty = demo.customers["income"] == 0
    fees = (demo.loans["processing_fee"] > demo.loans["loan_amount"]) & ~empty
    misspelled = demo.loans["loan_purpose"] == "Personaal"
    assert [int(x.sum()) for x in (demo.customers["residence_type"].isna(), misspelled, fees, empty)] == counts


def test_cleaning_finds_every_blemish_and_nothing_else(tables: Tables) -> None:
    told = prepare(join(tables)).report
    assert [excluded[:3] for excluded in told.excluded] == [
        ("income", "is 0, so nothing can be compared with it", 1),
        ("processing_fee", "is above the loan itself", 1),
    ]
    assert told.mended == (Mended("loan_purpose", "Personaal", "Personal", 2),)
    assert told.missing == {"residence_type": 6}
    assert told.without_values == ()


# What is refused


@pytest.mark.parametrize(("rows", "said"), [(0, "0"), (-5, "-5"), (MOST_ROWS + 1, "5,000,001")])
def test_a_portfolio_of_no_rows_or_too_many_is_refused(rows: int, said: str) -> None:
    with pytest.raises(DataError, match=f"cannot have {said} rows. Choose a number from 1 to 5,000,000"):
        make_demo(rows)


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(DataError, match=r"The seed of a demo portfolio cannot be -1\. Choose a whole number from 0 up"):
        make_demo(5, seed=-1)


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    place = tmp_path / "demo"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(FileError, match=re.escape(f"The folder {place} could not be made (")):
        write_demo(place, 5)
    assert place.read_text(encoding="utf-8") == "mine"


# All files or none


def old_files(folder: Path) -> dict[str, bytes]:
    for name in NAMES:
        (folder / name).write_bytes(b"old")
    return dict.fromkeys(NAMES, b"old")


def test_a_folder_is_made_and_old_files_are_replaced(tmp_path: Path) -> None:
    write_demo(tmp_path / "a" / "b", 5)
    old_files(tmp_path / "a" / "b")
    written = write_demo(tmp_path / "a" / "b", 6)
    assert [path.name for path in written] == NAMES
    assert all(path.read_bytes().count(b"\n") == 7 for path in written)


@pytest.mark.parametrize("after", [0, 3, 5, 6, 8])
def test_a_cancel_leaves_the_old_files_as_they_were(tmp_path: Path, after: int) -> None:
    old = old_files(tmp_path)
    with pytest.raises(Cancelled):
        write_demo(tmp_path, 5, report=Watcher(cancel_after=after))
    assert bytes_of(tmp_path) == old


def test_a_file_that_cannot_be_written_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    old = old_files(tmp_path)
    (tmp_path / "bureau.csv").unlink()
    (tmp_path / "bureau.csv").mkdir()
    with pytest.raises(CreditDeskError, match=r"bureau\.csv could not be written"):
        write_demo(tmp_path, 5)
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert left == {name: content for name, content in old.items() if name != "bureau.csv"}
