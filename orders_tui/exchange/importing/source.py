"""A file of orders from its opening on: whose it is, its orders, how far it is read; for commands and dialogs alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from orders_tui.domain.file_orders import FileOrder, Mode
from orders_tui.domain.rights import Actor, Right
from orders_tui.exchange.importing.formats import Format, plain
from orders_tui.exchange.importing.json_lines import is_json, open_json_lines
from orders_tui.exchange.importing.reader import Options, OrderReader
from orders_tui.exchange.importing.recognising import mapping_key, read_mapping, recognised
from orders_tui.exchange.importing.tables import FileTable, Reading, open_table

Remembered = Callable[[str], str]
"""What was remembered under a name; empty if nothing was."""
_ITEMS = frozenset({"items", "item_name", "item_price"})


@dataclass(slots=True)
class OrderFile:
    """A file of orders; `format` is None where nobody knows its columns, until one is chosen."""

    table: FileTable
    format: Format | None

    @property
    def only_updates(self) -> bool:
        """Whether it says too little of an order to make one."""
        there = frozenset(map(plain, self.table.headings))
        sources = {} if self.format is None else self.format.sources
        says_items = any(not there.isdisjoint(sources[name].columns) for name in _ITEMS & sources.keys())
        return not says_items and (self.format is None or self.format.unpack is None)

    def usual_mode(self, by: Actor) -> Mode:
        """What this file, and the role of whoever imports it, are fit for."""
        return Mode.UPDATE if self.only_updates or not by.may(Right.CHANGE) else Mode.ADD

    def recorded(self, mode: Mode) -> str:
        """What the audit says of its import: whose columns, and the mode; nothing that may name a buyer."""
        return f"{self.format.name if self.format else ''} {mode}".strip()

    def orders(self, options: Options) -> Iterator[FileOrder]:
        """Its orders, read anew from the file at each call; `table.done` of `table.size` is read meanwhile.

        Raises:
            Unreadable: if the file is damaged further on.
        """
        assert self.format is not None
        return OrderReader(self.format, self.table.headings, options).orders(self.table.rows())


def open_orders(path: Path, reading: Reading, remembered: Remembered, format: Format | None = None) -> OrderFile:
    """Open a file and find out whose it is.

    Args:
        path: the file.
        reading: what is said of its encoding and its separator.
        remembered: where mappings are looked up that were made for files with the same columns.
        format: its format, where that is said.

    Raises:
        Unreadable: if it is no table.
        OSError: if it cannot be read.
        ValueError: if a mapping that was remembered is none.
    """

    def found(headings: Sequence[str]) -> Format | None:
        if format is not None:
            return format
        known = recognised(headings)
        if known is None and (mapping := remembered(mapping_key(headings))):
            return read_mapping(mapping)
        return known

    def is_head(headings: Sequence[str]) -> bool:
        known = found(headings)
        # A format that was chosen fits any row: so the names are looked for in the row that has some of its columns.
        return known is not None and (format is None or _has(headings, known))

    table = open_json_lines(path) if is_json(path) else open_table(path, reading, is_head)
    return OrderFile(table, found(table.headings))


def _has(headings: Sequence[str], format: Format) -> bool:
    """Whether a row holds columns of a format that was chosen, which may lack some of them."""
    names = frozenset(map(plain, headings))
    return sum(not names.isdisjoint(source.columns) for source in format.sources.values()) > 1
