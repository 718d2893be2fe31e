"""``--self-test``: goes through what the program is for, in a data folder of its own, and says what works."""

import argparse
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import DONE
from app.console import say
from app.services import paths
from app.version import VERSION
from core.errors import CreditDeskError, ModelError
from core.registry.versions import Registry

if TYPE_CHECKING:
    from app.applicant.paper_content import ContentMaker
    from core.catalogue import Language

_BORROWERS = 1_500
_SMALLEST_AUC = 0.9
_DAY = date(2026, 1, 15)
_LEFT_OVER = re.compile(r"\{[{%#]|[}%#]\}")


def run(_options: argparse.Namespace) -> int:
    """Do every step, say each as it is done, and return the exit code.

    Raises:
        CreditDeskError: a step does not work; its sentence says which and why.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    say(f"Credit Desk {VERSION}: self-test")
    with _folder() as folder:
        registry = Registry(folder, paths.models_folder())
        for name, step in _STEPS.items():
            say(f"{name}: {_done(name, step, folder, registry)}")
    say("Everything works.")
    return DONE


@contextmanager
def _folder() -> Iterator[Path]:
    """A data folder of its own; files that are still open somewhere do not keep it from going away later."""
    with tempfile.TemporaryDirectory(prefix="credit-desk-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _done(name: str, step: "_Step", folder: Path, registry: Registry) -> str:
    try:
        return step(folder, registry)
    except CreditDeskError:
        raise
    except Exception as error:  # whatever a broken build raises, the answer is one sentence
        told = f"{type(error).__name__}: {error}"
        raise CreditDeskError(f"{name} does not work ({told}). Install this copy again.") from error


def _load_model(_folder: Path, registry: Registry) -> str:
    active = registry.active()
    if active.notice:
        raise ModelError(active.notice)
    return f"{active.scorecard.version} gives the answers of its {len(active.scorecard.golden_rows)} golden rows"


def _make_demo(folder: Path, _registry: Registry) -> str:
    from core.portfolio.demo import write_demo

    return f"{len(write_demo(folder / 'demo', _BORROWERS))} files"


def _score_file(folder: Path, registry: Registry) -> str:
    from core.batch.pipeline import score_file

    report = score_file(folder / "demo" / "applicants.csv", folder / "scored.csv", registry.active().scorecard)
    if not report.scored:
        raise CreditDeskError("Scoring a file does not work: no row of the sample was scored. Install this copy again.")
    return f"{report.scored} of {report.rows} applicants have a score"


def _train(folder: Path, registry: Registry) -> str:
    from core.portfolio.sources import read_folder
    from core.training.options import TrainingOptions
    from core.training.train import train

    result = train(read_folder(folder / "demo"), TrainingOptions(trials=2, folds=3), registry.active().scorecard)
    auc = result.candidate.metrics["auc"]
    if auc < _SMALLEST_AUC:
        raise ModelError(f"Training does not work: its model has an AUC of only {auc:.3f}. Install this copy again.")
    registry.activate(registry.save(result.scorecard).version)
    return f"{registry.active().scorecard.version}, AUC {auc:.3f} on {result.rows['held_out']} held-out borrowers"


def _open_window(folder: Path, _registry: Registry) -> str:
    """Paint the window as a user would see it first, in the model that was just trained."""
    from PySide6.QtWidgets import QApplication

    from app.main_window import MainWindow
    from app.running import end_work, open_desk

    _application = QApplication.instance() or QApplication([])
    desk = open_desk(folder)
    window = MainWindow(desk)
    window.applicant.fill_sample()
    window.show()
    picture = window.grab()
    window.close()
    end_work(desk)
    return f"painted, {picture.width()} × {picture.height()} pixels"


def _make_papers(folder: Path, _registry: Registry) -> str:
    """Write every paper about the sample, in each language that this computer has letters for."""
    from PySide6.QtWidgets import QApplication

    from app.applicant.paper_content import ContentMaker
    from app.applicant.tab import ApplicantTab
    from app.paper import fonts
    from app.running import end_work, open_desk
    from core.catalogue import Language

    _application = QApplication.instance() or QApplication([])
    desk = open_desk(folder)
    tab = ApplicantTab(desk)
    tab.fill_sample()
    maker = ContentMaker(tab.assessment, desk.model.ready, tab.answer.pages.costs())
    languages = [one for one in Language if one is not Language.HINDI or fonts.system_fonts().devanagari]
    count = sum(_make_in(folder, maker, language) for language in languages)
    end_work(desk)
    return f"{count} in {len(languages)} {'language' if len(languages) == 1 else 'languages'}"


def _make_in(folder: Path, maker: "ContentMaker", language: "Language") -> int:
    """Write every paper in a language, and say how many those are."""
    from app.applicant.paper_content import Addressee
    from app.paper import making, printing
    from app.paper.letterhead import Letterhead
    from app.paper.templates import Kind
    from core.catalogue import LANGUAGE_NAMES, Catalogue

    content = maker.content(Addressee("A. Applicant", "1"), Catalogue(), language, _DAY)
    for kind in Kind:
        target = folder / f"{kind}-{language}.pdf"
        try:
            sheet = making.make(kind, content, Letterhead(language=language), folder)
            printing.save_pdf(sheet, target)
        except CreditDeskError as error:
            raise _no_papers(str(error)) from error
        _check_paper(f"{kind} in {LANGUAGE_NAMES[language]}", target.read_bytes(), sheet.document.toPlainText())
    return len(Kind)


def _check_paper(name: str, content: bytes, text: str) -> None:
    if not content.startswith(b"%PDF"):
        raise _no_papers(f"{name} is no PDF file.")
    if _LEFT_OVER.search(text):
        raise _no_papers(f"{name} has a placeholder left.")


def _no_papers(why: str) -> CreditDeskError:
    return CreditDeskError(f"Making papers does not work: {why} Install this copy again.")


def _draw_chart(folder: Path, _registry: Registry) -> str:
    import numpy as np

    from app.services import theme
    from app.services.colours import LIGHT
    from app.widgets.chart_rendering import Paper, render_image
    from app.widgets.curves import RocCurve, roc_chart

    line = np.linspace(0.0, 1.0, 11)
    chart = roc_chart([RocCurve("candidate", "candidate", line, np.sqrt(line), 2 / 3)])
    paper = Paper(400, 300, 1.0, 96, theme.names(LIGHT), "DejaVu Sans", 10)
    picture = render_image(chart, paper, folder)
    return f"drawn, {picture.width()} × {picture.height()} pixels"


_Step = Callable[[Path, Registry], str]
_STEPS: dict[str, _Step] = {
    "Shipped model": _load_model,
    "Demo portfolio": _make_demo,
    "Scoring a file": _score_file,
    "Training": _train,
    "Window": _open_window,
    "Chart": _draw_chart,
    "Making papers": _make_papers,
}
