"""The order form over the whole screen: what it says, keeps as a draft, takes over from others, and saves."""

import asyncio
from collections.abc import Mapping
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from orders_tui.domain.commands import Outcome, RuleBroken
from orders_tui.domain.editing import fixed_facts
from orders_tui.domain.facts import FACTS, Order
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import Status
from orders_tui.domain.phone import kept, pretty, to_check
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.exchange.order_form import (
    ONLY_LATER,
    ONLY_NEW,
    ReadOrder,
    TypedItem,
    TypedOrder,
    draft_text,
    merged,
    read,
    to_add,
    to_edit,
    wrong,
)
from orders_tui.store.errors import DatabaseError
from orders_tui.ui.groups import Background, Foreground
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import FORM, bindings
from orders_tui.ui.screens.choice import ChoiceDialog
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.screens.order_form.fields import ADDRESS, OrderFields
from orders_tui.ui.screens.order_form.form_help import FormHelp
from orders_tui.ui.screens.order_form.hints import hint, no_address, no_choice
from orders_tui.ui.screens.order_form.others import changed_by, is_intended, news, side
from orders_tui.ui.screens.unsaved import Unsaved
from orders_tui.ui.widgets.form import FormField, ItemLine

LOOK_EVERY = 1.0
"""The seconds between one look at what others changed of the order and the next."""


class OrderFormDialog(Dialog[Outcome]):
    """Answers with what was stored; with None where nothing was to be."""

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "FormField.-first"
    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it on the instance
        (0, "-small"),
        (76, "-narrow"),
        (110, "-roomy"),
    ]

    def __init__(
        self,
        title: Content,
        form: TypedOrder,
        help: FormHelp,
        *,
        order: Order | None = None,
        base: TypedOrder | None = None,
    ) -> None:
        """Make the form.

        Args:
            title: what is typed here.
            form: what it shows at first.
            help: what it asks of the desk.
            order: the order that is edited, as it is stored; None for a new one.
            base: that order as it was when the form was filled from it.
        """
        super().__init__()
        self._title = title
        self._first = form
        self._help = help
        self._order = order
        self._base = base
        """What the form is compared with; None for a new order."""
        self._contested: dict[str, str] = {}
        """What both changed, each otherwise: by name, who else did."""
        self._catching_up = asyncio.Lock()
        """Held until what others changed is shown: before, the form would pass their values for changed here."""
        self._buyer: Order | None = None
        """The newest order of the buyer with the phone that is typed."""
        self._notice = ""
        self._noticed: FormField | None = None
        """The field that the notice is about; None where it is about more than one."""
        self._unsaved = Unsaved(self, self._draft, help.keep)
        self.keep_unsaved = self._unsaved.keep
        self._fields = OrderFields(form, help.known, self._is_closed)

    def compose(self) -> ComposeResult:
        fields = self._fields.open
        # Focused as soon as it is there: a letter typed meanwhile would go to another field.
        first = next((field for field in fields if not field.value and self._order is None), fields[0])
        # What is corrected of a parcel that is under way is its number, most of the time.
        under_way = self._order is not None and self._order.status is Status.SHIPPED
        (self._fields.cells["receipt"].field if under_way else first).add_class("-first", update=False)
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield self._fields
            with Horizontal(id="form-foot"):
                yield Static(id="form-sentence")
                yield Static(id="form-total")
            keys = _(
                "<form.save> save · <form.next> ↑↓ move · <form.choose> list · <form.remove> remove item · Esc close"
            )
            yield Static(key_hint(keys), classes="dialog-hint")

    def _is_closed(self, name: str) -> bool:
        """Whether a part is only shown: an order stays in its store, and one that ended keeps its amounts."""
        if self._order is None:
            return name in ONLY_LATER
        return name in ONLY_NEW or name in fixed_facts(self._order)

    def on_mount(self) -> None:
        self._draw()
        self._unsaved.begin()
        if self._order is not None:
            self.set_interval(LOOK_EVERY, self._look)
            self._look()

    @property
    def _field(self) -> FormField | None:
        """The field with the cursor."""
        return self.focused if isinstance(self.focused, FormField) else None

    # What is typed

    def _wrong(self, form: ReadOrder, typed: TypedOrder) -> dict[str, str]:
        return wrong(form, None if self._base is None else typed.differing(self._base))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if event.input.has_focus:
            self._notice = ""
        self._fields.keep_blank_line()
        if isinstance(event.input, FormField) and event.input.field_name == "phone":
            self._find_buyer(kept(event.value))
        if not self._fields.is_shown:
            self._draw()

    @work(exclusive=True, group=Background.BUYER)
    async def _find_buyer(self, phone: str) -> None:
        """Find the last order of the phone that is typed."""
        self._buyer = None
        self._buyer = None if to_check(phone) else await self._help.buyer(phone)
        self._draw_sentence()

    @on(events.DescendantBlur)
    def _field_left(self, event: events.DescendantBlur) -> None:
        """Show what is wrong in a field that is left, fill what follows from it, and keep what was typed."""
        field = event.widget
        if not isinstance(field, FormField) or not field.is_mounted:
            return
        field.is_checked = field.is_checked or bool(field.value.strip())
        if field.field_name == "phone" and not to_check(phone := kept(field.value)):
            field.value = pretty(phone)
        for line in self._fields.lines:
            if line.fields["name"] is field and field.value.strip() and not line.texts["price"].strip():
                self._fill_product(line)
        self._draw()
        self._unsaved.keep_soon()

    @work(group=Background.PRODUCT)
    async def _fill_product(self, line: ItemLine) -> None:
        """Fill what is known of the product of a line and not typed yet."""
        product = await self._help.product(line.texts["name"])
        if product is None or not line.is_mounted:
            return
        for name in ("price", "kind", "sku"):
            field = line.fields[name]
            if not field.value.strip():
                field.value = getattr(TypedItem.of(product), name)
                if field.has_focus:
                    field.action_select_all()  # what is typed next takes its place

    @on(events.DescendantFocus)
    def _entered(self) -> None:
        self._notice = self._notice if self._noticed in (None, self._field) else ""
        self._draw_sentence()

    # What is said

    def _draw(self) -> None:
        """Show sums, the total, and the errors of the fields that were left."""
        typed = self._fields.typed
        form = read(typed)
        self._fields.show(self._wrong(form, typed), form.odd, form.line_sums)
        total = Content.assemble(FACTS["total"].title, " ", (rupiah(form.total), "bold"))
        self.query_one("#form-total", Static).update(total, layout=False)
        self._draw_sentence()

    def _draw_sentence(self) -> None:
        of_field = "" if self._field is None else hint(self._fields, self._field, self._buyer)
        sentence = Content.styled(self._notice or of_field, "$text-warning" if self._notice else "$text-muted")
        self.query_one("#form-sentence", Static).update(sentence, layout=False)

    def _say(self, notice: str, *, of: FormField | None = None) -> None:
        """Say something until the next change; of one field, until another is entered."""
        self._notice, self._noticed = notice, of
        self._draw_sentence()

    # Moving and filling

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        """To the next field; from the last one save."""
        if event.input is self._fields.open[-1]:
            self.action_save()
        else:
            self.action_next(1)

    def action_next(self, by: int) -> None:
        """To the next field or the one before."""
        if self._field is not None:
            self._fields.next(self._field, by)

    def action_move(self, by: int) -> None:
        """To the field above or below."""
        if self._field is not None:
            self._fields.move(self._field, by)

    @work(exclusive=True, group=Foreground.DIALOG)
    async def action_choose(self) -> None:
        """Choose what the field says from all that there is."""
        field = self._field
        list_name = "" if field is None else self._fields.list_of(field)
        known = await self._help.known(list_name, "", self._fields.store) if list_name else ()
        if field is None or not known:
            self._say(no_choice(list_name), of=field)
            return
        titles = {"item": _("Item"), "kind": _("Kind")}
        title = Content(titles[list_name] if list_name in titles else FACTS[list_name].title)
        choices = [(str(at), Content(show(text))) for at, text in enumerate(known)]
        chosen = await self.app.push_screen_wait(ChoiceDialog(title, choices, typed=field.value))
        if chosen is not None:
            field.value = show(known[int(chosen)])
            self._fields.next(field, 1)

    def action_take_address(self) -> None:
        """Take the last address of the buyer, and the name and e-mail where these are empty."""
        if self._buyer is None:
            self._say(no_address(self._fields), of=self._field)
            return
        known, cells = TypedOrder.of(self._buyer).texts, self._fields.cells
        for name in (*ADDRESS, "name", "email"):
            if name in ADDRESS or not cells[name].field.value.strip():
                cells[name].field.value = known[name]

    async def action_remove_item(self) -> None:
        """Take the line with the cursor out."""
        if self._field is None or not await self._fields.remove_line(self._field):
            self._say(_("The cursor is on no item."), of=self._field)
        self._draw()

    # Drafts, and what others change

    def _draft(self) -> str:
        """What is typed, as it is kept."""
        typed = self._fields.typed
        return draft_text(typed, self._base) if self._changed_of(typed) else ""

    def _changed_of(self, typed: TypedOrder) -> frozenset[str]:
        """The names of the fields that were typed into; what a new order has from the start does not count."""
        preset = {name: self._first.texts[name] for name in ("store", "source", "handler")}
        return typed.differing(self._base or TypedOrder.blank(**preset))

    @work(group=Background.LOOK)
    async def _look(self) -> None:
        if not self._catching_up.locked():
            await self._catch_up()

    async def _catch_up(self) -> None:
        """Take over what others changed of the order and is not changed here; once at a time, and to its end."""
        async with self._catching_up:
            await self._take_over()

    async def _take_over(self) -> None:
        if self._order is None or self._base is None or self._unsaved.is_done:
            return
        changed = await self._help.changed(self._order.version)
        if changed is None:
            return
        theirs = TypedOrder.of(changed.order)
        merge = merged(self._base, self._fields.typed, theirs)
        self._order, self._base = changed.order, theirs
        self._contested |= {name: changed_by(changed, name) for name in merge.contested}
        await self._fields.take_over(merge.form, merge.taken)
        self.query_one(".dialog-title", Static).update(changed.title, layout=False)
        if sentence := news(changed, merge):
            self._say(sentence)

    async def _settled(self) -> bool:
        """Ask whose value holds where both changed something; False if a person goes back."""
        for name, by in list(self._contested.items()):
            typed, base = self._fields.typed, self._base
            assert base is not None
            if name in typed.differing(base):
                question = _("{field} was changed by {name} too. Which one should stay?")
                title = Content(question.format(field=FACTS[name].title, name=by))
                sides = [("mine", side(typed, name, _("Here"))), ("theirs", side(base, name, by))]
                held = await self.app.push_screen_wait(ChoiceDialog(title, sides, changes=True))
                if held is None:
                    return False
                if held == "theirs":
                    await self._fields.take_over(base, [name])
            del self._contested[name]
        return True

    # The end

    def action_save(self) -> None:
        """Save the order; a key that came together with the one that opened the form does not."""
        if not self.in_burst and not self._unsaved.is_done:
            self._save()

    @work(exclusive=True, group=Foreground.CHANGE)
    async def _save(self) -> None:
        await self._catch_up()
        if not await self._settled():
            return
        typed = self._fields.typed
        form = read(typed)
        if errors := self._wrong(form, typed):
            self._fields.check_all()
            self._draw()
            next(field for path, field in self._fields.by_path.items() if path in errors).focus()
            return
        changed = self._changed_of(typed)
        if self._order is not None and not changed:
            self._answer()
            return
        odd = {name: sentence for name, sentence in form.odd.items() if name in changed}
        if not await is_intended(typed, changed, odd.values(), self._help, self.app.push_screen_wait):
            self._go_back_to(odd)
            return
        self._unsaved.is_done = True
        try:
            command = to_add(form) if self._order is None else to_edit(form, changed, self._order)
            self._answer(await self._help.save(command))
        except (RuleBroken, DatabaseError) as refusal:
            self._unsaved.is_done = False
            self._say(str(refusal))

    def _go_back_to(self, odd: Mapping[str, str]) -> None:
        """To the first of the fields that are odd, with what is odd about them."""
        fields = [self._fields.by_path[name] for name in odd]
        for field in fields:
            field.is_checked = True
        for field in fields[:1]:
            field.focus()
        self._draw()

    def _answer(self, outcome: Outcome | None = None) -> None:
        """Answer; nothing that is typed is a draft any more."""
        self._unsaved.is_done = True
        self.dismiss(outcome)

    def action_leave(self) -> None:
        """Close without saving; asks first where something was typed."""
        if self._unsaved.is_done:
            return
        if not self._changed_of(self._fields.typed):
            self._answer()
            return
        question = ConfirmDialog(Content(_("Discard what was typed?")), _("Discard"), no=_("Go back"), destructive=True)

        def answered(discard: bool | None) -> None:
            if discard:
                self._answer()

        self.app.push_screen(question, answered)
