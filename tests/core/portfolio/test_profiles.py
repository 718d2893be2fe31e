"""Each column of each table is told with its gaps, whether it says anything, and what becomes of it."""

from collections.abc import Sequence

import pytest

from core.portfolio.places import find_places
from core.portfolio.profiles import ColumnProfile, Use, profile
from core.portfolio.sources import Tables
from core.portfolio.text_frame import text_column
from core.progress import Cancelled
from tests.core.portfolio.bank import borrowers, changed
from tests.core.portfolio.watching import Watcher

MANY = 40
BANK = borrowers(*({"income": str(500_000 + number), "age": None} for number in range(MANY)))


def profiles(bank: Tables) -> dict[tuple[str, str], ColumnProfile]:
    return {(each.table, each.name): each for each in profile(bank, find_places(bank))}


def with_column(name: str, texts: Sequence[str | None]) -> ColumnProfile:
    return profiles(changed(BANK, "customers", BANK.customers.assign(**{name: text_column(texts)})))["customers", name]


def test_every_column_of_every_table_is_there_once_in_its_order() -> None:
    told = [(each.table, each.name) for each in profile(BANK, find_places(BANK))]
    assert told == [(table, name) for table, frame in BANK.frames().items() for name in frame.columns]


def test_blanks_and_words_for_nothing_are_missing() -> None:
    assert profiles(BANK)["customers", "age"].missing == MANY
    one = with_column("enquiry_count", ["N/A", " ", None, "-", "3", "3", *["4"] * (MANY - 6)])
    assert (one.rows, one.missing, one.distinct) == (MANY, 4, 2)
    assert not one.is_constant


def test_a_column_may_be_empty_or_constant() -> None:
    assert with_column("city", [None] * MANY).is_empty
    constant = with_column("city", ["Pune", None] * (MANY // 2))
    assert constant.is_constant
    assert not constant.is_empty


def test_a_text_of_its_own_in_nearly_every_row_is_near_unique_but_a_key_or_a_measured_number_is_not() -> None:
    names = [f"File {number}" for number in range(MANY - 2)]
    assert with_column("file_number", [*names, "File 1", "File 2"]).is_near_unique
    assert not with_column("file_number", [*names[:-4], *["File 1"] * 6]).is_near_unique
    assert not profiles(BANK)["customers", "income"].is_near_unique
    assert not profiles(BANK)["customers", "cust_id"].is_near_unique


def test_of_few_values_all_may_differ() -> None:
    few = [str(number) for number in range(19)]
    assert not with_column("branch", [*few, *[None] * (MANY - 19)]).is_near_unique


@pytest.mark.parametrize(
    ("place", "use"),
    [
        (("customers", "cust_id"), Use.KEY),
        (("loans", "loan_id"), Use.KEY),
        (("loans", "default"), Use.OUTCOME),
        (("customers", "income"), Use.INPUT),
        (("bureau", "income"), Use.ELSEWHERE),
        (("customers", "gender"), Use.BARRED),
        (("customers", "shoe_size"), Use.UNUSED),
    ],
)
def test_what_becomes_of_a_column_is_told(place: tuple[str, str], use: Use) -> None:
    bank = changed(BANK, "customers", BANK.customers.assign(gender="F", shoe_size="7"))
    bank = changed(bank, "bureau", bank.bureau.assign(income="7"))
    assert profiles(bank)[place].use is use


def test_a_barred_column_and_a_key_tell_why() -> None:
    bank = changed(BANK, "customers", BANK.customers.assign(gender="F"))
    assert profiles(bank)["customers", "gender"].reason == "it is a protected attribute"
    assert "names a person" in profiles(bank)["customers", "cust_id"].reason
    assert profiles(bank)["customers", "income"].reason == ""


def test_looking_can_be_cancelled() -> None:
    watcher = Watcher()
    profile(BANK, find_places(BANK), watcher)
    watcher.assert_rising()
    with pytest.raises(Cancelled):
        profile(BANK, find_places(BANK), Watcher(cancel_after=3))
