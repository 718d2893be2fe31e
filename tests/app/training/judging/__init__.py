"""Tests of the pages about a judgement."""
