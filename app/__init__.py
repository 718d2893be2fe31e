"""The window and the command line on top of ``core``."""
