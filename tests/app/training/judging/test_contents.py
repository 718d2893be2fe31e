"""What the pages say is what was found: each figure with its interval and its n, for both models."""

from dataclasses import replace

import pytest

from app.training.judging import (
    against,
    calibration,
    cut_off,
    deciles,
    discrimination,
    factors,
    figures,
    overview,
    scores,
)
from app.training.judging.evidence import Evidence
from app.training.judging.kept import kept
from app.training.judging.kinds import KINDS, text
from app.widgets.figures import places_for, signed
from core.evaluation.estimate import Estimate
from core.evaluation.gates import Gate
from tests.app.training.judging.reading import cells, columns
from tests.core.factories import curve_scorecard


def without_active(evidence: Evidence) -> Evidence:
    judgement = replace(evidence.judgement, active=None, auc_difference=None, swap_set=None)
    return replace(evidence, judgement=judgement)


@pytest.mark.parametrize("name", KINDS)
def test_each_page_says_on_which_rows_the_models_were_judged(evidence: Evidence, name: str) -> None:
    found = KINDS[name].content(evidence)
    defaults = sum(one.events for one in evidence.judgement.candidate.deciles)
    assert found.basis.startswith(f"On 1,000 held-out loans, {defaults} of them defaulted, drawn at random,")
    assert "95 % intervals" in found.basis
    assert found.sheets, "a picture alone is not accessible"
    for sheet in found.sheets:
        assert cells(sheet)


@pytest.mark.parametrize("name", KINDS)
def test_each_page_also_shows_a_candidate_that_stands_alone(evidence: Evidence, name: str) -> None:
    found = KINDS[name].content(without_active(evidence))
    assert "v1.0" not in found.text
    for sheet in found.sheets:
        assert cells(sheet)


def test_all_pages_are_copied_as_text(evidence: Evidence) -> None:
    copied = text(evidence)
    for kind in KINDS.values():
        assert f"{kind.title.upper()}\n" in copied
        assert kind.content(evidence).text in copied
    auc = evidence.judgement.candidate.measures["auc"]
    assert f"AUC\t✓ {auc.value:.4f}\t{auc.low:.4f}–{auc.high:.4f}\t1,000\t" in copied


def test_gates_are_told_in_words_and_their_failure_on_the_title(evidence: Evidence) -> None:
    passed = evidence.judgement.gates
    assert overview.gates_headline(passed) == f"Gates: all {len(passed)} passed"
    failed = replace(evidence.judgement, gates=(*passed[1:], Gate("Enough rows", passed=False, sentence="Too few.")))
    found = overview.content(replace(evidence, judgement=failed))
    assert found.mark == "error"
    assert overview.content(evidence).mark == ""
    assert found.sheets[0].title == f"Gates: 1 of {len(passed)} not passed"
    assert cells(found.sheets[0])[-1] == ["Enough rows", "not passed", "Too few."]


def test_measures_stand_side_by_side_each_with_interval_and_n(evidence: Evidence) -> None:
    sheet = overview.measures(evidence)
    assert sheet.headers == ("Held-out loans", "Candidate", "95 % interval", "n", "v1.0", "95 % interval", "n")
    rows = {row[0]: row[1:] for row in cells(sheet)}
    for side, model in ((0, evidence.judgement.candidate), (3, evidence.judgement.active)):
        assert model is not None
        precision = model.measures["precision"]
        assert rows["Precision"][side].removeprefix("✓ ") == figures.percent(precision.value, 2)
        assert rows["Precision"][side + 2] == f"{precision.rows:,}", "of the flagged alone"
    assert all("–" in row[1] and row[1] != figures.NOTHING for row in rows.values() if "−" not in row[1])


def test_the_swap_is_told_in_a_line(evidence: Evidence) -> None:
    found = evidence.judgement.swap_set
    assert found is not None
    said = overview.swap(evidence)
    assert f"Approved by the candidate alone: {found.newly_approved.rows:,} (" in said
    assert f"by v1.0 alone: {found.no_longer_approved.rows:,} (" in said


def test_curves_of_both_models_are_drawn(evidence: Evidence) -> None:
    charts = discrimination.charts(evidence)
    for chart in charts:
        assert "Candidate" in chart.description
        assert "v1.0" in chart.description
        assert chart.numbers is not None
    assert [chart.title.split()[0] for chart in charts] == ["ROC:", "Precision–recall", "KS:"]


def test_the_decile_table_is_laid_out_as_in_the_notebook(evidence: Evidence) -> None:
    """Riskiest first, cumulated from there: the last row holds all events and all others."""
    first, second = deciles.content(evidence).sheets
    assert (first.title, second.title) == ("Candidate: deciles", "v1.0: deciles")
    assert columns(first, "Decile") == [str(place) for place in range(9, -1, -1)]
    assert cells(first)[-1][-3:] == ["100.0 %", "100.0 %", "0.0 %"]
    assert columns(first, "Cum events")[-1] == str(evidence.defaults)
    heavy = [row[-1].text for row in first.rows if row[-1].heavy]
    assert heavy == [figures.percent(max(one.ks for one in evidence.judgement.candidate.deciles))]


def test_calibration_tells_slope_and_intercept_with_their_intervals(evidence: Evidence) -> None:
    line, own, other = calibration.content(evidence).sheets
    slope = evidence.judgement.candidate.measures["calibration_slope"]
    assert cells(line)[0][1] == figures.estimate(slope, 3)
    assert "(" in cells(line)[0][1]
    for sheet in (own, other):
        assert sum(int(count) for count in columns(sheet, "n")) == 1_000
        assert sum(int(count) for count in columns(sheet, "Defaults")) == evidence.defaults


def test_scores_of_all_loans_are_counted(evidence: Evidence) -> None:
    for sheet in scores.content(evidence).sheets:
        assert sum(int(count) for count in columns(sheet, "n")) == 1_000
        assert sum(int(count) for count in columns(sheet, "Defaulters")) == evidence.defaults


def test_the_difference_in_auc_has_its_interval(evidence: Evidence) -> None:
    """DeLong's standard error: 1.96 of them to either side."""
    test = evidence.judgement.auc_difference
    assert test is not None
    areas, swapped, approved = against.content(evidence).sheets
    low, high = (test.difference + way * 1.959964 * test.standard_error for way in (-1, 1))
    told = cells(areas)[-1]
    assert told[1] == figures.estimate(Estimate(test.difference, low, high, 1_000))
    assert sum(int(count.replace(",", "")) for count in columns(swapped, "n")) == 1_000
    assert columns(approved, "n") == ["1,000", "1,000"]


def test_factors_tell_their_points_and_what_the_other_model_uses_besides(evidence: Evidence) -> None:
    found = factors.content(evidence)
    own = evidence.judgement.candidate
    spans = {row[0]: row[1] for row in cells(found.sheets[0])}
    assert len(spans) == len(own.points)
    purpose = next(one for one in own.points if one.factor == "loan_purpose").points
    places = places_for(purpose)
    assert spans["Loan purpose"] == f"{signed(min(purpose), places)} to {signed(max(purpose), places)}"
    assert len(cells(found.sheets[-1])) == len(own.coefficients)
    active = evidence.judgement.active
    assert active is not None
    turned = replace(evidence.judgement, candidate=replace(active, name="candidate"), active=replace(own, name="v1.0"))
    said = factors.words(replace(evidence, judgement=turned))
    assert "v1.0 also uses: Delinquency ratio." in said
    assert len(factors.words(evidence)) == 1


@pytest.mark.parametrize("factor", ["age", "loan_purpose", "delinquency_ratio"])
def test_the_curve_of_a_factor_stands_beside_that_of_the_active_model(evidence: Evidence, factor: str) -> None:
    chart = factors.chart(evidence, factor)
    assert ("v1.0" in chart.description) is (factor != "delinquency_ratio"), "which the active model does not know"
    values = next(one.values for one in evidence.judgement.candidate.points if one.factor == factor)
    assert len(cells(factors.points(evidence, factor))) == len(values)


def test_best_cut_offs_are_told_by_cost(evidence: Evidence) -> None:
    """Decline above 1 / (1 + ratio) (Elkan 2001)."""
    sheet = cut_off.by_ratio(evidence.models[0])
    assert columns(sheet, "Cost ratio") == ["1 : 1", "2 : 1", "5 : 1", "10 : 1", "20 : 1", "50 : 1"]
    assert columns(sheet, "Best cut-off") == ["50.0 %", "33.3 %", "16.7 %", "9.1 %", "4.8 %", "2.0 %"]


def test_who_is_not_declined_is_approved(evidence: Evidence) -> None:
    """The approval rate with its interval is one less the share that is declined."""
    found = evidence.judgement.candidate.cut_offs[10.0]
    declined, rate = found.declined, cut_off.approved(found)
    assert None not in (declined.value, declined.low, declined.high)
    told = (1 - (declined.value or 0), 1 - (declined.high or 0), 1 - (declined.low or 0))
    assert (rate.value, rate.low, rate.high, rate.rows) == (*told, 1_000)


@pytest.mark.parametrize(
    ("told", "drawn", "words"),
    [
        ({}, "", 1),
        ({"split": {"kind": "random", "since": None}}, "drawn at random", 1),
        (
            {"split": {"kind": "out-of-time", "since": "2024-05-01"}, "reason": "Agreed."},
            "paid out from 2024-05-01 on",
            2,
        ),
    ],
)
def test_a_kept_judgement_is_told_by_its_version(
    evidence: Evidence, told: dict[str, object], drawn: str, words: int
) -> None:
    card = replace(curve_scorecard(), version="v3.0", created="2025-02-03T10:00:00+00:00", provenance=told)
    found = kept(card, evidence.judgement)
    assert [model.name for model in found.models] == ["v3.0", "v1.0"]
    assert (found.drawn, len(found.words), found.rows) == (drawn, words, None)
    assert found.words[0].startswith("Made 2025-02-03; found when it was trained")
    assert (words == 1) is ("because: Agreed." not in found.words[-1])
    assert "Candidate" not in text(found)


def test_a_kept_judgement_says_of_what_its_version_was_made(evidence: Evidence) -> None:
    told = {"author": "the admin", "origin": "trained on customers.csv, loans.csv, bureau.csv"}
    found = kept(replace(curve_scorecard(), created="2025-02-03T10:00:00+00:00", provenance=told), evidence.judgement)
    assert found.words[0].startswith("Made 2025-02-03 by the admin, trained on customers.csv, loans.csv, bureau.csv; ")


def test_figures_are_written_as_in_print() -> None:
    assert figures.p_value(None) == figures.estimate(Estimate(None, None, None, 0)) == "–"
    assert figures.interval(Estimate(-0.1, -0.2, 0.1, 5), 2) == "−0.20 to 0.10"
    assert figures.share(Estimate(0.083, 0.061, 0.11, 100)) == "8.3 % (6.1–11.0)"
