"""Turns files of other kinds into the one text that batch scoring reads: UTF-8, a line for a row."""
