"""Renders a drawing with matplotlib, in the thread of a job; nothing else imports matplotlib."""

import io
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from app.services.libraries import loading

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Drawing = Callable[["Figure", Mapping[str, str]], None]
"""Draws into an empty figure with colours by role, as ``theme.names`` gives them; runs in the thread of a job."""

_ONE_AT_A_TIME = Lock()  # matplotlib keeps settings and fonts in its modules: two figures at once would mix them up
_BUNDLED_FONT = "DejaVu Sans"
_SMALLEST = 160.0
_FILE_PIXEL_RATIO = 2.0
_NO_ROUNDING_DOWN = 0.01
_METADATA: dict[str, dict[str, Any]] = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}


@dataclass(frozen=True)
class Numbers:
    """The numbers behind a chart, as text for a table; the first column says what a row is about."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A chart to be shown.

    Attributes:
        title: what it shows; stands above it.
        description: the same in words, with the numbers that matter, for those who cannot see it.
        draw: draws it.
        numbers: what is drawn.
    """

    title: str
    description: str
    draw: Drawing
    numbers: Numbers | None = None


@dataclass(frozen=True)
class Paper:
    """What a chart is drawn on.

    Attributes:
        width: in device-independent pixels; a very small paper is taken to be larger.
        height: likewise.
        pixel_ratio: pixels of the screen per device-independent pixel.
        dots_per_inch: device-independent pixels per inch, by which sizes of text are meant.
        colours: by role.
        font_family: of the window; the bundled one stands in where matplotlib does not know it.
        font_points: the size of body text.
    """

    width: float
    height: float
    pixel_ratio: float
    dots_per_inch: float
    colours: Mapping[str, str]
    font_family: str
    font_points: float


def render_image(chart: Chart, paper: Paper, cache_folder: Path) -> QImage:
    """The chart on a transparent ground, in the pixels of the screen it is for.

    Args:
        chart: what to draw.
        paper: how large and in which look.
        cache_folder: where matplotlib may keep its list of fonts.
    """
    with _ONE_AT_A_TIME:
        _keep_files_in(cache_folder)
        with loading("matplotlib"):
            from matplotlib import rc_context
            from matplotlib.backends.backend_agg import FigureCanvasAgg

        with rc_context(_look(paper)):
            canvas: Any = FigureCanvasAgg(_figure(chart, paper, paper.pixel_ratio))
            canvas.draw()
            width, height = canvas.get_width_height(physical=True)
            image = QImage(canvas.buffer_rgba(), width, height, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(paper.pixel_ratio)
    return image


def render_file(chart: Chart, paper: Paper, cache_folder: Path, kind: str) -> bytes:
    """The content of a ``png`` (twice as fine as a plain screen) or ``svg`` file with the chart on a solid ground."""
    with _ONE_AT_A_TIME:
        _keep_files_in(cache_folder)
        from matplotlib import rc_context

        with rc_context(_look(paper)), io.BytesIO() as file:
            figure = _figure(chart, paper, _FILE_PIXEL_RATIO)
            figure.savefig(file, format=kind, facecolor=paper.colours["surface"], metadata=_METADATA[kind])
            return file.getvalue()


def _keep_files_in(cache_folder: Path) -> None:
    """Tell matplotlib where its files go, unless the user has; without a home folder it would have no place."""
    os.environ.setdefault("MPLCONFIGDIR", str(cache_folder))


def _figure(chart: Chart, paper: Paper, pixel_ratio: float) -> "Figure":
    from matplotlib.figure import Figure

    dots = paper.dots_per_inch * pixel_ratio
    pixels = (round(max(side, _SMALLEST) * pixel_ratio) for side in (paper.width, paper.height))
    width, height = ((side + _NO_ROUNDING_DOWN) / dots for side in pixels)
    figure = Figure(figsize=(width, height), dpi=dots, layout="constrained")
    figure.suptitle(chart.title, x=0.01, horizontalalignment="left")
    chart.draw(figure, paper.colours)
    return figure


def _look(paper: Paper) -> Any:  # noqa: ANN401 - a dict whose type names all of matplotlib's settings
    """Settings of matplotlib that make a figure look like the window."""
    from matplotlib import font_manager

    known = paper.font_family in font_manager.get_font_names()
    colours, points = paper.colours, paper.font_points
    return {
        "font.family": [paper.font_family if known else _BUNDLED_FONT], "font.size": points,
        "figure.titlesize": points, "figure.titleweight": "bold", "figure.facecolor": "none",
        "text.color": colours["text"], "legend.frameon": False, "legend.fontsize": points,
        "axes.facecolor": "none", "axes.edgecolor": colours["border"], "axes.labelcolor": colours["text_muted"],
        "axes.labelsize": 0.9 * points, "axes.linewidth": 0.75, "axes.spines.top": False, "axes.spines.right": False,
        "axes.grid": True, "axes.axisbelow": True, "grid.color": colours["grid"], "grid.linewidth": 0.75,
        "xtick.color": colours["text_muted"], "ytick.color": colours["text_muted"],
        "xtick.labelsize": 0.9 * points, "ytick.labelsize": 0.9 * points, "xtick.major.size": 0, "ytick.major.size": 0,
        "xtick.major.pad": 0.5 * points, "ytick.major.pad": 0.4 * points, "lines.linewidth": points / 5,
        "svg.hashsalt": "chart",
    }  # fmt: skip
