"""Portfolios of borrowers: reading, joining and cleaning their tables, and inventing one for a demo."""
