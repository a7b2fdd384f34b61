"""The rules of an order's money, trash, tags and texts."""

from dataclasses import replace

import pytest

from orders_tui.domain.commands import ChangeOrder, DeleteOrder, RecordPayment, RestoreOrder, RuleBroken
from orders_tui.domain.flow import change, delete, join_tags, record_payment, restore, split_tags
from orders_tui.domain.limits import TEXT_LIMIT
from orders_tui.domain.order import NOTE_LIMIT, Goods, Method, PaymentStatus, Status
from tests.domain.standing import BEFORE, CREATED, NO_TIMES, NOW, ORDER, times, wish


def report(reported: str, amount: int | None = None) -> RecordPayment:
    return RecordPayment(order_id=ORDER.order_id, reported=PaymentStatus(reported), amount=amount)


class TestPaymentByHand:
    @pytest.mark.parametrize("payment", PaymentStatus)
    @pytest.mark.parametrize("status", Status)
    @pytest.mark.parametrize("to", [PaymentStatus.PAID, PaymentStatus.UNPAID])
    def test_is_always_possible(self, status: Status, payment: PaymentStatus, to: PaymentStatus) -> None:
        now = replace(ORDER, status=status, payment_status=payment)
        known = None if payment is PaymentStatus.UNPAID else BEFORE
        now = replace(now, times=NO_TIMES | {"paid_at": known})
        if to is payment:
            with pytest.raises(RuleBroken, match="nothing to change"):
                change(now, wish(payment=to), NOW)
        else:
            changes = change(now, wish(payment=to), NOW)
            assert changes.pop("payment_status") is to
            assert changes == ({"paid_at": None} if to is PaymentStatus.UNPAID else {} if known else {"paid_at": NOW})

    def test_a_conflict_keeps_when_it_was_paid(self) -> None:
        now = replace(ORDER, payment_status=PaymentStatus.PAID, times=times(paid_at=BEFORE))
        conflict = {"payment_status": PaymentStatus.CONFLICT}
        assert change(now, wish(payment=PaymentStatus.CONFLICT), NOW) == conflict

    def test_confirm_payment_is_one_change(self) -> None:
        asked = wish(status=Status.CONFIRMED, payment=PaymentStatus.PAID)
        assert change(ORDER, asked, NOW) == {
            "status": Status.CONFIRMED,
            "confirmed_at": NOW,
            "payment_status": PaymentStatus.PAID,
            "paid_at": NOW,
        }


class TestReportedPayment:
    @pytest.mark.parametrize("status", Status)
    @pytest.mark.parametrize("amount", [None, 180_000])
    @pytest.mark.parametrize("reported", ["paid", "settled"])
    def test_pays_and_never_moves_the_order(self, status: Status, amount: int | None, reported: str) -> None:
        changes = record_payment(replace(ORDER, status=status), report(reported, amount), NOW)
        assert changes == {"payment_status": PaymentStatus(reported), "paid_at": NOW}

    @pytest.mark.parametrize("amount", [0, 1, 179_999, 180_001])
    @pytest.mark.parametrize("reported", ["paid", "settled", "conflict"])
    @pytest.mark.parametrize("payment", PaymentStatus)
    @pytest.mark.parametrize("money_in", [False, True])
    def test_wrong_amount_is_a_conflict(
        self, amount: int, reported: str, payment: PaymentStatus, money_in: bool
    ) -> None:
        now = replace(ORDER, payment_status=payment, money_in=money_in)
        present = payment is PaymentStatus.CONFLICT
        expected = {} if present else {"payment_status": PaymentStatus.CONFLICT}
        assert record_payment(now, report(reported, amount), NOW) == expected

    @pytest.mark.parametrize("payment", [PaymentStatus.UNPAID, PaymentStatus.PAID, PaymentStatus.SETTLED])
    @pytest.mark.parametrize("amount", [None, 180_000])
    def test_second_payment_is_a_conflict(self, payment: PaymentStatus, amount: int | None) -> None:
        now = replace(ORDER, payment_status=payment, money_in=True)
        conflict = {"payment_status": PaymentStatus.CONFLICT}
        assert record_payment(now, report("paid", amount), NOW) == conflict

    def test_a_failed_payment_is_a_conflict_that_a_payment_ends(self) -> None:
        failed = record_payment(ORDER, report("conflict"), NOW)
        assert failed == {"payment_status": PaymentStatus.CONFLICT}
        now = replace(ORDER, payment_status=PaymentStatus.CONFLICT)
        assert record_payment(now, report("paid", 180_000), NOW) == {
            "payment_status": PaymentStatus.PAID,
            "paid_at": NOW,
        }

    def test_settling_leaves_a_conflict_to_staff(self) -> None:
        now = replace(ORDER, payment_status=PaymentStatus.CONFLICT, money_in=True)
        assert record_payment(now, report("settled", 180_000), NOW) == {}
        assert record_payment(now, report("settled"), NOW) == {}

    def test_settling_a_paid_order_keeps_when_it_was_paid(self) -> None:
        now = replace(ORDER, payment_status=PaymentStatus.PAID, money_in=True, times=times(paid_at=BEFORE))
        settled = {"payment_status": PaymentStatus.SETTLED}
        assert record_payment(now, report("settled", 180_000), NOW) == settled

    @pytest.mark.parametrize("payment", [PaymentStatus.PAID, PaymentStatus.SETTLED])
    def test_a_report_of_what_is_known_changes_nothing(self, payment: PaymentStatus) -> None:
        now = replace(ORDER, payment_status=payment, times=times(paid_at=BEFORE))
        assert record_payment(now, report("paid", 180_000), NOW) == {}
        if payment is PaymentStatus.SETTLED:
            assert record_payment(replace(now, money_in=True), report("settled"), NOW) == {}

    def test_money_for_an_order_in_the_trash_is_recorded_too(self) -> None:
        changes = record_payment(replace(ORDER, deleted=True), report("paid"), NOW)
        assert changes["payment_status"] is PaymentStatus.PAID


class TestTrash:
    @pytest.mark.parametrize("status", Status)
    @pytest.mark.parametrize("goods", Goods)
    def test_takes_created_and_canceled_orders_alone(self, status: Status, goods: Goods) -> None:
        now = replace(ORDER, status=status, goods=goods)
        asked = DeleteOrder(order_id=now.order_id)
        if status in (Status.CREATED, Status.CANCELED):
            assert delete(now, asked, NOW) == {"deleted_at": NOW}
        else:
            with pytest.raises(RuleBroken, match="only Created and Canceled"):
                delete(now, asked, NOW)

    def test_holds_an_order_once(self) -> None:
        with pytest.raises(RuleBroken, match="in the trash"):
            delete(replace(CREATED, deleted=True), DeleteOrder(order_id=ORDER.order_id), NOW)

    @pytest.mark.parametrize("status", [Status.CREATED, Status.CANCELED])
    def test_gives_an_order_back_as_it_was(self, status: Status) -> None:
        asked = RestoreOrder(order_id=ORDER.order_id)
        assert restore(replace(ORDER, status=status, deleted=True), asked, NOW) == {"deleted_at": None}

    def test_gives_back_only_what_it_holds(self) -> None:
        with pytest.raises(RuleBroken, match="not in the trash"):
            restore(CREATED, RestoreOrder(order_id=ORDER.order_id), NOW)

    @pytest.mark.parametrize("asked", [wish(method=Method.COD), wish(note="x"), wish(payment=PaymentStatus.PAID)])
    def test_what_it_holds_stands_still(self, asked: ChangeOrder) -> None:
        with pytest.raises(RuleBroken, match="restore it first"):
            change(replace(CREATED, deleted=True), asked, NOW)


class TestTags:
    TAGGED = replace(ORDER, tags=("gift", "urgent"))

    def test_are_added_and_removed(self) -> None:
        asked = wish(add_tags=(" vip ", "gift"), remove_tags=("urgent", "unknown"))
        assert change(self.TAGGED, asked, NOW) == {"tags": "gift\nvip"}

    def test_all_can_go(self) -> None:
        assert change(self.TAGGED, wish(remove_tags=("gift", "urgent")), NOW) == {"tags": ""}

    @pytest.mark.parametrize("asked", [wish(add_tags=("gift", " ")), wish(remove_tags=("unknown",))])
    def test_that_are_so_already_change_nothing(self, asked: ChangeOrder) -> None:
        with pytest.raises(RuleBroken, match="nothing to change"):
            change(self.TAGGED, asked, NOW)

    def test_in_another_order_are_no_change(self) -> None:
        now = replace(ORDER, tags=("urgent", "gift"))
        assert change(now, wish(note="call"), NOW) == {"note": "call"}

    def test_cannot_be_added_and_removed_at_once(self) -> None:
        with pytest.raises(RuleBroken, match="The tag vip cannot"):
            change(self.TAGGED, wish(add_tags=("vip",), remove_tags=("vip ",)), NOW)

    @pytest.mark.parametrize("tag", ["two\nlines", "x" * (TEXT_LIMIT + 1), "nul\0"])
    def test_that_cannot_be_stored_are_refused(self, tag: str) -> None:
        with pytest.raises(RuleBroken, match="tag"):
            change(self.TAGGED, wish(add_tags=(tag,)), NOW)

    @pytest.mark.parametrize("tags", [(), ("a",), ("a", "b, c")])
    def test_come_whole_through_the_history(self, tags: tuple[str, ...]) -> None:
        assert split_tags(join_tags(tags)) == tags


class TestTexts:
    FILLED = replace(ORDER, courier="JNE", receipt="R1", handler="sari", note="call\nlater")

    @pytest.mark.parametrize("field", ["courier", "receipt", "handler", "note"])
    def test_are_changed_cleared_and_left(self, field: str) -> None:
        assert change(self.FILLED, wish(**{field: " new "}), NOW) == {field: "new"}
        assert change(self.FILLED, wish(**{field: ""}), NOW) == {field: ""}
        with pytest.raises(RuleBroken, match="nothing to change"):
            change(self.FILLED, wish(**{field: getattr(self.FILLED, field)}), NOW)

    @pytest.mark.parametrize("field", ["courier", "receipt", "handler"])
    def test_of_one_line_take_no_second(self, field: str) -> None:
        with pytest.raises(RuleBroken, match="one line"):
            change(ORDER, wish(**{field: "a\nb"}), NOW)

    def test_a_note_has_many_lines_and_its_own_limit(self) -> None:
        note = "long\n" + "x" * (NOTE_LIMIT - 5)
        assert change(ORDER, wish(note=note), NOW) == {"note": note}
        with pytest.raises(RuleBroken, match="10001"):
            change(ORDER, wish(note=note + "x"), NOW)

    def test_a_reason_is_one_line_too(self) -> None:
        with pytest.raises(RuleBroken, match="one line"):
            change(ORDER, wish(status=Status.CANCELED, reason="a\nb"), NOW)

    @pytest.mark.parametrize("status", Status)
    def test_can_change_in_every_status(self, status: Status) -> None:
        assert change(replace(ORDER, status=status), wish(handler="sari"), NOW) == {"handler": "sari"}

    def test_a_wish_without_content_is_refused(self) -> None:
        with pytest.raises(RuleBroken, match=r"261122BCDFGH already is so: nothing to change\."):
            change(ORDER, wish(), NOW)
