"""Tests of core.portfolio."""
