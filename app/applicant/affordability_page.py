"""The page of affordability: instalment, FOIR, interest, the largest loan the income carries, and expected loss."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.applicant import wording
from app.applicant.assessment import Assessment
from app.applicant.case import Case
from app.applicant.means_form import MeansForm
from app.applicant.policy_dialog import PolicyDialog
from app.applicant.terms import LGD, OBLIGATIONS, RATE
from app.services.active_model import ReadyModel
from app.services.policy import policy_of
from app.services.settings import Settings
from app.services.theme import GRID, TextRole
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from app.widgets.wrapping import WrappingRow
from core import affordability, breaches
from core.affordability import Figure, Loan, Means, Policy
from core.breaches import Breach
from core.errors import InputError
from core.schema import field

_MISSING = "Instalment and loss appear with the score."
_FORMULAS = "applicant/formulas"
_FIGURES = {
    "instalment": "Instalment",
    "interest": "Total interest",
    "foir": "Obligations to income (FOIR)",
    "largest": "Largest loan the income carries",
    "loss": "Expected loss",
}
_NEEDED = ("income", "loan_amount", "loan_tenure_months")
_POLICY = "Matters of policy, not of the score:\n"


class _Deal(NamedTuple):
    """A loan, whose it is, and the policy it is held against."""

    policy: Policy
    loan: Loan
    means: Means
    lgd: float

    def breaches(self, pd: float) -> tuple[Breach, ...]:
        """The limits that are breached at a probability of default."""
        loss = affordability.expected_loss(pd, self.lgd, self.loan.amount)
        return breaches.breaches(self.policy, self.loan, self.means, loss.value)


class AffordabilityPage(QWidget):
    """Figures with their formulae on demand; breaches of the policy are flagged as such.

    Signals:
        terms_changed: something else is assumed of the same applicant.

    Attributes:
        means: the inputs.
        breaches: the limits of the policy that the loan breaches.
        figures: what is on show, by name; empty where there is nothing to compute.
        loan: what they are about.
    """

    terms_changed = Signal()

    def __init__(self, settings: Settings, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._assessment: Assessment | None = None
        self.means = MeansForm(case)
        self.formulas = QCheckBox("Show the formulae")
        self.formulas.setChecked(settings.flag(_FORMULAS))
        self.message, self.notice = RoleLabel(_MISSING), Notice()
        self.limits = QPushButton("Policy limits…")
        self.figures: dict[str, Figure] = {}
        self.breaches: tuple[Breach, ...] = ()
        self.loan: Loan | None = None
        self._owed = 0.0
        self.lines: dict[str, tuple[QLabel, RoleLabel, RoleLabel]] = {}
        self._lay_out()
        self.means.changed.connect(self._take_terms)
        self.formulas.toggled.connect(self._remember_formulas)
        self.limits.clicked.connect(self._ask_limits)

    def results(self) -> dict[str, str]:
        """What a comparison shows of the loan; nothing where there are no figures."""
        if self.loan is None or not self.figures:
            return {}
        return {
            RATE.label: _rate(self.loan.annual_rate),
            "Instalment a month": _rupees(self.figures["instalment"].value),
            _FIGURES["foir"]: _said("foir", self.figures["foir"]),
        }

    def lines_in_words(self, a_month: str = "a month") -> tuple[tuple[str, str], ...]:
        """Name and value of what was assumed and of each figure on show; none where there are no figures."""
        if self.loan is None or not self.figures:
            return ()
        owed = f"{_rupees(self._owed)} {a_month}"
        assumed = ((RATE.label, _rate(self.loan.annual_rate)), (OBLIGATIONS.label, owed))
        told = ((_FIGURES[name], _said(name, figure, a_month)) for name, figure in self.figures.items())
        return (*assumed, *told)

    def breaches_of(self, changed: Assessment) -> tuple[Breach, ...]:
        """The limits that another loan of the applicant would breach on the same terms; none without figures."""
        deal = self._deal(changed) if self.figures and changed.default_probability is not None else None
        return () if deal is None else deal.breaches(changed.default_probability or 0.0)

    def show_assessment(self, assessment: Assessment, _model: ReadyModel) -> None:
        """Take an applicant."""
        self._assessment = assessment
        self._work_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(RoleLabel("Affordability", TextRole.HEADING))
        column.addWidget(self.means)
        column.addWidget(self.notice)
        column.addWidget(self.message)
        column.addLayout(self._grid())
        row = WrappingRow()
        row.addWidget(self.formulas)
        row.addStretch()
        row.addWidget(self.limits)
        column.addLayout(row)
        column.addStretch()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(0)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        for line, (name, title) in enumerate(_FIGURES.items()):
            label, value, formula = RoleLabel(title), RoleLabel(), RoleLabel(role=TextRole.SMALL)
            formula.set_state("muted")
            self.lines[name] = label, value, formula
            grid.addWidget(label, 3 * line, 0)
            grid.addWidget(value, 3 * line, 1)
            grid.addWidget(formula, 3 * line + 1, 0, 1, 2)
            grid.setRowMinimumHeight(3 * line + 2, GRID // 2)
        return grid

    @Slot()
    def _take_terms(self) -> None:
        self._work_out()
        self.terms_changed.emit()

    def _work_out(self) -> None:
        self.figures, self.breaches, self.loan = {}, (), None
        assessment = self._assessment
        if assessment is not None and assessment.default_probability is not None:
            try:
                self._compute(assessment, assessment.default_probability)
            except InputError as error:
                self.message.setText(str(error))
        self._show()

    def _compute(self, assessment: Assessment, pd: float) -> None:
        deal = self._deal(assessment)
        if deal is None:
            self.message.setText("Correct the marked line to see the figures.")
            return
        loan, means = deal.loan, deal.means
        self.loan, self._owed = loan, means.obligations
        self.figures = {
            "instalment": affordability.instalment(loan),
            "interest": affordability.total_interest(loan),
            "foir": affordability.foir(loan, means),
            "largest": affordability.largest_loan(means, loan.annual_rate, loan.months, deal.policy.largest_foir),
            "loss": affordability.expected_loss(pd, deal.lgd, loan.amount),
        }
        self.breaches = deal.breaches(pd)

    def _deal(self, assessment: Assessment) -> "_Deal | None":
        """The loan of an applicant on the terms that stand in the lines; None where one of them is marked.

        Raises:
            InputError: there is nothing to compute with; the sentence says why.
        """
        inputs, policy = _numbers(assessment), policy_of(self._settings)
        unknown = [name for name in _NEEDED if name not in inputs]
        if unknown:
            raise InputError(f"This model does not ask for {wording.listed(unknown)}, so there is nothing to work out.")
        default_lgd = policy.lgd(_loan_type(assessment))
        rate, owed = self.means.value(RATE, policy.annual_rate), self.means.value(OBLIGATIONS, 0.0)
        lgd = self.means.value(LGD, 100 * default_lgd)
        if rate is None or owed is None or lgd is None:
            return None
        loan = Loan(inputs["loan_amount"], rate, round(inputs["loan_tenure_months"]))
        return _Deal(policy, loan, Means(inputs["income"], owed), lgd / 100)

    def _show(self) -> None:
        self.message.setVisible(not self.figures)
        for name, (label, value, formula) in self.lines.items():
            figure = self.figures.get(name)
            for widget in (label, value):
                widget.setVisible(figure is not None)
            formula.setVisible(figure is not None and self.formulas.isChecked())
            if figure is not None:
                value.setText(_said(name, figure))
                formula.setText(figure.formula)
        text = _POLICY + "\n".join(one.sentence for one in self.breaches) if self.breaches else ""
        if not text:
            self.notice.clear()
        elif text != self.notice.text:
            self.notice.show_notice(NoticeKind.WARNING, text, closable=False)

    @Slot()
    def _ask_limits(self) -> None:
        dialog = PolicyDialog(self._settings, self)
        dialog.accepted.connect(self._take_terms)
        dialog.open()

    @Slot(bool)
    def _remember_formulas(self, is_on: bool) -> None:  # noqa: FBT001 - as the signal gives it
        self._settings.put(_FORMULAS, is_on)
        self._show()


def _numbers(assessment: Assessment) -> Mapping[str, float]:
    return {name: float(value[0]) for name, value in assessment.inputs.items()}


def _loan_type(assessment: Assessment) -> str:
    """Of the applicant; unsecured, on which more is lost, for a model that does not ask."""
    return assessment.texts.get("loan_type") or field("loan_type").categories[-1]


def _said(name: str, figure: Figure, a_month: str = "a month") -> str:
    if name == "foir":
        return affordability.in_percent(figure.value)
    if name == "instalment":
        return f"{affordability.in_rupees(figure.value)} {a_month}"
    return affordability.in_rupees(figure.value) if name == "interest" else _rupees(figure.value)


def _rate(annual_rate: float) -> str:
    return f"{wording.number(annual_rate, 6)} %"


def _rupees(amount: float) -> str:
    return f"₹{wording.grouped(round(amount))}"
