"""Plans: what is offered for a selection, what becomes of each of its orders, and what a result tells."""

from array import array
from collections import Counter

import pytest

from orders_tui.domain.actions import ActionGroup, QuickAction, quick_actions
from orders_tui.domain.commands import ChangeOrder, DeleteOrder, OrderCommand, Outcome, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import Changes, change
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.domain.plans import ActionPlan, Group, Offer, Result, Selection, offers
from tests.domain.test_actions import every_order
from tests.samples import NOW, ORDER

READY = ORDER._replace(id=2, order_id="261122RRRRRR", status=Status.READY, courier="SiCepat", receipt="S9")
CONFIRMED = ORDER._replace(id=3, order_id="261122CCCCCC", status=Status.CONFIRMED, method=Method.COD)
CREATED = ORDER._replace(id=4, order_id="261122NNNNNN", status=Status.CREATED, method=None)
CASH_DUE = ORDER._replace(id=5, order_id="261122SSSSSS", status=Status.SHIPPED, method=Method.COD)
PAID = ORDER._replace(id=7, order_id="261122PPPPPP", payment_status=PaymentStatus.PAID)
ON_THE_WAY = CASH_DUE._replace(id=6, order_id="261122TTTTTT", method=Method.QRIS)


def selected(*orders: Order, times: int = 1) -> Selection:
    """So many of each of these orders."""
    keys, versions = array("q"), array("i")
    for order in orders * times:
        keys.append(order.id)
        versions.append(order.version)
    kinds = array("i", [*range(len(orders))] * times)
    return Selection(keys, versions, kinds, tuple(Group(order, times) for order in orders), orders[:3])


def offer(wanted: str, *orders: Order) -> Offer:
    (found,) = [each for each in offers(selected(*orders)) if each.action.id == wanted]
    return found


def action(wanted: str, *orders: Order) -> QuickAction:
    return offer(wanted, *orders).action


def obey(order: Order, command: OrderCommand) -> Changes:
    assert isinstance(command, ChangeOrder)
    return change(order, command, NOW)


def test_every_order_that_an_action_skips_is_named_with_its_reason() -> None:
    orders = (CONFIRMED, PAID, ORDER, READY, CREATED)
    plan = ActionPlan(action("confirm_payment", ORDER), selected(*orders, times=2), {})
    named = list(plan.skipped_rows())
    assert [row for row, _reason in named] == [3, 7, 2, 4] * 2, "in their order, without the one that has it"
    counted = {reason: sum(counts.values()) for reason, counts in plan.skipped.items()}
    assert Counter(reason for _row, reason in named) == counted


class TestOffers:
    def test_nothing_selected_is_offered_nothing(self) -> None:
        assert offers(selected()) == ()

    def test_one_order_is_offered_its_own_menu(self) -> None:
        for order in every_order():
            assert offers(selected(order)) == tuple(Offer(own, 1) for own in quick_actions(order))

    def test_several_are_offered_what_any_of_them_has_with_the_number_of_those(self) -> None:
        orders = (READY, CREATED, CONFIRMED)
        found = {each.action.id: each.able for each in offers(selected(*orders, times=4))}
        assert set(found) == {own.id for order in orders for own in quick_actions(order)}
        assert (found["mark_paid"], found["to_shipped"], found["to_ready"], found["delete"]) == (12, 8, 4, 4)

    def test_they_need_all_that_one_of_them_lacks(self) -> None:
        assert action("to_shipped", READY).needs == ()
        assert action("to_shipped", READY, CONFIRMED).needs == ("courier", "receipt")

    def test_a_step_onward_and_one_back_are_two_offers(self) -> None:
        able = {each.action.id: each.able for each in offers(selected(READY, ORDER))}
        assert (able["to_confirmed"], able["back_to_confirmed"]) == (1, 1)

    def test_no_two_have_the_same_letter_and_groups_stand_in_their_order(self) -> None:
        every = list(every_order())
        for mixed in zip(every, reversed(every), every[1:] + every[:1], strict=True):
            found = [each.action for each in offers(selected(*mixed))]
            letters = [(each.letter, each.group is ActionGroup.BACK) for each in found]
            assert len(set(letters)) == len(letters)
            groups = [list(ActionGroup).index(each.group) for each in found]
            assert groups == sorted(groups)

    def test_completing_says_that_cash_comes_along_where_it_is_due(self) -> None:
        assert action("to_completed", CASH_DUE).label == "Completed and cash received"
        assert action("to_completed", ON_THE_WAY).label == "Complete"
        for orders in ((CASH_DUE, ON_THE_WAY), (ON_THE_WAY, CASH_DUE), (CASH_DUE, ON_THE_WAY, CASH_DUE)):
            merged = action("to_completed", *orders)
            assert merged.label == "Complete (COD also paid)"
            assert merged.payment is PaymentStatus.PAID


class TestActionPlan:
    def plan(self, wanted: str, *orders: Order, **answers: str) -> ActionPlan:
        return ActionPlan(action(wanted, *orders), selected(*orders, times=2), answers)

    def test_each_order_keeps_what_it_has(self) -> None:
        plan = self.plan("to_shipped", READY, CONFIRMED, courier="JNE", receipt="R1")
        assert [obey(order, plan.command(order)) for order in (READY, CONFIRMED)] == [
            {"status": Status.SHIPPED, "shipped_at": NOW},
            {"status": Status.SHIPPED, "shipped_at": NOW, "courier": "JNE", "receipt": "R1"},
        ]

    def test_cash_is_received_where_it_is_due(self) -> None:
        plan = self.plan("to_completed", CASH_DUE, ON_THE_WAY)
        assert obey(CASH_DUE, plan.command(CASH_DUE))["payment_status"] is PaymentStatus.PAID
        assert "payment_status" not in obey(ON_THE_WAY, plan.command(ON_THE_WAY))

    @pytest.mark.parametrize(
        ("wanted", "order", "reason"),
        [
            ("to_completed", CREATED, "Created: it has no payment method yet"),
            ("delete", READY, "Ready to Ship: only Created and Canceled orders can be deleted"),
            ("to_ready", READY, "Ready to Ship: this action does not apply"),
            ("confirm_payment", PAID, "Pending: already Paid"),
            ("confirm_payment", PAID._replace(payment_status=PaymentStatus.SETTLED), "Pending: already Settled"),
            ("confirm_payment", ORDER._replace(method=Method.COD), "Pending: a COD order is paid on delivery"),
            ("mark_paid", PAID, "Pending: already Paid"),
            ("mark_unpaid", ORDER, "Pending: already Unpaid"),
            ("mark_paid", ORDER._replace(deleted_at=NOW), "Pending: it is in the trash"),
        ],
    )
    def test_an_order_that_lacks_the_action_is_left_with_the_reason(
        self, wanted: str, order: Order, reason: str
    ) -> None:
        plan = self.plan(wanted, CASH_DUE, CREATED, CONFIRMED, ORDER, PAID)
        with pytest.raises(RuleBroken, match=f"{order.order_id} is {reason}."):
            plan.command(order)

    def test_able_and_left_are_counted_by_status(self) -> None:
        plan = self.plan("delete", CREATED, READY, CREATED, CONFIRMED)
        assert plan.able == {Status.CREATED: 4}
        assert plan.skipped == {
            "only Created and Canceled orders can be deleted": {Status.CONFIRMED: 2, Status.READY: 2}
        }

    def test_what_is_left_is_counted_by_its_reason(self) -> None:
        plan = self.plan("confirm_payment", ORDER, PAID, CONFIRMED)
        assert plan.able == {Status.PENDING: 2}
        assert plan.skipped == {
            "already Paid": {Status.PENDING: 2},
            "this action does not apply": {Status.CONFIRMED: 2},
        }

    def test_the_paid_among_those_that_are_changed_are_counted(self) -> None:
        paid = self.plan("to_canceled", ORDER, PAID, CREATED, READY).paid
        assert paid == 2 * sum(order.payment_status is PaymentStatus.PAID for order in (PAID, CREATED, READY))
        assert self.plan("delete", CREATED, PAID).paid == 0

    def test_another_method_is_given_to_all_in_one_go(self) -> None:
        plan = self.plan("set_method", CREATED, ORDER, method="qris")
        assert obey(CREATED, plan.command(CREATED)) == {"status": Status.PENDING, "method": Method.QRIS}
        assert obey(ORDER, plan.command(ORDER)) == {"method": Method.QRIS}

    def test_orders_are_deleted_one_by_one(self) -> None:
        assert self.plan("delete", CREATED, READY).command(CREATED) == DeleteOrder(order_id=CREATED.order_id, version=3)


def test_a_result_tells_each_reason_once() -> None:
    refused = tuple(Outcome(order_id, error=error) for order_id, error in (("A", "no"), ("B", "never"), ("C", "no")))
    changed = (Outcome("D", warning="twice"), Outcome("E"), Outcome("F", warning="twice"))
    result = Result(OperationKind.CHANGE, 7, 3, changed, refused, array("q", [1, 2, 3]))
    assert list(result.reasons()) == ["no", "never"]
    assert list(result.warnings()) == ["twice"]
