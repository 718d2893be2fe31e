"""``train --report``: what the tables hold, before anything is trained on them."""

import argparse
from collections.abc import Sequence

from app.cli import DONE
from app.console import progress, say, say_json
from app.table_options import read_dated_tables
from core.errors import InputError
from core.progress import part_of

_READ = 0.5
"""Share of the report that reading the tables takes."""


def tell(options: argparse.Namespace, factors: Sequence[str]) -> int:
    """Print the data report; nothing is trained or written."""
    if options.activate:
        raise InputError("--report trains nothing, so there is nothing to activate. Leave one of the two out.")
    from core.portfolio.data_report_lines import lines
    from core.portfolio.survey import survey

    with progress() as report:
        tables = read_dated_tables(options, part_of(report, 0.0, _READ))
        found = survey(tables, factors, part_of(report, _READ, 1.0))
    if options.json:
        say_json(found.to_dict())
    else:
        say(*lines(found))
    return DONE
