"""Where a person's files of this program are: the folders of the XDG Base Directory Specification.

They are the same on every system. A library that knows more folders than these takes a tenth of a command's start.
"""

import os
from pathlib import Path

PROGRAM = "orders-tui"


def config_folder() -> Path:
    """What a person has set."""
    return _folder("XDG_CONFIG_HOME", ".config")


def data_folder() -> Path:
    """What a person has made."""
    return _folder("XDG_DATA_HOME", ".local/share")


def state_folder() -> Path:
    """What the program notes of its own runs."""
    return _folder("XDG_STATE_HOME", ".local/state")


def _folder(variable: str, usual: str) -> Path:
    named = Path(os.environ.get(variable, ""))
    # A path that is not from the root is to be passed over, says the specification.
    return (named if named.is_absolute() else Path.home() / usual) / PROGRAM
