"""Tests of the Applicant tab."""
