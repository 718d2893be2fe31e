"""Who works at this computer, to be kept with what they do to the models."""


def author() -> str:
    """The name of the computer's user; empty where that is not known."""
    import getpass  # the window opens without it

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a process of nobody, as in some containers
        return ""
