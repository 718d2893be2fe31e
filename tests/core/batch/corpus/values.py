"""Nasty values: slips and strangers among categories, and numbers that cannot be true or that no borrower had."""

from tests.core.batch.corpus.case import Case, Kind, Read, Row, Value, row, table
from tests.core.batch.corpus.writing import content, text_of

_PURPOSES = "is none of Home, Auto, Personal, Education."


def _read(name: str, *rows: Row) -> Case:
    people = table(*rows, row())
    return Case(name, Kind.VALUES, content(text_of(people)), Read(people))


def _purpose(text: str, value: Value, status: str = "scored", problem: str = "") -> Row:
    return row(status, problem, loan_purpose=(text, value))


def _mended(text: str, value: str) -> Row:
    return _purpose(text, value, problem=f"loan_purpose '{text}' was read as {value}.")


def _stranger(text: str) -> Row:
    return _purpose(text, None, "refer", f"loan_purpose '{text}' {_PURPOSES}")


_NO_LOAN = {"total_loan_months": "0", "delinquent_months": "0", "total_dpd": "0"}
_NO_RECORD = {"total_loan_months": "", "delinquent_months": "", "total_dpd": ""}

_FORMULAS = table(
    *[row(note=note) for note in ('=HYPERLINK("http://x";"y")', "+cmd|' /C calc'!A0", "@SUM(1,2)", "-1+1", "\t=1")]
)

CASES = (
    _read(
        "categories in capitals, and blanks around",
        *[_purpose(text, "Home") for text in ("HOME", "home ", "\xa0Home", "hOmE\t")],
    ),
    _read(
        "slips of the pen",
        _mended("Personaal", "Personal"),
        _mended("Eduction", "Education"),
        _mended("Persnal", "Personal"),
    ),
    _read(
        "unknown categories",
        *[_stranger(text) for text in ("Boat", "Personal loan", "P", "1", "Ho", "मकान", "Home/Auto")],
    ),
    _read(
        "categories that could be two",
        row("refer", "residence_type 'Re' is none of Owned, Rented, Mortgage", residence_type=("Re", None)),
    ),
    _read("unseen letters in a category", _purpose("Ho\u200bme", "Home", problem="was read as Home")),
    _read(
        "no category",
        *[
            _purpose(text, None, "rejected", "loan_purpose is empty; it must be one of")
            for text in ("", " ", "N/A", "-")
        ],
    ),
    _read(
        "numbers beyond training",
        row("refer", "age 80 is above 70, the most any borrower in training had.", age="80"),
        row("refer", "loan_to_income", income="100000"),
    ),
    _read(
        "numbers that cannot be",
        row("rejected", "age 7 is below 18, the least it can be.", age="7"),
        row("rejected", "age 350 is above 100", age="350"),
        row("rejected", "loan_amount 0 is below 1", loan_amount="0"),
        row("rejected", "loan_amount '1e308' is above 10,000 crore", loan_amount=("1e308", 1e308)),
        row("rejected", "loan_tenure_months 0 is below 1", loan_tenure_months="0"),
    ),
    _read(
        "a date of birth for an age",
        row("rejected", "is above 100, the most it can be.", age="19900131"),
        row("rejected", "is above 100", age="1990"),
    ),
    _read(
        "nobody's loans",
        row("refer", "No credit history: the bureau knows no loan; a person must decide.", **_NO_LOAN),
        row("refer", "No credit history", **_NO_RECORD),
    ),
    _read(
        "counts that contradict each other",
        row("rejected", "delinquent_months 50 are more than total_loan_months 40.", delinquent_months="50"),
        row("rejected", "total_dpd is above 0 although delinquent_months is 0.", delinquent_months="0"),
        row("rejected", "total_dpd 3 are fewer than delinquent_months 4.", total_dpd="3"),
    ),
    _read(
        "all that can be wrong in one row",
        row(
            "rejected",
            "age 7 is below 18, the least it can be. loan_tenure_months 'x' is not a number.",
            age="7",
            loan_tenure_months=("x", None),
            loan_type=("Sekured", "Secured"),
        ),
    ),
    Case("formulas and commands in notes", Kind.VALUES, content(text_of(_FORMULAS)), Read(_FORMULAS)),
    _read("numbers in the columns of others", row("rejected", "is above 100", age="1200000", income="35")),
)
