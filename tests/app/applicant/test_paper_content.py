"""What papers say of an applicant is what the tab says, in the language of the letterhead and in no other."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from app.applicant.paper_content import Addressee, ContentMaker
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.paper.content import PaperContent
from app.paper.templates import Kind
from app.services import paths
from app.services.desk import Desk
from core.catalogue import Catalogue, Language
from core.golden import with_golden_rows
from core.origin import band_meanings
from core.registry.versions import Registry
from core.scorecard import CUTOFF, ObservedRange, UnseenPair
from tests.app.applicant.officer import retype, use
from tests.core.factories import curve_scorecard

ENGLISH, HINDI = Language.ENGLISH, Language.HINDI
DAY = date(2026, 3, 5)
PAIR = UnseenPair("loan_purpose", "Personal", "loan_type", "Unsecured")
SEEN = tuple(ObservedRange(minimum, 100, (900 - minimum) // 20) for minimum in range(300, 900, 10))
MODEL = with_golden_rows(replace(curve_scorecard(), unseen_pairs=(PAIR,), observed=SEEN))


@pytest.fixture
def maker(tab: ApplicantTab, desk: Desk) -> ContentMaker:
    """For an applicant about whom there is everything to say: beyond training, a pair never seen, against policy."""
    use(desk, MODEL)
    tab.form.put(SAMPLES[2] | {"age": "75", "loan_tenure_months": "3"})
    return made(tab)


def made(tab: ApplicantTab) -> ContentMaker:
    return ContentMaker(tab.assessment, tab._desk.model.ready, tab.answer.pages.costs())


def content(maker: ContentMaker, language: Language = ENGLISH) -> PaperContent:
    return maker.content(Addressee("", ""), Catalogue(), language, DAY)


def texts(said: object) -> Iterator[str]:
    """Every text in a content, however deep."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, tuple):
        for part in said:
            yield from texts(part)
    elif is_dataclass(said):
        for item in fields(said):
            if item.name not in ("model", "role"):
                yield from texts(getattr(said, item.name))


def test_a_paper_in_hindi_has_no_english_in_it(maker: ContentMaker) -> None:
    """But for FOIR, which is called so everywhere."""
    said = content(maker, HINDI)
    assert said.remarks
    assert said.policy
    assert said.improvements
    assert said.observed
    found = [text for text in texts(said) if re.search("[A-Za-z]", text.replace("FOIR", ""))]
    assert found == []


def test_as_much_is_said_in_hindi_as_in_english(maker: ContentMaker) -> None:
    english, in_hindi = content(maker), content(maker, HINDI)
    for item in fields(PaperContent):
        one, other = getattr(english, item.name), getattr(in_hindi, item.name)
        assert bool(one) is bool(other), item.name
        if isinstance(one, tuple):
            assert len(one) == len(other), item.name


def test_what_a_person_should_look_at_is_what_the_tab_flags(tab: ApplicantTab, maker: ContentMaker) -> None:
    assert content(maker).remarks == tab.assessment.refer
    assert content(maker, HINDI).remarks == (
        "आयु 75 वर्ष: प्रशिक्षण के उधारकर्ताओं में अधिकतम 70 वर्ष।",
        "ऋण अवधि 3 माह: प्रशिक्षण के उधारकर्ताओं में न्यूनतम 6 माह।",
        "ऋण का उद्देश्य व्यक्तिगत और ऋण का प्रकार प्रतिभूति रहित: प्रशिक्षण के उधारकर्ताओं में ये दोनों एक साथ नहीं मिले।",
    )


def test_a_better_band_lifts_no_limit_of_the_policy(maker: ContentMaker) -> None:
    said = content(maker)
    assert said.improvements
    assert said.stays == ("The FOIR limit of 50 % is a policy of its own: reaching a band does not lift it.",)
    assert all("against policy: FOIR" in way or "within the policy" in way for way in said.improvements)


def test_the_ways_to_the_next_band_are_those_of_the_tab(tab: ApplicantTab, maker: ContentMaker) -> None:
    tab.answer.pages.go_to("next_band")
    shown = [one.replace("\u00a0", " ") for one in tab.answer.pages.next_band.sentences()]
    said = content(maker).improvements
    assert len(said) == len(shown)
    for paper, screen in zip(said, shown, strict=True):
        assert re.findall(r"score (\d+)", paper) == re.findall(r"(\d+) points", screen)


def test_at_the_best_band_nothing_is_left_to_reach(tab: ApplicantTab, desk: Desk) -> None:
    tab.form.put(SAMPLES[0] | {"loan_amount": "9,00,000"})
    assert content(made(tab)).improvements == ()


@pytest.mark.parametrize("language", Language)
def test_the_bands_are_those_of_the_model(maker: ContentMaker, language: Language) -> None:
    """Each meets the next, in points and in probability, and the lowest is the one without an end."""
    rows, scorecard = content(maker, language).bands, maker.assessment.scorecard
    assert [(row.minimum, row.maximum) for row in rows] == [(300, 499), (500, 649), (650, 749), (750, 900)]
    limits = [f"{100 * one.below:.1f}" for one in band_meanings(scorecard)]
    assert [row.pd for row in rows[2:0:-1]] == [f"{limits[0]}–{limits[1]} %", f"{limits[1]}–{limits[2]} %"]
    above, below = {ENGLISH: ("above", "below"), HINDI: (">", "<")}[language]
    assert (rows[0].pd, rows[3].pd) == (f"{above} {limits[2]} %", f"{below} {limits[0]} %")
    assert all(re.fullmatch(r"\d+\.\d %", row.observed) for row in rows)


def test_the_probability_and_its_interval_have_their_unit(tab: ApplicantTab, maker: ContentMaker) -> None:
    assert content(maker).pd_interval == "", "this model does not know how sure it is"
    use(tab._desk, Registry(tab._desk.data_folder, paths.models_folder()).load("v1.0"))
    said = content(made(tab))
    assert re.fullmatch(r"\d+\.\d %", said.pd)
    assert re.fullmatch(r"\d+\.\d–\d+\.\d %", said.pd_interval)


def test_a_model_that_observed_nobody_leaves_the_column_out(tab: ApplicantTab) -> None:
    rows = content(made(tab)).bands
    assert len(rows) == 4
    assert {row.observed for row in rows} == {""}


def test_without_a_score_a_content_says_why_and_promises_nothing(tab: ApplicantTab) -> None:
    retype(tab, "age", "")
    said = content(made(tab))
    assert said.score is None
    assert said.no_score == "To fill in: Age"
    assert (said.pd, said.rating, said.decision, said.bands, said.improvements) == ("", "", "", (), ())
    assert said.loan is None
    assert said.affordability == ()


def test_only_what_was_typed_is_listed(tab: ApplicantTab) -> None:
    names = {line.label for line in content(made(tab)).inputs}
    assert "Annual income" in names
    assert "Loan months" not in names, "the history was given as ratios"
    retype(tab, "age", "")
    assert "Age" not in {line.label for line in content(made(tab)).inputs}


# Whether a letter goes with what was decided


def set_up(tab: ApplicantTab, *, is_good: bool, is_in_policy: bool) -> ContentMaker:
    tab.form.put(SAMPLES[0] | {"loan_amount": "9,00,000"} if is_good else SAMPLES[2])
    tab._desk.settings.put("policy/largest_foir", 100 if is_in_policy else 1)
    return made(tab)


@pytest.mark.parametrize(
    ("kind", "is_good", "is_in_policy", "doubt"),
    [
        (Kind.ASSESSMENT, False, False, ""),
        (Kind.APPROVAL, True, True, ""),
        (Kind.APPROVAL, True, False, "Policy limit: obligations and instalment are"),
        (Kind.APPROVAL, False, True, "The score {score} lies below 650"),
        (Kind.DECLINE, False, True, ""),
        (Kind.DECLINE, True, False, ""),
        (Kind.DECLINE, True, True, "The score {score} is at or above 650, and no limit of the policy is breached."),
    ],
)
def test_a_letter_against_score_and_policy_is_doubted(
    tab: ApplicantTab, kind: Kind, is_good: bool, is_in_policy: bool, doubt: str
) -> None:
    maker = set_up(tab, is_good=is_good, is_in_policy=is_in_policy)
    score = maker.assessment.credit_score or 0
    assert (score >= CUTOFF) is is_good
    assert maker.doubt(kind).startswith(doubt.format(score=score))
    assert bool(maker.doubt(kind)) is bool(doubt)


def test_the_rate_that_an_approval_promises_is_named(tab: ApplicantTab) -> None:
    maker = set_up(tab, is_good=False, is_in_policy=True)
    assert maker.doubt(Kind.APPROVAL).endswith("at 11 % interest.")
    maker.costs.means.edits["annual_rate"].setText("12.75")
    assert maker.doubt(Kind.APPROVAL).endswith("at 12.75 % interest.")


def test_before_an_approval_everything_that_stands_against_it_is_named(tab: ApplicantTab, desk: Desk) -> None:
    """The score with its band, each limit that is breached, and what a person should look at first."""
    use(desk, MODEL)
    tab.form.put(SAMPLES[2] | {"age": "75"})
    desk.settings.put("policy/largest_foir", 1)
    maker = made(tab)
    found, band = maker.assessment, maker.assessment.band
    assert band is not None
    assert len(found.refer) == 2, "an age and a pair that no borrower in training had"
    assert maker.doubt(Kind.APPROVAL).splitlines() == [
        f"The score {found.credit_score} lies below 650: {band.rating}, {band.decision}.",
        *(one.sentence for one in maker.costs.breaches),
        *found.refer,
        "An approval letter promises the loan all the same, at 11 % interest.",
    ]


def test_an_approval_of_somebody_whose_like_was_never_seen_is_doubted_for_that_alone(tab: ApplicantTab) -> None:
    use(tab._desk, replace(MODEL, unseen_pairs=(UnseenPair("loan_purpose", "Home", "loan_type", "Secured"),)))
    maker = set_up(tab, is_good=True, is_in_policy=True)
    (flag,) = maker.assessment.refer
    assert maker.doubt(Kind.APPROVAL).startswith(flag)
    assert maker.doubt(Kind.DECLINE).startswith("The score")
