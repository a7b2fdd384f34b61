"""The rows of a CSV file, worded many at once, since a large file has millions of cells."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from orders_tui.domain.facts import Kind
from orders_tui.exchange.cells import quoted, safe
from orders_tui.exchange.order_columns import FileColumn

_END = "\r\n"
_PLAIN = frozenset({Kind.MONEY, Kind.COUNT, Kind.CHOICE, Kind.MOMENT})
"""What never needs quotes, nor is anything else to a spreadsheet."""
_NOTHING = '""'


class CsvRows:
    """The columns of a file, in groups whose facts may stand together in one text: plain ones, or a single one."""

    def __init__(self, columns: Sequence[FileColumn], delimiter: str) -> None:
        self.delimiter = delimiter
        self.groups: list[tuple[FileColumn, ...]] = []
        for plain, found in groupby(columns, _is_plain):
            together = tuple(found)
            self.groups += [together] if plain else [(column,) for column in together]
        self._is_lone = len(columns) == 1
        self._special = re.compile(f'["\r\n{re.escape(delimiter)}]')

    def head(self) -> str:
        """The first line."""
        return self.delimiter.join([column.heading for group in self.groups for column in group]) + _END

    def lines(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        """The lines of rows that have a text for each group."""
        texts = [
            each if _is_plain(group[0]) else self._cells(each)
            for group, each in zip(self.groups, zip(*rows, strict=True), strict=True)
        ]
        for line in map(self.delimiter.join, zip(*texts, strict=True)):
            # A line without anything would be no row to whoever reads it.
            yield (line or _NOTHING if self._is_lone else line) + _END

    def _cells(self, texts: Sequence[str]) -> Sequence[str]:
        """Texts of any kind as cells: guarded, and in quotes where that is needed."""
        if not any(texts):
            return texts
        # As nearly all begin with a letter, which is quickly known.
        cells = [text if not text or text[0].isalpha() else safe(text) for text in texts]
        special = self._special.search
        # One search through all of them first: most columns have nothing to quote in a thousand cells.
        if special("".join(cells)):
            return [quoted(cell) if special(cell) else cell for cell in cells]
        return cells


def _is_plain(column: FileColumn) -> bool:
    return column.fact.kind in _PLAIN
