"""Tests of what every tab may use."""
