"""What commands say: results on standard output, progress on standard error, as a bar on a terminal."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, TextIO

from core.errors import FileError
from core.progress import Report, silent


def take_any_letter() -> None:
    """Let standard output write what its encoding does not have as an escape."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def say(*lines: str) -> None:
    """Print lines for a person; a program started without a console has nowhere to print.

    Raises:
        BrokenPipeError: nobody reads on.
        FileError: they cannot be written.
    """
    if sys.stdout is None:
        return
    try:
        print(*lines, sep="\n", flush=True)
    except BrokenPipeError:
        _mute(sys.stdout)
        raise
    except OSError as error:
        _mute(sys.stdout)
        raise FileError(
            f"The answer could not be written to standard output ({error.strerror}). The command itself is done; "
            "to see its answer, free some space there or send it elsewhere."
        ) from error


def warn(sentence: str) -> None:
    """Print a sentence on standard error, where it stays; a bar would wipe it off the terminal.

    Work goes on where nobody can read it.
    """
    if sys.stderr is None:
        return
    try:
        print(sentence, file=sys.stderr, flush=True)
    except OSError:
        _mute(sys.stderr)


def _mute(stream: TextIO) -> None:
    """Let a stream lead nowhere, or Python would try again to write what is left in it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def say_json(answer: dict[str, Any]) -> None:
    """Print one JSON object and nothing else; its own escapes stand for letters that the output may not have."""
    encoding = (sys.stdout.encoding or "") if sys.stdout is not None else ""
    is_unicode = encoding.lower().startswith("utf")
    say(json.dumps(answer, ensure_ascii=not is_unicode, indent=1, allow_nan=False))


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
            is_new = message != bar.desc
            bar.set_description_str(message, refresh=False)
            bar.update(max(0.0, 100.0 * fraction - bar.n))
            if is_new:
                bar.refresh()

        yield report


class _Lines:
    """Prints each new message on a line of its own."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, fraction: float, message: str) -> None:
        if message != self._last:
            warn(f"{100 * fraction:3.0f}% {message}")
            self._last = message
