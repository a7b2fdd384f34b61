"""The histories of the demo shop are such as the store itself writes: taken again, they come out the same."""

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from random import Random

import pytest

from orders_tui.demo.shop import build
from orders_tui.domain.commands import (
    AddOrder,
    ChangeOrder,
    Command,
    DeleteOrder,
    RecordConfirmation,
    RecordFollowUp,
    RecordPayment,
)
from orders_tui.domain.facts import COLUMNS, EDITABLE, GIVEN, Order
from orders_tui.domain.order import Event, Method, Money, PaymentReport, PaymentStatus, Status
from orders_tui.domain.rights import Actor
from orders_tui.domain.tags import split_tags
from orders_tui.domain.templates import MessageStage
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.store import Store
from tests.samples import NOW
from tests.store.shop import everyone, opened

Fields = dict[str, tuple[str | None, str | None]]


class Clock:
    """Shows whatever time it is set to."""

    at = 0

    def __call__(self) -> float:
        return self.at


def operations(store: Store, order: Order) -> list[tuple[Event, Fields]]:
    """The history of an order, an operation at a time: its first line, and all its fields."""
    grouped = groupby(store.orders.history(order.id), key=lambda event: event.operation)
    groups = [list(events) for _operation, events in grouped]
    return [(events[0], {event.field: (event.old, event.new) for event in events}) for events in groups]


def beginning(order: Order, history: list[tuple[Event, Fields]]) -> AddOrder:
    """The order as it came in: what was changed later has its oldest value."""
    first: dict[str, str | None] = {}
    for _event, fields in history[1:]:
        for name, (old, _new) in fields.items():
            first.setdefault(name, old)
    method = first.get("method", order.method)
    tags = split_tags(first["tags"] or "") if "tags" in first else order.tags
    given = {fact.name: first.get(fact.name, getattr(order, fact.name)) for fact in GIVEN if fact in COLUMNS}
    facts = {name: value for name, value in given.items() if name not in ("method", "created_at", "note")}
    return AddOrder(facts=facts, items=order.items, method=None if method is None else Method(method), tags=tags)


def command(order_id: str, fields: Fields, money: Iterator[Money]) -> Command:
    """What was asked for, told from what it changed."""
    new = {name: value for name, (_old, value) in fields.items()}
    if "payment" in new:
        report = next(money)
        return RecordPayment(order_id=order_id, reported=PaymentReport(report.reported), amount=report.amount)
    if "confirmation" in new:
        said = next(money)
        return RecordConfirmation(
            order_id=order_id, bank=said.bank, holder=said.holder, amount=said.amount, day=said.day, note=said.note
        )
    if "follow_up" in new:
        stage = MessageStage.ACCESS if "access_sent_at" in new else MessageStage.WELCOME
        return RecordFollowUp(order_id=order_id, stage=stage, template=str(new["follow_up"]))
    if "deleted_at" in new:
        return DeleteOrder(order_id=order_id)
    tags = [set(split_tags(value or "")) for value in fields.get("tags", ("", ""))]
    return ChangeOrder(
        order_id=order_id,
        status=Status(str(new["status"])) if "status" in new else None,
        payment=PaymentStatus(str(new["payment_status"])) if "payment_status" in new else None,
        method=Method(str(new["method"])) if "method" in new else None,
        facts={fact.name: new[fact.name] for fact in EDITABLE if fact.name in new},
        reason=new.get("reason") or "",
        add_tags=tuple(tags[1] - tags[0]),
    )


def taken_again(demo: Store, order: Order, execute: Callable[[Command, Event], str]) -> str:
    """Carry out everything that happened to the order; the id of the order that came of it."""
    history, money = operations(demo, order), iter(demo.orders.money(order.id))
    order_id = execute(beginning(order, history), history[0][0])
    for event, fields in history[1:]:
        execute(command(order_id, fields, money), event)
    return order_id


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_the_store_writes_the_same_history(tmp_path: Path, seed: int) -> None:
    clock = Clock()
    again = Store(SqliteEngine(tmp_path / "again.db", create=True), clock=clock, chance=Random(9))

    def execute(command: Command, event: Event) -> str:
        clock.at = event.at
        return again.execute(command, Actor(event.by, event.via, event.place)).order_id

    with opened(tmp_path / "demo.db", create=True) as demo:
        build(demo, 250, seed, NOW)
        for order in everyone(demo):
            copy = again.orders.get(taken_again(demo, order, execute))
            expected, written = operations(demo, order), operations(again, copy)
            assert [(event.at, event.by, event.via, event.place, fields) for event, fields in written] == [
                (event.at, event.by, event.via, event.place, fields) for event, fields in expected
            ]
            assert again.orders.money(copy.id) == demo.orders.money(order.id)
            assert order.version == len(expected)
            assert order == copy._replace(
                id=order.id,
                order_id=order.order_id,
                slug=order.slug,
            )
    again.close()
