"""What a new order and a typed text must look like."""

from dataclasses import astuple, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.commands import AddOrder, RuleBroken
from orders_tui.domain.limits import (
    AMOUNT_LIMIT,
    ITEM_LIMIT,
    QUANTITY_LIMIT,
    TEXT_LIMIT,
    UNIQUE_CODE_LIMIT,
    check_amount,
    check_new,
    check_text,
    trimmed,
)
from orders_tui.domain.order import NOTE_LIMIT, Item, total_of

ITEM = Item(name="Madu", price=90_000, quantity=2)
ORDER = AddOrder(store="Toko Sehat", customer=Customer(name="Siti Aminah", phone="+6281234567890"), items=(ITEM,))
STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ONE_LINE = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n")
UNSTORABLE = st.just("\0") | st.characters(categories=["Cs"])


def with_item(**parts: Any) -> AddOrder:
    return replace(ORDER, items=(ITEM, replace(ITEM, **parts)))


def with_charges(**parts: int) -> AddOrder:
    return replace(ORDER, charges=Charges(**parts))


def with_customer(**parts: Any) -> AddOrder:
    return replace(ORDER, customer=replace(ORDER.customer, **parts))


def with_address(**parts: str) -> AddOrder:
    return replace(ORDER, customer=replace(ORDER.customer, address=Address(**parts)))


def refused(order: AddOrder) -> str:
    with pytest.raises(RuleBroken) as caught:
        check_new(order)
    return str(caught.value)


class TestText:
    @given(st.text(ONE_LINE, max_size=TEXT_LIMIT))
    def test_of_one_line_comes_back_as_it_is(self, text: str) -> None:
        assert check_text("tag", text) == text

    @given(st.text(STORABLE))
    def test_of_many_lines_comes_back_as_it_is(self, text: str) -> None:
        assert check_text("note", text, lines=True) == text

    @given(st.text(ONE_LINE, max_size=20), st.sampled_from("\r\n"), st.text(STORABLE, max_size=20))
    def test_of_one_line_takes_no_break(self, before: str, line_break: str, after: str) -> None:
        with pytest.raises(RuleBroken, match="The tag must stand on one line"):
            check_text("tag", before + line_break + after)

    @given(st.text(STORABLE, max_size=20), UNSTORABLE, st.text(STORABLE, max_size=20), st.booleans())
    def test_holds_no_nul_and_no_lone_surrogate(self, before: str, bad: str, after: str, lines: bool) -> None:
        with pytest.raises(RuleBroken, match="The tag holds a character that no text can have"):
            check_text("tag", before + bad + after, lines=lines)

    @pytest.mark.parametrize(("lines", "limit"), [(False, TEXT_LIMIT), (True, NOTE_LIMIT)])
    def test_is_refused_and_never_cut_when_too_long(self, lines: bool, limit: int) -> None:
        assert check_text("note", "é" * limit, lines=lines) == "é" * limit
        with pytest.raises(RuleBroken, match=f"The note has {limit + 1} characters; at most {limit}"):
            check_text("note", "é" * (limit + 1), lines=lines)


class TestAmount:
    @given(st.integers(0, AMOUNT_LIMIT))
    def test_within_the_limit_comes_back_as_it_is(self, amount: int) -> None:
        assert check_amount("price", amount) == amount

    @given(st.integers(max_value=-1) | st.integers(min_value=AMOUNT_LIMIT + 1))
    def test_outside_is_refused(self, amount: int) -> None:
        with pytest.raises(RuleBroken, match=rf"The price must be from 0 to {AMOUNT_LIMIT}, not {amount}\."):
            check_amount("price", amount)

    @given(st.integers(), st.integers(min_value=0))
    def test_has_the_limit_that_is_given(self, amount: int, limit: int) -> None:
        if 0 <= amount <= limit:
            assert check_amount("price", amount, limit) == amount
        else:
            with pytest.raises(RuleBroken, match="price"):
                check_amount("price", amount, limit)


class TestNewOrder:
    def test_needs_store_customer_and_items_alone(self) -> None:
        check_new(ORDER)
        check_new(with_customer(phone=""))
        check_new(with_customer(name=""))

    @pytest.mark.parametrize(
        ("order", "sentence"),
        [
            (replace(ORDER, store=" "), "A new order needs a store."),
            (replace(ORDER, customer=Customer()), "A new order needs the customer's name or phone."),
            (with_customer(name=" ", phone=" "), "A new order needs the customer's name or phone."),
            (replace(ORDER, items=()), "A new order needs at least one item."),
            (replace(ORDER, items=(ITEM,) * (ITEM_LIMIT + 1)), f"An order has at most {ITEM_LIMIT} items."),
            (with_item(name=" "), "Every item needs a name."),
            (with_item(price=-1), f"The price must be from 0 to {AMOUNT_LIMIT}, not -1."),
            (with_item(quantity=0), f"The quantity must be from 1 to {QUANTITY_LIMIT}, not 0."),
            (with_charges(discount=-1), f"The discount must be from 0 to {AMOUNT_LIMIT}, not -1."),
            (with_charges(shipping=-1), f"The shipping cost must be from 0 to {AMOUNT_LIMIT}, not -1."),
            (with_charges(fees=-1), f"The other fees must be from 0 to {AMOUNT_LIMIT}, not -1."),
            (with_charges(unique_code=1000), "The unique code must be from 0 to 999, not 1000."),
            (with_charges(discount=180_001), f"The total must be from 0 to {AMOUNT_LIMIT}, not -1."),
        ],
    )
    def test_is_refused_with_the_part_that_is_wrong(self, order: AddOrder, sentence: str) -> None:
        assert refused(order) == sentence

    def test_can_be_as_large_as_the_limits(self) -> None:
        check_new(replace(ORDER, items=(ITEM,) * ITEM_LIMIT))
        check_new(with_item(price=0, quantity=QUANTITY_LIMIT))
        check_new(replace(ORDER, items=(replace(ITEM, price=AMOUNT_LIMIT, quantity=1),)))
        check_new(with_charges(unique_code=UNIQUE_CODE_LIMIT))
        check_new(with_charges(discount=180_000))

    @given(
        st.integers(0, 2_000_000),
        st.integers(1, 1000),
        st.builds(
            Charges,
            discount=st.integers(0, 10**9),
            shipping=st.integers(0, 10**6),
            fees=st.integers(0, 10**6),
            unique_code=st.integers(0, 999),
        ),
    )
    def test_has_a_total_that_is_not_below_nothing(self, price: int, quantity: int, charges: Charges) -> None:
        items = (Item(name="Madu", price=price, quantity=quantity),)
        total = price * quantity - charges.discount + charges.shipping + charges.fees - charges.unique_code
        assert total_of(items, charges) == total
        order = replace(ORDER, items=items, charges=charges)
        if total >= 0:
            check_new(order)
        else:
            assert refused(order).startswith("The total")

    @pytest.mark.parametrize(
        ("order", "name"),
        [
            (with_customer(name="a\0"), "name"),
            (with_customer(phone="+62\0"), "phone"),
            (with_customer(email="a\0"), "e-mail"),
            (with_address(street="a\0"), "street"),
            (with_address(subdistrict="a\0"), "subdistrict"),
            (with_address(city="a\0"), "city"),
            (with_address(province="a\0"), "province"),
            (with_address(postcode="a\0"), "postcode"),
            (replace(ORDER, buyer_note="a\0"), "buyer's note"),
            (replace(ORDER, store="a\0"), "store"),
            (replace(ORDER, seller="a\0"), "seller"),
            (replace(ORDER, source="a\0"), "source"),
            (replace(ORDER, courier="a\0"), "courier"),
            (replace(ORDER, handler="a\0"), "handler"),
            (replace(ORDER, external_id="a\0"), "external id"),
            (replace(ORDER, tags=("good", "a\0")), "tag"),
            (with_item(name="a\0"), "item name"),
            (with_item(sku="a\0"), "SKU"),
        ],
    )
    def test_has_no_text_that_cannot_be_stored(self, order: AddOrder, name: str) -> None:
        assert refused(order) == f"The {name} holds a character that no text can have."

    def test_keeps_the_lines_that_the_buyer_wrote(self) -> None:
        check_new(with_address(street="Jl. Melati 5\nRT 01"))
        check_new(replace(ORDER, buyer_note="x\n" * (NOTE_LIMIT // 2)))
        assert "10001" in refused(replace(ORDER, buyer_note="x" * (NOTE_LIMIT + 1)))


class TestTrimmed:
    def test_no_blanks_stand_around_the_texts_of_an_order(self) -> None:
        names = ("seller", "source", "courier", "handler", "external_id")
        plain: dict[str, Any] = {name: name for name in names}
        padded: dict[str, Any] = {name: f"  {name}\t" for name in names}
        address = Address("Jl. Melati 1", "Coblong", "Bandung", "Jawa Barat", "40132")
        clean = replace(
            ORDER,
            **plain,
            customer=Customer("Siti", "0812", "siti@example.com", address),
            tags=("baru", "vip"),
        )
        around = Address(*(f" {text}\n" for text in astuple(address)))
        untidy = replace(
            clean,
            **padded,
            store=" Toko Sehat ",
            customer=Customer(" Siti ", " 0812\n", "siti@example.com ", around),
            tags=(" vip", "baru", "vip", " "),
        )
        assert trimmed(untidy) == clean
        assert trimmed(clean) is clean


@pytest.mark.parametrize("char", ["\x1b", "\t", "\x7f", "\x9b"])
def test_a_phone_holds_no_control_character(char: str) -> None:
    assert "phone holds a character" in refused(with_customer(phone=f"021{char}bukan nomor"))
