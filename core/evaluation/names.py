"""How the figures of a model are called wherever a person reads them."""

NAMES = {
    "auc": "AUC",
    "gini": "Gini",
    "ks": "KS",
    "pr_auc": "PR AUC",
    "brier": "Brier score",
    "log_loss": "Log loss",
    "ece": "Calibration error (ECE)",
    "calibration_slope": "Calibration slope",
    "calibration_intercept": "Calibration intercept",
    "mean_pd": "Mean PD",
    "default_rate": "Default rate",
    "accuracy": "Accuracy",
    "precision": "Precision",
    "recall": "Recall",
    "f1": "F1",
}
"""By the names of ``core.evaluation.report.metrics``, in the order of a validation report."""
_AT_A_HALF = " at b ≥ ½"
_HINTS = {
    "calibration_slope": " (1 is right)",
    "calibration_intercept": " (0 is right)",
    **dict.fromkeys(("accuracy", "precision", "recall", "f1"), _AT_A_HALF),
}
EXPLAINED = {name: words + _HINTS.get(name, "") for name, words in NAMES.items()}
"""The same with what is to be known where nothing else tells it; b is the balanced probability."""
