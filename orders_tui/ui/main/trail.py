"""What the list shows, and the list that was left for a visit to the trash or to one order."""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from orders_tui.domain.order import ORDER_ID
from orders_tui.domain.query import OrderQuery, Role

TrailName = Literal["everything", "other_role", "trash"]
"""The lists that a key shows at once."""


class Left(NamedTuple):
    """A list that was left for a visit."""

    query: OrderQuery
    cursor: int | None
    """The row id of the order under the cursor."""


@dataclass(frozen=True, slots=True)
class Trail:
    """The list that is shown and the way back from it."""

    query: OrderQuery
    """What the list shows."""
    left: Left | None = None
    """The list that was left for a visit; None while none was."""
    cursor: int | None = None
    """The row id of the order that the cursor goes to, where the way led back to it."""

    @property
    def is_visit(self) -> bool:
        """Whether the list is only visited: the trash, or one order."""
        return self.left is not None and (self.query.trash or ORDER_ID.fullmatch(self.query.text) is not None)

    @property
    def preference(self) -> OrderQuery:
        """Role and sort of the list that is no visit: with these the next start begins."""
        home = self.left.query if self.left and self.is_visit else self.query
        return OrderQuery(role=home.role, sort=home.sort, descending=home.descending)

    def showing(self, query: OrderQuery) -> "Trail":
        """Another list, with the same way back as long as it is a visit."""
        trail = Trail(query, self.left)
        return trail if trail.is_visit else Trail(query)

    def visiting(self, query: OrderQuery, cursor: int | None = None) -> "Trail":
        """Another list for a visit; a visit from a visit leads back to where the first began.

        Args:
            query: the list to visit.
            cursor: the row id of the order under the cursor, to come back to.
        """
        return Trail(query, self.left if self.is_visit else Left(self.query, cursor))

    def back(self) -> "Trail":
        """The list that was left, or this one if none was."""
        return self if self.left is None else Trail(self.left.query, cursor=self.left.cursor)

    def in_other_role(self) -> "Trail":
        """The list in the other role, and so the one that was left."""
        other = Role.FULFILMENT if self.query.role is Role.SELLER else Role.SELLER
        left = self.left and self.left._replace(query=self.left.query.with_role(other))
        return Trail(self.query.with_role(other), left)

    def to_trash_or_back(self, cursor: int | None = None) -> "Trail":
        """The trash; from the trash the list that was left for it."""
        role = self.query.role
        if not self.query.trash:
            return self.visiting(OrderQuery(role=role, trash=True), cursor)
        return self.back() if self.is_visit else Trail(OrderQuery(role=role))

    def to_everything(self) -> "Trail":
        """Everything of the role, or of the trash."""
        return self.showing(replace(self.query.without_filters(), trash=self.query.trash))

    def to(self, name: TrailName, cursor: int | None) -> "Trail":
        """The list that a key asks for; `cursor` as in `visiting`."""
        match name:
            case "everything":
                return self.to_everything()
            case "other_role":
                return self.in_other_role()
            case "trash":
                return self.to_trash_or_back(cursor)


def keeps_orders(before: OrderQuery, now: OrderQuery) -> bool:
    """Whether a list still has all orders of the list before: it is sorted anew, or narrowed less."""
    if (before.role, before.trash) != (now.role, now.trash) or now.text not in ("", before.text):
        return False
    amounts = (now.total_from, now.total_to)
    days = (now.period, now.dates)
    facets = {name for name, _value in now.filters}
    return (
        amounts in ((None, None), (before.total_from, before.total_to))
        and (str(now.period) == "all" or days == (before.period, before.dates))
        and all(now.values(name) >= before.values(name) and before.values(name) for name in facets)
    )
