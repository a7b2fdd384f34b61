"""Writing the orders of a file: many in one short transaction, all of them one operation."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from peewee import fn

from orders_tui.domain.commands import AddOrder, ChangeOrder, RuleBroken
from orders_tui.domain.facts import COLUMNS, FACTS, Edit
from orders_tui.domain.file_orders import Decision, Fault, FileOrder, ImportVerdict, Mode, NewOrder
from orders_tui.domain.flow import Changes
from orders_tui.domain.importing import SeenOrders, decide
from orders_tui.domain.order import Item, Method, PaymentStatus, Status
from orders_tui.domain.plans import Result
from orders_tui.domain.rights import check_command
from orders_tui.domain.search import sought_of
from orders_tui.domain.words import _
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, insertion, numbers, once
from orders_tui.store.errors import DatabaseError
from orders_tui.store.known_orders import LINE_KIND, find_known
from orders_tui.store.tables import History, Orders, Stores
from orders_tui.store.writes.audit import record_import
from orders_tui.store.writes.fields import write
from orders_tui.store.writes.ids import fresh_order_id, make_slug
from orders_tui.store.writes.jobs import PAUSE, part_of, work_off
from orders_tui.store.writes.new_orders import (
    INSERT_ITEM,
    INSERT_MENTION,
    INSERT_SOUGHT,
    columns,
    insert_order,
    is_to_share,
    item_rows,
    mention_rows,
    seller_of,
)
from orders_tui.store.writes.operation import INSERT_TAG, Operation
from orders_tui.store.writes.products import remember_products
from orders_tui.store.writes.repeats import INSERT_LINE
from orders_tui.store.writes.shares import share_out
from orders_tui.store.writes.undo import ReversalJob
from orders_tui.store.writes.watch import Stop, Watch

_TOGETHER = 200
"""How many orders one transaction writes: few enough that no other writer waits for long."""
_BLANK: Changes = {fact.name: fact.blank for fact in COLUMNS}

_NEWEST = Read(lambda: Orders.select(fn.COALESCE(fn.MAX(Orders.id), 0)), int)
_INSERT_STORE = insertion(Stores, "name")
_STORES = Read(lambda: Stores.select(Stores.name), str)

OnDecided = Callable[[Sequence[Decision]], object]
"""Called after each transaction with what became of its orders."""


class ImportResult(NamedTuple):
    """What became of a file."""

    operation: int | None
    """What an undo takes back; None where nothing was written."""
    counts: "Counter[ImportVerdict]"
    """How many orders each verdict had."""
    stopped: bool = False
    """Whether it ended before its end; what was written by then stays, as one operation."""
    fault: str = ""
    """Why it ended early, where that was not asked for."""
    what: str = ""
    """What the audit says of it."""

    @property
    def written(self) -> int:
        """How many orders were added or changed."""
        return self.counts[ImportVerdict.CREATE] + self.counts[ImportVerdict.UPDATE]


class Wanted(NamedTuple):
    """What is to be done with the orders of a file."""

    mode: Mode
    since: int | None
    """The newest entry of the history when the plan was made, of which nobody may have changed an order since; None
    where there is no plan."""
    what: str
    """What the audit says of it: whose columns, and the mode; nothing that may name a buyer."""


def import_orders(
    operation: Operation, orders: Iterable[FileOrder], wanted: Wanted, report: OnDecided, stop: Stop
) -> ImportResult:
    """Write orders of a file; what is refused stops no other.

    Args:
        operation: the one that all of them become.
        orders: as the file tells them; they are read as they are written.
        wanted: what is to be done with them.
        report: called after each transaction with what became of its orders.
        stop: asked before each transaction whether to stop.

    Raises:
        DatabaseError: if the database fails before anything is stored.
    """
    with operation.engine.first_lines() as first_line:
        return _by_parts(operation, iter(orders), wanted, report, stop, SeenOrders(first_line))


def _by_parts(
    operation: Operation,
    remaining: Iterator[FileOrder],
    wanted: Wanted,
    report: OnDecided,
    stop: Stop,
    seen: SeenOrders,
) -> ImportResult:
    counts: Counter[ImportVerdict] = Counter()
    while not stop():
        part = list(islice(remaining, _TOGETHER))
        if not part:
            return _ended(operation, ImportResult(operation.written, counts, what=wanted.what))
        try:
            # Before the transaction: an order that stands twice in the file is refused for that, not for what the first
            # one wrote.
            repeated = [seen.refused(order) for order in part]
            fresh = [order for order, refused in zip(part, repeated, strict=True) if refused is None]
            done = iter(_transaction(operation, fresh, wanted))
        except DatabaseError as error:
            # Nothing is stored yet, so that there is nothing to report beside the fault.
            if operation.written is None or not counts:
                raise
            return ImportResult(operation.written, counts, stopped=True, fault=str(error), what=wanted.what)
        decisions = [refused or next(done) for refused in repeated]
        counts.update(decision.verdict for decision in decisions)
        report(decisions)
        time.sleep(PAUSE)
    return ImportResult(operation.written, counts, stopped=True, what=wanted.what)


def _ended(operation: Operation, result: ImportResult) -> ImportResult:
    """Record that an import has come to its end; it has done what it did even where that cannot be recorded."""
    if operation.written is None:
        return result
    engine, by = operation.engine, operation.by
    try:
        with engine.writing():
            record_import(engine, operation.written, result.what, by, at=operation.at, orders=result.written)
    except DatabaseError as error:
        return result._replace(fault=str(error))
    return result


def cancel(operation: Operation, stopped: ImportResult) -> Result:
    """Take back what an import wrote that was stopped.

    Args:
        operation: the undo.
        stopped: the import.
    """
    assert stopped.operation is not None
    engine = operation.engine
    back = work_off(operation, ReversalJob(engine, stopped.operation), Watch())
    if not back.stopped:
        # What somebody has worked on since stays; the audit then says how many the import has left behind.
        left = max(0, stopped.written - back.done)
        with engine.writing():
            record_import(engine, stopped.operation, stopped.what, operation.by, at=operation.at, orders=left)
    return back


def _transaction(operation: Operation, orders: Sequence[FileOrder], wanted: Wanted) -> list[Decision]:
    before = operation.written
    with part_of(operation):
        decisions = _part(operation, orders, wanted)
        if before is None and operation.written is not None:
            # With the first orders, so that an import that is killed has its entry too.
            record_import(operation.engine, operation.written, wanted.what, operation.by, at=operation.at)
        return decisions


def _part(operation: Operation, orders: Sequence[FileOrder], wanted: Wanted) -> list[Decision]:
    """Write orders in one savepoint, which costs as much as a change; where that fails, each in its own."""
    try:
        with operation.savepoint(), operation.gathering():
            return _written(operation, orders, wanted)
    except RuleBroken as refusal:
        if len(orders) == 1:
            return [_refused(orders[0], str(refusal))]
        # What made the part fail cannot be told from outside; written one by one, the others come in.
        return [decision for order in orders for decision in _part(operation, [order], wanted)]


def _refused(order: FileOrder, reason: str) -> Decision:
    return Decision(order, ImportVerdict.REFUSED, faults=(Fault(order.line, "", order.reference, reason),))


def _written(operation: Operation, orders: Sequence[FileOrder], wanted: Wanted) -> list[Decision]:
    engine = operation.engine
    known = find_known(engine, orders)
    # Not by the version: an earlier part of this import may have changed the order too, and counted it up.
    stale = _changed_since(engine, [each.order.id for each in known if each], wanted.since, operation.written)
    batch = _Batch(operation)
    decisions: list[Decision] = []
    for order, there in zip(orders, known, strict=True):
        decision = decide(order, there, wanted.mode, operation.at, operation.spelling)
        if decision.new is not None:
            check_command(operation.by, decision.new.order)
            decision = replace(decision, order_id=batch.add(order, decision.new))
        elif there is not None and decision.verdict is ImportVerdict.UPDATE:
            if there.order.id in stale:
                text = _("{order} was changed meanwhile. Look at it again, then repeat.")
                decision = _refused(order, text.format(order=there.order.order_id))
            else:
                check_command(operation.by, _command(decision))
                write(operation, there.order, decision.changes)
        decisions.append(decision)
    batch.write()
    return decisions


def _command(decision: Decision) -> ChangeOrder:
    """What an update asks for, as a person would: for the rights."""
    changes = decision.changes
    status, payment, method = (changes.get(name) for name in ("status", "payment_status", "method"))
    return ChangeOrder(
        order_id=decision.order_id,
        status=None if status is None else Status(str(status)),
        payment=None if payment is None else PaymentStatus(str(payment)),
        method=None if method is None else Method(str(method)),
        facts={name: value for name, value in changes.items() if name in FACTS and FACTS[name].edit is not Edit.NOBODY},
        # For the rights it matters that tags change, not which.
        add_tags=("",) if "tags" in changes else (),
        reason=str(changes.get("reason") or ""),
    )


def _changed_since(engine: Engine, rows: Sequence[int], since: int | None, own: int | None) -> frozenset[int]:
    if since is None or not rows:
        return frozenset()
    touched = History.select(History.order_row).where(
        History.order_row.in_(numbers(rows)), History.id > since, History.operation_id != (own or 0)
    )
    return frozenset(engine.select(once(touched.distinct(), int)))


class _Batch:
    """New orders that are written together."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._engine = operation.engine
        # Row ids are given here, not by SQLite, so that items and tags of many orders go in by one statement each. The
        # writer's lock is held: nobody else takes one of them meanwhile.
        self._next = (self._engine.first(_NEWEST) or 0) + 1
        self._stores = set(self._engine.select(_STORES))
        self._orders: list[Changes] = []
        self._items: list[tuple[object, ...]] = []
        self._products: dict[str, Item] = {}
        """What was sold, as it was sold last, by name."""
        self._tags: list[tuple[object, ...]] = []
        self._lines: list[tuple[object, ...]] = []
        self._shared: dict[int, str] = {}
        """Who was given which order, by its row id."""

    def add(self, order: FileOrder, new: NewOrder) -> str:
        """Take an order; the id that it gets."""
        operation, row = self._operation, self._next
        self._next += 1
        wanted: AddOrder = new.order
        # An import of a shop's history keeps the times of its file, however long ago.
        at = operation.at if wanted.at is None else wanted.at
        order_id = str(new.now.get("order_id") or "").upper() or fresh_order_id(
            self._engine, at, operation.zone, operation.chance
        )
        values = _BLANK | columns(wanted) | new.now
        seller = seller_of(self._engine, str(values["seller"]))
        values |= {
            "id": row,
            "order_id": order_id,
            "slug": make_slug(operation.chance),
            "seller": seller,
            "fulfil": int(bool(seller)),
            "created_at": at,
            "last_operation": operation.write(),
        }
        if is_to_share(values) and (handler := share_out(operation, str(values["store"]))):
            values["handler"] = self._shared[row] = handler
        self._keep_store(str(values["store"]))
        self._orders.append(values)
        self._items += item_rows(row, wanted.items)
        self._products |= {item.name: item for item in wanted.items}
        self._tags += [(row, tag) for tag in wanted.tags]
        # An order without any id of its own is recognised by its content when the file comes again.
        if not order.reference:
            self._lines.append((order.digest, LINE_KIND, str(values["store"]), "", row, values["last_operation"]))
        return order_id

    def _keep_store(self, store: str) -> None:
        if store not in self._stores:
            self._stores.add(store)
            self._engine.insert(_INSERT_STORE, name=store)

    def write(self) -> None:
        """Write what was taken."""
        if not self._orders:
            return
        many = self._engine.insert_many
        # All orders have the same columns in the same order, since each begins with all of them blank.
        many(insert_order(tuple(self._orders[0])), [tuple(order.values()) for order in self._orders])
        many(INSERT_ITEM, self._items)
        remember_products(self._engine, self._products.values())
        many(INSERT_TAG, self._tags)
        many(INSERT_SOUGHT, [(order["id"], sought_of(order)) for order in self._orders])
        many(INSERT_MENTION, [named for order in self._orders for named in mention_rows(int(order["id"] or 0), order)])
        many(INSERT_LINE, self._lines)
        for order in self._orders:
            row = int(order["id"] or 0)
            given = [("handler", "", self._shared[row])] if row in self._shared else []
            self._operation.write_history(row, [("status", None, order["status"]), *given])
