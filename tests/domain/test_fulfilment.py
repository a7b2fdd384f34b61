"""What staff may do to an order that is shipped for another seller, command by command."""

from typing import Any, get_args

import pytest

from orders_tui.domain.actions import quick_actions
from orders_tui.domain.commands import (
    AcceptPayment,
    ChangeOrder,
    CopyOrder,
    DeclineConfirmation,
    DeleteOrder,
    HoldOrder,
    OrderCommand,
    RecordConfirmation,
    RecordDeletion,
    RecordFollowUp,
    RecordHold,
    RecordPayment,
    RecordPrinted,
    RecordStatus,
    RecordStep,
    RecordTracking,
    RecordUnpaid,
    RecordUpdate,
    ReleaseOrder,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.facts import EDITABLE
from orders_tui.domain.fulfilment import check_fulfilment, sellers_part
from orders_tui.domain.order import Goods, Method, PaymentReport, PaymentStatus, Status
from orders_tui.domain.templates import MessageStage
from tests.samples import HONEY, NOW, ORDER

ID = ORDER.order_id
THEIRS = ORDER._replace(seller="Mitra [/] Jaya")
REPORTS = (
    RecordStep(order_id=ID, status=Status.SHIPPED),
    RecordStatus(order_id=ID, status=Status.CANCELED),
    RecordUpdate(order_id=ID, facts={"name": "Siti"}, method=Method.COD),
    RecordHold(order_id=ID, held=True),
    RecordTracking(order_id=ID, words="Tiba"),
    RecordUnpaid(order_id=ID),
    RecordDeletion(order_id=ID),
    RecordPayment(order_id=ID, reported=PaymentReport.PAID),
)
"""What other systems say, which is never refused for being the seller's."""
CELLS: list[tuple[OrderCommand, str]] = [
    *((command, "") for command in REPORTS),
    (ChangeOrder(order_id=ID, status=Status.SHIPPED, facts={"courier": "JNE", "receipt": "R1"}), ""),
    (ChangeOrder(order_id=ID, status=Status.RTS, reason="damaged"), ""),
    (ChangeOrder(order_id=ID, facts={"note": "x", "handler": "sari", "tracking_note": "y"}, add_tags=("a",)), ""),
    (ChangeOrder(order_id=ID, payment=PaymentStatus.PAID), "change the Payment of an order"),
    (ChangeOrder(order_id=ID, status=Status.CONFIRMED, payment=PaymentStatus.PAID), "change the Payment of an order"),
    (ChangeOrder(order_id=ID, method=Method.QRIS), "change the Method of an order"),
    (ChangeOrder(order_id=ID, items=(HONEY,)), "change the Items of an order"),
    *(
        (ChangeOrder(order_id=ID, facts={fact.name: fact.blank}), f"change the {fact.label} of an order")
        for fact in EDITABLE
        if fact.name not in ("courier", "receipt", "tracking_note", "handler", "note")
    ),
    (AcceptPayment(order_id=ID, amount=1, transaction="t"), "record payments"),
    (RecordConfirmation(order_id=ID), "record payments"),
    (DeclineConfirmation(order_id=ID, reason="none"), "record payments"),
    (CopyOrder(order_id=ID), "add orders"),
    (DeleteOrder(order_id=ID), "delete orders"),
    (RestoreOrder(order_id=ID), ""),
    (HoldOrder(order_id=ID, reason="odd"), ""),
    (ReleaseOrder(order_id=ID), ""),
    (RecordPrinted(order_id=ID, paper="A6"), ""),
    (RecordFollowUp(order_id=ID, stage=MessageStage.WELCOME, template="Halo"), ""),
]


def test_the_table_has_every_command() -> None:
    assert {type(command) for command, _deed in CELLS} == {*get_args(OrderCommand)}


@pytest.mark.parametrize(("command", "deed"), CELLS, ids=lambda cell: type(cell).__name__ if cell else "-")
def test_what_is_for_the_seller_alone(command: Any, deed: str) -> None:
    assert sellers_part(command) == deed
    check_fulfilment(ORDER, command)
    if not deed:
        check_fulfilment(THEIRS, command)
        return
    with pytest.raises(RuleBroken) as refused:
        check_fulfilment(THEIRS, command)
    assert str(refused.value) == f"{ID} is shipped for Mitra [/] Jaya, who alone may {deed}."


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("method", [None, Method.COD, Method.BANK_TRANSFER])
@pytest.mark.parametrize("goods", list(Goods))
@pytest.mark.parametrize("payment", list(PaymentStatus))
def test_the_menu_of_such_an_order_has_nothing_that_is_refused(
    status: Status, method: Method | None, goods: Goods, payment: PaymentStatus
) -> None:
    order = THEIRS._replace(status=status, method=method, goods=goods, payment_status=payment, confirmation_at=NOW)
    for action in quick_actions(order):
        answers = dict.fromkeys(action.needs, "other")
        check_fulfilment(order, action.command(ID, None, answers))
        assert action.payment is None
        assert action.id != "delete"


def test_the_menu_leads_along_the_route_of_the_parcel() -> None:
    def first(status: Status) -> str:
        return quick_actions(THEIRS._replace(status=status, method=Method.COD, courier="JNE"))[0].label

    assert [first(status) for status in (Status.PENDING, Status.CONFIRMED, Status.READY, Status.SHIPPED)] == [
        "Confirm order",
        "Ready to ship",
        "Ship",
        "Complete",
    ]
