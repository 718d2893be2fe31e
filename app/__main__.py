"""Start-up: ``python -m app`` opens the window, ``python -m app COMMAND`` runs a command without one."""

import sys

from app.cli import main

if __name__ == "__main__":
    sys.exit(main())
