"""A row of a scored file as the form holds it."""

from typing import TYPE_CHECKING

from app.applicant.history import KEY, Way
from core import parsing
from core.errors import InputError
from core.schema import field

if TYPE_CHECKING:
    from app.services.opened_row import OpenedRow

_RATIOS = ("delinquency_ratio", "avg_dpd_per_delinquency")
_COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")
_SCORED, _UNSCORED = "score {score} by model {model}", "no score by model {model}"
_TO_DO = {"refer": "To look at: ", "rejected": "Rejected: "}


def state_of(row: "OpenedRow") -> dict[str, str]:
    """What the form is filled with: the texts of the row, categories as the schema spells them."""
    texts = {name: _spelled(name, text) for name, text in row.texts.items()}
    by_ratios = all(not parsing.is_nothing(texts.get(name, "")) for name in _RATIOS)
    by_counts = any(not parsing.is_nothing(texts.get(name, "")) for name in _COUNTS)
    return texts | {KEY: Way.COUNTS if by_counts and not by_ratios else Way.RATIOS}


def words_of(row: "OpenedRow") -> str:
    """Which row it is, what it got, and what there is to look at."""
    result = (_SCORED if row.score else _UNSCORED).format(score=row.score, model=row.model)
    problem = f"{_TO_DO.get(row.status, '')}{row.problem}" if row.problem else ""
    return f"{row.name}, {result}. {problem}".strip()


def _spelled(name: str, text: str) -> str:
    item = field(name)
    if not item.is_category:
        return "" if parsing.is_nothing(text) else text.strip()
    try:
        return parsing.parse_category(text, item).value
    except InputError:
        return text
