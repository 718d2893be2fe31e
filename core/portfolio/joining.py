"""Joining customers, loans and bureau records on cust_id, with a count for every row that does not come through."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.errors import DataError
from core.portfolio.columns import ID, LOAN_ID
from core.portfolio.dates import DateOrder
from core.portfolio.join_report import JoinReport, TableReport
from core.portfolio.places import Places, absent, find_places
from core.portfolio.sources import Tables
from core.progress import Report, silent


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """One row for each loan whose customer has a bureau record.

    Attributes:
        frame: texts, NaN where blank; columns cust_id, default, every input of the schema that the tables have, and,
            where they have them, disbursal_date, gender, marital_status and processing_fee, which are for checks and
            reports and never for a model. Rows in the order of the loans, numbered from 0.
        report: what became of every row.
        date_order: whether day or month comes first in disbursal_date, where a person has said so.
    """

    frame: pd.DataFrame
    report: JoinReport
    date_order: DateOrder | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Distinct:
    """The rows of a table that take part in matching, and how many do not.

    Attributes:
        frame: the rows, with cust_id free of spaces around it.
        contradictory_ids: cust_id of rows that contradict each other.
        without_id: rows without cust_id.
        repeated: rows that repeat another in every column.
        contradictory: rows of one id that differ.
    """

    frame: pd.DataFrame
    contradictory_ids: "pd.Series[str]"
    without_id: int
    repeated: int
    contradictory: int


@dataclass(frozen=True, slots=True, eq=False)
class _Match:
    """For each loan, shape (loans,): its row in customers and in bureau (-1 for none), and whether both are sound."""

    customers: NDArray[np.intp]
    bureau: NDArray[np.intp]
    sound: NDArray[np.bool_]

    @property
    def complete(self) -> NDArray[np.bool_]:
        """Loans that come through."""
        result: NDArray[np.bool_] = self.sound & (self.customers >= 0) & (self.bureau >= 0)
        return result


def join(tables: Tables, report: Report = silent) -> Joined:
    """Join the tables on cust_id.

    A customer may have several loans; each is a row. Rows that repeat another in every column are dropped. Where
    rows of one cust_id (in customers or bureau) or of one loan_id (in loans) differ, nobody can say which is right:
    they are left out, with the loans that depend on them. Everything left out is counted.

    Raises:
        DataError: a column is missing, or no loan has both a customer and a bureau record.
    """
    report(0.0, "Checking the columns")
    places = find_places(tables)
    found = {}
    for step, (name, frame) in enumerate(tables.frames().items()):
        report(0.1 + 0.15 * step, f"Looking for duplicates in {tables.sources[name]}")
        found[name] = _distinct(name, frame)
    report(0.6, "Matching loans with customers and bureau records")
    match = _match(found)
    if not match.complete.any():
        raise DataError(_nothing_matches(tables, match))
    report(0.8, "Putting the columns side by side")
    frame = _side_by_side(places, found, match)
    return Joined(frame, _report(tables, places, found, match), tables.date_order)


def _distinct(name: str, frame: pd.DataFrame) -> _Distinct:
    ids = frame[ID].str.strip()
    named = frame.assign(**{ID: ids})[(ids.notna() & (ids != "")).to_numpy()].reset_index(drop=True)
    several_allowed = name == "loans" and LOAN_ID not in frame  # of one person, as it should be
    key = LOAN_ID if name == "loans" and not several_allowed else ID
    again = named[named[key].duplicated(keep=False) & named[key].notna()]
    repeated = again.index[again.duplicated()]
    rest = again.drop(index=repeated)
    differing = rest.index[rest[key].duplicated(keep=False) & (not several_allowed)]
    kept = named.drop(index=repeated.union(differing))
    return _Distinct(kept, named[ID][differing], len(frame) - len(named), len(repeated), len(differing))


def _match(found: dict[str, _Distinct]) -> _Match:
    ids = found["loans"].frame[ID]
    customers, bureau = found["customers"], found["bureau"]
    doubtful = ids.isin(customers.contradictory_ids) | ids.isin(bureau.contradictory_ids)
    positions = [pd.Index(table.frame[ID]).get_indexer(pd.Index(ids)) for table in (customers, bureau)]
    return _Match(positions[0], positions[1], ~doubtful.to_numpy(dtype=bool))


def _side_by_side(places: Places, found: dict[str, _Distinct], match: _Match) -> pd.DataFrame:
    complete = match.complete
    rows = {
        "customers": match.customers[complete],
        "loans": np.flatnonzero(complete),
        "bureau": match.bureau[complete],
    }
    return pd.DataFrame({name: found[table].frame[name].array.take(rows[table]) for name, table in places.items()})


def _nothing_matches(tables: Tables, match: _Match) -> str:
    loans = tables.sources["loans"]
    for name, rows in (("customers", match.customers), ("bureau", match.bureau)):
        if not (rows >= 0).any():
            return (
                f"No {ID} of {loans} is found in {tables.sources[name]}. Check that the tables belong together and "
                "write the ids in the same way."
            )
    return (
        f"No loan of {loans} has both a customer in {tables.sources['customers']} and a record in "
        f"{tables.sources['bureau']} that do not contradict themselves. Check that the tables belong together."
    )


def _report(tables: Tables, places: Places, found: dict[str, _Distinct], match: _Match) -> JoinReport:
    ids = found["loans"].frame[ID]
    no_customer = match.sound & (match.customers < 0)
    no_bureau = match.sound & (match.customers >= 0) & (match.bureau < 0)
    complete = match.complete
    return JoinReport(
        **{name: _table_report(name, tables, places, table) for name, table in found.items()},
        matched=int(complete.sum()),
        loans_of_contradictory=int((~match.sound).sum()),
        loans_without_customer=int(no_customer.sum()),
        loans_without_bureau=int(no_bureau.sum()),
        customers_without_loan=int((~found["customers"].frame[ID].isin(ids)).sum()),
        bureau_without_loan=int((~found["bureau"].frame[ID].isin(ids)).sum()),
        borrowers=int(ids[complete].nunique()),
        absent=absent(places),
    )


def _table_report(name: str, tables: Tables, places: Places, table: _Distinct) -> TableReport:
    frame = tables.frames()[name]
    used = {ID, *(column for column, place in places.items() if place == name)}
    if name == "loans":
        used.add(LOAN_ID)
    unused = tuple(column for column in frame.columns if column not in used)
    return TableReport(tables.sources[name], len(frame), table.without_id, table.repeated, table.contradictory, unused)
