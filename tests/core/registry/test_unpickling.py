"""Opening a pickle that somebody hands us: what it describes is read, what it would do is not done."""

import bz2
import gzip
import io
import lzma
import os
import pickle
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import joblib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelError
from core.registry import unpickling
from core.registry.passive import Name, Record
from tests.core.registry.notebook_artifacts import model_data

ROOT = Path(__file__).parents[3]


def dumped(value: object, compress: int | tuple[str, int] = 0) -> bytes:
    file = io.BytesIO()
    joblib.dump(value, file, compress)
    return file.getvalue()


class Calls:
    """Pickles as a call: whoever unpickles it makes the call."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.call = (function, arguments)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call


# What is read


@pytest.mark.parametrize("protocol", range(2, 6))
def test_plain_values_come_back(protocol: int) -> None:
    value = {"a": [1, -2, 300, 70_000, 2**40, 1.5], "b": ("x", b"y", None, True, False, ()), "c": {"d": [["é" * 300]]}}
    if protocol == 2:
        del value["b"]  # bytes are written as a call to encode there, which is not made
    assert unpickling.read(pickle.dumps(value, protocol=protocol)) == value


def test_a_list_or_dict_of_one_item_comes_back() -> None:
    assert unpickling.read(pickle.dumps([["x"], {"k": 1}])) == [["x"], {"k": 1}]


def test_values_that_occur_twice_come_back_twice() -> None:
    names = [f"column {number}" for number in range(400)]
    assert unpickling.read(pickle.dumps([names, names], protocol=2)) == [names, names]
    assert unpickling.read(pickle.dumps([names, names])) == [names, names]


def test_an_object_comes_back_as_what_the_file_says_of_it() -> None:
    content = unpickling.read(dumped(model_data()))
    assert isinstance(content, dict)
    model = content["model"]
    assert isinstance(model, Record)
    assert (model.kind, model.state["solver"], model.state["max_iter"]) == ("LogisticRegression", "liblinear", 1000)


def test_a_class_comes_back_as_its_name() -> None:
    assert unpickling.read(pickle.dumps(np.ndarray)) == Name("ndarray")


@pytest.mark.parametrize("compress", [("zlib", 3), ("gzip", 3), ("bz2", 3), ("lzma", 3), ("xz", 3)])
def test_compressed_files_are_read(compress: tuple[str, int]) -> None:
    assert unpickling.read(dumped({"a": [1.5, "x"]}, compress=compress)) == {"a": [1.5, "x"]}


# What is not done


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that comes to be when one of the hostile pickles is run."""
    return tmp_path / "canary"


def hostile(canary: Path) -> dict[str, bytes]:
    python = f"open({str(canary)!r}, 'w').close()"
    model = dumped(model_data())
    return {
        "a shell": pickle.dumps(Calls(os.system, f"touch {canary}")),
        "a shell, in words": f"cos\nsystem\n(S'touch {canary}'\ntR.".encode(),
        "a shell, protocol 2": pickle.dumps(Calls(os.system, f"touch {canary}"), protocol=2),
        "a process": pickle.dumps(Calls(subprocess.call, ["touch", str(canary)])),
        "eval": pickle.dumps(Calls(eval, f"__import__('pathlib').Path({str(canary)!r}).touch()")),
        "exec": pickle.dumps(Calls(exec, python)),
        "open": pickle.dumps(Calls(open, str(canary), "w")),
        "touch": pickle.dumps(Calls(Path.touch, canary)),
        "an import": b"\x80\x04\x8c\x04this\x8c\x01s\x93.",
        "an instance": f"(S'touch {canary}'\nios\nsystem\n.".encode(),
        "an extension": b"\x80\x02\x82\x01.",
        "a persistent id": b"\x80\x04\x8c\x01xQ.",
        "named after an allowed module": pickle.dumps(Calls(np.load, str(canary), "r", True)),
        "numpy's own runner": b"\x80\x04\x8c\x19numpy.testing._private.utils\x8c\trunstring\x93.",
        "within the model": model[:-1] + pickle.dumps(Calls(exec, python))[2:],
        "within an array": dumped(np.array([Calls(exec, python)], dtype=object)),
        "compressed": zlib.compress(pickle.dumps(Calls(exec, python))),
        "a state": b"\x80\x04\x8c\x05numpy\x8c\x07ndarray\x93}\x8c\x0c__setstate__\x8c\x05numpy\x8c\x07ndarray\x93sb.",
        "a key of a class": b"\x80\x04}\x8c\x05numpy\x8c\x07ndarray\x93K\x01s.",
        "a call of text": b"\x80\x04\x8c\x04text)R.",
        "a call of a record": b"\x80\x04\x8c\x05numpy\x8c\x05dtype\x93)R)R.",
    }


@pytest.mark.parametrize("name", hostile(Path("x")))
def test_a_hostile_file_is_refused_and_nothing_happens(name: str, canary: Path) -> None:
    with pytest.raises(ModelError):
        unpickling.read(hostile(canary)[name])
    assert not canary.exists()


def test_the_canary_sings_where_a_file_is_really_unpickled(canary: Path) -> None:
    """So that the test above means something."""
    pickle.loads(hostile(canary)["a shell"])  # noqa: S301 - made by this test
    assert canary.exists()


def test_what_is_named_is_told(canary: Path) -> None:
    with pytest.raises(ModelError, match=r"names posix\.system, which is no part of a logistic regression"):
        unpickling.read(pickle.dumps(Calls(os.system, "true")))
    with pytest.raises(ModelError, match="instruction STRING, which no model needs"):
        unpickling.read(hostile(canary)["an instance"])


def test_a_name_that_is_no_word_is_told_without_its_control_characters() -> None:
    name = b"\x1b[31m" + b"x" * 200
    with pytest.raises(ModelError) as refusal:
        unpickling.read(b"\x80\x04\x8c\x02os\x8c" + bytes([len(name)]) + name + b"\x93.")
    assert "\x1b" not in str(refusal.value)
    assert len(str(refusal.value)) < 300


def test_reading_a_model_imports_none_of_what_it_names() -> None:
    code = (
        "import sys; from pathlib import Path; from core.registry.notebook import import_artifact\n"
        f"import_artifact(Path({str(next((Path(__file__).parent / 'artifacts').glob('*.joblib')))!r}))\n"
        "print(*{'sklearn', 'joblib', 'pandas', 'scipy', 'pyarrow'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert said.stdout.strip() == ""


# Traps and wrecks


def _array_of(shape: tuple[object, ...], code: str = "f8") -> bytes:
    """A joblib array that says it has this shape, and no content."""
    whole = dumped(np.zeros(2))
    start = whole.index(b"\x8c\x05shape")
    end = whole.index(b"\x8c\x05order")
    pickled = pickle.dumps(shape, protocol=2)[2:-1]
    changed = whole[:start] + b"\x8c\x05shape" + pickled + whole[end:]
    return changed.replace(b"\x8c\x02f8", b"\x8c\x02" + code.encode())


def _array_within_an_array() -> bytes:
    whole = dumped(np.array([None]))
    return whole[: whole.index(b"\x80\x05")] + whole


def nested(open_code: bytes, close_code: bytes, depth: int = 100_000) -> bytes:
    return b"\x80\x04" + open_code * depth + b"N" + close_code * depth + b"."


TRAPS: dict[str, bytes] = {
    "nothing": b"",
    "a file of zeros": b"\0" * 1000,
    "not a pickle": b"age,income\n40,1\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "an archive": b"PK\x03\x04" + bytes(100),
    "no end": b"\x80\x04N",
    "an end without a value": b"\x80\x04.",
    "a value from an empty stack": b"\x80\x04\x85.",
    "a mark that was never set": b"\x80\x04e.",
    "a memo that was never filled": b"\x80\x04h\x05.",
    "an item for no list": b"\x80\x04NNa.",
    "items for no list": b"\x80\x04N(Ne.",
    "an item for no dict": b"\x80\x04]\x8c\x01kNs.",
    "a key without a value": b"\x80\x04}(\x8c\x01ku.",
    "a key that is a deep tuple": b"\x80\x04}" + b")" + b"\x85" * 100_000 + b"Ns.",
    "a global without a space": b"\x80\x02cos\n\n.",
    "a text of 2 GB": b"\x80\x04X" + struct.pack("<I", 2**31) + b"x.",
    "an array of 80 GB": _array_of((10**10,)),
    "an array of -1 rows": _array_of((-1,)),
    "an array of a thousand dimensions": _array_of((2,) * 1000),
    "an array of text rows": _array_of(("2",)),
    "an array longer than its file": _array_of((1000,)),
    "an array of times": _array_of((2,), "M8"),
    "an array of nothing known": _array_of((2,), "f9"),
    "an array within an array": _array_within_an_array(),
    "a state for no object": b"\x80\x04N}b.",
    "too large": b"\x80\x04" + b"N0" * unpickling.MOST_BYTES,
    "a bomb of zlib": zlib.compress(bytes(20 * 2**20), 9),
    "a bomb of gzip": gzip.compress(bytes(20 * 2**20)),
    "a bomb of bz2": bz2.compress(bytes(20 * 2**20)),
    "a bomb of xz": lzma.compress(bytes(20 * 2**20)),
    "cut zlib": zlib.compress(pickle.dumps(list(range(1000))))[:50],
    "broken zlib": b"\x78\x9c" + b"\xff" * 50,
    "broken gzip": b"\x1f\x8b" + b"\xff" * 50,
    "broken bz2": b"BZh9" + b"\xff" * 50,
    "broken xz": b"\xfd7zXZ\x00" + b"\xff" * 50,
    "xz that wants a gigabyte": b"\x5d\x00\x00\x00\x40" + b"\xff" * 8 + bytes(50),
    "lz4": b"\x04\x22\x4d\x18" + bytes(50),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_or_a_wreck_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(ModelError, match=r"^It .*\.$"):
        unpickling.read(TRAPS[name])


@pytest.mark.parametrize(("open_code", "close_code"), [(b"]", b"a"), (b"}\x8c\x01k", b"s"), (b"", b"\x85")])
def test_values_nested_without_end_do_not_end_the_process(open_code: bytes, close_code: bytes) -> None:
    content = nested(open_code, close_code)
    value = unpickling.read(content)
    assert value is not None


def test_a_model_cut_anywhere_is_refused() -> None:
    whole = dumped(model_data(rows=60))
    for end in range(0, len(whole) - 1, 7):
        with pytest.raises(ModelError):
            unpickling.read(whole[:end])


_MODEL = dumped(model_data(rows=60))


@given(st.integers(0, len(_MODEL) - 1), st.binary(min_size=1, max_size=8))
def test_a_model_with_any_bytes_changed_is_read_or_refused_but_never_crashes(place: int, change: bytes) -> None:
    broken = _MODEL[:place] + change + _MODEL[place + len(change) :]
    try:
        unpickling.read(broken)
    except ModelError:
        return


@given(st.binary())
def test_any_bytes_at_all_are_read_or_refused(content: bytes) -> None:
    try:
        unpickling.read(b"\x80\x04" + content)
    except ModelError:
        return
