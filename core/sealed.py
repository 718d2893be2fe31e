"""Documents of JSON with a checksum of their content, which protects against accidents and careless edits."""

import hashlib
import json
from typing import Any


def sealed(body: dict[str, Any]) -> dict[str, Any]:
    """A document with its checksum; ``ValueError`` where it holds a value that is not a number."""
    return {**body, "checksum": _checksum(body)}


def parsed(text: str) -> object:
    """What a text of JSON holds; ``ValueError`` or ``RecursionError`` where it is none, or has what is no number."""
    return json.loads(text, parse_constant=_refuse_constant)


def is_unaltered(body: dict[str, Any]) -> bool:
    """Whether the checksum is that of the rest; numbers beyond all numbers and half a character have none."""
    rest = {name: part for name, part in body.items() if name != "checksum"}
    try:
        return bool(body.get("checksum") == _checksum(rest))
    except (ValueError, RecursionError):
        return False


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _checksum(body: dict[str, Any]) -> str:
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
