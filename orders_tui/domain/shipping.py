"""The ship sheet: orders with the courier and the receipt number that each gets, as a frozen value with verbs.

A receipt number belongs to one parcel. Where it stands in two rows, or another order has it, its rows are stopped until
it is said that those orders lie in one parcel.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from orders_tui.domain.commands import ChangeOrder, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import change
from orders_tui.domain.order import Status, label
from orders_tui.domain.parcel_list import ParcelEntry, Unplaced, read_parcels
from orders_tui.domain.plans import Selection, selected
from orders_tui.domain.receipts import number_key
from orders_tui.domain.search import fold
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _

SHIPPABLE = frozenset({Status.PENDING, Status.CONFIRMED, Status.IN_PROCESS, Status.READY})
"""From these a parcel goes to the courier; that Completed and Return to Sender lead back to Shipped is a correction."""


class Parcel(NamedTuple):
    """A row of the sheet."""

    order: Order
    courier: str
    receipt: str


class StopReason(NamedTuple):
    """Why a row is not shipped."""

    reason: str
    shared: str = ""
    """The receipt number that several orders have, where saying that they lie in one parcel lets the row go."""


class Skipped(NamedTuple):
    """An order that was meant but has no row."""

    order_id: str
    reason: str


@dataclass(frozen=True)
class ShipSheet:
    """What is to be shipped, before anything is written."""

    parcels: tuple[Parcel, ...]
    skipped: tuple[Skipped, ...] = ()
    shared: frozenset[str] = frozenset()
    """Receipt numbers of parcels that hold several orders on purpose, as `number_key` makes them."""
    taken: Mapping[str, Mapping[str, Order]] = field(default_factory=lambda: MappingProxyType({}))
    """Receipt numbers that stored orders have, as `number_key` makes them, each with these orders by their ids."""

    @classmethod
    def of(cls, orders: Iterable[Order]) -> "ShipSheet":
        """A row for every order that can be shipped, with the courier and the number that it has."""
        parcels: list[Parcel] = []
        skipped: list[Skipped] = []
        for order in orders:
            if reason := _unshippable(order):
                skipped.append(Skipped(order.order_id, reason))
            else:
                parcels.append(Parcel(order, order.courier, order.receipt))
        return cls(tuple(parcels), tuple(skipped))

    def with_skipped(self, *skipped: Skipped) -> "ShipSheet":
        """With more orders that have no row."""
        return replace(self, skipped=(*self.skipped, *skipped))

    def without(self, order_ids: Collection[str]) -> "ShipSheet":
        """Without the rows of these orders."""
        return replace(self, parcels=tuple(each for each in self.parcels if each.order.order_id not in order_ids))

    def renewed(self, orders: Iterable[Order]) -> "ShipSheet":
        """Only the rows of those of these orders that can be shipped as they are now, in another version than here.

        Where somebody else wrote a courier or a number into an order meanwhile, that is not typed over unseen.
        """
        now = {order.id: order for order in orders}
        renewed = [parcel._replace(order=now[parcel.order.id]) for parcel in self.ready if _is_renewed(parcel, now)]
        return replace(self, parcels=tuple(renewed))

    def with_parcels(self, parcels: Iterable[Parcel]) -> "ShipSheet":
        """With these rows in place of those that are there."""
        return replace(self, parcels=tuple(parcels))

    def with_courier(self, row: int, courier: str) -> "ShipSheet":
        """With this courier in a row."""
        return self._with(row, self.parcels[row]._replace(courier=courier.strip()))

    def with_receipt(self, row: int, receipt: str) -> "ShipSheet":
        """With this receipt number in a row."""
        return self._with(row, self.parcels[row]._replace(receipt=receipt.strip()))

    def with_usual_courier(self, courier: str) -> "ShipSheet":
        """With this courier wherever there is none."""
        filled = tuple(parcel._replace(courier=parcel.courier or courier.strip()) for parcel in self.parcels)
        return replace(self, parcels=filled)

    def with_one_parcel(self, *numbers: str) -> "ShipSheet":
        """Said that all orders with such a number lie in one parcel."""
        return replace(self, shared=self.shared | {number_key(number) for number in numbers})

    def with_taken(self, orders: Iterable[Order]) -> "ShipSheet":
        """Knowing these stored orders, which are all that have one of the `numbers`."""
        taken: defaultdict[str, dict[str, Order]] = defaultdict(dict)
        for order in orders:
            taken[number_key(order.receipt)][order.order_id] = order
        return replace(self, taken=MappingProxyType(dict(taken)))

    def unlike(self, number: str) -> tuple[Parcel, ...]:
        """All with this number where they hardly lie in one parcel: other buyers, or other couriers; else none.

        Args:
            number: as `number_key` makes it.
        """
        stored = self.taken.get(number, {})
        with_number = [
            *(parcel for parcel in self.parcels if number_key(parcel.receipt) == number),
            *(Parcel(stored[each], stored[each].courier, number) for each in sorted(stored.keys() - self._rows)),
        ]
        # Without a phone the name has to do, however it is capitalised.
        buyers = {parcel.order.phone or parcel.order.name.casefold() for parcel in with_number}
        couriers = {parcel.courier.casefold() for parcel in with_number} - {""}
        return tuple(with_number) if len(buyers) > 1 or len(couriers) > 1 else ()

    @property
    def numbers(self) -> frozenset[str]:
        """The receipt numbers in the rows, as they are written: those to be looked up for `with_taken`."""
        return frozenset(parcel.receipt for parcel in self.parcels if parcel.receipt)

    @cached_property
    def stops(self) -> tuple[StopReason | None, ...]:
        """For each row why it is not shipped; None where it is."""
        return tuple(self._stop(parcel) for parcel in self.parcels)

    @cached_property
    def ready(self) -> tuple[Parcel, ...]:
        """The rows that are shipped."""
        return tuple(parcel for parcel, stop in zip(self.parcels, self.stops, strict=True) if stop is None)

    def _with(self, row: int, parcel: Parcel) -> "ShipSheet":
        return replace(self, parcels=(*self.parcels[:row], parcel, *self.parcels[row + 1 :]))

    @cached_property
    def _here(self) -> Mapping[str, frozenset[str]]:
        """The orders of the rows by the receipt number that they get."""
        here: defaultdict[str, set[str]] = defaultdict(set)
        for parcel in self.parcels:
            here[number_key(parcel.receipt)].add(parcel.order.order_id)
        return {number: frozenset(order_ids) for number, order_ids in here.items()}

    @cached_property
    def _rows(self) -> frozenset[str]:
        return frozenset(parcel.order.order_id for parcel in self.parcels)

    def _stop(self, parcel: Parcel) -> StopReason | None:
        try:
            # Only whether the rule refuses it matters here, so any time will do.
            change(parcel.order, _shipped(parcel), at=0)
        except RuleBroken as refusal:
            return StopReason(str(refusal))
        number = number_key(parcel.receipt)
        if not number or number in self.shared:
            return None
        # The stored number of an order that has a row is typed over, or stands in its row.
        for text, orders in (
            (
                _("The receipt number {receipt} is also entered for {order}."),
                self._here[number] - {parcel.order.order_id},
            ),
            (
                _("The receipt number {receipt} already belongs to {order}."),
                self.taken.get(number, {}).keys() - self._rows,
            ),
        ):
            if orders:
                reason = text.format(receipt=excerpt(parcel.receipt), order=min(orders))
                return StopReason(reason, shared=number)
        return None


@dataclass(frozen=True)
class ShipPlan:
    """Every order of a sheet that can go is shipped, with its own courier and receipt number."""

    sheet: ShipSheet

    @cached_property
    def selection(self) -> Selection:
        """The orders of the rows that are not stopped."""
        return selected([parcel.order for parcel in self.sheet.ready])

    def command(self, order: Order) -> ChangeOrder:
        """Shipped, with what the order's row says."""
        return _shipped(self._parcels[order.id])

    @cached_property
    def _parcels(self) -> Mapping[int, Parcel]:
        return {parcel.order.id: parcel for parcel in self.sheet.ready}


def _unshippable(order: Order) -> str:
    """Why an order has no place in a ship sheet; empty if it has."""
    if order.deleted_at is not None:
        return _("{order} is in the trash; restore it first.").format(order=order.order_id)
    if order.status not in SHIPPABLE:
        text = _("{order} is {status}: it cannot be shipped.")
        return text.format(order=order.order_id, status=label(order.status))
    return ""


def _is_renewed(parcel: Parcel, now: Mapping[int, Order]) -> bool:
    """Whether the order of a row has another version now that can be shipped with what the row says."""
    old, new = parcel.order, now.get(parcel.order.id)
    if new is None or new.version == old.version or _unshippable(new):
        return False
    return (new.courier, new.receipt) == (old.courier, old.receipt)


def _shipped(parcel: Parcel) -> ChangeOrder:
    typed = {"courier": parcel.courier, "receipt": parcel.receipt}
    return ChangeOrder(
        order_id=parcel.order.order_id,
        status=Status.SHIPPED,
        # Only what differs, so that a row that repeats what the order has is no change of it.
        facts={name: text for name, text in typed.items() if text != getattr(parcel.order, name)},
    )


class Pasted(NamedTuple):
    """A sheet after a list was pasted into it."""

    sheet: ShipSheet
    unplaced: tuple[Unplaced, ...]


def paste(sheet: ShipSheet, text: str, at: int | None = None) -> Pasted:
    """Put a list into the rows of a sheet.

    Lines that name an order find its row. The others fall into the rows from one on, each into the next; a blank line
    among them leaves its row as it is.

    Args:
        sheet: the sheet as it is.
        text: a line a parcel: `number`, `courier number`, `order number`, `order courier number`, in any order and
            with any of comma, semicolon, tab, blank, colon and equals sign between them.
        at: the row that the first line without an order falls into; None where every line has to name one.
    """
    entries, unread = read_parcels(text)
    rows = {parcel.order.order_id: row for row, parcel in enumerate(sheet.parcels)}
    parcels = list(sheet.parcels)
    unplaced = [*unread, *_contradicting(entries)]
    stopped = {each.line for each in unplaced}
    skipped = dict(sheet.skipped)
    # One iterator for all lines, so that each takes the row behind the one before, whatever named lines stand
    # between.
    free = iter(() if at is None else range(at, len(parcels)))
    for entry in entries:
        if entry.line in stopped:
            continue
        row = rows.get(entry.order_id) if entry.order_id else next(free, None)
        if row is None:
            unplaced += _no_row(entry, skipped, at)
        else:
            old = parcels[row]
            # Lists often have the buyer beside the order, which is no courier.
            courier = _without_buyer(entry.courier, old.order.name) if entry.order_id else entry.courier
            parcels[row] = old._replace(courier=courier or old.courier, receipt=entry.receipt or old.receipt)
    return Pasted(replace(sheet, parcels=tuple(parcels)), tuple(sorted(unplaced)))


def _without_buyer(words: str, name: str) -> str:
    """The words that are neither of the buyer's name nor its initials; a letter that stands alone may be a courier."""
    said = {word: fold(word).strip(".") for word in words.split()}
    if len("".join(said.values())) < 2:
        return words
    names = {each.strip(".") for each in fold(name).split()}
    initials = {each[:1] for each in names} - {""}
    return " ".join(word for word, folded in said.items() if folded not in names and set(folded.split(".")) - initials)


def _no_row(entry: ParcelEntry, skipped: Mapping[str, str], at: int | None) -> Iterator[Unplaced]:
    if entry.order_id:
        reason = skipped.get(entry.order_id) or _("{order} is not in this sheet.").format(order=entry.order_id)
    elif at is None:
        reason = _("There is no order on this line.")
    else:
        reason = _("There is no row left for {receipt}.").format(receipt=excerpt(entry.receipt))
    if entry.order_id or entry.receipt:
        yield Unplaced(entry.line, reason)


def _contradicting(entries: Iterable[ParcelEntry]) -> list[Unplaced]:
    """The lines that give one order different things: none of them holds."""
    # The same line twice says the same, and is no contradiction.
    said = {(entry.order_id, entry.courier, entry.receipt) for entry in entries if entry.order_id}
    counts = Counter(order_id for order_id, _courier, _receipt in said)
    text = _("{order} appears several times, with different values.")
    return [Unplaced(entry.line, text.format(order=entry.order_id)) for entry in entries if counts[entry.order_id] > 1]
