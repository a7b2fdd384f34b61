"""An order that goes out as JSON comes back through the intake as the same order."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.commands import AddOrder
from orders_tui.domain.facts import GIVEN, Fact, Kind, Order, total_of
from orders_tui.domain.limits import AMOUNT_LIMIT, TEXT_LIMIT, UNIQUE_CODE_LIMIT, check_new
from orders_tui.domain.order import NOTE_LIMIT, Event, Item, ItemKind, Method, Money, PaymentStatus, Status
from orders_tui.domain.tags import tag_key
from orders_tui.exchange.intake import IntakeLine, Refused, parse
from orders_tui.exchange.order_json import order_object, whole_object
from tests.samples import FULL, NOW

HOSTILE = ("[/red]", "=1+1", '"', "\\", "{}", "\u202esiti", "\x1b[2J", "’", "none", "null", "0", "#", "\u2028", "\x85")
ONE_LINE = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n")
LINES = st.characters(exclude_categories=["Cs"], exclude_characters="\0")

# As the store keeps them: without blanks around them.
words = (st.sampled_from(HOSTILE) | st.text(ONE_LINE, max_size=TEXT_LIMIT)).map(str.strip)
buyers_words = words | st.text(LINES, max_size=TEXT_LIMIT).map(str.strip)
notes = words | st.text(LINES, max_size=NOTE_LIMIT)
phones = st.sampled_from(["", "+14155550123", "call me", "0812-34", "+ 99912345678"]) | st.from_regex(
    r"\+628[1-35-9][0-9]{7,10}", fullmatch=True
)
items = st.builds(
    Item,
    name=words.filter(bool),
    price=st.integers(0, 10**6),
    quantity=st.integers(1, 10**3),
    kind=st.sampled_from(ItemKind),
    sku=words,
)
times = st.integers(0, 4 * 10**9)


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    """The values that a fact can have in a new order."""
    if fact.choices is not None:
        return st.sampled_from([None, *fact.choices])
    match fact.kind:
        case Kind.PHONE:
            return phones
        case Kind.MONEY:
            return st.integers(0, UNIQUE_CODE_LIMIT)
        case Kind.MOMENT:
            return times
        case Kind.TAGS:
            tags = st.lists(words.filter(bool), max_size=4, unique_by=tag_key)
            return tags.map(lambda tags: tuple(sorted(tags)))
        case Kind.ITEMS:
            return st.lists(items, min_size=1, max_size=4).map(tuple)
        case Kind.LINES if not fact.buyer or fact.name == "buyer_note":
            return notes
        case _:
            return buyers_words if fact.buyer else words.filter(bool) if fact.name == "store" else words


def sound(order: Order) -> bool:
    """Whether it could have been stored so."""
    return bool(order.name or order.phone) and 0 <= total_of(order.items, order._asdict()) <= AMOUNT_LIMIT


orders = st.builds(
    lambda facts, status, payment: FULL._replace(**facts, status=status, payment_status=payment),
    st.fixed_dictionaries({fact.name: values_of(fact) for fact in GIVEN}),
    st.sampled_from(Status),
    st.sampled_from(PaymentStatus),
).filter(sound)


def read(line: dict[str, object]) -> IntakeLine:
    found = parse(1, json.dumps(line).encode())
    assert isinstance(found, IntakeLine), found
    return found


def added(line: dict[str, object]) -> AddOrder:
    command = read(line).command
    assert isinstance(command, AddOrder)
    return command


def brought(command: AddOrder) -> dict[str, object]:
    """What a new order brings along of each fact that it may."""
    parts = {"items": command.items, "method": command.method, "tags": command.tags, "created_at": command.at}
    return {fact.name: parts.get(fact.name, command.facts.get(fact.name, fact.blank)) for fact in GIVEN}


@given(orders)
def test_an_order_comes_back_as_it_went_out(order: Order) -> None:
    line = read(order_object(order))
    assert (line.key, line.kind, line.warning) == (order.order_id, "order", "")
    assert isinstance(line.command, AddOrder)
    assert brought(line.command) == {fact.name: getattr(order, fact.name) for fact in GIVEN}
    check_new(line.command)


def test_an_order_with_its_payments_and_its_history_does_too() -> None:
    money = (Money(NOW, "settled", 12_000, "BCA", "Siti", "22 Nov", "lunas", "TX-1", 500),)
    history = (Event(1, NOW, "sari", "console", "pts/1", "courier", "", "JNE", None),)
    whole = whole_object(FULL, money, history)
    assert whole["payments"]
    assert whole["history"]
    assert '"fee": 500, "transaction": "TX-1"' in json.dumps(whole)
    assert read(whole) == read(order_object(FULL))


def test_the_line_of_a_form_may_hold_the_same_object() -> None:
    line = read({"type": "order", "id": "a1", **order_object(FULL)})
    assert (line.key, line.kind) == ("a1", "order")
    assert line.command == read(order_object(FULL)).command


@pytest.mark.parametrize("more", [{"type": "order"}, {"type": "payment", "order": "X", "status": "paid"}])
def test_an_order_id_is_no_id_of_another_line(more: dict[str, object]) -> None:
    refused = parse(1, json.dumps({**order_object(FULL), **more}).encode())
    assert refused == Refused(1, "", "id is missing.")


def test_a_note_and_a_time_go_by_their_old_names_too() -> None:
    line = order_object(FULL)
    del line["buyer_note"], line["created_at"]
    command = added({**line, "notes": "tolong cepat", "at": "2026-11-22T14:05:00+07:00"})
    assert (command.facts["buyer_note"], command.at) == ("tolong cepat", NOW)


def test_the_names_that_the_desk_writes_win() -> None:
    command = added({**order_object(FULL), "notes": "tolong cepat", "at": "2026-11-22T14:05:00+07:00"})
    assert (command.facts["buyer_note"], command.at) == (FULL.buyer_note, FULL.created_at)


def test_an_order_without_a_source_is_not_one_of_a_form() -> None:
    assert "source" not in added(order_object(FULL._replace(source=""))).facts
    line = order_object(FULL)
    del line["source"]
    assert added(line).facts["source"] == "form"


@pytest.mark.parametrize("method", [None, *Method])
def test_every_method_has_its_word(method: Method | None) -> None:
    assert added(order_object(FULL._replace(method=method))).method is method


def test_a_masked_phone_is_refused() -> None:
    line = order_object(FULL._replace(phone="•••• 7890"))
    refused = parse(1, json.dumps(line).encode())
    reason = "customer.phone: the phone number is masked; give the whole number."
    assert refused == Refused(1, FULL.order_id, reason)
