"""Contents of papers for tests: one that has everything, and any that people may bring about."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from app.paper import words
from app.paper.content import BandRow, Line, LoanTerms, PaperContent
from app.paper.letterhead import Letterhead
from core.breaches import Breach, Limit
from core.catalogue import Catalogue, Language
from core.features import FEATURES
from core.schema import FIELDS

DAY = date(2026, 3, 5)
INPUTS: dict[str, float | str] = {
    "age": 38.0, "income": 1_240_000.0, "residence_type": "Rented", "loan_amount": 1_550_000.0,
    "loan_tenure_months": 36.0, "loan_purpose": "Personal", "loan_type": "Unsecured", "credit_utilization_ratio": 72.0,
    "number_of_open_accounts": 3.0, "delinquency_ratio": 18.5, "avg_dpd_per_delinquency": 6.4,
}  # fmt: skip
FOIR = Breach(Limit.FOIR, 0.621, 0.5)
TERMS = LoanTerms(1_550_000.0, 11.0, 36, 50_745.0, 50_745.11, 276_820.11)
_BANDS = (
    (300, 499, "Poor", "High Risk", "≥ 15.8 %"),
    (500, 649, "Average", "Medium Risk", "6.3–15.8 %"),
    (650, 749, "Good", "Low Risk", "3.0–6.3 %"),
    (750, 900, "Excellent", "Approved", "< 3.0 %"),
)
_REASONS = ("credit_utilization_ratio", "delinquency_ratio", "loan_purpose", "residence_type")


def content(language: Language = Language.ENGLISH) -> PaperContent:
    """An applicant with everything a paper can say."""
    rating, decision = words.verdict("Average", language), words.verdict("Medium Risk", language)
    return PaperContent(
        date=DAY, model="v7.3", name="A. Applicant", reference="LN-417", inputs=words.lines(INPUTS, language),
        score=612, rating=rating, decision=decision, pd="11.4 %", pd_interval="9.6–13.5 %",
        observed="141 / 1,243 (11.3 %)", bands=bands(language),
        reasons=tuple(Catalogue().text(factor, language) for factor in _REASONS),
        policy=(words.policy(FOIR, language),),
        improvements=(words.improvement({"loan_amount": 1_180_000.0}, 655, "Good", language),),
        affordability=(Line("FOIR", "62.1 %"), Line("EMI", words.money(50_745.003))),
        remarks=("Home + Unsecured ?",), loan=TERMS,
    )  # fmt: skip


def bands(language: Language = Language.ENGLISH) -> tuple[BandRow, ...]:
    """The usual four bands."""
    return tuple(
        BandRow(low, high, words.verdict(rating, language), words.verdict(decision, language), role, pd, "9.9 %")
        for (low, high, rating, decision, pd), role in zip(
            _BANDS, ("poor", "average", "good", "excellent"), strict=True
        )
    )


def bare(**given: object) -> PaperContent:
    """An applicant of whom next to nothing is known."""
    return replace(PaperContent(date=DAY, model="v7.3"), **given)  # type: ignore[arg-type]  # whatever a test gives


def letterhead(language: Language = Language.ENGLISH, logo: str = "") -> Letterhead:
    """The letterhead of a bank that is none."""
    return Letterhead("Example Bank", ("12 Station Road", "Pune 411001"), logo, "Branch manager", language)


LATIN = "aZ9 <>&\"'#;%{}[]\\/\u00a0é₹–😀"
DEVANAGARI = "कषिर्\u200d।"


def texts(letters: str, longest: int = 60) -> st.SearchStrategy[str]:
    """What people may type or paste, and far longer than they should."""
    short = st.text(st.sampled_from(letters), max_size=longest)
    return short | st.builds(str.__mul__, short, st.sampled_from([1, 1, 200]))


def contents(letters: str) -> st.SearchStrategy[PaperContent]:
    """Any content, with much or little of everything, whatever its texts are made of."""
    text = texts(letters)
    line = st.builds(Line, text, text)
    amounts = st.floats(0, 1e11)
    terms = st.builds(LoanTerms, amounts, st.floats(0, 100), st.integers(1, 480), amounts, amounts, amounts)
    reasons = st.sampled_from([Catalogue().text(factor, Language.ENGLISH) for factor in FEATURES])
    return st.builds(
        PaperContent,
        date=st.dates(), model=text, name=text, reference=text, inputs=st.lists(line, max_size=len(FIELDS)).map(tuple),
        score=st.none() | st.integers(300, 900), rating=st.sampled_from(["Poor", "Good", "Else"]), decision=text,
        no_score=text, pd=text, pd_interval=text, observed=text, bands=st.just(()) | st.just(bands()),
        reasons=st.lists(reasons, max_size=4).map(tuple), policy=st.lists(text, min_size=1, max_size=4).map(tuple),
        improvements=st.lists(text, max_size=4).map(tuple), affordability=st.lists(line, max_size=6).map(tuple),
        remarks=st.lists(text, max_size=4).map(tuple), loan=terms,
    )  # fmt: skip
