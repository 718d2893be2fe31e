"""Scoring files of applicants: reading, checking, scoring and writing them some rows at a time."""
