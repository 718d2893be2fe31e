"""What commands say: results on standard output, progress on standard error, as a bar on a terminal."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.progress import Report, silent


def say(*lines: str) -> None:
    """Print lines for a person; a program started without a console has nowhere to print."""
    if sys.stdout is not None:
        print(*lines, sep="\n")


def warn(sentence: str) -> None:
    """Print a sentence on standard error, where it stays; a bar would wipe it off the terminal."""
    if sys.stderr is not None:
        print(sentence, file=sys.stderr, flush=True)


def say_json(answer: dict[str, Any]) -> None:
    """Print one JSON object and nothing else."""
    say(json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False))


@contextmanager
def progress() -> Iterator[Report]:
    """A report that moves a bar on a terminal, prints messages into a file or pipe, and is silent without either."""
    if sys.stderr is None:
        yield silent
    elif sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _Lines()


@contextmanager
def _bar() -> Iterator[Report]:
    from tqdm import tqdm

    with tqdm(total=100.0, bar_format="{percentage:3.0f}% |{bar:30}| {elapsed} {desc}", leave=False) as bar:

        def report(fraction: float, message: str) -> None:
            bar.set_description_str(message, refresh=False)
            bar.update(max(0.0, 100.0 * fraction - bar.n))

        yield report


class _Lines:
    """Prints each new message on a line of its own."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, fraction: float, message: str) -> None:
        if message != self._last:
            print(f"{100 * fraction:3.0f}% {message}", file=sys.stderr, flush=True)
            self._last = message
