"""Opening a pickle that somebody hands us: what it describes is read, what it would do is not done."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import ModelError
from core.registry import unpickling
from core.registry.passive import Name, Record
from tests.core.registry.corpus.artifacts import dumped
from tests.core.registry.corpus.attacks import Calls, instructions
from tests.core.registry.corpus.bombs import nested
from tests.core.registry.notebook_artifacts import model_data

ROOT = Path(__file__).parents[3]


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


def test_the_canary_sings_where_a_file_is_really_unpickled(canary: Path) -> None:
    """So that the test above means something."""
    pickle.loads(instructions(canary)["a shell"])  # noqa: S301 - made by this test
    assert canary.exists()


def test_what_is_named_is_told(canary: Path) -> None:
    with pytest.raises(ModelError, match=rf"names {os.name}\.system, which is no part of a logistic regression"):
        unpickling.read(pickle.dumps(Calls(os.system, "true")))
    with pytest.raises(ModelError, match="instruction STRING, which no model needs"):
        unpickling.read(instructions(canary)["an instance"])


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
@example(0, b"c\\")  # an old pickle's text with a stroke before a letter, of which Python warns
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
