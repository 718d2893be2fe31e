"""One applicant: scored with reasons, against a scikit-learn pipeline; and alone against in a file."""

import tempfile
from pathlib import Path

import numpy as np
import polars as pl

from core.batch.pipeline import score_file
from core.explanation import Explainer, adverse
from core.features import derive
from core.scoring import Scorer
from tests.benchmarks.material import applicants, as_pandas, inputs, shipped_model, sklearn_pipeline
from tests.benchmarks.ratio import Measure, best_of

_TIMES = 300
_PARITY_ROWS = 10_000


def measure() -> list[Measure]:
    """Speed and agreement of one applicant."""
    return [_speed(), _parity()]


def _speed() -> Measure:
    frame = as_pandas(applicants(1, 3))
    scorer, explainer = Scorer(shipped_model()), Explainer(shipped_model())
    pipeline, columns = sklearn_pipeline(), inputs(frame)

    def ours() -> None:
        for _ in range(_TIMES):
            adverse(explainer.reasons(scorer.score(columns)))

    def theirs() -> None:
        for _ in range(_TIMES):
            pipeline.predict_proba(frame)

    fast, slow = best_of(5, ours) / _TIMES, best_of(3, theirs) / _TIMES
    detail = f"{1e6 * fast:.0f} µs with reasons; pandas + scikit-learn {1e6 * slow:.0f} µs"
    return Measure("one applicant: times faster", slow / fast, 50, detail, at_least=True)


def _parity() -> Measure:
    frame = applicants(_PARITY_ROWS, 4)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "applicants.csv", Path(folder) / "scored.csv"
        frame.write_csv(source)
        score_file(source, target, shipped_model())
        in_file = pl.read_csv(target)["default_probability"].to_numpy()
    scorer, columns = Scorer(shipped_model()), inputs(as_pandas(frame))
    alone = [
        float(scorer.score(derive({name: values[[row]] for name, values in columns.items()})).default_probability[0])
        for row in range(_PARITY_ROWS)
    ]
    largest = float(np.abs(in_file - np.array(alone)).max())
    return Measure("alone and in a file: largest PD difference", largest, 1e-12, f"{_PARITY_ROWS:,} applicants")
