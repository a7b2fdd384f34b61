"""The form of an order: what is typed is what is meant, and nothing of another's is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.facts import Order
from orders_tui.domain.flow import change
from orders_tui.domain.limits import check_new
from orders_tui.domain.order import Item, ItemKind, Method
from orders_tui.exchange.order_form import (
    TYPED,
    TypedItem,
    TypedOrder,
    draft_text,
    merged,
    read,
    read_draft,
    to_add,
    to_edit,
    wrong,
)
from tests.samples import COURSE, FULL, HONEY, NOW, ORDER, an_order

BLANK = TypedOrder.blank(store="Toko Sehat", source="manual", name="Siti")
HONEY_LINE = TypedItem("Madu Hutan 500 ml", "MH-1", "90.000", "2", "Physical")


def form(*items: TypedItem, **texts: str) -> TypedOrder:
    """A form with a name and a line of honey, but for what is named."""
    return TypedOrder({**BLANK.texts, **texts}, items or (HONEY_LINE,))


def edited(order: Order, **texts: str) -> dict[str, Any]:
    """What the form of the order writes when these texts are typed into it."""
    base = TypedOrder.of(order)
    typed = TypedOrder({**base.texts, **texts}, base.items)
    changed = typed.differing(base)
    assert wrong(read(typed), changed) == {}
    return change(order, to_edit(read(typed), changed, order), NOW)


def test_a_form_says_what_a_new_order_is() -> None:
    command = to_add(
        read(
            form(
                HONEY_LINE,
                TypedItem(),
                TypedItem(" Kelas ", "", "250k", "", "dig"),
                phone="0812-3456-7890",
                street="Jl. A 1⏎RT 2",
                shipping="Rp 9.000",
                method="transf",
                tags="vip, , grosir,vip",
                note="call⏎later",
            )
        )
    )
    check_new(command)
    assert command.items == (HONEY, Item("Kelas", 250_000, 1, ItemKind.DIGITAL))
    assert (command.method, command.tags) == (Method.BANK_TRANSFER, ("grosir", "vip"))
    wanted = {
        "store": "Toko Sehat",
        "source": "manual",
        "name": "Siti",
        "phone": "+6281234567890",
        "street": "Jl. A 1\nRT 2",
        "shipping": 9_000,
        "discount": 0,
        "note": "call\nlater",
    }
    assert wanted.items() <= command.facts.items()


def test_the_total_follows_as_far_as_it_can_be_read() -> None:
    assert read(form(HONEY_LINE, TypedItem("x", price="?"), shipping="9k", discount="?")).total == 189_000
    assert read(form(HONEY_LINE, TypedItem("x", price="?"))).line_sums == (180_000, None)


@pytest.mark.parametrize(
    ("typed", "path", "error"),
    [
        (form(TypedItem()), "items.0.name", "at least one item"),
        (form(HONEY_LINE, TypedItem(price="5")), "items.1.name", "Every item needs a name"),
        (form(TypedItem("x")), "items.0.price", "Price is missing"),
        (form(TypedItem("x", price="a")), "items.0.price", "not an amount"),
        (form(TypedItem("x", price="1", quantity="0")), "items.0.quantity", "quantity must be from 1"),
        (form(TypedItem("x", price="1", quantity="two")), "items.0.quantity", "not a quantity"),
        (form(TypedItem("x", price="1", kind="blue")), "items.0.kind", "not known"),
        (form(TypedItem("x", price="1", sku="y" * 501)), "items.0.sku", "at most 500"),
        (form(store=" "), "store", "needs a store"),
        (form(name=" "), "name", "name or a phone"),
        (form(shipping="lots"), "shipping", "not an amount"),
        (form(unique_code="1000"), "unique_code", "from 0 to 999"),
        (form(discount="500.000"), "discount", "Total: the amount must be from 0"),
        (form(method="qriss"), "method", "did you mean QRIS"),
        (form(courier="a" * 501), "courier", "at most 500"),
        (form(tags="a" * 501), "tags", "at most 500"),
    ],
)
def test_what_is_wrong_stands_at_its_path(typed: TypedOrder, path: str, error: str) -> None:
    errors = wrong(read(typed))
    assert list(errors) == [path]
    assert error in errors[path]


def test_a_phone_is_enough_and_may_be_odd() -> None:
    assert wrong(read(form(name="", phone="call me"))) == {}


class TestEditing:
    @pytest.mark.parametrize("order", [ORDER, FULL, an_order(name="a\x1b[2J\u202eb", street="a\nb", phone="call me")])
    def test_an_order_that_nobody_touched_does_not_change(self, order: Order) -> None:
        base = TypedOrder.of(order)
        assert read_draft(draft_text(base, base)) == (base, base)
        again = read(base)
        assert wrong(again, frozenset()) == {}
        assert (again.items, again.method, again.tags) == (order.items, order.method, order.tags)
        assert base.differing(TypedOrder.of(order)) == frozenset()

    def test_only_what_is_typed_is_written(self) -> None:
        assert edited(FULL._replace(deleted_at=None, emptied_at=None), city=" Bogor ") == {"city": "Bogor"}
        assert edited(ORDER, shipping="9000") == {"shipping": 9_000, "total": 189_000}
        assert edited(ORDER, tags="vip") == {"tags": "vip"}
        assert edited(ORDER._replace(tags=("a, b", "c")), tags="c") == {"tags": "c"}
        assert edited(ORDER, street="a⏎b") == {"street": "a\nb"}

    def test_what_was_odd_before_stands_in_nobody_s_way(self) -> None:
        assert edited(ORDER._replace(name="", phone="", discount=0), city="Bogor") == {"city": "Bogor"}

    @pytest.mark.parametrize(
        ("texts", "path"),
        [({"method": ""}, "method"), ({"name": "", "phone": ""}, "name"), ({"discount": "1jt"}, "discount")],
    )
    def test_what_an_order_cannot_lose_is_refused(self, texts: dict[str, str], path: str) -> None:
        base = TypedOrder.of(ORDER)
        typed = TypedOrder({**base.texts, **texts}, base.items)
        assert path in wrong(read(typed), typed.differing(base))

    def test_items_are_replaced_as_a_whole(self) -> None:
        base = TypedOrder.of(ORDER)
        typed = base._replace(items=(*base.items, TypedItem.of(COURSE), TypedItem()))
        assert typed.differing(base) == {"items"}
        assert to_edit(read(typed), frozenset({"items"}), ORDER).items == (*ORDER.items, COURSE)
        assert to_edit(read(typed), frozenset(), ORDER).items is None


class TestMerging:
    BASE = TypedOrder.of(an_order(city="Bandung", courier="JNE"))

    def test_takes_over_what_was_not_changed_here(self) -> None:
        mine = self.BASE.with_text("city", "Bogor").with_text("note", "call")
        theirs = self.BASE.with_text("courier", "POS")._replace(items=(HONEY_LINE, HONEY_LINE))
        merge = merged(self.BASE, mine, theirs)
        assert (merge.taken, merge.contested) == (("items", "courier"), ())
        assert merge.form == mine.with_text("courier", "POS")._replace(items=theirs.items)

    def test_keeps_what_both_changed_and_says_so(self) -> None:
        mine = self.BASE.with_text("city", "Bogor").with_text("courier", "POS")
        theirs = self.BASE.with_text("city", "Depok").with_text("courier", "POS")
        merge = merged(self.BASE, mine, theirs)
        assert (merge.form, merge.taken, merge.contested) == (mine, (), ("city",))

    @given(st.data())
    def test_every_field_is_one_of_the_two_sides(self, data: st.DataObject) -> None:
        texts = st.sampled_from(["", "a", "b"])
        base, mine, theirs = (TypedOrder({fact.name: data.draw(texts) for fact in TYPED}) for _side in range(3))
        merge = merged(base, mine, theirs)
        for fact in TYPED:
            was, here, there = (side.texts[fact.name] for side in (base, mine, theirs))
            assert merge.form.texts[fact.name] == (there if here == was else here)
            assert (fact.name in merge.contested) is (here != was and there != was and here != there)


def test_a_draft_of_another_version_is_read_as_far_as_it_goes() -> None:
    typed, base = read_draft('[{"texts": {"name": "Siti", "gone": "x"}, "items": [["Madu"]]}, null]')
    assert base is None
    assert typed == TypedOrder(TypedOrder.blank(name="Siti").texts, (TypedItem("Madu"),))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "[1, 2]",
        "[null, null]",
        '[{"texts": {}}, null]',
        '[{"texts": [], "items": []}, null]',
        '[{"texts": {"name": 7}, "items": []}, null]',
        '[{"texts": {}, "items": [7]}, null]',
        '[{"texts": {}, "items": [["Madu", null]]}, null]',
        '[{"texts": {}, "items": []}, {"texts": null}]',
        "[" * 100_000,
    ],
)
def test_a_draft_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_draft(text)
