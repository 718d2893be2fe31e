"""The cut-off: one to be tried, and the best ones by cost."""

import numpy as np
from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.training.judging import cut_off
from app.training.judging.content import Content
from app.training.judging.cut_off_trial import CutOffTrial
from app.training.judging.evidence import Evidence, Rows
from app.training.judging.page import Page
from app.widgets.cut_off_scale import BINS, HIGHEST, LOWEST, Spread

_GONE = "A cut-off of your own can be tried right after a training, as long as the held-out loans are at hand."


class CutOffPage(Page):
    """Without the held-out rows the best cut-offs alone are shown.

    Attributes:
        trial: the cut-off to be tried.
    """

    def __init__(self, title: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(title, desk, parent)
        self.trial = CutOffTrial()
        self._top.addWidget(self.trial)

    def show_evidence(self, evidence: Evidence, content: Content) -> None:
        """Show a judgement."""
        super().show_evidence(evidence, content)
        self.trial.setVisible(evidence.rows is not None)
        if evidence.rows is None:
            self.show_words([*content.words, _GONE], content.basis)
        else:
            self.trial.show_rows(cut_off.ready(evidence), _spread(evidence.rows))


def _spread(rows: Rows) -> Spread:
    """How the PDs of the candidate spread on the scale; those beyond its ends are counted at the ends."""
    pd = np.clip(rows.candidate, 1e-9, 1.0 - 1e-9)
    places = np.clip(np.log(pd / (1.0 - pd)), LOWEST, HIGHEST)
    counts = [np.histogram(places[rows.y == outcome], BINS, (LOWEST, HIGHEST))[0].tolist() for outcome in (1, 0)]
    return Spread(*counts)
