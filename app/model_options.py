"""The options of the ``models`` command."""

import argparse
from pathlib import Path
from typing import TypeVar

from app.reading_options import pair
from app.services.author import author
from app.table_options import add_table_options

_Parser = TypeVar("_Parser", bound=argparse.ArgumentParser)


def add_author(parser: argparse.ArgumentParser) -> None:
    """Let a command take who it is from."""
    parser.add_argument("--author", metavar="NAME", help="who does so; the name at this computer unless given")


def author_of(options: argparse.Namespace) -> str:
    """Who the call says it is from, else the name at this computer; empty where that is not known."""
    return author() if options.author is None else str(options.author)


def add_models(commands: "argparse._SubParsersAction[_Parser]", common: _Parser) -> None:
    """Let the command line take ``models`` and its actions."""
    models = commands.add_parser("models", parents=[common], help="list, compare, activate, note, import, export …")
    actions = models.add_subparsers(dest="action", required=True, metavar="ACTION")
    answering = type(common)(add_help=False, parents=[common])
    answering.add_argument("--json", action="store_true", help="print one JSON object")
    for name, text in (("list", "all versions"), ("rollback", "go back to the version used before")):
        actions.add_parser(name, parents=[answering], help=text)
    show = actions.add_parser("show", parents=[answering], help="one version's figures and origin")
    use = actions.add_parser("activate", parents=[answering], help="use a version from now on")
    gone = actions.add_parser("delete", parents=[answering], help="remove a version that is not in use for good")
    for parser in (show, use, gone):
        parser.add_argument("model", metavar="V")
    reason = "why it is used though it does not pass its gates; kept as a note"
    use.add_argument("--reason", metavar="TEXT", help=reason)
    both = actions.add_parser("compare", parents=[answering], help="two versions side by side")
    both.add_argument("first", metavar="V")
    both.add_argument("second", metavar="W")
    note = actions.add_parser("note", parents=[answering], help="write a note about a version, or read them all")
    note.add_argument("model", metavar="V")
    note.add_argument("text", metavar="TEXT", nargs="?", help="what to write; without it the notes are shown")
    bring = actions.add_parser("import", parents=[answering], help="take in a scorecard.json or a model_data.joblib")
    bring.add_argument("file", type=Path, metavar="FILE")
    told = "the notebook's column THEIRS is OURS, such as loan_to_income=lti; may be given again"
    bring.add_argument(
        "--map", action="append", type=pair, default=[], dest="columns", metavar="OURS=THEIRS", help=told
    )
    fit = actions.add_parser("calibrate", parents=[answering], help="fit a version's PD to your own borrowers")
    fit.add_argument("model", metavar="V")
    add_table_options(fit)
    for parser in (use, gone, note, bring, fit):
        add_author(parser)
    card = actions.add_parser("card", parents=[answering], help="one page by which a stranger can judge a version")
    card.add_argument("model", metavar="V")
    card.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help=".html or .pdf; model_card_V.html here unless given"
    )
    pack = actions.add_parser("pack", parents=[answering], help="all that was told of a version when it was judged")
    pack.add_argument("model", metavar="V")
    both_files = ".xlsx or .pdf; both, validation_pack_V, here unless given"
    pack.add_argument("-o", "--output", type=Path, metavar="OUT", help=both_files)
    take = actions.add_parser("export", parents=[answering], help="write a version as a folder of files")
    take.add_argument("model", metavar="V")
    take.add_argument("folder", type=Path, metavar="DIR")
