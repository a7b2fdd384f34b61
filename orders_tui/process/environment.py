"""What a process of this program does first, before it loads anything heavy."""

import os
from collections.abc import MutableMapping

_PREFIXES = ("TEXTUAL", "PYTHON", "LD_")
_NAMES = frozenset({"BROWSER", "EDITOR", "PAGER", "VISUAL"})
_SIZES = frozenset({"COLUMNS", "LINES"})
"""They would stand in for the size of the terminal, also after it was resized."""


def scrub(environ: MutableMapping[str, str]) -> None:
    """Delete the variables with which a stranger could make this program run code or write files, and still sizes.

    Textual reads its own when it is imported, so this must come before; the others act on child processes.
    """
    for name in [name for name in environ if name.startswith(_PREFIXES) or name in _NAMES | _SIZES]:
        del environ[name]


def private_umask() -> None:
    """Make every file that this process creates readable by its owner alone."""
    os.umask(0o077)
