"""The demo portfolio as training takes it, without anything of this program's window."""

import tempfile
from pathlib import Path

from core.portfolio.demo import write_demo
from core.portfolio.sources import Tables, read_folder


def demo_tables(rows: int) -> Tables:
    """Written and read back, as a user's own files are."""
    with tempfile.TemporaryDirectory() as folder:
        write_demo(Path(folder), rows)
        return read_folder(Path(folder))
