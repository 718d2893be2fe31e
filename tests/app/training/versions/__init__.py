"""Tests of the page of versions."""
