"""Adding, editing and copying orders: opens the form, keeps its draft, says what became of it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from orders_tui.domain.commands import AddOrder, ChangeOrder, CopyOrder, Outcome, RuleBroken
from orders_tui.domain.drafts import Draft
from orders_tui.domain.facts import Order
from orders_tui.domain.history import describe
from orders_tui.domain.order import Event, Item, ItemKind, Method, label
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _
from orders_tui.domain.written import who
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.keymap import keyed
from orders_tui.ui.main.drafts import DraftDesk
from orders_tui.ui.main.report import Report
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.exchange import order_form as typed_orders
    from orders_tui.ui.main import wording
    from orders_tui.ui.screens import choice
    from orders_tui.ui.screens.order_form import dialog as order_form
    from orders_tui.ui.screens.order_form import form_help
else:
    typed_orders = LazyModule("orders_tui.exchange.order_form")
    wording = LazyModule("orders_tui.ui.main.wording")
    choice = LazyModule("orders_tui.ui.screens.choice")
    order_form = LazyModule("orders_tui.ui.screens.order_form.dialog")
    form_help = LazyModule("orders_tui.ui.screens.order_form.form_help")

FormName = Literal["add", "edit", "duplicate"]
"""What a key can ask for."""
MOST_ITEMS = 60
"""The most items of an order that a form has lines for."""
_LISTED = 300
"""How many known values a list shows."""
_NEW = ""
"""Stands for the id of an order that has none yet."""


class FormDesk:
    """The store as a form asks it."""

    def __init__(self, desk: Desk, drafts: DraftDesk, order_id: str) -> None:
        """Make it for the form of this order, or of a new one where the id is empty."""
        self._desk = desk
        self._drafts = drafts
        self._order_id = order_id
        self._seen = 0
        """The counter of others' changes when the order was last found as the form has it."""
        self._known = 0
        """How many entries its history had by then, of those that the person may see."""

    async def known(self, list_name: str, typed: str, store: str = "") -> Sequence[str]:
        if list_name in ("method", "kind"):
            words = tuple(map(label, Method if list_name == "method" else ItemKind))
            return [word for word in words if word.casefold().startswith(typed.casefold())]
        known = self._desk.store.known
        if list_name == "item":
            # What is typed is completed by the first alone; with nothing typed all are listed.
            products = await self._desk.on_facts(known.products, typed, 1 if typed else _LISTED)
            own = await self._desk.on_facts(known.sold_in, store, _LISTED) if store and not typed else ()
            return list(dict.fromkeys(product.name for product in (*own, *products)))
        usual = await self._desk.couriers() if list_name == "courier" else ()
        values = await self._desk.on_facts(known.values, list_name, typed, _LISTED)
        return list(dict.fromkeys([*values, *(each for each in usual if each.casefold().startswith(typed.casefold()))]))

    async def product(self, name: str) -> Item | None:
        return await self._desk.on_facts(self._desk.store.known.product, name)

    async def buyer(self, phone: str) -> Order | None:
        return await self._desk.on_facts(self._desk.store.known.buyer, phone)

    async def changed(self, version: int) -> "form_help.ChangedElsewhere | None":
        return await self._desk.on_facts(self._changed, version)

    def _changed(self, version: int) -> "form_help.ChangedElsewhere | None":
        orders = self._desk.store.orders
        # Before the order is read: what is stored between the two is found the next time.
        now = orders.data_version()
        if now == self._seen:
            return None
        order = orders.get(self._order_id)
        history = orders.history(order.id)
        if order.version == version:
            self._seen, self._known = now, len(history)
            return None
        newer = self._newer(history, order.version - version if version else 1)
        return form_help.ChangedElsewhere(order, wording.one_order(order), newer, self._desk.store.zone)

    def _newer(self, history: Sequence[Event], most: int) -> tuple[Event, ...]:
        """The entries that are not known, of the last operations, at most of so many; none where all are hidden.

        Each operation counts the version up by one or more, and entries may come in after the order was read.
        """
        newer = history[self._known :]
        last = list(dict.fromkeys(event.operation for event in newer))[-most:]
        return tuple(event for event in newer if event.operation in last)

    async def keep(self, text: str) -> None:
        await self._drafts.keep(self._order_id, text)

    async def save(self, command: AddOrder | ChangeOrder) -> Outcome:
        return await self._desk.write(self._desk.store.execute, command, self._desk.actor)


class OrderForms:
    """The forms of orders, one after the other; each answers None if nothing was done."""

    def __init__(self, desk: Desk, current: Callable[[], Order | None], ask: Ask, drafts: DraftDesk) -> None:
        """Make the forms.

        Args:
            desk: the store and who changes it.
            current: the order under the cursor.
            ask: opens dialogs.
            drafts: keeps what is typed.
        """
        self._desk = desk
        self._drafts = drafts
        self._current = current
        self._ask = ask
        self.by_name: dict[FormName, Callable[[], Awaitable[Report | None]]] = {
            "add": self.add,
            "edit": self.edit,
            "duplicate": self.copy,
        }
        """The forms by the names that the key table has for them."""

    async def add(self) -> Report | None:
        """Add an order, or go on with one that was typed."""
        return await self._or_refusal(self._open(_NEW))

    async def edit(self) -> Report | None:
        """Edit the order under the cursor, or go on with what was typed."""
        order = self._current()
        if order is None:
            return Report(_("No order selected."), warning=True)
        return await self._or_refusal(self._open(order.order_id))

    async def copy(self) -> Report | None:
        """Make a new order like the one under the cursor, in its place if that is wanted."""
        order = self._current()
        if order is None:
            return Report(_("No order selected."), warning=True)
        title = Content.assemble((show(order.order_id), "bold"), " ", excerpt(who(order), 30))
        ways = [("copy", Content(_("Copy as a new order"))), ("replace", Content(_("Copy, and cancel this one")))]
        way = await self._ask(choice.ChoiceDialog(title, ways, changes=True))
        if way is None:
            return None
        return await self._or_refusal(self._copy(order, cancel=way == "replace"))

    async def go_on(self, draft: Draft) -> Report | None:
        """Go on with what was typed."""
        return await self._or_refusal(self._fill(draft))

    async def _or_refusal(self, done: Awaitable[Report | None]) -> Report | None:
        try:
            return await done
        except RuleBroken as refusal:
            return Report(str(refusal), warning=True)

    async def _open(self, order_id: str) -> Report | None:
        """Open the form of an order, with its draft if a person wants that."""
        draft = await self._drafts.of(order_id)
        return None if draft is None else await self._fill(draft)

    async def _fill(self, draft: Draft) -> Report | None:
        """Let a person fill the form of a draft, which is empty where nothing was typed yet."""
        desk, order_id = self._desk, draft.order_id
        order = await desk.on_facts(desk.store.orders.get, order_id) if order_id else None
        if order is not None and len(order.items) > MOST_ITEMS:
            text = _("{order} has {count} items, and the form is for {most}. Use: orders-tui edit {order} --item …")
            raise RuleBroken(text.format(order=order.order_id, count=len(order.items), most=MOST_ITEMS))
        if order is not None and order.deleted_at is not None:
            raise RuleBroken(_("{order} is in the trash; restore it first.").format(order=order.order_id))
        if draft.text:
            form, base = typed_orders.read_draft(draft.text)
            # Of no version that was seen, so that the form looks at once for what was changed since.
            order = None if order is None else order._replace(version=0)
        else:
            base = None if order is None else typed_orders.TypedOrder.of(order)
            form = base or await self._blank()
        help_ = FormDesk(desk, self._drafts, order_id)
        await self._drafts.take_over(draft)
        title = Content(_("New order")) if order is None else wording.one_order(order)
        dialog = order_form.OrderFormDialog(title, form, help_, order=order, base=base)
        # A line that drops ends the wait here, so that the draft stays; saved or discarded, it goes.
        outcome = await self._ask(dialog)
        await self._drafts.drop(order_id)
        return None if outcome is None else self._report(outcome, new=order is None)

    async def _blank(self) -> "typed_orders.TypedOrder":
        """The form of a new order: in the store of the order under the cursor, or the only one there is."""
        desk, order = self._desk, self._current()
        # Two are enough to know that there is not just one.
        stores = await desk.on_facts(desk.store.known.values, "store", "", 2)
        store = stores[0] if len(stores) == 1 else order.store if order is not None and not order.seller else ""
        return typed_orders.TypedOrder.blank(store=show(store), source="manual", handler=show(desk.actor.name))

    async def _copy(self, order: Order, *, cancel: bool) -> Report:
        command = CopyOrder(order_id=order.order_id, version=order.version, cancel=cancel)
        outcome = await self._desk.write(self._desk.store.execute, command, self._desk.actor)
        return self._report(outcome, new=True)

    def _report(self, outcome: Outcome, *, new: bool) -> Report:
        changes = ", ".join(words for change in outcome.changes for words in describe(change))
        text = (
            _("{order} added: {changes}. Press <change.undo> to undo.")
            if new
            else _("{order}: {changes}. Press <change.undo> to undo.")
        )
        sentence = keyed(text, order=outcome.order_id, changes=excerpt(changes, 200))
        return Report("\n".join(filter(None, [sentence, outcome.warning])), go_to=outcome.order_id)
