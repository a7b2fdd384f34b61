"""Writing files: whole or not at all, and for their owner alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import IO

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.text import show
from orders_tui.domain.words import _


class FileThere(RuleBroken):
    """A file that would have to be replaced."""


def write_file(path: Path, text: str, *, force: bool) -> None:
    """Write a file, where there is none yet.

    Args:
        path: where.
        text: what it says.
        force: whether a file that is there already is replaced.

    Raises:
        FileThere: if there is one, and it is not to be replaced.
        OSError: if the file cannot be written.
    """
    check_free(path, force=force)
    replace_file(path, text)


def check_free(path: Path, *, force: bool) -> None:
    """Refuse to write where there is a file already, unless it is to be replaced, and where there is no folder.

    Raises:
        FileThere: if there is one, and it is not to be replaced.
        RuleBroken: if its folder is not there.
    """
    if not path.parent.exists():
        raise RuleBroken(_("There is no folder {path}.").format(path=show(str(path.parent))))
    # `lexists`, since a link that leads nowhere takes the name too.
    if not force and os.path.lexists(path):
        raise FileThere(_("{path} already exists; --force replaces it.").format(path=show(str(path))))


def replace_file(path: Path, text: str) -> None:
    """Write a file under another name first, so that who reads it never sees half of it.

    Raises:
        OSError: if it cannot be written; a file that was there is as it was.
    """
    with replacing(path) as file:
        file.write(text.encode())


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, its owner's alone, which takes its name when the block has ended; dropped if the block fails.

    Raises:
        OSError: if it cannot be written; a file that was there is as it was.
    """
    try:
        # In the same folder, since a file can only be renamed within one file system; a dot hides it meanwhile.
        handle, temporary = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _named(error, path) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            # Before it takes its name: after a power cut there is the old file or the whole new one.
            os.fsync(file.fileno())
        try:
            Path(temporary).replace(path)
        except OSError as error:
            raise _named(error, path) from error
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _named(error: OSError, path: Path) -> OSError:
    """The same error of the file that is meant, in place of the temporary one."""
    return OSError(error.errno, error.strerror, str(path))
