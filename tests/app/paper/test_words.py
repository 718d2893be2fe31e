"""Amounts, dates, inputs and sentences as a letter says them, in both languages."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paper import hindi, words
from app.paper.content import Line
from core.breaches import Breach, Limit
from core.catalogue import Language
from core.features import FEATURES
from core.schema import FIELDS
from core.scorecard import BANDS, UnseenPair

ENGLISH, HINDI = Language.ENGLISH, Language.HINDI


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "₹0"), (999, "₹999"), (1_240_000, "₹12,40,000"), (1e11, "₹1,00,00,00,00,000"), (11_714.187, "₹11,714.19"),
        (0.5, "₹0.50"), (99_999.999, "₹1,00,000"), (-1_500.5, "−₹1,500.50"), (-0.001, "₹0"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", Language)
def test_money_is_grouped_in_lakh_and_crore_with_paise_where_there_are_some(
    amount: float, text: str, language: Language
) -> None:
    assert words.money(amount, language) == text


@given(st.floats(0, 1e12))
def test_any_amount_is_grouped_and_right_to_the_paisa(amount: float) -> None:
    text = words.money(amount)
    assert re.fullmatch(r"₹\d{1,3}(\.\d\d)?|₹\d{1,2}(,\d\d)*,\d{3}(\.\d\d)?", text)
    assert float(text.strip("₹").replace(",", "")) == round(amount, 2)


def test_a_date_is_written_out_with_the_figures_of_both_languages() -> None:
    assert words.day(date(2026, 3, 5), ENGLISH) == "5 March 2026"
    assert words.day(date(2026, 3, 5), HINDI) == "5 मार्च 2026"


@pytest.mark.parametrize(
    ("name", "given_value", "english", "in_hindi"),
    [
        ("age", 38.0, "38 years", "38 वर्ष"),
        ("income", 1_240_000.0, "₹12,40,000 a year", "₹12,40,000 प्रति वर्ष"),
        ("loan_amount", 50_000.0, "₹50,000", "₹50,000"),
        ("loan_tenure_months", 1.0, "1 month", "1 माह"),
        ("number_of_open_accounts", 3.0, "3", "3"),
        ("credit_utilization_ratio", 72.5, "72.5 %", "72.5 %"),
        ("total_dpd", 123_456.0, "1,23,456 days", "1,23,456 दिन"),
        ("residence_type", "Rented", "Rented", "किराए का घर"),
        ("residence_type", "Hostel", "Hostel", "Hostel"),
    ],
)
def test_an_input_is_said_with_its_unit(name: str, given_value: float | str, english: str, in_hindi: str) -> None:
    assert words.value(name, given_value, ENGLISH) == english
    assert words.value(name, given_value, HINDI) == in_hindi


def test_every_field_category_and_verdict_has_hindi_words() -> None:
    """Or a letter in Hindi would have English in it."""
    for field in FIELDS:
        assert words.label(field.name, HINDI) != field.label
        assert field.categories or words.value(field.name, 2.0, HINDI)
        assert all(words.value(field.name, category, HINDI) != category for category in field.categories)
    assert hindi.LABELS.keys() == {field.name for field in FIELDS}
    for band in BANDS:
        assert words.verdict(band.rating, HINDI) != band.rating
        assert words.verdict(band.decision, HINDI) != band.decision


def test_words_of_a_banks_own_bands_stay_as_they_are() -> None:
    assert words.verdict("Gold", HINDI) == "Gold"
    assert words.verdict("Good", ENGLISH) == "Good"


def test_lines_keep_the_order_of_the_inputs() -> None:
    found = words.lines({"loan_type": "Secured", "age": 30.0}, ENGLISH)
    assert found == (Line("Loan type", "Secured"), Line("Age", "30 years"))


@pytest.mark.parametrize("limit", Limit)
@pytest.mark.parametrize("language", Language)
def test_a_breach_of_policy_names_what_was_found_and_what_is_allowed(limit: Limit, language: Language) -> None:
    breach = Breach(limit, 0.621, 0.5)
    for sentence in (words.policy(breach, language), words.policy_of_change((), (breach,), language)):
        assert breach.said in sentence
        assert breach.said_allowed in sentence
        assert "{" not in sentence
    assert words.policy_of_change((breach,), (), language) != ""
    assert words.policy_of_change((), (), language) == ""


@pytest.mark.parametrize("limit", Limit)
def test_a_breach_is_told_in_hindi_without_english_words(limit: Limit) -> None:
    breach = Breach(limit, 0.621, 0.5)
    said = (
        words.policy(breach, HINDI),
        words.policy_stays(breach, HINDI),
        words.policy_of_change((), (breach,), HINDI),
    )
    assert not [one for one in said if re.search("[A-Za-z]", one.replace("FOIR", ""))]


def test_a_limit_that_a_better_band_does_not_lift_is_named() -> None:
    breach = Breach(Limit.FOIR, 0.621, 0.5)
    assert words.policy_stays(breach, ENGLISH) == (
        "The FOIR limit of 50 % is a policy of its own: reaching a band does not lift it."
    )
    assert words.policy_stays(breach, HINDI) == (
        "FOIR की 50 % की सीमा एक अलग नीति है: बेहतर श्रेणी में पहुँचने पर भी वह लागू रहती है।"
    )
    slight = Breach(Limit.FOIR, 0.5 + 1e-9, 0.5)
    assert "slightly more than 50 %" in words.policy(slight, ENGLISH)
    assert "50 % से कुछ अधिक" in words.policy(slight, HINDI)


@pytest.mark.parametrize(
    ("factor", "given_value", "limit", "is_above", "said"),
    [
        ("age", 80.0, 70.0, True, "आयु 80 वर्ष: प्रशिक्षण के उधारकर्ताओं में अधिकतम 70 वर्ष।"),
        ("loan_tenure_months", 3.0, 6.0, False, "ऋण अवधि 3 माह: प्रशिक्षण के उधारकर्ताओं में न्यूनतम 6 माह।"),
        ("loan_to_income", 5.8333, 4.6, True, "आय की तुलना में ऋण 5.83 गुना: प्रशिक्षण के उधारकर्ताओं में अधिकतम 4.6 गुना।"),
        ("loan_amount", 6e7, 5e7, True, "ऋण राशि ₹6,00,00,000: प्रशिक्षण के उधारकर्ताओं में अधिकतम ₹5,00,00,000।"),
    ],
)  # fmt: skip
def test_a_value_beyond_training_is_said_in_hindi(
    factor: str, given_value: float, limit: float, is_above: bool, said: str
) -> None:
    assert words.beyond(factor, given_value, limit, is_above=is_above) == said


@pytest.mark.parametrize("factor", [name for name, feature in FEATURES.items() if not feature.categories])
def test_every_number_of_a_model_can_be_beyond_training_in_hindi(factor: str) -> None:
    said = words.beyond(factor, 99.0, 9.0, is_above=True)
    assert "99" in said
    assert not re.search("[A-Za-z]", said)


def test_a_pair_never_seen_is_said_in_hindi() -> None:
    pair = UnseenPair("loan_purpose", "Home", "loan_type", "Unsecured")
    assert words.unseen(pair) == (
        "ऋण का उद्देश्य गृह और ऋण का प्रकार प्रतिभूति रहित: प्रशिक्षण के उधारकर्ताओं में ये दोनों एक साथ नहीं मिले।"
    )


def test_an_improvement_names_the_change_and_what_it_reaches() -> None:
    changes = {"loan_amount": 1_180_000.0, "loan_tenure_months": 30.0}
    assert words.improvement(changes, 655, "Good", ENGLISH) == (
        "Loan amount ₹11,80,000, Loan tenure 30 months: score 655, Good."
    )  # fmt: skip
    assert words.improvement(changes, 655, "Good", HINDI) == "ऋण राशि ₹11,80,000, ऋण अवधि 30 माह: स्कोर 655, अच्छा।"
