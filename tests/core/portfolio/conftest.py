"""The demo portfolio at its full size, which tests share."""

import pandas as pd
import pytest

from core.portfolio.demo import make_demo


@pytest.fixture(scope="session")
def everybody() -> pd.DataFrame:
    """All columns of all borrowers but the empty records, with purposes spelled right."""
    demo = make_demo(50_000)
    loans, bureau = (frame.drop(columns="cust_id") for frame in (demo.loans, demo.bureau))
    table = pd.concat([demo.customers, loans, bureau], axis="columns")
    return table[table["income"] > 0].replace({"loan_purpose": {"Personaal": "Personal"}})
