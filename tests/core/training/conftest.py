"""A small demo portfolio that the tests of training share."""

from pathlib import Path

import pytest

from core.features import STANDARD_FEATURES
from core.portfolio.cleaning import Prepared, fit_cleaning, prepare
from core.portfolio.demo import write_demo
from core.portfolio.joining import join
from core.portfolio.sources import Tables, read_folder
from core.training.factors import Factors, clean


@pytest.fixture(scope="session")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with customers, loans and bureau of 6,000 borrowers."""
    folder = tmp_path_factory.mktemp("portfolio")
    write_demo(folder, rows=6_000)
    return folder


@pytest.fixture(scope="session")
def tables(portfolio: Path) -> Tables:
    """The same, read."""
    return read_folder(portfolio)


@pytest.fixture(scope="session")
def prepared(tables: Tables) -> Prepared:
    """The same, joined and cleaned."""
    return prepare(join(tables))


@pytest.fixture(scope="session")
def factors(prepared: Prepared) -> Factors:
    """The standard factors of all its borrowers."""
    return clean(prepared.columns, fit_cleaning(prepared.columns), STANDARD_FEATURES)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of 1,500 borrowers, for what is trained several times."""
    folder = tmp_path_factory.mktemp("few")
    write_demo(folder, rows=1_500)
    return folder


@pytest.fixture(scope="session")
def few_tables(few: Path) -> Tables:
    """The same, read."""
    return read_folder(few)
