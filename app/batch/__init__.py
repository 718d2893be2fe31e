"""The Batch tab: a file of applicants in, every row scored out."""
