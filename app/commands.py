"""What each command of the command line does; each imports the part of core it needs, and only that."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import DONE
from app.console import progress, say, say_json, warn
from app.model_options import author_of
from app.reading_options import choices_of
from app.services import data_format, paths, reasons
from app.services.kept_settings import KeptSettings
from app.services.policy import policy_of
from app.table_options import read_dated_tables
from core import catalogue
from core.batch import naming
from core.errors import InputError, ModelError
from core.evaluation import gates
from core.explanation import Explainer
from core.progress import part_of
from core.registry.versions import Registry
from core.scorecard import Scorecard

if TYPE_CHECKING:
    from core.batch.export.scoring import Score
    from core.batch.keeping import Keeper
    from core.batch.report import BatchReport
    from core.progress import Report
    from core.training.options import TrainingOptions
    from core.training.result import TrainingResult


_ROOM_FOR_A_MODEL = 1 << 22
_READ = 0.1
"""Share of training that reading the tables takes."""


def open_registry(options: argparse.Namespace) -> Registry:
    """The registry of the data folder that the call names; it need not be writable, for most commands only read.

    Raises:
        FileError: the folder is of a newer program.
    """
    folder = paths.data_folder(options.home)
    data_format.check(folder)
    return Registry(folder, paths.models_folder())


def _registry_to_change(options: argparse.Namespace, room: int = 0) -> Registry:
    """The registry for a command that writes in the data folder, which is brought up to date as the window does.

    Raises:
        FileError: the folder cannot be written, or is of a newer program.
    """
    folder = paths.writable_data_folder(options.home, room)
    backup = data_format.bring_up_to_date(folder)
    if backup is not None:
        warn(data_format.told(backup))
    return Registry(folder, paths.models_folder())


def score(options: argparse.Namespace) -> int:
    """``score FILE``: every row of a file gets a score or a reason why not."""
    from core.batch.pipeline import score_file

    target = options.output or naming.scored_name(options.file)
    is_text, choices = naming.is_text(target), choices_of(options)
    scorecard = _model(open_registry(options), options.model)
    wishes = {"choices": choices, "explainer": _explainer(options, scorecard), "reasons": options.reasons}

    def score_text(path: Path, keeper: "Keeper | None", report: "Report") -> "BatchReport":
        return score_file(options.file, path, scorecard, keeper=keeper, report=report, **wishes)

    with progress() as report:
        if is_text:
            answer = score_text(target, None, report)
        else:
            answer = _score_into(options, target, scorecard, score_text, report)
    policy = policy_of(KeptSettings(paths.data_folder(options.home)))
    if options.json:
        say_json(answer.to_dict(policy))
    else:
        say(*answer.lines(policy))
    return DONE


def _score_into(
    options: argparse.Namespace, target: Path, scorecard: Scorecard, score_text: "Score", report: "Report"
) -> "BatchReport":
    """Score into a workbook or a Parquet file; a person is told what it could not hold."""
    from core.batch.export.options import Options
    from core.batch.export.scoring import score_into

    answer, notices = score_into(options.file, target, scorecard, score_text, Options(defuse=options.defuse), report)
    for notice in notices:
        warn(notice)
    return answer


def _model(registry: Registry, version: str | None) -> Scorecard:
    return registry.load(version) if version is not None else _active(registry)


def _active(registry: Registry) -> Scorecard:
    """The model in use; a person is told when it is not the one that was chosen."""
    active = registry.active()
    if active.notice:
        warn(active.notice)
    return active.scorecard


def _explainer(options: argparse.Namespace, scorecard: Scorecard) -> Explainer:
    """Finds and words reasons as was chosen in the window over the same data folder."""
    folder = paths.data_folder(options.home)
    kept = catalogue.read(folder)
    if kept.notice:
        warn(kept.notice)
    return Explainer(scorecard, reasons.chosen_population(folder), reasons.in_english(kept))


def train(options: argparse.Namespace) -> int:
    """``train``: a new version from three tables, judged on held-out rows beside the active model."""
    chosen = _chosen(options)
    if options.report:
        from app.data_report import tell

        return tell(options, chosen.factors)
    reason = _reason(options)
    registry = _registry_to_change(options, _ROOM_FOR_A_MODEL)
    rival = _rival(registry)
    with progress() as report:
        tables = read_dated_tables(options, part_of(report, 0.0, _READ))
        from core.training.train import train as train_model  # takes seconds, and not before anything is refused

        study = paths.studies(paths.data_folder(options.home)) if options.resume else None
        result = train_model(tables, chosen, rival, part_of(report, _READ, 1.0), study=study)
    return _keep(options, registry, result, reason)


def _keep(options: argparse.Namespace, registry: Registry, result: "TrainingResult", reason: str) -> int:
    """Save a trained model, put it into use where that is wished and allowed, and tell all of it."""
    saved = registry.save(result.signed(reason), author_of(options), result.judgement)
    is_used = options.activate and not gates.blocking(saved)
    if is_used:
        registry.activate(saved.version)
    if options.json:
        say_json({**result.to_dict(saved.version), "activated": is_used})
    else:
        say(*result.lines(), _saved(saved.version, active=is_used))
    if options.activate and not is_used:
        raise ModelError(gates.refusal(saved))
    return DONE


def _reason(options: argparse.Namespace) -> str:
    """Why a model is used that does not pass its gates; empty where nobody gave a reason."""
    if options.reason is None:
        return ""
    if not options.activate:
        raise InputError("--reason says why a model is used: give it together with --activate.")
    if not options.reason.strip():
        raise InputError("--reason is empty. Say in words why the model may be used, for it is kept with the model.")
    return str(options.reason).strip()


def _chosen(options: argparse.Namespace) -> "TrainingOptions":
    from core.training.options import TEST_FRACTION, TRIALS, TrainingOptions

    _refuse_without_effect(options)
    trials = TRIALS if options.trials is None else options.trials
    held_out = TEST_FRACTION if options.held_out is None else options.held_out
    return TrainingOptions(
        options.preset, options.features, trials, options.folds, options.resampling, options.seed,
        options.split, held_out, options.since, options.monotone, options.minutes,
    )  # fmt: skip


def _refuse_without_effect(options: argparse.Namespace) -> None:
    """Refuse options that would be ignored, as the window hides them."""
    for name in ("trials", "minutes"):
        if options.preset == "reference" and getattr(options, name) is not None:
            raise InputError(f"--{name} limits a search, and --preset reference searches nothing. Leave one out.")
    if options.since is not None and options.held_out is not None:
        raise InputError("--since and --held-out both say which loans are held out. Leave one out.")


def _rival(registry: Registry) -> Scorecard | None:
    """The active model; none where not one can be used, for a new one is then what helps."""
    try:
        return _active(registry)
    except ModelError as error:
        warn(f"There is no model to compare with: {error}")
        return None


def _saved(version: str, *, active: bool) -> str:
    if active:
        return f"Saved as {version} and in use from now on. To go back: models rollback."
    return f"Saved as {version}; the model in use has not changed. To use it: models activate {version}."


def models(options: argparse.Namespace) -> int:
    """``models``: what versions there are, which is in use, and moving them in and out."""
    from app import model_commands

    is_change = model_commands.is_change(options)
    return model_commands.run(_registry_to_change(options) if is_change else open_registry(options), options)


def demo(options: argparse.Namespace) -> int:
    """``demo DIR``: the demo portfolio, for trying out and for training the shipped model."""
    from core.portfolio.demo import write_demo

    with progress() as report:
        written = write_demo(options.folder, options.rows, options.seed, report)
    say(*(str(path) for path in written))
    return DONE
