"""What libraries raise about damaged files becomes one sentence."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers.expat import ExpatError

from core.batch.source import Source
from core.errors import FileError

_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, ExpatError,
    OSError, EOFError, ValueError, NotImplementedError,
    SyntaxError, LookupError, TypeError, AttributeError, ArithmeticError,  # by openpyxl; a ``ParseError`` is the first
)  # fmt: skip
"""Of other programs' bytes any of these can come, and none of them is a defect here."""


@contextmanager
def damage_told(source: Source, kind: str) -> Iterator[None]:
    """Raise ``FileError`` for what the block raises about the bytes of a file that should be of that kind.

    Without the cause: an ``OSError`` as a cause means the place where the result goes.
    """
    try:
        yield
    except _DAMAGE as error:
        source.check_unchanged()
        reason = str(error).strip().rstrip(".") or type(error).__name__
        raise FileError(
            f"{source.path.name} cannot be read as {kind}: {reason}. Save it anew, or get it once more from where it "
            "comes from."
        ) from None
