"""What the list shows, and the list that was left for a visit to the trash or to one order."""

from dataclasses import dataclass, replace

from orders_tui.domain.order import ORDER_ID
from orders_tui.domain.query import OrderQuery, Role


@dataclass(frozen=True, slots=True)
class Trail:
    """The list that is shown and the way back from it."""

    query: OrderQuery
    """What the list shows."""
    left: OrderQuery | None = None
    """The list that was left for a visit; None while none was."""

    @property
    def is_visit(self) -> bool:
        """Whether the list is only visited: the trash, or one order."""
        return self.left is not None and (self.query.trash or ORDER_ID.fullmatch(self.query.text) is not None)

    def showing(self, query: OrderQuery) -> "Trail":
        """Another list, with the same way back."""
        return replace(self, query=query)

    def visiting(self, query: OrderQuery) -> "Trail":
        """Another list for a visit; a visit from a visit leads back to where the first began."""
        return Trail(query, self.left if self.is_visit else self.query)

    def back(self) -> "Trail":
        """The list that was left, or this one if none was."""
        return self if self.left is None else Trail(self.left)

    def in_other_role(self) -> "Trail":
        """The list in the other role, and so the one that was left."""
        other = Role.FULFILMENT if self.query.role is Role.SELLER else Role.SELLER
        return Trail(self.query.with_role(other), self.left and self.left.with_role(other))

    def to_trash_or_back(self) -> "Trail":
        """The trash; from the trash the list that was left for it."""
        role = self.query.role
        if not self.query.trash:
            return self.visiting(OrderQuery(role=role, trash=True))
        return self.back() if self.is_visit else self.showing(OrderQuery(role=role))
