"""What buyers say of their transfers: noted by staff, and compared with the total before it is accepted."""

from typing import TYPE_CHECKING

from textual.content import Content

from orders_tui.domain.actions import QuickAction
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import DUE_IN_FULL, PaymentStatus
from orders_tui.domain.plans import ConfirmationPlan
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.report import CarryOut, Report
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.main import wording
    from orders_tui.ui.screens import confirm, transfer_confirmation
else:
    wording = LazyModule("orders_tui.ui.main.wording")
    confirm = LazyModule("orders_tui.ui.screens.confirm")
    transfer_confirmation = LazyModule("orders_tui.ui.screens.transfer_confirmation")


class TransferConfirmations:
    """Notes a confirmation, and asks before one is accepted whose amount differs."""

    def __init__(self, desk: Desk, ask: Ask, carry_out: CarryOut) -> None:
        self._desk = desk
        self._ask = ask
        self._carry_out = carry_out

    async def note(self, action: QuickAction, target: Target) -> Report | None:
        """Ask what the buyer says, and keep it; None if a person cancels."""
        if len(target.selection) > 1:
            return Report(_("A confirmation is noted on one order at a time."), warning=True)
        title, order_id = wording.title(target, action.label), target.selection.first[0].order_id
        said = await self._ask(transfer_confirmation.TransferConfirmationDialog(title, order_id))
        if said is None:
            return None
        return await self._carry_out(ConfirmationPlan(target.selection, said), action.label, "", target)

    async def may_be_paid(self, action: QuickAction, target: Target) -> bool:
        """Whether an order may become paid: a person is asked where another amount than the total was reported."""
        order = target.selection.first[0]
        doubtful = order.confirmation_at is not None or order.payment_status is PaymentStatus.CONFLICT
        if action.payment is not PaymentStatus.PAID or len(target.selection) > 1 or not doubtful:
            return True
        money = await self._desk.on_facts(self._desk.store.orders.money, order.id)
        # The latest report counts, which may correct the ones before.
        said = next((each for each in reversed(money) if each.reported in DUE_IN_FULL), None)
        if said is None or said.amount in (None, order.total):
            return True
        amount = said.amount or 0
        by_buyer = _("The buyer says {amount}; the total is {total}.")
        sentence = by_buyer if said.reported == "confirmation" else _("{amount} came in; the total is {total}.")
        question = Content.assemble(
            wording.headline(target),
            "\n\n",
            sentence.format(amount=rupiah(amount), total=rupiah(order.total)),
            "\n",
            (_("Difference: {amount}").format(amount=rupiah(amount - order.total)), "$text-error"),
        )
        return await self._ask(confirm.ConfirmDialog(question, action.label, no=_("Go back"), cautious=True)) is True
