"""``python -m tests.shipped_model``: rebuilds the shipped model with the program's own commands.

It makes the demo portfolio, trains on it by ``python -m app train``, and puts the scorecard with its judgement and the
sample file of applicants in their places. The same seed gives the same model, but for the date.
"""

import argparse
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from app.cli import main
from app.services import paths
from core.files import write_text
from core.registry import judgements
from core.registry.versions import Registry
from core.scorecard_json import to_json

VERSION = "v1.0"
_ORIGIN = "trained on the demo portfolio of {rows:,} invented borrowers"


def build(models: Path, resources: Path, *, rows: int, trials: int) -> Path:
    """Train on a demo portfolio and write the model and the sample file.

    Args:
        models: the folder of shipped models.
        resources: the folder that gets ``sample_applicants.csv``.
        rows: borrowers of the portfolio.
        trials: of the search.

    Returns:
        The path of the scorecard.
    """
    with tempfile.TemporaryDirectory() as temporary:
        data, home, none = (Path(temporary) / name for name in ("demo", "home", "none"))
        _run("demo", str(data), "--rows", str(rows))
        with patch.object(paths, "models_folder", return_value=none):  # a search begins with what is in use
            _run("--home", str(home), "train", "--data", str(data), "--trials", str(trials), "--author", "")
        registry = Registry(home, none)
        name = registry.versions()[-1].name
        trained, judgement = registry.load(name), registry.judgement(name)
        shutil.copyfile(data / "applicants.csv", resources / "sample_applicants.csv")
    assert judgement is not None
    told = trained.provenance | {"origin": _ORIGIN.format(rows=rows)}
    target = models / VERSION / "scorecard.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_text(target, to_json(replace(trained, version=VERSION, provenance=told)))
    write_text(target.with_name(judgements.FILE), judgements.text_of(judgement, VERSION))
    return target


def _run(*arguments: str) -> None:
    code = main(arguments)
    if code:
        raise SystemExit(code)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Rebuild the shipped model.")
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--trials", type=int, default=40)
    return parser.parse_args()


if __name__ == "__main__":
    options = _options()
    print(build(paths.models_folder(), paths.resources_folder(), rows=options.rows, trials=options.trials))
