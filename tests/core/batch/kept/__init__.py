"""Tests of scored files that are kept."""
