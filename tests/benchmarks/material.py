"""What the benchmarks work on: the shipped model, files of applicants of any size, and a scikit-learn pipeline."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder

from app.services import paths
from core.registry.versions import Registry
from core.schema import field
from core.scorecard import Scorecard

NUMBERS: dict[str, tuple[int, int]] = {
    "age": (18, 70),
    "income": (300_000, 6_000_000),
    "loan_amount": (100_000, 24_000_000),
    "loan_tenure_months": (6, 59),
    "credit_utilization_ratio": (0, 99),
    "number_of_open_accounts": (1, 4),
    "delinquency_ratio": (1, 99),
    "avg_dpd_per_delinquency": (1, 9),
}
"""Smallest and largest values, inside what the shipped model was trained on."""
CATEGORIES = ("residence_type", "loan_purpose", "loan_type")
_LOAN_TO_INCOME = (0.4, 4.0)
_ROWS_AT_ONCE = 1_000_000


@cache
def shipped_model() -> Scorecard:
    """The model that comes with the program."""
    return Registry(Path(), paths.models_folder()).active().scorecard


def applicants(rows: int, seed: int) -> pl.DataFrame:
    """Invented applicants without mistakes."""
    random = np.random.default_rng(seed)
    columns: dict[str, Any] = {"applicant_id": np.arange(rows)}
    columns |= {name: random.integers(low, high, rows) for name, (low, high) in NUMBERS.items()}
    columns["loan_amount"] = (columns["income"] * random.uniform(*_LOAN_TO_INCOME, rows)).astype(int)
    for name in CATEGORIES:
        columns[name] = np.array(field(name).categories)[random.integers(0, len(field(name).categories), rows)]
    columns["loan_type"] = np.where(columns["loan_purpose"] == "Personal", "Unsecured", "Secured")
    return pl.DataFrame(columns)


def as_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """The same table in pandas, column by column, since polars' own way asks for another library."""
    return pd.DataFrame(frame.to_dict(as_series=False))


def write_applicants(path: Path, rows: int) -> Path:
    """Write a CSV file of applicants, a part at a time."""
    with path.open("wb") as file:
        for start in range(0, rows, _ROWS_AT_ONCE):
            part = applicants(min(_ROWS_AT_ONCE, rows - start), start)
            file.write(part.write_csv(include_header=start == 0).encode())
    return path


@cache
def sklearn_pipeline() -> Pipeline:
    """What scores applicants without this program: min-max scaling, one-hot columns, a logistic regression."""
    frame = as_pandas(applicants(20_000, 1))
    odds = 0.05 * frame["credit_utilization_ratio"] + 0.04 * frame["delinquency_ratio"] - 5.0
    target = np.random.default_rng(2).random(len(frame)) < 1 / (1 + np.exp(-odds))
    columns = ColumnTransformer(
        [("numbers", MinMaxScaler(), list(NUMBERS)), ("categories", OneHotEncoder(drop="first"), list(CATEGORIES))]
    )
    return Pipeline([("columns", columns), ("model", LogisticRegression(max_iter=1000))]).fit(frame, target)


def inputs(frame: pd.DataFrame) -> dict[str, Any]:
    """A table of applicants as the kernel takes it."""
    numbers = {name: frame[name].to_numpy(dtype=float) for name in NUMBERS}
    codes = {
        name: pd.Categorical(frame[name], categories=list(field(name).categories)).codes.astype(np.intp)
        for name in CATEGORIES
    }
    return numbers | codes
