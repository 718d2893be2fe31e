"""Tells what a file is that is no model, where its first bytes give it away."""

import codecs
import re

_LOOKED_AT = 512
_POINTER = "a Git LFS pointer, a few lines that stand for the model. Fetch the model itself with: git lfs pull"
_BEGINNINGS: dict[bytes, str] = {
    b"version https://git-lfs": _POINTER,
    b"PK\x03\x04": "a zip archive, as of a workbook or of another library's model. Unpack it, or use model_data.joblib",
    b"\x89HDF\r\n": "an HDF5 file, as Keras writes. Only logistic regressions can be imported",
    b"\x89PNG": "a picture. Choose the model_data.joblib",
    b"%PDF": "a PDF document. Choose the model_data.joblib",
    b"PAR1": "a Parquet table. Choose the model_data.joblib",
    b"\x93NUMPY": "a bare array of numpy, without columns or scaling. Use the whole model_data.joblib",
    b"SQLite format 3": "a database. Choose the model_data.joblib",
    b"<?xml": "an XML document. Choose a scorecard.json or the model_data.joblib",
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_PAGES = (b"<!doctype html", b"<html")
_HEADER = re.compile(r"[^,;|\t\r\n]+([,;|\t][^,;|\t\r\n]*)+[\r\n]")
_LAST_OF_PICKLE = b"."
_CHOOSE = "Choose a scorecard.json or the model_data.joblib"


def other_than_model(content: bytes) -> str | None:
    """What the file is, as the rest of a sentence that begins with "It is"; None where that is not plain."""
    beginning = content[:_LOOKED_AT].removeprefix(_BYTE_ORDER_MARK).lstrip()
    if not content.strip():
        return "empty. Copy or download it again"
    if beginning.lower().startswith(_PAGES):
        return "a web page, such as a download gives that needs you to sign in. Download the file itself"
    known = (words for start, words in _BEGINNINGS.items() if beginning.startswith(start))
    return next(known, None) or _kind_of_text(_text(beginning), content)


def _text(beginning: bytes) -> str:
    """The beginning of a text, whose last letter may be cut in two; nothing where it is none."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return ""
    return text if all(letter.isprintable() or letter in "\t\r\n" for letter in text) else ""


def _kind_of_text(beginning: str, content: bytes) -> str | None:
    """Pickles of old are text too, but begin with no header of a table and end with their last instruction."""
    if not beginning:
        return None
    if _HEADER.match(beginning):
        return f"a table in a text file. {_CHOOSE}"
    return None if content.rstrip().endswith(_LAST_OF_PICKLE) else f"a text that is no scorecard. {_CHOOSE}"
