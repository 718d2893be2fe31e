"""One key in the form: score, reasons and the painting of the gauge on the window's thread, against a plain label."""

import math
import os
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from app.main_window import MainWindow
from app.running import end_work, open_desk
from app.services import theme
from app.services.desk import Desk
from tests.benchmarks.ratio import Measure, best_of

_TIMES = 40
_FRAME_MS = 1000 / 60


def measure() -> list[Measure]:
    """The work of a keystroke, in labels repainted and in milliseconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as name:
        desk = open_desk(Path(name))
        window = MainWindow(desk)
        theme.apply(app, theme.Choice.LIGHT)
        window.resize(1280, 860)
        window.show()
        app.processEvents()
        try:
            return _measures(window, desk)
        finally:
            window.close()
            end_work(desk)


def _measures(window: MainWindow, desk: Desk) -> list[Measure]:
    tab, label = window.applicant, QLabel("Credit score 700")
    tab.answer.gauge.set_reduced_motion(reduced=True)
    label.resize(200, 24)
    state = tab.form.state()
    states = [state | {"credit_utilization_ratio": text} for text in ("41", "42")]

    def keys() -> None:
        for step in range(_TIMES):
            tab.form.put(states[step % 2])
            tab.answer.gauge.grab()

    def repaints() -> None:
        for _ in range(_TIMES):
            label.grab()

    key, repaint = best_of(5, keys) / _TIMES, best_of(5, repaints) / _TIMES
    detail = f"{1000 * key:.2f} ms; a label {1000 * repaint:.3f} ms"
    return [
        Measure("a keystroke (ms): less than one frame", 1000 * key, _FRAME_MS, detail),
        Measure("a keystroke: times the repaint of a label", key / repaint, math.inf, "a figure without a bar"),
    ]
