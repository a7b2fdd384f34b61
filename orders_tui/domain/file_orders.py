"""Orders as files tell them, and what can become of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple

from orders_tui.domain.commands import AddOrder, Change
from orders_tui.domain.facts import Order, Values
from orders_tui.domain.flow import Changes
from orders_tui.domain.order import Item
from orders_tui.domain.words import N_


class Mode(StrEnum):
    """What an import may do."""

    ADD = "add"
    """Make new orders; those that are there stay as they are."""
    UPDATE = "update"
    """Change orders that are there; no new ones."""
    BOTH = "both"

    @property
    def adds(self) -> bool:
        """Whether orders that are not there yet are added."""
        return self is not Mode.UPDATE

    @property
    def updates(self) -> bool:
        """Whether orders that are there are changed."""
        return self is not Mode.ADD


class ImportVerdict(StrEnum):
    """What becomes of an order of a file."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


NO_STORE = N_("The file names no store for it; choose one for all such orders.")
"""Why an order is refused that lacks no more than the choice of a store."""


class Fault(NamedTuple):
    """Why an order of a file cannot be taken."""

    line: int
    """Counted from 1; of a sheet the row."""
    column: str
    """The name of the column in the file; empty where no single one is at fault."""
    value: str
    """What stands there."""
    reason: str
    """A sentence for the person."""


@dataclass(frozen=True, slots=True)
class FileOrder:
    """An order as a file tells it, its cells read."""

    line: int
    """Where it begins."""
    facts: Values = field(default_factory=dict)
    """What the file says of facts that are columns of an order; not those whose cells are blank."""
    items: tuple[Item, ...] = ()
    tags: tuple[str, ...] | None = None
    """None where the file says nothing of them."""
    cleared: frozenset[str] = frozenset()
    """The facts that the file empties."""
    blanks: frozenset[str] = frozenset()
    """The facts whose cells are blank, which could be emptied."""
    reason: str = ""
    """Why it was returned or canceled."""
    exact: bool = False
    """Whether the file is the desk's own, which says every fact of an order as it is meant to be."""
    faults: tuple[Fault, ...] = ()
    """What could not be read."""
    remarks: tuple[str, ...] = ()
    """What is odd, though it could be read."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """The column of the file that says each fact."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The times as they stand in the file, by fact."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The rows of the file that make the order, as they are there."""

    @property
    def reference(self) -> str:
        """What the file calls it; empty where it has no id."""
        return str(self.facts.get("order_id") or self.facts.get("external_id") or "")

    @property
    def digest(self) -> str:
        """What tells an order without any id from others: a hash of all that the file says of it."""
        # It is stored: where it is made otherwise, files that come again count as new.
        said = repr((sorted(self.facts.items()), self.items, self.tags))
        return blake2b(said.encode(), digest_size=12).hexdigest()

    def fault(self, fact: str, reason: str) -> Fault:
        """A fault of the cell of a fact."""
        value = self.facts.get(fact)
        text = self.texts.get(fact) or ("" if value is None else str(value))
        return Fault(self.line, self.headings.get(fact, ""), text, reason)


class StoredOrder(NamedTuple):
    """The order of the shop that an order of a file is."""

    order: Order
    taken_back: bool = False
    """Whether it lies in the trash because the import that made it was undone."""
    by_content: bool = False
    """Whether it was recognised by all that the file says of it: then it is the same."""


class NewOrder(NamedTuple):
    """An order to be made, in whatever state it is by now."""

    order: AddOrder
    now: Changes
    """The columns that a new order does not have, or has otherwise."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one order of a file, and why."""

    order: FileOrder
    verdict: ImportVerdict
    order_id: str = ""
    """The desk's id, where there is one by now."""
    new: NewOrder | None = None
    changes: Changes = field(default_factory=dict)
    """Field by field what an update writes."""
    shown: tuple[Change, ...] = ()
    """The same with what the order has before."""
    kept: int = 0
    """How many blank cells keep what the order has."""
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()
