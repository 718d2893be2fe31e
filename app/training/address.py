"""The secrets in a database's address: taken out before it is written down, put in before it is read."""

import re
from urllib.parse import quote

from core.errors import InputError

_PASSWORD = re.compile(r"^([^:/]+://[^:/@]*):.*@")  # a password may itself hold any of the marks in an address

_USER = re.compile(r"^([^:/]+://[^:/@]+)@")
_NO_USER = "No user stands in the address. Write it like postgresql+psycopg://user@host/name, or give no password."


def is_server(address: str) -> bool:
    """Whether the address is that of a server, which may ask for a password."""
    return "://" in address and not address.startswith("sqlite")


def with_password(address: str, password: str) -> str:
    """The address with a password in it; an empty one changes nothing.

    Raises:
        InputError: there is no user to whom it could belong, or the address has one already.
    """
    if not password:
        return address
    if _PASSWORD.match(address):
        raise InputError("The address has a password already. Give it in one place.")
    if not _USER.match(address):
        raise InputError(_NO_USER)
    secret = quote(password, safe="")
    return _USER.sub(lambda user: f"{user[1]}:{secret}@", address)


def without_secrets(address: str) -> str:
    """The address without its password, and without options, which may hold another."""
    return _PASSWORD.sub(r"\1@", address).partition("?")[0]
