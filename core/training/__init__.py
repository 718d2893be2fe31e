"""Training a scorecard on a portfolio; the only package, with the notebook module, that imports scikit-learn."""
