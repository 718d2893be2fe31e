"""``train``: from where and under what names its data come, what is told of them beforehand, and how they are split."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from app.services.paths import models_folder
from core.features import STANDARD_FEATURES
from core.portfolio.columns import BARRED
from core.portfolio.demo import write_demo
from core.registry.versions import Registry
from tests.app.command_line import Said, call

Capsys = pytest.CaptureFixture[str]
QUICK = ("--preset", "reference", "--folds", "3")
DAY_FIRST = ("--date-order", "day")
SECRET = "Gehe1m-s3cret"
ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.usefixtures("home")
sa.dialects.registry.register("guarded", "tests.core.portfolio.guarded_driver", "Dialect")
sa.dialects.registry.register("refusing", "tests.core.portfolio.refusing_driver", "Dialect")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo portfolio of 1,500 borrowers."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, rows=1_500)
    return folder


@pytest.fixture
def renamed(demo: Path, tmp_path: Path) -> Path:
    """The same, with the bank's own names for a file and some columns."""
    folder = Path(shutil.copytree(demo, tmp_path / "renamed"))
    customers = pd.read_csv(folder / "customers.csv", dtype=str, keep_default_na=False)
    customers.rename(columns={"cust_id": "Person", "income": "Pay slip"}).to_csv(folder / "borrowers.csv", index=False)
    (folder / "customers.csv").unlink()
    return folder


@pytest.fixture
def database(demo: Path, tmp_path: Path) -> Path:
    """The same as a SQLite file."""
    path = tmp_path / "bank.db"
    engine = sa.create_engine(f"sqlite:///{path}")
    for table in ("customers", "loans", "bureau"):
        pd.read_csv(demo / f"{table}.csv").to_sql(table, engine, index=False)
    engine.dispose()
    return path


NAMES = ("--table", "customers=borrowers", "--map", "customers.cust_id=Person", "--map", "income=Pay slip")


def refused(said: Said) -> str:
    assert said.code == 2
    assert said.out == ""
    return said.last_line


def written(folder: Path) -> str:
    """All that stands in the files of a folder."""
    return "\n".join(path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file())


# The report


def test_a_person_reads_what_the_data_hold_and_nothing_is_trained_or_written(
    capsys: Capsys, demo: Path, home: Path
) -> None:
    said = call(capsys, "train", "--data", demo, "--report")
    assert said.code == 0
    assert said.out.startswith("To look at before training\n")
    assert "Joined on cust_id: 1,500 loans of 1,500 borrowers." in said.out
    assert "gender                      it is a protected attribute" in said.out
    assert list(home.iterdir()) == []


def test_a_script_reads_the_report_as_one_object(capsys: Capsys, demo: Path) -> None:
    told = call(capsys, "train", "--data", demo, "--report", "--json").json
    assert told["join"]["matched"] == 1_500
    assert told["barred"] == BARRED
    assert set(told["vif"]) <= set(STANDARD_FEATURES)
    extended = call(capsys, "train", "--data", demo, "--report", "--features", "extended", "--json").json
    assert "total_loan_months" in extended["vif"]
    assert {one["name"] for one in told["information"]} == {one["name"] for one in extended["information"]}


def test_whoever_watches_the_report_sees_it_move(capsys: Capsys, demo: Path) -> None:
    told = call(capsys, "train", "--data", demo, "--report").err.splitlines()
    shares = [int(line.partition("%")[0]) for line in told]
    assert shares == sorted(shares)
    assert "Reading customers.csv" in told[0]
    assert shares[-1] > 90


def test_a_report_activates_nothing(capsys: Capsys, demo: Path) -> None:
    assert "nothing to activate" in refused(call(capsys, "train", "--data", demo, "--report", "--activate"))


def test_the_report_needs_no_learning_library(demo: Path) -> None:
    """Loading one takes seconds."""
    look = (
        "import sys; from app.cli import main; code = main(['train', '--data', sys.argv[1], '--report']); "
        "print(code, sorted({'sklearn', 'imblearn', 'optuna', 'matplotlib', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", look, str(demo)], capture_output=True, text=True, cwd=ROOT, check=True, env=os.environ
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def test_utilization_as_a_share_is_told_before_training_and_with_the_model(
    capsys: Capsys, demo: Path, tmp_path: Path
) -> None:
    shares = Path(shutil.copytree(demo, tmp_path / "shares"))
    (name,) = [path.name for path in shares.iterdir() if path.stem.startswith("bureau")]
    bureau = pd.read_csv(shares / name)
    bureau["credit_utilization_ratio"] /= 100
    bureau.to_csv(shares / name, index=False)
    report = call(capsys, "train", "--data", shares, "--report").out.partition("\n\n")[0]
    notes = call(capsys, "train", "--data", shares, *QUICK, "--json").json["notes"]
    for told in (report, "\n".join(notes)):
        assert "credit_utilization_ratio lies between 0 and 1 in" in told


# Names


def test_tables_and_columns_under_other_names_give_the_same_model(capsys: Capsys, demo: Path, renamed: Path) -> None:
    ours = call(capsys, "train", "--data", demo, *QUICK, "--json").json
    theirs = call(capsys, "train", "--data", renamed, *NAMES, *QUICK, "--json").json
    assert theirs["metrics"] == ours["metrics"]
    shown = call(capsys, "models", "show", theirs["version"], "--json").json
    assert shown["provenance"]["mapped"] == {"customers.cust_id": "Person", "income": "Pay slip"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--map", "income=Wage"], "has no column 'Wage', which was chosen for income"),
        (["--map", "wage=income"], "There is no column 'wage'"),
        (["--map", "income=a", "--map", "income=b"], "--map gives two columns for income"),
        (["--table", "customers=a", "--table", "customers=b"], "--table must give one name for customers"),
        (["--table", "loans="], "--table must give one name for loans"),
        (["--table", "people=a"], "There is no table 'people'"),
        (["--table", "loans=granted"], "has no granted.csv"),
    ],
)
def test_a_name_that_cannot_be_meant_is_refused(capsys: Capsys, demo: Path, options: list[str], words: str) -> None:
    assert words in refused(call(capsys, "train", "--data", demo, *options, "--report"))


def test_three_files_need_no_names_of_tables(capsys: Capsys, demo: Path) -> None:
    files = [word for table in ("customers", "loans", "bureau") for word in (f"--{table}", demo / f"{table}.csv")]
    assert "--table goes with" in refused(call(capsys, "train", *files, "--table", "loans=a", "--report"))
    assert call(capsys, "train", *files, "--report").code == 0


# Passwords


def test_a_password_is_neither_stored_nor_told(capsys: Capsys, database: Path, home: Path) -> None:
    """The server of this database takes any password, and works."""
    address = f"guarded://ann:{SECRET}@bank/{database.name}?folder={database.parent}&token={SECRET}"
    said = call(capsys, "train", "--database", address, *QUICK, "--json")
    assert said.code == 0, said.err
    shown = call(capsys, "models", "show", said.json["version"])
    report = call(capsys, "train", "--database", address, "--report", "--json")
    assert report.json["join"]["customers"]["source"] == "table customers"
    assert "table customers" in shown.out
    assert "table customers" in written(home)
    for text in (said.out, said.err, shown.out, shown.err, report.out, report.err, written(home)):
        assert SECRET not in text
        assert "ann" not in text.split()


@pytest.mark.parametrize("more", [["--report"], [*QUICK, "--json"]])
def test_a_server_that_refuses_and_repeats_the_password_is_told_without_it(
    capsys: Capsys, home: Path, more: list[str]
) -> None:
    said = call(capsys, "train", "--database", f"refusing://ann:{SECRET}@bank/risk?token={SECRET}", *more)
    assert "login refused for host=bank" in refused(said)
    assert "ann:***@bank" in said.last_line
    assert SECRET not in said.err + written(home)


# The split


def test_a_person_says_whether_day_or_month_comes_first(capsys: Capsys, demo: Path, tmp_path: Path) -> None:
    doubtful = Path(shutil.copytree(demo, tmp_path / "doubtful"))
    loans = pd.read_csv(doubtful / "loans.csv")
    loans.assign(disbursal_date="01-02-2024").to_csv(doubtful / "loans.csv", index=False)
    months = {}
    for order in ([], DAY_FIRST, ["--date-order", "month"]):
        told = call(capsys, "train", "--data", doubtful, "--report", "--json", *order).json
        months[order[-1] if order else ""] = [month["month"] for month in told["months"]]
        assert ("--date-order month" in " ".join(told["warnings"])) == (not order)
    assert months == {"": ["2024-02"], "day": ["2024-02"], "month": ["2024-01"]}


def test_the_newest_loans_are_held_out_when_asked_for(capsys: Capsys, demo: Path, home: Path) -> None:
    said = call(capsys, "train", "--data", demo, *QUICK, "--since", "2023-07-01", *DAY_FIRST, "--split", "out-of-time")
    assert "loans paid out from 2023-07-01 on; older ones trained." in said.out
    kept = Registry(home, models_folder()).load("v2.0").provenance
    assert kept["split"] == {"kind": "out-of-time", "since": "2023-07-01", "undated": 0}
    assert kept["date_order"] == "day"
    answer = call(capsys, "train", "--data", demo, *QUICK, "--split", "out-of-time", "--held-out", "0.4", "--json").json
    assert answer["rows"]["held_out"] == pytest.approx(0.4 * answer["rows"]["used"], abs=5)
    assert answer["split"]["kind"] == "out-of-time"
    assert any("older ones trained" in note for note in answer["notes"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--split", "newest"], "newest"),
        (["--since", "soon", "--split", "out-of-time"], "'soon' is not a day like 2024-01-01"),
        (["--since", "2024-01-01"], "goes with an out-of-time split"),
        (["--held-out", "0.9"], "held-out share must lie between 0.05 and 0.5"),
        (["--held-out", "nan"], "held-out share must lie between"),
        (["--held-out", "30"], "it is 30.0. For 30 % write 0.3."),
        (["--held-out", "0.3", "--since", "2024-01-01", "--split", "out-of-time"], "both say which loans are held out"),
        (["--split", "out-of-time", "--since", "2050-01-01"], "Give an earlier day"),
    ],
)
def test_a_split_that_cannot_be_made_is_refused(capsys: Capsys, demo: Path, options: list[str], words: str) -> None:
    assert words in refused(call(capsys, "train", "--data", demo, *QUICK, *options))
