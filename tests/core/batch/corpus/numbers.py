"""Nasty numbers: read right, asked about where they could be two, and never changed."""

from core.batch.choices import ReadingChoices
from core.parsing import Decimal, Percent
from tests.core.batch.corpus.case import FOUND_OUT, Asked, Case, Kind, Read, Row, Value, like, row, table
from tests.core.batch.corpus.writing import content, text_of

_LAKHS = 1_240_000.0
_COMMA, _POINT = ReadingChoices(decimal=Decimal.COMMA), ReadingChoices(decimal=Decimal.POINT)
_SHARE, _PERCENT = ReadingChoices(percent=Percent.SHARE), ReadingChoices(percent=Percent.PERCENT)
_REFERRED = "refer"


def _read(name: str, *rows: Row, separator: str = ",", reading: str = "", choices: ReadingChoices = FOUND_OUT) -> Case:
    people = table(*rows)
    return Case(name, Kind.NUMBERS, content(text_of(people, separator)), Read(people, separator, reading), choices)


def _asked(name: str, words: str, choices: ReadingChoices, *rows: Row) -> Case:
    people = table(*rows)
    return Case(name, Kind.NUMBERS, content(text_of(people)), Asked(words, choices, Read(people)))


def _incomes(*texts: str, value: float = _LAKHS) -> list[Row]:
    """Rows of somebody whose income is written in some ways."""
    return [row(income=(text, value)) for text in texts]


def _no_numbers(problem: str, *texts: str, column: str = "income") -> list[Row]:
    """Rows with texts that are no numbers, of each of which that is said."""
    return [like(row(), {column: (text, None)}, "rejected", f"{column} '{text}' {problem}") for text in texts]


def _utilization(text: str, value: Value, status: str = "scored", problem: str = "") -> Row:
    return row(status, problem, credit_utilization_ratio=(text, value))


CASES = (
    _read("groups as in India", *_incomes("12,40,000", "12,40,000.00", "+12,40,000.0")),
    _read("groups as in most countries", *_incomes("1,240,000", "1,240,000.00", "1240000")),
    _read(
        "a comma before decimals, and points between groups",
        *_incomes("1.240.000,50", "1240000,5", value=1_240_000.5),
        row(loan_amount=("900.000", 900_000.0)),
        separator=";",
        reading="A comma stands before decimals in its numbers.",
    ),
    _read(
        "a comma before decimals in a file of commas",
        row(income=("1240000,5", 1_240_000.5), credit_utilization_ratio=("40,25", 40.25)),
    ),
    _read(
        "a comma before decimals in one column, a point in another",
        row(income=("1.240.000,50", 1_240_000.5), loan_amount=("900000.75", 900_000.75)),
        reading="A comma stands before decimals in income, a point in other columns.",
    ),
    _read(
        "lakhs and crores in words",
        *_incomes("₹ 12.4 lakh", "12.4 Lakhs", "12.4L", "0.124 crore", "Rs. 12.4 lac", ".124 Cr"),
    ),
    _read("signs of money", *_incomes("₹12,40,000", "Rs. 12,40,000/-", "INR 1240000", "rs 12,40,000.00")),
    _read("powers of ten, as Excel shows them", *_incomes("1.24E+06", "1.24e6", "124E4", "12.4e+5")),
    _read("powers of ten with a comma", *_incomes("1,24E+06", "12,4E5")),
    _read("digits of other scripts", *_incomes("१२,४०,०००", "１２４００００", "১২৪০০০০", "١٢٤٠٠٠٠")),
    _read(
        "zeros before a number, a plus, and blanks around",
        *_incomes("0001240000", "+1240000", " 1240000 ", "1240000.", "\xa01240000\t"),
    ),
    _read(
        "parentheses, as accountants write what is below zero",
        *[
            row("rejected", "income -1,200 is below 0", income=(text, -1200.0))
            for text in ("(1,200)", "( 1200 )", "(₹ 1,200.00)")
        ],
    ),
    _read(
        "minus signs of printers",
        *[
            row("rejected", "income -1,200 is below 0", income=(text, -1200.0))
            for text in ("-1200", "\u22121200", "-1,200")
        ],
    ),
    _read("minus signs behind, as SAP writes them", *_no_numbers("is not a number", "1200-", "1,200-")),
    _read(
        "per cent with a sign",
        _utilization("45%", 45.0),
        _utilization("45 %", 45.0),
        _utilization("0.5%", 0.5),
    ),
    _read(
        "per cent above the limit",
        _utilization("120%", 120.0, _REFERRED, "above 99 %"),
        _utilization("201", 201.0, "rejected", "above 200"),
    ),
    _asked(
        "12.400",
        "'12.400' is 12.4 with --decimal point, 12,400 with --decimal comma",
        _COMMA,
        row(income=("1240000", _LAKHS)),
        row(loan_amount="10000", income=("12.400", 12_400.0)),
    ),
    _asked(
        "12.400, with a point before decimals",
        "--decimal comma",
        _POINT,
        row(loan_amount="10", income=("12.400", 12.4)),
    ),
    _asked(
        "12,400 beside 12,50",
        "'12,50' is no number with --decimal point, 12.5 with --decimal comma",
        _COMMA,
        row(loan_amount=("12,50", 12.5), income=("12,50", 12.5)),
        *_no_numbers("does not fit its column, where a comma stands before decimals", "12,400.50"),
    ),
    _asked(
        "a count of 1.000",
        "'1.000' is 1 with --decimal point, 1,000 with --decimal comma",
        _POINT,
        row(delinquent_months="1", total_dpd=("1.000", 1.0)),
    ),
    _asked(
        "shares for per cent",
        "'0.45' is 0.45 % with --percent percent, 45 % with --percent share",
        _SHARE,
        _utilization("0.45", 45.0),
        _utilization("0", 0.0),
        _utilization("0.5", 50.0),
    ),
    _asked("small per cents", "--percent share", _PERCENT, _utilization("0.45", 0.45), _utilization("1", 1.0)),
    _asked(
        "a column in two ways",
        "'1.240.000,50' is no number with --decimal point, 12,40,000.5 with --decimal comma",
        _POINT,
        *_incomes("12,40,000"),
        *_no_numbers("does not fit its column, where a point stands before decimals", "1.240.000,50"),
    ),
    _asked(
        "shares in one column, per cent in another",
        "'0.1' is 0.1 % with --percent percent, 10 % with --percent share",
        _SHARE,
        row(credit_utilization_ratio="45", delinquency_ratio=("0.1", 10.0)),
        row(credit_utilization_ratio="0.5", delinquency_ratio=("0.1", 10.0)),
        row(credit_utilization_ratio="60", delinquency_ratio=("0.1", 10.0)),
    ),
    _asked(
        "shares and signs in one column",
        "'0.4' is 0.4 % with --percent percent, 40 % with --percent share",
        _SHARE,
        _utilization("0.4", 40.0),
        _utilization("45%", 45.0),
    ),
    _read(
        "blanks and apostrophes between groups",
        *_no_numbers("is not a number", "12 40 000", "1'240'000", "1 240 000"),
    ),
    _read("an apostrophe before, as Excel marks texts", *_no_numbers("is not a number", "'35", "`35", column="age")),
    _read(
        "groups that are none",
        *_no_numbers("is not a number", "1,24,0000", "1,2,3", "12,,400", "1,24,00,00"),
        *_incomes("12,40,000"),
    ),
    _read(
        "words and units",
        *_no_numbers("is not a number", "35 years", "thirty-five", "35+", "~35", "30-40", "35?", "O35", column="age"),
    ),
    _read(
        "sums in other words",
        *_no_numbers("is not a number", "1.2 mn", "12k", "$ 1000", "USD 1000", "12.4 lakh crore", "1 lakh 20 thousand"),
    ),
    _read(
        "what only a programming language calls a number",
        *_no_numbers("is not a number", "1_000", "0x1F", "1e5f", "inf", "Infinity", "1e", "++1", "--5", "true"),
    ),
    _read(
        "dates that Excel made of numbers",
        *_no_numbers("is not a number", "Mar-24", "2024-01-31", "24/3", "10:30", column="age"),
    ),
    _read(
        "numbers too large to be any",
        *_no_numbers("is too large to be a number", "1e400"),
        row("rejected", "income", income=("9" * 30, float("9" * 30))),
    ),
    _read("numbers with very many decimals", row(income=("1200000." + "3" * 300, float("1200000." + "3" * 300)))),
    _read(
        "whole numbers with decimals",
        row(age=("35.0", 35.0)),
        row("rejected", "age 35.5 is not a whole number", age=("35.5", 35.5)),
    ),
    _read(
        "words for nothing",
        *[
            row("rejected", "income is empty", income=(text, None))
            for text in ("NA", "n/a", "#N/A", "NaN", "NULL", "None", "nil", "-", "--", "  ")
        ],
    ),
    _read(
        "zero, and as little as nothing",
        *[row("rejected", "income is 0", income=(text, 0.0)) for text in ("0", "-0", "0.00", "₹ 0", "1e-999")],
        row("rejected", "too small to compare loan_amount with", income=("1e-308", 1e-308)),
    ),
    _read(
        "a doubtful number far below the others",
        *[row(note="x" * 100)] * 11_000,
        row("rejected", "income '12.400' can be read in two ways (perhaps 12400)", income=("12.400", None), note=""),
        row("rejected", "income '12,5' can be read in two ways (perhaps 12.5)", income=("12,5", None), note=""),
    ),
    _read(
        "what a person said goes before what is not shown",
        row(income=("124.000", 124_000.0), loan_amount="50000"),
        choices=_COMMA,
    ),
)
