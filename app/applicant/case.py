"""All that belongs to one applicant: what the form says, and what was kept of it on the pages beside it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from app.applicant import wording
from app.applicant.form import ApplicantForm
from app.applicant.terms import TERMS

SCENARIOS = "scenarios"
BESIDE = {SCENARIOS: "change of the scenarios"} | {
    item.name: f"typing in {wording.lowered(item.label)}" for item in TERMS
}
"""What stands beside the form, and what a step that changes it is called."""
NOTHING_BESIDE = dict.fromkeys(BESIDE, "")


class Case(QObject):
    """The form and what stands beside it as one state: it comes, goes and is remembered as a whole.

    Signals:
        changed: something else is held, or a field was left: by the name of the input, none where it was filled.
        beside_changed: what stands beside the form may be something else.
        typing_ended: what is typed beside the form from now on is another step.
        wanted: what stands beside the form under that name is to be shown.

    Attributes:
        form: what is typed.
    """

    changed = Signal(str)
    beside_changed = Signal()
    typing_ended = Signal()
    wanted = Signal(str)

    def __init__(self, form: ApplicantForm) -> None:
        super().__init__(form)
        self.form = form
        self._beside = dict(NOTHING_BESIDE)
        form.changed.connect(self.changed)
        form.help_changed.connect(self.typing_ended)

    def state(self) -> dict[str, str]:
        """Everything, by name of the input."""
        return self.form.state() | self._beside

    def put(self, state: Mapping[str, str]) -> None:
        """Hold a state; what stands beside the form stays where the state does not name it."""
        before = dict(self._beside)
        self._beside |= {name: state[name] for name in BESIDE if name in state}
        self.form.put({name: text for name, text in state.items() if name not in BESIDE})
        if self._beside != before:
            self.beside_changed.emit()

    def terms(self) -> dict[str, str]:
        """What is assumed of the applicant, as it was typed."""
        return {item.name: self._beside[item.name] for item in TERMS}

    def beside(self, name: str) -> str:
        """What stands beside the form; empty for nothing."""
        return self._beside[name]

    def put_beside(self, name: str, text: str, *, is_typing: bool = False) -> None:
        """Hold another text beside the form; all that is typed there without a break is one step."""
        if text == self._beside[name]:
            return
        self._beside[name] = text
        self.changed.emit(name if is_typing else "")
        self.beside_changed.emit()

    def shows(self, name: str) -> bool:
        """Whether there is an input of that name."""
        return name in BESIDE or self.form.shows(name)

    def focus(self, name: str) -> None:
        """Lead to an input."""
        if name in BESIDE:
            self.wanted.emit(name)
        else:
            self.form.focus(name)
