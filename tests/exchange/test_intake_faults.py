"""Lines of the intake in which something is odd or wrong: what is left out, what is refused; and their answers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.commands import AddOrder, Outcome
from orders_tui.exchange.fields import KEY_LIMIT, LINE_LIMIT
from orders_tui.exchange.intake import IntakeLine, Refused, answer, parse
from tests.exchange.intake_lines import ORDER, changed, command, error, read, warning, with_item


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (ORDER, ""),
        (changed(at="yesterday"), "at: “yesterday” is not a time"),
        (changed(at="2026-11-22T14:05:09"), "at: “2026-11-22T14:05:09” is not a time"),
        (changed(at=1_795_331_109), "at: “1795331109” is not a time"),
        ({"type": "delivered", "id": 1, "order": "X", "at": "now"}, "at: “now” is not a time"),
        (changed(at="9999-11-22T14:05:09Z"), "at: “9999-11-22T14:05:09Z” is in the future. The time of arrival is"),
        (changed(at="1926-11-22T14:05:09Z"), "at: “1926-11-22T14:05:09Z” is too long ago: it is before 1970. The"),
        (
            with_item(kind="liquid"),
            "items[1].kind: “liquid” is not known; choose one of physical, digital; Physical is kept.",
        ),
        (changed(courier={"name": "JNE"}), "courier: must be a text; it is left out."),
        (changed(notes="a\0b"), "notes: has an invalid character; it is left out."),
        (changed(customer={"name": "Si\ud800ti"}), "customer.name: has an invalid character; it is left out."),
        (changed(customer={"name": ["S"], "phone": "08123456789"}), "customer.name: must be a text; it is left out."),
        (changed(customer={"name": "S", "phone": {}}), "customer.phone: must be a text; it is left out."),
        (changed(customer={"name": "S", "address": []}), "customer.address: must be an object; it is left out."),
        (changed(courier="J" * 501), "courier: 501 characters; the first 500 are kept."),
        (with_item(name="M" * 501), "items[1].name: 501 characters; the first 500 are kept."),
        (changed(customer={"name": "S", "address": {"city": {}}}), "customer.address.city: must be a text; it is left"),
        (changed(tags=["vip", {}]), "tags[1]: must be a text; it is left out."),
        (changed(payment_method=True), "payment_method: must be a text; it is left out."),
        (changed(whatever={"else": ["is", "kept", "nowhere"]}), "Ignored unknown fields: whatever."),
        (
            changed(
                customer={"name": "S", "nick\x1b": "Ti"}, items=[{"name": "M", "price": 1, "weight": 5}] * 3, colour=1
            ),
            "Ignored unknown fields: colour, customer.nick␛, items.weight.",
        ),
        (changed(**{f"f{n}": n for n in range(10)}), "Ignored unknown fields: f0, f1, f2, f3, f4, f5, f6, f7, …."),
        (changed(status="completed", total=5), "Ignored unknown fields: status, total."),
        ({"type": "payment", "id": 1, "order": "X", "status": "paid", "bank": "BCA"}, "Ignored unknown fields: bank."),
        (
            {"type": "payment", "id": 1, "order": "X", "status": "paid", "method": "va"},
            "method: “va” is not known; it is kept beside “other”.",
        ),
    ],
)
def test_what_is_odd_is_taken_and_named(message: object, sentence: str) -> None:
    said = warning(message)
    assert said.startswith(sentence)
    assert bool(said) is bool(sentence)


def test_what_is_left_out_is_nowhere() -> None:
    told = command(**changed(courier={"name": "JNE"}, tags=["vip", {}, "baru"], at="yesterday", payment_method={}))
    assert told == command(**changed(tags=["vip", "baru"]))
    assert command(**changed(tags="vip")) == command(**changed(tags=["vip"]))


def test_what_a_person_wrote_oddly_is_kept_as_far_as_it_can_be() -> None:
    odd = {"name": "Si\0ti", "phone": "0812\0-3456-7890", "address": "Jl. Melati 5\nBandung"}
    fine = {"name": "Siti", "phone": "0812-3456-7890", "address": {"street": "Jl. Melati 5\nBandung"}}
    assert command(**changed(customer=odd, courier="JNE\r\nREG\n", notes="a\nb", payment_method="cod\n")) == command(
        **changed(customer=fine, courier="JNE REG", notes="a\nb", payment_method="cod")
    )
    assert command(**with_item(name="Madu\n500 ml ", sku="M\n5")) == command(**with_item(name="Madu 500 ml", sku="M 5"))
    assert command(**with_item(name=" ", sku="M-5")) == command(**with_item(name="M-5", sku="M-5"))
    assert command(**with_item(price="90000", quantity="2.00")) == command(**with_item(price=90_000, quantity=2))
    returned = {"type": "returned", "order": "X"}
    assert command(**returned, reason="Rusak,\ntidak jadi") == command(**returned, reason="Rusak, tidak jadi")


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (changed(type="refund"), "type: “refund” is not known; choose one of order, confirmation, payment, shipment"),
        (changed(type=None), "type is missing"),
        (changed(type=["order"]), "type: must be a text"),
        (changed(store=" "), "store is missing"),
        (changed(store=True), "store: must be a text"),
        (changed(store="To\0ko"), "store: has an invalid character"),
        (changed(store="To\ud800ko"), "store: has an invalid character"),
        (changed(customer="Siti"), "customer: must be an object"),
        (changed(customer={"name": ["Siti"]}), "customer.name: must be a text"),
        (changed(customer={"phone": {}}), "customer.phone: must be a text"),
        (changed(customer={"phone": 6281234567890.5}), "customer.phone: must be a text"),
        (changed(customer={"phone": 1e300}), "customer.phone: must be a text"),
        (changed(items=None), "items is missing"),
        (changed(items={}), "items: must be a list"),
        (changed(items=["Madu"]), "items[0]: must be an object"),
        (with_item(name=""), "items[1].name is missing"),
        (with_item(price=None), "items[1].price is missing"),
        (with_item(price=90_000.5), "items[1].price: must be a whole number"),
        (with_item(price="90.000"), "items[1].price: must be a whole number"),
        (with_item(price="Rp 90000"), "items[1].price: must be a whole number"),
        (with_item(price="-5"), "items[1].price: must be a whole number"),
        (with_item(price=True), "items[1].price: must be a whole number"),
        (with_item(price=1e300), "items[1].price: must be a whole number"),
        (with_item(quantity=1.5), "items[1].quantity: must be a whole number"),
        (changed(shipping_cost="free"), "shipping_cost: must be a whole number"),
        ({"id": 1, "type": "payment", "status": "paid"}, "order is missing"),
        (
            {"id": 1, "type": "payment", "order": "X", "status": "unpaid"},
            "status: “unpaid” is not known; choose one of paid",
        ),
        ({"id": 1, "type": "payment", "order": "X"}, "status is missing"),
        ({"id": 1, "type": "returned", "order": "X"}, "reason is missing"),
        ({"id": 1, "type": "delivered", "order": "X" * (KEY_LIMIT + 1)}, "order: is longer than 200"),
    ],
)
def test_a_field_that_is_wrong_is_named(message: object, reason: str) -> None:
    assert error(message).startswith(reason)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (None, "id is missing"),
        ("", "id is missing"),
        ("  ", "id is missing"),
        (False, "id: must be a text"),
        (1.5, "id: must be a text"),
        ({}, "id: must be a text"),
        ("x" * (KEY_LIMIT + 1), "id: is longer than 200 characters"),
        ("\udcff", "id: has an invalid character"),
    ],
)
def test_a_line_without_a_proper_id(key: object, reason: str) -> None:
    refused = read(changed(id=key))
    assert isinstance(refused, Refused)
    assert refused.key == ""
    assert refused.error.startswith(reason)


def test_an_id_may_be_a_number_and_is_known_when_the_rest_is_wrong() -> None:
    assert read(changed(id=12, store=None), 7) == Refused(7, "12", "store is missing.")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"order", "The line is not JSON (character 1)."),
        (b'{"id": 1,}', "The line is not JSON (character 10)."),
        (b'[{"id": 1}]', "The line is not a JSON object."),
        (b'"id"', "The line is not a JSON object."),
        (b'{"id": NaN}', "NaN is not valid in JSON."),
        (b'{"id": 1, "id": 2}', "id appears twice."),
        (b'{"id": 1, "customer": {"name": "a", "name": "b"}}', "name appears twice."),
        (b'{"id": ' + b"9" * 5_000 + b"}", "The line contains a number that is too long."),
        (b'{"id": ' + b"[" * 200_000, "The line is nested too deeply."),
        (b'{"id": ' + b'{"a":' * 100_000, "The line is nested too deeply."),
        (b'{"id": "caf\xe9"}', "The line is not UTF-8 (byte 12)."),
        (b"\x00", "The line is not JSON (character 1)."),
        (b" " * (LINE_LIMIT + 1), "The line is longer than 1000000 bytes."),
    ],
)
def test_what_is_no_message_at_all(raw: bytes, reason: str) -> None:
    assert parse(3, raw) == Refused(3, "", reason)


@pytest.mark.parametrize("raw", [b"", b"  \t", b"\r"])
def test_a_blank_line_says_nothing(raw: bytes) -> None:
    assert parse(1, raw) is None


def test_a_byte_order_mark_may_stand_at_the_very_beginning() -> None:
    raw = b"\xef\xbb\xbf" + json.dumps(ORDER).encode() + b"\r"
    assert isinstance(parse(1, raw), IntakeLine)
    assert isinstance(parse(2, raw), Refused)


def test_answers_to_lines() -> None:
    line = IntakeLine(1, "a", "order", AddOrder(facts={}, items=()))
    assert answer(line, Outcome("261122BCDFGH")) == (
        '{"line":1,"id":"a","ok":true,"order":"261122BCDFGH","result":"stored"}'
    )
    assert answer(line, Outcome("261122BCDFGH", repeated=True)) == (
        '{"line":1,"id":"a","ok":true,"order":"261122BCDFGH","result":"repeat"}'
    )
    assert answer(line, Outcome("261122BCDFGH", late=True)) == (
        '{"line":1,"id":"a","ok":true,"order":"261122BCDFGH","result":"late"}'
    )
    assert answer(Refused(3, "", "“x”\x1b"), Outcome("", error="“x”\x1b")) == (
        '{"line":3,"id":null,"ok":false,"error":"\\u201cx\\u201d\\u001b"}'
    )


def test_an_answer_in_utf_8_can_be_read_and_still_does_nothing_to_a_terminal() -> None:
    error = "“José” \x1b\x9b31m\x7f \u202egnp\U000e0041 🎁"
    text = answer(Refused(3, "", error), Outcome("", error=error), only_ascii=False)
    assert "“José”" in text
    assert "🎁" in text
    assert text.isprintable()
    assert json.loads(text)["error"] == error


def test_an_answer_warns_of_what_is_odd_in_the_line_and_of_what_the_store_found() -> None:
    odd = IntakeLine(1, "a", "order", AddOrder(facts={}, items=()), warning="Odd.")
    assert json.loads(answer(odd, Outcome("X")))["warning"] == "Odd."
    assert json.loads(answer(odd, Outcome("X", warning="Strange.")))["warning"] == "Odd. Strange."
    assert "warning" not in json.loads(answer(odd, Outcome("", error="No.")))


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)
NAMES = (*ORDER, "payment_method", "discount", "tags", "at", "order", "status", "amount", "reason", "courier")
TYPES = (
    *("order", "confirmation", "payment", "shipment", "delivered", "returned"),
    *("status", "update", "tracking", "unpaid", "hold", "release", "delete"),
)
messages = st.builds(
    lambda rest, kind: {**ORDER, "type": kind, "order": "X", **rest},
    st.dictionaries(st.sampled_from(NAMES), values, max_size=4),
    st.sampled_from(TYPES),
)


@given(st.binary(max_size=60))
def test_no_bytes_bring_it_down(raw: bytes) -> None:
    read_or_refused(parse(2, raw))


@given(values | messages)
def test_no_json_brings_it_down(value: object) -> None:
    read_or_refused(parse(2, json.dumps(value).encode()))


def read_or_refused(found: IntakeLine | Refused | None) -> None:
    """A line that is understood has its id; one that is not says why, in text that can be stored and shown."""
    match found:
        case IntakeLine(number, key, kind, _command):
            assert number == 2
            assert key.strip()
            assert kind in TYPES
            key.encode()
        case Refused(number, key, reason):
            assert number == 2
            assert reason
            json.loads(answer(Refused(number, key, reason), Outcome("", error=reason)))
            reason.encode()
        case None:
            pass
