"""The bank's policy of lending as it was set, for every tab; as percentages in the settings.

Plain Python, so that the command line, which follows the same policy, needs no Qt.
"""

from typing import TYPE_CHECKING, Protocol

from core.affordability import Policy

if TYPE_CHECKING:
    from app.services.settings import Settings

PERCENTAGES = ("annual_rate", "largest_foir", "lgd_secured", "lgd_unsecured")
"""What of the policy can be set, each from 0 to 100."""
_DEFAULT = Policy()


class Numbers(Protocol):
    """Settings that hold numbers: those of the window, or ``KeptSettings``."""

    def number(self, key: str, default: float = 0.0) -> float:
        """The number under a key, or the default."""
        ...


def policy_of(settings: Numbers) -> Policy:
    """The bank's policy as it was set; the defaults for what was not, or is no percentage."""
    percents = percentages(settings)
    return Policy(
        annual_rate=percents["annual_rate"],
        largest_foir=percents["largest_foir"] / 100,
        lgd_secured=percents["lgd_secured"] / 100,
        lgd_unsecured=percents["lgd_unsecured"] / 100,
    )


def percentages(settings: Numbers) -> dict[str, float]:
    """Each of ``PERCENTAGES`` exactly as it was set; the default for what was not, or is none."""
    kept = {name: settings.number(_key(name), percentage(name, _DEFAULT)) for name in PERCENTAGES}
    return {name: kept[name] if 0 <= kept[name] <= 100 else percentage(name, _DEFAULT) for name in PERCENTAGES}


def put_percentage(settings: "Settings", name: str, value: float) -> None:
    """Set one of ``PERCENTAGES``."""
    settings.put(_key(name), value)


def percentage(name: str, policy: Policy) -> float:
    """A value of the policy as people type it: per cent."""
    value: float = getattr(policy, name)
    return value if name == "annual_rate" else round(100 * value, 6)


def _key(name: str) -> str:
    return f"policy/{name}"
