"""Start-up: the window painted with a model loaded and an applicant scored, against a bare PySide6 window.

Process time from the start of Python, and memory at idle; from source, and of packaged programs.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.ratio import Measure

_ROOT = Path(__file__).resolve().parents[2]
_RUNS = 7
_IDLE_S = 8.0
"""When the other tabs are built and nothing happens any more."""
_BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
if "--time-start" in sys.argv:
    app.processEvents()
    window.grab()
    print(time.process_time())
else:
    app.exec()
"""
_BUILT = "CREDIT_DESK_BUILT"


def measure() -> list[Measure]:
    """From source."""
    return _measured("first paint", [sys.executable, "-m", "app"], [sys.executable, "-c", _BARE])


def measure_frozen() -> list[Measure]:
    """The packaged program, whose folder CREDIT_DESK_BUILT names, against a bare window packaged here."""
    ours = Path(os.environ[_BUILT]) / "credit-desk"
    with tempfile.TemporaryDirectory() as folder:
        return _measured("first paint, packaged", [str(ours)], [str(_packaged(Path(folder)))])


def _measured(name: str, ours: list[str], bare: list[str]) -> list[Measure]:
    with tempfile.TemporaryDirectory() as home:
        call = [*ours, "--home", home]
        pairs = [(_process_time(call), _process_time(bare)) for _ in range(_RUNS)]
        mine, least = (min(times) for times in zip(*pairs, strict=True))
        used, needed = _idle_memory(call), _idle_memory(bare)
    return [
        Measure(f"{name}: times a bare window", mine / least, 2.5, f"{mine:.2f} s; bare PySide6 {least:.2f} s"),
        Measure(
            f"{name.replace('first paint', 'idle memory')}: times a bare window", used / needed, 4.0,
            f"{used:.0f} MB; bare PySide6 {needed:.0f} MB",
        ),
    ]  # fmt: skip


def _environment() -> dict[str, str]:
    # As on a desk: Python keeps its compiled modules from the start before.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}


def _process_time(call: list[str]) -> float:
    done = subprocess.run(
        [*call, "--time-start"], cwd=_ROOT, env=_environment(), check=True, stdout=subprocess.PIPE, text=True
    )
    return float(done.stdout)


def _idle_memory(call: list[str]) -> float:
    """Resident memory in MB, some seconds after the start."""
    with _started(call) as process:
        time.sleep(_IDLE_S)
        lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


@contextmanager
def _started(call: list[str]) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(call, cwd=_ROOT, env=_environment())
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _packaged(folder: Path) -> Path:
    script = folder / "bare.py"
    script.write_text(_BARE, encoding="utf-8")
    places = [f"--distpath={folder}", f"--workpath={folder / 'work'}", f"--specpath={folder}"]
    call = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", *places, str(script)]
    subprocess.run(call, check=True)
    return folder / "bare" / "bare"
