"""The tables that lists are asked of, as Peewee models; the migrations alone create and change them.

The models belong to no database: a `Store` binds each query to its own.
"""

from peewee import AutoField, BigIntegerField, CompositeKey, IntegerField, Model, TextField


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


class Tag(Model):
    """A word that staff put on an order."""

    order_row = IntegerField()
    name = TextField()

    class Meta:
        table_name = "tag"
        primary_key = CompositeKey("order_row", "name")
