"""An admin chooses what is trained: what counts is offered and explained, what does not is out of sight."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.choices import CHOICES, COUNTS
from app.training.day_edit import DayEdit, said
from app.training.options_panel import OptionsPanel
from app.training.tab import TrainingTab
from core.errors import InputError
from core.training.options import TrainingOptions
from tests.app.training.admin import choose_kind, trainings

DAY = date(2024, 4, 1)


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk) -> OptionsPanel:
    """The options as they are at the first start."""
    return opened(qtbot, desk)


def opened(qtbot: QtBot, desk: Desk) -> OptionsPanel:
    panel = OptionsPanel(desk.settings)
    qtbot.addWidget(panel)
    panel.resize(400, 900)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def choose(panel: OptionsPanel, name: str, value: str) -> None:
    box = panel.choices[name]
    box.setCurrentIndex(box.findData(value))


def shown(panel: OptionsPanel) -> set[str]:
    return {name for name, row in panel.rows.items() if row.editor.isVisible()}


def test_what_nobody_has_chosen_is_as_usual(panel: OptionsPanel) -> None:
    assert panel.options() == TrainingOptions()


def test_every_choice_is_trained_with_and_remembered(qtbot: QtBot, desk: Desk, panel: OptionsPanel) -> None:
    choose(panel, "split", "out-of-time")
    panel.counts["held_out"].setValue(40)
    panel.counts["minutes"].setValue(15)
    panel.monotone.click()
    chosen = TrainingOptions(split="out-of-time", held_out=0.4, minutes=15, monotone=True)
    assert panel.options() == chosen
    assert opened(qtbot, desk).options() == chosen
    panel.since.setText("2024-04-01")
    assert panel.options().since == DAY
    assert opened(qtbot, desk).options().since == DAY


def test_each_option_is_explained(panel: OptionsPanel) -> None:
    """In a sentence beneath it, which assistive technology reads too; a list explains each of its choices."""
    choose(panel, "split", "out-of-time")
    for name, row in panel.rows.items():
        assert row.note.endswith("."), name
        assert row.note in row.editor.accessibleDescription()
    for name, values in CHOICES.items():
        for value in values:
            choose(panel, name, value)
            assert panel.rows[name].note == values[value][1]


@pytest.mark.parametrize(
    ("option", "value", "gone"),
    [("preset", "reference", {"trials", "minutes"}), ("split", "random", {"since"})],
    ids=["the reference searches nothing", "loans drawn by chance have no first day"],
)
def test_what_has_no_effect_is_out_of_sight(panel: OptionsPanel, option: str, value: str, gone: set[str]) -> None:
    choose(panel, "split", "out-of-time")
    panel.since.setText("2024-04-01")
    panel.counts["minutes"].setValue(15)
    everything = shown(panel)
    assert everything == set(panel.rows)
    choose(panel, option, value)
    assert shown(panel) == everything - gone
    options = panel.options()
    assert (options.minutes is None) is ("minutes" in gone)
    assert (options.since is None) is ("since" in gone)


def test_no_budget_is_none_and_says_so(panel: OptionsPanel) -> None:
    budget = panel.counts["minutes"]
    assert budget.text() == COUNTS["minutes"].none
    budget.setValue(1)
    assert budget.text() == "1 min"
    assert panel.options().minutes == 1
    budget.setValue(0)
    assert panel.options().minutes is None


# The first day


def test_a_day_takes_the_place_of_the_share(panel: OptionsPanel) -> None:
    choose(panel, "split", "out-of-time")
    panel.since.setText("01-04-2024")
    assert panel.rows["since"].note == "Loans paid out from 1 April 2024 on are held out."
    assert not panel.counts["held_out"].isEnabled()
    assert panel.rows["held_out"].note == "Not used: the first day decides."
    panel.since.clear()
    assert panel.counts["held_out"].isEnabled()
    assert panel.rows["held_out"].note == COUNTS["held_out"].help_text


def test_what_is_no_day_is_said_when_it_is_typed_to_its_end(panel: OptionsPanel) -> None:
    choose(panel, "split", "out-of-time")
    panel.since.setText("april")
    assert panel.rows["since"].error == "", "nobody is told off at each key"
    panel.since.editingFinished.emit()
    assert panel.rows["since"].error == "april is no day. Write it as 2024-04-01 or 01-04-2024."
    panel.since.setText("2024-04-01")
    assert panel.rows["since"].error == ""


def test_nothing_is_trained_from_a_day_that_is_none(tab: TrainingTab, desk: Desk) -> None:
    choose_kind(tab, "demo")
    choose(tab.options, "split", "out-of-time")
    tab.options.since.setText("2024-13-01")
    tab.retrain.click()
    assert not trainings(desk)
    assert "2024-13-01 is no day" in tab.options.rows["since"].error
    assert tab.options.since.visibleRegion().contains(tab.options.since.rect().center()), "it is in sight"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("text", ["2024-04-01", "01-04-2024", "1/4/2024", " 01.04.2024 ", "1 Apr  2024", "1-apr-2024"])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert DayEdit(text).day() == DAY


@pytest.mark.usefixtures("qapp")
@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_a_day_in_words_is_read_back(day: date) -> None:
    assert DayEdit(said(day)).day() == day


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("text", ["31-02-2024", "04/01/24", "2024", "soon", "2024-04-01x"])
def test_what_could_be_another_day_or_none_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no day"):
        DayEdit(text).day()


@pytest.mark.parametrize("damaged", ["99999999999999", "-5", "many"])
def test_a_damaged_memory_keeps_nobody_from_choosing(qtbot: QtBot, desk: Desk, damaged: str) -> None:
    for name in (*CHOICES, *COUNTS, "monotone"):
        desk.settings.put(f"training/{name}", damaged)
    options = opened(qtbot, desk).options()
    assert (options.split, options.since, options.monotone) == ("random", None, False)
    assert 0.05 <= options.held_out <= 0.5
