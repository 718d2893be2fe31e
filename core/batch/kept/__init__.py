"""Scored files kept for the window: all their rows, read, sorted and filtered at once, also after a restart.

A kept file is a folder. ``rows.txt`` holds the source's own line of each row with its problem as one more cell;
``records.bin`` a record of the same size for each row, with what scoring found and the numbers it read; ``about.json``,
``report.json`` and ``scorecard.json`` the rest. Any rows are read with a few steps in two files, whatever their order;
nothing is held in memory.
"""
