"""Reads a pickle as passive values: nothing the file names is imported, called or built.

A pickle is a small program, so a notebook's artifact is not opened with joblib or pickle. ``pickletools`` splits the
file into instructions, and the machine here follows only the few that a fitted logistic regression needs. Where
such an instruction would import or call something, the machine writes down what the file says: a ``Name`` or a
``Record``. Every name must be on a short list; the first that is not ends the reading.

joblib writes the content of an array between two instructions, after the one that completes the array's
``NumpyArrayWrapper``: raw numbers, or a pickle of its own for an array of objects.
"""

import bz2
import io
import lzma
import pickletools
import warnings
import zlib
from collections.abc import Callable
from typing import Any, ClassVar

from core.errors import ModelError
from core.registry.passive import BROKEN, Name, Record, Stored, byte_count, expect

MOST_BYTES = 2**20
"""A logistic regression takes four kilobytes, a scorecard a hundred; more than this is something else, or a trap."""

_LZMA_MEMORY = 128 * 2**20
_MOST_LETTERS = 80
_ADVICE = "Only a notebook's model_data.joblib with a LogisticRegression and a MinMaxScaler can be imported."
_ALLOWED = {
    "joblib.numpy_pickle": {"NumpyArrayWrapper"},
    "numpy": {"dtype", "ndarray"},
    "numpy.core.multiarray": {"_reconstruct", "scalar"},
    "numpy._core.multiarray": {"_reconstruct", "scalar"},
    "numpy.core.numeric": {"_frombuffer"},
    "numpy._core.numeric": {"_frombuffer"},
    "pandas": {"Index", "StringDtype"},
    "pandas.arrays": {"ArrowStringArray", "StringArray"},
    "pandas.core.indexes.base": {"Index", "_new_Index"},
    "pandas._libs.arrays": {"__pyx_unpickle_NDArrayBacked"},
    # How pandas 3 keeps column names where pyarrow is installed.
    "pyarrow.lib": {"_restore_array", "py_buffer", "type_for_alias"},
    "sklearn.linear_model._logistic": {"LogisticRegression"},
    "sklearn.preprocessing._data": {"MinMaxScaler"},
    # How bytes are written in older and newer pickles.
    "_codecs": {"encode"},
    "builtins": {"bytearray"},
    "__builtin__": {"bytearray"},
}


def read(content: bytes) -> object:
    """Read a pickle, or what ``joblib.dump`` writes, compressed or not.

    Returns:
        Plain values (numbers, text, bytes, lists, tuples, dicts), ``Name``, ``Record`` and ``Stored``.

    Raises:
        ModelError: it is too large, damaged, or holds anything but a logistic regression and its scaling.
    """
    try:
        unpacked = _unpacked(content)
        if len(unpacked) > MOST_BYTES:
            raise ModelError("It is far too large for a logistic regression. Choose the notebook's model_data.joblib.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of letters after a stroke in old pickles' texts, which Python minds
            return _Machine(io.BytesIO(unpacked)).run()
    except (*BROKEN, OSError, zlib.error, lzma.LZMAError) as error:
        raise ModelError("It is damaged, cut short, or no model_data.joblib. Use the original file.") from error


def _unpacked(content: bytes) -> bytes:
    """Undo joblib's compression, but never further than to one byte too many."""
    most = MOST_BYTES + 1
    if content.startswith((b"\x78", b"\x1f\x8b")):
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(content, most)
    if content.startswith(b"BZ"):
        return bz2.BZ2Decompressor().decompress(content, most)
    if content.startswith((b"\xfd7zXZ", b"\x5d\x00")):
        return lzma.LZMADecompressor(memlimit=_LZMA_MEMORY).decompress(content, most)
    return content


class _Machine:
    """Follows the instructions of one pickle, with the stack and the memo that they work on."""

    def __init__(self, file: io.BytesIO, *, in_array: bool = False) -> None:
        self._file = file
        self._in_array = in_array
        self._stack: list[Any] = []
        self._marks: list[list[Any]] = []
        self._memo: dict[int, Any] = {}

    def run(self) -> object:
        """Follow all instructions; the last leaves one value."""
        for instruction, argument, _ in pickletools.genops(self._file):
            if instruction.name not in self._INSTRUCTIONS:
                raise ModelError(f"It has the instruction {instruction.name}, which no model needs. {_ADVICE}")
            self._INSTRUCTIONS[instruction.name](self, argument)
        return self._stack.pop()

    def _skip(self, _: object) -> None:
        """For what only tells how the file is laid out."""

    def _push(self, value: object) -> None:
        self._stack.append(value)

    def _mark(self, _: object) -> None:
        self._marks.append(self._stack)
        self._stack = []

    def _since_mark(self) -> list[Any]:
        items, self._stack = self._stack, self._marks.pop()
        return items

    def _memoize(self, place: int | None) -> None:
        self._memo[len(self._memo) if place is None else place] = self._stack[-1]

    def _recall(self, place: int) -> None:
        self._stack.append(self._memo[place])

    def _tuple_since_mark(self, _: object) -> None:
        items = self._since_mark()
        self._stack.append(tuple(items))

    def _tuple_of(self, count: int) -> None:
        items = tuple(self._stack.pop() for _ in range(count))
        self._stack.append(items[::-1])

    def _append(self, _: object) -> None:
        item = self._stack.pop()
        expect(self._stack[-1], list).append(item)

    def _append_since_mark(self, _: object) -> None:
        items = self._since_mark()
        expect(self._stack[-1], list).extend(items)

    def _set_item(self, _: object) -> None:
        value, key = self._stack.pop(), self._stack.pop()
        self._set([key, value])

    def _set_since_mark(self, _: object) -> None:
        self._set(self._since_mark())

    def _set(self, items: list[Any]) -> None:
        """Keys are text only: the hash of something very deep would end the process."""
        pairs = zip(items[::2], items[1::2], strict=True)
        expect(self._stack[-1], dict).update((expect(key, str), value) for key, value in pairs)

    def _name(self, words: str) -> None:
        self._push_name(*words.split(" ", 1))

    def _name_from_stack(self, _: object) -> None:
        name, module = self._stack.pop(), self._stack.pop()
        self._push_name(expect(module, str), expect(name, str))

    def _push_name(self, module: str, name: str) -> None:
        if name not in _ALLOWED.get(module, ()):
            told = "".join(filter(str.isprintable, f"{module}.{name}"))[:_MOST_LETTERS]
            raise ModelError(f"It names {told}, which is no part of a logistic regression. {_ADVICE}")
        self._stack.append(Name(name))

    def _record(self, _: object) -> None:
        """Where pickle would call a function or a class."""
        arguments, maker = self._stack.pop(), self._stack.pop()
        self._stack.append(Record(expect(maker, Name).name, expect(arguments, tuple)))

    def _state(self, _: object) -> None:
        """Where pickle would set the state of an object, and joblib reads an array."""
        state, record = self._stack.pop(), expect(self._stack[-1], Record)
        record.state = state
        if record.kind == "NumpyArrayWrapper":
            self._stack[-1] = Stored(expect(state, dict), self._array(state))

    def _array(self, state: dict[str, Any]) -> object:
        size = byte_count(state["dtype"], state["shape"])
        if size is None:
            return self._array_of_objects()
        if state.get("numpy_array_alignment_bytes") is not None:  # absent in files of joblib before 1.2
            self._file.read(self._file.read(1)[0])
        return self._file.read(size)

    def _array_of_objects(self) -> object:
        if self._in_array:
            raise ValueError("an array within an array")
        return _Machine(self._file, in_array=True).run()

    _INSTRUCTIONS: ClassVar[dict[str, Callable[["_Machine", Any], None]]] = {
        **dict.fromkeys(("PROTO", "FRAME", "STOP"), _skip),
        # pickletools has read these values already; None for NONE.
        **dict.fromkeys(("NONE", "BININT", "BININT1", "BININT2", "LONG1", "BINFLOAT"), _push),
        **dict.fromkeys(("SHORT_BINUNICODE", "BINUNICODE", "SHORT_BINBYTES", "BINBYTES", "BYTEARRAY8"), _push),
        "NEWTRUE": lambda machine, _: machine._push(True),
        "NEWFALSE": lambda machine, _: machine._push(False),
        "EMPTY_TUPLE": lambda machine, _: machine._push(()),
        "EMPTY_LIST": lambda machine, _: machine._push([]),
        "EMPTY_DICT": lambda machine, _: machine._push({}),
        "MARK": _mark,
        **dict.fromkeys(("MEMOIZE", "BINPUT", "LONG_BINPUT"), _memoize),
        **dict.fromkeys(("BINGET", "LONG_BINGET"), _recall),
        "TUPLE": _tuple_since_mark,
        "TUPLE1": lambda machine, _: machine._tuple_of(1),
        "TUPLE2": lambda machine, _: machine._tuple_of(2),
        "TUPLE3": lambda machine, _: machine._tuple_of(3),
        "APPEND": _append,
        "APPENDS": _append_since_mark,
        "SETITEM": _set_item,
        "SETITEMS": _set_since_mark,
        "GLOBAL": _name,
        "STACK_GLOBAL": _name_from_stack,
        **dict.fromkeys(("REDUCE", "NEWOBJ"), _record),
        "BUILD": _state,
    }
