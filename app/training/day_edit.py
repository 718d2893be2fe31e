"""A line for a day as people write it, or for none."""

from contextlib import suppress
from datetime import date, datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from app.widgets.figures import use_equal_widths
from core.errors import InputError
from core.parsing import shorten

_FORMS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%d %B %Y")
"""With the day before the month, as is usual in India, unless the year comes first."""


class DayEdit(QLineEdit):
    """Takes any text; what it means is told by ``day``."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText("such as 2024-04-01")
        use_equal_widths(self)

    def day(self) -> date | None:
        """The day; None while nothing is typed.

        Raises:
            InputError: what is typed is no day.
        """
        plain = " ".join(self.text().split())
        if not plain:
            return None
        for form in _FORMS:
            with suppress(ValueError):
                return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no time zone
        raise InputError(f"{shorten(plain)} is no day. Write it as 2024-04-01 or 01-04-2024.")


def said(day: date) -> str:
    """A day in words that nobody reads in two ways: ``1 April 2024``."""
    return f"{day.day} {day:%B %Y}"
