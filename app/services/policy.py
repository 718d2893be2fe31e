"""The bank's policy of lending as it was set, for every tab; as percentages in the settings.

Plain Python, so that the command line, which follows the same policy, needs no Qt.
"""

from typing import TYPE_CHECKING, Protocol

from core.affordability import Policy

if TYPE_CHECKING:
    from app.services.settings import Settings

PERCENTAGES = ("annual_rate", "largest_foir", "lgd_secured", "lgd_unsecured")
"""What of the policy can be set, each from 0 to 100."""
LIMITS = {"largest_loan_to_income": 100, "longest_tenure_months": 480, "largest_loss_share": 100}
"""Limits that a bank may draw or leave out, each with the most that people may type: times, months, per cent."""
_DEFAULT = Policy()
_NONE = -1.0


class Numbers(Protocol):
    """Settings that hold numbers: those of the window, or ``KeptSettings``."""

    def number(self, key: str, default: float = 0.0) -> float:
        """The number under a key, or the default."""
        ...


def policy_of(settings: Numbers) -> Policy:
    """The bank's policy as it was set; the defaults for what was not, or is no percentage."""
    percents, drawn = percentages(settings), limits(settings)
    months, loss = drawn["longest_tenure_months"], drawn["largest_loss_share"]
    return Policy(
        annual_rate=percents["annual_rate"],
        largest_foir=percents["largest_foir"] / 100,
        lgd_secured=percents["lgd_secured"] / 100,
        lgd_unsecured=percents["lgd_unsecured"] / 100,
        largest_loan_to_income=drawn["largest_loan_to_income"],
        longest_tenure_months=None if months is None else int(months),
        largest_loss_share=None if loss is None else loss / 100,
    )


def percentages(settings: Numbers) -> dict[str, float]:
    """Each of ``PERCENTAGES`` exactly as it was set; the default for what was not, or is none."""
    kept = {name: settings.number(_key(name), percentage(name, _DEFAULT)) for name in PERCENTAGES}
    return {name: kept[name] if 0 <= kept[name] <= 100 else percentage(name, _DEFAULT) for name in PERCENTAGES}


def put_percentage(settings: "Settings", name: str, value: float) -> None:
    """Set one of ``PERCENTAGES``."""
    settings.put(_key(name), value)


def limits(settings: Numbers) -> dict[str, float | None]:
    """Each of ``LIMITS`` as it was typed; None where there is none."""
    kept = {name: settings.number(_key(name), _NONE) for name in LIMITS}
    return {name: value if 0 <= value <= LIMITS[name] else None for name, value in kept.items()}


def put_limit(settings: "Settings", name: str, value: float | None) -> None:
    """Draw one of ``LIMITS``; None leaves it out."""
    if value is None:
        settings.forget(_key(name))
    else:
        settings.put(_key(name), value)


def percentage(name: str, policy: Policy) -> float:
    """A value of the policy as people type it: per cent."""
    value: float = getattr(policy, name)
    return value if name == "annual_rate" else round(100 * value, 6)


def _key(name: str) -> str:
    return f"policy/{name}"
