"""How lists are sorted by how many orders their buyers have."""

from typing import Any

from peewee import JOIN, SQL, Case, Join, NodeList, Select, fn

from orders_tui.domain.query import OrderQuery, Role
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import once
from orders_tui.store.tables import Orders

_NUMBERS = {Role.SELLER: ("own", fn.SUM(SQL("fulfil = 0"))), Role.FULFILMENT: ("others", fn.SUM(SQL("fulfil = 1")))}
"""How many orders a phone has in each role, and the names of these numbers."""
_GROUPED = (
    Orders.alias("same_buyer")
    .select(SQL("phone"), *(number.alias(name) for name, number in _NUMBERS.values()))
    .where(SQL("phone > '' AND deleted_at IS NULL"))
    .group_by(SQL("phone"))
)
"""How many orders each phone has, in either role; grouped in the order of the index of phones, which has all of it."""
_EACH = _GROUPED.alias("past")
_SEVERAL = _GROUPED.having(fn.COUNT(SQL("*")) > SQL("1")).alias("past")
"""The same of the phones that have several: few, which are looked up the sooner."""

Same = Orders.alias("same")
_IDENTIFIED = (Orders.phone != "") & (Orders.phone_check == SQL("0"))
"""Whether the phone of an order tells who the buyer is."""


def joined(chosen: Any, query: OrderQuery) -> Any:
    """A selection of orders beside what the buyers of each have, for `number_of`."""
    past = _past_of(query)
    return chosen.join(past, JOIN.LEFT_OUTER, on=_is_theirs(past))


def number_of(query: OrderQuery) -> Any:
    """How many orders the buyer of an order has; 0 where no phone tells."""
    past = _past_of(query)
    number = Case(Orders.fulfil, [(0, past.c.own)], past.c.others)
    return fn.COALESCE(number, 0 if past is _EACH else _IDENTIFIED)


def _past_of(query: OrderQuery) -> Any:
    # An order of the list is the one that its phone has, unless the order lies in the trash.
    return _EACH if query.trash or query.conflicts_in_trash else _SEVERAL


def _is_theirs(past: Any) -> Any:
    return (past.c.phone == Orders.phone) & (Orders.phone_check == SQL("0"))


def first_rows(engine: Engine, condition: Any, query: OrderQuery, count: int) -> list[int] | None:
    """The row ids at the top of a list that is sorted by nothing else, without a look at the buyer of each order.

    None where the few buyers that are looked at have too few orders in the list.

    Args:
        engine: the database.
        condition: for the orders of the list, none of them in the trash.
        query: the list.
        count: how many.
    """
    found = _of_most(engine, condition, query, count) if query.descending else _of_least(engine, condition, count)
    return found if len(found) == count else None


def _of_most(engine: Engine, condition: Any, query: OrderQuery, count: int) -> list[int]:
    """Orders of those buyers that have no fewer than the last of so many who have the most."""
    name, number = _NUMBERS[query.role]
    most = _GROUPED.order_by(NodeList((number, SQL("DESC")))).limit(count).alias("most")
    # Two, since those with a single one are many, and among them may be orders whose phone tells nothing.
    least = max(2, engine.first(once(Select([most], [fn.MIN(getattr(most.c, name))]), int)) or 0)
    past = _GROUPED.having(number >= least).alias("past")
    # The buyers first: SQLite would begin with the orders, which are many.
    found = Orders.select(Orders.id).from_(Join(past, Orders, JOIN.CROSS, on=_is_theirs(past)))
    found = found.where(condition, Orders.phone > SQL("''"))  # the condition of the index
    return engine.select(once(found.order_by(getattr(past.c, name).desc(), Orders.id.desc()).limit(count), int))


def _of_least(engine: Engine, condition: Any, count: int) -> list[int]:
    """Orders whose phone tells no buyer, and then of those buyers that have this one alone."""
    others = (
        Same.phone == Orders.phone,
        Same.phone > SQL("''"),  # the condition of the index
        Same.id != Orders.id,
        Same.deleted_at.is_null(),
        engine.unindexed(Same.fulfil) == Orders.fulfil,
    )
    alone = ~fn.EXISTS(Same.select(SQL("1")).where(*others))
    found: list[int] = []
    for which in (~_IDENTIFIED, _IDENTIFIED & alone):
        rows = Orders.select(Orders.id).where(condition, which).order_by(Orders.id).limit(count - len(found))
        found += engine.select(once(rows, int))
    return found
