"""What the command line writes: lines and columns on standard output, one sentence on standard error."""

import json
import os
import sys
from contextlib import suppress
from io import UnsupportedOperation
from pathlib import Path

from orders_tui.domain.text import show
from orders_tui.process.folders import PROGRAM


def replace_unencodable() -> None:
    """Make the output take every character: what the terminal cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


class OutputClosed(Exception):
    """The reader of standard output has closed it, as `head` does."""


def write_line(line: str) -> None:
    """Write a line to standard output.

    Raises:
        OutputClosed: if its reader has closed it.
    """
    try:
        sys.stdout.write(f"{line}\n")
    except BrokenPipeError as error:
        raise OutputClosed from error


def write_json(value: object) -> None:
    """Write a value as one line of JSON in ASCII, which no terminal takes for anything but text."""
    write_line(json.dumps(value))


def write_error(sentence: str) -> None:
    """Write to standard error what is wrong, on one line that begins with the program's name."""
    sys.stderr.write(f"{PROGRAM}: {show(' '.join(sentence.split()))}\n")


def write_note(sentence: str) -> None:
    """Write to standard error what is no part of the answer."""
    sys.stderr.write(f"{sentence}\n")


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def writes_utf8() -> bool:
    """Whether standard output takes every character as it is."""
    return (sys.stdout.encoding or "").replace("-", "").lower() == "utf8"


def flush() -> None:
    """Write out what is buffered.

    Raises:
        OutputClosed: if the reader of standard output has closed it.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise OutputClosed from error


def discard_output() -> None:
    """Drop what is written from now on, also what still waits to be written at the end of the process."""
    # The interpreter flushes its buffer at the end, and would complain of the closed pipe. An output in memory, as in
    # a test, has no descriptor and nothing to discard.
    with suppress(UnsupportedOperation), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
