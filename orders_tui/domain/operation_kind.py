"""What kinds of operations there are."""

from enum import StrEnum


class OperationKind(StrEnum):
    """What an operation did, as it is stored."""

    CHANGE = "change"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"
    """Orders were taken from a file."""
    EMPTY = "empty"
    """The trash was emptied."""
    ERASE = "erase"
    """What was known of a buyer was erased."""
