"""What staff write on orders beside their steps: note, tags, handler, courier; on one order or all marked ones."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from orders_tui.domain.commands import ChangeOrder
from orders_tui.domain.facts import FACTS, Fact
from orders_tui.domain.plans import FieldPlan
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.report import CarryOut, Report
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.main import wording
    from orders_tui.ui.screens import choice, confirm, note, tags
else:
    wording = LazyModule("orders_tui.ui.main.wording")
    choice = LazyModule("orders_tui.ui.screens.choice")
    confirm = LazyModule("orders_tui.ui.screens.confirm")
    note = LazyModule("orders_tui.ui.screens.note")
    tags = LazyModule("orders_tui.ui.screens.tags")

MOST_VALUES = 200
"""The most values that are offered; another one is typed."""


class FieldActions:
    """Each asks for a new value and carries it out; None if a person cancels."""

    def __init__(self, desk: Desk, ask: Ask, carry_out: CarryOut) -> None:
        self._desk = desk
        self._ask = ask
        self._carry_out = carry_out

    async def note(self, target: Target) -> Report | None:
        """Edit the note of one order; give each of several one more line."""
        several = len(target.selection) > 1
        stands = "" if several else target.selection.first[0].note
        names = await self._desk.on_facts(self._desk.store.values.recent, "handler", MOST_VALUES)
        written = await self._ask(note.NoteDialog(wording.title(target, FACTS["note"].title), stands, names))
        if written is None or written == stands:
            return None
        if several:
            plan = FieldPlan(target.selection, ChangeOrder(order_id=""), written)
            return await self._done(plan, FACTS["note"], _("line added to the note"), target)
        return await self._give(FACTS["note"], written, target)

    async def tags(self, target: Target) -> Report | None:
        """Edit the tags of one order; give tags to several and take tags away."""
        several, order = len(target.selection) > 1, target.selection.first[0]
        known = await self._desk.on_facts(self._desk.store.values.recent, "tags", MOST_VALUES)
        title = wording.title(target, FACTS["tags"].title)
        wanted = await self._ask(tags.TagsDialog(title, known, None if several else order.tags))
        if wanted is None or not (wanted.add or wanted.remove):
            return None
        change = ChangeOrder(order_id="", add_tags=wanted.add, remove_tags=wanted.remove)
        words = [f"+{show(tag)}" for tag in wanted.add] + [f"-{show(tag)}" for tag in wanted.remove]
        return await self._done(FieldPlan(target.selection, change), FACTS["tags"], ", ".join(words), target)

    async def handler(self, target: Target) -> Report | None:
        """Take orders over, hand them to somebody, or to nobody."""
        me = self._desk.actor.name
        ours = {me: _("{name} (you)").format(name=show(me))}
        return await self._choose(FACTS["handler"], {**ours, **await self._recent("handler"), "": _("Nobody")}, target)

    async def courier(self, target: Target) -> Report | None:
        """Choose who brings the parcels."""
        usual = {name: name for name in await self._desk.couriers()}
        return await self._choose(
            FACTS["courier"], {**await self._recent("courier"), **usual, "": _("No courier")}, target
        )

    async def _recent(self, fact: str) -> dict[str, str]:
        """What recent orders have, each as it is shown."""
        values = await self._desk.on_facts(self._desk.store.values.recent, fact, MOST_VALUES)
        # Among the handlers one's own name stands first already.
        return {value: show(value) for value in values if value != self._desk.actor.name}

    async def _choose(self, fact: Fact, values: Mapping[str, str], target: Target) -> Report | None:
        """Choose one of the values, or another one that is typed."""
        choices = [(value, Content(words)) for value, words in values.items()]
        dialog = choice.ChoiceDialog(wording.title(target, fact.title), choices, changes=True, free=True)
        value = await self._ask(dialog)
        return None if value is None else await self._give(fact, value, target)

    async def _give(self, fact: Fact, value: str, target: Target) -> Report | None:
        plan = FieldPlan(target.selection, ChangeOrder(order_id="", facts={fact.name: value}))
        text = _("{field}: {value}").format(field=fact.title, value=show(value) or _("none"))
        return await self._done(plan, fact, text, target)

    async def _done(self, plan: FieldPlan, fact: Fact, after: str, target: Target) -> Report | None:
        """Carry a plan out; first ask where it is about orders that the list does not show."""
        if target.selection.unseen:
            question = Content.assemble(wording.headline(target), "\n\n", after)
            dialog = confirm.ConfirmDialog(question, fact.title, no=_("Go back"), destructive=False, cautious=True)
            if not await self._ask(dialog):
                return None
        return await self._carry_out(plan, fact.title, after, target)
