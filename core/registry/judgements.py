"""The judgement that is kept beside a version: all that was told of it on held-out rows when it was trained.

Models of before, shipped and imported ones have none. A damaged one takes nothing from its model, which can be used.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import files
from core.errors import ModelError
from core.sealed import is_unaltered, parsed, sealed

if TYPE_CHECKING:
    from core.evaluation.judgement import Judgement  # scipy takes its time, and the registry is opened at the start

FILE = "judgement.json"
FORMAT = "credit-desk-judgement"
FORMAT_VERSION = 1
_WITHOUT_IT = "The model can be used without it; train again to have a new one."


def text_of(judgement: "Judgement", version: str) -> str:
    """The judgement of a version as JSON that can be read back.

    Raises:
        ModelError: it holds a value that is not a number.
    """
    told = judgement.to_dict()
    try:
        type(judgement).from_dict(told)
    except ModelError as error:
        raise ModelError(
            f"The model was not saved, because its judgement cannot be kept: {error} Train again, or judge it on "
            "other rows."
        ) from error
    body = {"format": FORMAT, "format_version": FORMAT_VERSION, "version": version, "judgement": told}
    return json.dumps(sealed(body), ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def read(folder: Path, version: str) -> "Judgement | None":
    """The judgement in the folder of a version; None where none is kept.

    Raises:
        FileError: its file cannot be read.
        ModelError: it is damaged, altered, that of another version, or made by a newer program.
    """
    path = folder / FILE
    return opened(files.read_text(path), version) if path.exists() else None


def opened(text: str, version: str) -> "Judgement":
    """Read the judgement of a version from text; errors as ``read``."""
    from core.evaluation.judgement import Judgement

    body = _body(text, version)
    if body.get("version") != version:
        raise ModelError(f"The judgement beside {version} is that of {body.get('version')}. {_WITHOUT_IT}")
    try:
        return Judgement.from_dict(body.get("judgement"))
    except ModelError as error:
        raise ModelError(f"The judgement of {version} cannot be read. {error} {_WITHOUT_IT}") from error


def _body(text: str, version: str) -> dict[str, Any]:
    try:
        body = parsed(text)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or body.get("format") != FORMAT or not is_unaltered(body):
        raise ModelError(f"The judgement of {version} is damaged, or was altered. {_WITHOUT_IT}")
    if body.get("format_version") != FORMAT_VERSION:
        raise ModelError(f"The judgement of {version} is one of a newer version of the program. Update the program.")
    return body
