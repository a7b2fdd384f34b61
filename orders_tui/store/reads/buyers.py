"""Reading the past of buyers."""

from collections.abc import Sequence

from orders_tui.domain.buyers import BuyerPast
from orders_tui.domain.facts import Order
from orders_tui.store.engine.base import Engine
from orders_tui.store.same_buyer import past_of, pasts_of
from orders_tui.store.sight import Sight
from orders_tui.store.whole_orders import read_orders


class BuyerReads:
    """What the detail pane and `show` say of a buyer."""

    def __init__(self, engine: Engine, sight: Sight) -> None:
        self._engine = engine
        self._sight = sight

    def past(self, row: int) -> BuyerPast | None:
        """The past of the buyer of the order with this row id.

        None where the order's phone tells nobody, or is not the reader's to see; amounts are 0 where they are hidden.
        """
        found = read_orders(self._engine, [row]) if self._sight.phones else ()
        past = past_of(self._engine, found[0]) if found else None
        if past is None or self._sight.money:
            return past
        return past._replace(spent=0, last=tuple(each._replace(total=0) for each in past.last))

    def pasts(self, orders: Sequence[Order]) -> dict[int, tuple[int, int]]:
        """How many orders came from the buyer of each of these, by row id, and how many of them came back.

        Orders whose phone tells nobody are left out; all are, where phones are not the reader's to see.
        """
        return pasts_of(self._engine, orders) if self._sight.phones else {}
