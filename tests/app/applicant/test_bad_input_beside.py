"""Whatever is typed beside the form: affordability, policy, scenarios, sliders; and no number becomes another one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.applicant.affordability_page import AffordabilityPage
from app.applicant.policy_dialog import PolicyDialog
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from app.services.policy import LIMITS, policy_of, put_limit
from app.services.settings import Settings
from core.affordability import Policy
from tests.app.applicant.applicants import GROWN
from tests.app.applicant.bad_texts import BAD, BLANK, SAME
from tests.app.applicant.officer import entry, opened, use


@pytest.fixture
def page(tab: ApplicantTab) -> AffordabilityPage:
    """Affordability, on show."""
    tab.answer.pages.go_to("affordability")
    return tab.answer.pages.affordability


def paste(line: QLineEdit, text: str) -> None:
    """Paste over a line, and leave it."""
    line.setFocus()
    line.selectAll()
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_Tab)


# Affordability


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_every_line_of_affordability_says_what_is_wrong(page: AffordabilityPage, text: str) -> None:
    for name, line in page.means.edits.items():
        line.setText(text)
        assert page.figures == {}, name
        assert page.message.isVisible()
        assert 0 < len(page.means.rows[name].error) < 200
        line.clear()
        assert page.figures
        assert page.means.rows[name].error == ""


@pytest.mark.parametrize("text", BLANK.values(), ids=BLANK.keys())
def test_an_empty_line_of_affordability_is_no_mistake(page: AffordabilityPage, text: str) -> None:
    figures = page.figures
    for line in page.means.edits.values():
        line.setText(text)
    assert page.figures == figures


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_every_line_of_affordability_reads_the_same_however_it_is_written(page: AffordabilityPage, text: str) -> None:
    for line in page.means.edits.values():
        line.setText("41")
    figures = page.figures
    for line in page.means.edits.values():
        line.setText(text)
    assert page.figures == figures


@pytest.mark.parametrize(
    ("name", "pasted", "left"),
    [
        ("obligations", "12.4 lakh", "12,40,000"),
        ("obligations", "₹ 12,40,000/-", "12,40,000"),
        ("obligations", "१२,४०,०००", "12,40,000"),
        ("obligations", "12.400,50", "12.400,50"),
        ("annual_rate", "9,5", "9,5"),
        ("annual_rate", "९.५ %", "९.५ %"),
        ("lgd", "12.4 lakh", "12.4 lakh"),
    ],
)
def test_what_is_pasted_beside_the_form_stays_what_it_is(
    page: AffordabilityPage, name: str, pasted: str, left: str
) -> None:
    paste(page.means.edits[name], pasted)
    assert page.means.edits[name].text() == left


@pytest.mark.parametrize("rate", ["0", "1e-300", "0.000001", "100"])
@pytest.mark.parametrize("owed", ["0", "1e-300", "10,000 crore"])
def test_the_figures_stand_at_the_limits_of_what_can_be_typed(page: AffordabilityPage, rate: str, owed: str) -> None:
    page.means.edits["annual_rate"].setText(rate)
    page.means.edits["obligations"].setText("1,00,00,00,00,000" if owed.endswith("crore") else owed)
    assert set(page.figures) == {"instalment", "interest", "foir", "largest", "loss"}
    assert all(figure.value >= 0 for figure in page.figures.values())


def test_bad_lines_of_affordability_survive_a_restart(qtbot: QtBot, desk: Desk, page: AffordabilityPage) -> None:
    texts = {"annual_rate": "nine", "obligations": "12.400,50", "lgd": "\u202e21"}
    for name, text in texts.items():
        page.means.edits[name].setText(text)
    again = opened(qtbot, desk)
    again.answer.pages.go_to("affordability")
    found = again.answer.pages.affordability
    assert {name: edit.text() for name, edit in found.means.edits.items()} == texts
    assert {name: row.error for name, row in found.means.rows.items()} == {
        name: row.error for name, row in page.means.rows.items()
    }


def test_rapid_typing_of_obligations_ends_with_the_figures_of_what_stands_there(page: AffordabilityPage) -> None:
    line = page.means.edits["obligations"]
    line.setFocus()
    QTest.keyClicks(line, "1234567.5" * 3 + "\b" * 35 + "25000")
    assert line.text() == "25,000"
    assert page.figures["foir"].formula.startswith("(25,000 + ")


def test_another_model_leaves_a_half_typed_line_alone(desk: Desk, page: AffordabilityPage) -> None:
    line = page.means.edits["obligations"]
    line.setFocus()
    QTest.keyClicks(line, "12.")
    use(desk, GROWN)
    assert line.hasFocus()
    QTest.keyClicks(line, "4 lakh")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "12,40,000"


# Policy


@pytest.fixture
def policy(qtbot: QtBot, settings: Settings) -> PolicyDialog:
    """The dialog of the policy."""
    made = PolicyDialog(settings)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def confirm(policy: PolicyDialog) -> None:
    (buttons,) = policy.findChildren(QDialogButtonBox)
    buttons.button(QDialogButtonBox.StandardButton.Ok).click()


@pytest.mark.parametrize("text", (BAD | BLANK).values(), ids=(BAD | BLANK).keys())
def test_a_policy_with_one_bad_line_is_not_kept(policy: PolicyDialog, settings: Settings, text: str) -> None:
    """A limit may be empty, which leaves it out."""
    for name, line in policy.edits.items():
        if name in LIMITS and not text.strip():
            continue
        good = line.text()
        line.setText(text)
        confirm(policy)
        assert policy.isVisible()
        assert {one for one, row in policy.rows.items() if row.error} == {name}
        assert len(policy.rows[name].error) < 200
        line.setText(good)
    assert policy_of(settings) == Policy()


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_a_policy_is_kept_as_the_same_however_it_is_written(
    policy: PolicyDialog, settings: Settings, text: str
) -> None:
    for line in policy.edits.values():
        line.setText(text)
    confirm(policy)
    assert not policy.isVisible()
    assert policy_of(settings) == Policy(41, 0.41, 0.41, 0.41, 41, 41, 0.41)


def test_half_a_month_is_no_limit_of_a_tenure(policy: PolicyDialog, settings: Settings) -> None:
    policy.edits["longest_tenure_months"].setText("36.5")
    confirm(policy)
    assert policy.rows["longest_tenure_months"].error == "Longest tenure 36.5 is not a whole number."
    assert policy_of(settings) == Policy()


@pytest.mark.parametrize("nothing", BLANK.values(), ids=BLANK.keys())
def test_a_limit_that_is_emptied_is_left_out(policy: PolicyDialog, settings: Settings, nothing: str) -> None:
    put_limit(settings, "largest_loan_to_income", 4)
    policy.edits["largest_loan_to_income"].setText(nothing)
    confirm(policy)
    assert not policy.isVisible()
    assert policy_of(settings) == Policy()


def test_each_line_of_the_policy_is_reached_by_a_letter_of_its_own(policy: PolicyDialog) -> None:
    labels = [row.label.text() for row in policy.rows.values()]
    letters = [label[label.index("&") + 1].lower() for label in labels]
    assert len(set(letters)) == len(letters) == len(policy.edits)
    assert not set(letters) & set("oc"), "taken by the buttons"


def test_an_unusual_percentage_is_shown_again_as_it_was_kept(
    policy: PolicyDialog, qtbot: QtBot, settings: Settings
) -> None:
    kept = {"annual_rate": "8.123456789", "largest_foir": "33.333333", "lgd_secured": "57", "lgd_unsecured": "0.0001"}
    for name, text in kept.items():
        policy.edits[name].setText(text)
    confirm(policy)
    again = PolicyDialog(settings)
    qtbot.addWidget(again)
    assert {name: line.text() for name, line in again.edits.items()} == kept | dict.fromkeys(LIMITS, "")


# Scenarios


@pytest.mark.parametrize("text", [*BAD.values(), *BLANK.values()], ids=[*BAD, *(f"blank: {name}" for name in BLANK)])
def test_a_scenario_may_have_any_name(qtbot: QtBot, desk: Desk, tab: ApplicantTab, text: str) -> None:
    tab.answer.pages.go_to("compare")
    page = tab.answer.pages.compare
    page.keep.click()
    width = page.minimumSizeHint().width()
    paste(page.names[0], text)
    shown = page.names[0].text()
    assert len(shown) <= 60
    assert page.minimumSizeHint().width() == width
    page.copy.click()
    head, score, *_ = QGuiApplication.clipboard().text().split("\n")
    assert head.count("\t") == score.count("\t") == 1
    again = opened(qtbot, desk)
    again.answer.pages.go_to("compare")
    assert [one.text() for one in again.answer.pages.compare.names] == [" ".join(shown.split())]


# Sliders and the next band, beside a form in which somebody types in another way


def test_values_typed_with_units_are_told_with_one_unit(tab: ApplicantTab) -> None:
    tab.form.put(SAMPLES[2] | {"credit_utilization_ratio": "७८ %"})
    line = entry(tab, "loan_amount")
    line.setFocus()
    line.setCursorPosition(0)
    line.insert("₹ ")
    assert line.text() == "₹ 540000", "still being typed"
    tab.answer.pages.go_to("what_if")
    values = tab.answer.pages.what_if.values
    assert values["loan_amount"].text() == "₹5,40,000"
    assert values["credit_utilization_ratio"].text() == "78 %"
    tab.answer.pages.go_to("next_band")
    ways = " ".join(tab.answer.pages.next_band.sentences())
    assert "instead of" in ways
    assert "₹ " not in ways
    assert "% %" not in ways
