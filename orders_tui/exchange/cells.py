"""How the facts of an order are written into the cells of a file, so that they come back as they went out.

A spreadsheet takes a text that begins with `=` for a formula and a long number for one that it may round. Such a text
gets an apostrophe in front, which the reader takes off again.
"""

import csv
import json
import re
from datetime import datetime
from io import StringIO
from typing import TypeVar
from zoneinfo import ZoneInfo

from orders_tui.domain.clocks import shown_twice, written_moment
from orders_tui.domain.days import local
from orders_tui.domain.facts import Fact, Kind
from orders_tui.domain.order import Item, ItemKind

T = TypeVar("T")

MARK = "'"
CLEARED = ("(empty)", "(kosong)")
"""What a person writes into a cell to empty the fact of an order that is there; a blank cell keeps it."""
# Formulas, in ASCII and in full width, whatever blanks stand before; numbers that lose a zero or digits, or that are
# read as a power of ten; and the words that would clear.
_RISKY = re.compile(
    rf"\s*[=+\-@＝＋－＠{MARK}\t\r\n]"
    r"|[\t\r\n]"
    r"|0[0-9]+\Z"
    r"|[0-9]{12,}\Z"
    r"|[0-9]+(?:[.,][0-9]+)?[eE][+\-]?[0-9]+\Z"
    r"|\s*(?i:\(empty\)|\(kosong\))\s*\Z"
)


def safe(text: str) -> str:
    """A text as it may stand in a CSV file: no spreadsheet takes it for a formula or a number that it would round."""
    return MARK + text if _RISKY.match(text) else text


def unmarked(text: str) -> str:
    """The text that `safe` made this of; one that it did not make stays as it is."""
    # Only an apostrophe that `safe` would have put there is taken off: a name may begin with one of its own.
    return text[1:] if text.startswith(MARK) and _RISKY.match(text[1:]) else text


def distinct(text: str) -> str:
    """A text as it may stand in a cell that is known to be text: only what would be read otherwise is marked."""
    return MARK + text if unmarked(text) != text or text.strip().casefold() in CLEARED else text


def moment_of(at: int, zone: ZoneInfo) -> datetime | None:
    """A stored time as a spreadsheet keeps it, without a zone; None where it could not be told from another."""
    then = local(at, zone)
    # Where clocks go back an hour comes twice: without its zone the time could be either.
    if then.year < _FIRST_YEAR or shown_twice(then):
        return None
    return then.replace(tzinfo=None)


_FIRST_YEAR = 1901
"""Spreadsheets know no times before it."""


def text_of(fact: Fact, value: object, zone: ZoneInfo) -> str:
    """The value of a fact as a cell has it, before `safe`; empty where there is none."""
    match fact.kind:
        case Kind.MOMENT:
            return written_moment(value, zone) if isinstance(value, int) else ""
        case Kind.TAGS if isinstance(value, tuple):
            return written_list(value)
        case Kind.ITEMS if isinstance(value, tuple):
            return written_items(value)
        case _:
            return "" if value is None else str(value)


def written_items(items: tuple[Item, ...]) -> str:
    """All items of an order in one cell, as JSON."""
    objects = [
        {"name": item.name, "sku": item.sku, "price": item.price, "quantity": item.quantity, "kind": item.kind.value}
        for item in items
    ]
    return _COMPACT.encode(objects)


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def read_items(text: str) -> tuple[Item, ...]:
    """The items of a cell that `written_items` made.

    Raises:
        ValueError: if it is no such cell.
    """
    try:
        return tuple(
            Item(
                name=_checked(each["name"], str),
                price=_checked(each["price"], int),
                quantity=_checked(each.get("quantity", 1), int),
                kind=ItemKind(each.get("kind", ItemKind.PHYSICAL)),
                sku=_checked(each.get("sku", ""), str),
            )
            for each in json.loads(text)
        )
    # Whatever else stands in the cell: a single number, a list of lists, brackets without end.
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def read_list(text: str) -> tuple[str, ...]:
    """The texts of a cell in which commas stand between them; quoted where a text has a comma itself."""
    if '"' not in text:
        return tuple(part for each in re.split("[,\n]", text) if (part := each.strip()))
    # Blanks behind a comma, as people type them, would otherwise keep the quotes from being seen.
    rows = csv.reader(StringIO(text, newline=""), skipinitialspace=True)
    return tuple(part for row in rows for each in row if (part := each.strip()))


def written_list(texts: tuple[str, ...]) -> str:
    """All texts in one cell, commas between them, for `read_list`."""
    return ", ".join([quoted(text) if re.search('[,"]', text) else text for text in texts])


def quoted(text: str) -> str:
    """A text in quotes, those in it doubled, as CSV has it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _checked(value: object, kind: type[T]) -> T:
    # To Python `true` is a whole number too.
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
