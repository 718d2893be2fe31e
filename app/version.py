"""The version of the program, as the window and the command line tell it."""

from core.version import VERSION

__all__ = ["VERSION"]
