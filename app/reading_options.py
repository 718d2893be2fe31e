"""The options of the command line by which a person decides how a file of applicants is read."""

import argparse
from typing import TYPE_CHECKING

from core.errors import InputError

if TYPE_CHECKING:
    from core.batch.choices import ReadingChoices


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Let a parser take them; each is needed only where the file itself does not tell."""
    group = parser.add_argument_group("how the file is read, where it does not tell by itself")
    group.add_argument(
        "--map",
        action="append",
        type=pair,
        default=[],
        dest="columns",
        metavar="OURS=THEIRS",
        help="column THEIRS holds the input OURS, such as income=Salary; may be given again; no THEIRS: no column does",
    )
    group.add_argument("--decimal", choices=["point", "comma"], help="what stands before decimals")
    group.add_argument("--percent", choices=["percent", "share"], help="whether 45 %% is written as 45 or as 0.45")
    group.add_argument("--sheet", metavar="NAME", help="sheet of a workbook")
    group.add_argument("--encoding", metavar="NAME", help="utf-8, utf-16 or windows-1252")
    group.add_argument(
        "--separator", metavar="CHAR", help="what separates cells: comma, semicolon, tab, bar or another"
    )
    harmless = "no mark of text on formulae from a workbook or a Parquet file, nor on those in an .xlsx OUT"
    group.add_argument("--no-defuse", dest="defuse", action="store_false", help=harmless)


def choices_of(options: argparse.Namespace) -> "ReadingChoices":
    """What was decided.

    Raises:
        InputError: a column was mapped to the same input twice.
    """
    from core.batch.choices import ReadingChoices
    from core.parsing import Decimal, Percent

    return ReadingChoices(
        encoding=options.encoding,
        sheet=options.sheet,
        separator=options.separator,
        columns=mapping_of(options),
        decimal=Decimal(options.decimal) if options.decimal else None,
        percent=Percent(options.percent) if options.percent else None,
        defuse=options.defuse,
    )


def mapping_of(options: argparse.Namespace) -> dict[str, str]:
    """The columns that ``--map`` gives, by our names; raises ``InputError`` for two of the same name."""
    columns: dict[str, str] = {}
    for ours, theirs in options.columns:
        if columns.setdefault(ours, theirs) != theirs:
            raise InputError(f"--map gives two columns for {ours}: '{columns[ours]}' and '{theirs}'. Give one of them.")
    return columns


def pair(text: str) -> tuple[str, str]:
    """The two names of ``OURS=THEIRS``."""
    ours, mark, theirs = text.partition("=")
    if not (mark and ours.strip()):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form OURS=THEIRS")
    return ours.strip(), theirs
