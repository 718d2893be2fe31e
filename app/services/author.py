"""Who works at this computer, to be kept with what they do to the models."""

import getpass


def author() -> str:
    """The name of the computer's user; empty where that is not known."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a process of nobody, as in some containers
        return ""
