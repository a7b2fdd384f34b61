"""A list of receipt numbers as a person pastes it: what each line gives a parcel."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from orders_tui.domain.order import ORDER_ID
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _


class Unplaced(NamedTuple):
    """A line of a pasted list that gives no row anything."""

    line: int
    """Counted from 1."""
    reason: str


class ParcelEntry(NamedTuple):
    """What a line of a list gives a parcel; what it does not name is empty."""

    line: int
    order_id: str = ""
    courier: str = ""
    receipt: str = ""


def read_parcels(text: str) -> tuple[tuple[ParcelEntry, ...], tuple[Unplaced, ...]]:
    """The lines of a list of parcels, and those that cannot be read.

    A heading without any digit is passed over, and so are numbers of the rows at their beginning. A line of several
    numbers and nothing else is several entries; a blank line between others is an empty one.
    """
    entries: list[ParcelEntry] = []
    unread: list[Unplaced] = []
    for line, words in _without_row_numbers(_body(text)):
        try:
            entries += _read(line, words)
        except ValueError as error:
            unread.append(Unplaced(line, str(error)))
    return tuple(entries), tuple(unread)


def _body(text: str) -> Iterator[tuple[int, list[str]]]:
    """The words of each line from the first on that is no heading."""
    begun = False
    for line, written in enumerate(text.rstrip().splitlines(), 1):
        words = _words(written)
        if begun or _numbers(words):
            yield line, words
        begun = begun or bool(words)


_COUNT = re.compile(r"[0-9]{1,4}")
_MARKED_COUNT = re.compile(r"\(?[0-9]{1,4}[.)]")


def _without_row_numbers(body: Iterable[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The lines without the numbers that count them, `1.`, `1)` or `1`, where more than that stands in a line.

    A number without a mark could be a receipt number: it counts the lines where an order is named beside each, or
    where several rise from line to line.
    """
    lines = list(body)
    numbered = [words for _line, words in lines if len(_numbers(words)) > 1]
    counts = [int(words[0]) for words in numbered if _COUNT.fullmatch(words[0])]
    # Numbers that count rows rise; receipt numbers so short do not, line after line.
    rise = all(each < after for each, after in pairwise(counts))
    sure = len(counts) > 1 or all(map(_orders, numbered))
    bare = rise and sure and len(counts) == len(numbered)
    counting = re.compile(f"{_COUNT.pattern}|{_MARKED_COUNT.pattern}") if bare else _MARKED_COUNT
    return [
        (line, words[1:] if len(_numbers(words)) > 1 and counting.fullmatch(words[0]) else words)
        for line, words in lines
    ]


_BETWEEN = re.compile(r"[\s,;|:=]+")
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
"""How a spreadsheet shows a long number; its last digits are lost."""


def _words(written: str) -> list[str]:
    # Its comma must not part it: it is refused by what stands there.
    if _ROUNDED.search(written):
        return [written.strip()]
    words = (word.strip("\"'“”‘’") for word in _BETWEEN.split(written))
    return [word for word in words if any(char.isalnum() for char in word)]


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(char.isdigit() for char in word)]


def _orders(words: Sequence[str]) -> list[str]:
    return [word for word in words if ORDER_ID.fullmatch(word.removeprefix("#"))]


_LABEL = re.compile(
    r"(?<![^ ])(?:(?:no|nomor|nomer)[. ]*)?"
    r"(?:resi|awb|receipt|tracking|kurir|courier|ekspedisi|order id|order|id pesanan|pesanan)"
    r"(?: (?:no|number))?\.?(?![^ ])",
    re.IGNORECASE,
)
"""What people write before a number, an order or a courier, and what is none of them."""


def _read(line: int, words: Sequence[str]) -> Iterator[ParcelEntry]:
    """The entries of a line; with an order or a courier it is one.

    Raises:
        ValueError: with the reason, if it cannot be told what the line says.
    """
    orders = _orders(words)
    numbers = [word for word in _numbers(words) if word not in orders]
    others = " ".join(word for word in words if word not in orders and word not in numbers)
    courier = " ".join(_LABEL.sub("", others).split())
    if rounded := next(filter(_ROUNDED.search, numbers), ""):
        text = _("“{text}” is a number that a spreadsheet has rounded; its last digits are lost.")
        raise ValueError(text.format(text=excerpt(rounded)))
    if len(orders) > 1:
        raise ValueError(_("It names {count} orders; each line is for one order.").format(count=len(orders)))
    if not orders and not courier:
        yield from [ParcelEntry(line, receipt=number) for number in numbers] or [ParcelEntry(line)]
        return
    if len(numbers) > 1:
        numbers_shown = ", ".join(excerpt(number) for number in numbers)
        raise ValueError(_("It has several numbers: {numbers}.").format(numbers=numbers_shown))
    if not numbers and not (orders and courier):
        raise ValueError(_("It has no receipt number."))
    yield ParcelEntry(line, orders[0].removeprefix("#").upper() if orders else "", courier, *numbers)
