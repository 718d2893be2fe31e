"""Validation packs: their tables, and their workbooks."""
