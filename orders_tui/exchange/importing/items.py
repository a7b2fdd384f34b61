"""Reading the items of an order: one a row, or packed into cells."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from orders_tui.domain.facts import Value, total_of
from orders_tui.domain.file_orders import Fault
from orders_tui.domain.order import Item, ItemKind
from orders_tui.domain.words import _
from orders_tui.exchange.cells import unmarked
from orders_tui.exchange.importing.formats import Format, PackedItem
from orders_tui.exchange.importing.tables import FileRow
from orders_tui.exchange.importing.values import count, item_kind, money


class _Read(NamedTuple):
    """An item, and the row that says it."""

    item: Item
    row: FileRow


class _Wrong(Exception):
    def __init__(self, what: str, text: str, reason: str) -> None:
        super().__init__(reason)
        self.what, self.text, self.reason = what, text, reason


class ItemReader:
    """Reads the items of the orders of one table."""

    def __init__(
        self,
        format: Format,
        names: Sequence[str],
        of_row: Callable[[FileRow, str], str],
        headings: Mapping[str, str],
    ) -> None:
        """Make a reader.

        Args:
            format: the format of the table.
            names: the plain names of all its columns.
            of_row: what a row says of one thing.
            headings: the column of the file that says each thing.
        """
        self._format = format
        self._names = names
        self._of_row = of_row
        self._headings = headings

    def items(
        self, rows: Sequence[FileRow], facts: Mapping[str, Value], faults: list[Fault], remarks: list[str]
    ) -> tuple[Item, ...]:
        """The items of the rows of an order; what is wrong or odd is added to the faults and remarks."""
        found: list[_Read] = []
        for row in rows:
            try:
                found += [_Read(item, row) for item in self._of(row)]
            except _Wrong as wrong:
                heading = self._headings.get(wrong.what, "")
                faults.append(Fault(row.line, heading, wrong.text, wrong.reason))
        items = tuple(read.item for read in found)
        if items and self._format.unpack is None and "item_name" not in self._headings:
            remarks.append(_("The file names no items; all of them are kept as one."))
        total = facts.get("total")
        # The desk's own files say each price once; where the total of another system does not fit, its columns may
        # mean something else.
        if self._format.exact or total is None or total_of(items, facts) == total:
            return items
        for candidate, remark in self._otherwise(found):
            if total_of(candidate, facts) == total:
                remarks += filter(None, [remark])
                return candidate
        return items

    def _of(self, row: FileRow) -> Iterator[Item]:
        if self._format.unpack is not None:
            cells = dict(zip(self._names, row.cells, strict=False))
            for packed in self._format.unpack(cells):
                yield _item(packed, ItemKind.PHYSICAL)
            return
        name = self._said(row, "item_name")
        price, total = self._said(row, "item_price"), self._said(row, "item_total")
        if not name.strip() and price.strip():
            raise _Wrong("item_name", price, _("The item has no name."))
        if not name.strip() or not ("item_name" in self._headings or price):
            return
        kind = self._said(row, "item_kind")
        packed = PackedItem(name, self._said(row, "item_quantity"), price, total, self._said(row, "item_sku"))
        yield _item(packed, _kind(kind) if kind.strip() else ItemKind.PHYSICAL)

    def _said(self, row: FileRow, name: str) -> str:
        text = self._of_row(row, name)
        return unmarked(text) if self._format.exact else text

    def _otherwise(self, found: Sequence[_Read]) -> Iterator[tuple[tuple[Item, ...], str]]:
        """What the items may be if they do not make the total, with what is then to be said."""
        by_line = self._format.either_price
        if by_line and (pieces := _of_pieces([read.item for read in found])):
            yield pieces, ""
        # Shopify's files have rows that repeat others to the letter. Only where the total proves it is one taken for a
        # repeat: two pieces in two rows look the same.
        # Backwards twice, so that of equal rows the first one's place is kept.
        once = {read.row.cells: read.item for read in reversed(found)}
        if self._format.unpack is None and len(once) < len(found):
            items = tuple(reversed(once.values()))
            remark = _("Duplicate rows are counted once, as the total shows.")
            yield items, remark
            if by_line and (pieces := _of_pieces(items)):
                yield pieces, remark


def _of_pieces(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items with their prices for a line as those of a piece; none where one does not divide."""
    if any(item.price % item.quantity for item in items):
        return ()
    return tuple(item._replace(price=item.price // item.quantity) for item in items)


def _item(packed: PackedItem, kind: ItemKind) -> Item:
    quantity = 1 if not packed.quantity.strip() else _read(count, "item_quantity", packed.quantity)
    if quantity == 0:
        raise _Wrong("item_quantity", packed.quantity, _("The quantity must be at least one."))
    if packed.price.strip():
        price = _read(money, "item_price", packed.price)
    elif packed.total.strip():
        total = _read(money, "item_total", packed.total)
        price, rest = divmod(total, quantity)
        if rest:
            text = _("The price of the line cannot be split into {quantity} equal pieces in whole rupiah.")
            raise _Wrong("item_total", packed.total, text.format(quantity=quantity))
    else:
        raise _Wrong("item_price", packed.name, _("The item has no price."))
    return Item(packed.name, price, quantity, kind, packed.sku)


def _kind(text: str) -> ItemKind:
    try:
        return item_kind(text)
    except ValueError as wrong:
        raise _Wrong("item_kind", text, str(wrong)) from None


def _read(read: Callable[[str], int], what: str, text: str) -> int:
    try:
        return read(text)
    except ValueError as wrong:
        raise _Wrong(what, text, str(wrong)) from None
