"""What the command line writes: lines and columns on standard output, one sentence on standard error."""

import json
import os
import sys
from contextlib import suppress
from io import UnsupportedOperation
from pathlib import Path

from orders_tui.cli.config import PROGRAM
from orders_tui.domain.text import show


def steady() -> None:
    """Make the output take every character: what the terminal cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


class ReaderGone(Exception):
    """Nobody reads standard output any more."""


def say(line: str) -> None:
    """Write a line to standard output.

    Raises:
        ReaderGone: if nobody reads it.
    """
    try:
        sys.stdout.write(f"{line}\n")
    except BrokenPipeError as error:
        raise ReaderGone from error


def say_json(value: object) -> None:
    """Write a value as one line of JSON in ASCII, which no terminal takes for anything but text."""
    say(json.dumps(value))


def complain(sentence: str) -> None:
    """Say on standard error what is wrong, on one line."""
    sys.stderr.write(f"{PROGRAM}: {show(' '.join(sentence.split()))}\n")


def remark(sentence: str) -> None:
    """Say on standard error something that is no part of the answer."""
    sys.stderr.write(f"{sentence}\n")


def on_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout.isatty()


def flush() -> None:
    """Hand over what was written.

    Raises:
        ReaderGone: if nobody reads it.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error


def fall_silent() -> None:
    """Drop what is written from now on, also what still waits to be written at the end of the process."""
    with suppress(UnsupportedOperation), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
