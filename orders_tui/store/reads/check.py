"""Checking the whole database: the file, the links between tables, the search index, the totals, the history."""

from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from peewee import SQL, Case, Expression, Select, fn

from orders_tui.domain.facts import COLUMNS, FACTS, FOLLOWING, STEPPED, Edit
from orders_tui.domain.flow import all_steps
from orders_tui.domain.words import N_, _
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import once
from orders_tui.store.events import by_order
from orders_tui.store.tables import History, Items, Operations, Orders, Steps

SHOWN = 20
"""How many cases of one kind are named."""


class CheckFinding(NamedTuple):
    """One thing that is wrong; `where` names the order or the part of the file."""

    what: str
    where: str


class _Step(NamedTuple):
    goods: str
    src: str
    dst: str


def check(engine: Engine) -> list[CheckFinding]:
    """Everything that is wrong; at most `SHOWN` cases of a kind."""
    faults = engine.faults(SHOWN)
    findings = [CheckFinding(_("the file is damaged"), where) for where in faults.damage]
    findings += [CheckFinding(_("a reference points to a missing row"), where) for where in faults.links]
    stored = set(engine.select(once(Steps.select(Steps.goods, Steps.src, Steps.dst), _Step)))
    if stored != {_Step(str(goods), str(src), str(dst)) for goods, src, dst in all_steps()}:
        findings.append(CheckFinding(_("the transition table differs from the program's"), "step"))
    findings += [CheckFinding(_("the search index does not match the orders"), where) for where in faults.search]
    for what, wrong in _WRONG_ORDERS.items():
        findings += [CheckFinding(_(what), order_id) for order_id in engine.select(once(wrong().limit(SHOWN), str))]
    return findings + _wrong_ends(engine)


_NOT_EMPTIED: Any = Orders.emptied_at.is_null()
"""An order that was emptied from the trash has neither items nor a history that could be compared with it."""


def _differs(one: Any, other: Any) -> Expression:
    """Whether two values differ, where a missing one is a value like any other."""
    return Expression(one, "IS DISTINCT FROM", other)


def _without_history(*conditions: Expression) -> Any:
    """The orders that have no row of the history for which the conditions hold."""
    own = History.select(History.id).where(History.order_row == Orders.id, *conditions)
    return Orders.select(Orders.order_id).where(_NOT_EMPTIED, ~fn.EXISTS(own))


def _wrong_totals() -> Any:
    of_items = Items.select(fn.SUM(Items.price * Items.quantity)).where(Items.order_row == Orders.id)
    # No order is without items, so that one that has none is found whatever its subtotal.
    return Orders.select(Orders.order_id).where(_NOT_EMPTIED, Orders.subtotal != fn.COALESCE(of_items, -1))


def _wrong_goods() -> Any:
    goods = Case(None, [(fn.COUNT(fn.DISTINCT(Items.kind)) > 1, "mixed")], fn.MAX(Items.kind))
    of_items = Items.select(goods).where(Items.order_row == Orders.id)
    return Orders.select(Orders.order_id).where(_NOT_EMPTIED, Orders.goods != of_items)


def _wrong_items() -> Any:
    """Orders whose items are not those of the last change of them."""
    # Made by the database on both sides, so that blanks and escapes in the history make no difference.
    row = fn.JSON_ARRAY(Items.name, Items.sku, Items.price, Items.quantity, Items.kind)
    ordered = Items.select(row.alias("item")).where(Items.order_row == Orders.id).order_by(Items.position)
    kept = Select([ordered.alias("ordered")], [fn.JSON_GROUP_ARRAY(fn.JSON(SQL("item")))])
    later = History.alias()
    last = later.select(fn.MAX(later.id)).where(later.order_row == Orders.id, later.field == "items")
    changed = History.select(History.order_row).where(History.field == "items")
    written = History.select(fn.JSON(History.new)).where(History.id == last)
    return Orders.select(Orders.order_id).where(Orders.id.in_(changed), _differs(kept, written))


def _goods_then() -> Any:
    """The goods that an order had when an entry of its history was written."""
    later = History.alias()
    changed = later.select(later.old).where(
        later.order_row == History.order_row, later.field == "goods", later.id > History.id
    )
    return fn.COALESCE(changed.order_by(later.id).limit(1), Orders.goods)


def _gaps() -> Any:
    """Orders with a step that does not begin where the one before ended."""
    before = fn.LAG(History.new).over(partition_by=[History.order_row], order_by=[History.id])
    steps = History.select(History.order_row, History.old, before.alias("before")).where(History.field == "status")
    steps = steps.alias("steps")
    joined = Orders.select(Orders.order_id).distinct().join(steps, on=(steps.c.order_row == Orders.id))
    return joined.where(_differs(steps.c.old, steps.c.before))


def _forbidden_steps() -> Any:
    """Orders with a step that is neither in the transition table nor the reversal of what its operation undoes."""
    undone = History.alias()
    of_undone = undone.select().where(
        by_order(undone.operation_id) == Operations.undoes,
        undone.order_row == History.order_row,
        undone.field == "status",
    )
    first_old = of_undone.columns(undone.old).order_by(undone.id).limit(1)
    last_new = of_undone.columns(undone.new).order_by(undone.id.desc()).limit(1)
    allowed = Steps.select(SQL("1")).where(
        Steps.goods == _goods_then(), Steps.src == History.old, Steps.dst == History.new
    )
    return (
        Orders.select(Orders.order_id)
        .distinct()
        .join(History, on=(History.order_row == Orders.id))
        .join(Operations, on=(Operations.id == History.operation_id))
        .where(
            History.field == "status",
            History.old.is_null(False),
            ~fn.EXISTS(allowed),
            _differs(History.new, first_old) | _differs(History.old, last_new),
        )
    )


def _no_beginning() -> Any:
    return _without_history(History.field == "status", History.old.is_null())


def _no_last_operation() -> Any:
    return _without_history(by_order(History.operation_id) == Orders.last_operation)


_WRONG_ORDERS = {
    N_("the total is not what its items and charges add up to"): _wrong_totals,
    N_("the kind of goods does not match its items"): _wrong_goods,
    N_("its items differ from the last change in its history"): _wrong_items,
    N_("its history does not begin with a new order"): _no_beginning,
    N_("a step in its history does not follow the one before"): _gaps,
    N_("a step in its history is not in the transition table"): _forbidden_steps,
    N_("its last operation is not in its history"): _no_last_operation,
}
"""What makes the query for the orders that have each fault."""

_ENDS = [fact.name for fact in COLUMNS if fact.edit is not Edit.NOBODY or fact.name in (*STEPPED, *FOLLOWING)]
"""The columns that must be as their last change left them; a column that was never changed is not in the history."""
_VERSION = N_("its version does not match its history")


def _wrong_ends(engine: Engine) -> list[CheckFinding]:
    # In one walk for all columns: so many rows have `SHOWN` cases of each, even where no order is wrong in two.
    rows = engine.select(once(_ends().limit(SHOWN * len(_ENDS)), dict))
    found = [
        CheckFinding(
            _("{fact} differs from the last change in its history").format(fact=FACTS[name].title), row["order_id"]
        )
        for name in _ENDS
        for row in [r for r in rows if r[name]][:SHOWN]
    ]
    return found + [CheckFinding(_(_VERSION), row["order_id"]) for row in [r for r in rows if r["version"]][:SHOWN]]


def _ends() -> Any:
    """One walk over the history: for each order and column, whether its last change differs from what the order has.

    An operation counts the version up once or more, and leaves at least a row each time.
    """
    last = (
        History.select(
            History.order_row,
            *(fn.MAX(History.id).filter(History.field == name).alias(name) for name in _ENDS),
            fn.COUNT(fn.DISTINCT(History.operation_id)).alias("operations"),
            fn.COUNT(SQL("*")).alias("changes"),
        )
        .group_by(History.order_row)
        .alias("last")
    )
    change = History.alias()
    wrong = []
    for name in _ENDS:
        at = getattr(last.c, name)
        written = change.select(change.new).where(change.id == at)
        wrong.append((at.is_null(False) & _differs(getattr(Orders, name).cast("TEXT"), written)).alias(name))
    counted = ~Orders.version.between(last.c.operations, last.c.changes)
    compared = (
        Orders.select(Orders.order_id, *wrong, counted.alias("version"))
        .join(last, on=(last.c.order_row == Orders.id))
        .where(_NOT_EMPTIED)
        .alias("compared")
    )
    columns = [getattr(compared.c, name) for name in (*_ENDS, "version")]
    return Select([compared], [compared.c.order_id, *columns]).where(reduce(or_, columns))
