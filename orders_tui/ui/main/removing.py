"""What is removed for good: the orders in the trash, and what is known of a buyer; their number has to be typed."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Literal, Protocol

from textual.content import Content

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.money import number
from orders_tui.domain.phone import pretty
from orders_tui.domain.plans import Result
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.domain.written import who
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.cells import cut
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.one_by_one import OneByOne
from orders_tui.ui.main.report import Report
from orders_tui.ui.main.under_way import PATIENCE, worked
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.screens import progress, typed_count
else:
    progress = LazyModule("orders_tui.ui.screens.progress")
    typed_count = LazyModule("orders_tui.ui.screens.typed_count")

RemovalName = Literal["empty_trash", "erase_buyer"]
"""What the palette can ask for."""
_NAME = 30
"""The most cells that a buyer's name takes in a question."""


class _Removal(Protocol):
    """A removal of the store; it wants only to know how to report its progress and whether to stop."""

    def __call__(self, *, progress: Callable[[int], object], stop: Callable[[], bool]) -> Result: ...


class Removing:
    """Removes for good; each removal first has the number of orders typed. None if nothing was done."""

    def __init__(self, desk: Desk, current: Callable[[], Order | None], ask: Ask) -> None:
        """Make the removals.

        Args:
            desk: the store and who asks.
            current: the order under the cursor, as it is shown.
            ask: opens dialogs.
        """
        self._desk = desk
        self._current = current
        self._ask = ask
        one_by_one = OneByOne()
        self.by_name: dict[RemovalName, Callable[[], Awaitable[Report | None]]] = {
            "empty_trash": partial(one_by_one, self.empty_trash),
            "erase_buyer": partial(one_by_one, self.erase_buyer),
        }
        """The removals by the names that the key table has for them."""

    async def empty_trash(self) -> Report | None:
        """Empty the trash of both roles, whatever the list shows of it.

        Raises:
            RuleBroken: if nothing is in it, or it is not the person's to empty.
        """
        removals = self._desk.store.removals
        count = await self._desk.on_facts(removals.trash)
        if not count:
            raise RuleBroken(_("There is nothing in the trash that can be emptied."))
        kept = _(
            "Number, dates and amount of each order stay; all else goes from the whole file, history and search too. "
            "Orders whose payment is a conflict stay as they are. This cannot be undone."
        )
        title = _("Empty the trash")
        # The number that was typed goes along: where there are others by then, nothing is removed.
        done = await self._remove(title, kept, count, partial(removals.empty_trash, count, self._desk.actor))
        text = ngettext("{count} order emptied from the trash.", "{count} orders emptied from the trash.", count)
        return None if done is None else _report(done, text)

    async def erase_buyer(self) -> Report | None:
        """Erase the buyer of the order under the cursor.

        Raises:
            RuleBroken: if no phone is known of the buyer, or it is not the person's to erase.
        """
        order, removals = self._current(), self._desk.store.removals
        if order is None or not order.phone:
            raise RuleBroken(_("This buyer has no known phone number."))
        count = len(await self._desk.on_facts(removals.orders_of, order.phone))
        title = _("Erase {buyer}, {phone}").format(buyer=cut(who(order), _NAME), phone=show(pretty(order.phone)))
        kept = _(
            "Name, phone, e-mail, address and notes go from all orders with this phone, in the whole file. "
            "Amounts, items, statuses and dates stay. This cannot be undone."
        )
        if under_way := await self._desk.on_facts(removals.still_open, order.phone):
            kept = f"{under_way} {kept}"
        erase = partial(removals.erase_buyer, order.phone, count, self._desk.actor)
        done = await self._remove(title, kept, count, erase)
        text = ngettext("The buyer was erased from {count} order.", "The buyer was erased from {count} orders.", count)
        return None if done is None else _report(done, text)

    async def _remove(self, title: str, kept: str, count: int, remove: _Removal) -> Result | None:
        """What was removed once the number was typed; None if a person cancels."""
        orders = ngettext("{count} order", "{count} orders", count).format(count=number(count))
        question = Content.assemble((title, "bold"), f" · {orders}\n\n", (kept, "not bold"))
        if not await self._ask(typed_count.TypedCountDialog(question, count)):
            return None
        work = progress.Work(count, stopped=self._desk.give_up)
        change = partial(remove, progress=work.progress, stop=lambda: work.stopping)
        return await worked(self._ask, Content(title), work, self._desk.write(change), patience=PATIENCE)


def _report(done: Result, text: str) -> Report:
    sentence = " ".join([text.format(count=number(done.done)), *done.reasons(), *filter(None, [done.fault])])
    return Report(sentence, warning=bool(done.fault or done.refused))
