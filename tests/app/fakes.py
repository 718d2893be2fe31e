"""Stands in for what would interrupt a test: dialogs."""

from collections.abc import Sequence
from pathlib import Path


class FakeDialogs:
    """Gives scripted answers and keeps what was asked and said; fits ``app.services.dialogs.Dialogs``.

    Attributes:
        answers: what the next questions get, in order; a question beyond them fails the test.
        asked: the title of each file or folder dialog and the text of each question, in order.
        places: the file or folder that stood ready in each dialog that had one, in order.
        errors: the messages shown.
        details: the details of each message shown.
        told: the texts of ``about``.
    """

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.places: list[Path | str] = []
        self.errors: list[str] = []
        self.details: list[str] = []
        self.told: list[str] = []

    def open_file(self, purpose: str, title: str, filters: Sequence[str]) -> Path | None:
        """The next answer: a path or None."""
        answer = self._next(title)
        assert answer is None or isinstance(answer, Path)
        return answer

    def open_files(self, purpose: str, title: str, filters: Sequence[str]) -> tuple[Path, ...]:
        """The next answer: a tuple of paths."""
        answer = self._next(title)
        assert isinstance(answer, tuple)
        return answer

    def save_file(self, purpose: str, title: str, filters: Sequence[str], suggested: Path | str) -> Path | None:
        """The next answer: a path or None."""
        self.places.append(suggested)
        return self.open_file(purpose, title, filters)

    def choose_folder(self, purpose: str, title: str, start: Path | None = None) -> Path | None:
        """The next answer: a path or None."""
        self.places += [] if start is None else [start]
        return self.open_file(purpose, title, ())

    def ask(self, title: str, question: str, answers: Sequence[str]) -> str:
        """The next answer, which must be one of ``answers``."""
        answer = self._next(question)
        assert isinstance(answer, str)
        assert answer in answers, f"{answer!r} cannot be answered to {question!r}, only {list(answers)}"
        return answer

    def show_error(self, message: str, details: str = "") -> None:
        """Keep the message."""
        self.errors.append(message)
        self.details.append(details)

    def about(self, title: str, text: str) -> None:
        """Keep the text."""
        self.told.append(text)

    def _next(self, question: str) -> object:
        self.asked.append(question)
        assert self.answers, f"A dialog that the test did not expect: {question}"
        return self.answers.pop(0)
