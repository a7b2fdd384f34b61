"""The quick actions: what each menu leads with, what it leaves out, and that the rules accept every entry."""

from collections.abc import Iterator

import pytest

from orders_tui.domain import answers
from orders_tui.domain.actions import ActionGroup, QuickAction, quick_actions, why_not
from orders_tui.domain.answers import confirmed
from orders_tui.domain.commands import (
    ChangeOrder,
    Command,
    DeclineConfirmation,
    DeleteOrder,
    HoldOrder,
    OrderCommand,
    RecordConfirmation,
    ReleaseOrder,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import Changes, change, delete, next_statuses, restore
from orders_tui.domain.order import ENDED, OVER, Goods, Method, PaymentStatus, Status
from tests.samples import NOW, ORDER

ANSWERS = {"method": "va_bca", "courier": "JNE", "receipt": "R1", "reason": "asked by the buyer"}

# Of an unpaid order that is to be paid by bank transfer: the letter and the entry.
PHYSICAL = """
created: m:set_method p:mark_paid X:to_canceled h:hold D:delete
pending: c:confirm_payment o:to_confirmed i:to_in_process r:to_ready s:to_shipped p:mark_paid \
    f:confirmation m:set_method \
    X:to_canceled h:hold
confirmed: r:to_ready i:to_in_process s:to_shipped p:mark_paid f:confirmation m:set_method \
    e:back_to_pending X:to_canceled h:hold
in_process: r:to_ready s:to_shipped p:mark_paid f:confirmation m:set_method o:back_to_confirmed e:back_to_pending \
    X:to_canceled h:hold
ready: s:to_shipped p:mark_paid f:confirmation m:set_method i:back_to_in_process o:back_to_confirmed \
    e:back_to_pending \
    X:to_canceled h:hold
shipped: d:to_completed t:to_rts p:mark_paid f:confirmation m:set_method r:back_to_ready \
    i:back_to_in_process o:back_to_confirmed \
    e:back_to_pending L:to_closed h:hold
completed: p:mark_paid m:set_method s:back_to_shipped
rts: p:mark_paid m:set_method s:back_to_shipped
canceled: p:mark_paid D:delete
closed: p:mark_paid
"""
DIGITAL = """
created: m:set_method p:mark_paid X:to_canceled h:hold D:delete
pending: c:confirm_payment o:to_confirmed i:to_in_process r:to_ready s:to_shipped p:mark_paid \
    f:confirmation m:set_method \
    X:to_canceled h:hold
confirmed: d:to_completed i:to_in_process r:to_ready s:to_shipped p:mark_paid f:confirmation m:set_method \
    e:back_to_pending X:to_canceled h:hold
in_process: d:to_completed r:to_ready s:to_shipped p:mark_paid f:confirmation m:set_method o:back_to_confirmed \
    e:back_to_pending X:to_canceled h:hold
ready: s:to_shipped p:mark_paid f:confirmation m:set_method i:back_to_in_process o:back_to_confirmed \
    e:back_to_pending \
    X:to_canceled h:hold
shipped: d:to_completed t:to_rts p:mark_paid f:confirmation m:set_method i:back_to_in_process o:back_to_confirmed \
    e:back_to_pending r:back_to_ready L:to_closed h:hold
completed: p:mark_paid m:set_method o:back_to_confirmed s:back_to_shipped
rts: p:mark_paid m:set_method s:back_to_shipped
canceled: p:mark_paid D:delete
closed: p:mark_paid
"""
MENUS = [
    (Goods(goods), Status(line.split(": ")[0]), line.split(": ")[1].split())
    for goods, table in (("physical", PHYSICAL), ("mixed", PHYSICAL), ("digital", DIGITAL))
    for line in table.strip().splitlines()
]


def ids(order: Order) -> list[str]:
    return [action.id for action in quick_actions(order)]


def every_order() -> Iterator[Order]:
    """One order of every kind that the menus tell apart, and of every way of having a courier."""
    for status in Status:
        methods = {
            Status.CREATED: (None,),
            Status.CANCELED: (None, Method.COD),
        }.get(status, (Method.COD, Method.BANK_TRANSFER, Method.QRIS))
        for goods in Goods:
            for payment in PaymentStatus:
                for method in methods:
                    order = ORDER._replace(status=status, goods=goods, payment_status=payment, method=method)
                    yield order
                    yield order._replace(courier="JNE", receipt="R1")
                    yield order._replace(held_at=NOW, held_reason="aneh", confirmation_at=NOW)


def obey(order: Order, command: Command) -> Changes:
    """What the rules make of a command for an order."""
    match command:
        case ChangeOrder():
            return change(order, command, NOW)
        case DeleteOrder():
            return delete(order, command, NOW)
        case RestoreOrder():
            return restore(order, command, NOW)
        case HoldOrder() | ReleaseOrder() | DeclineConfirmation():
            return answers.answered(order, command, NOW)
        case RecordConfirmation():
            return confirmed(order, NOW)
        case _:
            raise AssertionError(command)


def answered(action: QuickAction, order: Order, *, but: str = "") -> OrderCommand:
    answers = {need: ANSWERS[need] for need in action.needs if need != but}
    return action.command(order.order_id, order.version, answers)


class TestMenu:
    @pytest.mark.parametrize(("goods", "status", "expected"), MENUS)
    def test_of_an_unpaid_order(self, goods: Goods, status: Status, expected: list[str]) -> None:
        method = None if status is Status.CREATED else Method.BANK_TRANSFER
        menu = quick_actions(ORDER._replace(goods=goods, status=status, method=method))
        assert [f"{action.letter}:{action.id}" for action in menu] == expected

    @pytest.mark.parametrize("method", [method for method in Method if method is not Method.COD])
    @pytest.mark.parametrize("goods", Goods)
    def test_confirming_the_payment_leads_while_it_is_awaited(self, method: Method, goods: Goods) -> None:
        order = ORDER._replace(method=method, goods=goods)
        for payment in (PaymentStatus.UNPAID, PaymentStatus.CONFLICT):
            assert ids(order._replace(payment_status=payment))[:2] == ["confirm_payment", "to_confirmed"]
        for payment in (PaymentStatus.PAID, PaymentStatus.SETTLED):
            menu = ids(order._replace(payment_status=payment))
            assert menu[0] == "to_confirmed"
            assert "confirm_payment" not in menu

    def test_a_cod_order_is_confirmed_unpaid(self) -> None:
        for payment in PaymentStatus:
            menu = ids(ORDER._replace(method=Method.COD, payment_status=payment))
            assert menu[0] == "to_confirmed"
            assert "confirm_payment" not in menu

    def test_a_shipped_cod_order_is_completed_with_its_cash(self) -> None:
        order = ORDER._replace(method=Method.COD, status=Status.SHIPPED)
        for payment in (PaymentStatus.UNPAID, PaymentStatus.CONFLICT):
            menu = quick_actions(order._replace(payment_status=payment))
            assert [action.payment for action in menu if action.letter == "d"] == [PaymentStatus.PAID]
            assert [action.payment for action in menu if action.letter == "C"] == [None]
        for done in (order._replace(payment_status=PaymentStatus.SETTLED), order._replace(method=Method.QRIS)):
            assert [action.payment for action in quick_actions(done) if action.letter == "d"] == [None]
            assert "complete_unpaid" not in ids(done)

    @pytest.mark.parametrize(
        ("payment", "expected"),
        [
            (PaymentStatus.UNPAID, ["mark_paid"]),
            (PaymentStatus.PAID, ["mark_settled", "mark_unpaid", "mark_conflict"]),
            (PaymentStatus.CONFLICT, ["mark_paid", "mark_settled", "mark_unpaid"]),
            (PaymentStatus.SETTLED, ["mark_unpaid", "mark_conflict"]),
        ],
    )
    def test_payment_can_always_be_marked(self, payment: PaymentStatus, expected: list[str]) -> None:
        for order in every_order():
            menu = ids(order._replace(payment_status=payment))
            marks = [mark for mark in expected if mark != "mark_settled" or order.status not in ENDED]
            assert [entry for entry in menu if entry.startswith("mark_")] == marks

    @pytest.mark.parametrize("status", Status)
    def test_deleting_stands_only_where_it_is_allowed(self, status: Status) -> None:
        menu = ids(ORDER._replace(status=status))
        assert ("delete" in menu) is (status in (Status.CREATED, Status.CANCELED))

    def test_an_order_on_hold_is_looked_at_first_unless_it_is_over(self) -> None:
        for status in Status:
            held = quick_actions(ORDER._replace(status=status, held_at=NOW, held_reason="aneh"))
            release = next(action for action in held if action.id == "release")
            assert release.group is (ActionGroup.ENDING if status in OVER else ActionGroup.ONWARD)
            assert (held[0] == release) is (status not in OVER)

    def test_in_the_trash_there_is_only_restoring(self) -> None:
        for order in every_order():
            assert ids(order._replace(deleted_at=NOW)) == ["restore"]

    def test_words_tell_onward_from_back(self) -> None:
        words = {action.id: action.label for action in quick_actions(ORDER._replace(status=Status.READY))}
        assert words["to_shipped"] == "Ship"
        assert words["back_to_confirmed"] == "Back to Confirmed"
        for status in (Status.COMPLETED, Status.RTS):
            words = {action.id: action.label for action in quick_actions(ORDER._replace(status=status))}
            assert words["back_to_shipped"] == "Back to Shipped"

    def test_a_letter_means_the_same_in_every_menu(self) -> None:
        meanings: dict[tuple[str, bool], set[object]] = {}
        for order in (*every_order(), ORDER._replace(deleted_at=NOW)):
            menu = quick_actions(order)
            letters = [(action.letter, action.group is ActionGroup.BACK) for action in menu]
            assert len(set(letters)) == len(letters)
            for letter, action in zip(letters, menu, strict=True):
                meanings.setdefault(letter, set()).add(action.id)
        assert {letter: entries for letter, entries in meanings.items() if len(entries) > 1} == {}
        assert not {letter for letter, _back in meanings} & set("jkgG0123456789")

    def test_groups_stand_in_their_order(self) -> None:
        places = {group: place for place, group in enumerate(ActionGroup)}
        for order in every_order():
            menu = [places[action.group] for action in quick_actions(order)]
            assert menu == sorted(menu)

    def test_steps_back_are_a_group_of_their_own(self) -> None:
        for order in every_order():
            for action in quick_actions(order):
                goes_back = action.id.startswith("back_to_") or action.id in ("mark_unpaid", "mark_conflict")
                assert (action.group is ActionGroup.BACK) is goes_back

    def test_only_ending_and_deleting_destroy(self) -> None:
        destructive = {action.id for order in every_order() for action in quick_actions(order) if action.destructive}
        assert destructive == {"to_canceled", "delete"}


class TestEntries:
    def test_stand_once_each(self) -> None:
        for order in every_order():
            menu = ids(order)
            assert len(set(menu)) == len(menu)

    def test_are_accepted_by_the_rules(self) -> None:
        for order in every_order():
            for action in quick_actions(order):
                changes = obey(order, answered(action, order))
                assert changes.get("status") is action.status
                assert changes.get("payment_status") is action.payment

    def test_ask_for_nothing_that_is_not_needed(self) -> None:
        for order in every_order():
            for action in quick_actions(order):
                for need in action.needs:
                    with pytest.raises(RuleBroken):
                        obey(order, answered(action, order, but=need))

    def test_reach_every_legal_step(self) -> None:
        for order in every_order():
            steps = {action.status for action in quick_actions(order) if action.status}
            assert steps == set(next_statuses(order.status, order.goods))

    def test_carry_the_version_that_was_seen(self) -> None:
        for order in (*every_order(), ORDER._replace(deleted_at=NOW)):
            for action in quick_actions(order):
                command = answered(action, order)
                assert command.order_id == order.order_id
                # What the buyer says is no change of the order that somebody saw.
                assert isinstance(command, RecordConfirmation) or getattr(command, "version", None) == 3

    def test_restoring_is_accepted_too(self) -> None:
        order = ORDER._replace(deleted_at=NOW)
        (action,) = quick_actions(order)
        assert obey(order, answered(action, order)) == {"deleted_at": None}


def test_money_that_is_in_is_no_reason_against_completing() -> None:
    due = ORDER._replace(status=Status.SHIPPED, method=Method.COD)
    complete = next(action for action in quick_actions(due) if action.id == "to_completed")
    assert complete.payment is PaymentStatus.PAID
    for money in (PaymentStatus.PAID, PaymentStatus.SETTLED):
        packed = due._replace(status=Status.CONFIRMED, payment_status=money)
        assert why_not(packed, complete) == "this action does not apply"
