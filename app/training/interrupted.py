"""Remembers a search under way, so that a program that was killed tells when it opens again how the search goes on."""

from app.services.settings import Settings

_KEY = "training/search"


class SearchMark:
    """What the settings say of a search that has not ended."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def put(self, ended: int, planned: int) -> None:
        """A search of so many trials is under way, of which some have ended."""
        self._settings.put(f"{_KEY}/ended", ended)
        self._settings.put(f"{_KEY}/planned", planned)

    def remove(self) -> None:
        """It has ended, whatever it came to."""
        self._settings.forget(_KEY)

    def told(self) -> str:
        """How to go on with a search that was interrupted; empty where none was, or none of its trials had ended."""
        ended, planned = (self._settings.integer(f"{_KEY}/{name}") for name in ("ended", "planned"))
        if not 0 < ended <= planned:
            return ""
        return (
            f"The program ended during a search, after {ended} of {planned} trials. Retrain on the same data with the "
            "same options, and it goes on from there."
        )
