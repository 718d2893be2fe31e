"""A database of another maker, for tests: it refuses every login and says all it was told, secrets too."""

import sys
from typing import cast

from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.engine.interfaces import DBAPIModule


class Error(Exception):
    """The driver's own error, as PEP 249 wants one."""


paramstyle = "named"


def connect(**told: object) -> None:
    """Refuse."""
    said = ", ".join(f"{name}={value}" for name, value in told.items())
    raise Error(f"login refused for {said}.\nAnd a second line.")


class Dialect(DefaultDialect):
    """What SQLAlchemy needs to know about it."""

    @classmethod
    def import_dbapi(cls) -> DBAPIModule:
        return cast("DBAPIModule", sys.modules[__name__])
