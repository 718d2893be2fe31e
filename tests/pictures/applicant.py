"""The states of the Applicant tab."""

from collections.abc import Callable

from app.applicant.handover_dialog import HandoverDialog
from tests.pictures.stage import Stage


class ApplicantStates:
    """Brings the window into them.

    Attributes:
        states: what brings the window into a state, by name, in the order in which they follow from each other.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.states: dict[str, Callable[[], None]] = {
            "applicant_empty": self._empty,
            "applicant_good": self._good,
            "applicant_what_if": self._what_if,
            "applicant_next_band": self._next_band,
            "applicant_affordability": self._affordability,
            "applicant_compare": self._compare,
            "applicant_poor": self._poor,
            "applicant_error": self._error,
            "applicant_flagged": self._flagged,
            "applicant_counts": self._counts,
            "applicant_refer": self._refer,
            "applicant_excellent": self._excellent,
            "applicant_papers": self._papers,
            "applicant_two_fields": self._two_fields,
        }

    def _empty(self) -> None:
        self._stage.window.go_to("applicant")
        self._stage.window.applicant.clear()

    def _good(self) -> None:
        self._stage.window.go_to("applicant")
        self._stage.window.applicant.notice.clear()
        self._stage.window.applicant.fill_sample()

    def _what_if(self) -> None:
        pages = self._stage.window.applicant.answer.pages
        pages.go_to("what_if")
        slider = pages.what_if.sliders["loan_amount"]
        slider.setValue(slider.value() * 9 // 10)

    def _next_band(self) -> None:
        self._stage.window.applicant.answer.pages.go_to("next_band")

    def _two_fields(self) -> None:
        """Somebody whom one change alone takes to the next band, and two smaller ones as well."""
        self._good()
        person = {"age": "55", "income": "25,00,000", "residence_type": "Mortgage", "number_of_open_accounts": "1"}
        asked = {"loan_amount": "90,00,000", "loan_tenure_months": "48", "loan_purpose": "Auto"}
        history = {"credit_utilization_ratio": "62", "delinquency_ratio": "30", "avg_dpd_per_delinquency": "6"}
        self._stage.window.applicant.form.put(self._stage.window.applicant.form.texts() | person | asked | history)
        self._next_band()

    def _affordability(self) -> None:
        pages = self._stage.window.applicant.answer.pages
        pages.go_to("affordability")
        pages.affordability.formulas.setChecked(True)

    def _compare(self) -> None:
        tab, pages = self._stage.window.applicant, self._stage.window.applicant.answer.pages
        pages.go_to("compare")
        pages.compare.keep.click()
        for change in ({"loan_amount": "45,00,000"}, {"loan_tenure_months": "24"}, {"credit_utilization_ratio": "40"}):
            tab.form.put(tab.form.state() | change)
            pages.compare.keep.click()

    def _poor(self) -> None:
        self._stage.window.applicant.answer.pages.go_to("reasons")
        self._stage.window.applicant.fill_sample(2)

    def _error(self) -> None:
        wrong = {"age": "forty", "income": "0", "loan_amount": "12.400,50"}
        self._stage.window.applicant.form.put(self._stage.window.applicant.form.state() | wrong)

    def _flagged(self) -> None:
        self._stage.window.applicant.fill_sample(1)
        form = self._stage.window.applicant.form
        form.put(
            form.state() | {"loan_amount": "58,00,000", "loan_type": "Unsecured", "credit_utilization_ratio": "112"}
        )

    def _counts(self) -> None:
        self._stage.window.applicant.fill_sample(1)

    def _refer(self) -> None:
        form = self._stage.window.applicant.form
        self._stage.window.applicant.fill_sample(1)
        form.put(form.state() | {"history_by": "counts", "total_loan_months": "0", "delinquent_months": "",
                                 "total_dpd": "", "delinquency_ratio": "", "avg_dpd_per_delinquency": ""})  # fmt: skip

    def _excellent(self) -> None:
        """So near the end of the scale that the score hardly moves."""
        self._stage.window.applicant.answer.pages.go_to("reasons")
        self._stage.window.applicant.fill_sample(0)
        form = self._stage.window.applicant.form
        form.put(form.state() | {"loan_amount": "9,00,000", "credit_utilization_ratio": "15"})

    def _papers(self) -> None:
        """For somebody whose name has a letter that no font has."""
        self._stage.window.applicant.fill_sample(2)
        self._stage.window.applicant.papers.trigger()
        (papers,) = self._stage.window.findChildren(HandoverDialog)
        papers.name.setText("A. Applicant \U00012000")
        papers.reference.setText("LN/2026/118")
