"""Reading one Parquet file as a frame of texts.

With polars, which the program has for batch files anyway: pandas would need pyarrow, which it does not ship.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import polars as pl

from core import files
from core.errors import FileError
from core.portfolio.text_frame import NOBODY, text_column, text_frame
from core.progress import Report, silent


def read_parquet(path: Path, report: Report = silent, chosen: Mapping[str, str] = NOBODY) -> pd.DataFrame:
    """Read every cell as text; nothing is NaN.

    Args:
        path: a Parquet file of plain columns.
        report: told the share of the columns that are read; may cancel.
        chosen: as of ``text_frame``.

    Raises:
        FileError: the file is missing, unreadable, or not a Parquet file.
        DataError: it has no rows, or two columns of one meaning.
    """
    try:
        files.refuse_other_than_file(path)
        table = pl.read_parquet(path, glob=False)  # a bracket in a name is a bracket
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).splitlines()[0]
        raise FileError(f"{path} cannot be read as a Parquet file ({reason}). Check the name and the file.") from error
    columns = {}
    for position, column in enumerate(table.iter_columns()):
        report(position / table.width, f"Reading {path.name}")
        columns[position] = text_column(column.to_list())
    return text_frame(pd.DataFrame(columns), table.columns, path.name, chosen)
