"""Each command does its whole job on real files: scripts get JSON, people get sentences."""

import csv
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import joblib
import pytest

from app.services.paths import SETTINGS_FILE, models_folder
from core import catalogue
from core.batch.pipeline import score_file
from core.catalogue import Catalogue
from core.explanation import Explainer, Population
from core.portfolio.demo import write_demo
from core.registry.versions import Registry
from tests.app.command_line import Said, call
from tests.core.registry.notebook_artifacts import model_data

Capsys = pytest.CaptureFixture[str]
ADDED = [
    "default_probability", "balanced_probability", "credit_score", "rating", "decision", "default_prediction",
    "reason_1", "reason_2", "reason_3", "reason_4", "row_status", "row_problem",
]  # fmt: skip
METRICS = {
    "auc", "gini", "ks", "pr_auc", "brier", "log_loss", "ece", "accuracy", "precision", "recall", "f1", "mean_pd",
    "default_rate",
}  # fmt: skip
QUICK = ("--preset", "reference", "--folds", "3")
REASON = ("--reason", "so few rows are enough to try it out")
"""These models are trained on too few rows to pass their gates."""

pytestmark = pytest.mark.usefixtures("home", "qapp")  # the tests of the window need an application of their kind


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo portfolio of 1,500 borrowers."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, rows=1_500)
    return folder


@pytest.fixture
def applicants(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo applicants, in a folder that can be written."""
    return Path(shutil.copy(demo / "applicants.csv", tmp_path / "applicants.csv"))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def trained(capsys: Capsys, demo: Path, *options: str) -> dict[str, Any]:
    said = call(capsys, "train", "--data", demo, *QUICK, *options, "--json")
    assert said.code == 0, said.err
    answer: dict[str, Any] = said.json
    return answer


def refused(said: Said) -> str:
    """The one sentence of a command that refused."""
    assert said.code == 2
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.last_line


def test_a_script_scores_a_file_and_reads_one_json_object(capsys: Capsys, applicants: Path) -> None:
    said = call(capsys, "score", applicants, "--json")
    assert said.code == 0
    answer = said.json
    rows = rows_of(applicants.with_name("applicants_scored.csv"))
    assert answer["rows"] == len(rows) == len(rows_of(applicants))
    assert answer["scored"] == sum(row["row_status"] == "scored" for row in rows)


def foreign(applicants: Path) -> Path:
    """The same applicants as another program would write them."""
    rows = rows_of(applicants)[:50]
    for row in rows:
        row["Salary"] = f"{int(row.pop('income')):,}".replace(",", ".")
        row["credit_utilization_ratio"] = f"{int(row['credit_utilization_ratio']) / 100}".replace(".", ",")
    path = applicants.with_name("foreign.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_file_that_can_be_read_in_two_ways_is_refused_with_the_options_that_decide(
    capsys: Capsys, applicants: Path
) -> None:
    file = foreign(applicants)
    assert "foreign.csv has no column for income" in refused(call(capsys, "score", file))
    said = call(capsys, "score", file, "--map", "income=Salary", "--json")
    assert "The column 'credit_utilization_ratio' of foreign.csv can be read in two ways: '" in refused(said)
    assert "% with --percent percent, " in said.err
    decided = call(capsys, "score", file, "--map", "income=Salary", "--percent", "share", "--json")
    call(capsys, "score", applicants, "--json")
    assert decided.json["rows"] == 50
    assert decided.json["reading"] == [
        "Its cells are separated by semicolons.",
        "Columns under other names: 'Salary' is income.",
        "A comma stands before decimals in its numbers.",
        "Per cent is written as a share, 0.45 for 45 %, in credit_utilization_ratio.",
    ]
    with file.with_name("foreign_scored.csv").open(encoding="utf-8", newline="") as scored:
        found = [row["credit_score"] for row in csv.DictReader(scored, delimiter=";")]
    assert found == [row["credit_score"] for row in rows_of(applicants.with_name("applicants_scored.csv"))[:50]]


def test_each_open_question_of_a_file_is_a_line(capsys: Capsys, applicants: Path) -> None:
    rows = rows_of(applicants)[:1]
    rows[0] |= {"income": "12.400", "loan_amount": "9.500"}
    with applicants.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    said = call(capsys, "score", applicants)
    refused(said)
    questions = [line for line in said.err.splitlines() if "can be read in two ways" in line]
    assert [line.split("'")[1] for line in questions] == ["income", "loan_amount"]
    assert all("--decimal point" in line and "--decimal comma" in line for line in questions)
    assert call(capsys, "score", applicants, "--decimal", "comma").code == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--map", "incom=income"], "There is no input 'incom' to which 'income' could be mapped."),
        (["--map", "income=a", "--map", "income=b"], "--map gives two columns for income: 'a' and 'b'."),
        (["--map", "income=Salary"], "applicants.csv has no column 'Salary', which was chosen for income."),
        (["--map", "income="], "applicants.csv has no column for income"),
        (["--separator", "abc"], "'abc' cannot separate cells."),
        (["--encoding", "ebcdic"], "The encoding 'ebcdic' is none of utf-8, utf-16, windows-1252."),
    ],
)
def test_a_decision_that_does_not_fit_the_file_is_refused(
    capsys: Capsys, applicants: Path, options: list[str], sentence: str
) -> None:
    assert sentence in refused(call(capsys, "score", applicants, *options))


def test_the_scored_file_keeps_its_columns_and_adds_the_answers(capsys: Capsys, applicants: Path) -> None:
    said = call(capsys, "score", applicants, "-o", applicants.with_name("out.csv"))
    assert said.code == 0
    before, after = rows_of(applicants), rows_of(applicants.with_name("out.csv"))
    assert list(after[0]) == [*before[0], *ADDED]
    assert [{name: row[name] for name in before[0]} for row in after] == before
    assert str(len(before)) in said.out.replace(",", "")


def test_the_number_of_reasons_can_be_chosen(capsys: Capsys, applicants: Path) -> None:
    call(capsys, "score", applicants, "--reasons", "1")
    names = list(rows_of(applicants.with_name("applicants_scored.csv"))[0])
    assert [name for name in names if name.startswith("reason_")] == ["reason_1"]


def test_reasons_are_told_as_was_chosen_in_the_window(capsys: Capsys, applicants: Path, home: Path) -> None:
    """Whoever asks at the desk and whoever reads the file hear the same."""
    out = applicants.with_name("out.csv")
    call(capsys, "score", applicants, "-o", out)
    before = rows_of(out)
    (home / SETTINGS_FILE).write_text("[reasons]\npopulation=above_cutoff\n", encoding="utf-8")
    catalogue.write(home, Catalogue().with_text("age", catalogue.Language.ENGLISH, "Our own words about age"))
    said = call(capsys, "score", applicants, "-o", out)
    after = rows_of(out)
    assert (said.code, said.err.count("reasons.json")) == (0, 0)
    assert [row["credit_score"] for row in after] == [row["credit_score"] for row in before]
    assert _told(after) != _told(before)
    assert _told(after) == _told_by_hand(applicants, out)
    assert "Our own words about age" in {text for texts in _told(after) for text in texts}


def test_losses_are_expected_by_the_policy_that_was_set_in_the_window(
    capsys: Capsys, applicants: Path, home: Path
) -> None:
    usual = call(capsys, "score", applicants, "--json").json
    (home / SETTINGS_FILE).write_text("[policy]\nlgd_secured=0\nlgd_unsecured=0\n", encoding="utf-8")
    lossless = call(capsys, "score", applicants, "--json").json
    assert usual["expected_loss"] > 0
    assert usual["loss_given_default"] == {"Secured": 0.65, "Unsecured": 0.70}
    assert (lossless["expected_loss"], lossless["loss_given_default"]) == (0, {"Secured": 0, "Unsecured": 0})
    assert "loss given default 0 % of secured, 0 % of unsecured loans" in call(capsys, "score", applicants).out


def _told(rows: list[dict[str, str]]) -> list[list[str]]:
    return [[row[f"reason_{rank}"] for rank in (1, 2, 3, 4)] for row in rows]


def _told_by_hand(applicants: Path, out: Path) -> list[list[str]]:
    scorecard = Registry(applicants.parent, models_folder()).load("v1.0")
    own = {"age": "Our own words about age"}
    score_file(applicants, out, scorecard, explainer=Explainer(scorecard, Population.ABOVE_CUTOFF, own))
    return _told(rows_of(out))


def test_a_catalogue_of_reasons_that_cannot_be_read_is_told(capsys: Capsys, applicants: Path, home: Path) -> None:
    (home / catalogue.FILE_NAME).write_text("{", encoding="utf-8")
    said = call(capsys, "score", applicants, "--json")
    assert said.json["rows"] == len(rows_of(applicants))
    assert "cannot be read as a catalogue of reasons" in said.err


def test_a_missing_file_is_refused_in_a_sentence(capsys: Capsys, tmp_path: Path) -> None:
    assert "nowhere.csv" in refused(call(capsys, "score", tmp_path / "nowhere.csv"))


@pytest.mark.parametrize("name", ["", ".", "..", "/"])
def test_a_folder_or_nothing_is_no_file_to_score(capsys: Capsys, name: str) -> None:
    assert refused(call(capsys, "score", name)).endswith(" is a folder. Give a CSV, Excel or Parquet file.")


@pytest.mark.parametrize("name", ["", "/"])
def test_the_result_needs_a_name_of_its_own(capsys: Capsys, applicants: Path, name: str) -> None:
    sentence = refused(call(capsys, "score", applicants, "-o", name))
    assert sentence.startswith(f"{Path(name)} could not be written in ")
    assert "(it is a folder)" in sentence


def test_an_unknown_model_is_refused_with_those_there_are(capsys: Capsys, applicants: Path) -> None:
    assert "v1.0" in refused(call(capsys, "score", applicants, "--model", "v9.0"))


def test_a_script_trains_and_reads_the_figures(capsys: Capsys, demo: Path) -> None:
    answer = trained(capsys, demo)
    assert answer["version"] == "v2.0"
    assert set(answer["metrics"]) >= METRICS
    assert {"parameters", "rows", "seconds"} <= set(answer)
    assert call(capsys, "models", "show", "v1.0").code == 0


def test_a_person_reads_what_training_did(capsys: Capsys, demo: Path) -> None:
    said = call(capsys, "train", "--data", demo, *QUICK)
    assert "AUC" in said.out
    assert "models activate v2.0" in said.out


def test_whoever_watches_training_sees_it_move_from_reading_to_the_end(capsys: Capsys, demo: Path) -> None:
    told = call(capsys, "train", "--data", demo, *QUICK).err.splitlines()
    shares = [int(line.partition("%")[0]) for line in told]
    assert shares == sorted(shares)
    assert shares[0] < 10
    assert shares[-1] > 90
    assert "Reading customers.csv" in told[0]
    assert "held-out rows" in told[-1]


def test_three_files_and_a_folder_give_the_same_model(capsys: Capsys, demo: Path) -> None:
    files = [word for table in ("customers", "loans", "bureau") for word in (f"--{table}", demo / f"{table}.csv")]
    by_files = call(capsys, "train", *files, *QUICK, "--json").json
    assert by_files["metrics"] == trained(capsys, demo)["metrics"]


@pytest.mark.parametrize(
    "options",
    [[], ["--data", "d", "--database", "sqlite://"], ["--data", "d", "--loans", "l"]],
)
def test_the_data_must_be_given_in_one_way(capsys: Capsys, options: list[str]) -> None:
    assert "one way" in refused(call(capsys, "train", *options))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--data", "nowhere", "--trials", "0"], "trials must lie between 1 and"),
        (
            ["--preset", "reference", "--trials", "9"],
            "--trials limits a search, and --preset reference searches nothing",
        ),
        (["--preset", "reference", "--minutes", "1"], "--minutes limits a search"),
        (["--data", "nowhere", "--folds", "1"], "folds must lie between 2 and"),
        (["--data", "nowhere"], "nowhere"),
        (["--customers", "c", "--loans", "l"], "all three"),
    ],
)
def test_a_wrong_call_is_refused_before_the_learning_libraries_are_loaded(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch, options: list[str], words: str
) -> None:
    """For that takes seconds."""
    monkeypatch.setitem(sys.modules, "core.training.train", None)  # importing it fails
    assert words in refused(call(capsys, "train", *options))


def test_a_new_model_is_used_when_it_is_activated_and_left_by_a_rollback(capsys: Capsys, demo: Path) -> None:
    trained(capsys, demo, "--activate", *REASON)
    assert _active(capsys) == "v2.0"
    assert "v1.0 is in use again" in call(capsys, "models", "rollback").out
    assert _active(capsys) == "v1.0"
    shipped, trained_one = call(capsys, "models", "list").out.splitlines()
    assert "in use" in shipped
    assert "used before" in trained_one
    assert "v2.0" in call(capsys, "models", "activate", "v2.0").out
    assert _active(capsys) == "v2.0"


def _active(capsys: Capsys) -> str:
    listed = call(capsys, "models", "list", "--json").json["models"]
    (active,) = [version["name"] for version in listed if version["active"]]
    return str(active)


def test_people_see_which_model_is_in_use(capsys: Capsys) -> None:
    (line,) = call(capsys, "models", "list").out.splitlines()
    assert line.startswith("* v1.0")
    assert "shipped" in line


def test_a_version_is_shown_with_its_figures(capsys: Capsys) -> None:
    shown = call(capsys, "models", "show", "v1.0", "--json").json
    assert shown["version"] == "v1.0"
    assert shown["metrics"]["auc"] > 0.98
    assert "auc" in call(capsys, "models", "show", "v1.0").out


def test_there_is_nothing_to_roll_back_to_at_first(capsys: Capsys) -> None:
    assert "no earlier model" in refused(call(capsys, "models", "rollback"))


def test_a_model_is_exported_and_comes_back_as_a_new_version(capsys: Capsys, tmp_path: Path) -> None:
    said = call(capsys, "models", "export", "v1.0", tmp_path / "out")
    assert said.code == 0
    assert "scorecard.json" in said.out
    said = call(capsys, "models", "import", tmp_path / "out" / "scorecard.json")
    assert "v2.0" in said.out
    assert _active(capsys) == "v1.0"


def test_a_script_reads_one_json_object_from_every_action(capsys: Capsys, tmp_path: Path) -> None:
    def answer(*arguments: object) -> dict[str, Any]:
        return call(capsys, "models", *arguments, "--json").json

    exported = answer("export", "v1.0", tmp_path / "out")
    names = ["scorecard.json", "model_comparison.csv", "metrics.json", "model_data.joblib"]
    names += ["logistic_regression_model.joblib", "preprocessor.joblib", "model_card.html", "model_card.pdf"]
    names += ["judgement.json", "validation_pack.xlsx", "validation_pack.pdf"]
    assert exported["files"] == [str(tmp_path / "out" / name) for name in names]
    (note,) = exported["notes"]
    assert note.startswith("The model has curves, so model_data.joblib holds a pipeline")
    imported = answer("import", tmp_path / "out" / "scorecard.json")
    assert imported == {"version": "v2.0", "calibrated": True, "renamed_columns": {}}
    assert answer("activate", "v2.0") == {"active": "v2.0"}
    assert answer("rollback") == {"active": "v1.0"}


def test_a_column_under_another_name_is_asked_about_and_mapped(capsys: Capsys, tmp_path: Path) -> None:
    data = model_data(100, lambda frame: frame.rename(columns={"loan_to_income": "lti"}))
    path = tmp_path / "model_data.joblib"
    joblib.dump(data, path)
    assert "import it with --map loan_to_income=lti." in refused(call(capsys, "models", "import", path))
    said = call(capsys, "models", "import", path, "--map", "loan_to_income=lti")
    first, second = said.out.splitlines()
    assert first.startswith("Imported as v2.0; the model in use has not changed. It is uncalibrated: its PD is")
    assert first.endswith("To fit it: models calibrate v2.0.")
    assert second == "Its column lti is loan_to_income here."
    answer = call(capsys, "models", "import", path, "--map", "loan_to_income=lti", "--json").json
    assert answer == {"version": "v3.0", "calibrated": False, "renamed_columns": {"loan_to_income": "lti"}}


def test_versions_are_compared_and_noted(capsys: Capsys, tmp_path: Path) -> None:
    call(capsys, "models", "export", "v1.0", tmp_path / "out")
    call(capsys, "models", "import", tmp_path / "out" / "scorecard.json", "--author", "Model owner")
    compared = call(capsys, "models", "compare", "v1.0", "v2.0", "--json").json
    assert (compared["first"], compared["second"], compared["making"]) == ("v1.0", "v2.0", [])
    assert "at most 0 points otherwise than v1.0" in call(capsys, "models", "compare", "v1.0", "v2.0").out
    assert "no model v9.0" in refused(call(capsys, "models", "compare", "v1.0", "v9.0"))
    noted = call(capsys, "models", "note", "v2.0", "The same as v1.0.", "--author", "Model owner", "--json").json
    assert [(note["author"], note["text"]) for note in noted["notes"]] == [("Model owner", "The same as v1.0.")]
    assert "Model owner: The same as v1.0." in call(capsys, "models", "note", "v2.0").out
    shipped, imported = call(capsys, "models", "list").out.splitlines()
    assert shipped.endswith("in use, shipped, 49,985 rows")
    assert imported.endswith("not used yet, 49,985 rows by Model owner, “The same as v1.0.”")
    (_, listed) = call(capsys, "models", "list", "--json").json["models"]
    assert (listed["status"], listed["author"], len(listed["notes"])) == ("not used yet", "Model owner", 1)


def test_a_trained_model_has_a_card_with_intervals_and_groups_of_people(
    capsys: Capsys, demo: Path, tmp_path: Path
) -> None:
    trained(capsys, demo)
    said = call(capsys, "models", "card", "v2.0", "-o", tmp_path / "card.html", "--json")
    assert said.json == {"version": "v2.0", "file": str(tmp_path / "card.html")}
    page = (tmp_path / "card.html").read_text(encoding="utf-8")
    for words in ("Model card v2.0", "not used yet", "gender", "Approval against best group"):
        assert words in page
    brier = page[page.index("Brier score") :][:200]
    assert re.search(r"0\.\d{4} to 0\.\d{4}", brier)
    assert "End it in .html or .pdf" in refused(call(capsys, "models", "card", "v1.0", "-o", tmp_path / "card.txt"))


def test_an_imported_model_is_calibrated_on_the_banks_own_borrowers(capsys: Capsys, demo: Path, tmp_path: Path) -> None:
    joblib.dump(model_data(100), tmp_path / "model_data.joblib")
    call(capsys, "models", "import", tmp_path / "model_data.joblib")
    assert "uncalibrated" in call(capsys, "models", "list").out
    said = call(capsys, "models", "calibrate", "v2.0", "--data", demo)
    assert "Saved as v3.0; on borrowers held out its mean PD is" in said.out
    (_, imported, calibrated) = call(capsys, "models", "list", "--json").json["models"]
    assert (imported["calibrated"], calibrated["calibrated"]) == (False, True)
    assert set(calibrated["metrics"]) >= METRICS
    assert "Give the data in one way" in refused(call(capsys, "models", "calibrate", "v2.0"))


def test_a_version_that_is_not_in_use_is_deleted(capsys: Capsys, tmp_path: Path) -> None:
    call(capsys, "models", "export", "v1.0", str(tmp_path))
    for _ in range(2):
        call(capsys, "models", "import", str(tmp_path / "scorecard.json"))
    assert call(capsys, "models", "delete", "v3.0", "--json").json == {"deleted": "v3.0"}
    assert "v2.0 was deleted" in call(capsys, "models", "delete", "v2.0", "--author", "Model owner").out
    assert [version["name"] for version in call(capsys, "models", "list", "--json").json["models"]] == ["v1.0"]
    refused = call(capsys, "models", "delete", "v1.0")
    assert (refused.code, refused.out) == (2, "")
    assert "v1.0 is in use and was not deleted" in refused.err


def test_a_note_without_a_name_is_signed_by_the_user_of_the_computer(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "analyst")
    assert "analyst: Kept." in call(capsys, "models", "note", "v1.0", "Kept.").out


def test_an_altered_model_is_refused_and_the_shipped_one_goes_on(capsys: Capsys, demo: Path, home: Path) -> None:
    trained(capsys, demo, "--activate", *REASON)
    path = home / "models" / "v2.0" / "scorecard.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    body["intercept"] += 1.0
    path.write_text(json.dumps(body), encoding="utf-8")
    said = call(capsys, "score", demo / "applicants.csv", "-o", home / "out.csv")
    assert said.code == 0
    assert "v2.0" in said.err
    assert "v1.0" in said.err
    assert "v2.0" in call(capsys, "models", "list").out


@pytest.mark.parametrize("is_terminal", [True, False])
@pytest.mark.parametrize("command", ["score", "train"])
def test_another_model_than_the_chosen_one_is_told_on_a_line_that_stays(
    capsys: Capsys, demo: Path, home: Path, monkeypatch: pytest.MonkeyPatch, command: str, is_terminal: bool
) -> None:
    """Also on a terminal, where a bar would wipe it away."""
    call(capsys, "models", "import", _exported(capsys, home))
    call(capsys, "models", "activate", "v2.0")
    (home / "models" / "v2.0" / "scorecard.json").write_text("{", encoding="utf-8")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    scoring = (demo / "applicants.csv", "-o", home / "out.csv")
    arguments = scoring if command == "score" else ("--data", demo, *QUICK)
    said = call(capsys, command, *arguments)
    assert said.code == 0
    (line,) = [line for line in said.err.split("\n") if "v2.0 cannot be used" in line]
    assert line.startswith("The active model v2.0 cannot be used: ")
    assert line.endswith("Meanwhile v1.0 is used; activate the model you want.")


def _exported(capsys: Capsys, home: Path) -> Path:
    call(capsys, "models", "export", "v1.0", home / "out")
    return home / "out" / "scorecard.json"


def test_training_helps_where_no_model_is_left(
    capsys: Capsys, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.paths.models_folder", lambda: tmp_path / "empty")
    said = call(capsys, "train", "--data", demo, *QUICK, "--activate", *REASON, "--json")
    assert said.json["active_metrics"] is None
    assert "no model to compare with" in said.err
    assert _active(capsys) == "v1.0"


def test_the_demo_portfolio_is_written_and_told(capsys: Capsys, tmp_path: Path) -> None:
    said = call(capsys, "demo", tmp_path / "demo", "--rows", "50")
    assert [Path(line).name for line in said.out.splitlines()] == [
        "customers.csv", "loans.csv", "bureau.csv", "applicants.csv",
    ]  # fmt: skip
    assert len(rows_of(tmp_path / "demo" / "loans.csv")) == 50


def test_a_data_folder_that_cannot_be_written_is_told_before_training(capsys: Capsys, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    said = call(capsys, "train", "--data", tmp_path / "nowhere", "--home", tmp_path / "file" / "home")
    assert "--home" in refused(said)


def test_a_data_folder_that_cannot_be_written_is_no_hindrance_to_reading(
    capsys: Capsys, applicants: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    elsewhere = ("--home", tmp_path / "file" / "home")
    assert call(capsys, "score", applicants, *elsewhere, "--json").json["model"] == "v1.0"
    assert call(capsys, "models", "list", *elsewhere).out.startswith("* v1.0")
    assert call(capsys, "models", "export", "v1.0", tmp_path / "out", *elsewhere).code == 0
    assert "cannot keep its data" in refused(call(capsys, "models", "activate", "v1.0", *elsewhere))
