"""Tests of the Retrain tab."""
