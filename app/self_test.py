"""``--self-test``: goes through what the program is for, in a data folder of its own, and says what works."""

import argparse
import csv
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
from app.services import data_format, paths
from app.version import VERSION
from core.errors import CreditDeskError, ModelError
from core.registry.versions import Registry

if TYPE_CHECKING:
    from app.applicant.paper_content import ContentMaker
    from core.catalogue import Language

_BORROWERS = 1_500
_SMALLEST_AUC = 0.9
_DAY = date(2026, 1, 15)
_FIRST_OF_SAMPLE = ("A00001", "871", "Excellent", "0.00471476552")
"""The first applicant of the sample file, as the shipped model scores it, with the PD to as many digits as it is known
to have on every kind of processor."""
_PLACES = ("MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
"""By which Matplotlib, Fontconfig and Qt are told where to keep what they remember."""
_LEFT_OVER = re.compile(r"\{[{%#]|[}%#]\}")


def run(_options: argparse.Namespace) -> int:
    """Do every step, say each as it is done, and return the exit code.

    Raises:
        CreditDeskError: a step does not work; its sentence says which and why.
    """
    say(f"Credit Desk {VERSION}: self-test")
    with _folder() as folder, _staying_in(folder):
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


@contextmanager
def _staying_in(folder: Path) -> Iterator[None]:
    """Open no window on the screen, and let libraries keep nothing of theirs in the home of whoever asks."""
    before = dict(os.environ)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.update(dict.fromkeys(_PLACES, str(folder / "libraries")))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _done(name: str, step: "_Step", folder: Path, registry: Registry) -> str:
    try:
        return step(folder, registry)
    except CreditDeskError:
        raise
    except Exception as error:  # whatever a broken build raises, the answer is one sentence
        told = f"{type(error).__name__}: {error}"
        raise CreditDeskError(f"{name} does not work ({told}). Install this copy again.") from error


def _load_parts(_folder: Path, _registry: Registry) -> str:
    from app import own_parts

    return own_parts.check()


def _load_model(_folder: Path, registry: Registry) -> str:
    active = registry.active()
    if active.notice:
        raise ModelError(active.notice)
    return f"{active.scorecard.version} gives the answers of its {len(active.scorecard.golden_rows)} golden rows"


def _score_sample(folder: Path, registry: Registry) -> str:
    """Score the file that ships, and compare what is written of its first applicant."""
    from core.batch.pipeline import score_file

    target = folder / "scored.csv"
    report = score_file(paths.resources_folder() / "sample_applicants.csv", target, registry.active().scorecard)
    with target.open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file), {})
    found = tuple(first.get(name, "") for name in ("applicant_id", "credit_score", "rating", "default_probability"))
    if found[:3] != _FIRST_OF_SAMPLE[:3] or not found[3].startswith(_FIRST_OF_SAMPLE[3]):
        raise _wrong("Scoring a file", f"the first applicant has {', '.join(found)}")
    if report.scored != report.rows:
        raise _wrong("Scoring a file", f"only {report.scored} of {report.rows} applicants have a score")
    return f"{report.scored} applicants; the first one's PD is {found[3]}, the score {found[1]}, as they must be"


def _wrong(step: str, found: str) -> CreditDeskError:
    return CreditDeskError(f"{step} does not work: {found}. Install this copy again.")


def _bring_up_to_date(folder: Path, _registry: Registry) -> str:
    """Open a fresh data folder, and one of the first format, which is backed up and brought to the present one."""
    fresh, old = folder / "fresh", folder / "old"
    for made in (fresh, old):
        made.mkdir()
    (old / "settings.ini").write_text("[window]\n", encoding="utf-8")
    backup = data_format.bring_up_to_date(old)
    if backup is None or not backup.is_file() or data_format.bring_up_to_date(fresh) is not None:
        raise _wrong("Bringing a data folder up to date", "there is no backup, or one of a fresh folder")
    return f"a fresh one opens; an old one was backed up and brought to format {data_format.FORMAT}"


def _make_demo(folder: Path, _registry: Registry) -> str:
    from core.portfolio.demo import write_demo

    return f"{len(write_demo(folder / 'demo', _BORROWERS))} files"


def _train(folder: Path, registry: Registry) -> str:
    """Search, keeping the trials in a database of its own, as the window does."""
    from core.portfolio.sources import read_folder
    from core.training.options import TrainingOptions
    from core.training.train import train

    tables, options = read_folder(folder / "demo"), TrainingOptions(trials=2, folds=3)
    result = train(tables, options, registry.active().scorecard, study=folder / "searches.sqlite")
    auc = result.candidate.metrics["auc"]
    if auc < _SMALLEST_AUC:
        raise ModelError(f"Training does not work: its model has an AUC of only {auc:.3f}. Install this copy again.")
    if unkept := [note for note in result.data_notes if "not kept" in note]:
        raise _wrong("Training", unkept[0].removesuffix("."))
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
    from app.paper.sandbox import MEND
    from app.paper.templates import Kind
    from core.catalogue import LANGUAGE_NAMES, Catalogue

    content = maker.content(Addressee("A. Applicant", "1"), Catalogue(), language, _DAY)
    for kind in Kind:
        target = folder / f"{kind}-{language}.pdf"
        try:
            sheet = making.make(kind, content, Letterhead(language=language), folder)
            printing.save_pdf(sheet, target)
        except CreditDeskError as error:
            raise _no_papers(str(error).removesuffix(MEND).rstrip()) from error
        _check_paper(f"{kind} in {LANGUAGE_NAMES[language]}", target.read_bytes(), sheet.document.toPlainText())
    return len(Kind)


def _check_paper(name: str, content: bytes, text: str) -> None:
    if not content.startswith(b"%PDF"):
        raise _no_papers(f"{name} is no PDF file.")
    if _LEFT_OVER.search(text):
        raise _no_papers(f"{name} has a placeholder left.")


def _no_papers(why: str) -> CreditDeskError:
    return CreditDeskError(f"Making papers does not work: {why} Install this copy again.")


def _draw_charts(folder: Path, _registry: Registry) -> str:
    """Draw each kind of chart as the window shows it, and one as each kind of file that it can be saved as."""
    from app.sample_charts import sample_charts
    from app.services import theme
    from app.services.colours import LIGHT
    from app.widgets.chart_rendering import Paper, render_file, render_image

    paper, charts = Paper(400, 300, 1.0, 96, theme.names(LIGHT), "DejaVu Sans", 10), sample_charts()
    if any(render_image(chart, paper, folder).isNull() for chart in charts):
        raise _wrong("Drawing charts", "one is empty")
    files = [kind for kind in ("png", "svg") if render_file(charts[0], paper, folder, kind)]
    return f"{len(charts)} drawn, one of them as {' and '.join(files)}"


_Step = Callable[[Path, Registry], str]
_STEPS: dict[str, _Step] = {
    "Parts": _load_parts,
    "Shipped model": _load_model,
    "Scoring a file": _score_sample,
    "Data folder": _bring_up_to_date,
    "Demo portfolio": _make_demo,
    "Training": _train,
    "Window": _open_window,
    "Charts": _draw_charts,
    "Making papers": _make_papers,
}
