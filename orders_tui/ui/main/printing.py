"""Labels and packing slips: for which orders, on which paper, into which file; then noted on each order."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.money import number
from orders_tui.domain.plans import PrintPlan, Result, selected
from orders_tui.domain.printing import has_parcel
from orders_tui.domain.rights import Right
from orders_tui.domain.words import _, ngettext
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.file_writing import FileWriting
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.exchange import labels
    from orders_tui.ui.main import wording
    from orders_tui.ui.screens import choice, confirm, menu
else:
    labels = LazyModule("orders_tui.exchange.labels")
    wording = LazyModule("orders_tui.ui.main.wording")
    choice = LazyModule("orders_tui.ui.screens.choice")
    confirm = LazyModule("orders_tui.ui.screens.confirm")
    menu = LazyModule("orders_tui.ui.screens.menu")

MOST = 1000
"""The most orders in one file of labels."""
Carry = Callable[[Content, PrintPlan], Awaitable[Result]]
"""Carries a plan out under a title; what takes a while shows its progress."""


class Printing:
    """Prints labels."""

    def __init__(self, desk: Desk, ask: Ask, carry: Carry) -> None:
        """Make it.

        Args:
            desk: the store and who asks.
            ask: opens dialogs.
            carry: carries the plan out that notes the labels on the orders.
        """
        self._desk = desk
        self._ask = ask
        self._carry = carry

    async def print(self, target: Target) -> tuple[Result, Path, int] | None:
        """Print the labels of the orders that have a parcel; what became of it, the file, and how many have none.

        None where a person cancels.

        Raises:
            RuleBroken: if none has a parcel, there are too many, or the file cannot be written.
        """
        if len(target.selection) > MOST:
            text = _("These are {count} orders, and a file holds the labels of {most}. Use: orders-tui print --query")
            raise RuleBroken(text.format(count=number(len(target.selection)), most=number(MOST)))
        meant = await self._desk.on_facts(self._desk.store.orders.for_labels, target.selection.keys)
        parcels = [order for order in meant if has_parcel(order)]
        if not parcels:
            raise RuleBroken(_("There is no parcel to print a label for."))
        parcels = await self._wanted(target, parcels)
        paper = await self._paper(target, len(parcels)) if parcels else None
        if paper is None:
            return None
        shop, prices = await self._desk.shop(), self._desk.actor.may(Right.SEE_MONEY)
        make = partial(labels.labels, parcels, shop, labels.Paper(paper), prices=prices)
        file = await FileWriting(self._ask).write(self._title(target, len(parcels)), self._suggested(parcels), make)
        if file is None:
            return None
        # Once the file is there: labels that were not written are not noted as printed.
        plan = PrintPlan(selected(parcels), paper.upper())
        result = await self._carry(Content(_("Print labels")), plan)
        return result, file, len(meant) - len(parcels)

    async def _wanted(self, target: Target, parcels: list[Order]) -> list[Order]:
        """Those of the orders that a person wants labels of, where some were printed before."""
        fresh = [order for order in parcels if order.printed_at is None]
        if len(fresh) == len(parcels):
            return parcels
        text = ngettext("{count} was printed before.", "{count} were printed before.", len(parcels) - len(fresh))
        again = Content(text.format(count=number(len(parcels) - len(fresh))))
        title = Content.assemble(self._title(target, len(parcels)), "\n\n", again.stylize("$text-warning"))
        if not fresh:
            dialog = confirm.ConfirmDialog(title, _("Print again"), no=_("Go back"), cautious=True)
            return parcels if await self._ask(dialog) else []
        entries = [
            menu.MenuEntry("fresh", "o", Content(_("Only those not printed yet")), number(len(fresh))),
            menu.MenuEntry("all", "a", Content(_("All of them again")), number(len(parcels))),
        ]
        answer = await self._ask(menu.MenuDialog(title, entries))
        return [] if answer is None else fresh if answer == "fresh" else parcels

    async def _paper(self, target: Target, count: int) -> str | None:
        papers = [
            (labels.Paper.A6.value, Content(_("A6: one label per page"))),
            (labels.Paper.A4.value, Content(_("A4: four labels per page"))),
        ]
        return await self._ask(choice.ChoiceDialog(self._title(target, count), papers, changes=True))

    def _title(self, target: Target, count: int) -> Content:
        text = ngettext("Print {count} label", "Print {count} labels", count).format(count=number(count))
        return wording.title(target, text)

    def _suggested(self, parcels: Sequence[Order]) -> Path:
        if len(parcels) == 1:
            return Path.home() / f"label-{parcels[0].order_id}.html"
        # To the second, so that the files of one day do not ask to take each other's place.
        return Path.home() / f"labels-{self._desk.local_time():%Y%m%d-%H%M%S}.html"
