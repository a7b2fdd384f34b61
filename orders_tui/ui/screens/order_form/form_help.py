"""What the order form asks of the desk."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from textual.content import Content

from orders_tui.domain.commands import AddOrder, ChangeOrder, Outcome
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Event, Item


class ChangedElsewhere(NamedTuple):
    """What somebody else made of the order meanwhile."""

    order: Order
    title: Content
    """The order and where it stands now."""
    events: tuple[Event, ...]
    """The entries of the history that these changes made, the oldest first; none where the person may see none."""
    zone: ZoneInfo
    """The time zone in which a time that was reported is written."""


class FormHelp(Protocol):
    """The store, as far as a form needs it."""

    async def known(self, list_name: str, typed: str, store: str = "") -> Sequence[str]:
        """What a field may say, beginning with what is typed.

        Args:
            list_name: the name of a fact; `item` and `kind` for columns of the items.
            typed: what is typed; empty for all.
            store: the store whose products come first where all are asked for.
        """

    async def product(self, name: str) -> Item | None:
        """The product of this name; None if none was sold yet."""

    async def buyer(self, phone: str) -> Order | None:
        """The newest order of this phone that has an address."""

    async def changed(self, version: int) -> ChangedElsewhere | None:
        """The order, where it has another version than this one, with what was changed since.

        Args:
            version: the one that the form has; 0 where that is not known, with the newest change alone then.
        """

    async def keep(self, text: str) -> None:
        """Keep the draft."""

    async def save(self, command: AddOrder | ChangeOrder) -> Outcome:
        """Carry the command out.

        Raises:
            RuleBroken: if a rule forbids it.
            DatabaseError: if the database cannot store it.
        """
