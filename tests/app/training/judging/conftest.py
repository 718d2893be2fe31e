"""A judgement that is made in no time, and its pages on show."""

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.judging.evidence import Evidence, Rows
from app.training.judging.pages import JudgementPages
from core.evaluation.stability import Bin, Characteristic, compare
from core.scoring import logistic
from tests.core.factories import curve_scorecard
from tests.core.judged import answers_of, blunter, held_out, judgement

ROWS = 1_000


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    """Two models on a thousand made-up loans, the candidate the better one."""
    found = held_out(ROWS)
    cards = curve_scorecard(), blunter()
    pds = [logistic(answers_of("", card, found).log_odds) for card in cards]
    rows = Rows(np.asarray(found.y), *pds)
    made = judgement(ROWS)
    spread = (
        (Bin("below 40", 700, 330), Bin("40 and more", 300, 670)),
        (Bin("Owned", 500, 510), Bin("Rented", 500, 490)),
    )
    shifts = compare([Characteristic(name, bins) for name, bins in zip(("age", "residence_type"), spread, strict=True)])
    made = replace(made, candidate=replace(made.candidate, shifts=shifts))
    return Evidence(made, drawn="drawn at random", rows=rows, notes=("Joined on cust_id.",))


@pytest.fixture
def pages(qtbot: QtBot, desk: Desk, evidence: Evidence) -> JudgementPages:
    """The pages on show, the first one in front."""
    pages = JudgementPages(desk)
    qtbot.addWidget(pages)
    pages.resize(1000, 700)
    with qtbot.waitExposed(pages):
        pages.show()
    pages.show_evidence(evidence)
    return pages
