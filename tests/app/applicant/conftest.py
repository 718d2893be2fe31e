"""What tests of the Applicant tab stand on."""

import pytest
from pytestqt.qtbot import QtBot

from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from tests.app.applicant.officer import opened


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> ApplicantTab:
    """The tab as it opens the first time."""
    return opened(qtbot, desk)
