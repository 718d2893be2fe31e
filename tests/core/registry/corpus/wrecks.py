"""Files that are no model, and models that came to harm on their way."""

import io
import pickle
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from tests.core.registry.corpus.artifacts import as_it_is, dumped, trained
from tests.core.registry.corpus.bombs import array_of
from tests.core.registry.corpus.case import Case, Kind, always

_POINTER = b"""version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 4321
"""


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("archive/data.pkl", "x")
    return file.getvalue()


def _bare_array() -> bytes:
    file = io.BytesIO()
    np.save(file, np.zeros(3))
    return file.getvalue()


def _database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table loans (cust_id text)")
    content = connection.serialize()
    connection.close()
    return content


def _array_within_an_array() -> bytes:
    whole = dumped(np.array([None]))
    return whole[: whole.index(b"\x80\x05")] + whole


_NO_MODELS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "It is empty"),
    "blank lines": (b"\n\n  \n", "It is empty"),
    "a file of zeros": (b"\0" * 1000, "damaged, cut short"),
    "a Git LFS pointer": (_POINTER, "It is a Git LFS pointer, a few lines that stand for the model. Fetch"),
    "a Git LFS pointer with a mark of UTF-8": (b"\xef\xbb\xbf" + _POINTER, "It is a Git LFS pointer"),
    "a web page": (b"<!DOCTYPE html><html>Sign in</html>", "It is a web page"),
    "a table of applicants": (b"age,income\n40,1\n", "It is a table in a text file. Choose a scorecard.json or the"),
    "a table whose name is an instruction": (b"loan_id;default\nL1;paid.", "It is a table in a text file"),
    "a note": ("Model von März bitte prüfen\n".encode(), "It is a text that is no scorecard. Choose"),
    "another JSON document": (b'{"name": "package"}', "not a Credit Desk scorecard"),
    "a list in JSON": (b"[1, 2]", "It is a text that is no scorecard"),
    "PMML": (b"<?xml version='1.0'?><PMML/>", "It is an XML document"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "It is a picture"),
    "a PDF document": (b"%PDF-1.7\n" + bytes(100), "It is a PDF document"),
    "a zip archive, as torch writes": (_zip(), "It is a zip archive"),
    "HDF5, as Keras writes": (b"\x89HDF\r\n\x1a\n" + bytes(100), "It is an HDF5 file"),
    "a Parquet table": (b"PAR1" + bytes(100), "It is a Parquet table"),
    "a bare array of numpy": (_bare_array(), "It is a bare array of numpy"),
    "a database": (_database(), "It is a database"),
    "lz4": (b"\x04\x22\x4d\x18" + bytes(50), "damaged, cut short"),
    "a program": (b"\x7fELF" + bytes(100), "damaged, cut short"),
}
_WRECKS: dict[str, bytes] = {
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
    "an array of text rows": array_of(("2",)),
    "an array of times": array_of((2,), "M8"),
    "an array of nothing known": array_of((2,), "f9"),
    "an array within an array": _array_within_an_array(),
    "a state for no object": b"\x80\x04N}b.",
    "cut zlib": zlib.compress(pickle.dumps(list(range(1000))))[:50],
    "broken zlib": b"\x78\x9c" + b"\xff" * 50,
    "broken gzip": b"\x1f\x8b" + b"\xff" * 50,
    "broken bz2": b"BZh9" + b"\xff" * 50,
    "broken xz": b"\xfd7zXZ\x00" + b"\xff" * 50,
}


def _cut(share: float, _canary: Path) -> bytes:
    whole = dumped(trained(as_it_is))
    return whole[: int(len(whole) * share)]


def _turned(turn: Callable[[bytes], bytes], _canary: Path) -> bytes:
    """A model as something on its way has turned it."""
    return turn(dumped(trained(as_it_is)))


def _as_text(whole: bytes) -> bytes:
    return whole.decode("latin-1").encode("utf-8")


def _with_windows_line_ends(whole: bytes) -> bytes:
    return whole.replace(b"\n", b"\r\n")


def _without_high_bits(whole: bytes) -> bytes:
    return bytes(byte & 0x7F for byte in whole)


_TURNED = {
    "saved as UTF-8 text": _as_text,
    "without high bits": _without_high_bits,
    "the second half alone": lambda whole: whole[len(whole) // 2 :],
    "zeros in the middle": lambda whole: whole[:1000] + bytes(1000) + whole[2000:],
    "backwards": lambda whole: whole[::-1],
}
CASES = (
    *(Case(Kind.NO_MODELS, name, always(content), words) for name, (content, words) in _NO_MODELS.items()),
    *(Case(Kind.DAMAGE, name, always(content), "It ") for name, content in _WRECKS.items()),
    *(
        Case(Kind.DAMAGE, f"cut at {share:.0%}", partial(_cut, share), "It is damaged")
        for share in (0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999)
    ),
    *(Case(Kind.DAMAGE, name, partial(_turned, turn), "It ") for name, turn in _TURNED.items()),
)
