"""Start-up: the window painted with a model loaded and an applicant scored, against a bare PySide6 window."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.ratio import Measure

_ROOT = Path(__file__).resolve().parents[2]
_RUNS = 7
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
window.grab()
import time
print(time.process_time())
"""
_OURS = """
import sys
from pathlib import Path
from app.startup import prepare
prepare()
from PySide6.QtWidgets import QApplication
from app.running import open_desk
from app.services import theme
from app.main_window import MainWindow
app = QApplication([])
desk = open_desk(Path(sys.argv[1]))
window = MainWindow(desk)
theme.apply(app, theme.Choice.LIGHT)
window.show()
app.processEvents()
window.grab()
import time
print(time.process_time())
"""


def measure() -> list[Measure]:
    """Process time until the first paint, from the start of Python: the least of some runs."""
    with tempfile.TemporaryDirectory() as home:
        pairs = [(_process_time(_OURS, home), _process_time(_BARE, home)) for _ in range(_RUNS)]
    ours, bare = (min(times) for times in zip(*pairs, strict=True))
    return [Measure("first paint: times a bare window", ours / bare, 2.5, f"{ours:.2f} s; bare PySide6 {bare:.2f} s")]


def _process_time(code: str, home: str) -> float:
    # As on a desk: Python keeps its compiled modules from the start before.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}
    command = [sys.executable, "-c", code, home]
    done = subprocess.run(command, cwd=_ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)
