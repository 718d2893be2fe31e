"""Letters to many applicants say of each what the letter to one of them says, and are written whole or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.applicant.assessment import assess
from app.batch.letters import Columns, Mailing, Posted, Stationery, new_folder, writing
from app.batch.recipients import sort_out
from app.paper import fonts, words
from app.paper.content import PaperError
from app.paper.letterhead import Letterhead, read_logo
from app.paper.templates import Kind
from app.services.active_model import ReadyModel
from core import affordability
from core.affordability import Loan, Policy
from core.batch.kept.rows import KeptRows, open_kept
from core.batch.kept.view import Chooser, View
from core.batch.kept.wish import Wish
from core.catalogue import Catalogue, Language
from core.errors import FileError
from core.explanation import sentence_names
from core.golden import with_golden_rows
from core.progress import Cancelled, silent
from tests.app.paper.pdf import Pdf, squeezed
from tests.core.batch.files import applicants as made
from tests.core.batch.files import write_csv
from tests.core.batch.kept.making import CARD, keep, kept_rows

POOR = {"credit_utilization_ratio": "95", "loan_purpose": "Personal", "residence_type": "Rented", "total_dpd": "36",
        "delinquent_months": "12"}  # fmt: skip
LARGE = {"income": "360000", "loan_amount": "900000"}
"""An instalment that takes more of the income than the policy allows, though the score is good."""
POLICY = Policy(annual_rate=12.0)


def kept_of(folder: Path, *changes: dict[str, str]) -> KeptRows:
    rows = ({"cust_id": f"A/{number}", "name": f"Applicant {number}"} | change for number, change in enumerate(changes))
    return kept_rows(folder, made(*rows))


def everybody(kept: KeptRows) -> View:
    return Chooser(kept).choose(Wish())


@pytest.fixture
def kept(tmp_path: Path) -> KeptRows:
    """A good applicant, a poor one, one without a score, one beyond the policy, a poor one beyond the policy."""
    return kept_of(tmp_path, {}, POOR, {"age": ""}, LARGE, POOR | LARGE)


@pytest.fixture
def stationery(qtbot: object) -> Stationery:
    """Of a bank that is none."""
    head = Letterhead("Example Bank", ("12 Station Road",), "", "Branch manager", Language.ENGLISH)
    return Stationery(head, read_logo(""), fonts.system_fonts(), Catalogue(), Path("no such folder"), date(2026, 3, 5))


@pytest.fixture
def mailing(kept: KeptRows, stationery: Stationery) -> Mailing:
    """Declines to both poor ones."""
    columns = Columns(reference=kept.columns.index("cust_id"), name=kept.columns.index("name"))
    return Mailing(kept, [1, 4], Kind.DECLINE, POLICY, columns, stationery)


def write(mailing: Mailing, target: Path, *, apart: bool = False) -> Posted:
    posted = writing(mailing, target, apart=apart)(silent)
    assert isinstance(posted, Posted)
    return posted


# --- who gets one ---


def test_a_decline_goes_to_those_below_the_cutoff_and_beyond_the_policy(kept: KeptRows) -> None:
    found = sort_out(everybody(kept), Kind.DECLINE, POLICY, silent)
    assert found.agreed == [1, 3, 4]
    assert found.all == [0, 1, 3, 4]
    assert found.doubts(12.0) == (
        "1 of 4 letters go to applicants who score 650 or more and breach no limit of the policy. Without them, 3 "
        "letters are written."
    )
    assert found.left_out() == ["1 row has no score and gets no letter."]


def test_an_approval_goes_to_those_from_the_cutoff_on_within_the_policy(kept: KeptRows) -> None:
    found = sort_out(everybody(kept), Kind.APPROVAL, POLICY, silent)
    assert found.agreed == [0]
    assert found.all == [0, 1, 3, 4]
    assert found.doubts(12.0) == (
        "3 of 4 letters go to applicants who score below 650 or breach a limit of the policy; they promise the loan "
        "all the same, at 12 % interest. Without them, 1 letter is written."
    )


def test_a_row_that_a_person_must_look_at_is_doubted(tmp_path: Path) -> None:
    kept = kept_of(tmp_path, POOR, POOR | {"credit_utilization_ratio": "150"})
    found = sort_out(everybody(kept), Kind.DECLINE, POLICY, silent)
    assert (found.agreed, found.all) == ([0], [0, 1])
    assert found.doubts(12.0) == (
        "1 of 2 letters are about rows that a person should look at first. Without them, 1 letter is written."
    )


def test_who_has_nothing_against_them_gets_no_decline(tmp_path: Path) -> None:
    spotless = {"credit_utilization_ratio": "0", "delinquent_months": "0", "total_dpd": "0", "age": "70",
                "loan_purpose": "Home", "number_of_open_accounts": "1", "loan_amount": "400000",
                "loan_tenure_months": "12", "income": "1300000"}  # fmt: skip
    found = sort_out(everybody(kept_of(tmp_path, spotless)), Kind.DECLINE, POLICY, silent)
    assert found.all == []
    assert found.left_out() == ["1 row has nothing that counts against them and gets no letter."]


def test_no_approval_is_promised_where_the_file_does_not_tell_of_the_loan(tmp_path: Path) -> None:
    """A model that does not ask for the tenure has no column for it."""
    curves = {name: curve for name, curve in CARD.curves.items() if name != "loan_tenure_months"}
    without = with_golden_rows(replace(CARD, curves=curves))
    rows = ({name: text for name, text in row.items() if name != "loan_tenure_months"} for row in made(POOR | LARGE))
    kept = open_kept(keep(tmp_path, write_csv(tmp_path / "in.csv", rows), without))
    found = sort_out(everybody(kept), Kind.APPROVAL, POLICY, silent)
    assert found.all == []
    assert found.left_out() == ["1 row has no loan and tenure and gets no letter."]
    declined = sort_out(everybody(kept), Kind.DECLINE, POLICY, silent)
    assert declined.agreed == [0], "by the score, which needs no tenure"


def test_the_order_is_that_of_the_table(kept: KeptRows) -> None:
    view = everybody(kept)
    upside_down = View(kept, view.wish, _array([4, 3, 2, 1, 0]), view.referred)
    assert sort_out(upside_down, Kind.DECLINE, POLICY, silent).all == [4, 3, 1, 0]


def _array(numbers: Sequence[int]) -> Any:  # noqa: ANN401 - numpy's many kinds of arrays
    import numpy as np

    return np.array(numbers, dtype=np.uint32)


def test_looking_through_the_rows_can_be_stopped(kept: KeptRows) -> None:
    def stop(_fraction: float, _message: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sort_out(everybody(kept), Kind.DECLINE, POLICY, stop)


# --- what they say ---


def test_each_letter_says_what_the_letter_to_one_applicant_says(mailing: Mailing, tmp_path: Path) -> None:
    posted = write(mailing, tmp_path / "letters.pdf")
    assert (posted.letters, posted.pages, posted.path) == (2, 2, tmp_path / "letters.pdf")
    pdf = Pdf(posted.path)
    assert pdf.page_count == 2
    first, second = pdf.text.split(squeezed("12 Station Road"))[1:]
    for text, number in ((first, 1), (second, 4)):
        assert squeezed(f"Dear Applicant {number},") in text
        assert squeezed(f"Your application A/{number}") in text
        for reason in _reasons(mailing.kept, number):
            assert squeezed(reason) in text
    assert squeezed("our policy allows 50 %") in second
    assert squeezed("our policy allows") not in first
    assert not set("{}") & set(pdf.text)
    assert "None" not in pdf.text


def _reasons(kept: KeptRows, row: int) -> list[str]:
    """As the Applicant tab tells them."""
    found = assess(kept.applicant(row), ReadyModel.of(CARD))
    assert len(found.adverse) == 4
    return [reason.text for reason in found.adverse]


def test_an_approval_promises_the_loan_of_the_row_at_the_rate_of_the_policy(mailing: Mailing, tmp_path: Path) -> None:
    write(replace(mailing, kind=Kind.APPROVAL, rows=[0]), tmp_path / "letters.pdf")
    payment = affordability.instalment(Loan(900_000, 12.0, 24)).value
    text = Pdf(tmp_path / "letters.pdf").text.replace("Rs.", "₹")
    for said in ("Approval of your loan", "₹9,00,000", "12 % a year", "24", words.money(payment)):
        assert squeezed(said) in text


def test_letters_are_written_in_the_language_of_the_letterhead(
    mailing: Mailing, stationery: Stationery, tmp_path: Path
) -> None:
    if not stationery.fonts.devanagari:
        pytest.skip("no font with Devanagari letters; Debian: apt install fonts-noto-core")
    head = replace(stationery.head, language=Language.HINDI)
    write(replace(mailing, stationery=replace(stationery, head=head)), tmp_path / "letters.pdf")
    pdf = Pdf(tmp_path / "letters.pdf")
    assert (pdf.page_count, pdf.boxes) == (2, 0)
    assert "Dear" not in pdf.text
    assert squeezed("Applicant 1") in pdf.text


def test_a_banks_own_words_for_reasons_are_used(mailing: Mailing, stationery: Stationery, tmp_path: Path) -> None:
    own = Catalogue()
    for name in sentence_names(CARD.factors):
        own = own.with_text(name, Language.ENGLISH, f"Our words about {name}")
    write(replace(mailing, stationery=replace(stationery, catalogue=own)), tmp_path / "letters.pdf")
    assert Pdf(tmp_path / "letters.pdf").text.count(squeezed("Our words about")) == 8


def test_without_columns_nobody_is_named(mailing: Mailing, tmp_path: Path) -> None:
    write(replace(mailing, columns=Columns()), tmp_path / "letters.pdf")
    text = Pdf(tmp_path / "letters.pdf").text
    assert text.count(squeezed("Dear Sir or Madam,")) == 2
    assert squeezed("Your application") not in text


def test_an_empty_letterhead_is_said_once(mailing: Mailing, stationery: Stationery, tmp_path: Path) -> None:
    bare = replace(mailing, stationery=replace(stationery, head=Letterhead()))
    (notice,) = write(bare, tmp_path / "letters.pdf").notices
    assert notice.startswith("The letterhead is empty")


# --- where they go ---


def test_one_file_each_is_named_by_the_reference(mailing: Mailing, tmp_path: Path) -> None:
    posted = write(mailing, tmp_path / "letters", apart=True)
    assert posted.path == tmp_path / "letters"
    assert sorted(path.name for path in posted.path.iterdir()) == ["decline A-1.pdf", "decline A-4.pdf"]
    assert squeezed("Dear Applicant 4,") in Pdf(posted.path / "decline A-4.pdf").text
    assert (posted.letters, posted.pages) == (2, 2)


def test_references_that_no_file_can_have_or_that_two_rows_have_are_told_apart(
    tmp_path: Path, stationery: Stationery
) -> None:
    kept = kept_of(tmp_path, *(POOR | {"cust_id": text} for text in ("CON", "con", "a:b", "a?b", " . ", "")))
    columns = Columns(reference=kept.columns.index("cust_id"))
    mailing = Mailing(kept, range(6), Kind.DECLINE, POLICY, columns, stationery)
    posted = write(mailing, tmp_path / "letters", apart=True)
    assert sorted(path.name for path in posted.path.iterdir()) == sorted([
        "decline CON.pdf", "decline con (2).pdf", "decline a-b.pdf", "decline a-b (2).pdf", "decline row 6.pdf",
        "decline row 7.pdf",
    ])  # fmt: skip


def test_letters_of_another_time_are_never_touched(mailing: Mailing, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    first, second = (write(mailing, new_folder(mailing, tmp_path / "home"), apart=True).path for _ in range(2))
    assert (first.name, second.name) == ("in decline letters", "in decline letters (2)")
    with pytest.raises(FileError, match="none cannot be read"):
        new_folder(mailing, tmp_path / "none")


def _stop_at(number: int) -> Callable[[float, str], None]:
    """A report that cancels when it is called for the n-th time."""
    calls = iter(range(1, number + 1))

    def report(_fraction: float, _message: str) -> None:
        if next(calls) == number:
            raise Cancelled

    return report


@pytest.mark.parametrize("apart", [False, True])
def test_a_cancel_at_any_time_leaves_nothing_behind(mailing: Mailing, tmp_path: Path, apart: bool) -> None:
    target = tmp_path / "letters"
    before = set(tmp_path.iterdir())
    for number in (1, 2, 3):
        with pytest.raises(Cancelled):
            writing(mailing, target, apart=apart)(_stop_at(number))
        assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("apart", [False, True])
def test_a_folder_that_is_not_there_is_told(mailing: Mailing, tmp_path: Path, apart: bool) -> None:
    with pytest.raises(FileError, match="could not be written in"):
        write(mailing, tmp_path / "none" / "letters", apart=apart)


def test_a_template_with_a_mistake_is_told_without_a_trace_of_qt(
    mailing: Mailing, stationery: Stationery, tmp_path: Path
) -> None:
    (tmp_path / "letters" / "en").mkdir(parents=True)
    (tmp_path / "letters" / "en" / "decline.html").write_text("<p>{{ nobody_knows }}</p>", encoding="utf-8")
    own = replace(mailing, stationery=replace(stationery, data_folder=tmp_path))
    with pytest.raises(PaperError, match="nobody_knows") as told:
        write(own, tmp_path / "letters.pdf")
    assert told.value.__context__ is None
    assert not (tmp_path / "letters.pdf").exists()
