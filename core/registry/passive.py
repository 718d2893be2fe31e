"""What a pickle says, as passive values, and reading numbers and texts out of them.

The layouts are those of numpy (``ndarray.__reduce__``), joblib (``NumpyArrayWrapper``), pandas (``Index``) and, for
the texts of pandas 3, pyarrow (``large_string``: offsets, then letters). Whatever is laid out otherwise leads to one
of ``BROKEN``.
"""

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np

BROKEN = (ArithmeticError, AttributeError, EOFError, LookupError, RecursionError, TypeError, ValueError)
"""What a file that is cut short or put together wrongly leads to."""

MOST_LENGTH = 10_000
"""Of an array; a model's are a hundred times shorter."""
_MOST_DIMENSIONS = 2
_MOST_NUMBER = 1e15
_LETTER_BYTES = 4
_DTYPE = re.compile(r"(?P<number>[biuf])(?P<bytes>[1248])|U(?P<letters>[1-9][0-9]{0,2})")
_OBJECTS = "O8"
_ARROW_OFFSETS = {"large_string": "<i8", "string": "<i4"}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Name:
    """A class or function that the file names: the word, without its module."""

    name: str


@dataclass(slots=True, eq=False)
class Record:
    """What the file says of an object.

    Attributes:
        kind: name of the class or function that would make it.
        arguments: what that would be called with.
        state: what would be set afterwards; None when nothing.
    """

    kind: str
    arguments: tuple[Any, ...]
    state: Any = None


@dataclass(frozen=True, slots=True)
class Stored:
    """An array as joblib stores it: its description, and the raw numbers or the pickled object."""

    state: dict[str, Any]
    content: Any


def expect(value: object, kind: type[_T]) -> _T:
    """The value, when it is of that kind; else ``TypeError``."""
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} expected")
    return value


def byte_count(dtype: object, shape: object) -> int | None:
    """Bytes of an array's content; None for an array of objects, which is a pickle of its own."""
    lengths = expect(shape, tuple)
    if len(lengths) > _MOST_DIMENSIONS or not all(0 <= expect(length, int) <= MOST_LENGTH for length in lengths):
        raise ValueError("the array is too large")
    if expect(dtype, Record).arguments[0] == _OBJECTS:
        return None
    return math.prod(lengths) * _dtype(dtype).itemsize


def texts(value: object) -> list[str]:
    """The texts of a list, an array or a pandas Index, all of them text; else one of ``BROKEN``."""
    match value:
        case list() | tuple():
            return [expect(item, str) for item in value]
        case Record("_new_Index", (_, {"data": inner})) | Record("__pyx_unpickle_NDArrayBacked", _, (_, inner)):
            return texts(inner)
        case Stored(_, Record() as inner) | Record("_reconstruct", _, (_, _, _, _, list() as inner)):
            return texts(inner)
        case Record("ArrowStringArray", _, {"_pa_array": Record("_restore_array", (array,))}):
            return _arrow_texts(array)
    return [expect(item, str) for item in _array(value)]


def numbers(value: object) -> list[float]:
    """The numbers of an array of any shape, of a list, or one number; all finite and of sensible size.

    Else one of ``BROKEN``.
    """
    if isinstance(value, int | float):
        value = [value]
    found = list(map(float, value if isinstance(value, list) else _array(value)))
    if not all(abs(number) <= _MOST_NUMBER for number in found):
        raise ValueError("a value is no sensible number")
    return found


def _array(value: object) -> list[Any]:
    """Values of an array of numbers or letters, as plain ones; rows of a matrix one after the other."""
    match value:
        case Stored({"shape": shape, "dtype": dtype}, content):
            pass
        case Record("_reconstruct", _, (_, shape, dtype, _, content)):
            pass
        case Record("_frombuffer", (content, dtype, shape, _)):
            pass
        case Record("scalar", (dtype, content)):
            shape = ()
        case _:
            raise TypeError("an array expected")
    found = np.frombuffer(_bytes(content), _dtype(dtype))
    if found.nbytes != byte_count(dtype, shape):
        raise ValueError("the array is not as long as it says")
    values: list[Any] = found.tolist()
    return values


def _dtype(value: object) -> np.dtype[Any]:
    """Numbers or letters, in the byte order that the state tells; nothing else."""
    record = expect(value, Record)
    code, order = expect(record.arguments[0], str), expect(record.state[1], str)
    if not _DTYPE.fullmatch(code) or order not in {"<", ">", "|"}:
        raise ValueError("an array of another kind")
    return np.dtype(order + code)


def _bytes(value: object) -> bytes:
    match value:
        case bytes() | bytearray():
            return bytes(value)
        case Record("py_buffer" | "bytearray", (inner,)):
            return _bytes(inner)
        case Record("encode", (str() as text, "latin1")):
            return text.encode("latin1")
    raise TypeError("bytes expected")


def _arrow_texts(array: object) -> list[str]:
    """Offsets of so many texts, then their letters; the first buffer would mark missing texts."""
    match array:
        case (Record("type_for_alias", (str() as alias,)), int() as count, 0, 0, [None, offsets, letters], *_):
            bounds = np.frombuffer(_bytes(offsets), _ARROW_OFFSETS[alias])[: count + 1].tolist()
            content = _bytes(letters)
            if not 0 <= count <= MOST_LENGTH or [0, *bounds, len(content)] != sorted((0, *bounds, len(content))):
                raise ValueError("the texts do not lie one after the other")
            return [content[start:end].decode() for start, end in pairwise(bounds)]
    raise TypeError("texts expected")
