"""The reasons are what the bank wrote where it wrote any that can be used, and the program's own elsewhere."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import catalogue
from core.catalogue import DEFAULTS, FILE_NAME, LONGEST, SET_ASIDE, Catalogue, Language
from core.errors import FileError, InputError
from core.features import FEATURES
from core.scorecard import CUTOFF

ENGLISH, HINDI = Language.ENGLISH, Language.HINDI
OWN = "the program's own sentences are used in their place."
SENTENCES = st.text(st.sampled_from("abc ,.क्षि\u200dः"), min_size=1, max_size=LONGEST).filter(str.strip)


def kept(folder: Path, document: object) -> Path:
    path = folder / FILE_NAME
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def whole(**changed: object) -> dict[str, object]:
    """A file that has every sentence of the program, apart from those changed."""
    return {"reasons": {**DEFAULTS, **changed}}


# The program's own


def test_every_factor_has_a_sentence_in_each_language_that_may_stand_in_a_letter() -> None:
    for factor, feature in FEATURES.items():
        for name, text in feature.sentences.items():
            assert catalogue.checked(DEFAULTS[name][ENGLISH]) == text
            hindi = DEFAULTS[name][HINDI]
            assert catalogue.checked(hindi) == hindi
            assert not any("a" <= letter.lower() <= "z" for letter in hindi)
        assert DEFAULTS[factor][ENGLISH] == feature.adverse


@pytest.mark.parametrize("language", Language)
def test_reasons_are_principal_ones_only_where_the_score_does_not_reach_the_cutoff(language: Language) -> None:
    """Nobody who is approved is told why they were not (12 CFR 1002.9(a)(2) asks for reasons of adverse action)."""
    below, above = (catalogue.heading(score, language) for score in (CUTOFF - 1, CUTOFF))
    assert below == {ENGLISH: "Principal reasons", HINDI: "मुख्य कारण"}[language]
    assert above == {
        ENGLISH: "What kept the score from being higher", HINDI: "स्कोर इससे अधिक क्यों नहीं है"
    }[language]  # fmt: skip
    assert catalogue.heading(300, language) == below
    assert catalogue.heading(900, language) == above


def test_no_two_factors_share_a_sentence() -> None:
    """Or a letter would name one reason twice."""
    for language in Language:
        assert len({texts[language] for texts in DEFAULTS.values()}) == len(DEFAULTS)


def test_without_a_file_the_sentences_are_the_programs_own(tmp_path: Path) -> None:
    read = catalogue.read(tmp_path)
    assert read.text("age", ENGLISH) == "Applicants of this age carry a higher risk"
    assert read.text("age", HINDI) == "इस आयु के आवेदकों में जोखिम अधिक है"
    assert read.notice == ""


# Writing and reading


@given(st.dictionaries(st.sampled_from(list(DEFAULTS)), st.tuples(st.sampled_from(Language), SENTENCES)))
def test_what_was_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, changed: dict[str, tuple[Language, str]]
) -> None:
    folder, wanted = tmp_path_factory.mktemp("home"), Catalogue()
    for factor, (language, text) in changed.items():
        wanted = wanted.with_text(factor, language, text)
    catalogue.write(folder, wanted)
    assert catalogue.read(folder) == wanted
    for factor, (language, text) in changed.items():
        assert wanted.text(factor, language) == " ".join(text.split())


def test_the_file_is_there_to_be_read_by_people(tmp_path: Path) -> None:
    catalogue.write(tmp_path, Catalogue())
    text = (tmp_path / FILE_NAME).read_text(encoding="utf-8")
    assert "इस आयु के आवेदकों" in text
    assert text.count("\n") > 2 * len(DEFAULTS)


def test_a_changed_catalogue_leaves_the_one_it_came_from_alone() -> None:
    before = Catalogue()
    before.with_text("age", ENGLISH, "Years of age")
    assert before.text("age", ENGLISH) == DEFAULTS["age"][ENGLISH]


def test_what_the_program_does_not_know_is_kept(tmp_path: Path) -> None:
    """A later version may know more factors, and a bank more languages."""
    kept(tmp_path, whole(gst_turnover={"en": "Turnover"}, age={**DEFAULTS["age"], "ta": "வயது"}))
    read = catalogue.read(tmp_path)
    assert read.notice == ""
    assert read.text("gst_turnover", ENGLISH) == "Turnover"
    assert read.text("gst_turnover", HINDI) == "Turnover", "in another language rather than not at all"
    catalogue.write(tmp_path, read.with_text("income", ENGLISH, "Income"))
    again = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))["reasons"]
    assert again["gst_turnover"] == {"en": "Turnover"}
    assert again["age"]["ta"] == "வயது"
    assert again["income"]["en"] == "Income"


def test_a_factor_that_nobody_knows_has_no_sentence() -> None:
    with pytest.raises(KeyError):
        Catalogue().text("gst_turnover", ENGLISH)


# Categories with words of their own


def test_who_rents_and_who_has_a_mortgage_are_told_different_words() -> None:
    names = ("residence_type", "residence_type=Rented", "residence_type=Mortgage")
    assert [catalogue.label(name) for name in names] == ["Residence", "Residence: Rented", "Residence: Mortgage"]
    for language in Language:
        assert len({Catalogue().text(name, language) for name in names}) == 3


def test_a_file_from_before_there_were_such_words_opens_and_what_a_bank_says_of_a_factor_stays(tmp_path: Path) -> None:
    own = {**DEFAULTS["residence_type"], "en": "Your kind of home"}
    kept(tmp_path, {"reasons": {**{name: DEFAULTS[name] for name in FEATURES}, "residence_type": own}})
    read = catalogue.read(tmp_path)
    assert read.notice == ""
    for name in ("residence_type", "residence_type=Rented", "residence_type=Mortgage"):
        assert read.text(name, ENGLISH) == "Your kind of home"
    assert read.text("residence_type=Rented", HINDI) == DEFAULTS["residence_type=Rented"][HINDI]


def test_the_words_of_a_category_are_kept_beside_those_of_its_factor(tmp_path: Path) -> None:
    catalogue.write(tmp_path, Catalogue().with_text("residence_type=Rented", ENGLISH, "A rented home"))
    read = catalogue.read(tmp_path)
    assert read.text("residence_type=Rented", ENGLISH) == "A rented home"
    assert read.text("residence_type=Mortgage", ENGLISH) == DEFAULTS["residence_type=Mortgage"][ENGLISH]


def test_a_category_whose_words_cannot_be_used_is_named(tmp_path: Path) -> None:
    path = kept(tmp_path, {"reasons": {**DEFAULTS, "residence_type=Rented": {"en": "", "hi": "किराया"}}})
    read = catalogue.read(tmp_path)
    assert read.notice == f"{path} has no usable sentence, or not in each language, for Residence: Rented; {OWN}"
    assert read.text("residence_type=Rented", ENGLISH) == DEFAULTS["residence_type=Rented"][ENGLISH]


# What cannot be used


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\x00", b"[]", b"17", b'{"version": 1}', b'{"reasons": []}', b"[" * 100_000, b"NaN"],
)
def test_a_damaged_or_foreign_file_is_said_in_one_sentence_and_set_aside_by_the_next_save(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    read = catalogue.read(tmp_path)
    assert read.texts == DEFAULTS
    assert read.notice == (
        f"{path} cannot be read as a catalogue of reasons; until it is mended or saved anew, {OWN}"
    )  # fmt: skip
    catalogue.write(tmp_path, read)
    assert (tmp_path / SET_ASIDE).read_bytes() == content
    assert catalogue.read(tmp_path) == Catalogue()


@pytest.mark.parametrize(
    "texts",
    [
        {"en": "Too old"},
        {"en": "Too old", "hi": ""},
        {"en": "Too old", "hi": 7},
        {"en": "Too old", "hi": "x" * 201},
        {"en": "Too old", "hi": "आपका स्कोर कम है"},
        {"en": "Too old", "hi": "\ud800"},
    ],
)
def test_the_programs_own_sentence_stands_in_for_one_that_is_missing_or_unusable(
    tmp_path: Path, texts: dict[str, object]
) -> None:
    path = kept(tmp_path, whole(age=texts))
    read = catalogue.read(tmp_path)
    assert read.text("age", ENGLISH) == "Too old"
    assert read.text("age", HINDI) == DEFAULTS["age"][HINDI]
    assert read.notice == f"{path} has no usable sentence, or not in each language, for Age; {OWN}"


@pytest.mark.parametrize("texts", ["Too old", None, [], 3.5, {}])
def test_a_factor_without_sentences_has_the_programs_own(tmp_path: Path, texts: object) -> None:
    path = kept(tmp_path, whole(age=texts))
    read = catalogue.read(tmp_path)
    assert read.texts == DEFAULTS
    assert read.notice == f"{path} has no usable sentence, or not in each language, for Age; {OWN}"


def test_of_many_factors_the_first_few_are_named(tmp_path: Path) -> None:
    path = kept(tmp_path, {"reasons": {"gst_turnover": {"en": ""}}})
    read = catalogue.read(tmp_path)
    more = len(FEATURES) + 1 - 3
    named = f"Age, Loan tenure, Open accounts and {more} more"
    assert read.notice == f"{path} has no usable sentence, or not in each language, for {named}; {OWN}"
    assert "gst_turnover" not in read.texts


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=5) | st.dictionaries(
    st.sampled_from(["reasons", "age", "x"]),
    st.dictionaries(st.sampled_from(["age", "en", "hi"]), st.text() | st.dictionaries(st.text(), st.text())),
))  # fmt: skip
def test_whatever_the_file_holds_every_factor_has_a_reason(
    tmp_path_factory: pytest.TempPathFactory, document: object
) -> None:
    folder = tmp_path_factory.mktemp("home")
    kept(folder, document)
    read = catalogue.read(folder)
    for factor in FEATURES:
        for language in Language:
            text = read.text(factor, language)
            assert catalogue.checked(text) == text
    assert read.notice.endswith(OWN), "for no such file has all sentences"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The reason is empty"),
        (" \n\t ", "The reason is empty"),
        ("x" * (LONGEST + 1), "has 201 characters, and at most 200 fit"),
        ("Age\x00", "cannot be printed"),
        ("Age \ud800", "cannot be printed"),
    ],
)
def test_a_text_that_no_letter_can_hold_is_refused(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        Catalogue().with_text("age", ENGLISH, text)


@pytest.mark.parametrize(
    "text",
    [
        "Score too low", "Your credit score was insufficient", "Low SCORING", "Failed the scorecard", "Poor rating",
        "Too few points", "Below our cut-off", "Below the cutoff", "Did not meet our internal standards",
        "Against internal policy", "Outside our criteria", "आपका स्कोर कम है", "रेटिंग कम है", "आंतरिक नीति के कारण",
    ],
)  # fmt: skip
def test_that_the_score_is_too_low_is_never_a_reason(text: str) -> None:
    """12 CFR Part 1002, Supplement I, comment 9(b)(2)-1 ff.: internal standards or a failed score do not suffice."""
    with pytest.raises(InputError, match="is no reason: it names a score, a rating or the bank's standards"):
        Catalogue().with_text("age", ENGLISH, text)


@pytest.mark.parametrize("text", ["Underscored debts", "Operating costs", "Standard of housing", "Point of sale"])
def test_words_that_only_look_alike_are_allowed(text: str) -> None:
    assert catalogue.checked(text) == text


def test_a_reason_stands_on_one_line_and_its_letters_stay_joined() -> None:
    assert catalogue.checked("  Age \n of the\tapplicant ") == "Age of the applicant"
    assert catalogue.checked("क्\u200dष") == "क्\u200dष"


def test_a_sentence_of_the_longest_length_is_taken() -> None:
    assert catalogue.checked("x" * LONGEST) == "x" * LONGEST


# When it cannot be written


def test_a_place_that_cannot_be_written_is_told_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.write(tmp_path, Catalogue())
    before = (tmp_path / FILE_NAME).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match=r"reasons\.json could not be written .*No space left"):
        catalogue.write(tmp_path, Catalogue().with_text("age", ENGLISH, "Years of age"))
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_damaged_file_that_cannot_be_set_aside_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"{")
    (tmp_path / SET_ASIDE).mkdir()
    with pytest.raises(FileError, match=r"cannot be set aside .* so nothing was saved"):
        catalogue.write(tmp_path, catalogue.read(tmp_path))
    assert (tmp_path / FILE_NAME).read_bytes() == b"{"
