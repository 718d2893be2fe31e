"""Nasty names of columns: known, guessed and confirmed, doubled, measured otherwise, missing."""

from core.batch.choices import ReadingChoices
from tests.core.batch.corpus.case import PEOPLE, Asked, Case, Kind, Read, Refused, Table, row, table, without
from tests.core.batch.corpus.writing import content, text_of

_COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")
_RATIOS = {"delinquency_ratio": "10", "avg_dpd_per_delinquency": "3"}


def _read(name: str, people: Table, reading: str = "") -> Case:
    return Case(name, Kind.NAMES, content(text_of(people)), Read(people, reading=reading))


def _named(**names: str) -> Table:
    return Table(PEOPLE.rows, names)


def _asked(name: str, words: str, columns: dict[str, str], people: Table) -> Case:
    return Case(name, Kind.NAMES, content(text_of(people)), Asked(words, ReadingChoices(columns=columns), Read(people)))


def _refused(name: str, people: Table, words: str) -> Case:
    return Case(name, Kind.NAMES, content(text_of(people)), Refused(words))


def _with(**more: str) -> Table:
    """Two people with more columns."""
    return table(row(**more), row(cust_id="C2", **more))


def _in_order(*first: str) -> Table:
    """The table with other columns first, and the rest the other way round."""
    rows = []
    for each in PEOPLE.rows:
        order = [*first, *(name for name in reversed(list(each.cells)) if name not in first)]
        rows.append(type(each)({name: each.cells[name] for name in order}, each.values, each.status, each.problem))
    return Table(tuple(rows))


CASES = (
    _read(
        "other names that are known",
        _named(
            income="Annual Income", loan_amount="loan_amt", loan_tenure_months="TENURE", residence_type="Home ownership"
        ),
        reading="'Annual Income' is income",
    ),
    _read(
        "names in capitals, with dashes, points and blanks",
        _named(income=" IN COME ", age="AGE", loan_amount="loan.amount", loan_type="Loan-Type"),
    ),
    _read(
        "names with their unit",
        _named(
            income="Income (₹ p.a.)",
            age="Age [years]",
            loan_tenure_months="Tenure in months",
            credit_utilization_ratio="utilization %",
        ),
    ),
    _read("names over two lines", _named(loan_amount="Loan\r\nAmount", age="Age\n(years)")),
    _read("columns in another order", _in_order("total_dpd", "loan_type", "cust_id")),
    _read(
        "identities that look like numbers",
        _with(account="12345678901234567890", phone="1.00E+15", share="1/2", id="-0"),
    ),
    _read("other columns beside", _with(name="Rao, A.", PAN="=ABCDE1234F", phone="0091")),
    _read(
        "columns without a name, and of the same name",
        Table(_with(note="a", note2="b", blank="c", blank2="").rows, {"note2": "note", "blank": "", "blank2": ""}),
    ),
    _read(
        "names that the program itself uses for columns",
        _with(**{"line": "x", "0": "y", "1": "z", "literal": "", "row": "5", "reason_5": "none"}),
    ),
    _read(
        "names that hold formulas, marks and tags",
        Table(_with(a="1", b="2", c="3").rows, {"a": "=1+1", "b": '"<b>"', "c": "%s{0}\\n"}),
    ),
    _read("a name of ten thousand letters", Table(_with(note="x").rows, {"note": "long " * 2_000})),
    _read("a column's own name beside another one for it", _with(amount="1", requested_amount="2")),
    _read("history in ratios", table(without(row(**_RATIOS), _COUNTS))),
    _read("history in counts and in ratios", table(row(**_RATIOS))),
    _asked(
        "a slip in a name",
        "did you mean 'incom' for income? If so, say --map income=incom",
        {"income": "incom"},
        _named(income="incom"),
    ),
    _asked(
        "a slip in a name with a unit",
        '--map "loan_amount=Loan Amnt (Rs)"',
        {"loan_amount": "Loan Amnt (Rs)"},
        _named(loan_amount="Loan Amnt (Rs)"),
    ),
    _asked(
        "two columns for one input",
        "'loan amt' and 'amount'. Say which one is meant, as with --map \"loan_amount=loan amt\"",
        {"loan_amount": "loan amt"},
        Table(_with(amount="1").rows, {"loan_amount": "loan amt"}),
    ),
    _asked(
        "names of another language",
        "has no column for age and income",
        {"income": "Einkommen", "age": "Alter"},
        _named(income="Einkommen", age="Alter"),
    ),
    _asked(
        "sums in lakhs that a person takes for rupees",
        "has no column for income",
        {"income": "Income (lakh)"},
        _named(income="Income (lakh)"),
    ),
    _refused("income of a month", _named(income="Monthly income"), "has no column for income"),
    _refused("a term in years", _named(loan_tenure_months="Tenure (years)"), "has no column for loan_tenure_months"),
    _refused(
        "two columns of one name for one input",
        Table(_with(age2="30").rows, {"age2": "age"}),
        "has two columns 'age' for age. Remove or rename one of them.",
    ),
    _refused(
        "no history",
        table(without(row(), _COUNTS)),
        "has no column for delinquency_ratio and avg_dpd_per_delinquency (or instead of the history's ratios",
    ),
    _refused(
        "a file that was scored before",
        _with(rating="Good", row_status="scored"),
        "already has columns that scoring adds (rating, row_status)",
    ),
    Case(
        "a name that is not in the file was chosen",
        Kind.NAMES,
        content(text_of(PEOPLE)),
        Refused("has no column 'Einkommen', which was chosen for income"),
        ReadingChoices(columns={"income": "Einkommen"}),
    ),
    Case(
        "a column was chosen for what is no input",
        Kind.NAMES,
        content(text_of(PEOPLE)),
        Refused("There is no input 'incom' to which 'income' could be mapped"),
        ReadingChoices(columns={"incom": "income"}),
    ),
)
