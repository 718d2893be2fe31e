"""The command line: what ``python -m app …`` understands. Nothing heavy, and no Qt, is imported to read it."""

import argparse
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from app.console import say, take_any_letter, warn
from app.model_options import add_author, add_models
from app.reading_options import add_reading_options
from app.services import paths
from app.table_options import add_table_options
from app.version import VERSION
from core.errors import CreditDeskError, InputError
from core.progress import Cancelled

if TYPE_CHECKING:
    _Commands: TypeAlias = argparse._SubParsersAction["_Parser"]


DONE, REFUSED, STOPPED, UNREAD = 0, 2, 130, 141
_ENDINGS = ("SIGTERM", "SIGHUP")
"""Sent by a scheduler, at the end of a session, when a terminal is closed; not every system has them."""


class _Parser(argparse.ArgumentParser):
    """A parser that answers a wrong call with one sentence, and helps as commands answer.

    By itself, argparse goes on without a word where its help cannot be written.
    """

    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, f"{self.prog}: {message}. See {self.prog} --help.\n")

    def print_help(self, _file: object = None) -> None:
        """Print the help; errors as ``say``."""
        say(self.format_help().rstrip())


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version; errors as ``say``."""
        say(f"Credit Desk {VERSION}")
        parser.exit()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 2 refused with one sentence on standard error."""
    take_any_letter()
    try:
        return int(_run(parser().parse_args(arguments)))
    except CreditDeskError as error:
        return _refuse(str(error), REFUSED)
    except (KeyboardInterrupt, Cancelled):
        return _refuse("Stopped. Nothing was changed.", STOPPED)
    except ModuleNotFoundError as error:
        from app.system_libraries import sentence

        return _refuse(sentence(error), REFUSED)
    except BrokenPipeError:  # as any program in a pipe ends whose reader has enough
        return UNREAD


def _refuse(sentence: str, code: int) -> int:
    warn(sentence)
    return code


def _refuse_two_calls(options: argparse.Namespace) -> None:
    for name in ("self_test", "time_start", "open"):
        if options.command is not None and getattr(options, name):
            asked = f"--{name.replace('_', '-')}"
            raise InputError(f"{asked} and the command {options.command} are two calls. Make them one after the other.")


def _run(options: argparse.Namespace) -> int:
    _refuse_two_calls(options)
    if options.self_test:
        from app.self_test import run

        return run(options)
    if options.command is None:
        from app.startup import open_window

        return open_window(options.home, options.open, is_timed=options.time_start)
    from app import commands

    with _stopped_in_order():
        result: int = getattr(commands, options.command)(options)
    return result


@contextmanager
def _stopped_in_order() -> Iterator[None]:
    """Let whatever asks the process to end do what Ctrl+C does, so that nothing half-written stays behind."""
    numbers = [getattr(signal, name) for name in _ENDINGS if hasattr(signal, name)]
    unhandled = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]  # nohup ignores one
    for number in unhandled:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in unhandled:
            signal.signal(number, signal.SIG_DFL)


def parser() -> argparse.ArgumentParser:
    """The parser of every command and option."""
    common = _with_home(_Parser(add_help=False), argparse.SUPPRESS)
    top = _with_home(
        _Parser(
            prog=paths.command_line(),
            description="Credit Desk: score applicants, score files, retrain. Without a command it opens the window.",
        ),
        None,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show the program's version and exit")
    top.add_argument("--self-test", action="store_true", help="check that this copy of the program works, and say so")
    timed = "open the window, print the processor's seconds until it is painted, and close it"
    top.add_argument("--time-start", action="store_true", help=timed)
    opened = "open the window and score this file in it; a window that is open already takes it"
    top.add_argument("--open", type=Path, nargs="?", metavar="FILE", help=opened)  # a menu may name none
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _add_score(commands, common)
    _add_train(commands, common)
    add_models(commands, common)
    _add_demo(commands, common)
    return top


def _with_home(parser: _Parser, default: str | None) -> _Parser:
    """Let a parser take ``--home``: before the command or after it, so a command must not reset what came before."""
    help_text = "user's data folder (or CREDIT_DESK_HOME)"
    parser.add_argument("--home", type=_folder, default=default, metavar="DIR", help=help_text)
    return parser


def _folder(text: str) -> Path | None:
    """A folder; none where a script's variable is empty, for the empty path is the current folder."""
    return Path(text) if text else None


def _add_score(commands: "_Commands", common: _Parser) -> None:
    score = commands.add_parser("score", parents=[common], help="score every row of a file")
    score.add_argument("file", type=Path, metavar="FILE", help="applicants, one a row: CSV, Excel or Parquet")
    out = "scored file: .csv, .xlsx or .parquet; beside FILE unless given"
    score.add_argument("-o", "--output", type=Path, metavar="OUT", help=out)
    score.add_argument("--model", metavar="V", help="version of the model, such as v1.0; the active one unless given")
    score.add_argument("--reasons", type=_count, default=4, metavar="N", help="reasons per row, 0 to 10 (4)")
    score.add_argument("--json", action="store_true", help="print one JSON object")
    add_reading_options(score)


def _count(text: str) -> int:
    if not (text.isdecimal() and 0 <= int(text) <= 10):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 10")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2024-01-01") from None


def _add_train(commands: "_Commands", common: _Parser) -> None:
    train = commands.add_parser("train", parents=[common], help="train a model on customers, loans and bureau tables")
    add_table_options(train)
    order = "whether day or month comes first in disbursal_date, where its dates do not show it (day)"
    train.add_argument("--date-order", choices=["day", "month"], help=order)
    train.add_argument("--preset", choices=["reference", "tuned"], default="tuned")
    train.add_argument("--features", choices=["standard", "extended"], default="standard")
    monotone = "risk never falls along the curves of utilization, loan to income and both measures of delinquency"
    train.add_argument("--monotone", action="store_true", help=monotone)
    _add_search(train)
    train.add_argument("--folds", type=int, default=5, metavar="K", help="folds of cross-validation (5)")
    train.add_argument("--resampling", choices=["none", "smote", "smotetomek", "under"])
    train.add_argument("--seed", type=int, default=42, metavar="S", help="same seed and data, same model (42)")
    split = "hold out rows drawn at random, or the newest by disbursal_date (random)"
    train.add_argument("--split", choices=["random", "out-of-time"], default="random", help=split)
    train.add_argument("--held-out", type=float, metavar="SHARE", help="share of rows held out (0.25)")
    since = "out of time: hold out what was paid out from this day on, such as 2024-01-01, instead of a share"
    train.add_argument("--since", type=_day, metavar="DATE", help=since)
    train.add_argument("--report", action="store_true", help="tell what the data hold, and train nothing")
    train.add_argument("--activate", action="store_true", help="use the new model from now on, if it passes its gates")
    reason = "why it is used though it does not pass its gates; kept with the model"
    train.add_argument("--reason", metavar="TEXT", help=reason)
    add_author(train)
    train.add_argument("--json", action="store_true", help="print one JSON object")


def _add_search(train: _Parser) -> None:
    train.add_argument("--trials", type=int, metavar="N", help="trials of the search (30)")
    minutes = "end the search after so many minutes with the best so far; another run may then find another model"
    train.add_argument("--minutes", type=float, metavar="M", help=minutes)
    resume = (
        "go on with the trials of the same search that was killed or cancelled (yes); --no-resume keeps none either"
    )
    train.add_argument("--resume", action=argparse.BooleanOptionalAction, default=True, help=resume)


def _add_demo(commands: "_Commands", common: _Parser) -> None:
    demo = commands.add_parser("demo", parents=[common], help="write the demo portfolio as CSV files")
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--rows", type=int, default=50_000, metavar="N", help="borrowers (50000)")
    demo.add_argument("--seed", type=int, default=42, metavar="S", help="same seed, same bytes (42)")
