"""The rules of other items and charges: what follows from them, when they are refused, what a copy takes over."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.commands import ChangeOrder, CopyOrder, RuleBroken
from orders_tui.domain.duplicating import check_copy, copy_of, replaced
from orders_tui.domain.editing import items_of, items_text
from orders_tui.domain.flow import change, first_status
from orders_tui.domain.history import describe
from orders_tui.domain.limits import check_new
from orders_tui.domain.order import Event, Goods, Item, ItemKind, Method, PaymentStatus, Status
from tests.samples import BEFORE, COURSE, CREATED, FULL, HONEY, NOW, ORDER, SHIRT, a_change, an_order

OPEN = [status for status in Status if status not in (Status.CANCELED, Status.CLOSED)]
EDITS = [
    a_change(items=(SHIRT,)),
    a_change(discount=1_000),
    a_change(shipping=1_000),
    a_change(fees=1),
    a_change(unique_code=7),
]
"""An edit of each thing that makes the total."""


class TestItems:
    @pytest.mark.parametrize(
        ("items", "goods", "subtotal"),
        [
            ((SHIRT,), Goods.PHYSICAL, 170_000),
            ((COURSE,), Goods.DIGITAL, 250_000),
            ((SHIRT, COURSE), Goods.MIXED, 420_000),
        ],
    )
    def test_decide_goods_and_sums(self, items: tuple[Item, ...], goods: Goods, subtotal: int) -> None:
        now = an_order(shipping=9_000, discount=500)
        changes = change(now, a_change(items=items), NOW)
        assert changes.pop("items") == items_text(items)
        assert changes.pop("goods", Goods.PHYSICAL) is goods
        assert changes == {"subtotal": subtotal, "total": subtotal + 8_500}

    def test_that_are_there_already_change_nothing(self) -> None:
        with pytest.raises(RuleBroken, match="Nothing to change"):
            change(ORDER, a_change(items=ORDER.items), NOW)

    @pytest.mark.parametrize(
        ("items", "reason"),
        [
            ((), "needs at least one item"),
            ((Item(" ", 1),), "Every item needs a name"),
            ((Item("a", -1),), "Price: the amount must be"),
            ((Item("a", 1, 0),), "quantity must be from 1"),
            ((Item("a\nb", 1),), "Item name: it must be one line"),
            ((Item("a", 10**12, 10),), "Total: the amount must be"),
        ],
    )
    def test_that_no_order_can_hold_are_refused(self, items: tuple[Item, ...], reason: str) -> None:
        with pytest.raises(RuleBroken, match=reason):
            change(ORDER, a_change(items=items), NOW)

    def test_decide_the_steps_that_are_taken_with_them(self) -> None:
        now = ORDER._replace(status=Status.CONFIRMED)
        changes = change(now, a_change(items=(COURSE,), status=Status.COMPLETED), NOW)
        assert list(changes)[:2] == ["goods", "status"]
        with pytest.raises(RuleBroken, match="cannot become Completed"):
            change(
                now._replace(goods=Goods.DIGITAL, items=(COURSE,)),
                a_change(items=(SHIRT,), status=Status.COMPLETED),
                NOW,
            )

    @given(
        st.lists(
            st.builds(
                Item,
                st.text(min_size=1),
                st.integers(0, 10**12),
                st.integers(1, 10**6),
                st.sampled_from(ItemKind),
                st.text(),
            )
        ).map(tuple)
    )
    def test_come_whole_through_the_history(self, items: tuple[Item, ...]) -> None:
        assert items_of(items_text(items)) == items

    def test_are_told_as_a_person_reads_them(self) -> None:
        event = Event(1, NOW, "sari", "console", "", "items", items_text((HONEY,)), items_text((SHIRT, COURSE)), None)
        assert list(describe(event)) == [
            "Items: 2 × Madu Hutan 500 ml [MH-1] · Rp 180.000 → "
            "2 × Kaos polos · Rp 170.000, 1 × Kelas menjahit (Digital) · Rp 250.000"
        ]


class TestMoney:
    @pytest.mark.parametrize("asked", EDITS)
    @pytest.mark.parametrize("payment", PaymentStatus)
    def test_that_was_paid_and_no_longer_fits_is_a_conflict(self, payment: PaymentStatus, asked: ChangeOrder) -> None:
        now = ORDER._replace(payment_status=payment, paid_at=BEFORE)
        changes = change(now, asked, NOW)
        assert changes["total"] != now.total
        assert changes.get("payment_status") is (PaymentStatus.CONFLICT if payment is PaymentStatus.PAID else None)
        assert "paid_at" not in changes

    @pytest.mark.parametrize(
        "asked",
        [a_change(items=(Item("Madu", 180_000),)), a_change(name="Budi"), a_change(discount=500, fees=500)],
    )
    def test_that_fits_as_before_stays_paid(self, asked: ChangeOrder) -> None:
        assert "payment_status" not in change(ORDER._replace(payment_status=PaymentStatus.PAID), asked, NOW)

    def test_of_which_a_person_says_how_it_stands_stands_so(self) -> None:
        now = ORDER._replace(payment_status=PaymentStatus.PAID, paid_at=BEFORE)
        assert "payment_status" not in change(now, a_change(shipping=1_000, payment=PaymentStatus.PAID), NOW)

    def test_charges_make_the_total(self) -> None:
        asked = a_change(discount=10_000, shipping=15_000, fees=2_500, unique_code=123)
        assert change(ORDER, asked, NOW) == {
            "discount": 10_000,
            "shipping": 15_000,
            "fees": 2_500,
            "unique_code": 123,
            "total": 187_377,
        }

    def test_a_discount_is_no_more_than_there_is_to_pay(self) -> None:
        with pytest.raises(RuleBroken, match="Total: the amount must be from 0"):
            change(ORDER, a_change(discount=180_001), NOW)
        assert change(ORDER, a_change(discount=180_000), NOW)["total"] == 0


@pytest.mark.parametrize("asked", EDITS)
@pytest.mark.parametrize("status", Status)
def test_items_and_charges_change_until_the_order_has_ended(status: Status, asked: ChangeOrder) -> None:
    now = ORDER._replace(status=status)
    if status in OPEN:
        assert "total" in change(now, asked, NOW)
    else:
        with pytest.raises(RuleBroken, match="its items and amounts stay as they are"):
            change(now, asked, NOW)


def test_a_created_order_that_gets_a_method_in_an_edit_is_pending() -> None:
    changes = change(CREATED, a_change(items=(COURSE,), method=Method.QRIS, city="Bandung"), NOW)
    wanted = {"goods": Goods.DIGITAL, "status": Status.PENDING, "method": Method.QRIS, "city": "Bandung"}
    assert wanted.items() <= changes.items()


class TestCopies:
    def test_take_over_all_but_what_is_the_order_s_own(self) -> None:
        copy = copy_of(FULL)
        check_new(copy)
        assert (copy.items, copy.method, copy.tags) == (FULL.items, FULL.method, FULL.tags)
        own = {"external_id", "unique_code"}
        kept: dict[str, Any] = {name: getattr(FULL, name) for name in copy.facts}
        assert copy.facts == kept
        assert copy.facts.keys().isdisjoint({*own, "receipt", "paid_at", "created_at", "status"})
        assert {"name", "street", "note", "buyer_note", "courier", "shipping", "store", "source"} <= copy.facts.keys()
        assert first_status(copy.method) is Status.PENDING

    @pytest.mark.parametrize("status", Status)
    def test_are_made_of_every_order_and_replace_what_can_be_canceled(self, status: Status) -> None:
        now = ORDER._replace(status=status)
        check_copy(now, CopyOrder(order_id=now.order_id))
        cancel = CopyOrder(order_id=now.order_id, cancel=True)
        if status in (Status.CREATED, Status.PENDING, Status.CONFIRMED, Status.IN_PROCESS, Status.READY):
            check_copy(now, cancel)
            changes = change(now, replaced(now, "261122JKLMNP"), NOW)
            assert changes == {"status": Status.CANCELED, "reason": "Replaced by 261122JKLMNP"}
        else:
            with pytest.raises(RuleBroken, match=r"is final|cannot become Canceled|already Canceled"):
                check_copy(now, cancel)

    def test_are_not_made_of_what_is_in_the_trash(self) -> None:
        with pytest.raises(RuleBroken, match="restore it first"):
            check_copy(CREATED._replace(deleted_at=BEFORE), CopyOrder(order_id=CREATED.order_id))
