"""Tests of what comes before a training: sources, names of columns, the data report."""
