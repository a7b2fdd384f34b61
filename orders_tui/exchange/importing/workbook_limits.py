"""What a workbook must be so that its reader can open it.

The reader holds a whole sheet, and ends the process without a word where that is more than there is memory.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from orders_tui.domain.money import number
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _

_UNPACKED = 300 << 20
"""The largest workbook, in bytes once unpacked."""
_CELLS = 10_000_000
"""How many cells the reader makes room for at most: every one from the first that says anything to the last."""
_PART = 1 << 20
_LONGEST_TAG = 1 << 12
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_SAID = rb"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*"""
"""What a tag says of itself; in quotes `>` may stand."""
_IN_SHEET = re.compile(
    rb"<(?:\w+:)?(c|row)(?=[\s/>])"
    rb"(?:" + _SAID + rb"""?\sr\s*=\s*["']([A-Za-z]*)(\d{1,18})\d*["'])?"""
    rb"(" + _SAID + rb">)?"
)
"""The tag of a row or a cell of Excel, with its place as in `r="AB12"` where it has one, and how it ends."""
_IN_TABLES = re.compile(rb"<table:(table|table-row|covered-table-cell|table-cell)(?=[\s/>])([^<]*)")
"""The tag of a table, a row or a cell of LibreOffice, with what it says of itself."""
_REPEATED = re.compile(rb"""\stable:number-(?:rows|columns)-repeated\s*=\s*["'](\d{1,18})""")
_FILLED = re.compile(rb"\s(?:office:|table:formula)")
"""That a cell of LibreOffice has more than a look."""


def check_workbook(path: Path) -> None:
    """Refuse a file whose reading would take more memory than a workbook of orders does.

    Raises:
        ValueError: with a sentence that says what to do.
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        is_packed = file.read(2) == b"PK"
    if not is_packed:  # of the old kind of Excel
        _check_size(path.stat().st_size)
        return
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            _check_size(sum(part.file_size for part in parts))
            _check_kind({part.filename.lower() for part in parts})
            for part in parts:
                if _SHEET.fullmatch(part.filename):
                    _check_cells(archive, part)
                elif part.filename == "content.xml":
                    _check_tables(archive, part)
    except (BadZipFile, zlib.error, EOFError, RuntimeError) as damage:
        # The reader may come further, and so to a sheet that is larger than it can hold.
        raise ValueError(unreadable(damage)) from damage


def unreadable(error: Exception) -> str:
    """That a workbook cannot be read for what its reader says, and what to do."""
    text = _("The workbook cannot be read ({reason}). Open it in Excel and save it again as xlsx or CSV.")
    return text.format(reason=excerpt(str(error)))


def _check_size(size: int) -> None:
    if size > _UNPACKED:
        text = _("The workbook is too large: {size} MB unpacked, {limit} MB can be read. Save the sheet as CSV.")
        raise ValueError(text.format(size=number(size >> 20), limit=_UNPACKED >> 20))


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise ValueError(_("It is a binary workbook (xlsb); save it as xlsx or CSV."))
    if not names & {"xl/workbook.xml", "content.xml"}:
        raise ValueError(_("It is an archive without a workbook in it; unpack it and import the file inside."))


def _check_cells(archive: ZipFile, part: ZipInfo) -> None:
    """Check a sheet of Excel. What says nothing makes no room: whole columns often have a look down to the last row."""
    rows = columns = row = column = 0
    for tag, letters, digits, end in _tags(archive, part, _IN_SHEET):
        # What has no place of its own follows the one before.
        if tag == b"row":
            row, column = int(digits or row + 1), 0
            continue
        row, column = int(digits or row), _column(letters) if letters else column + 1
        if not end.endswith(b"/>"):
            rows, columns = max(rows, row), max(columns, column)
    _check_reach(rows, columns)


def _check_tables(archive: ZipFile, part: ZipInfo) -> None:
    """Check the tables of LibreOffice, which say of a row or a cell how often it is there."""
    rows = columns = row = column = 0
    for tag, said in _tags(archive, part, _IN_TABLES):
        times = max(map(int, _REPEATED.findall(said)), default=1)
        if tag == b"table":
            _check_reach(rows, columns)
            rows = columns = row = column = 0
        elif tag == b"table-row":
            row, column = row + times, 0
        else:
            column += times
            if _FILLED.search(said):
                rows, columns = max(rows, row), max(columns, column)
    _check_reach(rows, columns)


def _check_reach(rows: int, columns: int) -> None:
    """Refuse a sheet with something far outside its table, which makes it as large as if all between were filled."""
    if rows * columns > _CELLS:
        text = _(
            "The sheet extends to row {row}, column {column}: {count} cells, but at most {limit} can be read."
            " Delete cells far outside the table, or save the sheet as CSV."
        )
        raise ValueError(
            text.format(row=number(rows), column=number(columns), count=number(rows * columns), limit=number(_CELLS))
        )


def _tags(archive: ZipFile, part: ZipInfo, pattern: re.Pattern[bytes]) -> Iterator[tuple[bytes, ...]]:
    rest = b""
    with archive.open(part) as file:
        while block := file.read(_PART):
            text = rest + block
            # A tag that the next block goes on with is read there, whole.
            end = max(text.rfind(b"<"), len(text) - _LONGEST_TAG, len(rest))
            yield from pattern.findall(text, 0, end)
            rest = text[end:]
    yield from pattern.findall(rest)


@cache
def _column(letters: bytes) -> int:
    """The number of a column by its letters, from 1 for A."""
    at = 0
    for letter in letters.upper():
        at = 26 * at + letter - 64
    return at
