"""Shops for the tests: a store on a file, orders in it, and a look at the file without the store."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache, partial
from operator import sub
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from peewee import SQL, Model, fn

from orders_tui.domain.commands import (
    AddOrder,
    ChangeOrder,
    Command,
    DeclineConfirmation,
    DeleteOrder,
    HoldOrder,
    RecordConfirmation,
    RecordFollowUp,
    RecordPayment,
    RecordPrinted,
    RecordTracking,
    ReleaseOrder,
)
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import REASON_TAKEN
from orders_tui.domain.order import Item, ItemKind, Method, PaymentReport, PaymentStatus, Status
from orders_tui.domain.rights import Actor
from orders_tui.domain.sharing import Sharing
from orders_tui.domain.templates import CHASE, MessageStage, PaymentKind, Template
from orders_tui.store import tables, text_tables
from orders_tui.store.engine.files import make_file
from orders_tui.store.engine.prepared import once
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.engine.translate import sqlite3
from orders_tui.store.store import JAKARTA, Request, Store
from orders_tui.store.tables import Orders
from tests.samples import BUDI, COURSE, DAY, HONEY, NOW, OWNER, SARI, SHIRT, a_change, a_new_order

ORDER = a_new_order(items=(SHIRT,))

T = TypeVar("T")


@cache
def _made_once(make: Callable[..., T], *given: Any) -> tuple[bytes, T]:
    """A database as it lies on the disk, and what the function answered that made it at a path."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "orders.db"
        answer = make(path, *given)
        return path.read_bytes(), answer


def copied_to(path: Path, make: Callable[..., T], *given: Any) -> T:
    """Put a copy of a database there that the function makes, once a process: it takes longer than most tests."""
    content, answer = cast("tuple[bytes, T]", _made_once(make, *given))
    make_file(path)
    path.write_bytes(content)
    return answer


def empty_database(path: Path) -> None:
    """Make a new database at the path."""
    SqliteEngine(path, create=True).close()


@contextmanager
def opened(
    path: Path,
    *,
    readonly: bool = False,
    create: bool = False,
    seed: int = 7,
    reader: Actor | None = None,
    clock: Callable[[], float] = lambda: NOW + 0.9,
    sharing: Sharing | None = None,
    zone: ZoneInfo = JAKARTA,
) -> Iterator[Store]:
    """A store on the file, with the clock at `NOW` unless there is another."""
    if create and not path.exists():
        copied_to(path, empty_database)
    engine = SqliteEngine(path, readonly=readonly, create=create)
    store = Store(engine, clock=clock, chance=Random(seed), reader=reader, sharing=sharing, zone=zone)
    try:
        yield store
    finally:
        store.close()


def new_order(**fields: Any) -> AddOrder:
    """A new order like any, but for these fields."""
    return a_new_order(**{"items": ORDER.items} | fields)


def placed(store: Store, /, by: Actor = SARI, **fields: Any) -> Order:
    """A new order in the store, with these fields."""
    return store.orders.get(store.execute(new_order(**fields), by).order_id)


def changed(store: Store, order: Order, by: Actor = SARI, **fields: Any) -> Order:
    """The order after a change of these fields."""
    store.execute(a_change(order.order_id, **fields), by)
    return store.orders.get(order.order_id)


def stepped(order_id: str, to: Status) -> ChangeOrder:
    """A step with everything that any step may need."""
    reason = "rusak" if to in REASON_TAKEN else ""
    method = Method.QRIS if to is Status.PENDING else None
    return a_change(order_id, status=to, courier="JNE", receipt="JNE001", reason=reason, method=method)


def reached(store: Store, /, *route: Status, by: Actor = SARI, **fields: Any) -> Order:
    """A new order that has taken this route."""
    order = placed(store, by, **fields)
    for status in route:
        store.execute(stepped(order.order_id, status), by)
    return store.orders.get(order.order_id)


def everyone(store: Store) -> tuple[Order, ...]:
    """Every order there is, in the order of arrival."""
    return store.orders.many(column(store, Orders.id))


def column(store: Store, field: Any, *conditions: Any) -> list[Any]:
    """The values of a column of a table, in the order of its key, in the rows for which the conditions hold."""
    query = field.model.select(field).order_by(*field.model._meta.get_primary_keys())
    return store.engine.select(once(query.where(*conditions) if conditions else query, object))


def count(store: Store, model: Any, *conditions: Any) -> int:
    """The number of rows of a table for which the conditions hold."""
    query = model.select(fn.COUNT(SQL("*")))
    return store.engine.first(once(query.where(*conditions) if conditions else query, int)) or 0


MODELS: list[Any] = [
    model for model in Model.__subclasses__() if model.__module__ in (tables.__name__, text_tables.__name__)
]
"""The models of all tables."""


def sqlite(store: Store) -> SqliteEngine:
    """The store's engine, for what only SQLite can be asked."""
    assert isinstance(store.engine, SqliteEngine)
    return store.engine


def raw(path: Path) -> "closing[Any]":
    """A connection to the file that knows nothing of the program, for a `with`."""
    return closing(sqlite3.connect(path, isolation_level=None))


def dump(path: Path) -> dict[str, list[Any]]:
    """Everything that is in the file, table by table."""
    with raw(path) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}


NAMES = (
    "Siti Aminah",
    "siti aminah",
    "SITI",
    "Budi",
    "budi santoso",
    "Ani 100%",
    "O'Brien",
    "Ani_W",
    'Rina "Rin" \\ Putri',
    "École Été",
    "ÉCOLE",
    "Straße",
    "李小明",
    "Dewi 0812",
    "",
)
PHONES = ("+6281234567890", "+6281234567891", "+6285700112233", "+622112345678", "+14155550123", "021 bukan nomor")
STORES = ("Toko Sehat", "Toko Ceria", "toko sehat")
CITIES = ("Bandung", "BANDUNG", "Kota Bandung", "Élan", "élan", "")
COURIERS = ("JNE", "jne", "J&T", "")
TAGS = ("vip", "Vip", "grosir", "kirim ulang")
HANDLERS = ("", "sari", "budi")


TEMPLATES = tuple(
    Template(name, stage, "Halo {first_name}", kind, store, product, hours)
    for name, stage, kind, store, product, hours in (
        ("a", MessageStage.WELCOME, None, "", "", 30),
        ("b", MessageStage.WELCOME, PaymentKind.COD, "", "", 1),
        ("c", MessageStage.WELCOME, None, STORES[0], "", 200),
        ("d", MessageStage.WELCOME, PaymentKind.E_PAYMENT, STORES[0], "", 100),
        ("e", MessageStage.REMINDER_1, None, STORES[1], "", 0),
        ("f", MessageStage.REMINDER_1, None, "", "Kaos", 50),
        ("g", MessageStage.REMINDER_1, PaymentKind.TRANSFER, "", "", 25),
        ("h", MessageStage.REMINDER_2, None, "", "Topi", 0),
        ("i", MessageStage.REMINDER_2, None, "", "", 24),
    )
)
"""What these shops write to buyers; the most specific that fits decides when an order is due."""


def stock(store: Store, chance: Random, count: int) -> None:
    """Fill the store with orders that differ in little, so that much of what can be equal is."""
    added = [Request(_random_order(chance)) for _ in range(count)]
    ids = [outcome.order_id for outcome in store.execute_many(added, SARI, one_operation=False)]
    for _ in range(8):
        changes = [Request(random_change(chance, order_id)) for order_id in ids]
        store.execute_many(changes, SARI, one_operation=False)
    for template in TEMPLATES:
        store.messages.save(template, OWNER)
    for days in (4, 2, 1, 0):
        earlier = Store(store.engine, clock=partial(sub, NOW, days * DAY), chance=chance)
        sent = [Request(_random_message(chance, order_id)) for order_id in ids if chance.random() < 0.5]
        earlier.execute_many(sent, BUDI, one_operation=False)
    away = [Request(DeleteOrder(order_id=order_id)) for order_id in ids if chance.random() < 0.5]
    store.execute_many(away, BUDI, one_operation=False)


def _random_order(chance: Random) -> AddOrder:
    kinds = chance.choice([(ItemKind.PHYSICAL,), (ItemKind.DIGITAL,), (ItemKind.PHYSICAL, ItemKind.DIGITAL)])
    return a_new_order(
        store=chance.choice(STORES),
        seller=chance.choice(["", "", "Mitra Jaya", "mitra lain"]),
        name=chance.choice(NAMES) or "Tanpa Nama",
        phone=chance.choice(PHONES),
        city=chance.choice(CITIES),
        province=chance.choice(("Jawa Barat", "")),
        items=tuple(Item("Kaos", 1_000 * chance.randint(50, 53), 1, kind) for kind in kinds),
        shipping=chance.choice((0, 9_000)),
        method=chance.choice((None, Method.QRIS, Method.COD, Method.BANK_TRANSFER)),
        source=chance.choice(("form", "LP Kaos", "lp kaos", "LP Élan")),
        platform=chance.choice(("", "web", "Web", "shopee")),
        utm_source=chance.choice(("", "facebook", "Élan Ads", "élan ads")),
        courier=chance.choice(COURIERS),
        handler=chance.choice(HANDLERS),
        tags=tuple(chance.sample(TAGS, chance.randint(0, 2))),
        at=NOW - chance.choice((0, 60, DAY, DAY + 60, 5 * DAY, 8 * DAY, 40 * DAY)),
    )


def _random_message(chance: Random, order_id: str) -> Command:
    if chance.random() < 0.1:
        return RecordPrinted(order_id=order_id, paper="A6")
    stage = MessageStage.ACCESS if chance.random() < 0.1 else chance.choice(CHASE)
    return RecordFollowUp(order_id=order_id, stage=stage, template="Pengingat")


BASKETS = ((SHIRT,), (COURSE,), (SHIRT, COURSE), (SHIRT._replace(quantity=1), HONEY))
"""Items of each kind of goods."""


def random_change(chance: Random, order_id: str) -> Command:
    """A change that the rules may allow or refuse."""
    at = NOW - chance.choice((0, DAY, 3 * DAY))
    return chance.choice(
        (
            stepped(order_id, chance.choice(tuple(Status))).replace(at=at),
            stepped(order_id, chance.choice(tuple(Status))).replace(facts={"receipt": ""}, at=at),
            a_change(order_id, payment=chance.choice(tuple(PaymentStatus)), at=at),
            a_change(order_id, handler=chance.choice(HANDLERS), receipt=chance.choice(("", "Jp-01/É"))),
            a_change(order_id, method=chance.choice(tuple(Method))),
            a_change(order_id, add_tags=("baru",), remove_tags=TAGS[:2], note="tanya @Sari, @wati"),
            a_change(order_id, items=chance.choice(BASKETS), shipping=chance.choice((0, 9_000)), name="Budi Baru"),
            a_change(order_id, discount=chance.choice((0, 5_000, 200_000)), method=Method.COD),
            RecordPayment(order_id=order_id, reported=PaymentReport.PAID, amount=chance.choice((None, 1)), at=at),
            RecordConfirmation(order_id=order_id, bank="BCA", amount=1),
            HoldOrder(order_id=order_id, reason="aneh"),
            ReleaseOrder(order_id=order_id),
            DeclineConfirmation(order_id=order_id, reason="belum masuk"),
            RecordTracking(order_id=order_id, words=chance.choice(("Tiba di Bandung", "Paket diretur")), at=at),
        )
    )


def ids_of(orders: Sequence[Order]) -> list[int]:
    return [order.id for order in orders]
