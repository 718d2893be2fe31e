"""What a scored file is called."""

from pathlib import Path


def scored_name(source: Path) -> Path:
    """Where the scored file goes unless somebody says otherwise: beside its source, as NAME_scored.csv."""
    return source.parent / f"{source.stem}_scored.csv"
