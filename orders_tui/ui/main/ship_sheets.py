"""Several orders are shipped, each with a courier and a receipt number of its own, which are typed into a sheet."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.drafts import SHIP_SHEET, Draft
from orders_tui.domain.facts import Order
from orders_tui.domain.money import number
from orders_tui.domain.order import Status, label
from orders_tui.domain.plans import selected
from orders_tui.domain.shipping import ShipPlan, ShipSheet, Skipped
from orders_tui.domain.text import excerpt
from orders_tui.domain.typed_sheet import TypedSheet, read_sheet, resumed
from orders_tui.domain.words import _, ngettext
from orders_tui.process.lazy import LazyModule
from orders_tui.store.errors import DatabaseError
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.drafts import DraftDesk
from orders_tui.ui.main.report import CarryOut, Report
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.main import wording
    from orders_tui.ui.screens import ship_sheet
else:
    wording = LazyModule("orders_tui.ui.main.wording")
    ship_sheet = LazyModule("orders_tui.ui.screens.ship_sheet")

MOST_ROWS = 300
"""The most orders in one ship sheet: as many numbers as a paste may have."""


class ShipSheets:
    """Ships several orders through a sheet, a new one or one that was left."""

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        carry_out: CarryOut,
        shown: Callable[[Sequence[int]], Awaitable[int]],
        drafts: DraftDesk,
    ) -> None:
        """Make the part.

        Args:
            desk: the store and who changes it.
            ask: opens dialogs.
            carry_out: carries a plan out and reports it.
            shown: how many of the orders with these row ids the list has.
            drafts: keeps what is typed.
        """
        self._desk = desk
        self._ask = ask
        self._carry_out = carry_out
        self._shown = shown
        self._drafts = drafts

    async def ship(self, target: Target) -> Report | None:
        """Ship these orders, or go on with a sheet that was left.

        Raises:
            RuleBroken: if there is none that can be shipped, or there are more than a sheet is for.
        """
        if len(target.selection) > MOST_ROWS:
            text = _("These are {count} orders, and a ship sheet holds {most}. Use: orders-tui ship --from FILE")
            raise RuleBroken(text.format(count=number(len(target.selection)), most=MOST_ROWS))
        draft = await self._drafts.of(SHIP_SHEET)
        if draft is None:
            return None
        if draft.text:
            return await self._go_on(draft, target)
        orders = await self._desk.on_facts(self._desk.store.orders.many, target.selection.keys)
        return await self._filled(target, ShipSheet.of(orders))

    async def go_on(self, draft: Draft) -> Report | None:
        """Go on with a sheet that was left.

        Raises:
            RuleBroken: if none of its orders can be shipped any more.
        """
        return await self._go_on(draft, None)

    async def _go_on(self, draft: Draft, marked: Target | None) -> Report | None:
        """Go on with a sheet; its orders keep their marks where they are among the marked ones."""
        desk, typed = self._desk, read_sheet(draft.text)
        orders, missing = await desk.on_facts(self._found, [row.order_id for row in typed.rows])
        await self._drafts.take_over(draft)
        if marked is not None and {order.id for order in orders} <= set(marked.selection.keys):
            target, orders = marked, await desk.on_facts(desk.store.orders.many, marked.selection.keys)
        else:
            unseen = len(orders) - await self._shown([order.id for order in orders])
            target = Target(replace(selected(orders), unseen=unseen), marked=False)
        sheet, changed = resumed(ShipSheet.of(orders).with_skipped(*missing), typed)
        return await self._filled(target, sheet, _left_out(changed))

    def _found(self, order_ids: Iterable[str]) -> tuple[Sequence[Order], Sequence[Skipped]]:
        """The orders of these ids, and those of which there is none."""
        orders, missing = list[Order](), list[Skipped]()
        for order_id in order_ids:
            try:
                orders.append(self._desk.store.orders.get(order_id))
            except RuleBroken as unknown:
                missing.append(Skipped(order_id, str(unknown)))
        return orders, missing

    async def _filled(self, target: Target, sheet: ShipSheet, notice: str = "") -> Report | None:
        """Let a person fill the sheet, and ship what is ready."""
        desk = self._desk
        if not sheet.parcels:
            await self._drafts.drop(SHIP_SHEET)
            raise RuleBroken(
                next((each.reason for each in sheet.skipped), _("There is nothing that can be done here."))
            )

        async def known(numbers: Collection[str]) -> Sequence[Order]:
            return await desk.on_facts(desk.store.matching.with_receipts, numbers)

        async def keep(text: str) -> None:
            await self._drafts.keep(SHIP_SHEET, text)

        dialog = ship_sheet.ShipSheetDialog(
            wording.sheet_title(target, sheet),
            sheet,
            known,
            keep,
            cautious=target.selection.unseen > 0,
            couriers=await desk.couriers(),
            notice=notice,
        )
        # A line that drops ends the wait here or below, so that what was typed stays; discarded, it goes.
        filled = await self._ask(dialog)
        if filled is None:
            await self._drafts.drop(SHIP_SHEET)
            return None
        report = await self._carry_out(ShipPlan(filled), _("Ship"), label(Status.SHIPPED), target)
        # Rows that were stopped or refused keep what was typed for the next sheet.
        orders = await desk.on_facts(desk.store.orders.many, target.selection.keys)
        shipped = {order.order_id for order in orders if order.status is Status.SHIPPED}
        # All rows were kept before they were shipped: where that cannot be changed now, the report matters more.
        with suppress(DatabaseError):
            await keep(TypedSheet.of(dialog.sheet.without(shipped)).text)
        return report


def _left_out(changed: Sequence[str]) -> str:
    """What is said of the orders whose rows do not say what was typed."""
    if not changed:
        return ""
    text = ngettext(
        "{order} has a different courier or receipt number now; what you typed for it was left out.",
        "{count} orders, such as {order}, have a different courier or receipt number now;"
        " what you typed for them was left out.",
        len(changed),
    )
    return text.format(count=number(len(changed)), order=excerpt(changed[0]))
