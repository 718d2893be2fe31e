"""Tests of core.registry."""
