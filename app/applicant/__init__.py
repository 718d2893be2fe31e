"""The Applicant tab: type one applicant, see the score, the probability of default and the reasons at once."""
