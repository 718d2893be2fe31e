"""Tests of the library, to run without Qt."""
