"""How much each parameter of a search decides how good a trial is.

By PED-ANOVA (Watanabe, Bansal and Hutter 2023, arXiv:2304.10255): how far the values of the better half of the trials
differ from those of all. It takes a hundredth of the time of fANOVA, so it can be told anew after each trial.
"""

import numpy as np
import optuna
from optuna.importance import PedAnovaImportanceEvaluator, get_param_importances
from optuna.trial import TrialState

_FEWEST = 10
"""Whole trials: the method wants at least 5 in the better half."""
_BETTER_HALF = 0.5


def importance(study: optuna.Study) -> dict[str, float]:
    """Shares by parameter, together 1, the largest first; empty with too few whole trials or ones all alike."""
    whole = study.get_trials(deepcopy=False, states=(TrialState.COMPLETE,))
    losses = [trial.value for trial in whole if trial.value is not None]
    if len(losses) < _FEWEST or np.median(losses) == max(losses):
        return {}
    found = get_param_importances(study, evaluator=PedAnovaImportanceEvaluator(target_quantile=_BETTER_HALF))
    return {name: float(share) for name, share in found.items()}
