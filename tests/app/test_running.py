"""The program as a whole: it opens, paints, remembers, and ends in order."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.services import data_format
from app.services.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QProcess, QProcessEnvironment, QTimer
from app import running
from app.services import theme
from app.services.dialogs import QtDialogs

QtDialogs.show_error = lambda self, message, details="": print("told:", message)
QtDialogs.ask = lambda self, title, question, answers: print("asked:", question) or answers[0]

class Window(running.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        {when_shown}

running.MainWindow = Window
sys.exit(running.run(Path(sys.argv[1]), {file}))
"""
_CLOSE_SOON = "QTimer.singleShot(0, self.close)"
_TRAIN_THEN_CLOSE = """
        self.training.data.kind.setCurrentIndex(self.training.data.kind.findData("demo"))
        self.training.data.check.setChecked(False)
        self.training.retrain.click()
        (job,) = [job for job in self._desk.jobs.jobs if job.name]
        job.progressed.connect(self.close)
"""
_TYPE_THEN_DIE = """
        import os
        from PySide6.QtCore import QFileSystemWatcher
        file = Path(sys.argv[1]) / "settings.ini"
        self.applicant.form.put({"age": "47"})
        self.watcher = QFileSystemWatcher([sys.argv[1]])
        self.watcher.directoryChanged.connect(
            lambda: file.exists() and "47" in file.read_text(encoding="utf-8") and os._exit(9)
        )
"""
_VISIT = """
        self.visit = QProcess(self)
        surroundings = QProcessEnvironment.systemEnvironment()
        surroundings.insert("TMPDIR", sys.argv[1])
        self.visit.setProcessEnvironment(surroundings)
        def heard(file):
            self.visit.waitForFinished()
            print("visit:", self.visit.exitCode())
            print("file:", Path(file).name)
            print("front:", ["applicant", "batch", "training"][self._tabs.currentIndex()])
            self.close()
        take = self.take_visit
        self.take_visit = lambda file: (take(file), QTimer.singleShot(0, lambda: heard(file)))
        file = str(Path(sys.argv[1]) / "two.csv")
        self.visit.start(sys.executable, ["-m", "app", "--home", sys.argv[1], "--open", file])
"""
_VISIT_WHILE_AN_ERROR_IS_TOLD = """
        def told(dialogs, message, details=""):
            print("told:", message)
            visit, loop = QProcess(self), QEventLoop()
            visit.finished.connect(loop.quit)
            visit.start(sys.executable, ["-m", "app", "--home", sys.argv[1], "--open", "second.csv"])
            loop.exec()
            print("visit:", visit.exitCode())
            QTimer.singleShot(0, self.close)
        QtDialogs.show_error = told
        self.open_file = lambda file: print("opened:", Path(file).name)
"""
_VISIT_A_DEAF_ONE = """
        import subprocess
        call = [sys.executable, "-m", "app", "--home", sys.argv[1]]
        done = subprocess.run(call, capture_output=True, text=True)
        print("visit:", done.returncode, done.stderr.splitlines()[-1])
        QTimer.singleShot(0, self.close)
"""
_PRINT_WHAT_IS_SAID = """
        from PySide6.QtWidgets import QLabel
        def look():
            print(*[label.text() for label in self.findChildren(QLabel) if label.isVisible()])
            self.close()
        QTimer.singleShot(0, look)
"""
_WITHOUT_MODELS = """
import sys
from pathlib import Path
from app import cli
from app.services import paths
paths.models_folder = lambda: Path(sys.argv[1]) / "there are none"
sys.exit(cli.main(["--home", sys.argv[1]]))
"""


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, *arguments, str(home)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def opened(home: Path, when_shown: str, file: str = "None") -> str:
    """Run the program over a data folder; returns what it printed, after it has ended in order."""
    done = run(home, "-c", _PROGRAM.format(when_shown=when_shown, file=file))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert not (home / "logs" / "running.lock").exists()
    return done.stdout


def test_the_window_opens_and_ends_in_order(tmp_path: Path) -> None:
    """The second start would tell of a first that did not."""
    assert opened(tmp_path, _CLOSE_SOON) == ""
    assert opened(tmp_path, _CLOSE_SOON) == ""
    assert (tmp_path / "settings.ini").exists()


def test_a_folder_of_the_version_before_is_backed_up_and_the_user_is_told_once(tmp_path: Path) -> None:
    """Above the tabs, and in the log."""
    (tmp_path / "settings.ini").write_text("[window]\nlook=dark\n", encoding="utf-8")
    said = opened(tmp_path, _PRINT_WHAT_IS_SAID)
    (backup,) = (tmp_path / "backups").iterdir()
    assert data_format.told(backup) in said
    assert data_format.told(backup) in (tmp_path / "logs" / "credit-desk.log").read_text(encoding="utf-8")
    assert "older version" not in opened(tmp_path, _PRINT_WHAT_IS_SAID)


def test_a_folder_of_a_newer_version_is_left_without_a_trace(tmp_path: Path) -> None:
    (tmp_path / "format.json").write_text('{"format": 99, "program": "9.9.9"}', encoding="utf-8")
    done = run(tmp_path, "-m", "app", "--home")
    assert done.returncode == 2
    assert "made by a newer Credit Desk (9.9.9" in done.stderr.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["format.json"]


def test_the_window_has_the_icon_of_the_program(tmp_path: Path) -> None:
    said = opened(tmp_path, f"print(self.windowIcon().availableSizes()); {_CLOSE_SOON}")
    assert said == "[PySide6.QtCore.QSize(256, 256)]\n"


def test_a_start_after_a_kill_says_so(tmp_path: Path) -> None:
    killed = run(tmp_path, "-c", _PROGRAM.format(when_shown="import os; os._exit(9)", file=None))
    assert killed.returncode == 9
    assert opened(tmp_path, _CLOSE_SOON).startswith("told: Credit Desk did not end properly the last time.")
    assert opened(tmp_path, _CLOSE_SOON) == "", "it is told once"


def test_files_are_opened_while_a_start_after_a_kill_still_says_so(tmp_path: Path) -> None:
    """That of the start itself, and that of a second start, which must not be told that nobody answers."""
    run(tmp_path, "-c", _PROGRAM.format(when_shown="import os; os._exit(9)", file=None))
    said = opened(tmp_path, _VISIT_WHILE_AN_ERROR_IS_TOLD, file='Path("first.csv")').splitlines()
    assert [line.partition(":")[0] for line in said] == ["opened", "told", "opened", "visit"]
    assert [said[0], *said[2:]] == ["opened: first.csv", "opened: second.csv", "visit: 0"]


def test_a_start_after_a_kill_can_be_timed(tmp_path: Path) -> None:
    """Nobody is there to answer what it would say."""
    run(tmp_path, "-c", _PROGRAM.format(when_shown="import os; os._exit(9)", file=None))
    done = run(tmp_path, "-m", "app", "--time-start", "--home")
    assert done.returncode == 0, done.stderr
    assert 0.0 < float(done.stdout) < 600.0


def test_a_kill_loses_nothing_that_was_typed(tmp_path: Path) -> None:
    """As soon as the text of a second before is in the file, the program goes without saying good-bye."""
    settings = Settings(tmp_path)
    settings.put("window/look", "dark")
    settings.save()
    assert run(tmp_path, "-c", _PROGRAM.format(when_shown=_TYPE_THEN_DIE, file=None)).returncode == 9
    said = opened(tmp_path, f"print(self.applicant.form.texts()['age'], theme.current().is_dark); {_CLOSE_SOON}")
    age, told = said.splitlines()
    assert age == "47 True", "the window is there in its look"
    assert told.startswith("told: "), "when it is told"


def test_a_second_start_hands_its_file_over_and_ends(tmp_path: Path) -> None:
    """The window that is open takes the file into its Batch tab, whichever folder of temporary files each has."""
    (tmp_path / "two.csv").write_text("age\n30\n", encoding="utf-8")
    said = opened(tmp_path, _VISIT)
    assert said.splitlines()[:3] == ["visit: 0", "file: two.csv", "front: batch"]


def test_a_second_start_says_where_the_first_does_not_answer(tmp_path: Path) -> None:
    said = opened(tmp_path, _VISIT_A_DEAF_ONE)
    assert said.startswith("visit: 2 Credit Desk is already open over")
    assert "does not answer. Nothing was changed." in said


def test_jobs_let_the_window_go_first(tmp_path: Path) -> None:
    """Were it not so, each of its events would wait for Python in other threads, or for a look at all there is."""
    said = opened(tmp_path, f"import gc; print(sys.getswitchinterval(), gc.get_freeze_count() > 0); {_CLOSE_SOON}")
    assert said.split() == ["0.001", "True"]


@pytest.mark.parametrize(("look", "is_dark"), [("dark", "True"), ("light", "False")])
def test_the_look_comes_back(tmp_path: Path, look: str, is_dark: str) -> None:
    settings = Settings(tmp_path)
    settings.put("window/look", look)
    settings.save()
    assert opened(tmp_path, f"print(theme.current().is_dark); {_CLOSE_SOON}").strip() == is_dark


def test_closing_during_a_training_asks_stops_it_and_ends_in_order(tmp_path: Path) -> None:
    said = opened(tmp_path, _TRAIN_THEN_CLOSE)
    assert said.startswith("asked: Retraining is still running.")
    assert not list(tmp_path.glob("models/*"))
    assert opened(tmp_path, _CLOSE_SOON) == ""


def test_without_any_model_it_says_so_in_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", _WITHOUT_MODELS)
    assert done.returncode == 2
    assert "install the program again, or import a model" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "logs" / "running.lock").exists()


def test_the_start_can_be_timed(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "app", "--time-start", "--home")
    assert done.returncode == 0, done.stderr
    assert 0.0 < float(done.stdout) < 600.0
    assert not (tmp_path / "logs" / "running.lock").exists()


def test_the_command_line_is_a_program_of_its_own(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "app", "models", "list", "--home")
    assert done.returncode == 0
    assert done.stdout.startswith("* v1.0")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_the_end_of_a_session_is_an_end_in_order(tmp_path: Path, name: str) -> None:
    """Nothing is asked, and the next start tells of no crash."""
    heard = f"import os, signal; signal.signal(signal.{name}, signal.SIG_DFL); "  # nohup may have the tests ignore one
    ended = heard + f"QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.{name}))"
    assert opened(tmp_path, ended) == ""
    assert opened(tmp_path, _CLOSE_SOON) == ""
