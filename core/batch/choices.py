"""What a person has decided about how a file of applicants is read, where the file itself does not tell."""

from dataclasses import dataclass, field

from core.parsing import Decimal, Percent


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """Decisions about one file; what is ``None`` or empty is found out from the file, or asked for.

    Attributes:
        encoding: ``utf-8``, ``utf-16`` or ``windows-1252``.
        sheet: name of the workbook's sheet.
        separator: the character between cells.
        columns: the file's own column name by field name.
        decimal: for all columns that could be read in two ways.
        percent: the same for columns in per cent.
        defuse: whether texts of a workbook or Parquet file that a spreadsheet would run are marked as text, since they
            cannot run where they are.
    """

    encoding: str | None = None
    sheet: str | None = None
    separator: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    decimal: Decimal | None = None
    percent: Percent | None = None
    defuse: bool = True
