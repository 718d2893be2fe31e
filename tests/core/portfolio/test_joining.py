"""Every row of the three tables comes through or is counted, and nobody is joined to a stranger."""

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.errors import DataError
from core.portfolio.join_report import TableReport
from core.portfolio.joining import Joined, join
from core.portfolio.sources import Tables
from core.progress import Cancelled
from tests.core.portfolio.bank import CUSTOMER, LOAN, RECORD, Row, borrowers, changed, frame, tables, without
from tests.core.portfolio.watching import Watcher

IDS = st.sampled_from(["A", "B", "C", " A ", "  ", None])
PERSON = st.tuples(IDS, st.sampled_from(["30", "40"]))
CREDIT = st.tuples(st.sampled_from(["L1", "L2", "L3", "L4", None]), IDS, st.sampled_from(["100", "200"]))
Person = tuple[str | None, str]
Credit = tuple[str | None, str | None, str]


def bank_of(people: list[Person], loans: list[Credit], records: list[Person], *, numbered: bool = True) -> Tables:
    """Tables of those ids; what else differs is the age, the amount or the utilization."""
    bank = tables(
        [CUSTOMER | {"cust_id": name, "age": age} for name, age in people],
        [LOAN | {"loan_id": number, "cust_id": name, "loan_amount": sum_} for number, name, sum_ in loans],
        [RECORD | {"cust_id": name, "credit_utilization_ratio": used} for name, used in records],
    )
    return bank if numbered else without(bank, "loans", "loan_id")


def plain(name: str | None) -> str:
    return (name or "").strip()


def sound(people: list[Person]) -> dict[str, str]:
    """By id what its rows agree on."""
    told: dict[str, set[str]] = {}
    for name, value in people:
        told.setdefault(plain(name), set()).add(value)
    return {name: next(iter(values)) for name, values in told.items() if name and len(values) == 1}


def sound_loans(loans: list[Credit], *, numbered: bool) -> list[tuple[str, str]]:
    """Id and amount of the loans that take part, in order: the first of equal ones, none of contradictory ones."""
    rows = [(number if numbered else None, plain(name), sum_) for number, name, sum_ in loans if plain(name)]
    seen = Counter(number for number, *_ in dict.fromkeys(rows))
    kept = []
    for place, row in enumerate(rows):
        again = (row[0] is not None or not numbered) and row in rows[:place]
        if not again and (row[0] is None or seen[row[0]] == 1):
            kept.append(row[1:])
    return kept


def rows_of(joined: Joined) -> list[tuple[str, ...]]:
    columns = joined.frame[["cust_id", "loan_amount", "age", "credit_utilization_ratio"]]
    return list(columns.itertuples(index=False, name=None))


def refused(bank: Tables) -> str:
    with pytest.raises(DataError) as raised:
        join(bank)
    return str(raised.value)


# What must always hold


@given(st.lists(PERSON, max_size=5), st.lists(CREDIT, max_size=6), st.lists(PERSON, max_size=5), st.booleans())
@example([("A", "30")], [("L1", "A", "100"), ("L1", "A", "100"), ("L2", "A", "100")], [("A", "30")], True)
@example([("A", "30")], [(None, "A", "100"), (None, "A", "100")], [("A", "40")], False)
@settings(max_examples=30)
def test_joining_is_what_dictionaries_would_do_and_every_row_is_counted(
    people: list[Person], loans: list[Credit], records: list[Person], numbered: bool
) -> None:
    bank = bank_of([("Z", "50"), *people], [("L0", "Z", "1"), *loans], [("Z", "60"), *records], numbered=numbered)
    joined = join(bank)
    customers, bureau = sound([("Z", "50"), *people]), sound([("Z", "60"), *records])
    expected = sound_loans([("L0", "Z", "1"), *loans], numbered=numbered)
    assert rows_of(joined) == [
        (name, sum_, customers[name], bureau[name]) for name, sum_ in expected if name in customers and name in bureau
    ]
    told = joined.report
    assert told.matched == len(joined.frame)
    assert told.borrowers == joined.frame["cust_id"].nunique()
    lost = told.loans_of_contradictory + told.loans_without_customer + told.loans_without_bureau
    assert told.loans.usable == len(expected) == told.matched + lost
    assert told.customers.usable == len(customers)
    assert told.bureau.usable == len(bureau)
    with_loan = {name for name, _ in expected}
    assert told.customers_without_loan == len(set(customers) - with_loan)
    assert told.bureau_without_loan == len(set(bureau) - with_loan)


@given(st.permutations(range(4)), st.permutations(range(4)))
@settings(max_examples=5)
def test_the_order_of_customers_and_records_does_not_matter_and_that_of_loans_stays(
    people: list[int], records: list[int]
) -> None:
    bank = borrowers(*({"age": str(20 + number), "total_dpd": str(number)} for number in range(4)))
    shuffled = changed(changed(bank, "customers", bank.customers.iloc[people]), "bureau", bank.bureau.iloc[records])
    assert join(shuffled).frame.equals(join(bank).frame)
    assert join(bank).frame["cust_id"].tolist() == ["C1", "C2", "C3", "C4"]


# Row by row


def told_of(table: str, *rows: Row) -> TableReport:
    """What became of the rows of one table, whose others have C1 and C2."""
    report = join(changed(borrowers({}, {}), table, frame(rows))).report
    return {"customers": report.customers, "loans": report.loans, "bureau": report.bureau}[table]


def test_rows_without_an_id_are_left_out_and_counted() -> None:
    told = told_of("customers", CUSTOMER, CUSTOMER | {"cust_id": None}, CUSTOMER | {"cust_id": "  "})
    assert (told.rows, told.without_id, told.usable) == (3, 2, 1)


def test_a_row_that_repeats_another_counts_once() -> None:
    told = told_of("bureau", RECORD, RECORD, RECORD, RECORD | {"cust_id": "C2"})
    assert (told.repeated, told.contradictory, told.usable) == (2, 0, 2)


def test_rows_of_one_person_that_differ_are_all_left_out_with_their_loans() -> None:
    people = [CUSTOMER, CUSTOMER | {"cust_id": "C2"}, CUSTOMER | {"cust_id": "C2", "age": "36"}]
    joined = join(changed(borrowers({}, {}), "customers", frame(people)))
    assert joined.frame["cust_id"].tolist() == ["C1"]
    assert joined.report.customers.contradictory == 2
    assert joined.report.loans_of_contradictory == 1
    assert joined.report.loans_without_customer == 0


def test_a_person_may_have_several_loans() -> None:
    again = [LOAN, LOAN | {"loan_id": "L2", "loan_amount": "5"}, LOAN | {"loan_id": "L3", "loan_amount": "5"}]
    joined = join(tables([CUSTOMER], again, [RECORD]))
    assert joined.frame["loan_amount"].tolist() == ["900000", "5", "5"]
    assert joined.report.borrowers == 1


def test_two_loans_of_one_number_that_differ_are_left_out() -> None:
    told = told_of("loans", LOAN, LOAN | {"loan_id": "L2", "cust_id": "C2"}, LOAN | {"loan_id": "L2"})
    assert (told.contradictory, told.usable) == (2, 1)


def test_loans_without_a_number_are_different_loans_unless_they_are_equal_in_every_column() -> None:
    row = {name: cell for name, cell in LOAN.items() if name != "loan_id"}
    told = told_of("loans", row, row, row | {"default": "True"})
    assert (told.repeated, told.contradictory, told.usable) == (1, 0, 2)


def test_loans_whose_person_or_record_is_missing_are_counted_under_what_is_missing_first() -> None:
    bank = borrowers({}, {}, {}, {})
    gaps = changed(changed(bank, "customers", bank.customers.iloc[[0, 1]]), "bureau", bank.bureau.iloc[[0, 2]])
    told = join(gaps).report
    assert (told.matched, told.loans_without_customer, told.loans_without_bureau) == (1, 2, 1)


def test_spaces_around_an_id_do_not_matter() -> None:
    joined = join(tables([CUSTOMER | {"cust_id": " C1"}], [LOAN], [RECORD | {"cust_id": "C1 "}]))
    assert joined.frame["cust_id"].tolist() == ["C1"]


# Columns


def test_only_columns_that_are_used_come_through() -> None:
    bank = borrowers({})
    bank = changed(bank, "customers", bank.customers.assign(gender="F", city="Pune", income_band="3"))
    joined = join(bank)
    assert {"cust_id", "default", "income", "gender"} <= set(joined.frame.columns)
    assert not {"city", "income_band", "loan_id"} & set(joined.frame.columns)
    assert joined.report.customers.unused == ("city", "income_band")
    assert joined.report.loans.unused == ()


def test_columns_in_any_order_give_the_same() -> None:
    bank = borrowers({}, {"age": "50"})
    turned = bank
    for name, table in bank.frames().items():
        turned = changed(turned, name, table[table.columns[::-1]])
    assert join(turned).frame.equals(join(bank).frame)
    assert join(turned).report == join(bank).report


# Nothing to join


@pytest.mark.parametrize(("table", "name"), [("customers", "customers.csv"), ("bureau", "bureau.csv")])
def test_tables_that_do_not_belong_together_are_refused(table: str, name: str) -> None:
    bank = borrowers({}, {})
    strange = changed(bank, table, bank.frames()[table].assign(cust_id=["7", "8"]))
    assert refused(strange) == (
        f"No cust_id of loans.csv is found in {name}. Check that the tables belong together and write the ids in the "
        "same way."
    )


def test_tables_that_never_meet_in_one_loan_are_refused() -> None:
    bank = borrowers({}, {})
    crossed = changed(changed(bank, "customers", bank.customers.head(1)), "bureau", bank.bureau.tail(1))
    assert refused(crossed).startswith("No loan of loans.csv has both a customer in customers.csv and a record in ")


def test_tables_without_a_single_id_are_refused() -> None:
    bank = borrowers({})
    assert refused(changed(bank, "loans", bank.loans.assign(cust_id=" "))).startswith("No cust_id of loans.csv is fou")


# On the way


def test_joining_names_its_steps_and_can_be_cancelled_at_each() -> None:
    watcher = Watcher()
    join(borrowers({}), watcher)
    watcher.assert_rising()
    assert "Looking for duplicates in loans.csv" in watcher.messages
    for after in range(len(watcher.shares)):
        with pytest.raises(Cancelled):
            join(borrowers({}), Watcher(cancel_after=after))
