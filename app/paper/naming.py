"""Names of files of papers, such as every system takes them."""

import re
import unicodedata
from collections.abc import Container

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_MOST_BYTES = 180
"""Of a name in UTF-8; file systems take 255, and an ending and a number are still to come."""


def file_name(words: str) -> str:
    """Words as a part of the name of a file; "" where nothing of them can stand in one."""
    plain = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", words))
    short = plain.encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore")
    return short.strip(" .")


def free_name(name: str, taken: Container[str]) -> str:
    """A name that is not among those taken, which are in lower case, since some systems know no other."""
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    return free
