"""Tables in text files: which separator they have, where the column names stand, and the cells of each row by name.

Columns are recognised by their names, never by their position.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from orders_tui.exchange.text_tables import DELIMITERS

Names = Mapping[str, frozenset[str]]
"""What each column that is wanted may be called, as `plain` makes it."""

_PREAMBLE = 40
"""In how many rows the column names are looked for; before them banks write the account and the period."""
_BESIDE = re.compile(r"\([^)]*\)|\[[^]]*\]|\b(?:idr|rp)\b\.?", re.IGNORECASE)


class HeadedRow(NamedTuple):
    """A row below the column names."""

    line: int
    """The line of the file that it ends on, counted from 1."""
    text: str
    """The whole row, to be quoted."""
    cells: Mapping[str, tuple[str, ...]]
    """What stands in each wanted column; several where several columns have that name."""
    after: Mapping[str, str]
    """What stands to the right of each: some banks write `CR` there, in a column without a name."""

    def cell(self, name: str) -> str:
        """What stands in a column, empty where the table has none of that name."""
        return next(filter(None, self.cells.get(name, ())), "")


class UnreadLine(NamedTuple):
    """A line that says something, but not what."""

    line: int
    """Counted from 1."""
    text: str
    reason: str


class HeadedTable(NamedTuple):
    """A table whose column names were found."""

    columns: frozenset[str]
    """Which of the wanted columns it has."""
    rows: tuple[HeadedRow, ...]


def plain(name: str) -> str:
    """A column name as it is compared: letters and digits, without a unit beside it: `Kredit (IDR)` is `kredit`."""
    return "".join(char for char in _BESIDE.sub("", name).casefold() if char.isalnum())


def read_table(text: str, names: Names, needed: Sequence[frozenset[str]]) -> HeadedTable | None:
    """The table in a text; None where it has no row with the names of the needed columns.

    Args:
        text: the whole file.
        names: the wanted columns and what they may be called.
        needed: sets of columns; the names are found where a row has one or more of each set.
    """
    # With their ends, so that a quoted cell of several lines is read as one.
    lines = text.splitlines(keepends=True)
    # By trying: which separator a bank uses is known once the column names are found with it.
    for separator in DELIMITERS:
        rows = list(_rows(lines, separator))
        for at, (_line, cells) in enumerate(islice(rows, _PREAMBLE)):
            found = _recognised(cells, names)
            if all(set(found.values()) & each for each in needed):
                below = (_row(line, row, found) for line, row in rows[at + 1 :])
                return HeadedTable(frozenset(found.values()), tuple(row for row in below if row.text))
    return None


def _rows(lines: Sequence[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        return  # a field beyond all measure: this is no table


def _recognised(cells: Sequence[str], names: Names) -> dict[int, str]:
    """Which wanted column stands at which position."""
    found = {}
    for at, cell in enumerate(cells):
        name = plain(cell)
        # By whole names only: `balance amount` is no amount.
        if wanted := next((column for column, known in names.items() if name in known), None):
            found[at] = wanted
    return found


def _row(line: int, cells: Sequence[str], found: Mapping[int, str]) -> HeadedRow:
    by_name: dict[str, tuple[str, ...]] = {}
    after = {}
    for at, name in found.items():
        if at < len(cells):
            by_name[name] = (*by_name.get(name, ()), cells[at])
            after[name] = cells[at + 1] if at + 1 < len(cells) else ""
    return HeadedRow(line, " ".join(filter(None, cells)), by_name, after)
