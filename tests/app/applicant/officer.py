"""What an officer does at the Applicant tab, with keys and clicks."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from core.registry.versions import Registry
from core.schema import field
from core.scorecard import Scorecard
from core.scoring import Scorer, Scores


def opened(qtbot: QtBot, desk: Desk) -> ApplicantTab:
    tab = ApplicantTab(desk)
    tab.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(tab)
    tab.resize(1200, 900)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


def entry(tab: ApplicantTab, name: str) -> QLineEdit:
    found = tab.form.findChild(QLineEdit, name)
    assert found is not None
    return found


def choice(tab: ApplicantTab, name: str) -> QComboBox:
    found = tab.form.findChild(QComboBox, name)
    assert found is not None
    return found


def retype(tab: ApplicantTab, name: str, text: str, *, leave: bool = True) -> None:
    """Type over a field with the keyboard."""
    line = entry(tab, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text) if text else QTest.keyClick(line, Qt.Key.Key_Delete)
    if leave:
        QTest.keyClick(line, Qt.Key.Key_Tab)


def error(tab: ApplicantTab, name: str) -> str:
    return tab.form.rows[name].error


def press(tab: QWidget, text: str) -> None:
    (button,) = [button for button in tab.findChildren(QPushButton) if button.text().replace("&", "") == text]
    button.click()


def use(desk: Desk, scorecard: Scorecard) -> None:
    registry: Registry = desk.model.registry
    registry.activate(registry.save(scorecard).version)
    desk.model.reload()


def scored_by_core(tab: ApplicantTab) -> Scores:
    """The kernel's answer to the numbers in the form, read here on their own."""
    columns: dict[str, NDArray[Any]] = {}
    for name, text in tab.form.texts().items():
        item = field(name)
        value = item.categories.index(text) if item.is_category else float(text.replace(",", ""))
        columns[name] = np.array([value], dtype=np.intp if item.is_category else float)
    return Scorer(tab.assessment.scorecard).score(columns)
