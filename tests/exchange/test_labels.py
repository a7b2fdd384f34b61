"""Labels: all that the courier needs on the first, every item on one of them, and nothing hostile in any."""

import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.facts import Order
from orders_tui.domain.filling import ShopProfile
from orders_tui.domain.order import Item, Method, PaymentStatus
from orders_tui.domain.templates import Sender, ShopTexts
from orders_tui.domain.text import plain
from orders_tui.exchange.code128 import svg
from orders_tui.exchange.labels import Paper, labels
from tests.exchange.documents import Seen, hostile, meta, style_digest
from tests.samples import BANDUNG, COURSE, FULL, HONEY, SHIRT, an_order

SHOP = ShopProfile(
    ShopTexts(senders=(Sender("Toko Sehat", "Toko Sehat\n0812-0000-1111\nCimahi"),)), ZoneInfo("Asia/Jakarta")
)
PARCEL = an_order(**BANDUNG, courier="JNE", receipt="JT0001", items=(HONEY, SHIRT))


def printed(*orders: Order, paper: Paper = Paper.A6, prices: bool = False) -> str:
    return labels(orders, SHOP, paper, prices=prices)


def parts(*orders: Order) -> list[str]:
    """The text of each label, its blanks made one."""
    return [" ".join(Seen(part).text.split()) for part in printed(*orders).split("<article>")[1:]]


def test_a_label_has_what_the_courier_needs() -> None:
    (label,) = parts(PARCEL)
    for text in (
        "JNE 261122BCDFGH",
        "Receipt number JT0001",
        "Nothing to collect",
        "To Siti Aminah +62 812-3456-7890 Jl. Merdeka 1 Coblong, Bandung Jawa Barat 40132",
        "From Toko Sehat 0812-0000-1111 Cimahi",
        "2 × Madu Hutan 500 ml MH-1 2 × Kaos polos",
    ):
        assert text in label
    assert str(svg("JT0001")) in printed(PARCEL)
    assert "Rp" not in label


def test_prices_are_there_where_they_are_wanted() -> None:
    assert "Rp 180.000" in printed(PARCEL, prices=True)


@pytest.mark.parametrize(
    ("wanted", "cash"),
    [
        ({"method": Method.COD}, True),
        ({"method": Method.COD, "payment_status": PaymentStatus.PAID}, False),
        ({"method": Method.BANK_TRANSFER}, False),
    ],
)
def test_the_courier_collects_what_is_due_in_cash_and_nothing_else(wanted: dict[str, Any], cash: bool) -> None:
    (label,) = parts(an_order(items=(HONEY,), **wanted))
    assert ("COD Rp 180.000" in label) is cash
    assert ("Nothing to collect" in label) is not cash


def test_who_sends() -> None:
    assert "From Mitra Jaya 2" in re.sub("Items ", "", parts(PARCEL._replace(seller="Mitra Jaya"))[0])
    assert "From Toko Lain" in parts(PARCEL._replace(store="Toko Lain"))[0]


@pytest.mark.parametrize("receipt", ["", "é1", "R" * 29])
def test_what_cannot_be_bars_is_only_written(receipt: str) -> None:
    document = printed(PARCEL._replace(receipt=receipt))
    assert "<svg" not in document
    assert plain(receipt) in document


def test_digital_items_and_what_is_ours_are_not_on_it() -> None:
    document = printed(FULL._replace(items=(HONEY, COURSE)))
    assert "Madu Hutan" in document
    for text in (COURSE.name, FULL.note, FULL.handler, "grosir", FULL.buyer_note[:10], FULL.email, "Rp 442.179"):
        assert text not in document


@pytest.mark.parametrize(("paper", "pages"), [(Paper.A6, [1] * 9), (Paper.A4, [4, 4, 1])])
def test_how_many_are_on_a_page(paper: Paper, pages: list[int]) -> None:
    document = printed(*[PARCEL] * 9, paper=paper)
    assert [page.count("<article>") for page in document.split('<div class="page">')[1:]] == pages
    assert f'<body class="{paper}">' in document


def test_nothing_is_loaded() -> None:
    document = printed(PARCEL)
    assert f"style-src 'sha256-{style_digest(document)}'" in str(meta(document)["Content-Security-Policy"])
    assert not {tag for tag, _attributes in Seen(document).elements} & {"script", "link", "img", "iframe"}


long_texts = st.integers(1, 500).map(lambda length: ("Jalan Panjang " * 40)[:length].strip())


@given(
    street=long_texts,
    name=long_texts,
    items=st.lists(
        st.builds(lambda name, count: Item(name, 1, count), long_texts, st.integers(1, 99)), min_size=1, max_size=60
    ),
)
def test_every_item_is_on_one_label_and_the_address_whole_on_the_first(
    street: str, name: str, items: list[Item]
) -> None:
    found = parts(PARCEL._replace(street=street, name=name, items=tuple(items)))
    assert f"To {name} +62 812-3456-7890 {street} Coblong, Bandung" in found[0]
    assert [at for at, text in enumerate(found) if "From Toko Sehat" in text] == [0]
    assert len(re.findall("[0-9]+ × ", " ".join(found))) == len(items)
    if len(found) > 1:
        assert all(f"· {at}/{len(found)}" in text for at, text in enumerate(found, 1))


@given(texts=st.fixed_dictionaries(dict.fromkeys(("name", "phone", "street", "city", "courier", "receipt"), hostile)))
def test_hostile_data_is_text_and_nothing_else(texts: dict[str, str]) -> None:
    document = printed(an_order(**texts, items=(Item(texts["name"] or "x", 1),)))
    seen = Seen(document)
    known = "html head meta title style body div article header b span p small section table tr td svg path"
    assert {tag for tag, _attributes in seen.elements} <= {*known.split()}
    attributes = {name for _tag, attributes in seen.elements for name in attributes}
    assert attributes <= {*"lang charset http-equiv content name class dir viewbox preserveaspectratio d".split()}
    assert plain(seen.text, lines=True) == seen.text
