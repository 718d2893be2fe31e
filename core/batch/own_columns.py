"""Names of the columns that the program itself adds to a file of applicants."""

from core.explanation import MOST_REASONS

WHAT_TO_MEND = "what_to_mend"
"""The column of rows to send back that tells what is wrong; no name that scoring adds, so that they can come back."""


def added_columns(reasons: int) -> tuple[str, ...]:
    """Names of the columns that scoring adds, in order."""
    return (
        "default_probability",
        "balanced_probability",
        "credit_score",
        "rating",
        "decision",
        "default_prediction",
        *(f"reason_{rank + 1}" for rank in range(reasons)),
        "row_status",
        "row_problem",
    )


def is_own(column: str) -> bool:
    """Whether a column has a name that the program gives, so that it holds nothing about an applicant."""
    return column.strip() in _OWN


_OWN = frozenset({*added_columns(MOST_REASONS), WHAT_TO_MEND})
