"""The errors a person sees: each message is a sentence that says what is wrong, where, and what to do."""


class CreditDeskError(Exception):
    """A problem that a person can act on; everything else that is raised is a defect of the program."""


class InputError(CreditDeskError):
    """A value that somebody typed, or that stands in a cell, cannot be used."""


class FileError(CreditDeskError):
    """A file or folder cannot be read or written."""


class ModelError(CreditDeskError):
    """A model file is damaged, altered, of a newer format, or not a model at all."""


class DataError(CreditDeskError):
    """The tables given for training cannot make a model."""
