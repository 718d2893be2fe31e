"""How good a model's predictions are: discrimination, calibration and the report of both; numpy and scipy only."""
