"""Measures of speed and memory, each a ratio to a baseline of the same run: ``python -m tests.benchmarks``."""
