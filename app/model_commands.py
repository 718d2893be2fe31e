"""What each action of the ``models`` command does."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from app import display
from app.cli import DONE
from app.console import progress, say, say_json
from app.model_options import author_of
from app.reading_options import mapping_of
from app.services import paths
from app.table_options import read_tables
from core.progress import part_of
from core.registry.listing import Status, Version
from core.registry.notes import Note
from core.registry.versions import Registry
from core.scorecard import Scorecard


def is_change(options: argparse.Namespace) -> bool:
    """Whether the action that the call names changes what is in the data folder."""
    return options.action in _CHANGES or (options.action == "note" and options.text is not None)


def run(registry: Registry, options: argparse.Namespace) -> int:
    """Do the action that the call names, and say what came of it."""
    answer, lines = _ACTIONS[options.action](registry, options)
    if options.json:
        say_json(answer)
    elif lines:
        say(*lines)
    return DONE


def _list(registry: Registry, _options: argparse.Namespace) -> "Answer":
    versions = registry.versions()
    return {"models": [version.to_dict() for version in versions]}, [_line(version) for version in versions]


def _line(version: Version) -> str:
    mark = "*" if version.active else " "
    auc = f"AUC {version.metrics['auc']:.4f}" if "auc" in version.metrics else ""
    calibrated = "" if version.calibrated or version.problem else "uncalibrated"
    note = f"“{version.notes[-1].text}”" if version.notes else ""
    shipped = "shipped" if version.shipped and version.status is not Status.SHIPPED else ""
    told = ", ".join(filter(None, [version.problem or version.status, shipped, calibrated, _by(version), note]))
    return f"{mark} {version.name:<7} {version.created[:10]:<10} {auc:<10} {told}".rstrip()


def _by(version: Version) -> str:
    rows = f"{version.rows:,} rows" if version.rows else ""
    return " ".join(filter(None, [rows, f"by {version.author}" if version.author else ""]))


def _compare(registry: Registry, options: argparse.Namespace) -> "Answer":
    from core.registry.comparison import compare

    comparison = compare(registry.load(options.first), registry.load(options.second))
    return comparison.to_dict(), comparison.lines()


def _note(registry: Registry, options: argparse.Namespace) -> "Answer":
    if options.text is not None:
        registry.note(options.model, options.text, author_of(options))
    notes = registry.notes(options.model)
    return {"version": options.model, "notes": [asdict(note) for note in notes]}, list(map(_noted, notes))


def _show(registry: Registry, options: argparse.Namespace) -> "Answer":
    scorecard, notes = registry.load(options.model), registry.notes(options.model)
    lines = [f"{scorecard.version}, made {scorecard.created}", f"Factors: {', '.join(scorecard.factors)}"]
    lines += [f"{name:<22} {value:.6g}" for name, value in scorecard.metrics.items()]
    lines += _gates(scorecard.provenance.get("gates"))
    lines += [f"{name}: {value}" for name, value in scorecard.provenance.items() if name != "gates"]
    return {**_shown(scorecard), "notes": [asdict(note) for note in notes]}, [*lines, *map(_noted, notes)]


def _gates(kept: object) -> list[str]:
    """The verdict of each gate, as far as it was kept as this program keeps it."""
    found = [gate for gate in kept if isinstance(gate, dict)] if isinstance(kept, list) else []
    return [
        f"{'passed' if gate.get('passed') else 'not passed'}: {gate.get('name')}: {gate.get('sentence')}"
        for gate in found
    ]


def _noted(note: Note) -> str:
    return f"{note.at[:10]} {note.author}: {note.text}"


def _shown(scorecard: Scorecard) -> dict[str, Any]:
    return {
        "version": scorecard.version,
        "created": scorecard.created,
        "factors": list(scorecard.factors),
        "calibrated": scorecard.calibration.calibrated,
        "metrics": scorecard.metrics,
        "provenance": scorecard.provenance,
    }


def _activate(registry: Registry, options: argparse.Namespace) -> "Answer":
    version = registry.activate(options.model, options.reason or "", author_of(options)).version
    return {"active": version}, [f"{version} is in use from now on."]


def _roll_back(registry: Registry, _options: argparse.Namespace) -> "Answer":
    version = registry.roll_back()
    return {"active": version}, [f"{version} is in use again."]


def _delete(registry: Registry, options: argparse.Namespace) -> "Answer":
    registry.delete(options.model, author_of(options))
    return {"deleted": options.model}, [f"{options.model} was deleted; its notes are kept."]


def _import(registry: Registry, options: argparse.Namespace) -> "Answer":
    from core.registry.notebook import import_artifact

    saved = registry.save(replace(import_artifact(options.file, mapping_of(options)), version=""), author_of(options))
    calibrated = saved.calibration.calibrated
    line = f"Imported as {saved.version}; the model in use has not changed."
    if not calibrated:
        line += f" It is uncalibrated: its PD is the balanced probability. To fit it: models calibrate {saved.version}."
    renamed = saved.provenance.get("renamed_columns", {})
    answer = {"version": saved.version, "calibrated": calibrated, "renamed_columns": renamed}
    return answer, [line, *(f"Its column {theirs} is {ours} here." for ours, theirs in renamed.items())]


def _calibrate(registry: Registry, options: argparse.Namespace) -> "Answer":
    scorecard = registry.load(options.model)
    with progress() as report:
        tables = read_tables(options, part_of(report, 0.0, 0.5))
        from core.training.recalibration import calibrate  # takes a second, and not before anything is refused

        fitted = calibrate(tables, scorecard, part_of(report, 0.5, 1.0))
    saved = registry.save(replace(fitted, version=""), author_of(options))
    slope = saved.metrics["calibration_slope"]
    told = f"its mean PD is {saved.metrics['mean_pd']:.4f} where {saved.metrics['default_rate']:.4f} defaulted"
    line = f"Saved as {saved.version}; on borrowers held out {told}, calibration slope {slope:.2f}."
    return {"version": saved.version, "calibrated": True, "metrics": saved.metrics}, [line]


def _card(registry: Registry, options: argparse.Namespace) -> "Answer":
    target = options.output or Path(f"model_card_{options.model}.html")
    scorecard = registry.load(options.model)
    with _papers() as cards:
        cards.save(cards.told(registry, scorecard), target)
    return {"version": options.model, "file": str(target)}, [str(target)]


@contextmanager
def _papers() -> Iterator[ModuleType]:
    """What makes model cards, with as much of Qt as papers need."""
    try:
        from app.paper import model_card as cards
    except ImportError as error:
        raise display.no_library(error) from error
    application = cards.without_window()
    yield cards
    del application


def _pack(registry: Registry, options: argparse.Namespace) -> "Answer":
    from core.registry.pack.contents import pack_of

    pack = pack_of(registry, options.model)
    with _papers(), progress() as report:
        from app.paper import validation_pack

        targets = [options.output] if options.output else [Path(name) for name in validation_pack.names(options.model)]
        for place, target in enumerate(targets):
            part = part_of(report, place / len(targets), (place + 1) / len(targets))
            validation_pack.save(pack, target, _cache(options), part)
    written = [str(target) for target in targets]
    return {"version": options.model, "files": written}, written


def _cache(options: argparse.Namespace) -> Path:
    """Where matplotlib keeps its list of fonts, as the window has it."""
    return paths.data_folder(options.home) / "cache"


def _export(registry: Registry, options: argparse.Namespace) -> "Answer":
    from core.registry.notebook import export_notes, export_version

    scorecard = registry.load(options.model)
    with _papers(), progress() as report:
        from app.paper import exports

        beside, left_out = exports.beside(registry, scorecard, _cache(options), report)
        files = export_version(scorecard, options.folder, beside)
    written = [str(path) for path in files]
    notes = [*export_notes(scorecard), *left_out]
    return {"files": written, "notes": notes}, [*written, *notes]


Answer = tuple[dict[str, Any], list[str]]
"""What an action found or did, for a script and for a person."""
_CHANGES = {"activate", "rollback", "delete", "calibrate", "import"}
_ACTIONS: dict[str, Callable[[Registry, argparse.Namespace], Answer]] = {
    "list": _list,
    "show": _show,
    "activate": _activate,
    "rollback": _roll_back,
    "delete": _delete,
    "compare": _compare,
    "calibrate": _calibrate,
    "card": _card,
    "pack": _pack,
    "note": _note,
    "import": _import,
    "export": _export,
}
