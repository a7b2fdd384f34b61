"""Writing files: whole or not at all, and for their owner alone."""

import os
from pathlib import Path

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.exchange.whole_files import replacing


def write_file(path: Path, text: str, *, force: bool) -> None:
    """Write a file, where there is none yet.

    Args:
        path: where.
        text: what it says.
        force: whether a file that is there already is replaced.

    Raises:
        RuleBroken: if there is one, and it is not to be replaced.
        OSError: if the file cannot be written.
    """
    check_free(path, force=force)
    replace_file(path, text)


def check_free(path: Path, *, force: bool) -> None:
    """Refuse to write where there is a file already, unless it is to be replaced.

    Raises:
        RuleBroken: saying so.
    """
    if not force and os.path.lexists(path):
        raise RuleBroken(_("{path} is there already; --force replaces it.").format(path=show(str(path))))


def replace_file(path: Path, text: str) -> None:
    """Write a file under another name first, so that who reads it never sees half of it.

    Raises:
        OSError: if it cannot be written; a file that was there is as it was.
    """
    with replacing(path) as file:
        file.write(text.encode())
