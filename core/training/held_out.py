"""The held-out rows as models are judged on them: their parts, their months, and the groups fairness is checked by.

Gender and marital status are read here from the joined tables, for judging alone; they reach no model.
"""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.evaluation.groups import Grouping
from core.evaluation.judging import HeldOut
from core.features import FEATURES, FloatArray, derive
from core.findings import say
from core.parsing import is_nothing
from core.portfolio.cleaning import Prepared
from core.portfolio.dates import Days
from core.portfolio.joining import Joined
from core.portfolio.survey import DATE, disbursals
from core.training.factors import rows_of

_PARTS = ("loan_purpose", "residence_type")
_PROTECTED = ("gender", "marital_status")
_AGES = (25, 35, 45, 55, 65)
_INCOME_BANDS = 5


def held_out_rows(joined: Joined, prepared: Prepared, rows: NDArray[np.intp]) -> HeldOut:
    """Gather what models are judged on.

    Args:
        joined: the tables, with the columns that no model sees.
        prepared: the loans that can be used.
        rows: positions of the held-out loans among them.
    """
    columns = rows_of(prepared.columns, rows)
    frame = joined.frame.iloc[prepared.rows[rows]]
    given = [name for name in _PROTECTED if name in frame]
    return HeldOut(
        y=prepared.y[rows],
        factors=derive(columns),
        segments=(
            *(_categories(name, columns[name]) for name in _PARTS if name in columns),
            _incomes(columns["income"]),
        ),
        protected=(*(_texts(name, frame[name]) for name in given), _ages(columns["age"])),
        months=_months(disbursals(joined).take(prepared.rows[rows]).days) if DATE in frame else None,
    )


def _categories(name: str, codes: NDArray[Any]) -> Grouping:
    return Grouping(name, FEATURES[name].categories, codes)


def _texts(name: str, texts: "pd.Series[str]") -> Grouping:
    """Groups as they are written, but for capitals and spaces around."""
    places, different = pd.factorize(texts)
    plain = ["" if is_nothing(text) else text.strip().capitalize() for text in different.tolist()]
    labels = sorted({text for text in plain if text})
    codes = np.array([*(labels.index(text) if text else -1 for text in plain), -1])
    return Grouping(name, tuple(labels), codes[places])


def _ages(age: FloatArray) -> Grouping:
    between = [f"{low} to {high - 1}" for low, high in pairwise(_AGES)]
    return _bands("age", age, np.array(_AGES), (f"below {_AGES[0]}", *between, f"{_AGES[-1]} and more"))


def _incomes(income: FloatArray) -> Grouping:
    """About a fifth of the rows each, with limits of two figures."""
    known = income[~np.isnan(income)]
    shares = np.arange(1, _INCOME_BANDS) / _INCOME_BANDS
    limits = np.unique([float(f"{limit:.2g}") for limit in np.quantile(known, shares)]) if known.size else np.empty(0)
    said = [f"₹{say(limit)}" for limit in limits.tolist()]
    between = [f"{low} to below {high}" for low, high in pairwise(said)]
    labels = (f"below {said[0]}", *between, f"{said[-1]} and more") if said else ("any",)
    return _bands("income", income, limits, labels)


def _bands(name: str, values: FloatArray, limits: NDArray[Any], labels: tuple[str, ...]) -> Grouping:
    codes = np.where(np.isnan(values), -1, np.searchsorted(limits, values, side="right"))
    return Grouping(name, labels, codes)


def _months(days: Days) -> Grouping:
    known = ~np.isnat(days)
    months, places = np.unique(days[known].astype("datetime64[M]"), return_inverse=True)
    codes = np.full(days.size, -1)
    codes[known] = places
    return Grouping("month", tuple(map(str, months)), codes)
