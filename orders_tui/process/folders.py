"""Where a person's files are; those of this program as the XDG Base Directory Specification says, on every system."""

import errno
import os
from pathlib import Path

from platformdirs.unix import Unix

PROGRAM = "orders-tui"

# Also on macOS, where command-line programs are looked for there, and whoever follows the guide finds them.
_FOLDERS = Unix(PROGRAM)


def config_folder() -> Path:
    """What a person has set."""
    return _FOLDERS.user_config_path


def data_folder() -> Path:
    """What a person has made."""
    return _FOLDERS.user_data_path


def state_folder() -> Path:
    """What the program notes of its own runs."""
    return _FOLDERS.user_state_path


def expanded(path: str) -> Path:
    """A path with the folder that `~` or `~name` at its beginning stands for.

    Raises:
        FileNotFoundError: if nobody has that name.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path) from error
