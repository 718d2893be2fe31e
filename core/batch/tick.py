"""How slow work on one chunk of rows stays cancellable without knowing how far the whole is."""

from collections.abc import Callable

Tick = Callable[[], None]
"""Called often within slow work; raises ``Cancelled`` to stop it."""
