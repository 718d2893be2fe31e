"""Makes what the notebook leaves behind: a model_data.joblib, and applicants with the answers of its own recipe.

The files in ``artifacts/`` (4 kB each) were written by running this file, ``python notebook_artifacts.py FOLDER``,
with the library versions in their names, which pickle in ways that those of today no longer do; it therefore imports
nothing of this program.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd
import sklearn
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MinMaxScaler

NUMBERS = [
    "age", "loan_tenure_months", "number_of_open_accounts", "credit_utilization_ratio",
    "loan_to_income", "delinquency_ratio", "avg_dpd_per_delinquency",
]  # fmt: skip
EXTRA = ["number_of_closed_accounts", "enquiry_count"]
"""Columns the scaler was fitted on that the model does not use, as in the reference."""


def applicants(rows: int, seed: int) -> pd.DataFrame:
    """Made-up factors of applicants, with the columns in the reference's order."""
    random = np.random.default_rng(seed)
    draws: dict[str, Any] = {
        "age": random.integers(18, 71, rows),
        "residence_type": random.choice(["Owned", "Rented", "Mortgage"], rows),
        "loan_purpose": random.choice(["Home", "Auto", "Personal", "Education"], rows),
        "loan_type": random.choice(["Secured", "Unsecured"], rows),
        "loan_tenure_months": random.integers(6, 60, rows),
        "number_of_open_accounts": random.integers(1, 5, rows),
        "number_of_closed_accounts": random.integers(0, 3, rows),
        "enquiry_count": random.integers(1, 10, rows),
        "credit_utilization_ratio": random.integers(0, 100, rows),
        "loan_to_income": random.uniform(0.3, 4.6, rows).round(2),
        "delinquency_ratio": random.uniform(0.0, 100.0, rows).round(1),
        "avg_dpd_per_delinquency": random.uniform(0.0, 10.0, rows).round(1),
    }
    return pd.DataFrame(draws)


def defaults(frame: pd.DataFrame) -> pd.Series[int]:
    """A target that depends on every kind of factor, with both classes, shape (rows,)."""
    risk = 0.05 * frame["credit_utilization_ratio"] + 0.04 * frame["delinquency_ratio"] + 1.5 * frame["loan_to_income"]
    risk += 2.0 * (frame["residence_type"] == "Rented") - 2.0 * (frame["loan_purpose"] == "Home")
    return (risk > risk.quantile(0.7)).astype(int)


def _as_it_is(frame: pd.DataFrame) -> pd.DataFrame:
    return frame


def model_data(
    rows: int = 400, change: Callable[[pd.DataFrame], pd.DataFrame] = _as_it_is, **parameters: object
) -> dict[str, Any]:
    """Train as the notebook does, on columns that were changed: scale more than are used, one-hot, select, fit."""
    frame = applicants(rows, seed=1)
    target = defaults(frame)
    frame = change(frame)
    scaler = MinMaxScaler()
    cols_to_scale = frame.select_dtypes(["number"]).columns
    scaled = frame.astype(dict.fromkeys(cols_to_scale, float))
    scaled[cols_to_scale] = scaler.fit_transform(scaled[cols_to_scale])
    encoded = pd.get_dummies(scaled.drop(columns=EXTRA, errors="ignore"), drop_first=True)
    model = LogisticRegression(C=3.9547714598670396, tol=0.00045289166921310325, solver="liblinear", max_iter=1000)
    model.set_params(**parameters).fit(encoded, target)
    return {"model": model, "features": encoded.columns, "scaler": scaler, "cols_to_scale": cols_to_scale}


def recipe(data: dict[str, Any], frame: pd.DataFrame) -> NDArray[np.float64]:
    """The reference's way from applicants to P, shape (rows,): all rows are encoded together."""
    scaled = frame.astype(dict.fromkeys(data["cols_to_scale"], float))
    scaled[data["cols_to_scale"]] = data["scaler"].transform(scaled[data["cols_to_scale"]])
    encoded = pd.get_dummies(scaled, drop_first=True).reindex(columns=data["features"], fill_value=0)
    probabilities: NDArray[np.float64] = data["model"].predict_proba(encoded)[:, 1]
    return probabilities


def write(folder: Path) -> None:
    """Write the artifact and its answers, named after the versions at hand."""
    data, frame = model_data(), applicants(rows=50, seed=2)
    name = f"sklearn-{sklearn.__version__}-numpy-{np.__version__}-pandas-{pd.__version__}"
    joblib.dump(data, folder / f"{name}.joblib")
    answers = {"applicants": frame.to_dict(orient="list"), "probabilities": recipe(data, frame).tolist()}
    (folder / f"{name}.json").write_text(json.dumps(answers, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
