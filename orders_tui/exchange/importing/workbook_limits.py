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
from orders_tui.domain.words import _

_UNPACKED = 300 << 20
"""The largest workbook, in bytes once unpacked."""
_CELLS = 10_000_000
"""How many cells the reader makes room for at most: every one from the first that says anything to the last."""
_PART = 1 << 20
_LONGEST_TAG = 1 << 12
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PLACE = re.compile(rb'<(?:\w+:)?(c|row)(?:\s[^<>]*?\br\s*=\s*["\']([A-Za-z]*)(\d+)|[\s/>])')
"""The beginning of a row or a cell of a sheet, with its place as in `r="AB12"` where it has one."""


def check_workbook(path: Path) -> None:
    """Refuse a file whose reading would take more memory than a workbook of orders does.

    Raises:
        ValueError: with a sentence that says what to do.
        OSError: if it cannot be read.
    """
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            _check_size(sum(part.file_size for part in parts))
            _check_kind({part.filename for part in parts})
            for part in parts:
                if _SHEET.fullmatch(part.filename):
                    _check_reach(archive, part)
    except (BadZipFile, zlib.error, EOFError, RuntimeError):
        # Of the old kind of Excel, or damaged, or packed in a way that is not known; which one, the reader says.
        _check_size(path.stat().st_size)


def _check_size(size: int) -> None:
    if size > _UNPACKED:
        text = _("The workbook is too large: {size} MB unpacked, {limit} MB can be read. Save the sheet as CSV.")
        raise ValueError(text.format(size=number(size >> 20), limit=_UNPACKED >> 20))


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise ValueError(_("It is a workbook of the binary kind (xlsb); save it as xlsx or CSV."))
    if not names & {"xl/workbook.xml", "content.xml"}:
        raise ValueError(_("It is an archive without a workbook in it; unpack it, and import the file that is inside."))


def _check_reach(archive: ZipFile, part: ZipInfo) -> None:
    """Refuse a sheet with something far outside its table, which makes it as large as if all between were filled."""
    rows = columns = row = column = 0
    for tag, letters, digits in _places(archive, part):
        # What has no place of its own follows the one before.
        if tag == b"row":
            row, column = int(digits or row + 1), 0
        else:
            row, column = int(digits or row), _column(letters) if letters else column + 1
        rows, columns = max(rows, row), max(columns, column)
    if rows * columns > _CELLS:
        text = _(
            "The sheet reaches to row {row} and column {column}, which is too far: {count} cells, {limit} can be read."
            " Delete what stands far outside the table, or save the sheet as CSV."
        )
        raise ValueError(
            text.format(row=number(rows), column=number(columns), count=number(rows * columns), limit=number(_CELLS))
        )


def _places(archive: ZipFile, part: ZipInfo) -> Iterator[tuple[bytes, bytes, bytes]]:
    rest = b""
    with archive.open(part) as file:
        while block := file.read(_PART):
            text = rest + block
            # A tag that the next block goes on with is read there, whole.
            end = max(text.rfind(b"<"), len(text) - _LONGEST_TAG, len(rest))
            yield from _PLACE.findall(text, 0, end)
            rest = text[end:]
    yield from _PLACE.findall(rest)


@cache
def _column(letters: bytes) -> int:
    """The number of a column by its letters, from 1 for A."""
    at = 0
    for letter in letters.upper():
        at = 26 * at + letter - 64
    return at
