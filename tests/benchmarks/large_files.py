"""A file of a million applicants, against bare polars and against pandas with scikit-learn; memory at ten million."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

from core.batch.pipeline import score_file
from tests.benchmarks.bare_polars import score_bare
from tests.benchmarks.material import shipped_model, sklearn_pipeline, write_applicants
from tests.benchmarks.ratio import Measure, best_of

_ROOT = Path(__file__).resolve().parents[2]
_ROWS = 1_000_000
_MANY_ROWS = 10_000_000
_RUNS = 2


def measure() -> list[Measure]:
    """Speed at a million rows and memory at ten million."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, target = write_applicants(folder / "applicants.csv", _ROWS), folder / "scored.csv"
        ours = best_of(_RUNS, lambda: score_file(source, target, shipped_model()))
        bare = best_of(_RUNS, lambda: score_bare(source, folder / "bare.csv", shipped_model()))
        sklearn_pipeline()
        pandas = best_of(1, lambda: pandas_and_sklearn(source, folder / "pandas.csv"))
        return [
            Measure("a million rows: times bare polars", ours / bare, 3.0, f"{ours:.2f} s; polars {bare:.2f} s"),
            Measure(
                "a million rows: times faster than pandas", pandas / ours, 5.0,
                f"{ours:.2f} s; pandas + scikit-learn {pandas:.2f} s", at_least=True,
            ),
        ]  # fmt: skip


def measure_memory() -> list[Measure]:
    """Largest memory of a process that scores ten million rows, against one that scores a million."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = (_peak_memory(folder, rows) for rows in (_ROWS, _MANY_ROWS))
    detail = f"{large:.0f} MB at {_MANY_ROWS:,} rows; {small:.0f} MB at {_ROWS:,}"
    return [Measure("memory: ten million rows to a million", large / small, 1.25, detail)]


def pandas_and_sklearn(source: Path, target: Path) -> None:
    """Read all, predict, write all."""
    frame = pd.read_csv(source)
    frame["default_probability"] = sklearn_pipeline().predict_proba(frame)[:, 1]
    frame["credit_score"] = (300 + 600 * (1 - frame["default_probability"])).astype(int)
    frame.to_csv(target, index=False)


def _peak_memory(folder: Path, rows: int) -> float:
    """In MB, of a process of its own."""
    source = write_applicants(folder / "applicants.csv", rows)
    return float(_in_process("tests.benchmarks.large_files", str(source), str(folder / "scored.csv")))


def _in_process(module: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def _score_and_tell_memory(source: Path, target: Path) -> None:
    score_file(source, target, shipped_model())
    # Not ru_maxrss, which a new process takes over from the one that started it.
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    print(next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024)


if __name__ == "__main__":
    _score_and_tell_memory(Path(sys.argv[1]), Path(sys.argv[2]))
