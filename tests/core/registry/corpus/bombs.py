"""Small files that would fill the memory, or keep the program busy without end."""

import bz2
import gzip
import lzma
import pickle
import struct
import zlib

import numpy as np

from core.registry import unpickling
from tests.core.registry.corpus.artifacts import dumped
from tests.core.registry.corpus.case import Case, Kind, always


def array_of(shape: tuple[object, ...], code: str = "f8") -> bytes:
    """A joblib array that says it has this shape, and no content."""
    whole = dumped(np.zeros(2))
    start = whole.index(b"\x8c\x05shape")
    end = whole.index(b"\x8c\x05order")
    pickled = pickle.dumps(shape, protocol=2)[2:-1]
    changed = whole[:start] + b"\x8c\x05shape" + pickled + whole[end:]
    return changed.replace(b"\x8c\x02f8", b"\x8c\x02" + code.encode())


def nested(open_code: bytes, close_code: bytes, depth: int = 100_000) -> bytes:
    return b"\x80\x04" + open_code * depth + b"N" + close_code * depth + b"."


def _doubling(times: int) -> bytes:
    """Lists that hold the one before twice, so that walking through them all would never end."""
    step = b"".join(
        b"]" + b"q" + bytes([level]) + b"(" + b"h" + bytes([level - 1]) + b"h" + bytes([level - 1]) + b"e"
        for level in range(1, times)
    )
    return b"\x80\x02]q\x00" + step + b"."


def _features_doubling() -> bytes:
    """A dictionary whose columns are such lists."""
    return b"\x80\x02}\x8c\x08features" + _doubling(60)[2:-1] + b"s."


_BOMBS: dict[str, bytes] = {
    "a text of 2 GB": b"\x80\x04X" + struct.pack("<I", 2**31) + b"x.",
    "an array of 80 GB": array_of((10**10,)),
    "an array of -1 rows": array_of((-1,)),
    "an array of a thousand dimensions": array_of((2,) * 1000),
    "an array longer than its file": array_of((1000,)),
    "too large": b"\x80\x04" + b"N0" * unpickling.MOST_BYTES,
    "a bomb of zlib": zlib.compress(bytes(20 * 2**20), 9),
    "a bomb of gzip": gzip.compress(bytes(20 * 2**20)),
    "a bomb of bz2": bz2.compress(bytes(20 * 2**20)),
    "a bomb of xz": lzma.compress(bytes(20 * 2**20)),
    "xz that wants a gigabyte": b"\x5d\x00\x00\x00\x40" + b"\xff" * 8 + bytes(50),
    "a bomb within a bomb": gzip.compress(gzip.compress(bytes(200 * 2**20))),
    "columns that double sixty times": _features_doubling(),
    "columns that hold themselves": b"\x80\x02}\x8c\x08features]q\x00h\x00as.",
    "an array of a million rows that are there": array_of((1_000_000,)) + bytes(900_000),
    "a memo place of 4 billion": b"\x80\x02Nr\xff\xff\xff\xff.",
    "a number of 255 bytes": b"\x80\x02\x8a\xff" + b"\x7f" * 255 + b".",
    "lists in 30,000 lists": nested(b"]", b"a", 30_000),
    "dictionaries in 30,000 dictionaries": nested(b"}\x8c\x01k", b"s", 30_000),
    "tuples in 30,000 tuples": nested(b"", b"\x85", 30_000),
}
CASES = tuple(Case(Kind.BOMBS, name, always(content), " ") for name, content in _BOMBS.items())
