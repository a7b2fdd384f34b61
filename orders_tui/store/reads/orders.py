"""Reading single orders whole: the order, its history, its money; and what changed since a point in time."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from peewee import Select, Value, fn

from orders_tui.domain.facts import Order
from orders_tui.domain.known_state import TRACKING, ReportedValue
from orders_tui.domain.mentions import Addressed
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.order import Event, Money
from orders_tui.store.counted_payments import reported_money
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, numbers, once, parameter
from orders_tui.store.events import events
from orders_tui.store.sight import Sight
from orders_tui.store.tables import Audits, History, Operations, Orders, Reports
from orders_tui.store.whole_orders import find_order, read_orders


class Pulse(NamedTuple):
    """How far a reader has seen: when it differs from the last one, something was stored since."""

    entry: int
    """The newest entry of the history; operations are no measure, since a large one goes on while others begin."""
    newest: int
    """The highest row id of an order."""
    audit: int = 0
    """The newest entry of the audit, which has what changed in the settings of the shop, such as the shared views."""


_HISTORY = Read(lambda: events().where(History.order_row == parameter("row")), Event)
_TRACKING = Read(
    lambda: (
        Reports.select(Reports.at, Reports.what, Reports.text, Value("").alias("rank"))
        .where(Reports.order_row == parameter("row"), Reports.what == TRACKING)
        .order_by(Reports.at, Reports.id)
    ),
    ReportedValue,
)
_PULSE = Read(
    lambda: Select(
        None,
        [
            fn.COALESCE(History.select(fn.MAX(History.id)), 0).alias("entry"),
            fn.COALESCE(Orders.select(fn.MAX(Orders.id)), 0).alias("newest"),
            fn.COALESCE(Audits.select(fn.MAX(Audits.id)), 0).alias("audit"),
        ],
    ),
    Pulse,
)
_CHANGED = Read(
    lambda: (
        History.select(History.order_row)
        .where(History.id > parameter("entry"))
        .order_by(History.id.desc())
        .limit(parameter("most"))
    ),
    int,
)


def _may_concern(name: Any) -> Any:
    """Whether an entry hands its order over to this person, or may mention them, as far as SQL can tell."""
    added = (History.field == "status") & History.old.is_null()
    return (
        ((History.field == "handler") & (History.new == name))
        | ((History.field == "note") & History.new.contains("@"))
        | (added & ((Orders.handler == name) | Orders.note.contains("@")))
    )


class _Entry(NamedTuple):
    """An entry of the history that may concern somebody, with what its order says by now."""

    order_id: str
    by: str
    field: str
    old: str | None
    new: str | None
    handler: str
    note: str

    def changes(self) -> Iterator[Addressed]:
        """What it tells; the first entry of a new order tells everything that the order came with."""
        if self.field == "status":
            yield Addressed(self.order_id, self.by, "handler", None, self.handler)
            yield Addressed(self.order_id, self.by, "note", None, self.note)
        else:
            yield Addressed(*self[:5])


_ADDRESSED = Read(
    lambda: (
        History.select(
            Orders.order_id, Operations.by, History.field, History.old, History.new, Orders.handler, Orders.note
        )
        .join(Operations, on=(Operations.id == History.operation_id))
        .switch(History)
        .join(Orders, on=(Orders.id == History.order_row))
        .where(
            History.id > parameter("since"),
            History.id <= parameter("until"),
            _may_concern(parameter("name")),
            Operations.by != parameter("name"),
            Operations.via != "intake",
            # It shares out new orders, and brings the notes of other systems.
            Operations.kind != OperationKind.IMPORT.value,
        )
        .order_by(History.id)
    ),
    _Entry,
)
_OPERATIONS = Read(lambda: Operations.select(fn.COALESCE(fn.MAX(Operations.id), 0)), int)


class OrderReads:
    """What the detail pane and `show` read."""

    def __init__(self, engine: Engine, sight: Sight) -> None:
        self._engine = engine
        self._sight = sight

    def get(self, order_id: str) -> Order:
        """The order of this id, in the trash or not.

        Raises:
            RuleBroken: if there is none.
        """
        return self._sight.orders((find_order(self._engine, order_id),))[0]

    def for_labels(self, rows: Sequence[int]) -> tuple[Order, ...]:
        """The orders of these row ids with all that their labels say, which whoever packs must see whole."""
        orders = read_orders(self._engine, rows)
        return orders if self._sight.labels else self._sight.orders(orders)

    def many(self, rows: Sequence[int]) -> tuple[Order, ...]:
        """The orders of these row ids, in this order; ids that are none are left out."""
        return self._sight.orders(read_orders(self._engine, rows))

    def history(self, row: int) -> tuple[Event, ...]:
        """What happened to an order, the oldest first."""
        return self._sight.events(self._engine.select(_HISTORY, row=row))

    def money(self, row: int) -> tuple[Money, ...]:
        """The payments and confirmations of an order that are not undone, the oldest first."""
        return self._sight.payments(reported_money(self._engine, row))

    def tracking(self, row: int) -> tuple[ReportedValue, ...]:
        """What the courier said of the parcel of an order, the oldest first."""
        return tuple(self._engine.select(_TRACKING, row=row))

    def pulse(self) -> Pulse:
        """How far the database has come."""
        return self._engine.first(_PULSE) or Pulse(0, 0)

    def data_version(self) -> int:
        """A number that changes when another connection has stored something; cheap enough to ask all the time."""
        return self._engine.change_counter()

    def operations(self) -> int:
        """How many operations there were."""
        return self._engine.first(_OPERATIONS) or 0

    def touched_since(self, pulse: Pulse, among: Collection[int]) -> frozenset[int]:
        """Which of these orders, by row id, were changed or came in after the pulse."""
        touched = History.select(History.order_row).distinct()
        since = touched.where(History.order_row.in_(numbers(among)), History.id > pulse.entry)
        return frozenset(self._engine.select(once(since, int)))

    def addressed_between(self, since: int, until: int, name: str) -> tuple[Addressed, ...]:
        """What others did by hand that concerns the person of this name, the oldest first.

        Args:
            since: the entry of the history after which it is looked for.
            until: the last entry that is looked at.
            name: the system name of the person.
        """
        found = self._engine.select(_ADDRESSED, since=since, until=until, name=name)
        told = (change for entry in found for change in entry.changes())
        return tuple(each for each in told if self._sight.may_read(each.field) and each.is_for(name))

    def changed_since(self, pulse: Pulse, most: int) -> tuple[int, ...]:
        """The row ids of the orders that the last entries of the history after the pulse are about, so many entries."""
        return tuple(dict.fromkeys(self._engine.select(_CHANGED, entry=pulse.entry, most=most)))
