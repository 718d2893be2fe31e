"""Training at growing sizes: time and memory at 50,000, 200,000 and 1,000,000 loans, and how they grow."""

import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from core.portfolio.demo import write_demo
from core.portfolio.sources import read_folder
from core.training.options import TrainingOptions
from core.training.train import train
from tests.benchmarks.ratio import Measure

_ROOT = Path(__file__).resolve().parents[2]
_SIZES = (50_000, 200_000, 1_000_000)
_OPTIONS = TrainingOptions(trials=5, folds=5, resampling="none")
_LIMIT = 1.15
"""Of the exponent: no more than the sorting in quantiles and ranks adds to work that grows with the rows."""


def measure() -> list[Measure]:
    """Seconds and MB of a process that reads the three files and trains, and the exponents of both."""
    with tempfile.TemporaryDirectory() as name:
        told = [_told(Path(name), rows) for rows in _SIZES]
    times, memories = zip(*told, strict=True)
    return [
        Measure("training: exponent of the time", _exponent(times), _LIMIT, _detail(times, "s")),
        Measure("training: exponent of the memory", _exponent(memories), _LIMIT, _detail(memories, "MB")),
    ]


def _told(folder: Path, rows: int) -> tuple[float, float]:
    write_demo(folder, rows)
    call = [sys.executable, "-m", "tests.benchmarks.sizes", str(folder)]
    done = subprocess.run(call, cwd=_ROOT, capture_output=True, text=True, check=True)
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def _exponent(values: tuple[float, ...]) -> float:
    """The slope of the straight line through the logarithms, by its two ends."""
    return math.log(values[-1] / values[0]) / math.log(_SIZES[-1] / _SIZES[0])


def _detail(values: tuple[float, ...], unit: str) -> str:
    return ", ".join(f"{rows:,} loans {value:,.0f} {unit}" for rows, value in zip(_SIZES, values, strict=True))


def _train_and_tell(folder: Path) -> None:
    start = time.perf_counter()
    train(read_folder(folder), _OPTIONS)
    seconds = time.perf_counter() - start
    # Not ru_maxrss, which a new process takes over from the one that started it.
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    print(seconds, next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024)


if __name__ == "__main__":
    _train_and_tell(Path(sys.argv[1]))
