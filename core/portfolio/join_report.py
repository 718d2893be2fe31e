"""What joining did to the tables: a count for every row that was read, and the same in sentences."""

from dataclasses import asdict, dataclass
from typing import Any

from core.grouping import counted


@dataclass(frozen=True, slots=True)
class TableReport:
    """What became of the rows of one table before it was matched.

    Attributes:
        source: what people call the table.
        rows: rows read.
        without_id: rows left out because cust_id is blank.
        repeated: rows left out because they repeat another row in every column.
        contradictory: rows left out because their id stands in rows that differ.
        unused: columns that nothing is done with.
    """

    source: str
    rows: int
    without_id: int
    repeated: int
    contradictory: int
    unused: tuple[str, ...]

    @property
    def usable(self) -> int:
        """Rows that take part in matching."""
        return self.rows - self.without_id - self.repeated - self.contradictory

    def lines(self, unmatched: str) -> list[str]:
        """Sentences for people; ``unmatched`` is told with the table's counts."""
        counts = [f"{self.source}: {counted(self.rows, 'row')} read"]
        counts += _if(self.without_id, "{} without cust_id left out")
        counts += _if(self.repeated, "{} repeating another in every column left out")
        counts += _if(self.contradictory, "{} left out because rows of the same id contradict each other")
        result = [", ".join(counts) + (f", {unmatched}." if unmatched else ".")]
        if self.unused:
            result.append(f"{self.source}: columns not used: {', '.join(self.unused)}.")
        return result


@dataclass(frozen=True, slots=True)
class JoinReport:
    """What became of every row of the three tables.

    loans.usable = matched + loans_of_contradictory + loans_without_customer + loans_without_bureau: each loan is
    counted once, under the first that applies.

    Attributes:
        customers: the customers table.
        loans: the loans table.
        bureau: the bureau table.
        matched: loans that have a customer and a bureau record; the rows of the joined table.
        loans_of_contradictory: loans whose customer or bureau rows contradict each other.
        loans_without_customer: loans whose cust_id the customers table does not have.
        loans_without_bureau: loans with a customer whose cust_id the bureau table does not have.
        customers_without_loan: customers whose cust_id stands in no usable loan.
        bureau_without_loan: bureau records whose cust_id stands in no usable loan.
        borrowers: different cust_id among the matched loans.
        absent: columns a model could use that no table has.
    """

    customers: TableReport
    loans: TableReport
    bureau: TableReport
    matched: int
    loans_of_contradictory: int
    loans_without_customer: int
    loans_without_bureau: int
    customers_without_loan: int
    bureau_without_loan: int
    borrowers: int
    absent: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)

    def lines(self) -> list[str]:
        """Sentences for people, from what was read to what is matched."""
        loans = [
            *_if(self.loans_of_contradictory, "{} whose customer or bureau rows contradict each other left out"),
            *_if(self.loans_without_customer, f"{{}} without a customer in {self.customers.source} left out"),
            *_if(self.loans_without_bureau, f"{{}} without a record in {self.bureau.source} left out"),
        ]
        result = [
            *self.customers.lines(self._without_loan(self.customers_without_loan)),
            *self.loans.lines(", ".join(loans)),
            *self.bureau.lines(self._without_loan(self.bureau_without_loan)),
            f"Joined on cust_id: {counted(self.matched, 'loan')} of {counted(self.borrowers, 'borrower')}.",
        ]
        if self.absent:
            result.append(f"No table has {', '.join(self.absent)}; factors that need them cannot be used.")
        return result

    def _without_loan(self, count: int) -> str:
        return f"{count:,} without a loan in {self.loans.source} not used" if count else ""


def _if(count: int, text: str) -> list[str]:
    return [text.format(f"{count:,}")] if count else []
