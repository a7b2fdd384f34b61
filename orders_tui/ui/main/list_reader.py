"""What the list asks of the store, each question in one call on the list's own thread."""

from collections.abc import Collection, Sequence, Set
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from orders_tui.domain.counts import MOST_COUNTED, Elsewhere
from orders_tui.domain.days import Period
from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.store.reads.lists import View
from orders_tui.store.reads.orders import Pulse
from orders_tui.store.store import Store

if TYPE_CHECKING:
    from orders_tui.domain.plans import Selection


class Beginning(NamedTuple):
    """The first rows of a list that is not yet ordered as a whole."""

    pulse: Pulse
    """What was stored when the reading began."""
    rows: tuple[Order, ...] | None
    """None where the whole list is read as quickly as its first rows."""


class OrderedList(NamedTuple):
    """A list that is ordered as a whole, and rows of it to show."""

    view: View
    rows: tuple[Order, ...] | None
    """None where the list begins with the rows that are shown already."""
    first: int = 0
    """The position of the first of the rows."""
    cursor: int = 0
    """The position for the cursor."""


class Page(NamedTuple):
    """Orders as they are now."""

    orders: tuple[Order, ...]
    fitting: frozenset[int]
    """The row ids of those that the list would still show."""


class Refreshed(NamedTuple):
    """Orders as they are now, and how many new ones there are."""

    orders: tuple[Order, ...]
    fitting: frozenset[int]
    """As in a page."""
    new: int = 0
    """How many orders came in since the list was ordered that it would show."""
    joined: tuple[int, ...] = ()
    """The row ids of those that were there before and came to fit it since."""


_LONG = 100_000
"""In a list of more orders nobody looks for the few that came to fit it, and to compare them takes long."""


class ListReader:
    """Owns the view of the list that is open; whatever is asked of another view is answered with nothing.

    Only the thread that calls `order` may call the methods that take a view.
    """

    def __init__(self, store: Store) -> None:
        self._orders = store.orders
        self._lists = store.lists
        self._counts = store.counts
        self._view: View | None = None

    def begin(self, query: OrderQuery, count: int) -> Beginning:
        """Read so many first rows of a list; none for a count of 0."""
        # The pulse comes first: what is stored meanwhile is found again rather than missed.
        pulse = self._orders.pulse()
        return Beginning(pulse, self._lists.first_page(query, count) if count else None)

    def order(
        self,
        query: OrderQuery,
        page: int,
        *,
        shown: Sequence[int] | None = None,
        cursor_on: int | None = None,
        position: int = 0,
    ) -> OrderedList:
        """Order a list as a whole and close the one before.

        Args:
            query: what the list shows.
            page: how many rows to read.
            shown: the row ids that are shown already as the first of this list; None if the list before is shown.
            cursor_on: the row id of the order that the cursor goes to, where the list has it.
            position: where the cursor goes otherwise, or to the end of a shorter list.

        Raises:
            Interrupted: if another thread stopped it.
        """
        if shown is not None:
            # The rows of the list before are gone from the screen, and two orders of a million take twice the room.
            self._view = None
        # Before and after: an interrupted reading may have left a view behind, and memory is for two of them at most.
        self._lists.close_others(self._view)
        view = self._view = self._lists.open(query)
        self._lists.close_others(view)
        if shown is not None and list(shown) == self._lists.ids(view, 0, len(shown)):
            return OrderedList(view, None)
        found = None if cursor_on is None else self._lists.position(view, cursor_on)
        at = max(0, min(position, view.count - 1)) if found is None else found
        # As much above the cursor as below it, so that either way there are rows to go on to.
        first = max(0, at - page // 2)
        return OrderedList(view, self._lists.page(view, first, page), first, at)

    def elsewhere(self, query: OrderQuery, today: date) -> Elsewhere:
        """What there is outside a list that is empty, when this is the desk's date."""
        older = self._count(query, query.period.before(today))
        newer = self._count(query, query.period.after(today))
        return Elsewhere(older, newer, self._has_others(query))

    def _count(self, query: OrderQuery, period: Period | None) -> int:
        return 0 if period is None else self._counts.up_to(query.with_period(period), MOST_COUNTED + 1)

    def _has_others(self, query: OrderQuery) -> bool:
        """Whether any list but everything in this one's place has orders: the other role's, or the trash."""
        every = (OrderQuery(role=role, trash=trash) for role in Role for trash in (False, True))
        here = (query.role, query.trash)
        return any(self._counts.exists(each) for each in every if (each.role, each.trash) != here)

    def page(self, query: OrderQuery, view: View, first: int, count: int, *, aged: bool) -> Page:
        """The rows at these positions as they are now.

        Args:
            query: what the list shows.
            view: its orders.
            first: the position of the first row.
            count: how many rows.
            aged: whether orders were changed since the view was opened.
        """
        orders = self._lists.page(view, first, count) if view is self._view else ()
        rows = frozenset(order.id for order in orders)
        return Page(orders, self._lists.fitting(query, rows) if aged and rows else rows)

    def ids(self, view: View, first: int, count: int) -> list[int]:
        """The row ids at these positions."""
        return self._lists.ids(view, first, count) if view is self._view else []

    def select(self, view: View, rows: Collection[int], *, all_but: bool) -> "Selection | None":
        """The orders of these row ids, or all of the view but these."""
        return self._lists.select(view, rows, all_but=all_but) if view is self._view else None

    def shown(self, view: View, rows: Collection[int]) -> int:
        """How many of these orders, a few thousand at most, the view has."""
        return self._lists.among(view, rows) if view is self._view else 0

    def shown_at(self, view: View, rows: Set[int], first: int, count: int) -> int:
        """How many orders at these positions of the view are among these."""
        return sum(row in rows for row in self.ids(view, first, count))

    def lacks(self, query: OrderQuery, view: View, rows: Sequence[int]) -> bool:
        """Whether one of these orders fits the list and is not in its view."""
        fitting = self._lists.fitting(query, rows) if rows and view is self._view else ()
        return any(self._lists.position(view, row) is None for row in fitting)

    def refresh(
        self, query: OrderQuery, view: View | None, rows: Sequence[int], changed: Collection[int] | None = ()
    ) -> Refreshed:
        """Read orders anew, and which others the list would show by now.

        Args:
            query: what the list shows.
            view: its orders; None while it is only begun.
            rows: the row ids of the orders to read.
            changed: those of the orders that may have come to fit; None for any.
        """
        orders = self._lists.rows(rows) if rows else ()
        fitting = self._lists.fitting(query, rows) if rows else frozenset()
        if view is None:
            return Refreshed(orders, fitting)
        comparable = view is self._view and view.count <= _LONG and changed != ()
        joined = self._lists.joined(query, view, changed) if comparable else ()
        return Refreshed(orders, fitting, self._lists.newcomers(query, view.newest), joined)
