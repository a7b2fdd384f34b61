"""The public page of an order: what it shows, what it never shows, and that hostile data is only text in it."""

import os
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.facts import Kind, Order, facts
from orders_tui.domain.filling import ShopProfile
from orders_tui.domain.order import Item, Method, PaymentStatus, Status
from orders_tui.domain.templates import Instruction, ShopTexts
from orders_tui.domain.text import plain
from orders_tui.exchange.page import page
from tests.exchange.documents import Seen, hostile, meta, style_digest
from tests.samples import COURSE, FULL, HONEY, NOW, ORDER, an_order

GOLDEN = Path(__file__).parent / "golden"
SHOP = ShopProfile(
    ShopTexts(instructions=(Instruction("BCA 123 456\na.n. Toko Sehat & Co", Method.BANK_TRANSFER),)),
    ZoneInfo("Asia/Jakarta"),
)
LINKED = SHOP._replace(public_url="https://pesan.example")
GOODS = {
    "physical": an_order(
        items=(HONEY,), unique_code=123, shipping=9_000, city="Bandung", note="rahasia", handler="sari", tags=("vip",)
    ),
    "digital": an_order(
        items=(COURSE,),
        status=Status.COMPLETED,
        payment_status=PaymentStatus.PAID,
        paid_at=NOW - 400,
        confirmed_at=NOW - 350,
        access_sent_at=NOW - 300,
        completed_at=NOW,
    ),
    "mixed": an_order(
        items=(HONEY, COURSE),
        method=Method.COD,
        status=Status.SHIPPED,
        confirmed_at=NOW - 400,
        shipped_at=NOW,
        courier="JNE",
        receipt="JT0001",
    ),
}


@pytest.mark.parametrize("goods", GOODS)
def test_the_page_of_each_kind_of_goods(goods: str) -> None:
    """Run with `UPDATE_GOLDEN=1` to write the files anew; then look at them in a browser."""
    document, file = page(GOODS[goods], SHOP), GOLDEN / f"page_{goods}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(document, encoding="utf-8")
    assert document == file.read_text(encoding="utf-8")
    assert GOODS[goods].goods == goods


def test_nothing_is_loaded_and_the_only_style_is_its_own() -> None:
    document = page(ORDER, LINKED)
    policy = f"default-src 'none'; style-src 'sha256-{style_digest(document)}'; base-uri 'none'; form-action 'none'"
    assert meta(document)["Content-Security-Policy"] == policy
    assert (meta(document)["robots"], meta(document)["referrer"]) == ("noindex, nofollow", "no-referrer")
    tags = {tag for tag, _attributes in Seen(document).elements}
    assert not tags & {"script", "link", "img", "iframe", "form", "a", "object", "base"}
    assert not any({"style", "src", "href"} & attributes.keys() for _tag, attributes in Seen(document).elements)


INNER = {
    "note": "catatan rahasia",
    "handler": "petugas",
    "tags": ("label-dalam",),
    "source": "sumber iklan",
    "external_id": "LUAR-1",
    "seller": "penjual lain",
    "buyer_note": "pesan pembeli",
    "phone": "+6281234567890",
    "email": "siti@example.com",
    "street": "Jalan Sunyi",
    "slug": "slugrahasia",
    "id": 987_654_321,
}


def test_what_is_not_the_buyers_to_see_is_not_there() -> None:
    document = page(an_order(**INNER), SHOP)
    for text in ("rahasia", "petugas", "label-dalam", "sumber", "LUAR", "penjual lain", "pesan pembeli", "Sunyi"):
        assert text not in document
    assert not re.search("3456|siti@|987.?654", document)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (
            {},
            "To be paid Rp 180.000 Bank transfer Please transfer exactly Rp 180.000: the amount tells us that the"
            " money is yours. BCA 123 456 a.n. Toko Sehat & Co",
        ),
        ({"method": Method.COD}, "To be paid Rp 180.000 COD Please have Rp 180.000 ready for the courier."),
        ({"method": None, "status": Status.CREATED}, "To be paid Rp 180.000 We will tell you how to pay."),
        ({"payment_status": PaymentStatus.CONFLICT}, "We are checking your payment."),
        ({"payment_status": PaymentStatus.SETTLED}, "Paid, thank you."),
    ],
)
def test_what_it_says_of_the_money(wanted: dict[str, Any], text: str) -> None:
    assert text in " ".join(Seen(page(an_order(**wanted), SHOP)).text.split())


@pytest.mark.parametrize("status", [Status.CANCELED, Status.CLOSED, Status.RTS])
def test_an_order_that_ended_asks_for_no_money_and_has_nothing_ahead(status: Status) -> None:
    document = page(an_order(status=status, returned_at=NOW), SHOP)
    assert "To be paid" not in document
    assert 'class="ahead"' not in document
    assert document.count('<li class="ended">') == 1


def test_only_where_pages_are_served_it_has_their_address() -> None:
    assert "<svg" not in page(ORDER, SHOP)
    assert "https://" not in page(ORDER, SHOP)
    assert Seen(page(ORDER, LINKED)).text.count("https://pesan.example/q7Xk2mVbT9.html") == 1
    assert page(ORDER, LINKED).count("<svg") == 1


TEXTS = facts(lambda fact: fact.kind in (Kind.TEXT, Kind.LINES, Kind.PHONE) and fact.name != "order_id")


def elements(order: Order, shop: ShopProfile) -> list[tuple[str, dict[str, str | None]]]:
    return [(tag, attributes) for tag, attributes in Seen(page(order, shop)).elements if tag != "br"]


@given(texts=st.fixed_dictionaries({fact.name: hostile for fact in TEXTS}), item=hostile, how=hostile)
def test_hostile_data_is_text_and_nothing_else(texts: dict[str, str], item: str, how: str) -> None:
    shop = SHOP._replace(texts=ShopTexts(instructions=(Instruction(how or "x"),)))
    harmless = dict.fromkeys(texts, "x") | {name: "" for name, text in texts.items() if not plain(text)}
    filled, others = (an_order(**values, items=(Item(name, 1),)) for values, name in ((texts, item), (harmless, "x")))
    assert elements(filled, shop) == elements(others, SHOP if plain(how).strip() else shop)
    seen = Seen(page(filled, shop)).text
    assert plain(item) in seen
    assert plain(texts["name"]) in seen
    assert plain(seen, lines=True) == seen


def test_a_full_order_is_shown_whole() -> None:
    seen = Seen(page(FULL, SHOP)).text
    for text in (
        "Madu Hutan 500 ml",
        "Kelas menjahit",
        "2 × Rp 90.000",
        "-Rp 5.000",
        "-Rp 321",
        "Rp 15.000",
        "Rp 2.500",
    ):
        assert text in seen
    for text in ("Rp 442.179", "JNE", "JT0001", "Completed", "Dewi Lestari, Bandung", "Hijab Ayu"):
        assert text in seen
