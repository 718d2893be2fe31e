"""The log file: where in the program a thing happened, never what an applicant said.

An unexpected exception may quote a cell of a file in its message. So the file gets the traceback and the kinds of the
exceptions; their messages go to standard error alone, where there is one.
"""

import logging
import sys
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_MOST_BYTES = 1_000_000
_OLD_FILES = 3
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def without_data(error: BaseException) -> str:
    """The tracebacks of an exception and its causes, first cause first, without their messages."""
    parts: list[str] = []
    link: BaseException | None = error
    while link is not None:
        parts.append("".join(traceback.format_tb(link.__traceback__)) + type(link).__qualname__)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n\nwhich led to\n\n".join(reversed(parts))


def open_log(path: Path) -> list[logging.Handler]:
    """Write warnings of everything and notes of the program to a rotating file, and to standard error if there is one.

    Returns:
        The handlers, for ``close_log``.
    """
    file = _LogFile(path, maxBytes=_MOST_BYTES, backupCount=_OLD_FILES, encoding="utf-8", delay=True)
    file.setFormatter(_DataFreeFormatter(_FORMAT))
    handlers: list[logging.Handler] = [file]
    if sys.stderr is not None:  # a windowed build has none
        handlers.append(logging.StreamHandler())
        handlers[-1].setLevel(logging.WARNING)
    for handler in handlers:
        logging.getLogger().addHandler(handler)
    logging.getLogger("app").setLevel(logging.INFO)
    return handlers


def close_log(handlers: list[logging.Handler]) -> None:
    """Stop writing and close the file."""
    for handler in handlers:
        logging.getLogger().removeHandler(handler)
        handler.close()
    logging.getLogger("app").setLevel(logging.NOTSET)


class _LogFile(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """Go on without a word where the disk is full, or the file is none; tell of whatever else is wrong."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)

    def close(self) -> None:
        """Close the file, also where the disk has no room for what was not written yet."""
        with suppress(OSError):
            super().close()


class _DataFreeFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Format without the text of exceptions that another handler may have cached, and leave none cached."""
        cached, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = cached

    def formatException(self, ei: _ExcInfo) -> str:
        """The tracebacks without messages."""
        return without_data(ei[1]) if ei[1] is not None else ""
