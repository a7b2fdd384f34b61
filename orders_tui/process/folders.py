"""Where a person's files of this program are: the folders of the XDG Base Directory Specification, on every system."""

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
