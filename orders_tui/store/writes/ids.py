"""The ids of new orders: the one that people read, and the name of the public page."""

from datetime import datetime
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from orders_tui.store.engine.base import Engine
from orders_tui.store.whole_orders import row_of

LETTERS = "BCDFGHJKLMNPQRSTVWXYZ"
"""The letters of an order id: no vowels, so that none spells a word."""


def fresh_order_id(engine: Engine, at: int, zone: ZoneInfo, chance: Random) -> str:
    """A new order id: the day received in the desk's time zone, then six letters."""
    while True:
        order_id = _day(at, zone) + "".join(chance.choices(LETTERS, k=6))
        if row_of(engine, order_id) is None:
            return order_id


@lru_cache(maxsize=64)
def _day(at: int, zone: ZoneInfo) -> str:
    # Orders that come in together mostly have the same second.
    return datetime.fromtimestamp(at, zone).strftime("%y%m%d")


def make_slug(chance: Random) -> str:
    """The unguessable name of the order's public page: 128 random bits."""
    return f"{chance.getrandbits(128):032x}"
