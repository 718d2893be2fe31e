"""The text to paste says on one page, in columns, what the tab says."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.applicant.samples import SAMPLES
from app.applicant.summary import as_text
from app.applicant.tab import ApplicantTab
from app.services import paths
from app.services.active_model import ActiveModel
from app.services.desk import Desk
from core.golden import with_golden_rows
from core.registry.versions import Registry
from core.schema import field
from core.scorecard import Calibration
from tests.app.applicant.officer import opened, use
from tests.core.factories import linear_scorecard

POOR = """\
Credit assessment

  Credit score                      343: Poor, High Risk
  Probability of default            54.9 %, 95 % interval 40.1–68.9 %
  Observed                          Of 175 held-out borrowers scored 330–370,
                                    94 defaulted (53.7 %, 46.3–60.9).
  Model                             v1.0

Principal reasons
  1. −263 points   Share of the credit lines in use is high
  2. −176 points   No security is pledged for the loan
  3. −151 points   Applicants who rent their home carry a higher risk
  4.  −71 points   Loans for this purpose carry a higher risk than others

Policy, apart from the score
  - Policy limit: obligations and instalment are 72.9 % of the monthly income;
    the policy allows at most 50 %.

Applicant
  Age                               34 years
  Annual income                     ₹6,20,000 a year
  Residence                         Rented
  Loan amount                       ₹5,40,000
  Loan tenure                       18 months
  Loan purpose                      Personal
  Loan type                         Unsecured
  Credit utilization                78 %
  Open accounts                     4
  Delinquency ratio                 16 %
  Average days past due             7 days

Affordability
  Interest rate                     11 %
  Existing obligations              ₹5,000 a month
  Instalment                        ₹32,680.01 a month
  Total interest                    ₹48,240.23
  Obligations to income (FOIR)      72.9 %
  Largest loan the income carries   ₹3,44,247
  Expected loss                     ₹2,07,479
"""


@pytest.fixture
def known(qtbot: QtBot, desk: Desk) -> ApplicantTab:
    """The tab with the model that is shipped, which knows its interval and what was observed."""
    model = ActiveModel(Registry(desk.data_folder, paths.models_folder()))
    return opened(qtbot, desk._replace(model=model))


def text_of(tab: ApplicantTab) -> str:
    return as_text(tab.assessment, tab.answer.pages.costs())


def section(text: str, title: str) -> str:
    """What stands beneath a heading; empty where there is none."""
    return text.partition(f"\n\n{title}\n")[2].partition("\n\n")[0]


def test_it_has_everything_in_aligned_columns(known: ApplicantTab) -> None:
    known.form.put(SAMPLES[2])
    known.answer.pages.costs().means.edits["obligations"].setText("5000")
    assert text_of(known) == POOR


@given(
    income=st.integers(1, 10**11),
    amount=st.integers(1, 10**11),
    age=st.integers(0, 200),
    used=st.text(max_size=12),
    purpose=st.sampled_from(["", *field("loan_purpose").categories]),
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_typed_it_fits_a_page_and_its_width(
    known: ApplicantTab, income: int, amount: int, age: int, used: str, purpose: str
) -> None:
    typed = {"income": str(income), "loan_amount": str(amount), "age": str(age), "loan_purpose": purpose}
    known.form.put(SAMPLES[2] | typed | {"credit_utilization_ratio": used})
    lines = text_of(known).split("\n")
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80
    assert not any(line != line.rstrip() for line in lines)


def test_only_a_score_below_the_cutoff_has_principal_reasons(tab: ApplicantTab) -> None:
    tab.form.put(SAMPLES[0] | {"loan_amount": "9,00,000"})
    assert section(text_of(tab), "Principal reasons") == ""
    told = section(text_of(tab), "What kept the score from being higher")
    assert all(reason.text in told for reason in tab.assessment.adverse)


def test_nothing_against_an_applicant_is_said(tab: ApplicantTab) -> None:
    best = {"age": "69", "income": "50,00,000", "loan_amount": "16,00,000", "loan_tenure_months": "6"}
    history = {"credit_utilization_ratio": "1", "number_of_open_accounts": "1", "delinquency_ratio": "0"}
    tab.form.put(SAMPLES[0] | best | history | {"avg_dpd_per_delinquency": "0"})
    text = text_of(tab)
    assert "Nothing counts against this applicant." in text


def test_what_a_person_should_look_at_is_said(known: ApplicantTab) -> None:
    known.form.put(SAMPLES[2] | {"age": "75"})
    assert section(text_of(known), "A person should look at") == (
        "  - Age 75 is above 70, the most any borrower in training had."
    )


def test_a_policy_that_is_kept_is_not_mentioned(tab: ApplicantTab) -> None:
    tab.form.put(SAMPLES[0] | {"loan_amount": "9,00,000"})
    assert "Policy" not in text_of(tab)
    tab.answer.pages.costs().means.edits["obligations"].setText("1,50,000")
    assert "the policy allows at most 50 %" in " ".join(section(text_of(tab), "Policy, apart from the score").split())


def test_terms_that_are_none_leave_the_figures_out(tab: ApplicantTab) -> None:
    tab.answer.pages.costs().means.edits["annual_rate"].setText("eleven")
    text = text_of(tab)
    assert "Credit score" in text
    assert "Affordability" not in text


def test_without_a_score_it_says_what_is_lacking_and_what_was_typed(tab: ApplicantTab) -> None:
    tab.form.put({"age": "7", "income": "12.400,50"})
    text = " ".join(text_of(tab).split())
    assert "Credit score none. To correct: Age, Annual income. To fill in: Residence, Loan amount, Loan tenure" in text
    assert "Annual income 12.400,50" in text, "as it was typed, for it cannot be read"
    assert "A person should look at" not in text
    assert "reasons" not in text


def test_a_probability_without_calibration_says_so(desk: Desk, tab: ApplicantTab) -> None:
    use(desk, with_golden_rows(replace(linear_scorecard(), calibration=Calibration())))
    (line,) = [one for one in text_of(tab).splitlines() if "Probability" in one]
    assert line.endswith(" %, uncalibrated")
    assert "Observed" not in text_of(tab)
