"""Tests of the Batch tab."""
