"""Loads a large library beside the window without holding it up for longer than need be."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading(name: str) -> Iterator[None]:
    """Import a library inside, in the thread of a job; ``name`` is its package.

    Python looks for garbage among all objects there are, time and again, and nothing else runs meanwhile; among those
    of a large library that takes a tenth of a second, and finds nothing. So it does not look while the library is
    loaded, and never again at what was there by then.
    """
    if name in sys.modules:
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
