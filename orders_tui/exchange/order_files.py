"""Orders as files: CSV, Excel and JSON lines. Each is written order by order, so that its size does not matter."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from io import TextIOWrapper
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Kind, Order
from orders_tui.domain.money import number
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.words import _
from orders_tui.exchange.cells import distinct, moment_of, safe, text_of, written_moment
from orders_tui.exchange.order_columns import FileColumn, Rows
from orders_tui.exchange.order_json import facts_object

CELL_LIMIT = 32_767
"""The longest text of a cell in Excel, in characters."""
ROW_LIMIT = 1_048_575
"""How many rows a sheet of Excel has below its head."""


class FileFormat(StrEnum):
    """The kinds of files that are written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


class FileLayout(NamedTuple):
    """What of each order goes into a file, and how."""

    columns: tuple[FileColumn, ...]
    rows: Rows
    zone: ZoneInfo
    """By whose clocks times are written, but in JSON, which has UTC."""
    delimiter: str = ","
    bom: bool = True
    """Whether a CSV file begins with the mark by which Excel knows that it is UTF-8."""


def recorded(kind: FileFormat, query: OrderQuery) -> str:
    """The kind of file and the filters, for the audit; of words that may name a buyer only that there were some."""
    bare = query.with_text("").without("tracking_note")
    return " ".join(filter(None, [kind, str(bare), "" if bare == query else "…"]))


def write_orders(file: IO[bytes], kind: FileFormat, layout: FileLayout, orders: Iterable[Order]) -> None:
    """Write orders to an open file; they are taken from the iterable as they are written.

    Raises:
        RuleBroken: if a sheet of Excel cannot hold them; what was written by then is no file.
    """
    _WRITERS[kind](file, layout, orders)


def _csv(file: IO[bytes], layout: FileLayout, orders: Iterable[Order]) -> None:
    text = TextIOWrapper(file, encoding="utf-8-sig" if layout.bom else "utf-8", newline="", write_through=True)
    try:
        table = csv.writer(text, delimiter=layout.delimiter)
        table.writerow([column.heading for column in layout.columns])
        columns = [(column, _cells(column, layout.zone)) for column in layout.columns]
        rows = _rows(layout, orders)
        while part := list(islice(rows, _TOGETHER)):
            found, items = zip(*part, strict=True)
            facts = dict(zip(Order._fields, zip(*found, strict=True), strict=True))
            table.writerows(zip(*[cells(_of(column, facts, items)) for column, cells in columns], strict=True))
    finally:
        text.detach()  # the file is its owner's to close


_TOGETHER = 500
"""How many rows are worded at once."""


def _of(column: FileColumn, facts: Mapping[str, Sequence[Any]], items: Iterable[Any]) -> Iterable[Any]:
    """What a column says in each of many rows, of whose orders and items these are the facts."""
    name = column.fact.name
    return map(attrgetter(name), items) if column.of_item else facts[name]


def _cells(column: FileColumn, zone: ZoneInfo) -> Callable[[Iterable[Any]], Iterable[object]]:
    """What words a column in many rows at once, since a large file has millions of cells."""
    fact = column.fact
    match fact.kind:
        case Kind.MONEY | Kind.COUNT | Kind.CHOICE:  # never anything else to a spreadsheet
            return iter
        case Kind.MOMENT:
            return lambda times: [at if at is None else written_moment(at, zone) for at in times]
        case Kind.TEXT | Kind.LINES | Kind.PHONE:
            return lambda texts: [text and safe(text) for text in texts]
        case _:
            return lambda values: [safe(text_of(fact, value, zone)) for value in values]


def _rows(layout: FileLayout, orders: Iterable[Order]) -> Iterator[tuple[Order, Any]]:
    if layout.rows is Rows.ITEMS:
        return ((order, item) for order in orders for item in order.items)
    return ((order, None) for order in orders)


def _jsonl(file: IO[bytes], layout: FileLayout, orders: Iterable[Order]) -> None:
    facts = tuple(column.fact for column in layout.columns if not column.of_item)
    has_items = any(column.of_item for column in layout.columns)
    for order, item in _rows(layout, orders):
        line = facts_object(order, facts)
        if has_items:
            line |= {"item": {each.fact.name: each.value(order, item) for each in layout.columns if each.of_item}}
        file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _xlsx(file: IO[bytes], layout: FileLayout, orders: Iterable[Order]) -> None:
    from xlsxwriter import Workbook  # only who writes to Excel needs it

    name = getattr(file, "name", None)
    folder = str(Path(name).parent) if isinstance(name, str) else None
    # Its own temporary files hold buyers' data; they lie where the file itself will.
    book = Workbook(file, {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    head = book.add_format({"bold": True})
    time = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for at, column in enumerate(layout.columns):
        sheet.set_column(at, at, _WIDTHS.get(column.fact.kind, 16))
    for at, column in enumerate(layout.columns):
        sheet.write_string(0, at, column.heading, head)
    for row, (order, item) in enumerate(_rows(layout, orders), 1):
        if row > ROW_LIMIT:
            text = _("A sheet of Excel has room for {limit} rows; write CSV, or choose fewer orders.")
            raise RuleBroken(text.format(limit=number(ROW_LIMIT)))
        for at, column in enumerate(layout.columns):
            _write_cell(sheet, (row, at), column, column.value(order, item), layout.zone, time)
    book.close()


_WIDTHS = {
    Kind.LINES: 32,
    Kind.PHONE: 18,
    Kind.MONEY: 12,
    Kind.MOMENT: 19,
    Kind.CHOICE: 14,
    Kind.COUNT: 8,
    Kind.ITEMS: 40,
}
"""The widths of columns in characters, where they are not those of a short text."""


def _write_cell(
    sheet: Any, place: tuple[int, int], column: FileColumn, value: object, zone: ZoneInfo, time: object
) -> None:
    kind = column.fact.kind
    if kind is Kind.MOMENT and isinstance(value, int) and (moment := moment_of(value, zone)):
        sheet.write_datetime(*place, moment, time)
    elif kind in (Kind.MONEY, Kind.COUNT) and isinstance(value, int):
        sheet.write_number(*place, value)
    elif text := distinct(text_of(column.fact, value, zone)):
        if len(text) > CELL_LIMIT:
            sentence = _("{field}: a cell of Excel has room for {limit} characters; write CSV, or one row an item.")
            raise RuleBroken(sentence.format(field=column.fact.title, limit=number(CELL_LIMIT)))
        sheet.write_string(*place, text)


_WRITERS: dict[FileFormat, Callable[[IO[bytes], FileLayout, Iterable[Order]], None]] = {
    FileFormat.CSV: _csv,
    FileFormat.XLSX: _xlsx,
    FileFormat.JSONL: _jsonl,
}
