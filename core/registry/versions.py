"""The models on this machine: immutable versions v1.0, v2.0 …, and which of them is active.

Shipped models lie in the program's own folder and are only read. Retrained and imported ones lie in the user's data
folder, each in its own ``models/vN.0/scorecard.json``; ``models/active.json`` names the active one and those before
it. A version appears by renaming a finished folder, and the active one changes by replacing a finished file, so a
process killed at any moment leaves the old state or the new.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.errors import CreditDeskError, ModelError
from core.registry import choosing, judgements, storage
from core.registry.choosing import Choice
from core.scorecard import Scorecard

if TYPE_CHECKING:  # needed for a list of versions, but not to open the window
    from core.evaluation.judgement import Judgement  # imports scipy, which would keep the window from opening
    from core.registry.listing import Version
    from core.registry.notes import Note


class Active(NamedTuple):
    """The model to score with, and what a person should know when it is not the one that was chosen."""

    scorecard: Scorecard
    notice: str | None = None


class Registry:
    """The shipped models and those in the user's data folder, as one list of versions.

    Args:
        home: the user's data folder; made when the first model is saved or activated.
        shipped: the program's ``models`` folder.
    """

    def __init__(self, home: Path, shipped: Path) -> None:
        self._folder = home / "models"
        self._shipped = shipped
        self._choice_file = self._folder / "active.json"

    @property
    def folder(self) -> Path:
        """The user's folder of models, where each change of the versions or the choice shows; it may not be there."""
        return self._folder

    def versions(self) -> "list[Version]":
        """All versions, newest last; a damaged one is among them with its problem."""
        active, before = "", frozenset[str]()
        with suppress(ModelError):
            active = self.active().scorecard.version
            before = self._choice().used
        return [self._version(name, path, active, before) for name, path in self._paths().items()]

    def load(self, name: str) -> Scorecard:
        """Read a version and check its golden rows.

        Raises:
            ModelError: there is no such version, or it is damaged, altered or made by a newer program.
            FileError: its file is missing or cannot be read.
        """
        path = self._path(name)
        try:
            return storage.load(name, path)
        except ModelError as error:
            raise ModelError(f"The model {name} in {path.parent} cannot be used. {error}") from error

    def active(self) -> Active:
        """The model to score with.

        When the chosen one cannot be used, one that was active before takes its place, else a shipped one, else the
        newest that can be used, and the notice says so.

        Raises:
            ModelError: not one model can be used.
        """
        try:
            choice = self._choice()
        except ModelError as error:
            return self._stand_in((), str(error))
        try:
            return Active(storage.load(choice.active, self._path(choice.active)))
        except CreditDeskError as error:
            return self._stand_in(choice.previous, f"The active model {choice.active} cannot be used: {error}")

    def note(self, name: str, text: str, author: str = "") -> "Note":
        """Write a note about a version, which can be damaged; see ``core.registry.notes.add`` for further errors.

        Raises:
            ModelError: there is no such version.
        """
        from core.registry import notes

        self._path(name)
        return notes.add(self._folder, name, text, author)

    def notes(self, name: str) -> "tuple[Note, ...]":
        """What people wrote about a version, oldest first."""
        from core.registry import notes

        return notes.read(self._folder, name)

    def judgement(self, name: str) -> "Judgement | None":
        """All that was told of a version on held-out rows when it was trained.

        None for an imported one, and for one that was judged before judgements were kept.

        Raises:
            ModelError: there is no such version, or its judgement is damaged, altered or made by a newer program.
            FileError: its judgement cannot be read.
        """
        return judgements.read(self._path(name).parent, name)

    def save(self, scorecard: Scorecard, author: str = "", judgement: "Judgement | None" = None) -> Scorecard:
        """Keep a model under the next free version; the active one stays active.

        Args:
            scorecard: its ``version`` is replaced.
            author: who made it or takes it in; kept with it.
            judgement: all that was told of it on held-out rows; kept with it.

        Returns:
            The scorecard as it was read back from the disk.

        Raises:
            FileError: the data folder cannot be written, or is full.
            ModelError: the model does not give the answers its golden rows promise, or it or its judgement holds
                values that are no numbers.
        """
        from core.registry import notes

        if author:
            scorecard = replace(scorecard, provenance={**scorecard.provenance, "author": author})

        def beside(version: str) -> dict[str, str]:
            return {judgements.FILE: judgements.text_of(judgement, version)} if judgement else {}

        return storage.add(self._folder, scorecard, self._shipped, beside=beside, taken=notes.about(self._folder))

    def activate(self, name: str, reason: str = "", author: str = "") -> Scorecard:
        """Make a version the active one, after checking that it can be used; see ``load`` for further errors.

        Args:
            name: of the version.
            reason: why it is used though it does not pass its gates; kept as a note.
            author: who says so.

        Raises:
            ModelError: it does not pass its gates, and nobody gave a reason.
            FileError: the data folder cannot be written.
        """
        from core.evaluation import gates

        scorecard = self.load(name)
        if gates.blocking(scorecard):
            if not reason.strip():
                raise ModelError(gates.refusal(scorecard))
            self.note(name, f"Put into use though it does not pass its gates, because: {reason}", author)
        try:
            choice = self._choice()
        except ModelError:
            choice = Choice(name)
        if choice.active != name:
            choice = choice.then(name)
        self._choose(choice)
        return scorecard

    def roll_back(self) -> str:
        """Go back to the model that was active before, passing over any that cannot be used; returns its name.

        Raises:
            ModelError: there is none.
            FileError: the data folder cannot be written.
        """
        before = self._before()
        if before is None:
            raise ModelError("There is no earlier model to go back to. Activate one from the list of versions.")
        self._choose(before)
        return before.active

    def earlier(self) -> str:
        """The version that ``roll_back`` would go back to; empty where there is none."""
        with suppress(ModelError):
            before = self._before()
            return before.active if before else ""
        return ""

    def delete(self, name: str, author: str = "") -> None:
        """Remove a version for good; its number is not given again, and what people wrote about it is kept.

        Raises:
            ModelError: there is no such version, it is in use, or it came with the program.
            FileError: the data folder cannot be written.
        """
        path = self._path(name)
        if name in self._must_stay():
            raise ModelError(f"{name} is in use and was not deleted. Put another version into use first.")
        if self._is_shipped(path):
            raise ModelError(f"{name} came with the program, which only reads it, and was not deleted. Leave it there.")
        self.note(name, "Deleted.", author)
        storage.remove(self._folder, name)

    def _version(self, name: str, path: Path, active: str, before: frozenset[str]) -> "Version":
        from core.registry import listing

        shipped = self._is_shipped(path)
        status = listing.status(name, active, before, shipped=shipped)
        version = listing.Version(name, path, shipped, name == active, status, notes=self.notes(name))
        try:
            return replace(version, **listing.told(storage.load(name, path)))
        except CreditDeskError as error:
            return replace(version, status=listing.Status.DAMAGED, problem=str(error))

    def _paths(self) -> dict[str, Path]:
        return storage.paths(self._shipped, self._folder)

    def _path(self, name: str) -> Path:
        paths = self._paths()
        if name not in paths:
            raise ModelError(f"There is no model {name}. Choose one of: {', '.join(paths) or 'none is installed'}.")
        return paths[name]

    def _stand_in(self, previous: tuple[str, ...], problem: str) -> Active:
        for name, path in self._stand_ins(previous):
            scorecard = storage.usable(name, path)
            if scorecard:
                return Active(scorecard, f"{problem} Meanwhile {name} is used; activate the model you want.")
        raise ModelError(f"{problem} No other model can be used: install the program again, or import a model.")

    def _stand_ins(self, previous: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
        """Models to try in place of the active one: somebody chose the first ones, nobody the last ones."""
        paths, shipped = self._paths(), storage.paths(self._shipped)
        yield from ((name, paths[name]) for name in reversed(previous) if name in paths)
        yield from reversed(shipped.items())
        yield from reversed(paths.items())

    def _before(self) -> Choice | None:
        paths = self._paths()
        return choosing.before(self._choice(), lambda name: name in paths and bool(storage.usable(name, paths[name])))

    def _choice(self) -> Choice:
        """What was chosen; the newest shipped model, until somebody activates another."""
        shipped = [name for name, path in self._paths().items() if self._is_shipped(path)]
        return choosing.read(self._choice_file) or choosing.first_of(shipped)

    def _choose(self, choice: Choice) -> None:
        storage.make(self._folder)
        choosing.write(self._choice_file, choice)

    def _is_shipped(self, path: Path) -> bool:
        return path.parent.parent == self._shipped

    def _must_stay(self) -> set[str]:
        """The versions that are in use: the chosen one, and what stands in for it."""
        found = set[str]()
        with suppress(ModelError):
            found.add(self._choice().active)
        with suppress(ModelError):
            found.add(self.active().scorecard.version)
        return found
