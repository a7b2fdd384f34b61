"""The tables of the shop's own texts, as those of orders in `tables`."""

from peewee import AutoField, CompositeKey, IntegerField, Model, TextField

from orders_tui.domain.templates import MessageStage, PaymentKind
from orders_tui.store.enum_field import EnumField


class Templates(Model):
    """Templates of messages to buyers; an empty store or product stands for all."""

    name = TextField(primary_key=True)
    stage = EnumField(MessageStage)
    text = TextField()
    kind = EnumField(PaymentKind, null=True)
    store = TextField()
    product = TextField()
    hours = IntegerField()

    class Meta:
        table_name = "template"


class Instructions(Model):
    """How buyers pay; an empty method or store stands for all."""

    text = TextField()
    method = TextField()
    store = TextField()

    class Meta:
        table_name = "instruction"
        primary_key = CompositeKey("method", "store")


class Accesses(Model):
    """What buyers of digital products get."""

    product = TextField(primary_key=True)
    text = TextField()

    class Meta:
        table_name = "access"


class Senders(Model):
    """What the labels of each store say of its sender."""

    store = TextField(primary_key=True)
    text = TextField()

    class Meta:
        table_name = "sender"


class TextChanges(Model):
    """Changes of those texts, each with the whole text before and after as JSON; None where there was or is none."""

    id = AutoField()
    operation_id = IntegerField()
    kind = TextField()
    name = TextField()
    old = TextField(null=True)
    new = TextField(null=True)

    class Meta:
        table_name = "text_change"
