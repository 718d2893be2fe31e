"""A database behind a login, for tests: it takes any name and password, and reads a SQLite file."""

from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import DBAPIModule


class Dialect(SQLiteDialect_pysqlite):
    """What SQLAlchemy needs to know about it."""

    name = "guarded"
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> DBAPIModule:
        return SQLiteDialect_pysqlite.import_dbapi()

    def create_connect_args(self, url: sa.URL) -> tuple[Sequence[str], MutableMapping[str, Any]]:
        return [str(Path(str(url.query["folder"])) / str(url.database))], {}
