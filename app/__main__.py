"""Start-up: ``python -m app`` opens the window, ``python -m app COMMAND`` runs a command without one."""

import sys

from app.cli import main

if __name__ == "__main__":
    if hasattr(sys, "frozen"):  # a library that asks for a process of its own must not be given a second window
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
