"""Changing orders: choose an action, ask for what it needs, carry it out, report what became of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from orders_tui.domain.actions import DELETE, NOTE_CONFIRMATION, ActionGroup, QuickAction
from orders_tui.domain.drafts import Draft
from orders_tui.domain.order import Method, Status, label
from orders_tui.domain.plans import ActionPlan, FieldPlan, Offer, Plan, Result
from orders_tui.domain.printing import has_parcel
from orders_tui.domain.rights import Right, check_right
from orders_tui.domain.row_set import RowSet
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.store.errors import DatabaseError
from orders_tui.ui.desk import Desk
from orders_tui.ui.keymap import keyed
from orders_tui.ui.main.drafts import DraftDesk
from orders_tui.ui.main.files import ExportDesk
from orders_tui.ui.main.import_desk import ImportDesk
from orders_tui.ui.main.listed import Listed
from orders_tui.ui.main.marks_of_changes import MarksOfChanges, left_as_they_were
from orders_tui.ui.main.one_by_one import OneByOne
from orders_tui.ui.main.order_fields import FieldActions
from orders_tui.ui.main.payment_desk import PaymentDesk
from orders_tui.ui.main.printing import Printing
from orders_tui.ui.main.report import Report
from orders_tui.ui.main.reversals import Reversals
from orders_tui.ui.main.ship_sheets import ShipSheets
from orders_tui.ui.main.target import Target
from orders_tui.ui.main.transfer_confirmations import TransferConfirmations
from orders_tui.ui.main.under_way import carried_out
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.main import conflicts, wording
    from orders_tui.ui.screens import answers, choice, confirm, progress, skipped, typed_count
    from orders_tui.ui.screens import menu as menus
else:
    conflicts = LazyModule("orders_tui.ui.main.conflicts")
    wording = LazyModule("orders_tui.ui.main.wording")
    answers = LazyModule("orders_tui.ui.screens.answers")
    choice = LazyModule("orders_tui.ui.screens.choice")
    confirm = LazyModule("orders_tui.ui.screens.confirm")
    menus = LazyModule("orders_tui.ui.screens.menu")
    progress = LazyModule("orders_tui.ui.screens.progress")
    skipped = LazyModule("orders_tui.ui.screens.skipped")
    typed_count = LazyModule("orders_tui.ui.screens.typed_count")

ChangeName = Literal[
    "choose",
    "next",
    "delete",
    "print",
    "note",
    "tags",
    "handler",
    "courier",
    "payments",
    "cash",
    "import",
    "export",
    "undo",
    "redo",
]
"""What a key can ask for."""
MOST_BY_A_KEY = 1_000
"""The most orders that are changed on one key; for more of them their number has to be typed."""
MOST_SKIPPED = 300
"""The most of the orders that a plan skips which are listed."""
_PARCEL = ("courier", "receipt")
"""What is asked of a parcel; of one order both are shown, also where one of them is known."""


class OrderActions:
    """Quick actions, deletion, undo and redo and more, one after the other; each answers None if nothing was done."""

    def __init__(
        self,
        desk: Desk,
        target: Callable[[], Awaitable[Target | None]],
        shown: Callable[[Sequence[int]], Awaitable[int]],
        ask: Ask,
        listed: Listed,
        drafts: DraftDesk,
    ) -> None:
        """Make the actions.

        Args:
            desk: the store and who changes it.
            target: selects the orders that a change is about; None if there are none.
            shown: how many of the orders with these row ids the list has.
            ask: opens dialogs.
            listed: what an export is about.
            drafts: keeps what is typed into a ship sheet.
        """
        self._desk = desk
        self._target = target
        self._ask = ask
        self._one_by_one = OneByOne()
        self._marks = MarksOfChanges()
        self._printing = Printing(desk, ask, self._run_plan)
        self._fields = FieldActions(desk, ask, self._carry_out_plan)
        self._confirmations = TransferConfirmations(desk, ask, self._carry_out_plan)
        self._reversals = Reversals(desk, ask, shown, self._marks)
        self._sheets = ShipSheets(desk, ask, self._carry_out_plan, shown, drafts)
        of_desk = partial(self._carry_out_plan, undo="money.undo")  # the letter of the list belongs to the field there
        money = PaymentDesk(desk, ask, of_desk, self._reversals.undo)
        self.by_name: dict[ChangeName, Callable[[], Awaitable[Report | None]]] = {
            "choose": self.choose,
            "next": partial(self._with_target, self._next_step),
            "delete": self.delete,
            "print": self.print,
            "note": partial(self._with_target, self._fields.note),
            "tags": partial(self._with_target, self._fields.tags),
            "handler": partial(self._with_target, self._fields.handler),
            "courier": partial(self._with_target, self._fields.courier),
            "payments": partial(self._one_by_one, money.transfers),
            "cash": partial(self._one_by_one, money.cash),
            "import": partial(self._one_by_one, ImportDesk(desk, ask, listed.query).read),
            "export": partial(self._one_by_one, ExportDesk(desk, ask, listed).write),
            "undo": self.undo,
            "redo": self.redo,
        }
        """The changes by the names that the key table has for them."""

    async def offers(self) -> tuple[Offer, ...]:
        """What can be done to the orders that a change would be about."""
        target = await self._target()
        return target.offers(self._desk.actor) if target else ()

    async def choose(self) -> Report | None:
        """Let a person choose a quick action, and carry it out."""
        return await self._with_target(self._choose)

    async def carry_out(self, action_id: str) -> Report | None:
        """Carry out the quick action of this id."""
        return await self._with_target(partial(self._carry_out_named, action_id))

    async def delete(self) -> Report | None:
        """Put orders into the trash."""
        return await self._with_target(self._delete)

    async def print(self) -> Report | None:
        """Print the labels of orders."""
        return await self._with_target(self._print)

    async def go_on(self, draft: Draft) -> Report | None:
        """Go on with a ship sheet that was left."""
        return await self._one_by_one(partial(self._sheets.go_on, draft))

    async def undo(self) -> Report | None:
        """Take one's last change back; asks first where that could surprise."""
        return await self._one_by_one(self._reversals.undo)

    async def redo(self) -> Report | None:
        """Take one's last undo back."""
        return await self._one_by_one(self._reversals.redo)

    async def _with_target(self, change: Callable[[Target], Awaitable[Report | None]]) -> Report | None:
        return await self._one_by_one(partial(self._on_target, change))

    async def _on_target(self, change: Callable[[Target], Awaitable[Report | None]]) -> Report | None:
        target = await self._target()
        if not target or not target.selection:
            return Report(_("No order selected."), warning=True)
        return await change(target)

    # Choosing

    async def _choose(self, target: Target) -> Report | None:
        offers = target.offers(self._desk.actor)
        if not offers:
            return Report(_("There is nothing that can be done here."), warning=True)
        title, count = wording.headline(target), len(target.selection)
        parcels = sum(size for sample, size in target.selection.groups if has_parcel(sample))
        chosen, back = "", False
        while not chosen:
            entries = wording.menu(offers, count, back=back, parcels=parcels)
            answer = await self._ask(menus.MenuDialog(title, entries))
            if answer is None and not back:
                return None
            # Whoever leaves the menu of steps back comes to the one before.
            chosen, back = ("", answer is not None) if answer in (None, wording.BACK) else (answer, back)
        if chosen == wording.PRINT:
            return await self._print(target)
        return await self._carry_out_named(chosen, target)

    async def _next_step(self, target: Target) -> Report | None:
        step = target.next_step(self._desk.actor)
        if step is None:
            return Report(keyed(_("There is no next step here; <order.actions> shows what can be done.")), warning=True)
        return await self._carry_out(step, target)

    async def _print(self, target: Target) -> Report | None:
        printed = await self._printing.print(target)
        if printed is None:
            return None
        result, file, without = printed
        untouched = RowSet(result.refused_keys) if target.marked and result.refused else None
        sentence = wording.printed_sentence(result, file, without)
        return Report(sentence, warning=bool(result.refused or result.fault), untouched=untouched)

    async def _carry_out_named(self, action_id: str, target: Target) -> Report | None:
        if action := self._action(action_id, target):
            return await self._carry_out(action, target)
        text = _("This action is no longer available for {order}.")
        return Report(text.format(order=target.selection.first[0].order_id), warning=True)

    async def _delete(self, target: Target) -> Report | None:
        if len(target.selection) > 1:
            check_right(self._desk.actor, Right.DELETE_MANY)
        if action := self._action(DELETE, target):
            return await self._carry_out(action, target)
        if any(sample.deleted_at is not None for sample, _size in target.selection.groups):
            return Report(_("It is already in the trash."), warning=True)
        return Report(_("Only Created and Canceled orders can be deleted."), warning=True)

    def _action(self, action_id: str, target: Target) -> QuickAction | None:
        offers = target.offers(self._desk.actor)
        return next((offer.action for offer in offers if offer.action.id == action_id), None)

    # Carrying out

    async def _carry_out(self, action: QuickAction, target: Target) -> Report | None:
        if action.id == NOTE_CONFIRMATION:
            return await self._confirmations.note(action, target)
        if _ships(action) and len(target.selection) > 1:
            return await self._sheets.ship(target)
        plan = await self._action_plan(action, target)
        if plan is None:
            return None
        return await self._carry_out_plan(plan, action.label, wording.after(action), target)

    async def _carry_out_plan(
        self,
        plan: Plan,
        title: str,
        after: str,
        target: Target,
        *,
        undo: str = "change.undo",
        before: int = 0,
        without: int = 0,
    ) -> Report:
        """Carry out a plan on some or all of the target's orders, and report it.

        Args:
            plan: what is to be done.
            title: what it is called while it is under way.
            after: what the orders are once it is done.
            target: the orders that were meant.
            undo: the id of the key that takes it back where the report is read.
            before: to how many other orders it was done just before.
            without: how many others were left as they are.
        """
        meant, selection, result = target.selection, plan.selection, await self._run_plan(Content(title), plan)
        # On a thread: of a million orders it takes longer than the screen may wait.
        untouched = await self._desk.on_list(left_as_they_were, meant, selection, result)
        # What is written on orders moves none of them on: where all have it, the next change is about the same ones.
        marks_go = target.marked and (bool(untouched) or not isinstance(plan, FieldPlan))
        if marks_go:
            self._marks.note(selection.keys, result)
        if result.refused and (again := await conflicts.once_more(self._desk, self._ask, plan, after or title, result)):
            alone = target._replace(selection=again.selection)
            left = without + len(meant) - result.done - len(again.selection)
            try:
                report = await self._carry_out_plan(
                    again, title, after, alone, undo=undo, before=before + result.done, without=left
                )
                return report.with_untouched(untouched.difference(again.selection.keys))
            except DatabaseError as error:
                # Nothing more was stored; what was done before has to be said all the same.
                result = replace(result, fault=str(error))
        without += len(meant) - len(selection)
        sentence = wording.result_sentence(after, selection, result, before=before, without=without, undo=undo)
        if target.marked and result.refused:
            sentence = "\n".join([sentence, keyed(_("<mark.alone> shows the orders that are still marked."))])
        warning = result.done < len(selection) or bool(result.fault)
        return Report(sentence, warning, untouched if marks_go else None)

    async def _action_plan(self, action: QuickAction, target: Target) -> ActionPlan | None:
        """The action on all of the orders, each with the same answers; None if a person cancels."""
        given = await self._ask_needs(action, target)
        if given is None or not await self._confirmations.may_be_paid(action, target):
            return None
        plan = ActionPlan(action, target.selection, given)
        # Marked orders are named before any change; of a single one a dialog that asks for something is question
        # enough.
        asks = target.marked or (action.destructive and not action.needs)
        return plan if not asks or await self._confirmed(plan, target) else None

    async def _ask_needs(self, action: QuickAction, target: Target) -> dict[str, str] | None:
        """All that an action needs to know, asked for where it is not known; None if a person cancels."""
        known: dict[str, str] = {}
        title = wording.title(target, action.label)
        if "method" in action.needs:
            methods = [(method.value, Content(label(method))) for method in Method]
            now = target.selection.first[0].method if len(target.selection) == 1 else None
            method = await self._ask(choice.ChoiceDialog(title, methods, chosen=now or "", changes=True))
            if method is None:
                return None
            known["method"] = method
        typed = [need for need in action.needs if need != "method" and self._can_be_asked(action, need, target)]
        there, order = dict[str, str](), target.selection.first[0]
        # What is known of a parcel may be that of one which came back: it is shown, to be kept or typed over.
        if len(target.selection) == 1 and (set(typed) & set(_PARCEL) or (_ships(action) and has_parcel(order))):
            typed = list(_PARCEL)
            there = {need: getattr(order, need) for need in typed}
        if typed:
            given = await self._ask(answers.AnswersDialog(title, typed, there, await self._desk.couriers()))
            if given is None:
                return None
            known |= given
        return known

    def _can_be_asked(self, action: QuickAction, need: str, target: Target) -> bool:
        """A receipt number belongs to one parcel: it is not asked for where several orders lack one."""
        return need != "receipt" or target.lacking(action, need) == 1

    async def _confirmed(self, plan: ActionPlan, target: Target) -> bool:
        action, see = plan.action, partial(self._skipped, plan) if plan.skipped else None
        question = Content.assemble(wording.headline(target), "\n\n", wording.preview(plan))
        if (able := sum(plan.able.values())) > MOST_BY_A_KEY:
            return await self._ask(typed_count.TypedCountDialog(question, able, see=see)) is True
        dialog = confirm.ConfirmDialog(
            question, action.label, no=_("Go back"), destructive=action.destructive, cautious=target.marked, see=see
        )
        return await self._ask(dialog) is True

    async def _skipped(self, plan: ActionPlan) -> "skipped.SkippedDialog":
        """The list of the orders that a plan skips, or of the first of very many."""
        reasons = dict(islice(plan.skipped_rows(), MOST_SKIPPED))
        orders = await self._desk.on_facts(self._desk.store.orders.many, list(reasons))
        count = sum(sum(counts.values()) for counts in plan.skipped.values())
        return skipped.SkippedDialog(*wording.skipped_orders(plan.action.label, orders, reasons, count))

    async def _run_plan(self, title: Content, plan: Plan) -> Result:
        """Carry a plan out."""
        carried = partial(self._desk.store.carry_out, plan, self._desk.actor)
        return await carried_out(self._desk, self._ask, title, len(plan.selection), carried)


def _ships(action: QuickAction) -> bool:
    """Whether it goes to the courier; back to Shipped is a correction of an order that has its number."""
    return action.status is Status.SHIPPED and action.group is not ActionGroup.BACK
