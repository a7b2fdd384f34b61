"""Orders as files: CSV, Excel and JSON lines. Each is written order by order, so that its size does not matter."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Kind, Order
from orders_tui.domain.money import number
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.words import _
from orders_tui.exchange.cells import distinct, moment_of, text_of
from orders_tui.exchange.csv_rows import CsvRows
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
    # What is typed into these two may be a buyer's name.
    bare = query.with_text("").without("tracking_note")
    return " ".join(filter(None, [kind, str(bare), "" if bare == query else "…"]))


class OrderReader(NamedTuple):
    """What reads the orders of row ids, some at a time, in their order."""

    whole: Callable[[Sequence[int]], Iterable[Order]]
    texts: Callable[[Sequence[int], Sequence[Sequence[tuple[str, bool]]], str, bool], Sequence[Sequence[str]]]
    """The same as texts, as `FileRows.read` of the store gives them."""


def write_orders(
    file: IO[bytes], kind: FileFormat, layout: FileLayout, parts: Iterable[Sequence[int]], reader: OrderReader
) -> int:
    """Write orders to an open file; how many rows it has below its head.

    Args:
        file: where to.
        kind: what kind of file.
        layout: what of each order, and how.
        parts: the row ids of the orders, some at a time; they are taken as the orders are written.
        reader: what reads these orders.

    Raises:
        RuleBroken: if a sheet of Excel cannot hold them; what was written by then is no file.
    """
    if kind is FileFormat.CSV:
        return _csv(file, layout, parts, reader)
    rows = _rows(layout, (order for part in parts for order in reader.whole(part)))
    return (_jsonl if kind is FileFormat.JSONL else _xlsx)(file, layout, rows)


def _csv(file: IO[bytes], layout: FileLayout, parts: Iterable[Sequence[int]], reader: OrderReader) -> int:
    table = CsvRows(layout.columns, layout.delimiter)
    columns = [[(column.fact.name, column.of_item) for column in group] for group in table.groups]
    each_item, count = layout.rows is Rows.ITEMS, 0
    text = TextIOWrapper(file, encoding="utf-8-sig" if layout.bom else "utf-8", newline="")
    try:
        text.write(table.head())
        for part in parts:
            rows = reader.texts(part, columns, layout.delimiter, each_item)
            text.writelines(table.lines(rows) if rows else ())
            count += len(rows)
    finally:
        text.detach()  # the file is its owner's to close
    return count


def _rows(layout: FileLayout, orders: Iterable[Order]) -> Iterator[tuple[Order, Any]]:
    if layout.rows is Rows.ITEMS:
        return ((order, item) for order in orders for item in order.items)
    return ((order, None) for order in orders)


def _jsonl(file: IO[bytes], layout: FileLayout, rows: Iterable[tuple[Order, Any]]) -> int:
    facts = tuple(column.fact for column in layout.columns if not column.of_item)
    has_items = any(column.of_item for column in layout.columns)
    count = 0
    for order, item in rows:
        count += 1
        line = facts_object(order, facts)
        if has_items:
            line |= {"item": {each.fact.name: each.value(order, item) for each in layout.columns if each.of_item}}
        file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return count


def _xlsx(file: IO[bytes], layout: FileLayout, rows: Iterable[tuple[Order, Any]]) -> int:
    from xlsxwriter import Workbook  # only who writes to Excel needs it

    name = getattr(file, "name", None)
    folder = str(Path(name).parent) if isinstance(name, str) else None
    # Its own temporary files hold buyers' data; they lie where the file itself will.
    # XlsxWriter would else make a formula of each text that begins with `=`.
    book = Workbook(file, {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    head = book.add_format({"bold": True})
    time = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for at, column in enumerate(layout.columns):
        sheet.set_column(at, at, _WIDTHS.get(column.fact.kind, 16))
    for at, column in enumerate(layout.columns):
        sheet.write_string(0, at, column.heading, head)
    count = 0
    for count, (order, item) in enumerate(rows, 1):
        # Excel itself would open the file without a word, and leave the rest out.
        if count > ROW_LIMIT:
            text = _("An Excel sheet has room for {limit} rows; write CSV, or choose fewer orders.")
            raise RuleBroken(text.format(limit=number(ROW_LIMIT)))
        for at, column in enumerate(layout.columns):
            _write_cell(sheet, (count, at), column, column.value(order, item), layout.zone, time)
    book.close()
    return count


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
        # Refused rather than cut: what is cut off would be lost when the file is imported again.
        if len(text) > CELL_LIMIT:
            sentence = _("{field}: an Excel cell has room for {limit} characters; write CSV, or one row per item.")
            raise RuleBroken(sentence.format(field=column.fact.title, limit=number(CELL_LIMIT)))
        sheet.write_string(*place, text)
