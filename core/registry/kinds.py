"""Tells what a file is that is no model, where its first bytes give it away."""

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


def other_than_model(content: bytes) -> str | None:
    """What the file is, as the rest of a sentence that begins with "It is"; None where that is not plain."""
    beginning = content[:_LOOKED_AT].removeprefix(_BYTE_ORDER_MARK).lstrip()
    if not content.strip():
        return "empty. Copy or download it again"
    if beginning.lower().startswith(_PAGES):
        return "a web page, such as a download gives that needs you to sign in. Download the file itself"
    return next((words for start, words in _BEGINNINGS.items() if beginning.startswith(start)), None)
