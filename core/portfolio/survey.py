"""survey(): everything that can be said about three tables before a model is trained on them."""

from collections.abc import Sequence

import numpy as np

from core.features import EXTENDED_FEATURES
from core.portfolio.candidates import compare, weigh
from core.portfolio.cleaning import prepare
from core.portfolio.columns import TARGET
from core.portfolio.data_report import DataReport
from core.portfolio.dates import Dates, read_dates
from core.portfolio.doubts import doubts
from core.portfolio.joining import Joined, join
from core.portfolio.months import rates_by_month
from core.portfolio.places import find_places
from core.portfolio.profiles import profile
from core.portfolio.same_loans import same_loans
from core.portfolio.sources import Tables
from core.portfolio.target_values import target_values
from core.portfolio.text_frame import text_column
from core.progress import Report, part_of, silent

DATE = "disbursal_date"


def survey(tables: Tables, factors: Sequence[str] = EXTENDED_FEATURES, report: Report = silent) -> DataReport:
    """Join and clean the tables as training would, and tell what they hold; nothing is trained or kept.

    Args:
        tables: customers, loans and bureau as read.
        factors: those that a model is to have; whether they say the same is told of these. Information values are told
            of every factor that the tables can give.
        report: told each step; may cancel.

    Raises:
        DataError: as training would: a column is missing, no ids match, no loan can be used, there is one outcome only.
    """
    joined = join(tables, part_of(report, 0.0, 0.25))
    prepared = prepare(joined, part_of(report, 0.25, 0.6))
    dates = disbursals(joined, part_of(report, 0.6, 0.65))
    days = dates.days[prepared.rows]
    return DataReport(
        join=joined.report,
        cleaning=prepared.report,
        doubts=doubts(joined, prepared),
        targets=target_values(joined.frame[TARGET]),
        columns=profile(tables, find_places(tables), part_of(report, 0.65, 0.85)),
        months=rates_by_month(days, prepared.y),
        undated=int(np.isnat(days).sum()),
        form_of_undated=dates.form,
        has_assumed_dates=dates.is_assumed,
        information=weigh(prepared, part_of(report, 0.85, 0.95)),
        collinearity=compare(prepared, factors),
        same_loans=same_loans(prepared, factors),
    )


def disbursals(joined: Joined, report: Report = silent) -> Dates:
    """When each joined loan was paid out; nothing but gaps where no table says."""
    if DATE not in joined.frame:
        return read_dates(text_column([None] * len(joined.frame)), report)
    return read_dates(joined.frame[DATE], report, joined.date_order)
