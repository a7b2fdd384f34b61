"""The tables as Peewee models, for building queries; the migrations alone create and change them.

The models belong to no database: a `Store` binds each query to its own.
"""

from peewee import AutoField, BigIntegerField, CompositeKey, IntegerField, Model, TextField


class StoreName(Model):
    """A shop whose orders come in here."""

    id = AutoField()
    name = TextField()

    class Meta:
        table_name = "store"


class Operation(Model):
    """One asked-for change: a key press, a command line, a line of the intake."""

    id = AutoField()
    at = BigIntegerField()
    by = TextField()
    via = TextField()
    place = TextField()
    kind = TextField()
    undoes = IntegerField(null=True)

    class Meta:
        table_name = "operation"


class Orders(Model):
    """An order with its buyer; `fulfil` is 1 for an order that is shipped for another seller."""

    id = AutoField()
    order_id = TextField()
    slug = TextField()
    store = TextField()
    seller = TextField()
    fulfil = IntegerField()
    source = TextField()
    external_id = TextField()
    name = TextField()
    phone = TextField()
    email = TextField()
    street = TextField()
    subdistrict = TextField()
    city = TextField()
    province = TextField()
    postcode = TextField()
    status = TextField()
    status_rank = IntegerField()
    payment_status = TextField()
    method = TextField(null=True)
    goods = TextField()
    subtotal = BigIntegerField()
    discount = BigIntegerField()
    shipping = BigIntegerField()
    fees = BigIntegerField()
    unique_code = IntegerField()
    total = BigIntegerField()
    courier = TextField()
    receipt = TextField()
    handler = TextField()
    buyer_note = TextField()
    note = TextField()
    follow_ups = IntegerField()
    followed_up_at = BigIntegerField(null=True)
    created_at = BigIntegerField()
    paid_at = BigIntegerField(null=True)
    confirmed_at = BigIntegerField(null=True)
    shipped_at = BigIntegerField(null=True)
    completed_at = BigIntegerField(null=True)
    deleted_at = BigIntegerField(null=True)
    version = IntegerField()
    last_operation = IntegerField()

    class Meta:
        table_name = "orders"


class ItemLine(Model):
    """One line of an order."""

    order_row = IntegerField()
    position = IntegerField()
    name = TextField()
    sku = TextField()
    price = BigIntegerField()
    quantity = IntegerField()
    kind = TextField()

    class Meta:
        table_name = "item"
        primary_key = CompositeKey("order_row", "position")


class History(Model):
    """One field of one order that one operation changed."""

    id = AutoField()
    operation_id = IntegerField()
    order_row = IntegerField()
    field = TextField()
    old = TextField(null=True)
    new = TextField(null=True)

    class Meta:
        table_name = "history"


class Payment(Model):
    """Money that the gateway reported, or that the buyer says was sent."""

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

    class Meta:
        table_name = "payment"


class FollowUp(Model):
    """A message that was sent to the buyer of an order."""

    id = AutoField()
    order_row = IntegerField()
    operation_id = IntegerField()
    at = BigIntegerField()
    template = TextField()

    class Meta:
        table_name = "followup"


class Tag(Model):
    """A word that staff put on an order."""

    order_row = IntegerField()
    name = TextField()

    class Meta:
        table_name = "tag"
        primary_key = CompositeKey("order_row", "name")


class Intake(Model):
    """A line of the intake that was stored, so that its repeat is recognised."""

    key = TextField()
    kind = TextField()
    digest = TextField()
    order_row = IntegerField()
    operation_id = IntegerField()

    class Meta:
        table_name = "intake"
        primary_key = CompositeKey("key", "kind")


class Setting(Model):
    """Something that the program remembers for one person, or for all (owner empty)."""

    owner = TextField()
    name = TextField()
    value = TextField()

    class Meta:
        table_name = "setting"
        primary_key = CompositeKey("owner", "name")


class Step(Model):
    """One allowed step of the transition table; the database's own guard reads it."""

    goods = TextField()
    src = TextField()
    dst = TextField()

    class Meta:
        table_name = "step"
        primary_key = CompositeKey("goods", "src", "dst")


TABLES: tuple[type[Model], ...] = (
    StoreName,
    Operation,
    Orders,
    ItemLine,
    History,
    Payment,
    FollowUp,
    Tag,
    Intake,
    Setting,
    Step,
)
