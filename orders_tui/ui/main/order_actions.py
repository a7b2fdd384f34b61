"""Changing orders: choose an action, ask for what it needs, carry it out, report what became of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual.content import Content

from orders_tui.domain.actions import QuickAction, commands, common_actions, has_action
from orders_tui.domain.commands import Outcome, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, Status, label
from orders_tui.domain.rights import Actor
from orders_tui.domain.words import _
from orders_tui.store.store import Request, Reversed
from orders_tui.ui.desk import Desk
from orders_tui.ui.lazy import LazyModule
from orders_tui.ui.main.target import Target
from orders_tui.ui.main.wording import (
    headline,
    menu_entry,
    outcome_sentence,
    preview,
    reversal_of_many,
    reversal_of_one,
    skipped,
)
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.screens import answers, choice, confirm
else:
    answers = LazyModule("orders_tui.ui.screens.answers")
    choice = LazyModule("orders_tui.ui.screens.choice")
    confirm = LazyModule("orders_tui.ui.screens.confirm")


ChangeName = Literal["choose", "delete", "undo", "redo"]
"""What a key can ask for."""


class Report(NamedTuple):
    """What became of a change."""

    sentence: str
    warning: bool = False
    refused: frozenset[int] | None = None
    """The row ids of the orders that it was refused for; None where marks have nothing to do with it."""


class OrderActions:
    """Quick actions, deletion, undo and redo, one after the other; each answers None if nothing was done."""

    def __init__(self, desk: Desk, target: Callable[[], Awaitable[Target]], ask: Ask) -> None:
        """Make the actions.

        Args:
            desk: the store and who changes it.
            target: reads the orders that a change is about; raises RuleBroken if there are too many.
            ask: opens dialogs.
        """
        self._desk = desk
        self._target = target
        self._ask = ask
        self._one_by_one = asyncio.Lock()
        self.by_name: dict[ChangeName, Callable[[], Awaitable[Report | None]]] = {
            "choose": self.choose,
            "delete": self.delete,
            "undo": self.undo,
            "redo": self.redo,
        }
        """The changes by the names that the key table has for them."""

    async def choose(self) -> Report | None:
        """Let a person choose a quick action, and carry it out."""
        return await self._with_target(self._choose)

    async def carry_out(self, action_id: str) -> Report | None:
        """Carry out the quick action of this id."""
        return await self._with_target(partial(self._carry_out_named, action_id))

    async def delete(self) -> Report | None:
        """Put orders into the trash."""
        return await self._with_target(self._delete)

    async def undo(self) -> Report | None:
        """Take one's last change back."""
        return await self._reverse(self._desk.store.undo, redone=False)

    async def redo(self) -> Report | None:
        """Take one's last undo back."""
        return await self._reverse(self._desk.store.redo, redone=True)

    async def _with_target(self, change: Callable[[Target], Awaitable[Report | None]]) -> Report | None:
        async with self._one_by_one:
            try:
                target = await self._target()
                return await change(target) if target.orders else None
            except RuleBroken as refusal:
                return Report(str(refusal), warning=True)

    async def _choose(self, target: Target) -> Report | None:
        entries = [(action.id, menu_entry(action)) for action in common_actions(target.orders)]
        chosen = await self._ask(choice.ChoiceDialog(headline(target), entries))
        action = target.action(chosen) if chosen else None
        return await self._carry_out(action, target) if action else None

    async def _carry_out_named(self, action_id: str, target: Target) -> Report | None:
        if action := target.action(action_id):
            return await self._carry_out(action, target)
        text = _("This action is no longer available for {order}.")
        return Report(text.format(order=target.orders[0].order_id), warning=True)

    async def _delete(self, target: Target) -> Report | None:
        if action := target.action("delete"):
            return await self._carry_out(action, target)
        if any(order.deleted_at is not None for order in target.orders):
            return Report(_("It is already in the trash."), warning=True)
        return Report(_("Only Created and Canceled orders can be deleted."), warning=True)

    async def _carry_out(self, action: QuickAction, target: Target) -> Report | None:
        given = await self._ask_needs(action, target)
        if given is None:
            return None
        outcomes = await self._change(action, target.orders, given)
        refused = frozenset(order.id for order, outcome in zip(target.orders, outcomes, strict=True) if not outcome.ok)
        return Report(outcome_sentence(action, target.orders, outcomes), warning=bool(refused), refused=refused)

    async def _ask_needs(self, action: QuickAction, target: Target) -> dict[str, str] | None:
        """All that an action needs to know, asked for where it is not known; None if a person cancels."""
        known: dict[str, str] = {}
        title = Content.assemble(headline(target), "\n\n", (action.label, "$text-accent"))
        if "method" in action.needs:
            methods = [(method.value, Content(label(method))) for method in Method]
            method = await self._ask(choice.ChoiceDialog(title, methods))
            if method is None:
                return None
            known["method"] = method
        if typed := [need for need in action.needs if need != "method"]:
            given = await self._ask(answers.AnswersDialog(title, typed))
            if given is None:
                return None
            known |= given
        asks = len(target.orders) > 1 or (action.destructive and not action.needs)
        return None if asks and not await self._confirmed(action, target) else known

    async def _confirmed(self, action: QuickAction, target: Target) -> bool:
        question = Content.assemble(headline(target), "\n\n", preview(action, target.orders))
        # Beside a button that cancels orders, "Cancel" could be taken for it.
        no = _("Go back") if action.status is Status.CANCELED else _("Cancel")
        dialog = confirm.ConfirmDialog(question, action.label, no=no, destructive=action.destructive)
        return await self._ask(dialog) is True

    async def _change(self, action: QuickAction, orders: Sequence[Order], given: dict[str, str]) -> list[Outcome]:
        """Carry an action out as one change, undone together; orders whose menu does not have it are skipped.

        Raises:
            RuleBroken: if there is one order and it is refused.
        """
        desk = self._desk
        wanted = commands(action, [order for order in orders if has_action(order, action)], given)
        if len(orders) == 1:
            return [await desk.write(desk.store.execute, wanted[0], desk.by)]
        requests = [Request(command) for command in wanted]
        done = iter(await desk.write(desk.store.execute_many, requests, desk.by, one_operation=True))
        return [next(done) if has_action(order, action) else skipped(order) for order in orders]

    async def _reverse(self, reverse: Callable[[Actor], Reversed], *, redone: bool) -> Report:
        async with self._one_by_one:
            try:
                done = await self._desk.write(reverse, self._desk.by)
            except RuleBroken as refusal:
                return Report(str(refusal), warning=True)
            return Report(await self._desk.on_facts(self._reversal_sentence, done, redone))

    def _reversal_sentence(self, done: Reversed, redone: bool) -> str:
        """What was undone or redone: of one order its changes."""
        if len(done.order_ids) != 1:
            return reversal_of_many(len(done.order_ids), redone=redone)
        reads = self._desk.store.orders
        order = reads.get(done.order_ids[0])
        events = [event for event in reads.history(order.id) if event.operation == done.operation]
        return reversal_of_one(order, events, redone=redone)
