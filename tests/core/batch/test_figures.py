"""What a file adds up to, computed again row by row from the scored file."""

import json
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.affordability import Policy
from core.batch.figures import PROBABILITY_EDGES, SCORE, Figures, ScoreCounts
from core.batch.pipeline import score_file
from core.distribution import CategoryBins, NumberBins, TrainingDistribution
from core.evaluation.stability import Verdict
from core.explanation import Explainer, Population
from core.features import FEATURES
from core.schema import field
from core.scorecard import Scorecard, ScoreScale
from core.scoring import Scorer
from core.strict_reading import read
from tests.core.batch.files import APPLICANT, applicants, read_csv, write_csv
from tests.core.factories import curve_scorecard

POLICY = Policy(lgd_secured=0.4, lgd_unsecured=0.9)
PEOPLE = [
    {"credit_utilization_ratio": str(share), "age": str(20 + share // 2), "loan_amount": str(300_000 + 9_000 * share),
     "loan_type": "Unsecured" if share % 2 else "Secured", "residence_type": "Rented" if share % 4 else "Owned"}
    for share in range(0, 100, 3)
]  # fmt: skip
WRONG = [{"age": ""}, {"age": "350"}, {"income": "0"}, {"residence_type": "Castle"}, {"age": "80"}]
SPREAD = TrainingDistribution(
    rows=100,
    numbers={
        name: NumberBins((30.0, 50.0), (20, 30, 49), 1) if name == "age" else NumberBins((), (100,))
        for name in curve_scorecard().curves
    },
    categories={
        name: CategoryBins({FEATURES[name].categories[0]: 90, FEATURES[name].categories[1]: 10})
        for name in curve_scorecard().tables
    },
    scores=NumberBins((500.0, 700.0), (20, 30, 50)),
)
MODEL = replace(curve_scorecard(), training_distribution=SPREAD)


def figures_of(folder: Path, scorecard: Scorecard = MODEL, chunk_rows: int = 4, **how: object) -> Figures:
    source = write_csv(folder / "in.csv", applicants(*PEOPLE, *WRONG))
    source.write_text(source.read_text() + ",".join([*APPLICANT.values(), "too much"]) + "\n")
    report = score_file(source, folder / "out.csv", scorecard, chunk_rows=chunk_rows, **how)  # type: ignore[arg-type]  # any
    return report.figures


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("figures")


@pytest.fixture(scope="module")
def figures(folder: Path) -> Figures:
    return figures_of(folder)


@pytest.fixture(scope="module")
def rows(figures: Figures, folder: Path) -> list[dict[str, str]]:
    """The rows of the scored file that have a score."""
    return [row for row in read_csv(folder / "out.csv") if row["credit_score"]]


def inputs_of(row: dict[str, str]) -> dict[str, NDArray[Any]]:
    """One applicant as the kernel takes it, read by the standard library."""
    fields = [field(name) for name in APPLICANT if name != "cust_id"]
    return {
        item.name: np.array([item.categories.index(row[item.name]) if item.is_category else float(row[item.name])])
        for item in fields
    }


# Cut-offs and losses


def loss(row: dict[str, str]) -> float:
    lgd = {"Secured": 0.4, "Unsecured": 0.9}[row["loan_type"]]
    return float(row["default_probability"]) * lgd * float(row["loan_amount"])


@given(cutoff=st.integers(300, 900))
def test_who_reaches_a_cutoff_is_counted_with_what_is_expected_of_them(
    cutoff: int, figures: Figures, rows: list[dict[str, str]]
) -> None:
    chosen = [row for row in rows if int(row["credit_score"]) >= cutoff]
    found = figures.scores.approved(cutoff, POLICY)
    assert (found.rows, found.share) == (len(chosen), len(chosen) / len(rows))
    assert found.expected_defaults == pytest.approx(sum(float(row["default_probability"]) for row in chosen), rel=1e-9)
    assert found.expected_loss == pytest.approx(sum(map(loss, chosen)), rel=1e-9)


def test_expected_loss_is_pd_times_lgd_times_amount(figures: Figures, rows: list[dict[str, str]]) -> None:
    """EL = PD · LGD · EAD, as for one applicant; the loans of both types are there."""
    assert {row["loan_type"] for row in rows} == {"Secured", "Unsecured"}
    assert figures.loss(POLICY) == pytest.approx(sum(map(loss, rows)), rel=1e-9)
    assert figures.loss(Policy(lgd_secured=0.0, lgd_unsecured=0.0)) == 0.0


def test_the_loss_is_that_of_a_hand_calculation() -> None:
    """2 % of 65 % of ₹10,00,000 is ₹13,000."""
    counts = ScoreCounts(700, 1, (1,), (0.02,), {"Secured": (0.02 * 1_000_000,), "Unsecured": (0.0,)})
    assert counts.approved(700, Policy()).expected_loss == pytest.approx(13_000)


def test_without_amounts_there_is_no_loss_to_expect(tmp_path: Path) -> None:
    """A model that asks for no amount cannot tell what is lost."""
    curves = {name: curve for name, curve in MODEL.curves.items() if name != "loan_to_income"}
    found = figures_of(tmp_path, replace(MODEL, curves=curves, training_distribution=TrainingDistribution()))
    assert found.loss(POLICY) is None
    assert found.scores.approved(650, POLICY).expected_loss is None
    assert found.scores.approved(650, POLICY).rows > 0


def test_a_scale_of_very_many_points_is_counted_in_steps(tmp_path: Path) -> None:
    scale = ScoreScale("balanced", 0, 10**9)
    found = figures_of(tmp_path, replace(MODEL, scale=scale)).scores
    assert len(found.rows) <= 10_001
    scores = [int(row["credit_score"]) for row in read_csv(tmp_path / "out.csv") if row["credit_score"]]
    for place in (0, 5_000, 9_000):
        cutoff = place * found.step
        assert found.approved(cutoff, POLICY).rows == sum(score >= cutoff for score in scores)


def test_probabilities_are_counted_between_their_edges(figures: Figures, rows: list[dict[str, str]]) -> None:
    chances = [float(row["default_probability"]) for row in rows]
    expected, _ = np.histogram(chances, [0.0, *PROBABILITY_EDGES, 1.0])
    assert figures.probabilities == tuple(expected.tolist())


# Drivers


def test_drivers_are_the_mean_contributions_of_the_rows(figures: Figures, rows: list[dict[str, str]]) -> None:
    """Each row scored alone; among defaults a row counts as much as its PD."""
    scorer, explainer = Scorer(MODEL), Explainer(MODEL)
    alone = [scorer.score(inputs_of(row)) for row in rows]
    found = {driver.factor: driver for driver in figures.drivers}
    differences = np.array([explainer.differences(scores)[:, 0] for scores in alone])
    chances = np.array([scores.default_probability[0] for scores in alone])
    for place, name in enumerate(MODEL.factors):
        assert found[name].mean == pytest.approx(differences[:, place].mean(), rel=1e-9, abs=1e-12)
        weighted = (differences[:, place] * chances).sum() / chances.sum()
        assert found[name].among_defaults == pytest.approx(weighted, rel=1e-9, abs=1e-12)


def test_the_strongest_driver_comes_first_and_leads_as_often_as_the_file_says(
    figures: Figures, rows: list[dict[str, str]]
) -> None:
    among = [driver.among_defaults for driver in figures.drivers]
    assert among == sorted(among, reverse=True)
    explainer = Explainer(MODEL)
    about = {text: name.partition("=")[0] for name, text in zip(explainer.sentences, explainer.texts, strict=True)}
    told = Counter(about[row["reason_1"]] for row in rows if row["reason_1"])
    assert {one.factor: one.leading for one in figures.drivers if one.leading} == told


def test_the_first_reason_is_known_also_where_none_is_written(tmp_path: Path, figures: Figures) -> None:
    found = figures_of(tmp_path, reasons=0)
    assert found.drivers == figures.drivers


def test_drivers_compare_with_the_chosen_population(tmp_path: Path, figures: Figures) -> None:
    scorecard = replace(MODEL, reference_above_cutoff={name: value - 1 for name, value in MODEL.reference.items()})
    found = figures_of(tmp_path, scorecard, explainer=Explainer(scorecard, Population.ABOVE_CUTOFF))
    assert (figures.population, found.population) == ("all", "above_cutoff")
    before = {driver.factor: driver.mean for driver in figures.drivers}
    assert {one.factor: one.mean for one in found.drivers} == pytest.approx(
        {factor: mean + 1 for factor, mean in before.items()}
    )


# Shifts


def test_every_row_is_counted_in_its_bin_of_training(figures: Figures) -> None:
    """By hand; the row whose form is wrong counts nowhere, the one of 350 years among the oldest."""
    shifts = {shift.name: shift for shift in figures.shifts}
    ages = [int(row["age"]) for row in applicants(*PEOPLE, *WRONG) if row["age"]]
    bins = [(one.label, one.expected, one.actual) for one in shifts["age"].bins]
    assert bins == [
        ("below 30", 20, sum(age < 30 for age in ages)),
        ("30 to 49", 30, sum(30 <= age < 50 for age in ages)),
        ("50 and more", 49, sum(age >= 50 for age in ages)),
        ("missing", 1, 1),
    ]
    assert {one.label: one.actual for one in shifts["residence_type"].bins}["missing or unknown"] == 1


def test_the_score_is_counted_in_rows_that_have_one(figures: Figures, rows: list[dict[str, str]]) -> None:
    first = figures.shifts[0]
    assert (first.name, first.rows) == (SCORE, len(rows))
    scores = [int(row["credit_score"]) for row in rows]
    assert first.bins[0].actual == sum(score < 500 for score in scores)


def test_after_the_score_the_largest_shift_comes_first(figures: Figures) -> None:
    indexes = [shift.psi for shift in figures.shifts[1:]]
    assert indexes == sorted(indexes, reverse=True)
    assert {shift.name for shift in figures.shifts} == {SCORE, *MODEL.factors}


@pytest.mark.parametrize("chunk_rows", [1, 7, 1_000])
def test_the_size_of_chunks_changes_nothing(tmp_path: Path, figures: Figures, chunk_rows: int) -> None:
    found = figures_of(tmp_path, chunk_rows=chunk_rows)
    assert (found.shifts, found.probabilities, found.scores.rows) == (
        figures.shifts, figures.probabilities, figures.scores.rows,
    )  # fmt: skip
    assert found.scores.defaults == pytest.approx(figures.scores.defaults, rel=1e-12)


def test_a_model_without_a_picture_of_its_training_data_compares_nothing(tmp_path: Path) -> None:
    found = figures_of(tmp_path, curve_scorecard())
    assert (found.shifts, found.training_rows) == ((), 0)


def test_a_file_without_a_score_still_tells_what_its_factors_look_like(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants(*[{"income": "0"}] * 50))
    found = score_file(source, tmp_path / "out.csv", MODEL).figures
    assert found.drivers == ()
    assert SCORE not in {shift.name for shift in found.shifts}
    assert {shift.name for shift in found.shifts} == set(MODEL.factors)


def test_rows_drawn_from_the_training_bins_look_alike_and_others_do_not(tmp_path: Path) -> None:
    ages = ["25"] * 20 + ["40"] * 30 + ["60"] * 49 + [""]
    source = write_csv(tmp_path / "in.csv", applicants(*[{"age": age} for age in ages * 5]))
    shifts = {one.name: one for one in score_file(source, tmp_path / "out.csv", MODEL).figures.shifts}
    assert shifts["age"].psi == pytest.approx(0.0)
    assert shifts["age"].verdict is Verdict.LIKE
    assert shifts["loan_purpose"].verdict is Verdict.LARGE


# Keeping them


def test_figures_survive_being_kept_as_json(figures: Figures) -> None:
    kept = json.loads(json.dumps(asdict(figures), allow_nan=False))
    assert read(Figures, kept) == figures


def test_a_script_gets_all_of_it(figures: Figures) -> None:
    answer = json.loads(json.dumps(figures.to_dict((300, 650), POLICY), allow_nan=False))
    assert [one["cutoff"] for one in answer["cutoffs"]] == [300, 650]
    assert answer["cutoffs"][0]["expected_loss"] == answer["expected_loss"] == figures.loss(POLICY)
    assert answer["loss_given_default"] == {"Secured": 0.4, "Unsecured": 0.9}
    assert answer["stability"][0]["name"] == SCORE
    assert {one["verdict"] for one in answer["stability"]} <= set(map(str, Verdict))
    assert len(answer["probability_histogram"]) == len(answer["probability_edges"]) + 1
    assert {driver["factor"] for driver in answer["drivers"]} == set(MODEL.factors)
