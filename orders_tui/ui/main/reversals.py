"""Undo and redo: what would be taken back, whether that is asked first, and what is said afterwards."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.content import Content

from orders_tui.domain.days import short_time
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.plans import Result
from orders_tui.domain.reversal import UndoOffer
from orders_tui.domain.rights import Actor
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.marks_of_changes import MarksOfChanges
from orders_tui.ui.main.report import Report
from orders_tui.ui.main.under_way import Carried, carried_out
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.main import wording
    from orders_tui.ui.screens import confirm
else:
    wording = LazyModule("orders_tui.ui.main.wording")
    confirm = LazyModule("orders_tui.ui.screens.confirm")


class _Reversal(Protocol):
    """Undo or redo of the store."""

    def __call__(
        self, by: Actor, operation: int, /, *, progress: Callable[[int], object], stop: Callable[[], bool]
    ) -> Result: ...


class Reversals:
    """Takes one's last change back, or one's last undo; answers None if nothing was done."""

    def __init__(
        self, desk: Desk, ask: Ask, shown: Callable[[Sequence[int]], Awaitable[int]], marks: MarksOfChanges
    ) -> None:
        """Make it.

        Args:
            desk: the store and who changes it.
            ask: opens dialogs.
            shown: how many of the orders with these row ids the list has.
            marks: which orders the changes unmarked.
        """
        self._desk = desk
        self._ask = ask
        self._shown = shown
        self._marks = marks

    async def undo(self) -> Report | None:
        """Take one's last change back; asks first where that could surprise.

        Raises:
            RuleBroken: if it is not one's own to take back.
        """
        store = self._desk.store
        return await self._reverse(store.last_change, store.undo, _("Undo"), _("There is nothing to undo."))

    async def redo(self) -> Report | None:
        """Take one's last undo back; raises as `undo`."""
        store = self._desk.store
        return await self._reverse(store.last_undo, store.redo, _("Redo"), _("There is nothing to redo."))

    async def _reverse(
        self, find: Callable[[Actor], UndoOffer | None], reverse: _Reversal, word: str, nothing: str
    ) -> Report | None:
        desk = self._desk
        offer = await desk.on_facts(find, desk.actor)
        if offer is None:
            return Report(nothing, warning=True)
        if await self._may_surprise(offer) and not await self._wanted(offer, word):
            return None
        taken_back: Carried = partial(reverse, desk.actor, offer.operation)
        result = await carried_out(desk, self._ask, Content(word), offer.orders, taken_back)
        sentence, back = wording.reversal_sentence(offer, result), tuple(order.id for order in offer.first)
        turned = await desk.on_list(self._marks.reversed, offer.operation, result)  # as many as there may be
        report = Report(sentence, warning=bool(result.refused or result.stopped), back=back)
        redone = result.kind is OperationKind.REDO
        return report._replace(unmarked=turned) if redone else report._replace(marked=turned)

    async def _may_surprise(self, offer: UndoOffer) -> bool:
        """Whether a change is not of this console, older than an hour, or of orders that the list does not show."""
        desk = self._desk
        # The name of a terminal is given again to another session, so that the time counts too.
        here = offer.place == desk.actor.place and offer.at >= desk.began
        # Where there are more orders than the offer has rows, nobody sees them all.
        if not here or not offer.is_recent(desk.actor.via, desk.store.now()) or offer.orders > len(offer.rows):
            return True
        return await self._shown(offer.rows) < len(offer.rows)

    async def _wanted(self, offer: UndoOffer, word: str) -> bool:
        desk = self._desk
        question = wording.undo_question(offer, lambda at: short_time(at, desk.store.now(), desk.store.zone))
        title = Content.assemble((f"{word}?", "$text-accent"), "\n\n", question)
        return await self._ask(confirm.ConfirmDialog(title, word, no=_("Go back"), cautious=True)) is True
