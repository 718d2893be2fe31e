"""Where the result of a file goes: beside it, or where the user wants it, and never over a file of others unasked."""

from collections.abc import Collection
from pathlib import Path

from app.batch.memory import Memory
from app.services.dialogs import Dialogs
from core.batch.naming import scored_name

ELSEWHERE, REPLACE, CANCEL = "Save elsewhere…", "Replace it", "Cancel"
CSV = ("CSV file (*.csv)",)


class Targets:
    """Finds a place for a result, with the user's help where that is needed."""

    def __init__(self, dialogs: Dialogs, memory: Memory) -> None:
        self._dialogs, self._memory = dialogs, memory

    def place(self, source: Path, taken: Collection[Path] = ()) -> Path | None:
        """The place of the result of a file; None when the user thinks better of it.

        Args:
            source: the file.
            taken: places that the results of other files are going to have.
        """
        if self._memory.asks_where:
            return self.elsewhere(source)
        target = scored_name(source)
        if target in taken:  # a.csv and a.xlsx
            target = target.with_name(f"{source.name}_scored.csv")
        return self.again(target)

    def elsewhere(self, source: Path) -> Path | None:
        """The place that the user chooses."""
        return self._dialogs.save_file("results", "Save the scored file", CSV, scored_name(source))

    def again(self, target: Path) -> Path | None:
        """This very place; what others wrote or changed there is replaced only with consent."""
        if not target.exists() or self._memory.is_own(target):
            return target
        question = f"{target.name} is already in {target.parent}. Replacing it cannot be undone."
        answer = self._dialogs.ask("Replace the file?", question, (ELSEWHERE, REPLACE, CANCEL))
        if answer == ELSEWHERE:
            return self._dialogs.save_file("results", "Save the scored file", CSV, target)
        return target if answer == REPLACE else None
