"""Webhook bodies in the store: taken in in any order, kept beside the order, known when they come again."""

import json
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orders_tui.domain.commands import ChangeOrder, Outcome
from orders_tui.domain.days import parse_stamp
from orders_tui.domain.facts import Order
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.exchange.scalev import EVENTS, SENDER, read_body
from orders_tui.store.store import Request, Store
from orders_tui.store.tables import Bodies
from orders_tui.store.writes.bodies import SentBody
from tests.exchange.scalev_bodies import GONE, HISTORY, LIFE, MORE, OTHERS, day, line, status, updated
from tests.samples import GATEWAY, NOW, SARI
from tests.store.shop import column, everyone, opened


def take_in(store: Store, *messages: dict[str, Any]) -> list[Outcome]:
    sent = []
    for message in messages:
        body = read_body(line(message))
        assert body is not None
        requests = tuple(Request(part.command, part.key, part.kind) for part in body.parts)
        sent.append(SentBody(SENDER, f"{SENDER}:{body.key}", requests, body.text))
    return store.take_in(sent, GATEWAY)


def end(store: Store) -> Order:
    (order,) = everyone(store)
    return order._replace(id=0, slug="", order_id="", version=0)


def test_an_order_lives_its_life(store: Store) -> None:
    assert [outcome.error for outcome in take_in(store, *HISTORY)] == [""] * len(HISTORY)
    order = end(store)
    assert (order.status, order.payment_status) == (Status.COMPLETED, PaymentStatus.SETTLED)
    assert (order.city, order.receipt, order.total, order.held_at) == ("Cimahi", "JT1", 238_724, None)
    assert [(item.name, item.quantity) for item in order.items] == [("Madu Hutan", 2), ("Kurma", 1)]
    assert [each.text for each in store.orders.tracking(1)] == ["Tiba di Cimahi"]
    assert store.check() == []


def test_what_staff_changed_stays_until_the_shop_changes_it(tmp_path: Path) -> None:
    clock = [parse_stamp(day(3)) or 0]
    with opened(tmp_path / "shop.db", create=True, clock=lambda: clock[-1]) as store:
        take_in(store, HISTORY[0])
        edit = ChangeOrder(order_id=everyone(store)[0].order_id, facts={"shipping": 12_000}, add_tags=("kado",))
        store.execute(edit, SARI)
        clock.append(NOW)
        take_in(store, updated(5, notes="merah"))
        order = end(store)
        assert (order.buyer_note, order.shipping, order.total) == ("merah", 12_000, 191_724)
        assert order.tags == ("kado", "vip")
        take_in(store, updated(6, **MORE))
        order = end(store)
        assert (order.shipping, order.subtotal, order.total) == (12_000, 230_000, 241_724)


def test_bodies_are_kept_and_repeats_are_known(store: Store) -> None:
    take_in(store, *HISTORY)
    kept = column(store, Bodies.text)
    assert [json.loads(text)["event"] for text in kept][:2] == ["order.created", "order.epayment_created"]
    assert len(kept) == len(HISTORY) - 1, "the second family of payment events says nothing new"
    before = everyone(store)
    assert all(outcome.repeated for outcome in take_in(store, *HISTORY))
    assert everyone(store) == before
    assert column(store, Bodies.text) == kept


def test_an_order_that_is_not_known_yet_is_to_be_sent_first(store: Store) -> None:
    (outcome,) = take_in(store, status("confirmed", 5))
    assert outcome.error == "The order is not known yet; send it first."
    assert everyone(store) == ()


def test_what_is_about_no_order_is_ignored(store: Store) -> None:
    outcomes = take_in(store, *OTHERS[2:])
    assert [(outcome.ok, outcome.ignored) for outcome in outcomes] == [(True, True)] * 2


NUMBERS = count()


def deliver(store: Store, messages: Sequence[dict[str, Any]]) -> None:
    """Send them until each is taken: what is refused is sent again, as the vendor does."""
    while messages:
        outcomes = take_in(store, *messages)
        assert any(outcome.ok for outcome in outcomes)
        messages = [message for message, outcome in zip(messages, outcomes, strict=True) if not outcome.ok]


def test_the_lives_have_all_documented_events() -> None:
    assert {message["event"] for message in [*LIFE, *GONE]} == {*EVENTS} - {"business.test_event"}


@settings(max_examples=40)
@given(data=st.data(), life=st.sampled_from([LIFE, GONE]))
def test_they_end_the_same_in_whatever_order_they_come(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, life: list[dict[str, Any]]
) -> None:
    path: Path = tmp_path_factory.mktemp("shop") / f"{next(NUMBERS)}.db"
    ends = list[Order]()
    for messages in (life, data.draw(st.permutations([*life, *life[3:5]]))):
        with opened(path.with_suffix(f".{len(ends)}"), create=True) as store:
            deliver(store, messages)
            ends.append(end(store))
            assert store.check() == []
    assert ends[0] == ends[1]


def snapshot(sent: int, other_income: int, shipping: int) -> dict[str, Any]:
    """The order as it stands in one and the same second, with other charges."""
    charges = {"other_income": other_income, "shipping_cost": shipping}
    said: dict[str, Any] = {"gross_revenue": 178_224 + other_income + shipping, **charges}
    return updated(4, **said) | {
        "timestamp": f"2026-11-20T04:00:00.{sent:06}Z",
        "unique_id": f"event_{sent}_{shipping}",
    }


SNAPSHOTS = st.builds(snapshot, st.integers(1, 3), st.sampled_from([0, 1_500]), st.sampled_from([0, 9_000, 12_000]))


@settings(max_examples=12)
@given(data=st.data(), snapshots=st.lists(SNAPSHOTS, min_size=2, max_size=4), begins=st.booleans())
def test_of_snapshots_of_one_second_the_last_that_was_sent_counts_as_a_whole(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, snapshots: list[dict[str, Any]], begins: bool
) -> None:
    """Their charges do not mix, whichever comes first, even where the order is made by one of them."""
    path: Path = tmp_path_factory.mktemp("shop") / f"{next(NUMBERS)}.db"
    life = [*([] if begins else HISTORY[:1]), *snapshots]
    ends = list[Order]()
    for messages in (life, data.draw(st.permutations([*life, life[-1]]))):
        with opened(path.with_suffix(f".{len(ends)}"), create=True) as store:
            deliver(store, messages)
            ends.append(end(store))
    assert ends[0] == ends[1]
    last = max(message["timestamp"] for message in snapshots)
    told = [message["data"] for message in snapshots if message["timestamp"] == last]
    there = (ends[0].shipping, ends[0].fees - 500, ends[0].total)
    assert there in [(said["shipping_cost"], said["other_income"], said["gross_revenue"]) for said in told]
