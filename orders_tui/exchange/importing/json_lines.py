"""Orders as JSON lines, as `export` and `list --json` write them: a table with a column for each field."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from orders_tui.domain.facts import FACTS
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.exchange.cells import safe, written_list
from orders_tui.exchange.importing.tables import FileRow, FileTable, Unreadable
from orders_tui.exchange.order_columns import OF_ITEM

_BOM = b"\xef\xbb\xbf"
_HEADINGS = {path: fact.name for fact in FACTS.values() for path in fact.paths} | {
    ("item", column.fact.name): column.heading for column in OF_ITEM
}
"""What the desk calls the columns of its own fields; those of other systems are called by their paths."""
_LEFT_OUT = frozenset({("version",), ("payments",), ("history",)})
"""What the desk tells of an order that no import takes."""

Cells = Mapping[str, str]


def is_json(path: Path) -> bool:
    """Whether a file begins as JSON does.

    Raises:
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        # A list of objects is JSON too, and then refused with a sentence rather than read as a table of text.
        return file.read(len(_BOM) + 64).removeprefix(_BOM).lstrip()[:2].startswith((b"{", b"[{"))


def open_json_lines(path: Path) -> FileTable:
    """A file of JSON lines as a table; all of it is read once for the names of its fields.

    Raises:
        Unreadable: if a line is no JSON object.
        OSError: if the file cannot be read.
    """
    headings: dict[str, None] = {}
    with path.open("rb") as file:
        for _line, cells in _objects(file):
            headings |= dict.fromkeys(cells)
    return FileTable(path, tuple(headings), path.stat().st_size, _head_line=0, _read=_rows)


def _rows(table: FileTable) -> Iterator[FileRow]:
    with table.path.open("rb") as file:
        for line, cells in _objects(file):
            table.done = file.tell()
            yield FileRow(line, tuple([cells.get(heading, "") for heading in table.headings]))


def _objects(file: BinaryIO) -> Iterator[tuple[int, Cells]]:
    """The number and the cells of each line that is not blank."""
    for line, raw in enumerate(file, 1):
        text = raw.removeprefix(_BOM) if line == 1 else raw
        if not text.strip():
            continue
        try:
            cells = _cells(json.loads(text))
        except (ValueError, RecursionError) as error:
            raise _unreadable(line, str(error)) from error
        yield line, cells


def _cells(said: object) -> Cells:
    """What an object says, by the names of its columns.

    Raises:
        ValueError: if it is no object.
    """
    if not isinstance(said, dict):
        raise ValueError(_("not a JSON object; each line must be one order"))
    cells: dict[str, str] = {}
    for path, value in _fields(said):
        if path not in _LEFT_OUT:
            # The first holds where two paths are of one fact, as `created_at` and `at` are.
            cells.setdefault(_whole(_HEADINGS.get(path, ".".join(path))), _whole(_cell(path, value)))
    return cells


def _whole(text: str) -> str:
    """The text with a question mark for each half of a character that stands alone, which no file can hold."""
    return text if text.isascii() else text.encode(errors="replace").decode()


def _fields(said: Mapping[str, object], outer: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every value with its path, from the outside in."""
    for name, value in said.items():
        if isinstance(value, dict):
            yield from _fields(value, (*outer, name))
        else:
            yield (*outer, name), value


def _cell(path: tuple[str, ...], value: object) -> str:
    """A value as a CSV file of the desk has it."""
    match value:
        case None:
            return ""
        case str():
            return safe(value)
        case bool():
            return json.dumps(value)
        case list() if path == ("tags",) and all(isinstance(each, str) for each in value):
            return safe(written_list(tuple(value)))
        case list():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def _unreadable(line: int, reason: str) -> Unreadable:
    text = _("Line {line} cannot be read: {reason}.")
    return Unreadable(text.format(line=line, reason=excerpt(reason)))
