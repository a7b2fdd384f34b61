"""What of the stored orders is read out: all of it, or what the role of one reader sees.

Reads of the store hand out nothing past this; writes see every order whole.
"""

from collections.abc import Iterable

from orders_tui.domain import rights
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Event, Money
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Actor, Right
from orders_tui.store.engine.base import Search


class Sight:
    """What one reader sees; everything where there is none, as for the program itself."""

    def __init__(self, reader: Actor | None = None) -> None:
        self._reader = reader
        self._hidden = frozenset[str]() if reader is None else rights.hidden_fields(reader)
        self.money = reader is None or reader.may(Right.SEE_MONEY)
        """Whether amounts are seen."""
        self.phones = reader is None or reader.may(Right.SEE_PHONES)
        """Whether whole phone numbers are seen."""
        self.labels = reader is None or reader.may(Right.PACK)
        """Whether all that stands on a label is seen, phone and cash too."""

    def orders(self, orders: tuple[Order, ...]) -> tuple[Order, ...]:
        """The orders as the reader sees them."""
        # Most readers see everything, for whom no order needs to be copied.
        if self._reader is None or not self._hidden:
            return orders
        reader = self._reader
        return tuple([rights.visible(reader, order) for order in orders])

    def may_read(self, field: str) -> bool:
        """Whether the reader may know this fact of an order."""
        return field not in self._hidden

    def events(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Those of the events that tell nothing hidden."""
        return tuple([event for event in events if event.field not in self._hidden])

    def payments(self, payments: Iterable[Money]) -> tuple[Money, ...]:
        """The payments; none where amounts are hidden."""
        return tuple(payments) if self.money else ()

    def sum(self, rupiah: int) -> int:
        """An amount of money; 0 where amounts are hidden."""
        return rupiah if self.money else 0

    def query(self, query: OrderQuery) -> OrderQuery:
        """The list as far as the reader may ask for it."""
        return query if self._reader is None else rights.allowed(self._reader, query)

    def narrows(self, name: str) -> bool:
        """Whether the reader may narrow lists by this, of `NARROWING`."""
        return self._reader is None or name not in rights.hidden_filters(self._reader)

    def search(self, search: Search) -> Search:
        """The search; without phones where these are masked, since digits that find an order would tell its phone."""
        return search if self.phones else search.without_phones()
