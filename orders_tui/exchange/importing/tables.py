"""Tables in files: CSV in any encoding with any separator, and the sheets of Excel and LibreOffice."""

import codecs
import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from io import StringIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.exchange.importing.workbook_limits import check_workbook, unreadable
from orders_tui.exchange.text_tables import DELIMITERS, WINDOWS, encoding_of

_SAMPLE = 1 << 16
"""How many bytes show which separator a file has."""
_SAMPLE_ROWS = 30
_PART = 1 << 20
"""How many bytes are looked at at once for the encoding."""
_PREAMBLE = 20
"""In how many rows the column names are looked for."""
_LONGEST_CELL = 16 << 20
_EXACT = 10**15
"""From here on a number of a spreadsheet has lost digits."""
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
"""How PDFs, pictures and archives begin."""


class Unreadable(Exception):
    """A file that is no table; the text says why, and what to do."""


class FileRow(NamedTuple):
    """A row below the column names."""

    line: int
    """The line of the file, or the row of the sheet, that it begins on; counted from 1."""
    cells: tuple[str, ...]


class Reading(NamedTuple):
    """How a file is to be read, where that is said and not to be found out."""

    delimiter: str = ""
    encoding: str = ""


IsHead = Callable[[Sequence[str]], bool]
"""Whether the cells of a row are column names that are known."""


@dataclass(slots=True)
class FileTable:
    """A table in a file. Its rows can be read again and again, each time from the file."""

    path: Path
    headings: tuple[str, ...]
    size: int
    """How much there is to read, in the measure of `done`."""
    delimiter: str = ""
    """What stands between the cells; empty for a sheet."""
    encoding: str = ""
    done: int = 0
    """How much was read so far."""
    _head_line: int = 1
    _read: Callable[["FileTable"], Iterator[FileRow]] = field(default=lambda table: table._lines(), repr=False)

    def rows(self) -> Iterator[FileRow]:
        """The rows below the column names, but for blank ones.

        Raises:
            Unreadable: if the file is damaged further on.
        """
        self.done = 0
        for row in self._read(self):
            if row.line > self._head_line and any(row.cells):
                yield row

    def _lines(self) -> Iterator[FileRow]:
        errors = _errors(self.encoding)
        with self.path.open("rb") as file, TextIOWrapper(file, self.encoding, errors, newline="") as text:
            try:
                for row in _csv_rows(text, self.delimiter):
                    # What was read into the buffer counts too; for a progress bar that is near enough.
                    self.done = file.tell()
                    yield row
            except UnicodeError:
                raise _not_in(self.encoding) from None


def open_table(path: Path, reading: Reading, is_head: IsHead) -> FileTable:
    """Find out what a file is, and where its column names stand.

    Args:
        path: the file.
        reading: what is said of it.
        is_head: tells column names that are known; where no row has them, the first row that says anything has.

    Raises:
        Unreadable: if it is no table.
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        begin = file.read(_SAMPLE)
    # By its first bytes, since files are often named for another format than they have.
    if begin.startswith((_ZIP, _OLD_EXCEL)):
        return _open_sheet(path, is_head)
    if not begin.strip():
        raise Unreadable(_("The file is empty."))
    if begin.startswith(_NO_TABLES):
        raise Unreadable(_("The file is a PDF, a picture or an archive, not a table; save the orders as CSV or xlsx."))
    # Some shops name a page of HTML .xls, which Excel opens without a word.
    if begin.lstrip()[:1] == b"<":
        raise Unreadable(_("The file is a page of HTML; open it in Excel and save it as CSV or xlsx."))
    encoding = reading.encoding or _encoding(path)
    try:
        # Incremental: the sample may end within a character.
        text = codecs.getincrementaldecoder(encoding)(_errors(encoding)).decode(begin)
    except LookupError:
        raise Unreadable(_("There is no encoding {name}.").format(name=excerpt(encoding))) from None
    except UnicodeError:
        raise _not_in(encoding) from None
    delimiter = reading.delimiter or _delimiter(text, is_head)
    table = FileTable(path, (), path.stat().st_size, delimiter, encoding)
    table._head_line, table.headings = _head(
        islice(_csv_rows(StringIO(text, newline=""), delimiter), _PREAMBLE), is_head
    )
    return table


def _errors(encoding: str) -> str:
    """What becomes of bytes that an encoding does not have: in that of Windows, which lacks few, they are replaced.

    In any other encoding they say that the file has another one, in which its names would be read wrongly.
    """
    return "replace" if encoding == WINDOWS else "strict"


def _not_in(encoding: str) -> Unreadable:
    return Unreadable(_("The file is not in the encoding {name}; choose another one.").format(name=excerpt(encoding)))


def _open_sheet(path: Path, is_head: IsHead) -> FileTable:
    """The first sheet whose column names are known, else the first one that says anything."""
    import python_calamine  # only a file of Excel needs it

    try:
        check_workbook(path)
    except ValueError as wrong:
        raise Unreadable(str(wrong)) from wrong
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        found: list[FileTable] = []
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            # A sheet without any cell.
            if sheet.start is None:
                continue
            line, headings = _head(islice(_sheet_rows(sheet), _PREAMBLE), is_head)
            found.append(FileTable(path, headings, sheet.height, _head_line=line, _read=partial(_rows_of, sheet)))
            # Workbooks of shops have a sheet of instructions before or behind the orders.
            if is_head(headings):
                return found[-1]
    except python_calamine.PasswordError as error:
        text = _("The workbook is protected with a password; open it in Excel, remove the password, and save it.")
        raise Unreadable(text) from error
    except (python_calamine.CalamineError, ValueError) as error:
        raise Unreadable(unreadable(error)) from error
    if not found:
        raise Unreadable(_("The file is empty."))
    return found[0]


def _head(rows: Iterator[FileRow], is_head: IsHead) -> tuple[int, tuple[str, ...]]:
    """The line and the cells of the row with the column names."""
    first: FileRow | None = None
    for row in rows:
        if any(row.cells):
            first = first or row
            if is_head(row.cells):
                return row
    if first is None:
        raise Unreadable(_("The file is empty."))
    return first


def _csv_rows(text: Any, delimiter: str) -> Iterator[FileRow]:
    """The rows of a text; a first line such as `sep=;` is none."""
    # The limit is the process's: a broken quote would otherwise read the rest of the file as one cell.
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(text, delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if line > 1 or not (cells and cells[0].lstrip("\ufeff").casefold().startswith("sep=")):
                if line == 1 and cells:
                    cells[0] = cells[0].removeprefix("\ufeff")
                yield FileRow(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        text = _("Line {line} cannot be read: {reason}.")
        raise Unreadable(text.format(line=line, reason=excerpt(str(error)))) from error


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        return encoding_of(iter(partial(file.read, _PART), b""))


def _delimiter(text: str, is_head: IsHead) -> str:
    """What stands between the cells: as a first line says, else what gives known column names or rows of one width."""
    first = text.lstrip("\ufeff").partition("\n")[0].strip()
    if first.casefold().startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1]
    return max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter, is_head))


def _fit(text: str, delimiter: str, is_head: IsHead) -> tuple[bool, int, int]:
    """Whether there are known column names; how many rows have the commonest width, if that is over one; and it."""
    try:
        rows = list(islice(_csv_rows(StringIO(text, newline=""), delimiter), _SAMPLE_ROWS))
    except Unreadable:
        return (False, 0, 0)
    widths = [len(row.cells) for row in rows]
    width = max(set(widths), key=widths.count, default=0)
    known = any(is_head(row.cells) for row in rows[:_PREAMBLE])
    # With a wrong separator nearly all rows have one cell, and look alike for that.
    return (known, widths.count(width), width) if width > 1 else (False, 0, 0)


def _rows_of(sheet: Any, table: FileTable) -> Iterator[FileRow]:
    for row in _sheet_rows(sheet):
        table.done = row.line
        yield row


def _sheet_rows(sheet: Any) -> Iterator[FileRow]:
    # A row has all columns of the sheet from the first that says anything.
    before = ("",) * sheet.start[1]
    for line, cells in enumerate(sheet.iter_rows(), 1):
        yield FileRow(line, before + tuple(map(_cell, cells)))


def _cell(value: object) -> str:
    """A cell of a sheet as a text: numbers without a needless `.0`, times as `2026-11-22 14:05:09`."""
    match value:
        # Before the numbers, of which Python takes it for one.
        case bool():
            return "true" if value else "false"
        case float():
            # Excel keeps every number as a float; an order number must not end in .0.
            return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value!r}".upper()
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return "" if value is None else str(value)
