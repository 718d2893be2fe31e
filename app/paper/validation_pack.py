"""Validation packs as files: a workbook to compute with, a PDF file to sign."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.paper import pack_document
from app.paper.numbered import save_numbered_pdf
from core.errors import InputError
from core.progress import Report, part_of, silent
from core.registry.pack.tables import Pack

_NAME = "validation_pack"
_DRAWN = 0.9
"""Share of the work after which all charts are drawn."""


def names(version: str) -> tuple[str, str]:
    """The usual names of both files of a version."""
    return f"{_NAME}_{version}.xlsx", f"{_NAME}_{version}.pdf"


def save(pack: Pack, target: Path, cache_folder: Path, report: Report = silent) -> None:
    """Write the pack as the name of the file asks for; Qt must be able to set text, as ``without_window`` sees to.

    Args:
        pack: as ``core.registry.pack.contents`` puts it together.
        target: a path that ends in .xlsx or .pdf.
        cache_folder: where matplotlib may keep its list of fonts.
        report: told the progress; may cancel.

    Raises:
        InputError: the name ends in something else.
        FileError: the file cannot be written.
    """
    match target.suffix.lower():
        case ".xlsx":
            _save_workbook(pack, target, report)
        case ".pdf":
            _save_pdf(pack, cache_folder, target, report)
        case _:
            raise InputError(f"{target.name} is no name for a validation pack. End it in .xlsx or .pdf.")


def writers(pack: Pack, cache_folder: Path, report: Report = silent) -> dict[str, Callable[[Path], object]]:
    """What writes the pack beside an export, by the names of the files."""
    return {
        f"{_NAME}.xlsx": partial(_save_workbook, pack),
        f"{_NAME}.pdf": partial(_save_pdf, pack, cache_folder, report=report),
    }


def _save_workbook(pack: Pack, target: Path, report: Report = silent) -> None:
    from core.registry.pack.workbook import write_workbook  # imports what packs workbooks, which a PDF does not need

    write_workbook(pack, target, report)


def _save_pdf(pack: Pack, cache_folder: Path, target: Path, report: Report = silent) -> None:
    documents = pack_document.documents(pack, cache_folder, part_of(report, 0.0, _DRAWN))
    save_numbered_pdf(pack.title, documents, target, part_of(report, _DRAWN, 1.0))
