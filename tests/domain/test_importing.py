"""The rules of an import, cell by cell: what becomes of an order of a file."""

from dataclasses import replace
from typing import Any

import pytest

from orders_tui.domain.commands import Change
from orders_tui.domain.facts import Order
from orders_tui.domain.file_orders import Decision, Fault, FileOrder, ImportVerdict, Mode, StoredOrder
from orders_tui.domain.flow import next_statuses
from orders_tui.domain.importing import SeenOrders, decide
from orders_tui.domain.order import Item, ItemKind, Method, PaymentStatus, Status
from tests.samples import FULL, HONEY, NOW, ORDER

HEADINGS = {"status": "Status", "order_id": "No", "total": "Total"}


def told(*, items: tuple[Item, ...] = (HONEY,), tags: tuple[str, ...] | None = None, **facts: Any) -> FileOrder:
    """An order of another system's file, from Siti at Toko Sehat."""
    siti = {"store": "Toko Sehat", "name": "Siti", "external_id": "W-1"}
    return FileOrder(3, siti | facts, items, tags, headings=HEADINGS)


def own(**facts: Any) -> FileOrder:
    """An order of the desk's own file."""
    return FileOrder(3, {"order_id": ORDER.order_id} | facts, exact=True, headings=HEADINGS)


def decided(order: FileOrder, known: Order | None = None, mode: Mode = Mode.BOTH) -> Decision:
    return decide(order, None if known is None else StoredOrder(known), mode, NOW)


def reasons(decision: Decision) -> list[str]:
    assert decision.verdict is ImportVerdict.REFUSED
    return [fault.reason for fault in decision.faults]


class TestNewOrders:
    def test_come_in_the_status_that_the_file_says(self) -> None:
        for status in Status:
            method = None if status is Status.CREATED else "qris"
            decision = decided(told(status=str(status), method=method, shipped_at=NOW - 5))
            assert decision.verdict is ImportVerdict.CREATE
            assert decision.new is not None
            assert decision.new.now == {"status": status, "payment_status": "unpaid", "shipped_at": NOW - 5}
            assert decision.remarks == ()

    @pytest.mark.parametrize(
        ("facts", "status", "payment"),
        [
            ({}, "created", "unpaid"),
            ({"method": "qris"}, "pending", "unpaid"),
            ({"paid_at": NOW}, "created", "paid"),
            ({"payment_status": "conflict", "paid_at": NOW}, "created", "conflict"),
        ],
    )
    def test_without_a_status_are_like_any_new_one(self, facts: dict[str, Any], status: str, payment: str) -> None:
        new = decided(told(**facts)).new
        assert new is not None
        assert (new.now["status"], new.now["payment_status"]) == (status, payment)

    def test_past_created_have_a_method(self) -> None:
        decision = decided(told(status="completed"))
        assert decision.new is not None
        assert decision.new.order.method is Method.OTHER
        assert decision.remarks == ("No payment method is given; it is kept as Other.",)

    def test_with_a_method_are_never_created(self) -> None:
        decision = decided(told(status="created", method="cod"))
        assert decision.new is not None
        assert decision.new.now["status"] is Status.PENDING.value
        assert decision.remarks == ("An order with a payment method is Pending, not Created.",)

    @pytest.mark.parametrize(
        ("total", "charges"),
        [(180_000, (0, 0)), (200_000, (0, 20_000)), (170_000, (10_000, 0)), (None, (0, 0))],
    )
    def test_cost_what_the_file_says(self, total: int | None, charges: tuple[int, int]) -> None:
        decision = decided(told(total=total))
        assert decision.new is not None
        facts = decision.new.order.facts
        assert (facts.get("discount", 0), facts.get("fees", 0)) == charges
        assert bool(decision.remarks) is any(charges)

    def test_of_the_desk_s_own_file_add_up(self) -> None:
        order = FileOrder(3, {"store": "Toko", "name": "Siti", "total": 1}, (HONEY,), exact=True, headings=HEADINGS)
        decision = decided(order)
        assert decision.faults == (Fault(3, "Total", "1", "From the items and charges it is Rp 180.000."),)

    @pytest.mark.parametrize(
        ("order", "reason"),
        [
            (told(external_id="", items=()), "An order needs at least one item."),
            (told(items=()), "The shop has no such order, and there are no items for a new one."),
            (told(store=""), "The file names no store for it; choose one for all such orders."),
            (told(paid_at=NOW + 1), "The time is in the future."),
            (told(discount=10**9), "The deductions exceed the sum of items, shipping and fees."),
            (told(receipt="x" * 501), "Receipt number: 501 characters; at most 500 can be kept."),
            (
                told(deleted_at=NOW, status="shipped", method="cod"),
                "Only Created and Canceled orders can be in the trash.",
            ),
            (told(emptied_at=NOW), "It was emptied from the trash, and cannot be imported."),
            (told(order_id="77"), "Not an order id of orders-tui: six digits, then six letters."),
        ],
    )
    def test_that_cannot_be_are_refused(self, order: FileOrder, reason: str) -> None:
        assert reasons(decided(order)) == [reason]

    def test_are_refused_where_only_those_that_are_there_are_changed(self) -> None:
        assert reasons(decided(told(), mode=Mode.UPDATE)) == ["The shop has no such order."]

    def test_with_a_cell_that_cannot_be_read_are_refused_for_all_of_them(self) -> None:
        faults = (Fault(3, "Total", "x", "a"), Fault(4, "Date", "y", "b"))
        assert decided(FileOrder(3, faults=faults)).faults == faults


class TestOrdersThatAreThere:
    def test_stay_as_they_are_where_only_new_ones_are_added(self) -> None:
        assert decided(told(status="shipped"), ORDER, Mode.ADD).verdict is ImportVerdict.UNCHANGED

    def test_that_say_the_same_are_unchanged(self) -> None:
        same = told(status="pending", payment_status="unpaid", method="bank_transfer", courier="", note="")
        assert decided(same, ORDER).verdict is ImportVerdict.UNCHANGED

    @pytest.mark.parametrize("to", Status)
    @pytest.mark.parametrize("at", Status)
    def test_take_the_steps_of_the_table_and_no_others(self, at: Status, to: Status) -> None:
        method = None if at is Status.CREATED else Method.QRIS
        stored = FULL._replace(status=at, deleted_at=None, emptied_at=None, method=method, seller="")
        given = {"method": "qris"} if (at, to) == (Status.CREATED, Status.PENDING) else {}
        decision = decided(FileOrder(3, {"status": str(to)} | given), stored, Mode.UPDATE)
        if at is to:
            assert decision.verdict is ImportVerdict.UNCHANGED
        else:
            allowed = to in next_statuses(at, stored.goods)
            assert decision.verdict is (ImportVerdict.UPDATE if allowed else ImportVerdict.REFUSED)

    def test_say_what_they_were_and_will_be(self) -> None:
        decision = decided(told(status="shipped", courier="JNE", receipt="R1", shipped_at=NOW - 60), ORDER)
        assert decision.changes == {"status": "shipped", "shipped_at": NOW - 60, "courier": "JNE", "receipt": "R1"}
        assert Change("status", "pending", "shipped") in decision.shown

    def test_need_what_a_step_needs(self) -> None:
        assert "needs a courier" in reasons(decided(told(status="shipped"), ORDER))[0]

    @pytest.mark.parametrize(("reason", "kept"), [("", "as in the imported file"), ("stok habis", "stok habis")])
    def test_are_canceled_with_a_reason(self, reason: str, kept: str) -> None:
        order = FileOrder(3, {"status": "canceled"}, reason=reason)
        assert decided(order, ORDER).changes["reason"] == kept

    def test_keep_what_staff_corrected(self) -> None:
        stored = ORDER._replace(name="Siti Aminah", city="Bandung")
        assert decided(told(name="siti", city="bdg"), stored).verdict is ImportVerdict.UNCHANGED
        assert decided(own(name="Siti", city="Bogor"), stored).changes == {"name": "Siti", "city": "Bogor"}

    @pytest.mark.parametrize(
        ("stored", "said", "changed"),
        [
            ("JNE", "JNE REG", False),
            ("JNE REG", "jne", False),
            ("J&T", "J&T - EZ", False),
            ("JNE", "SiCepat", True),
            ("", "JNE", True),
            ("POS", "Possum", True),
        ],
    )
    def test_keep_a_courier_whatever_its_service(self, stored: str, said: str, changed: bool) -> None:
        decision = decided(told(courier=said), ORDER._replace(courier=stored))
        assert (decision.verdict is ImportVerdict.UPDATE) is changed

    def test_get_tags_and_lose_those_that_the_desk_s_own_file_lacks(self) -> None:
        stored = ORDER._replace(tags=("grosir", "vip"))
        assert decided(told(tags=("vip", "baru")), stored).changes == {"tags": "baru\ngrosir\nvip"}
        exact = FileOrder(3, {"order_id": ORDER.order_id}, tags=("vip",), exact=True)
        assert decided(exact, stored).changes == {"tags": "vip"}
        assert decided(FileOrder(3, cleared=frozenset({"tags"})), stored).changes == {"tags": ""}

    def test_are_emptied_where_that_is_said(self) -> None:
        stored = ORDER._replace(courier="JNE", note="a")
        assert decided(FileOrder(3, cleared=frozenset({"courier"})), stored).changes == {"courier": ""}
        kept = decided(FileOrder(3, blanks=frozenset({"courier", "note", "handler"})), stored)
        assert (kept.verdict, kept.kept) == (ImportVerdict.UNCHANGED, 2)

    def test_name_what_an_import_leaves_as_it_is(self) -> None:
        decision = decided(own(total=1, store="Lain", status="confirmed"), ORDER)
        assert decision.verdict is ImportVerdict.UPDATE
        assert decision.remarks == ("The file has other values, which an import does not change: Store, Total.",)
        assert decided(told(total=1, city="x"), ORDER).remarks == (
            "The file has other values, which an import does not change: Total.",
        )

    def test_in_the_trash_stay_there(self) -> None:
        stored = ORDER._replace(deleted_at=NOW)
        assert reasons(decided(told(), stored)) == ["261122BCDFGH is in the trash; restore it first."]
        assert decided(own(deleted_at=NOW), stored).verdict is ImportVerdict.UNCHANGED

    def test_come_back_if_the_import_that_made_them_was_undone(self) -> None:
        known = StoredOrder(ORDER._replace(deleted_at=NOW), taken_back=True)
        assert decide(told(), known, Mode.ADD, NOW).changes == {"deleted_at": None}
        assert decide(told(), known, Mode.UPDATE, NOW).verdict is ImportVerdict.REFUSED

    def test_known_by_their_content_alone_are_the_same(self) -> None:
        known = StoredOrder(ORDER, by_content=True)
        assert decide(told(status="shipped"), known, Mode.BOTH, NOW).verdict is ImportVerdict.UNCHANGED

    @pytest.mark.parametrize("payment", PaymentStatus)
    def test_get_the_payment_status_of_the_file(self, payment: PaymentStatus) -> None:
        decision = decided(told(payment_status=str(payment), paid_at=NOW - 9), ORDER)
        assert (decision.verdict is ImportVerdict.UNCHANGED) is (payment is PaymentStatus.UNPAID)
        if payment is PaymentStatus.PAID:
            assert decision.changes == {"payment_status": payment, "paid_at": NOW - 9}


class Lines(dict[int, int]):
    """Keeps the lines of numbers."""

    def __call__(self, number: int, line: int) -> int | None:
        return self.get(number) or self.update({number: line})


class TestRepeats:
    def test_of_an_id_in_its_store_are_refused(self) -> None:
        seen = SeenOrders(Lines())
        assert seen.refused(told()) is None
        assert seen.refused(told(store="Lain")) is None
        assert seen.refused(told(external_id="W-2")) is None
        repeated = seen.refused(FileOrder(9, told().facts))
        assert repeated is not None
        assert reasons(repeated) == ["The order is already on line 3."]

    def test_without_an_id_are_those_that_say_the_same(self) -> None:
        seen = SeenOrders(Lines())
        nameless = {"store": "Toko", "name": "Siti"}
        assert seen.refused(FileOrder(2, nameless, (HONEY,))) is None
        assert seen.refused(FileOrder(3, nameless, (Item("Kelas", 1, 1, ItemKind.DIGITAL),))) is None
        assert seen.refused(FileOrder(4, nameless, (HONEY,))) is not None


def test_a_new_order_of_the_future_arrives_now_and_says_so() -> None:
    decision = decide(told(created_at=NOW + 9_999), None, Mode.ADD, NOW)
    assert decision.new is not None
    assert decision.new.order.at == NOW
    assert decision.remarks == ("The time is in the future; the time of arrival is kept instead.",)


def test_a_time_is_quoted_as_the_file_has_it() -> None:
    order = replace(told(paid_at=NOW + 1), texts={"paid_at": "01/01/2031 10:00"})
    (fault,) = decide(order, None, Mode.ADD, NOW).faults
    assert fault.value == "01/01/2031 10:00"
