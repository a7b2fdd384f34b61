"""What a format of order files is: its columns by name, and what each says of an order."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from orders_tui.exchange.importing.moments import DateOrder

Cells = Mapping[str, str]
"""What stands in the columns of a row, by their plain names; blank cells too."""


class Take(StrEnum):
    """What of several columns is taken."""

    FIRST = "first"
    """The first that is not blank."""
    JOIN = "join"
    """All that are not blank, a blank between them."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file says one thing of an order."""

    columns: tuple[str, ...]
    """Plain names of columns."""
    take: Take = Take.FIRST
    fixed: str = ""
    """What it is where no column says anything."""


@dataclass(frozen=True, slots=True)
class PackedItem:
    """An item out of a cell in which another system packs all that it knows of it; texts as they stand there."""

    name: str
    quantity: str = ""
    price: str = ""
    """Of one piece; blank where `total` says the price."""
    total: str = ""
    sku: str = ""


@dataclass(frozen=True)
class Format:
    """A kind of order files."""

    name: str
    """What the command line calls it."""
    title: str
    needed: frozenset[str]
    """The plain names of columns that tell it from all others."""
    sources: Mapping[str, Source]
    """Where it says each fact of an order; also `item_name` and the like, `currency`, `reason`, `tags`, `items`."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For facts of fixed words: its words, in small letters, and ours."""
    key: str = ""
    """The plain name of the column by which rows are one order; empty where each row is one."""
    dates: DateOrder = DateOrder.DMY
    exact: bool = False
    """Whether it is the desk's own."""
    derive: Callable[[Cells], Mapping[str, str]] | None = None
    """What follows from several columns together, by fact."""
    unpack: Callable[[Cells], Sequence[PackedItem]] | None = None
    """The items that are packed into cells."""
    mapped: bool = False
    """Whether a person has said what its columns hold."""
    either_price: bool = False
    """Whether the price may be that of a piece or of the line; the total tells which."""


def plain(name: str) -> str:
    """A column name as it is compared: `Order_ID ` is `order id`."""
    return re.sub(r"[\s_\ufeff]+", " ", name).strip().casefold()


def one(*columns: str, fixed: str = "") -> Source:
    """The first of these columns that says anything."""
    return Source(tuple(map(plain, columns)), Take.FIRST, fixed)


def joined(*columns: str) -> Source:
    """All of these columns together."""
    return Source(tuple(map(plain, columns)), Take.JOIN)


def names(*columns: str) -> frozenset[str]:
    """Columns as they are compared."""
    return frozenset(map(plain, columns))
