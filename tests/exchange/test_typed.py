"""What a person types of an order, as it is meant."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.money import number, rupiah
from orders_tui.domain.order import Item, ItemKind, Method, labels
from orders_tui.exchange.typed import typed_amount, typed_count, typed_item, typed_word

SOLD = {"madu hutan": Item("Madu Hutan", 90_000, sku="MH-1"), "kelas": Item("Kelas", 250_000, kind=ItemKind.DIGITAL)}


def item(text: str) -> Item:
    return typed_item(text, lambda name: SOLD.get(name.lower()))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *(
            (text, 90_000)
            for text in ("90000", "Rp 90.000", "rp90.000", "90,000", "90k", "90 K", "90rb", "90 ribu", "Rp 90rb")
        ),
        *((text, 1_500_000) for text in ("1,5jt", "1.5 juta", "1500k", "1.500.000,00", "Rp. 1.500.000,-")),
        ("0,75jt", 750_000),
        ("", 0),
        (" - ", 0),
    ],
)
def test_an_amount(text: str, amount: int) -> None:
    assert typed_amount(text) == amount


@pytest.mark.parametrize(
    "text",
    ["lots", "1.500rb", "0,750jt", "-5000", "5000 CR", "90.5", "1.2345jt", "9k0", "90 000", "1e5", "٩٠", "9" * 30],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        typed_amount(text)


@given(st.integers(0, 10**14))
def test_an_amount_as_it_is_shown_is_understood(amount: int) -> None:
    assert typed_amount(number(amount)) == typed_amount(rupiah(amount)) == amount


def test_a_number_of_pieces() -> None:
    assert [typed_count(text) for text in ("", " 2 ", "0")] == [1, 2, 0]
    for text in ("two", "1.5", "-1", "9" * 10):
        with pytest.raises(ValueError, match="not a quantity"):
            typed_count(text)


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("bank transfer", Method.BANK_TRANSFER),
        ("Transfer bank", Method.BANK_TRANSFER),
        ("va_bca", Method.VA_BCA),
        ("tra", Method.BANK_TRANSFER),
        ("qr", Method.QRIS),
        ("COD", Method.COD),
    ],
)
def test_a_word_of_a_fixed_set(text: str, method: Method) -> None:
    assert typed_word(text, labels(Method)) is method


@pytest.mark.parametrize(
    ("text", "reason"), [("VA", "“VA” is not known."), ("qriss", "did you mean QRIS"), ("x", "“x” is not known.")]
)
def test_a_word_that_is_none_names_the_nearest(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        typed_word(text, labels(Method))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Kaos=85000", Item("Kaos", 85_000)),
        ("Kaos polos = Rp 85.000 x 2", Item("Kaos polos", 85_000, 2)),
        ("Kaos=85k×12", Item("Kaos", 85_000, 12)),
        ("Kaos [K-1]=85rbx2", Item("Kaos", 85_000, 2, sku="K-1")),
        ("Kursus=250000 digital", Item("Kursus", 250_000, 1, ItemKind.DIGITAL)),
        ("Kursus=250 ribu fisik", Item("Kursus", 250_000)),
        ("a=b=5", Item("a=b", 5)),
        ("MADU hutan", Item("Madu Hutan", 90_000, sku="MH-1")),
        ("kelas=x3", Item("Kelas", 250_000, 3, ItemKind.DIGITAL)),
        ("kelas=200000x3", Item("Kelas", 200_000, 3, ItemKind.DIGITAL)),
        ("kelas [X]=1 physical", Item("Kelas", 1, 1, ItemKind.PHYSICAL, "X")),
    ],
)
def test_an_item_on_one_line(text: str, meant: Item) -> None:
    assert item(text) == meant


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not an item"),
        ("=500", "is not an item"),
        ("Foo", "The price of Foo is not known"),
        ("Foo=x2", "The price of Foo is not known"),
        ("Foo=bar", "is not an amount"),
        ("Foo=500 blue", "is not known"),
    ],
)
def test_what_is_no_item_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        item(text)


@given(st.text())
def test_no_text_brings_it_down(text: str) -> None:
    with suppress(ValueError):
        assert item(text).name
