"""Lines of the intake that are understood: what each becomes."""

from typing import Any

import pytest

from orders_tui.domain.commands import (
    AddOrder,
    ExternalOrder,
    RecordConfirmation,
    RecordPayment,
    RecordStep,
    RecordUpdate,
)
from orders_tui.domain.order import Item, ItemKind, Method, PaymentReport, Status
from orders_tui.exchange.intake import IntakeLine
from tests.exchange.intake_lines import ORDER, changed, command, error, read, warning


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


@pytest.mark.parametrize(
    ("word", "fact"), [("va_number", "pay_code"), ("qr_string", "pay_code"), ("payment_url", "pay_link")]
)
def test_what_the_gateway_gave_goes_by_its_own_names_too(word: str, fact: str) -> None:
    new = command(**changed(**{word: "8808123"}))
    assert isinstance(new, AddOrder)
    assert new.facts[fact] == "8808123"
    assert command(type="update", order="X", **{word: "8808123"}) == RecordUpdate(order_id="X", facts={fact: "8808123"})


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


def test_an_update_may_bring_other_items_and_charges() -> None:
    said = command(type="update", order="261122ABCDEF", items=[{"name": "Kurma", "price": 50_000}], discount=5_000)
    assert isinstance(said, RecordUpdate)
    assert (said.items, said.facts) == ((Item("Kurma", 50_000, 1),), {"discount": 5_000})
    assert warning({"type": "update", "id": "1", "order": "A", "items": [{"name": "Kurma", "price": 1}]}) == ""


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
    assert isinstance(line, IntakeLine)
    assert line.order == ExternalOrder("Toko Sehat", "77")
    named = command(**fields, order="X")
    assert isinstance(named, RecordPayment | RecordConfirmation | RecordStep)
    assert line.command == named.replace(order_id="")
    both = read({"id": 1, "order": "X", "store": "Toko Sehat", "external_id": 77, **fields})
    assert isinstance(both, IntakeLine)
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
