"""What the command line writes: lines and columns on standard output, one sentence on standard error."""

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import UnsupportedOperation
from pathlib import Path

from orders_tui.cli.config import PROGRAM
from orders_tui.domain.text import show

GAP = "  "


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


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, width: int) -> str:
    """The text in at most so many columns, its end replaced by `…` where it is longer."""
    if cells(text) <= width:
        return text
    kept, room = "", width - 1
    for char in text:
        room -= _cells_of(char)
        if room < 0:
            break
        kept += char
    return f"{kept}…"


def columns(rows: Iterable[Sequence[str]], widths: Sequence[int], right: frozenset[int]) -> Iterable[str]:
    """The rows as lines whose columns stand under each other.

    Args:
        rows: texts that are fit for a terminal.
        widths: how wide each column is at least.
        right: the columns that are aligned to the right.
    """
    for row in rows:
        parts = [
            " " * (width - cells(text)) + text if at in right else text + " " * (width - cells(text))
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield GAP.join(parts).rstrip()
