"""What every test stands on: Qt without a screen, a data folder of its own, and nothing left behind.

This file imports no Qt itself, since ``tests/core`` also runs where there is none.
"""

import logging
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"

settings.register_profile("desk", deadline=None)  # no test is timed
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

_QT_OPTIONS = ("qt_api", "qt_log_level_fail", "qt_default_raising")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Let pyproject.toml hold the options of pytest-qt also where that plugin is switched off."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for option in _QT_OPTIONS:
            parser.addini(option, "belongs to pytest-qt, which is switched off")


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers of these tests known, and one thing that Qt says without a screen."""
    if config.pluginmanager.hasplugin("pytest-qt"):
        config.addinivalue_line("qt_log_ignore", "This plugin does not support")  # the screen that is none
    config.addinivalue_line("markers", "logs(pattern): the test logs a warning or an error whose text matches pattern")


@pytest.fixture(autouse=True, scope="session")
def _no_test_in_the_users_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CREDIT_DESK_HOME", str(tmp_path_factory.mktemp("home-of-all-tests")))
        patch.setenv(
            "XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config-of-all-tests"))
        )  # where Qt's dialogs remember
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of the test's own, named by CREDIT_DESK_HOME."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("CREDIT_DESK_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """A thread, timer or window that outlives its test would disturb the next one."""
    threads = set(threading.enumerate())
    with _no_qt_leaks():
        yield
    left = [thread.name for thread in threading.enumerate() if not thread.daemon and thread not in threads]
    assert not left, f"The test left threads running: {left}"


def _no_qt_leaks() -> AbstractContextManager[None]:
    if "PySide6.QtWidgets" not in sys.modules:
        return nullcontext()
    from tests.qt_leaks import no_qt_leaks

    return no_qt_leaks()


@pytest.fixture(autouse=True)
def _no_unexpected_logs(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log that a test did not announce by ``@pytest.mark.logs(pattern)`` is a defect."""
    yield
    patterns = [str(marker.args[0]) for marker in request.node.iter_markers("logs")]
    records = [record for phase in ("setup", "call") for record in caplog.get_records(phase)]
    texts = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    unexpected = [text for text in texts if not any(re.search(pattern, text) for pattern in patterns)]
    missing = [pattern for pattern in patterns if not any(re.search(pattern, text) for text in texts)]
    assert not unexpected, f"Logged without being expected: {unexpected}"
    assert not missing, f"Expected in the log and not there: {missing}"
