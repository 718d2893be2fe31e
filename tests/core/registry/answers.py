"""The answers of a model that the notebook made, by this program and by its own recipe."""

from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.features import FEATURES
from core.registry.notebook import import_artifact
from core.scorecard import Scorecard
from core.scoring import Scorer, Scores, encode


def scored(scorecard: Scorecard, frame: pd.DataFrame) -> Scores:
    """Score applicants by their factors."""
    columns = {
        name: encode(name, frame[name].tolist()) if FEATURES[name].categories else frame[name].to_numpy(float)
        for name in scorecard.factors
    }
    return Scorer(scorecard).score(columns)


def imported(folder: Path, content: object) -> Scorecard:
    """Write as the notebook does, and import."""
    joblib.dump(content, folder / "model_data.joblib")
    return import_artifact(folder / "model_data.joblib")


def largest_difference(found: NDArray[np.float64], wanted: NDArray[np.float64]) -> float:
    return float(np.abs(found - wanted).max())
