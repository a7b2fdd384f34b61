"""The tables of the database as Peewee models; the migrations alone create and change them.

The models belong to no database: an `Engine` compiles each query for its own.
"""

from typing import Any

from peewee import SQL, AutoField, BigIntegerField, CompositeKey, Field, IntegerField, Model, TextField, fn

from orders_tui.domain.facts import COLUMNS, Fact, Kind
from orders_tui.domain.order import Goods, ItemKind, Method, PaymentStatus, Status
from orders_tui.store.enum_field import EnumField


class Stores(Model):
    """The stores that orders came from, by name."""

    id = AutoField()
    name = TextField()

    class Meta:
        table_name = "store"


class Operations(Model):
    """Changes, each as one person or system made it; `undoes` is the one that this one takes back, or a part of it."""

    id = AutoField()
    at = BigIntegerField()
    by = TextField()
    via = TextField()
    place = TextField()
    kind = TextField()
    undoes = IntegerField(null=True)

    class Meta:
        table_name = "operation"


class TakenBack(Model):
    """How far operations were taken back: each entry of the history up to this one came back, or had to stay."""

    operation_id = IntegerField(primary_key=True)
    entry = IntegerField()

    class Meta:
        table_name = "taken_back"


class Erasing(Model):
    """The orders that are being erased in this transaction; outside of such a one there are none.

    The guards of the history and of payments let what belongs to them be changed.
    """

    order_row = IntegerField(primary_key=True)

    class Meta:
        table_name = "erasing"


class Orders(Model):
    """Orders with their buyers.

    `fulfil` is 1 for an order that is shipped for another seller, `phone_check` for a phone that has to be checked.
    What `marks` tells stands in `store.reads.marks`.

    Here stand the columns that the store itself names; the columns of all other facts are added below.
    """

    id = AutoField()
    slug = TextField()
    order_id = TextField()
    status = EnumField(Status)
    status_rank = IntegerField()
    payment_status = EnumField(PaymentStatus)
    method = EnumField(Method, null=True)
    goods = EnumField(Goods)
    store = TextField()
    fulfil = IntegerField()
    external_id = TextField()
    name = TextField()
    phone = TextField()
    phone_check = IntegerField()
    street = TextField()
    city = TextField()
    subtotal = BigIntegerField()
    total = BigIntegerField()
    courier = TextField()
    receipt = TextField()
    handler = TextField()
    note = TextField()
    follow_ups = BigIntegerField()
    followed_up_at = BigIntegerField(null=True)
    created_at = BigIntegerField()
    status_at = BigIntegerField(null=True)
    confirmation_at = BigIntegerField(null=True)
    held_at = BigIntegerField(null=True)
    held_reason = TextField()
    deleted_at = BigIntegerField(null=True)
    emptied_at = BigIntegerField(null=True)
    marks = IntegerField()
    version = IntegerField()
    last_operation = IntegerField()

    class Meta:
        # The one name in the plural: `order` is a word of SQL.
        table_name = "orders"


def _column(fact: Fact) -> "Field[Any]":
    match fact.kind:
        case Kind.CHOICE if fact.choices is not None:
            return EnumField(fact.choices, null=True)
        case Kind.MOMENT:
            return BigIntegerField(null=True)
        case Kind.MONEY | Kind.COUNT:
            return BigIntegerField()
        case _:
            return TextField()


# So that a new fact takes a migration, and no line here that could be forgotten.
for _fact in COLUMNS:
    if _fact.name not in Orders._meta.fields:
        Orders._meta.add_field(_fact.name, _column(_fact))


def receipt_key() -> Any:
    """An order's receipt number as it is compared: capitals and blanks make no other number. It has an index."""
    # The texts are written out and not bound: SQLite takes the index of an expression for nothing but the same
    # expression.
    return fn.UPPER(fn.REPLACE(Orders.receipt, SQL("' '"), SQL("''")))


class Sought(Model):
    """What a search finds each order by, as `domain.search.sought` makes it."""

    order_row = IntegerField(primary_key=True)
    text = TextField()

    class Meta:
        table_name = "sought"


class Items(Model):
    """The items of orders, in the order in which they were given."""

    order_row = IntegerField()
    position = IntegerField()
    name = TextField()
    sku = TextField()
    price = BigIntegerField()
    quantity = IntegerField()
    kind = EnumField(ItemKind)

    class Meta:
        table_name = "item"
        primary_key = CompositeKey("order_row", "position")


class Products(Model):
    """What was sold, each product as it was sold last; `folded` is its name as a search compares it."""

    folded = TextField(primary_key=True)
    name = TextField()
    sku = TextField()
    price = BigIntegerField()
    kind = EnumField(ItemKind)

    class Meta:
        table_name = "product"


class Drafts(Model):
    """Forms, and the ship sheet, that were filled and not saved yet, by who fills them and from where."""

    owner = TextField()
    place = TextField()
    order_id = TextField()
    at = BigIntegerField()
    text = TextField()

    class Meta:
        table_name = "draft"
        primary_key = CompositeKey("owner", "place", "order_id")


class History(Model):
    """One field of one order that one operation changed, with its old and new value as text.

    `since` stands in lines of a status alone: when the order had come to the old one, 0 where it came in with it; NULL
    where that was not kept.
    """

    id = AutoField()
    operation_id = IntegerField()
    order_row = IntegerField()
    field = TextField()
    old = TextField(null=True)
    new = TextField(null=True)
    since = BigIntegerField(null=True)

    class Meta:
        table_name = "history"


class Payments(Model):
    """Money as the gateway or the buyer reported it; rows are only ever added."""

    id = AutoField()
    order_row = IntegerField()
    operation_id = IntegerField()
    at = BigIntegerField()
    reported = TextField()
    amount = BigIntegerField(null=True)
    bank = TextField()
    holder = TextField()
    day = TextField()
    note = TextField()
    transaction = TextField()
    fee = BigIntegerField(null=True)

    class Meta:
        table_name = "payment"


class Reports(Model):
    """What other systems reported of orders, each thing with its time; rows are only ever added."""

    id = AutoField()
    order_row = IntegerField()
    operation_id = IntegerField()
    at = BigIntegerField()
    what = TextField()
    text = TextField()

    class Meta:
        table_name = "report"


class Bodies(Model):
    """What another system sent about orders, as it came, so that nothing of it is lost."""

    id = AutoField()
    order_row = IntegerField()
    at = BigIntegerField()
    sender = TextField()
    text = TextField()

    class Meta:
        table_name = "body"


class BlockedPhones(Model):
    """Phones whose orders are put on hold when they come in, in international form."""

    phone = TextField(primary_key=True)
    at = BigIntegerField()
    by = TextField()

    class Meta:
        table_name = "blocked_phone"


class FollowUps(Model):
    """Messages that were sent to buyers."""

    id = AutoField()
    order_row = IntegerField()
    operation_id = IntegerField()
    at = BigIntegerField()
    template = TextField()

    class Meta:
        table_name = "followup"


class Tags(Model):
    """Words that staff put on orders."""

    order_row = IntegerField()
    name = TextField()

    class Meta:
        table_name = "tag"
        primary_key = CompositeKey("order_row", "name")


class Mentions(Model):
    """Whom the note of an order mentions, in small letters."""

    order_row = IntegerField()
    name = TextField()

    class Meta:
        table_name = "mention"
        primary_key = CompositeKey("order_row", "name")


class IntakeLines(Model):
    """Lines of the intake that were stored, by the store of their order, their kind and their key."""

    key = TextField()
    kind = TextField()
    store = TextField()
    digest = TextField()
    order_row = IntegerField()
    operation_id = IntegerField()

    class Meta:
        table_name = "intake"
        primary_key = CompositeKey("key", "kind", "store")


class SettingValues(Model):
    """What is remembered of one person, or with an empty owner of the whole shop."""

    owner = TextField()
    name = TextField()
    value = TextField()

    class Meta:
        table_name = "setting"
        primary_key = CompositeKey("owner", "name")


class Audits(Model):
    """What was done with orders that changed none of them; rows are only ever added."""

    id = AutoField()
    at = BigIntegerField()
    by = TextField()
    via = TextField()
    place = TextField()
    action = TextField()
    what = TextField()
    orders = BigIntegerField()

    class Meta:
        table_name = "audit"


class SharedOut(Model):
    """How many new orders of a store were given to whom on a day of the desk, written as `2026-11-22`."""

    store = TextField()
    day = TextField()
    handler = TextField()
    orders = IntegerField()

    class Meta:
        table_name = "shared_out"
        primary_key = CompositeKey("store", "day", "handler")


class Steps(Model):
    """The transition table, as the database's own guard reads it."""

    goods = TextField()
    src = TextField()
    dst = TextField()

    class Meta:
        table_name = "step"
        primary_key = CompositeKey("goods", "src", "dst")
