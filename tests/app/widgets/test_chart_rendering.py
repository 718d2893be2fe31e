"""matplotlib is imported only where a chart is drawn, and keeps its files where it is told to."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from app.services import theme
from app.services.colours import DARK, LIGHT
from app.widgets.chart_rendering import Chart, Paper, render_file, render_image

PAPER = Paper(300, 200, 1.0, 96.0, theme.names(LIGHT), "DejaVu Sans", 9.0)

_ELSEWHERE = """
import os, sys
from pathlib import Path
from app.services import theme
from app.services.colours import LIGHT
from app.widgets.chart_rendering import Chart, Paper, render_image
from app.widgets import chart, curves, numbers_dialog
assert "matplotlib" not in sys.modules, "matplotlib was imported before a chart was drawn"
paper = Paper(300, 200, 1.0, 96.0, theme.names(LIGHT), "DejaVu Sans", 9.0)
cache = Path(sys.argv[1])
render_image(Chart("Title", "", lambda figure, colours: None), paper, cache)
import matplotlib
assert Path(matplotlib.get_cachedir()) == cache, matplotlib.get_cachedir()
"""


def _line(figure: Figure, colours: object) -> None:
    figure.add_subplot().plot([0, 1], [0, 1])


CHART = Chart("Title", "Description", _line)


_TAKES_LONG = "Matplotlib is building the font cache; this may take a moment.\n"
"""What matplotlib says on a machine that is busy for the moment."""


def test_without_a_home_folder_matplotlib_keeps_its_files_in_the_given_one(tmp_path: Path) -> None:
    without = {name: value for name, value in os.environ.items() if name not in ("HOME", "MPLCONFIGDIR")}
    environment = without | {"QT_QPA_PLATFORM": "offscreen"}

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _ELSEWHERE, str(tmp_path / "fonts")],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stderr.replace(_TAKES_LONG, "") == ""


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_a_picture_has_the_pixels_that_were_asked_for(ratio: float, tmp_path: Path) -> None:
    for width in (201, 317, 400):
        image = render_image(CHART, replace(PAPER, width=width, pixel_ratio=ratio), tmp_path)

        assert image.size().toTuple() == (round(width * ratio), round(200 * ratio))
        assert image.devicePixelRatio() == ratio


def test_a_font_that_matplotlib_does_not_know_is_replaced_without_a_word(tmp_path: Path) -> None:
    """A warning in the log would fail this test."""
    image = render_image(CHART, replace(PAPER, font_family="Nobody's Font"), tmp_path)

    assert not image.isNull()


def test_the_look_of_one_chart_does_not_stay_for_the_next(tmp_path: Path) -> None:
    before = dict(mpl.rcParams)

    render_image(CHART, PAPER, tmp_path)

    assert dict(mpl.rcParams) == before


def test_two_charts_at_once_come_out_as_if_drawn_one_after_the_other(tmp_path: Path) -> None:
    dark = replace(PAPER, colours=theme.names(DARK))
    papers = [PAPER, dark] * 4
    expected = [render_image(CHART, paper, tmp_path) for paper in (PAPER, dark)] * 4

    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda paper: render_image(CHART, paper, tmp_path), papers))

    assert images == expected


def test_the_same_chart_makes_the_same_file(tmp_path: Path) -> None:
    for kind in ("png", "svg"):
        assert render_file(CHART, PAPER, tmp_path, kind) == render_file(CHART, PAPER, tmp_path, kind)
