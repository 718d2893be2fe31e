"""Reads the tables of a training and works out what they hold; runs in the thread of a job."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.libraries import loading
from app.training.source import Place
from core.progress import Report, part_of

if TYPE_CHECKING:
    from core.portfolio.data_report import DataReport
    from core.portfolio.dates import DateOrder
    from core.portfolio.sources import Tables

_LOADED, _READ = 0.05, 0.6


@dataclass(frozen=True, eq=False)
class Looked:
    """Tables that nothing was trained on yet.

    Attributes:
        place: where they were read.
        tables: as read.
        report: what they hold.
    """

    place: Place
    tables: "Tables"
    report: "DataReport"


def look(place: Place, factors: Sequence[str], report: Report) -> Looked:
    """Read the tables and survey them for a model with these factors; changes nothing on the disk.

    Raises:
        NamesNeededError: a person has to say which columns are meant.
        CreditDeskError: the tables cannot be read, or cannot make a model.
        Cancelled: through ``report``.
    """
    report(0.0, "Loading what reads tables")
    with loading("pandas"):
        import core.portfolio.sources  # noqa: F401 - for what it imports, before a cancel is heard
    report(_LOADED / 2, "Loading what reads tables")
    from core.portfolio.survey import survey

    tables = place.read(part_of(report, _LOADED, _READ))
    return Looked(place, tables, survey(tables, factors, part_of(report, _READ, 1.0)))


def look_again(looked: Looked, order: "DateOrder", factors: Sequence[str], report: Report) -> Looked:
    """Survey tables that were read already, with day and month in another order.

    Raises:
        Cancelled: through ``report``.
    """
    from core.portfolio.survey import survey

    tables = replace(looked.tables, date_order=order)
    return replace(looked, tables=tables, report=survey(tables, factors, report))
