"""What a new order and a typed text must look like."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.commands import AddOrder, RuleBroken
from orders_tui.domain.facts import EDITABLE, FACTS, GATEWAY_FACTS, Fact, Kind, total_of
from orders_tui.domain.limits import (
    AMOUNT_LIMIT,
    ITEM_LIMIT,
    QUANTITY_LIMIT,
    TEXT_LIMIT,
    UNIQUE_CODE_LIMIT,
    check_amount,
    check_new,
    check_text,
    checked,
    trimmed,
)
from orders_tui.domain.order import NOTE_LIMIT, Item
from tests.samples import a_new_order

ITEM = Item(name="Madu", price=90_000, quantity=2)
ORDER = a_new_order(items=(ITEM,))
STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ONE_LINE = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n")
UNSTORABLE = st.just("\0") | st.characters(categories=["Cs"])


def with_item(**parts: Any) -> AddOrder:
    return ORDER.replace(items=(ITEM, ITEM._replace(**parts)))


def with_facts(**facts: Any) -> AddOrder:
    return ORDER.replace(facts={**ORDER.facts, **facts})


def refused(order: AddOrder) -> str:
    with pytest.raises(RuleBroken) as caught:
        check_new(order)
    return str(caught.value)


class TestText:
    @given(st.text(ONE_LINE, max_size=TEXT_LIMIT))
    def test_of_one_line_comes_back_as_it_is(self, text: str) -> None:
        assert check_text("Tag", text) == text

    @given(st.text(STORABLE))
    def test_of_many_lines_comes_back_as_it_is(self, text: str) -> None:
        assert check_text("Note", text, lines=True) == text

    @given(st.text(ONE_LINE, max_size=20), st.sampled_from("\r\n"), st.text(STORABLE, max_size=20))
    def test_of_one_line_takes_no_break(self, before: str, line_break: str, after: str) -> None:
        with pytest.raises(RuleBroken, match="Tag: it must be one line"):
            check_text("Tag", before + line_break + after)

    @given(st.text(STORABLE, max_size=20), UNSTORABLE, st.text(STORABLE, max_size=20), st.booleans())
    def test_holds_no_nul_and_no_lone_surrogate(self, before: str, bad: str, after: str, lines: bool) -> None:
        with pytest.raises(RuleBroken, match="Tag: it has an invalid character"):
            check_text("Tag", before + bad + after, lines=lines)

    @pytest.mark.parametrize(("lines", "limit"), [(False, TEXT_LIMIT), (True, NOTE_LIMIT)])
    def test_is_refused_and_never_cut_when_too_long(self, lines: bool, limit: int) -> None:
        assert check_text("Note", "é" * limit, lines=lines) == "é" * limit
        with pytest.raises(RuleBroken, match=f"Note: {limit + 1} characters; at most {limit}"):
            check_text("Note", "é" * (limit + 1), lines=lines)


class TestAmount:
    @given(st.integers(0, AMOUNT_LIMIT))
    def test_within_the_limit_comes_back_as_it_is(self, amount: int) -> None:
        assert check_amount("Price", amount) == amount

    @given(st.integers(max_value=-1) | st.integers(min_value=AMOUNT_LIMIT + 1))
    def test_outside_is_refused(self, amount: int) -> None:
        with pytest.raises(RuleBroken, match=rf"Price: the amount must be from 0 to {AMOUNT_LIMIT}, not {amount}\."):
            check_amount("Price", amount)

    @given(st.integers(), st.integers(min_value=0))
    def test_has_the_limit_that_is_given(self, amount: int, limit: int) -> None:
        if 0 <= amount <= limit:
            assert check_amount("Price", amount, limit) == amount
        else:
            with pytest.raises(RuleBroken, match="Price"):
                check_amount("Price", amount, limit)


class TestNewOrder:
    def test_needs_store_customer_and_items_alone(self) -> None:
        check_new(ORDER)
        check_new(with_facts(phone=""))
        check_new(with_facts(name=""))

    @pytest.mark.parametrize(
        ("order", "sentence"),
        [
            (with_facts(store=" "), "A new order needs a store."),
            (with_facts(store=None), "A new order needs a store."),
            (with_facts(name=None, phone=None), "A new order needs the customer's name or phone."),
            (with_facts(name="", phone=""), "A new order needs the customer's name or phone."),
            (with_facts(name=" ", phone=" "), "A new order needs the customer's name or phone."),
            (ORDER.replace(items=()), "An order needs at least one item."),
            (ORDER.replace(items=(ITEM,) * (ITEM_LIMIT + 1)), f"An order has at most {ITEM_LIMIT} items."),
            (with_item(name=" "), "Every item needs a name."),
            (with_item(price=-1), f"Price: the amount must be from 0 to {AMOUNT_LIMIT}, not -1."),
            (with_item(quantity=0), f"The quantity must be from 1 to {QUANTITY_LIMIT}, not 0."),
            (with_facts(discount=-1), f"Discount: the amount must be from 0 to {AMOUNT_LIMIT}, not -1."),
            (with_facts(shipping=-1), f"Shipping cost: the amount must be from 0 to {AMOUNT_LIMIT}, not -1."),
            (with_facts(fees=-1), f"Other fees: the amount must be from 0 to {AMOUNT_LIMIT}, not -1."),
            (with_facts(unique_code=1000), "Unique code: the amount must be from 0 to 999, not 1000."),
            (with_facts(discount=180_001), f"Total: the amount must be from 0 to {AMOUNT_LIMIT}, not -1."),
        ],
    )
    def test_is_refused_with_the_part_that_is_wrong(self, order: AddOrder, sentence: str) -> None:
        assert refused(order) == sentence

    def test_can_be_as_large_as_the_limits(self) -> None:
        check_new(ORDER.replace(items=(ITEM,) * ITEM_LIMIT))
        check_new(with_item(price=0, quantity=QUANTITY_LIMIT))
        check_new(ORDER.replace(items=(ITEM._replace(price=AMOUNT_LIMIT, quantity=1),)))
        check_new(with_facts(unique_code=UNIQUE_CODE_LIMIT))
        check_new(with_facts(discount=180_000))

    @given(
        st.integers(0, 2_000_000),
        st.integers(1, 1000),
        st.integers(0, 10**9),
        st.integers(0, 10**6),
        st.integers(0, 10**6),
        st.integers(0, 999),
    )
    def test_has_a_total_that_is_not_below_nothing(
        self, price: int, quantity: int, discount: int, shipping: int, fees: int, unique_code: int
    ) -> None:
        items = (Item(name="Madu", price=price, quantity=quantity),)
        total = price * quantity - discount + shipping + fees - unique_code
        charged = with_facts(discount=discount, shipping=shipping, fees=fees, unique_code=unique_code)
        assert total_of(items, charged.facts) == total
        order = charged.replace(items=items)
        if total >= 0:
            check_new(order)
        else:
            assert refused(order).startswith("Total: ")

    @pytest.mark.parametrize(
        ("order", "name"),
        [
            (with_facts(name="a\0"), "Customer"),
            (with_facts(phone="+62\0"), "Phone"),
            (with_facts(email="a\0"), "E-mail"),
            (with_facts(street="a\0"), "Street"),
            (with_facts(subdistrict="a\0"), "Subdistrict"),
            (with_facts(city="a\0"), "City"),
            (with_facts(province="a\0"), "Province"),
            (with_facts(postcode="a\0"), "Postcode"),
            (with_facts(buyer_note="a\0"), "Buyer's note"),
            (with_facts(store="a\0"), "Store"),
            (with_facts(seller="a\0"), "Seller"),
            (with_facts(source="a\0"), "Source"),
            (with_facts(courier="a\0"), "Courier"),
            (with_facts(handler="a\0"), "Handler"),
            (with_facts(external_id="a\0"), "External id"),
            (ORDER.replace(tags=("good", "a\0")), "Tag"),
            (with_item(name="a\0"), "Item name"),
            (with_item(sku="a\0"), "SKU"),
        ],
    )
    def test_has_no_text_that_cannot_be_stored(self, order: AddOrder, name: str) -> None:
        assert refused(order) == f"{name}: it has an invalid character."

    def test_keeps_the_lines_that_the_buyer_wrote(self) -> None:
        check_new(with_facts(street="Jl. Melati 5\nRT 01"))
        check_new(with_facts(buyer_note="x\n" * (NOTE_LIMIT // 2)))
        assert "10001" in refused(with_facts(buyer_note="x" * (NOTE_LIMIT + 1)))


class TestTrimmed:
    TEXTS = (
        *(
            "store",
            "seller",
            "source",
            "platform",
            "utm_source",
            "courier",
            "handler",
            "external_id",
            "name",
            "phone",
            "email",
        ),
        *GATEWAY_FACTS,
        *("street", "subdistrict", "city", "province", "postcode", "buyer_note", "note"),
    )

    def test_no_blanks_stand_around_the_texts_of_an_order(self) -> None:
        tidy: dict[str, Any] = {name: name for name in self.TEXTS}
        padded: dict[str, Any] = {name: f"  {name}\t\n" for name in self.TEXTS}
        clean = a_new_order(**tidy, discount=500, tags=("baru", "vip"))
        untidy = a_new_order(**padded, discount=500, tags=(" vip", "baru", "vip", " "))
        assert trimmed(untidy) == clean
        assert trimmed(clean) is clean

    @pytest.mark.parametrize(
        ("written", "stored"), [("0812-3456-7890 (WA)", "+6281234567890"), (" call\n me", "call me"), ("", "")]
    )
    def test_a_phone_is_in_the_form_in_which_it_is_stored(self, written: str, stored: str) -> None:
        order = trimmed(with_facts(phone=written))
        assert order.facts["phone"] == stored
        assert trimmed(order) is order

    @pytest.mark.parametrize(
        "fact", [fact for fact in EDITABLE if fact.given and fact.kind not in (Kind.PHONE, Kind.MONEY)]
    )
    @pytest.mark.parametrize("text", [" tolong cepat\n", "  "])
    def test_a_new_fact_is_kept_as_an_edited_one_is(self, fact: Fact, text: str) -> None:
        assert trimmed(with_facts(**{fact.name: text})).facts[fact.name] == checked(fact, text) == text.strip()


class TestChecked:
    """A new value of one fact."""

    @pytest.mark.parametrize("fact", [fact for fact in EDITABLE if fact.kind is not Kind.MONEY])
    def test_loses_the_blanks_around_it(self, fact: Fact) -> None:
        assert checked(fact, " 0812-3456-7890\n") in ("0812-3456-7890", "+6281234567890")
        assert checked(fact, " ") == checked(fact, None) == ""

    @pytest.mark.parametrize("fact", [fact for fact in EDITABLE if fact.kind is Kind.MONEY])
    def test_of_money_is_rupiah_within_its_limit(self, fact: Fact) -> None:
        assert checked(fact, 900) == 900
        assert checked(fact, None) == checked(fact, "") == 0
        with pytest.raises(RuleBroken, match=f"{fact.label}: it must be an amount of money"):
            checked(fact, "900")
        for amount in (-1, AMOUNT_LIMIT + 1, *([1_000] if fact.name == "unique_code" else [])):
            with pytest.raises(RuleBroken, match=f"{fact.label}: the amount must be from 0 to"):
                checked(fact, amount)

    @pytest.mark.parametrize("typed", ["0812-3456-7890", " 62812 3456 7890", "+6281234567890"])
    def test_of_a_phone_is_in_international_form(self, typed: str) -> None:
        assert checked(FACTS["phone"], typed) == "+6281234567890"

    @pytest.mark.parametrize("typed", ["call me", "0812 3456", " 0812\n3456\t"])
    def test_that_is_no_phone_is_kept_as_it_was_written(self, typed: str) -> None:
        assert checked(FACTS["phone"], typed) == " ".join(typed.split())

    @pytest.mark.parametrize("typed", ["+62\0", "call \x1b[2Jme", "x" * (TEXT_LIMIT + 1)])
    def test_of_a_phone_that_cannot_be_stored_is_refused(self, typed: str) -> None:
        with pytest.raises(RuleBroken, match=r"[Pp]hone"):
            checked(FACTS["phone"], typed)

    @pytest.mark.parametrize(
        ("name", "lines"),
        [("courier", False), ("receipt", False), ("handler", False), ("note", True), ("street", True), ("name", True)],
    )
    def test_has_several_lines_where_a_buyer_or_a_note_has_them(self, name: str, lines: bool) -> None:
        if lines:
            assert checked(FACTS[name], "a\nb") == "a\nb"
        else:
            with pytest.raises(RuleBroken, match=f"{FACTS[name].label}: it must be one line"):
                checked(FACTS[name], "a\nb")


@pytest.mark.parametrize("char", ["\x1b", "\t", "\x7f", "\x9b"])
def test_a_phone_holds_no_control_character(char: str) -> None:
    assert "phone number has an invalid character" in refused(with_facts(phone=f"021{char}bukan nomor"))
