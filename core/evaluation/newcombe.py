"""Limits of an AUC that hold also where it is 0 or 1.

With m rows of one outcome and n of the other, the limits are the θ for which |AUC − θ| is 1.96 standard errors, with
the variance θ(1 − θ)(1 + h(1 − θ)/(2 − θ) + hθ/(1 + θ))/(mn) and h = (m + n)/2 − 1 (Newcombe, Confidence intervals for
an effect size measure based on the Mann–Whitney statistic, part 2, 2006, method 5).
"""

from scipy import optimize

from core.evaluation.proportion import NORMAL_95


def newcombe_limits(auc: float, m: int, n: int) -> tuple[float, float]:
    """The 95 % limits of an AUC, between 0 and 1.

    Args:
        auc: between 0 and 1.
        m: rows of one outcome, at least 1.
        n: rows of the other, at least 1.
    """
    return _low(auc, m, n), 1.0 - _low(1.0 - auc, m, n)


def _low(auc: float, m: int, n: int) -> float:
    h = (m + n) / 2.0 - 1.0

    def excess(theta: float) -> float:
        """How much further off θ is than it may be, in squares and with the common factor 1 − θ left out."""
        away = 1.0 - theta if auc == 1.0 else (auc - theta) ** 2 / (1.0 - theta)
        spread = theta * (2.0 + h + (1.0 + 2.0 * h) * theta * (1.0 - theta))
        return m * n * away * (2.0 - theta) * (1.0 + theta) - NORMAL_95**2 * spread

    return float(optimize.brentq(excess, 0.0, auc)) if auc > 0.0 else 0.0
