"""Numbers and texts of arrays and indexes, in every way the libraries write them."""

import io
import pickle
from collections.abc import Callable
from typing import Any

import joblib
import numpy as np
import pandas as pd
import pytest

from core.registry import passive, unpickling
from core.registry.passive import BROKEN, Record, Stored

NAMES = ["age", "loan_type_Unsecured", "größe"]


def by_joblib(value: object) -> object:
    file = io.BytesIO()
    joblib.dump(value, file)
    return unpickling.read(file.getvalue())


def by_pickle(protocol: int) -> Callable[[object], object]:
    return lambda value: unpickling.read(pickle.dumps(value, protocol=protocol))


WAYS = {"joblib": by_joblib, **{f"pickle {protocol}": by_pickle(protocol) for protocol in range(2, 6)}}
LISTS: dict[str, Any] = {
    "list": NAMES,
    "tuple": tuple(NAMES),
    "array of objects": np.array(NAMES, dtype=object),
    "array of letters": np.array(NAMES),
    "big-endian letters": np.array(NAMES).astype(">U30"),
    "index of objects": pd.Index(NAMES, dtype=object),
    "index of pandas 3": pd.Index(NAMES),
    "index of pandas 3 without pyarrow": pd.Index(NAMES, dtype=pd.StringDtype("python", na_value=float("nan"))),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", LISTS)
def test_texts_come_out_of_every_kind_of_list(way: str, kind: str) -> None:
    assert passive.texts(WAYS[way](LISTS[kind])) == NAMES


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("dtype", ["f8", "f4", "i8", "i4", "u1", "b1", ">f8", ">i4"])
def test_numbers_come_out_of_arrays_of_every_kind(way: str, dtype: str) -> None:
    values = np.array([[0, 1, 1]]).astype(dtype)
    assert passive.numbers(WAYS[way](values)) == [0.0, 1.0, 1.0]
    assert passive.numbers(WAYS[way](np.asfortranarray(values.T))) == [0.0, 1.0, 1.0]


def test_numbers_come_out_of_a_plain_list() -> None:
    assert passive.numbers([1, 2.5]) == [1.0, 2.5]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", [2, 2.5, np.float64(2.5), np.int32(7)])
def test_one_number_comes_out_as_a_list_of_one(way: str, number: float) -> None:
    assert passive.numbers(WAYS[way](number)) == [number]


@pytest.mark.parametrize("bad", [[float("nan")], [float("inf")], [1e300], [10**400], ["x"], [None], [[1.0]]])
def test_values_that_no_model_has_are_not_taken_for_numbers(bad: list[object]) -> None:
    with pytest.raises(BROKEN):
        passive.numbers(bad)


F8 = Record("dtype", ("f8", False, True), (3, "<"))
OBJECTS = Record("dtype", ("O8", False, True), (3, "|"))


def arrow(kind: str, count: object, offsets: list[int], letters: bytes, width: str = "<i8") -> Record:
    buffers = [None, Record("py_buffer", (np.array(offsets, width).tobytes(),)), Record("py_buffer", (letters,))]
    array: tuple[object, ...] = (Record("type_for_alias", (kind,)), count, 0, 0, buffers, [], None)
    return Record("ArrowStringArray", (), {"_pa_array": Record("_restore_array", (array,))})


def test_texts_with_short_offsets_are_read_too() -> None:
    assert passive.texts(arrow("string", 2, [0, 1, 3], b"abc", "<i4")) == ["a", "bc"]


BAD: dict[str, object] = {
    "nothing": None,
    "a text for a list": "age",
    "a list of neither": [None, 2],
    "texts that overlap": arrow("large_string", 2, [0, 3, 1], b"abc"),
    "texts beyond the letters": arrow("large_string", 2, [0, 3, 900], b"abc"),
    "texts before the letters": arrow("large_string", 2, [-5, 0, 1], b"abc"),
    "more texts than may be": arrow("large_string", 10**9, [0, 1], b"abc"),
    "fewer than none": arrow("large_string", -1, [0, 1], b"abc"),
    "texts of another kind": arrow("binary_view", 1, [0, 1], b"a"),
    "texts that are not UTF-8": arrow("large_string", 1, [0, 1], b"\xff"),
    "texts laid out otherwise": Record("ArrowStringArray", (), {"_pa_array": Record("_restore_array", ((1, 2),))}),
    "an index of nothing": Record("_new_Index", (None, {})),
    "an array without a type": Stored({"shape": (1,)}, bytes(8)),
    "an array with the wrong type": Stored({"shape": (1,), "dtype": None}, bytes(8)),
    "a type without an order": Stored({"shape": (1,), "dtype": Record("dtype", ("f8",))}, bytes(8)),
    "a type of another order": Stored({"shape": (1,), "dtype": Record("dtype", ("f8",), (3, "="))}, bytes(8)),
    "an array of objects as bytes": Stored({"shape": (1,), "dtype": OBJECTS}, bytes(8)),
    "an array that is too short": Stored({"shape": (2,), "dtype": F8}, bytes(8)),
    "an array that is too long": Stored({"shape": (1,), "dtype": F8}, bytes(16)),
    "an array of torn numbers": Stored({"shape": (1,), "dtype": F8}, bytes(7)),
    "an array without bytes": Stored({"shape": (1,), "dtype": F8}, "12345678"),
    "bytes in an unknown alphabet": Record("_frombuffer", (Record("encode", ("x", "rot13")), F8, (1,), "C")),
}  # fmt: skip


def _endless() -> Record:
    record = Record("_new_Index", (None, {}))
    record.arguments[1]["data"] = record
    return record


@pytest.mark.parametrize("name", BAD)
def test_what_is_laid_out_otherwise_is_broken(name: str) -> None:
    with pytest.raises(BROKEN):
        passive.texts(BAD[name])
    with pytest.raises(BROKEN):
        passive.numbers(BAD[name])


def test_an_index_that_holds_itself_is_broken() -> None:
    with pytest.raises(BROKEN):
        passive.texts(_endless())
