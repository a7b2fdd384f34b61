"""How a new order is written: its id, its row with its items and tags, and the beginning of its history."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from orders_tui.domain import flow
from orders_tui.domain.commands import AddOrder, Change, ExternalOrder, RuleBroken
from orders_tui.domain.facts import COLUMNS, GIVEN, Values, total_of
from orders_tui.domain.flow import Changes
from orders_tui.domain.limits import check_new, trimmed
from orders_tui.domain.mentions import mentioned
from orders_tui.domain.oddities import happened
from orders_tui.domain.order import Goods, Item, PaymentStatus, Status
from orders_tui.domain.search import sought_of
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, Write, insertion, parameter
from orders_tui.store.tables import Items, Mentions, Orders, SettingValues, Sought, Stores
from orders_tui.store.writes.ids import fresh_order_id, make_slug
from orders_tui.store.writes.operation import INSERT_HISTORY, Operation, Written, as_changes, insert_tags
from orders_tui.store.writes.products import REMEMBER_PRODUCT, product_rows, remember_products
from orders_tui.store.writes.shares import share_out
from orders_tui.store.writes.suspicion import suspicion

_BEFORE: Changes = {"status": None, "handler": "", "held_at": None, "held_reason": ""}
"""What the history names as the old values of a new order."""

INSERT_ITEM = insertion(Items, "order_row", "position", "name", "sku", "price", "quantity", "kind")
INSERT_MENTION = insertion(Mentions, "order_row", "name")
_DELETE_ITEMS = Write(lambda: Items.delete().where(Items.order_row == parameter("row")))
INSERT_SOUGHT = insertion(Sought, "order_row", "text")
_INSERT_STORE = Write(lambda: Stores.insert(name=parameter("name")).on_conflict_ignore())
_BUSINESS = Read(
    lambda: SettingValues.select(SettingValues.value).where(
        SettingValues.owner == "", SettingValues.name == "business"
    ),
    str,
)
_WITH_EXTERNAL_ID = Read(
    lambda: Orders.select(Orders.order_id).where(
        Orders.store == parameter("store"),
        Orders.external_id == parameter("external_id"),
        Orders.external_id != "",  # the condition of the index
    ),
    str,
)


class NewOrders:
    """New orders that one transaction writes, each under its own operation or all under one.

    What holds for all of them is asked once, and what follows them into tables that no order is judged by goes in at
    the end, for many by one statement.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stores: set[str] = set()
        """Those that are known to be in their table."""
        self._following: dict[Write, list[tuple[object, ...]]] = defaultdict(list)
        """The rows that are yet to be written, by their insertion."""

    def add(self, operation: Operation, wanted: AddOrder) -> Written:
        """Store a new order, of which some is written only by `write`.

        Raises:
            RuleBroken: if it cannot be one, or its external id is known in its store; before anything is written.
        """
        new = trimmed(wanted)
        check_new(new)
        engine, at = operation.engine, happened(new.at, operation.at)
        values = columns(new)
        seller, store = seller_of(engine, str(values["seller"])), str(values["store"])
        # First of all, since forms send an order again when the line drops.
        check_external(engine, store, str(values["external_id"]))
        values |= {
            "order_id": fresh_order_id(engine, at, operation.zone, operation.chance),
            "slug": make_slug(operation.chance),
            "seller": seller,
            "fulfil": int(bool(seller)),
            "created_at": at,
            "last_operation": operation.write(),
        }
        self._keep_store(store)
        decided = _decided(operation, new, values)
        values |= decided
        row = engine.insert(insert_order(tuple(values)), **values)
        # At once, since later orders are compared with these items, and their tags spelled like these.
        engine.insert_many(INSERT_ITEM, item_rows(row, new.items))
        if new.tags:
            insert_tags(engine, row, new.tags)
        began = {"status": values["status"], **decided}
        changes = as_changes((name, _BEFORE[name], value) for name, value in began.items())
        self._follow(row, new, values, changes)
        return Written(row, str(values["order_id"]), changes, warning=_warning(decided))

    def _keep_store(self, store: str) -> None:
        if store not in self._stores:
            self._engine.insert(_INSERT_STORE, name=store)
            self._stores.add(store)

    def _follow(self, row: int, new: AddOrder, values: Changes, began: Iterable[Change]) -> None:
        """Note what follows the order with this row id into other tables; `began` is how its history begins."""
        following, operation = self._following, values["last_operation"]
        following[REMEMBER_PRODUCT] += product_rows(new.items)
        # Not by a trigger: folding names and phones for the search is a rule of the domain.
        following[INSERT_SOUGHT].append((row, sought_of(values)))
        following[INSERT_MENTION] += mention_rows(row, values)
        following[INSERT_HISTORY] += [(operation, row, *change, None) for change in began]

    def write(self) -> None:
        """Write what follows the orders that were added."""
        for insert, rows in self._following.items():
            self._engine.insert_many(insert, rows)
        self._following.clear()


def add(operation: Operation, wanted: AddOrder) -> Written:
    """Store one new order, whole; raises as `NewOrders.add`."""
    alone = NewOrders(operation.engine)
    done = alone.add(operation, wanted)
    alone.write()
    return done


def _decided(operation: Operation, new: AddOrder, values: Changes) -> Changes:
    """What is decided of a new order that comes in, column by column: who handles it, and whether it is on hold."""
    # Whoever adds an order by hand sees what speaks against it, and has decided; also who is to handle it.
    if operation.by.via != "intake":
        return {}
    decided: Changes = {}
    if is_to_share(values) and (handler := share_out(operation, str(values["store"]))):
        decided["handler"] = handler
    at = int(values["created_at"] or 0)
    if reason := suspicion(operation.engine, new, at):
        decided |= {"held_at": at, "held_reason": reason}
    return decided


def _warning(decided: Changes) -> str:
    reason = decided.get("held_reason")
    return _("On hold as suspicious: {reason}.").format(reason=reason) if reason else ""


def item_rows(row: int, items: tuple[Item, ...]) -> list[tuple[object, ...]]:
    """The rows of the items of the order with this row id, as `INSERT_ITEM` takes them."""
    return [
        (row, position, item.name, item.sku, item.price, item.quantity, item.kind.value)
        for position, item in enumerate(items)
    ]


def mention_rows(row: int, values: Values) -> list[tuple[object, ...]]:
    """The rows of whom the note of the order with this row id mentions, as `INSERT_MENTION` takes them."""
    return [(row, name) for name in mentioned(str(values.get("note") or ""))]


def replace_items(engine: Engine, row: int, items: tuple[Item, ...]) -> None:
    """Let the order with this row id hold these items and no others."""
    engine.update(_DELETE_ITEMS, row=row)
    engine.insert_many(INSERT_ITEM, item_rows(row, items))
    remember_products(engine, items)


def columns(new: AddOrder) -> Changes:
    """What the row of an order has of what was asked for, column by column."""
    given = _BLANK | {name: value for name, value in new.facts.items() if name in _BLANK}
    return given | {
        "fulfil": int(bool(given["seller"])),
        "status": flow.first_status(new.method).value,
        "payment_status": PaymentStatus.UNPAID.value,
        "method": None if new.method is None else new.method.value,
        "goods": Goods.of({item.kind for item in new.items}).value,
        "subtotal": sum([item.price * item.quantity for item in new.items]),
        "total": total_of(new.items, new.facts),
    }


_BLANK = {fact.name: fact.blank for fact in GIVEN if fact in COLUMNS and fact.name not in ("method", "created_at")}
"""The facts that a new order brings along as they are, with what it has where it lacks them."""


def is_to_share(values: Changes) -> bool:
    """Whether a new order is one to share out: one's own that nobody handles or has worked on yet."""
    untouched = values["status"] in _UNTOUCHED and values.get("deleted_at") is None
    return untouched and not values["handler"] and not values["seller"]


_UNTOUCHED = frozenset({Status.CREATED, Status.PENDING})


@lru_cache(maxsize=8)
def insert_order(names: tuple[str, ...]) -> Write:
    """The insertion of a row of `Orders` with these columns."""
    return insertion(Orders, *names)


def seller_of(engine: Engine, seller: str) -> str:
    """The seller to ship for; empty where that is this business itself."""
    business = engine.first(_BUSINESS) if seller else None
    return "" if business is not None and business.casefold() == seller.casefold() else seller


def find_external(engine: Engine, order: ExternalOrder) -> str | None:
    """The id of the order that has this external id in its store; None if there is none."""
    return engine.first(_WITH_EXTERNAL_ID, store=order.store, external_id=order.external_id)


def check_external(engine: Engine, store: str, external_id: str) -> None:
    """Refuse to give an order an external id that another one of its store has.

    Raises:
        RuleBroken: naming the other order.
    """
    if not external_id:
        return
    known = find_external(engine, ExternalOrder(store, external_id))
    if known is not None:
        text = _("The store already has the external id {external} (order {order}).")
        raise RuleBroken(text.format(external=show(external_id), order=known))
