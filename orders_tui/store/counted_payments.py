"""Which payments count: those whose operation is in force, being not undone, or undone and redone."""

from collections import defaultdict
from collections.abc import Collection

from peewee import JOIN, OP, SQL, Expression, Select, fn

from orders_tui.domain.order import Money
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, numbers, once, parameter
from orders_tui.store.events import by_order
from orders_tui.store.tables import History, Operations, Payments

Counted = Payments.alias("counted")
"""The payments of a query with `in_force`; by its name the condition refers to their rows."""


def in_force() -> Expression:
    """The condition for rows of `Counted` that count.

    Several undos may share an operation, but each of its orders comes back by one of them, and so it is with the redo
    of an undo: on one order the operations that undo one another from that of the payment on are a chain, and the
    payment counts where its length is odd. An undo that left the payment of this order as it was is no part of it.
    """
    # Recursive, since a redo undoes an undo, and so on without end; what it begins with is the row of the query
    # around it.
    first = Select(None, [Counted.operation_id.alias("id")])
    chain = first.cte("chain", recursive=True, columns=("id",))
    back = History.select(SQL("1")).where(
        History.order_row == Counted.order_row,
        by_order(History.operation_id) == Operations.id,
        History.field.in_(("payment", "confirmation")),
    )
    # A cross join is carried out in this order, so that undos are looked up; the planner would walk through all.
    undos = chain.join(Operations, JOIN.CROSS).select(Operations.id)
    following = undos.where(Operations.undoes == chain.c.id, fn.EXISTS(back))
    length = chain.union_all(following).select_from(fn.COUNT(SQL("*")))
    return Expression(length, OP.MOD, 2) == 1


_COLUMNS = [getattr(Counted, name) for name in Money._fields]
_MONEY = Read(
    lambda: Counted.select(*_COLUMNS).where(Counted.order_row == parameter("row"), in_force()).order_by(Counted.id),
    Money,
)


def reported_money(engine: Engine, row: int) -> tuple[Money, ...]:
    """The payments and confirmations of the order with this row id that count, the oldest first."""
    return tuple(engine.select(_MONEY, row=row))


def money_of_many(engine: Engine, rows: Collection[int]) -> dict[int, list[Money]]:
    """The same of many orders, by row id; nothing for one that has none."""
    of_them = Counted.select(Counted.order_row, *_COLUMNS).where(Counted.order_row.in_(numbers(rows)), in_force())
    money: dict[int, list[Money]] = defaultdict(list)
    for found in engine.select(once(of_them.order_by(Counted.id), dict)):
        money[found.pop("order_row")].append(Money(**found))
    return money
