"""The active model follows what commands and other windows do to the models on the disk."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.services.active_model import ActiveModel
from core.registry.versions import Registry
from tests.core.factories import linear_scorecard
from tests.core.registry.model_files import altered, harm


@pytest.fixture
def elsewhere(home: Path, shipped: Path) -> Registry:
    """The models as a command or another window sees them, with v2.0 saved."""
    registry = Registry(home, shipped)
    registry.save(linear_scorecard())
    return registry


@pytest.fixture
def model(qapp: QCoreApplication, home: Path, shipped: Path) -> ActiveModel:
    """The model of this window, with v1.0 in use."""
    return ActiveModel(Registry(home, shipped))


def test_a_model_put_into_use_elsewhere_is_taken_over(qtbot: QtBot, model: ActiveModel, elsewhere: Registry) -> None:
    model.watch()
    with qtbot.waitSignal(model.replaced) as told, qtbot.waitSignal(model.changed):
        elsewhere.activate("v2.0")
    assert told.args == ["v1.0"]
    assert model.scorecard.version == model.ready.scorecard.version == "v2.0"
    with qtbot.waitSignal(model.replaced) as back:
        elsewhere.roll_back()
    assert back.args == ["v2.0"]
    assert model.scorecard.version == "v1.0"


def test_the_first_activation_of_all_is_noticed(qtbot: QtBot, model: ActiveModel, home: Path, shipped: Path) -> None:
    """There is no folder of models before."""
    model.watch()
    registry = Registry(home, shipped)
    with qtbot.waitSignal(model.replaced):
        registry.activate(registry.save(linear_scorecard()).version)
    assert model.scorecard.version == "v2.0"


def test_what_happened_before_the_watch_is_noticed_too(qtbot: QtBot, model: ActiveModel, elsewhere: Registry) -> None:
    elsewhere.activate("v2.0")
    with qtbot.waitSignal(model.replaced):
        model.watch()
    assert model.scorecard.version == "v2.0"


def test_a_version_that_is_only_saved_leaves_the_model_alone(
    qtbot: QtBot, model: ActiveModel, elsewhere: Registry
) -> None:
    model.watch()
    before = model.ready
    with qtbot.assertNotEmitted(model.changed), qtbot.waitSignal(model.versions_changed):
        elsewhere.save(linear_scorecard())
    assert model.ready is before


def test_what_this_window_does_itself_is_no_news(qtbot: QtBot, model: ActiveModel, elsewhere: Registry) -> None:
    model.watch()
    with qtbot.assertNotEmitted(model.replaced), qtbot.waitSignal(model.versions_changed):
        model.registry.activate("v2.0")
        model.reload()
    assert model.scorecard.version == "v2.0"


def test_a_choice_that_cannot_be_used_is_told_with_what_stands_in(
    qtbot: QtBot, model: ActiveModel, elsewhere: Registry, home: Path
) -> None:
    model.watch()
    with qtbot.assertNotEmitted(model.replaced), qtbot.waitSignal(model.changed):
        (home / "models" / "active.json").write_text("{", encoding="utf-8")
    assert model.scorecard.version == "v1.0"
    assert "does not say which model is active" in (model.notice or "")


def test_the_model_at_hand_is_used_when_no_other_can_be(model: ActiveModel, shipped: Path) -> None:
    harm(shipped / "v1.0" / "scorecard.json", altered)
    model.look()
    assert model.scorecard.version == "v1.0"


def test_where_the_folder_cannot_be_made_nothing_is_watched(model: ActiveModel, home: Path) -> None:
    (home / "models").touch()
    model.watch()
    assert model.scorecard.version == "v1.0"
