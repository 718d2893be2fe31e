"""Writes the letters of many applicants in a job: as one PDF file, or as one file each in a new folder."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.batch.recipients import AT_ONCE, Applicant, applicants
from app.paper import making, printing, words
from app.paper.bundle import Bundle
from app.paper.content import LoanTerms, PaperContent
from app.paper.fonts import PaperFonts
from app.paper.letterhead import Letterhead, Logo
from app.paper.naming import file_name, free_name
from app.paper.printing import Sheet
from app.paper.templates import Kind
from app.services.jobs import Task
from core import unfinished
from core.affordability import Policy
from core.catalogue import Catalogue
from core.errors import CreditDeskError, FileError
from core.files import atomic_path
from core.progress import Report

if TYPE_CHECKING:
    from core.batch.kept.rows import KeptRows

NAMES = {Kind.DECLINE: "decline letters", Kind.APPROVAL: "approval letters"}


@dataclass(frozen=True)
class Columns:
    """Positions of the columns that say whom a letter is about; None for none.

    Attributes:
        reference: of the application, also for the names of files.
        name: of the applicant.
    """

    reference: int | None = None
    name: int | None = None


@dataclass(frozen=True)
class Stationery:
    """What all letters have in common.

    Attributes:
        head: whose letters they are, and in which language.
        logo: read once, so that a file has it once.
        fonts: of this computer.
        catalogue: of reasons.
        data_folder: where a bank's own templates may be.
        today: the date of the letters.
    """

    head: Letterhead
    logo: Logo
    fonts: PaperFonts
    catalogue: Catalogue
    data_folder: Path
    today: date


@dataclass(frozen=True)
class Mailing:
    """Letters to write.

    Attributes:
        kept: the file they are about.
        rows: those who get one, by their numbers.
        kind: of the letters.
        policy: with the rate of interest that is offered.
        columns: who they are about.
        stationery: what they have in common.
    """

    kept: "KeptRows"
    rows: Sequence[int]
    kind: Kind
    policy: Policy
    columns: Columns
    stationery: Stationery

    @property
    def title(self) -> str:
        """What the letters are together."""
        return f"{self.kept.report.source.stem} {NAMES[self.kind]}"


@dataclass(frozen=True)
class Posted:
    """Letters that were written.

    Attributes:
        path: of the file, or of the folder.
        letters: how many.
        pages: of all of them.
        notices: what they had to go without, as sentences.
    """

    path: Path
    letters: int
    pages: int
    notices: tuple[str, ...]


def writing(mailing: Mailing, target: Path, *, apart: bool) -> Task:
    """The task of writing letters; its result is ``Posted``.

    Args:
        mailing: the letters.
        target: a PDF file, or a folder that is not there yet.
        apart: whether each gets a file of its own.
    """
    return partial(_posted, _write_apart if apart else _write_together, mailing, target)


class _Letters:
    """The letters as they are made, each given away at once."""

    def __init__(self, mailing: Mailing, report: Report) -> None:
        self._mailing, self._report = mailing, report
        self.notices: tuple[str, ...] = ()
        self.count = 0

    def __iter__(self) -> Iterator[tuple[str, Sheet]]:
        """The name of a file, by the reference, or by the row where there is none; and the letter."""
        mailing, total = self._mailing, len(self._mailing.rows)
        for start in range(0, total, AT_ONCE):
            for applicant, name, reference in _about(mailing, mailing.rows[start : start + AT_ONCE]):
                self._report(self.count / total, f"Wrote {self.count:,} of {total:,} letters")
                sheet = self._sheet(applicant, name, reference)
                self.count, self.notices = self.count + 1, sheet.notices
                yield f"{mailing.kind} {file_name(reference) or f'row {mailing.kept.line(applicant.row)}'}", sheet

    def _sheet(self, applicant: Applicant, name: str, reference: str) -> Sheet:
        use, kind = self._mailing.stationery, self._mailing.kind
        content = _content(self._mailing, applicant, name, reference)
        return making.make(kind, content, use.head, use.data_folder, use.fonts, use.logo)


def _about(mailing: Mailing, rows: Sequence[int]) -> Iterator[tuple[Applicant, str, str]]:
    """The applicants of some rows with their names and references."""
    numbers = np.asarray(rows)
    frame = mailing.kept.frame(numbers)
    texts = [
        [""] * len(rows) if place is None else frame[str(place)].to_list()
        for place in (mailing.columns.name, mailing.columns.reference)
    ]
    for applicant, name, reference in zip(applicants(mailing.kept, numbers, mailing.policy), *texts, strict=True):
        if applicant is not None:
            yield applicant, name, reference.strip()


def _content(mailing: Mailing, applicant: Applicant, name: str, reference: str) -> PaperContent:
    use, language = mailing.stationery, mailing.stationery.head.language
    band = mailing.kept.scorecard.bands[applicant.band]
    return PaperContent(
        date=use.today,
        model=mailing.kept.report.model,
        name=name,
        reference=reference,
        score=applicant.score,
        rating=words.verdict(band.rating, language),
        decision=words.verdict(band.decision, language),
        reasons=tuple(use.catalogue.text(name, language) for name in applicant.reasons),
        policy=tuple(words.policy(breach, language) for breach in applicant.breaches),
        loan=None if applicant.loan is None else LoanTerms.of(applicant.loan),
    )


def _posted(write: Callable[[Mailing, Path, Report], Posted], mailing: Mailing, target: Path, report: Report) -> Posted:
    """Write; an error is told anew, since its traceback would take letters of Qt out of the thread of the job."""
    try:
        return write(mailing, target, report)
    except CreditDeskError as error:
        kind, words_of_it = type(error), str(error)
    raise kind(words_of_it)


def _write_together(mailing: Mailing, target: Path, report: Report) -> Posted:
    letters = _Letters(mailing, report)
    with atomic_path(target) as part:
        with Bundle(part, mailing.title) as bundle:
            for _, sheet in letters:
                bundle.add(sheet)
        report(1.0, f"Wrote {letters.count:,} letters")  # the last chance to cancel, for then the old file is replaced
    return Posted(target, letters.count, bundle.pages, letters.notices)


def _write_apart(mailing: Mailing, folder: Path, report: Report) -> Posted:
    """The folder takes its name when all letters are in it."""
    part = folder.parent / unfinished.new_name()
    try:
        unfinished.sweep(folder.parent)
        part.mkdir()
        letters = _Letters(mailing, report)
        pages = _fill(part, letters)
        report(1.0, f"Wrote {letters.count:,} letters")
        part.rename(folder)
    except OSError as error:
        raise FileError(
            f"The letters could not be written in {folder.parent} ({error.strerror or error}). Choose another folder, "
            "or free some space."
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Posted(folder, letters.count, pages, letters.notices)


def new_folder(mailing: Mailing, parent: Path) -> Path:
    """Where letters go that are files of their own: a folder that is not there yet, so that none is mixed up or lost.

    Raises:
        FileError: the folder that it is to be in cannot be read.
    """
    try:
        taken = {path.name.casefold() for path in parent.iterdir()}
    except OSError as error:
        raise FileError(f"{parent} cannot be read ({error.strerror}). Choose another folder.") from error
    return parent / free_name(file_name(mailing.title), taken)


def _fill(folder: Path, letters: "_Letters") -> int:
    """Write each letter into a folder; how many pages they have."""
    pages, taken = 0, set[str]()
    for name, sheet in letters:
        free = free_name(name, taken)
        taken.add(free.casefold())
        printing.save_pdf(sheet, folder / f"{free}.pdf")
        pages += sheet.document.pageCount()
    return pages
