"""The program as a whole: it opens, paints, remembers, and ends in order."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CLOSE_SOON = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app import running

class Window(running.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        QTimer.singleShot(0, self.close)

running.MainWindow = Window
sys.exit(running.run(Path(sys.argv[1])))
"""


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, *arguments, str(home)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_window_opens_and_ends_in_order(tmp_path: Path) -> None:
    for _ in range(2):
        done = run(tmp_path, "-c", _CLOSE_SOON)
        assert done.returncode == 0, done.stderr
        assert "did not end properly" not in done.stderr
    assert (tmp_path / "settings.ini").exists()
    assert not (tmp_path / "logs" / "running.lock").exists()


def test_the_command_line_is_a_program_of_its_own(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "app", "models", "list", "--home")
    assert done.returncode == 0
    assert done.stdout.startswith("* v1.0")
