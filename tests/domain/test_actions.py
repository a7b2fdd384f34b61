"""The quick actions: what each menu leads with, what it leaves out, and that the rules accept every entry."""

from collections.abc import Iterator

import pytest

from orders_tui.domain.actions import QuickAction, commands, common_actions, has_action, quick_actions
from orders_tui.domain.commands import ChangeOrder, Command, DeleteOrder, RestoreOrder, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import Changes, change, delete, next_statuses, restore
from orders_tui.domain.order import Goods, Method, PaymentStatus, Status
from tests.samples import NOW, ORDER

ANSWERS = {"method": "qris", "courier": "JNE", "receipt": "R1", "reason": "asked by the buyer"}

# Of an unpaid order that is to be paid by bank transfer.
PHYSICAL = """
created: to_pending mark_paid to_canceled delete
pending: confirm_payment to_confirmed to_in_process to_ready to_shipped mark_paid to_canceled
confirmed: to_in_process to_ready to_shipped to_pending mark_paid to_canceled
in_process: to_ready to_shipped to_confirmed to_pending mark_paid to_canceled
ready: to_shipped to_in_process to_confirmed to_pending mark_paid to_canceled
shipped: to_completed to_rts to_ready to_in_process to_confirmed to_pending mark_paid to_closed
completed: to_shipped mark_paid
rts: to_shipped mark_paid
canceled: mark_paid delete
closed: mark_paid
"""
DIGITAL = """
created: to_pending mark_paid to_canceled delete
pending: confirm_payment to_confirmed to_in_process mark_paid to_canceled to_ready to_shipped
confirmed: to_completed to_in_process to_pending mark_paid to_canceled to_ready to_shipped
in_process: to_completed to_confirmed to_pending mark_paid to_canceled to_ready to_shipped
ready: to_in_process to_confirmed to_pending mark_paid to_canceled to_shipped
shipped: to_completed to_in_process to_confirmed to_pending mark_paid to_closed to_rts to_ready
completed: to_confirmed mark_paid to_shipped
rts: mark_paid to_shipped
canceled: mark_paid delete
closed: mark_paid
"""
MENUS = [
    (Goods(goods), Status(line.split(":")[0]), line.split(":")[1].split())
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


def obey(order: Order, command: Command) -> Changes:
    """What the rules make of a command for an order."""
    match command:
        case ChangeOrder():
            return change(order, command, NOW)
        case DeleteOrder():
            return delete(order, command, NOW)
        case RestoreOrder():
            return restore(order, command, NOW)
        case _:
            raise AssertionError(command)


def answered(action: QuickAction, order: Order, *, but: str = "") -> Command:
    answers = {need: ANSWERS[need] for need in action.needs if need != but}
    return action.command(order.order_id, order.version, answers)


class TestMenu:
    @pytest.mark.parametrize(("goods", "status", "expected"), MENUS)
    def test_of_an_unpaid_order(self, goods: Goods, status: Status, expected: list[str]) -> None:
        method = None if status is Status.CREATED else Method.BANK_TRANSFER
        assert ids(ORDER._replace(goods=goods, status=status, method=method)) == expected

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
            assert ids(order._replace(payment_status=payment))[:2] == ["complete_paid", "to_completed"]
        for payment in (PaymentStatus.PAID, PaymentStatus.SETTLED):
            assert "complete_paid" not in ids(order._replace(payment_status=payment))
        assert "complete_paid" not in ids(order._replace(method=Method.QRIS))

    @pytest.mark.parametrize(
        ("payment", "expected"),
        [
            (PaymentStatus.UNPAID, ["mark_paid"]),
            (PaymentStatus.PAID, ["mark_unpaid"]),
            (PaymentStatus.CONFLICT, ["mark_paid", "mark_unpaid"]),
            (PaymentStatus.SETTLED, ["mark_paid", "mark_unpaid"]),
        ],
    )
    def test_payment_can_always_be_marked(self, payment: PaymentStatus, expected: list[str]) -> None:
        for order in every_order():
            menu = ids(order._replace(payment_status=payment))
            assert [entry for entry in menu if entry.startswith("mark_")] == expected

    @pytest.mark.parametrize("status", Status)
    def test_deleting_stands_only_where_it_is_allowed(self, status: Status) -> None:
        menu = ids(ORDER._replace(status=status))
        assert ("delete" in menu) is (status in (Status.CREATED, Status.CANCELED))

    def test_in_the_trash_there_is_only_restoring(self) -> None:
        for order in every_order():
            assert ids(order._replace(deleted_at=NOW)) == ["restore"]

    def test_words_tell_onward_from_back(self) -> None:
        words = {action.id: action.label for action in quick_actions(ORDER._replace(status=Status.READY))}
        assert words["to_shipped"] == "Ship"
        assert words["to_confirmed"] == "Back to Confirmed"
        for status in (Status.COMPLETED, Status.RTS):
            words = {action.id: action.label for action in quick_actions(ORDER._replace(status=status))}
            assert words["to_shipped"] == "Back to Shipped"

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
            steps = {action.status for action in quick_actions(order) if action.status and not action.payment}
            assert steps == set(next_statuses(order.status, order.goods))

    def test_carry_the_version_that_was_seen(self) -> None:
        for order in (*every_order(), ORDER._replace(deleted_at=NOW)):
            for action in quick_actions(order):
                command = answered(action, order)
                assert isinstance(command, ChangeOrder | DeleteOrder | RestoreOrder)
                assert (command.order_id, command.version) == (order.order_id, 3)

    def test_restoring_is_accepted_too(self) -> None:
        order = ORDER._replace(deleted_at=NOW)
        (action,) = quick_actions(order)
        assert obey(order, answered(action, order)) == {"deleted_at": None}


class TestSeveralOrders:
    READY = ORDER._replace(order_id="261122RRRRRR", status=Status.READY, courier="SiCepat", receipt="S9")
    CONFIRMED = ORDER._replace(order_id="261122CCCCCC", status=Status.CONFIRMED, method=Method.COD)
    CREATED = ORDER._replace(order_id="261122NNNNNN", status=Status.CREATED, method=None)

    def action(self, wanted: str, *orders: Order) -> QuickAction:
        (found,) = [action for action in common_actions(orders) if action.id == wanted]
        return found

    def test_none_have_no_actions(self) -> None:
        assert common_actions([]) == ()

    def test_one_has_its_own(self) -> None:
        for order in every_order():
            assert common_actions([order]) == quick_actions(order)

    def test_have_the_actions_of_each(self) -> None:
        orders = [self.READY, self.CREATED, self.CONFIRMED]
        merged = [action.id for action in common_actions(orders)]
        assert len(set(merged)) == len(merged)
        assert set(merged) == {entry for order in orders for entry in ids(order)}

    def test_are_asked_for_all_that_one_of_them_needs(self) -> None:
        assert self.action("to_shipped", self.READY).needs == ()
        assert self.action("to_shipped", self.READY, self.CONFIRMED).needs == ("courier", "receipt")
        assert self.action("to_pending", self.READY, self.CREATED).needs == ("method",)

    def test_of_different_statuses_have_words_that_fit_all(self) -> None:
        assert self.action("to_shipped", self.READY, self.CONFIRMED).label == "Ship"
        assert self.action("to_confirmed", self.READY, ORDER).label == "Change to Confirmed"
        third = self.READY._replace(status=Status.IN_PROCESS)
        assert self.action("to_confirmed", self.READY, ORDER, third).label == "Change to Confirmed"

    def test_keep_their_own_courier_receipt_number_and_method(self) -> None:
        orders = [self.READY, self.CONFIRMED]
        shipping = commands(self.action("to_shipped", *orders), orders, {"courier": "JNE", "receipt": "R1"})
        assert [obey(order, command) for order, command in zip(orders, shipping, strict=True)] == [
            {"status": Status.SHIPPED, "shipped_at": NOW},
            {"status": Status.SHIPPED, "shipped_at": NOW, "courier": "JNE", "receipt": "R1"},
        ]
        orders = [self.CONFIRMED, self.CREATED]
        waiting = commands(self.action("to_pending", *orders), orders, {"method": "qris"})
        assert [obey(order, command) for order, command in zip(orders, waiting, strict=True)] == [
            {"status": Status.PENDING},
            {"status": Status.PENDING, "method": Method.QRIS},
        ]

    @pytest.mark.parametrize(
        ("order", "wanted"),
        [
            (ORDER._replace(status=Status.SHIPPED, method=Method.QRIS), "confirm_payment"),
            (ORDER._replace(status=Status.PENDING, method=Method.COD), "confirm_payment"),
            (ORDER._replace(status=Status.SHIPPED, method=Method.QRIS), "complete_paid"),
            (CREATED, "to_shipped"),
            (READY, "delete"),
        ],
    )
    def test_that_lack_the_action_are_told_apart(self, order: Order, wanted: str) -> None:
        others = [ORDER, ORDER._replace(status=Status.SHIPPED, method=Method.COD), self.READY, self.CREATED]
        action = next(each for each in common_actions([order, *others]) if each.id == wanted)
        assert not has_action(order, action)
        assert any(has_action(other, action) for other in others)

    def test_endings_never_lead(self) -> None:
        every = list(every_order())
        for mixed in zip(every, reversed(every), strict=True):
            first, *rest = common_actions(mixed)
            assert first.id not in ("delete", "to_canceled", "to_closed") or len(rest) < 3

    def test_are_deleted_one_by_one(self) -> None:
        (deleted,) = commands(self.action("delete", self.CREATED, self.READY), [self.CREATED], {})
        assert obey(self.CREATED, deleted) == {"deleted_at": NOW}
