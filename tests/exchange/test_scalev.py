"""Webhook bodies of Scalev: what each says, where each field goes, and which are refused."""

import base64
import hashlib
import hmac
import json
from copy import deepcopy
from typing import Any

import pytest

from orders_tui.domain.commands import (
    AddOrder,
    RecordConfirmation,
    RecordDeletion,
    RecordHold,
    RecordPayment,
    RecordStatus,
    RecordUnpaid,
)
from orders_tui.domain.facts import total_of
from orders_tui.domain.order import Item, ItemKind, Method, PaymentReport, Status
from orders_tui.exchange.fields import LINE_LIMIT, FieldError
from orders_tui.exchange.scalev import EVENTS, NO_ORDER, Body, read_body
from tests.exchange.scalev_bodies import HISTORY, ID, ORDER, OTHERS, PART, body, line, paid, status, updated
from tests.exchange.scalev_fields import FIELDS


def read(message: dict[str, Any]) -> Body:
    found = read_body(line(message))
    assert found is not None
    return found


def kinds(message: dict[str, Any]) -> list[str]:
    return [part.kind for part in read(message).parts]


def command(message: dict[str, Any], kind: str) -> Any:
    return next(part.command for part in read(message).parts if part.kind == kind)


def test_every_event_is_known() -> None:
    assert {message["event"] for message in (*HISTORY, *OTHERS)} | {"business.test_event"} == set(EVENTS)
    for message in (*HISTORY, *OTHERS):
        assert bool(read(message).parts) is (message["event"] not in NO_ORDER)


def test_a_new_order_comes_whole() -> None:
    new = command(body("order.created", ORDER), "order")
    assert isinstance(new, AddOrder)
    assert new.items == (Item("Madu Hutan", 90_000, 2, ItemKind.PHYSICAL, "MH-1"),)
    assert (new.method, new.tags) == (Method.BANK_TRANSFER, ("vip",))
    assert new.facts == {
        "store": "Toko Sehat",
        "external_id": "261120ABCDEF",
        "source": "LP Madu",
        "platform": "scalev",
        "utm_source": "facebook",
        "name": "Siti",
        "phone": "+6281234567890",
        "email": "siti@example.com",
        "street": "Jl. Merdeka 1",
        "subdistrict": "Coblong",
        "city": "Kota Bandung",
        "province": "Jawa Barat",
        "postcode": "40132",
        "buyer_note": "tolong cepat",
        "courier": "JNE REG",
        "discount": 2_000,
        "shipping": 9_000,
        "fees": 2_000,
        "unique_code": 276,
    }
    assert total_of(new.items, new.facts) == 188_724


@pytest.mark.parametrize(("gross", "total"), [("190000.00", 190_000), (150_000, 150_000)])
def test_the_total_is_what_the_buyer_pays(gross: object, total: int) -> None:
    message = body("order.created", ORDER | {"gross_revenue": gross})
    new = command(message, "order")
    assert total_of(new.items, new.facts) == total
    assert "differs from its parts" in read(message).warning


@pytest.mark.parametrize(
    ("said", "method"),
    [
        ({"payment_method": "va", "sub_payment_method": "BCA"}, Method.VA_BCA),
        ({"payment_method": "no_payment", "status": "draft"}, None),
        ({"payment_method": None, "status": "confirmed"}, Method.OTHER),
        ({"payment_method": "kredivo"}, Method.OTHER),
    ],
)
def test_how_it_is_paid(said: dict[str, Any], method: Method | None) -> None:
    assert command(body("order.created", ORDER | said), "order").method is method


def test_a_status_has_its_own_time() -> None:
    step = command(status("confirmed", 6), "status")
    assert isinstance(step, RecordStatus)
    assert (step.status, step.at) == (Status.CONFIRMED, 1_795_154_400)
    assert command(status("canceled", 6), "status").reason == "Scalev"
    assert kinds(status("draft", 1)) == []
    assert [part.kind for part in read(status("shipped_rts", 7)).parts] == ["tracking", "status"]


def test_both_families_of_payment_events_are_one_line() -> None:
    one, other = (read(paid(event, "paid", 5)).parts for event in ("order.payment_status_changed", "payment.received"))
    assert one == other
    (part,) = one
    assert isinstance(part.command, RecordPayment)
    assert (part.command.reported, part.command.amount) == (PaymentReport.PAID, None)


def test_unpaid_is_news_only_where_the_payment_changed() -> None:
    assert isinstance(command(paid("order.payment_status_changed", "unpaid", 5), "unpaid"), RecordUnpaid)
    assert "unpaid" not in kinds(body("order.created", ORDER))


def test_the_proof_of_a_transfer_waits_for_staff() -> None:
    said = command(updated(4, transferproof_url="https://x/1.jpg", transfer_time="2026-11-20"), "confirmation")
    assert said == RecordConfirmation(order_id="", bank="BCA", day="2026-11-20", note="https://x/1.jpg")


def test_suspicion_comes_and_goes() -> None:
    held = command(updated(3, "order.spam_created", is_probably_spam=True, mark_as_spam_by="ai"), "hold")
    assert isinstance(held, RecordHold)
    assert held.reason == "Scalev: ai"
    assert command(updated(4, is_probably_spam=False), "release").held is False
    assert "release" not in kinds(body("order.created", ORDER | {"is_probably_spam": False}))


def test_a_deletion_is_only_that() -> None:
    (part,) = read(body("order.deleted", PART)).parts
    assert isinstance(part.command, RecordDeletion)


# Where each field goes

FILLED: dict[str, Any] = ORDER | {
    "shipment_receipt": "JT1",
    "shipment_status": "Tiba",
    "transferproof_url": "https://x/1.jpg",
    "transfer_time": "2026-11-20",
    "is_probably_spam": True,
    "mark_as_spam_by": "ai",
    "payment_status": "paid",
    "paid_time": "2026-11-20T05:00:00Z",
}
"""An order of which each field that goes somewhere is filled."""


def without(path: str) -> dict[str, Any]:
    """The sample in which the field says something else, and what stands for it where it is missing is in use."""
    data = deepcopy(FILLED)
    last = path.split(".")[-1]
    stands_in = {
        "created_at": "draft_time",
        "platform": "page",
        "sub_payment_method": None,
        "customer.name": "name",
        "customer.phone": "phone",
        "customer.email": "email",
        "courier_service.courier.code": None,
    }.get(path)
    if path.startswith("customer."):
        del data["destination_address"][stands_in]
    elif stands_in:
        del data[stands_in]
    if path == "courier_service.courier.code":
        del data["courier_service"]["courier"]["name"]
    if path == "sub_payment_method":
        data["payment_method"] = "va"
    if last.endswith("_time") and last not in ("draft_time", "transfer_time"):
        word = last.removesuffix("_time")
        data["payment_status" if word in ("unpaid", "paid", "conflict", "settled") else "status"] = word
    return data


def placed(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    data = deepcopy(data)
    *outer, last = path.split(".")
    place = data
    for name in outer:
        place = place[name][0] if name == "orderlines" else place.setdefault(name, {})
    place[last] = value
    return data


OTHER: dict[str, object] = {
    "id": "1",
    "status": "confirmed",
    "payment_status": "settled",
    "payment_method": "cod",
    "sub_payment_method": "BNI",
    "orderlines.quantity": 3,
    "orderlines.item_type": "course",
    "tags": ["a"],
    "is_probably_spam": False,
    "destination_address.phone": "6285700112233",
    "customer.phone": "6285700112233",
}
MONEY = {name for name, place in FIELDS.items() if place in ("total", "discount", "unique_code", "shipping", "fees")}


@pytest.mark.parametrize("path", FIELDS)
def test_each_field_of_the_table_is_read(path: str) -> None:
    last = path.split(".")[-1]
    is_money = path in MONEY or last == "variant_price"
    is_time = last.endswith(("_time", "_at"))
    value = OTHER.get(path, "777.00" if is_money else "2026-11-21T09:00:00Z" if is_time else "Lain")
    event = "order.payment_status_changed" if last == "unpaid_time" else "order.updated"
    one, other = (read(body(event, data)) for data in (without(path), placed(without(path), path, value)))
    # Of two charges that make one fact, with the same total, at least the warning says it.
    assert (one.parts, one.warning) != (other.parts, other.warning)


def test_what_is_not_in_the_table_is_kept_in_the_body_alone() -> None:
    names = {path.split(".")[0] for path in FIELDS}
    beside = dict.fromkeys((*(set(ORDER) - names), "handler", "metadata", "ip", "net_revenue"), "lain")
    one, other = read(body("order.updated", FILLED)), read(body("order.updated", FILLED | beside))
    assert one.parts == other.parts
    assert json.loads(other.text)["data"]["metadata"] == "lain"


# What is refused


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ({"event": "order.eaten", "data": {}}, "“order.eaten” is not known"),
        (body("order.created", {}), "id is missing"),
        (body("order.created", ORDER | {"gross_revenue": "1.50"}), "whole rupiah"),
        (body("order.created", ORDER | {"gross_revenue": "NaN"}), "whole rupiah"),
        (status("eaten", 5), "“eaten” is not known"),
        (paid("payment.received", "eaten", 5), "“eaten” is not known"),
    ],
)
def test_what_cannot_be_read_is_refused(message: dict[str, Any], sentence: str) -> None:
    with pytest.raises(FieldError, match=sentence):
        read(message)


def test_a_blank_line_says_nothing() -> None:
    assert read_body(b" \n") is None


def test_a_line_that_is_no_text_or_too_long_is_refused() -> None:
    with pytest.raises(FieldError, match="not UTF-8"):
        read_body(b'{"event": "\xff"}')
    with pytest.raises(FieldError, match="longer than 1000000 bytes"):
        read_body(b"{" * (LINE_LIMIT + 1))


class TestSignatures:
    SECRET = b"kunci"

    def envelope(self, text: str, signed: str | None = None) -> bytes:
        digest = hmac.new(self.SECRET, (text if signed is None else signed).encode(), hashlib.sha256).digest()
        headers = {"X-Scalev-Hmac-Sha256": base64.b64encode(digest).decode()}
        return json.dumps({"headers": headers, "body": text}).encode()

    def test_of_the_very_bytes_are_accepted(self) -> None:
        text = json.dumps(body("order.created", ORDER), indent=1)
        found = read_body(self.envelope(text), self.SECRET)
        assert found is not None
        assert found.key == ID

    def test_of_anything_else_are_refused(self) -> None:
        text = json.dumps(body("order.created", ORDER))
        for raw in (
            self.envelope(text, text + " "),
            json.dumps({"headers": {}, "body": text}).encode(),
            json.dumps({"headers": {"X-Scalev-Hmac-Sha256": "%"}, "body": text}).encode(),
        ):
            with pytest.raises(FieldError, match="signature does not match"):
                read_body(raw, self.SECRET)
        with pytest.raises(FieldError, match="must be an envelope"):
            read_body(text.encode(), self.SECRET)
