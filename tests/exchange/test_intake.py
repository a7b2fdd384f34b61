"""Lines of the intake: what each becomes, and what is refused with which reason."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.commands import (
    AddOrder,
    Command,
    ExternalOrder,
    Outcome,
    RecordConfirmation,
    RecordPayment,
    RecordStep,
)
from orders_tui.domain.order import Item, ItemKind, Method, PaymentReport, Status
from orders_tui.exchange.fields import KEY_LIMIT, LINE_LIMIT
from orders_tui.exchange.intake import Line, Refused, answer, parse

ORDER: dict[str, Any] = {
    "type": "order",
    "id": "a1",
    "store": "Toko Sehat",
    "customer": {"name": "Siti"},
    "items": [{"name": "Madu", "price": 90_000}],
}


def read(message: object, number: int = 1) -> Line | Refused | None:
    return parse(number, json.dumps(message).encode())


def command(**fields: Any) -> Command:
    line = read({"id": "a1", **fields})
    assert isinstance(line, Line), line
    assert (line.number, line.key, line.kind) == (1, "a1", fields["type"])
    return line.command


def warning(message: object) -> str:
    line = read(message)
    assert isinstance(line, Line), line
    return line.warning


def error(message: object) -> str:
    refused = read(message)
    assert isinstance(refused, Refused), refused
    return refused.error


def changed(**fields: Any) -> dict[str, Any]:
    return {**ORDER, **fields}


def with_item(**fields: Any) -> dict[str, Any]:
    return changed(items=[{"name": "Ebook", "price": 1}, {"name": "Madu", "price": 90_000, **fields}])


def test_the_least_that_an_order_needs() -> None:
    assert command(**ORDER) == AddOrder(
        facts={"store": "Toko Sehat", "source": "form", "name": "Siti"}, items=(Item(name="Madu", price=90_000),)
    )


def test_an_order_with_everything() -> None:
    address = {
        "street": "Jl. Melati 1\nRT 2",
        "subdistrict": "Coblong",
        "city": "Bandung",
        "province": "Jawa Barat",
        "postcode": 40_132,
    }
    told = command(
        type="order",
        store="Toko Sehat",
        customer={"name": "Siti", "phone": "0812-3456-7890", "email": "siti@example.com", "address": address},
        items=[{"name": "Ebook", "sku": "E1", "price": 10_000.0, "quantity": 2, "kind": "digital"}],
        payment_method="VA_BCA",
        shipping_cost=9_000,
        discount=1_000,
        fees=500,
        unique_code=123,
        courier="JNE",
        source="LP Madu",
        seller="Toko Lain",
        notes="tolong cepat",
        tags=["vip", "baru"],
        handler="sari",
        external_id=77,
        at="2026-11-22T14:05:09+07:00",
    )
    assert told == AddOrder(
        facts={
            "store": "Toko Sehat",
            "name": "Siti",
            "phone": "+6281234567890",
            "email": "siti@example.com",
            "street": "Jl. Melati 1\nRT 2",
            "subdistrict": "Coblong",
            "city": "Bandung",
            "province": "Jawa Barat",
            "postcode": "40132",
            "discount": 1_000,
            "shipping": 9_000,
            "fees": 500,
            "unique_code": 123,
            "seller": "Toko Lain",
            "source": "LP Madu",
            "courier": "JNE",
            "buyer_note": "tolong cepat",
            "handler": "sari",
            "external_id": "77",
        },
        items=(Item("Ebook", 10_000, 2, ItemKind.DIGITAL, "E1"),),
        method=Method.VA_BCA,
        tags=("vip", "baru"),
        at=1_795_331_109,
    )


def test_null_is_as_good_as_nothing() -> None:
    nothing = dict.fromkeys(
        "payment_method shipping_cost discount courier source seller notes fees unique_code tags handler"
        " external_id at".split()
    )
    customer = {"name": "Siti", "phone": None, "email": None, "address": None}
    item = {"name": "Madu", "price": 90_000, "sku": None, "quantity": None, "kind": None}
    assert command(**changed(customer=customer, items=[item], **nothing)) == command(**ORDER)


def test_a_buyer_says_that_the_money_is_on_its_way() -> None:
    told = command(
        type="confirmation", order="261122BCDFGH", bank="BCA", holder="Siti", amount=90_000, day="22 Nov", note="tx"
    )
    assert told == RecordConfirmation(
        order_id="261122BCDFGH", bank="BCA", holder="Siti", amount=90_000, day="22 Nov", note="tx"
    )
    assert command(type="confirmation", order="X") == RecordConfirmation(order_id="X")


def test_a_gateway_reports_money() -> None:
    told = command(
        type="payment",
        order="X",
        status="settled",
        amount=90_000,
        transaction=77,
        method="VA BCA",
        at="2026-11-22T07:05:09Z",
    )
    assert told == RecordPayment(
        order_id="X",
        reported=PaymentReport.SETTLED,
        amount=90_000,
        transaction="77",
        method=Method.VA_BCA,
        at=1_795_331_109,
    )


@pytest.mark.parametrize("status", ["paid", "conflict", "settled", "failed", "expired", "refunded"])
def test_a_payment_may_come_without_its_amount(status: str) -> None:
    told = command(type="payment", order="X", status=status)
    assert told == RecordPayment(order_id="X", reported=PaymentReport(status))


def test_a_courier_reports_where_the_parcel_is() -> None:
    told = command(type="shipment", order="X", courier="JNE", receipt="R1", at="2026-11-22T07:05:09Z")
    assert told == RecordStep(
        order_id="X", status=Status.SHIPPED, facts={"courier": "JNE", "receipt": "R1"}, at=1_795_331_109
    )
    assert command(type="shipment", order="X", courier="", receipt=None) == RecordStep(
        order_id="X", status=Status.SHIPPED
    )
    assert command(type="delivered", order="X") == RecordStep(order_id="X", status=Status.COMPLETED)
    assert command(type="returned", order="X", reason="damaged") == RecordStep(
        order_id="X", status=Status.RTS, reason="damaged"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "payment", "status": "paid"},
        {"type": "confirmation"},
        {"type": "shipment", "courier": "JNE", "receipt": "R1"},
        {"type": "delivered"},
        {"type": "returned", "reason": "damaged"},
    ],
)
def test_an_order_is_named_by_its_id_or_by_that_of_its_own_system(fields: dict[str, Any]) -> None:
    line = read({"id": 1, "store": " Toko Sehat ", "external_id": 77, **fields})
    assert isinstance(line, Line)
    assert line.order == ExternalOrder("Toko Sehat", "77")
    named = command(**fields, order="X")
    assert isinstance(named, RecordPayment | RecordConfirmation | RecordStep)
    assert line.command == replace(named, order_id="")
    both = read({"id": 1, "order": "X", "store": "Toko Sehat", "external_id": 77, **fields})
    assert isinstance(both, Line)
    assert (both.order, both.warning) == (None, "")
    assert both.command == named
    assert error({"id": 1, "external_id": 77, **fields}) == "store is missing."
    assert error({"id": 1, "store": "Toko Sehat", **fields}) == "order is missing."


METHODS = """
    bank_transfer cod qris card invoice payment_link alfamart ovo dana shopeepay linkaja gopay marketplace
    va_bca va_bni va_bri va_mandiri va_permata va_cimb va_bsi va_maybank va_bnc va_danamon va_artha_graha
    va_muamalat va_btn va_ocbc va_bjb va_sahabat_sampoerna va_artajasa other
""".split()


def test_every_method_is_here() -> None:
    assert set(METHODS) == set(Method)


@pytest.mark.parametrize(
    ("word", "method"),
    [
        *((word, Method(word)) for word in METHODS),
        *((word, None) for word in ("no_payment", "none", "-", "", " ", "No Payment", "NULL")),
        ("Bank Transfer", Method.BANK_TRANSFER),
        (" VA-BCA ", Method.VA_BCA),
        ("COD", Method.COD),
        ("Bayar di tempat", Method.COD),
        ("COD (Bayar di Tempat)", Method.COD),
        ("Cash on Delivery", Method.COD),
        ("Transfer", Method.BANK_TRANSFER),
        ("Transfer BCA", Method.BANK_TRANSFER),
        ("transfer bank bca", Method.BANK_TRANSFER),
        ("Bank Transfer - Mandiri", Method.BANK_TRANSFER),
        ("TF bjb", Method.BANK_TRANSFER),
        ("BCA Virtual Account", Method.VA_BCA),
        ("Virtual Account Bank Artha Graha", Method.VA_ARTHA_GRAHA),
        ("Shopee Pay", Method.SHOPEEPAY),
        ("ShopeePay", Method.SHOPEEPAY),
        ("Go-Pay", Method.GOPAY),
        ("Link Aja!", Method.LINKAJA),
        ("Kartu Kredit", Method.CARD),
    ],
)
def test_a_method_that_is_known(word: str, method: Method | None) -> None:
    told = command(**changed(payment_method=word))
    assert isinstance(told, AddOrder)
    assert (told.method, told.facts.get("method_word")) == (method, None)
    assert warning(changed(payment_method=word)) == ""


@pytest.mark.parametrize("word", ["ewallet", "va", "Kredivo", "va_xyz", "transfer pulsa", "BCA", "?", 7])
def test_a_method_that_is_not_known_keeps_its_word(word: object) -> None:
    told = command(**changed(payment_method=word))
    assert isinstance(told, AddOrder)
    assert (told.method, told.facts["method_word"]) == (Method.OTHER, str(word))
    assert warning(changed(payment_method=word)) == (
        f"payment_method: “{word}” is not known; it is kept beside “other”."
    )


@pytest.mark.parametrize(
    ("phone", "stored"),
    [
        ("0812-3456-7890 (WA)", "+6281234567890"),
        ("62 0812 3456 7890", "+6281234567890"),
        (6281234567890, "+6281234567890"),
        (6281234567890.0, "+6281234567890"),
        ("call me", "call me"),
        ("0812", "0812"),
        (" 0812-3456-7890 /\n0813-1111-2222", "0812-3456-7890 / 0813-1111-2222"),
    ],
)
def test_a_phone_is_read_or_kept_as_it_was_written(phone: object, stored: str) -> None:
    told = command(**changed(customer={"phone": phone}))
    assert isinstance(told, AddOrder)
    assert told.facts["phone"] == stored


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (ORDER, ""),
        (changed(at="yesterday"), "at: “yesterday” is not a time"),
        (changed(at="2026-11-22T14:05:09"), "at: “2026-11-22T14:05:09” is not a time"),
        (changed(at=1_795_331_109), "at: “1795331109” is not a time"),
        ({"type": "delivered", "id": 1, "order": "X", "at": "now"}, "at: “now” is not a time"),
        (changed(at="9999-11-22T14:05:09Z"), "at: “9999-11-22T14:05:09Z” lies in the future. The time of arrival is"),
        (changed(at="1926-11-22T14:05:09Z"), "at: “1926-11-22T14:05:09Z” is too long ago: it lies before 1970. The"),
        (
            with_item(kind="liquid"),
            "items[1].kind: “liquid” is not known; there are physical, digital; Physical is kept.",
        ),
        (changed(courier={"name": "JNE"}), "courier: must be a text; it is left out."),
        (changed(notes="a\0b"), "notes: has an invalid character; it is left out."),
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


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (changed(type="refund"), "type: “refund” is not known; there are order, confirmation, payment, shipment"),
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
        (changed(customer={"name": "S", "address": []}), "customer.address: must be an object"),
        (changed(items=None), "items is missing"),
        (changed(items={}), "items: must be a list"),
        (changed(items=["Madu"]), "items[0]: must be an object"),
        (with_item(name=""), "items[1].name is missing"),
        (with_item(price=None), "items[1].price is missing"),
        (with_item(price=90_000.5), "items[1].price: must be a whole number"),
        (with_item(price="90000"), "items[1].price: must be a whole number"),
        (with_item(price=True), "items[1].price: must be a whole number"),
        (with_item(price=1e300), "items[1].price: must be a whole number"),
        (with_item(quantity=1.5), "items[1].quantity: must be a whole number"),
        (changed(shipping_cost="free"), "shipping_cost: must be a whole number"),
        ({"id": 1, "type": "payment", "status": "paid"}, "order is missing"),
        (
            {"id": 1, "type": "payment", "order": "X", "status": "unpaid"},
            "status: “unpaid” is not known; there are paid",
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
        (b'{"id": 1, "id": 2}', "id is there twice."),
        (b'{"id": 1, "customer": {"name": "a", "name": "b"}}', "name is there twice."),
        (b'{"id": ' + b"9" * 5_000 + b"}", "The line holds a number that is too long."),
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
    assert isinstance(parse(1, raw), Line)
    assert isinstance(parse(2, raw), Refused)


def test_answers_to_lines() -> None:
    line = Line(1, "a", "order", AddOrder(facts={}, items=()))
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
    odd = Line(1, "a", "order", AddOrder(facts={}, items=()), warning="Odd.")
    assert json.loads(answer(odd, Outcome("X")))["warning"] == "Odd."
    assert json.loads(answer(odd, Outcome("X", warning="Strange.")))["warning"] == "Odd. Strange."
    assert "warning" not in json.loads(answer(odd, Outcome("", error="No.")))


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)
NAMES = (*ORDER, "payment_method", "discount", "tags", "at", "order", "status", "amount", "reason", "courier")
TYPES = ("order", "confirmation", "payment", "shipment", "delivered", "returned")
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


def read_or_refused(found: Line | Refused | None) -> None:
    """A line that is understood has its id; one that is not says why, in text that can be stored and shown."""
    match found:
        case Line(number, key, kind, _command):
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
