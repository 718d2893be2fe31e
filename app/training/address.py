"""The part of a database's address that may be written down."""

import re

_PASSWORD = re.compile(r"^([^:/]+://[^:/@]*):.*@")  # a password may itself hold any of the marks in an address


def without_secrets(address: str) -> str:
    """The address without its password, and without options, which may hold another."""
    return _PASSWORD.sub(r"\1@", address).partition("?")[0]
