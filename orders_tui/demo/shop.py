"""The demo shop: a believable Indonesian business with its orders and their histories, the same for the same seed."""

from collections.abc import Callable, Iterator
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from orders_tui.demo.calendar import arrival_times
from orders_tui.demo.chance import pick
from orders_tui.demo.goods import BUSINESS, SHOPS
from orders_tui.demo.life import Life, Moment
from orders_tui.demo.orders import placed
from orders_tui.demo.people import Buyers
from orders_tui.demo.route import live
from orders_tui.domain.commands import AddOrder, RuleBroken
from orders_tui.domain.days import DateRange, local, utc_bounds
from orders_tui.domain.facts import GIVEN
from orders_tui.domain.words import _
from orders_tui.store.store import Store
from orders_tui.store.writes.ids import LETTERS, make_slug

_BATCH = 2_000
_BY_HAND = 0.05
"""The share of orders that the staff takes down, from WhatsApp or the telephone."""


def build(store: Store, orders: int, seed: int, now: int, progress: Callable[[int], None] | None = None) -> None:
    """Fill a fresh database with a shop to which so many orders have come; whole, or not at all.

    Args:
        store: the database, without any order, and not open anywhere else.
        orders: how many orders.
        seed: what decides everything that chance would.
        now: the present, epoch seconds (UTC); nothing has happened after it.
        progress: called with the number of orders made so far, batch by batch.

    Raises:
        RuleBroken: if there are orders in it.
    """
    if store.orders.pulse().newest:
        raise RuleBroken(_("The demo shop needs a database without orders."))
    with store.loading() as load:
        load.open_shop(BUSINESS, sorted({shop.name for shop in SHOPS}))
        for life in _lives(orders, Random(f"shop {seed}"), Moment(now, store.zone)):
            live(life)
            load.add(life.new, life.row, life.columns(), life.order.tags, life.steps)
            if life.row % _BATCH == 0:
                load.write(until=life.created_at)
                if progress:
                    progress(life.row)
    if progress:
        progress(orders)


def arrivals(seed: int, first: int = 0) -> Iterator[dict[str, Any]]:
    """New orders as lines of the intake, without end and the same for the same seed.

    Args:
        seed: what decides everything that chance would.
        first: the number of the first line, for a feeder that goes on where another one stopped.
    """
    for number in count(first):
        # Dice of its own for each line, so that a feeder can begin at any.
        chance = Random(f"arrival {seed} {number}")
        yield _line(f"demo-{seed}-{number}", next(placed(chance, Buyers(chance))), chance)


def _lives(orders: int, chance: Random, moment: Moment) -> Iterator[Life]:
    """The orders as they come in, the oldest first."""
    new = placed(chance, Buyers(chance), by_hand=_BY_HAND)
    times = arrival_times(orders, chance, moment.now, moment.zone)
    ids = _OrderIds(moment.zone, chance)
    for row, at in enumerate(times, 1):
        yield Life(row, ids.next(at), make_slug(chance), next(new), at, moment, chance)


class _OrderIds:
    """Order ids for times that never go back: as many letters as the store gives, unique within the day."""

    def __init__(self, zone: ZoneInfo, chance: Random) -> None:
        self._zone = zone
        self._chance = chance
        self._day, self._ends = "", 0
        self._given: set[str] = set()

    def next(self, at: int) -> str:
        """An order id that no other order has."""
        if at >= self._ends:
            today = local(at, self._zone).date()
            self._day = today.strftime("%y%m%d")
            self._ends = utc_bounds(DateRange(today, today), self._zone)[1] or 0
            # The day is a part of the id, so that all letters are free again.
            self._given.clear()
        while True:
            order_id = self._day + "".join([pick(self._chance, LETTERS) for _letter in range(6)])
            if order_id not in self._given:
                self._given.add(order_id)
                return order_id


def _line(key: str, new: AddOrder, chance: Random) -> dict[str, Any]:
    """An order as its form sends it."""
    line: dict[str, Any] = {"type": "order", "id": key}
    for fact in GIVEN:
        if fact.name in new.facts:
            *outer, last = fact.paths[-1]
            inner = line
            for part in outer:
                inner = inner.setdefault(part, {})
            inner[last] = new.facts[fact.name]
    line["customer"]["phone"] = _typed(line["customer"]["phone"], chance)
    line["items"] = [
        {
            "name": item.name,
            "sku": item.sku,
            "price": item.price,
            "quantity": item.quantity,
            "kind": str(item.kind),
        }
        for item in new.items
    ]
    absent = {name: None for name in ("seller", "handler") if not new.facts[name]}
    return line | absent | {"payment_method": new.method and str(new.method), "tags": list(new.tags)}


def _typed(phone: str, chance: Random) -> str:
    """A stored number as buyers type it."""
    national = phone.removeprefix("+62")
    spaced = f"{national[:3]}-{national[3:7]}-{national[7:]}"
    return pick(chance, (f"0{national}", f"0{national}", f"0{spaced}", f"62{national}", f"+62 {spaced}"))
