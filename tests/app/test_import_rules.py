"""What must hold of imports and cannot be said in an import contract."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sklearn", "imblearn", "polars", "pandas", "matplotlib", "optuna", "scipy", "sqlalchemy", "joblib", "jinja2",
         "openpyxl")  # fmt: skip

_PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.running import open_desk
from app.main_window import MainWindow
app = QApplication([])
window = MainWindow(open_desk(Path(sys.argv[1])))
window.show()
app.processEvents()
window.grab()
print(sorted(name for name in sys.argv[2:] if name in sys.modules))
window.close()
"""


def test_the_first_paint_imports_nothing_heavy(tmp_path: Path) -> None:
    """The window is painted with a model loaded and an applicant scored before any heavy library is imported."""
    done = subprocess.run(
        [sys.executable, "-c", _PAINT, str(tmp_path), *HEAVY],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout.splitlines()[-1] == "[]"
