"""What the list shows, and the list that was left for a visit to the trash or to one order."""

import re
from dataclasses import replace
from typing import Literal, NamedTuple

from orders_tui.domain.facts import Order
from orders_tui.domain.order import ORDER_ID
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.domain.search import several

_PHONE = re.compile(r"\+[0-9]{7,15}")
"""A phone as it is stored where it is one: who searches for it so visits a buyer."""

A_MOMENT = 2
"""Seconds within which a key that is pressed again is pressed twice in a row."""

TrailName = Literal["other_role", "trash"]
"""The lists that a key shows at once."""


class Home(NamedTuple):
    """A list that was left for a visit."""

    query: OrderQuery
    cursor: int | None
    """The row id of the order under the cursor."""


class Trail(NamedTuple):
    """The list that is shown and the way back from it."""

    query: OrderQuery
    """What the list shows."""
    home: Home | None = None
    """The list that was left for a visit; None while none was."""
    cursor: int | None = None
    """The row id of the order that the cursor goes to, where the way led back to it."""

    @property
    def is_visit(self) -> bool:
        """Whether the list is only visited: the trash, a buyer, one order, or several by their ids or numbers."""
        text = self.query.text
        reference = ORDER_ID.fullmatch(text) or several(text) or _PHONE.fullmatch(text)
        return self.home is not None and bool(self.query.trash or reference)

    @property
    def preference(self) -> OrderQuery:
        """The list that is no visit, without its search: with this the next start begins."""
        query = self.home.query if self.home and self.is_visit else self.query
        return replace(query, text="", trash=False)

    def left_on(self, cursor: int | None) -> int | None:
        """The row id of the order that the cursor is on, or was when the list was left for a visit."""
        return self.home.cursor if self.home and self.is_visit else cursor

    def showing(self, query: OrderQuery) -> "Trail":
        """Another list, with the same way back as long as it is a visit."""
        trail = Trail(query, self.home)
        return trail if trail.is_visit else Trail(query)

    def searching(self, text: str, cursor: int | None = None) -> "Trail":
        """The list that a text asks for: a visit to just the orders of several ids or numbers, else a narrowed list.

        Args:
            text: what is searched for.
            cursor: as in `visiting`.
        """
        if text == self.query.text:
            return self
        if several(text):
            return self.visiting(self.query.without_filters().with_text(text), cursor)
        # Whoever searches for something else after several orders does so in the list that was left for them.
        query = self.home.query if self.home and several(self.query.text) else self.query
        return self.showing(query.with_text(text))

    def visiting(self, query: OrderQuery, cursor: int | None = None) -> "Trail":
        """Another list for a visit; a visit from a visit leads back to where the first began.

        Args:
            query: the list to visit.
            cursor: the row id of the order under the cursor, to come back to.
        """
        return Trail(query, self.home if self.is_visit else Home(self.query, cursor))

    def choosing(self, query: OrderQuery, cursor: int | None = None) -> "Trail":
        """A list that was chosen: a visit where it is one of orders by their ids, else like `showing`."""
        by_ids = query.text != self.query.text and (ORDER_ID.fullmatch(query.text) or several(query.text))
        return self.visiting(query, cursor) if by_ids else self.showing(query)

    def to_buyer(self, order: Order) -> "Trail | None":
        """A visit to all orders of the buyer of this order; None where its phone is none."""
        if not _PHONE.fullmatch(order.phone):
            return None
        return self.visiting(self.query.without_filters().with_text(order.phone), order.id)

    def back(self) -> "Trail":
        """The list that was left, or this one if none was."""
        return self if self.home is None else Trail(self.home.query, cursor=self.home.cursor)

    def in_other_role(self) -> "Trail":
        """The list in the other role, and so the one that was left."""
        other = Role.FULFILMENT if self.query.role is Role.SELLER else Role.SELLER
        home = self.home and self.home._replace(query=self.home.query.with_role(other))
        return Trail(self.query.with_role(other), home)

    def to_trash_or_back(self, cursor: int | None = None) -> "Trail":
        """The trash; from the trash the list that was left for it."""
        role = self.query.role
        if not self.query.trash:
            return self.visiting(OrderQuery(role=role, trash=True), cursor)
        return self.back() if self.is_visit else Trail(OrderQuery(role=role))

    @property
    def everything(self) -> OrderQuery:
        """Everything of the role, or of the trash."""
        return replace(self.query.without_filters(), trash=self.query.trash)

    def to_start(self, start: OrderQuery, *, since: int) -> "Trail":
        """The list that a start shows; where that was just asked for, and in the trash, everything.

        Args:
            start: the list that a start would show.
            since: seconds since it was asked for the last time.
        """
        twice = since <= A_MOMENT
        return self.showing(self.everything if self.query.trash or (twice and self.query == start) else start)

    def to(self, name: TrailName, cursor: int | None) -> "Trail":
        """The list that a key asks for; `cursor` as in `visiting`."""
        match name:
            case "other_role":
                return self.in_other_role()
            case "trash":
                return self.to_trash_or_back(cursor)


def keeps_orders(before: OrderQuery, now: OrderQuery) -> bool:
    """Whether a list still has all orders of the list before: it is sorted anew, or narrowed less."""
    if (before.role, before.trash) != (now.role, now.trash) or now.text not in ("", before.text):
        return False
    days = (now.period, now.dates)
    facets = {name for name, _value in now.filters}
    return (
        now.ranges <= before.ranges
        and (str(now.period) == "all" or days == (before.period, before.dates))
        and now.excluded <= before.excluded
        and all(now.values(name) >= before.values(name) and before.values(name) for name in facets)
    )
