"""The form of one text of the shop: its conditions, what it says, and beside it what that makes of an order."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Static, TextArea

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import FACTS, Order
from orders_tui.domain.filling import FIELDS, ShopProfile
from orders_tui.domain.messages import preview
from orders_tui.domain.order import Method, label
from orders_tui.domain.templates import (
    PAYMENT_KINDS,
    STAGE_LABELS,
    TEXT_KINDS,
    MessageStage,
    PaymentKind,
    ShopText,
    text_kind,
    text_name,
)
from orders_tui.domain.text import excerpt, plain, show
from orders_tui.domain.text_limits import FieldBroken, checked_text, fields_for
from orders_tui.domain.words import N_, _, speaking
from orders_tui.ui.groups import Foreground
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import TEXT_FORM, bindings
from orders_tui.ui.screens.choice import ChoiceDialog
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.text_line import TextLine

Save = Callable[[ShopText, ShopText | None], Awaitable[None]]
"""Stores a text in place of the one that it was; None for a new one."""
_TITLES = {
    "name": N_("Name"),
    "stage": N_("Stage"),
    "kind": N_("Payment by"),
    "method": FACTS["method"].label,
    "store": FACTS["store"].label,
    "product": N_("Product"),
    "hours": N_("Hours to wait"),
    "text": N_("Text"),
}
_NONE = "-"
"""The choice that stands for all."""


class WordField(Button):
    """One word of a set; pressing it opens the choice."""

    class Picked(Message):
        """Another word was chosen."""

    def __init__(self, title: str, words: dict[str, str], value: str | None, *, optional: bool, id: str) -> None:
        """Make the field.

        Args:
            title: what is chosen.
            words: what can be, with their labels in the language in use.
            value: what is, None for all.
            optional: whether it can be all.
            id: the id of the widget.
        """
        self._title = title
        self._words = ({_NONE: _("all")} if optional else {}) | words
        self.value = value
        """The word; None for all."""
        super().__init__(Content(self._words[value or _NONE]), compact=True, id=id)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self._choose()

    @work(group=Foreground.DIALOG)
    async def _choose(self) -> None:
        choices = [(word, Content(text)) for word, text in self._words.items()]
        dialog = ChoiceDialog(Content(self._title), choices, chosen=self.value or _NONE)
        answer = await self.app.push_screen_wait(dialog)
        if answer is not None:
            self.value = None if answer == _NONE else answer
            self.label = Content(self._words[answer])
            self.post_message(self.Picked())


class TextForm(Dialog[ShopText]):
    """Answers with the text as it was stored."""

    CSS_PATH = "texts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(TEXT_FORM)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-roomy")]  # noqa: RUF012 - Textual declares it on the instance

    def __init__(self, text: ShopText, shop: ShopProfile, order: Order | None, save: Save, *, is_new: bool) -> None:
        """Make the form.

        Args:
            text: what is edited.
            shop: what the shop has written otherwise.
            order: on which it is tried; None where there is none.
            save: stores it.
            is_new: whether the shop has not stored it yet.
        """
        super().__init__()
        self._text = text
        self._shop = shop
        self._order = order
        self._save = save
        self._is_new = is_new

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_(TEXT_KINDS[text_kind(self._text)])), classes="dialog-title")
            with Container(id="text-fields"):
                for name in self._names():
                    with Vertical(classes="text-field"):
                        yield Label(Content(_title(name)), id=f"label-{name}")
                        yield self._field(name)
            with Horizontal(id="text-halves"):
                with Vertical():
                    yield Label(Content(_title("text")), id="label-text")
                    area = TextArea(plain(self._text.text, lines=True), id="field-text", compact=True)
                    area.cursor_blink = False
                    yield area
                with Vertical():
                    yield Label(self._preview_title(), id="text-preview-title")
                    with VerticalScroll(id="text-preview", can_focus=False):
                        yield Static(id="text-preview-text")
            keys = _("<text.save> save · <text.field> insert a field · Tab next · Esc close")
            yield Static(key_hint(keys), classes="dialog-hint")

    def _names(self) -> Iterator[str]:
        return (name for name in _TITLES if name != "text" and name in self._text._fields)

    def _field(self, name: str) -> Widget:
        value, title = getattr(self._text, name), _title(name)
        match name:
            case "stage":
                words = {str(stage): _(text) for stage, text in STAGE_LABELS.items()}
                return WordField(title, words, value, optional=False, id=f"field-{name}")
            case "kind":
                words = {str(kind): _(text) for kind, text in PAYMENT_KINDS.items()}
                return WordField(title, words, value, optional=True, id=f"field-{name}")
            case "method":
                words = {str(method): label(method) for method in Method}
                return WordField(title, words, value, optional=True, id=f"field-{name}")
            case _:
                blank = "" if name in ("name", "hours") or self._requires(name) else _("all")
                return TextLine(plain(str(value)), placeholder=blank, max_length=500, id=f"field-{name}")

    def _requires(self, name: str) -> bool:
        """Whether a text of this sort is known by the field."""
        # A sort of two fields is known by the one beside its text: the product of an access, the store of a sender.
        return len(self._text._fields) == 2 and name != "text"

    def _preview_title(self) -> Content:
        if self._order is None:
            return Content(_("No order to try it on"))
        whose = f"{show(self._order.order_id)} {excerpt(self._order.name, 20)}"
        return Content(_("As {order} gets it").format(order=whose))

    def on_mount(self) -> None:
        names = [field for field in self.query(Input) if self._is_new and not field.value]
        (names[0] if names else self.query_one(TextArea)).focus()
        # As the form has it: what a terminal cannot show as it is differs from what is stored before anything is
        # typed.
        self._first = self._edited()
        self._draw()

    # What the form says

    def _edited(self) -> ShopText:
        """The text as it stands in the form.

        Raises:
            FieldBroken: if the hours are no number.
        """
        values: dict[str, Any] = {"text": self.query_one(TextArea).text}
        for name in self._names():
            widget = self.query_one(f"#field-{name}")
            values[name] = widget.value if isinstance(widget, Input | WordField) else None
        if "hours" in values:
            values["hours"] = _hours(values["hours"])
        for name, kind in (("stage", MessageStage), ("kind", PaymentKind), ("method", Method)):
            if values.get(name):
                values[name] = kind(values[name])
        return self._text._replace(**values)

    @on(TextArea.Changed)
    @on(Input.Changed)
    @on(WordField.Picked)
    def _draw(self) -> None:
        """Show what the text makes of the order."""
        for name in (*self._names(), "text"):
            self._name_field(name, _title(name), wrong=False)
        if self._order is None:
            return
        try:
            text = preview(self._edited(), self._order, self._shop)
        except FieldBroken:
            return
        self.query_one("#text-preview-text", Static).update(Content(show(text, lines=True)))

    def _refuse(self, refusal: RuleBroken) -> None:
        """Say at its field what is wrong, and go there."""
        name = refusal.field if isinstance(refusal, FieldBroken) else "text"
        self._name_field(name, str(refusal), wrong=True)
        self.query_one(f"#field-{name}").focus()

    def _name_field(self, name: str, words: str, *, wrong: bool) -> None:
        """Write above a field what it is called, or what is wrong with it."""
        title = self.query_one(f"#label-{name}", Label)
        title.update(Content(words))
        title.set_class(wrong, "-wrong")

    # Keys

    @work(group=Foreground.DIALOG, exclusive=True)
    async def action_save(self) -> None:
        """Store the text and close, or say what is wrong."""
        try:
            text = checked_text(self._edited())
            self._check_key(text)
            await self._save(text, None if self._is_new else self._text)
        except RuleBroken as refusal:
            self._refuse(refusal)
        else:
            self.dismiss(text)

    def _check_key(self, text: ShopText) -> None:
        """Refuse to take the place of another text.

        Raises:
            FieldBroken: if there is one with this name.
        """
        known = {text_name(one) for texts in self._shop.texts for one in texts if type(one) is type(text)}
        # A text that is edited may keep its own name.
        mine = set() if self._is_new else {text_name(self._text)}
        if text_name(text) in known - mine:
            field = next(name for name in ("name", "product", "store") if name in text._fields)
            raise FieldBroken(field, _("This text already exists."))

    @work(group=Foreground.DIALOG, exclusive=True)
    async def action_insert_field(self) -> None:
        """Choose a field of orders and put it where the cursor of the text is."""
        names = list(fields_for(self._text))
        if not names:
            self.app.bell()
            return
        choices = [(name, self._field_line(name)) for name in names]
        answer = await self.app.push_screen_wait(ChoiceDialog(Content(_("Fields of an order")), choices))
        if answer is not None:
            area = self.query_one(TextArea)
            area.insert(f"{{{answer}}}")
            area.focus()

    def _field_line(self, name: str) -> Content:
        """A field, what it is called, and what the order has for it."""
        with speaking(self._shop.language):
            text = "" if self._order is None else FIELDS[name].text(self._order, self._shop)
        has = excerpt(" ".join(text.split()), 24)
        return Content.assemble(f"{{{name}}}  {_(FIELDS[name].label)}", (f"  {has}" if has else "", "$text-muted"))

    def action_leave(self) -> None:
        """Close without saving."""
        self._leave()

    @work(group=Foreground.DIALOG, exclusive=True)
    async def _leave(self) -> None:
        """Close; what was written is given up only after a question."""
        if self._is_changed() and not await self.app.push_screen_wait(
            ConfirmDialog(Content(_("Discard what was written?")), _("Discard"), no=_("Go back"), destructive=True)
        ):
            return
        self.dismiss(None)

    def _is_changed(self) -> bool:
        try:
            return self._edited() != self._first
        except FieldBroken:
            return True


def _title(field: str) -> str:
    """What a field is called, in the language in use."""
    return _(_TITLES[field])


def _hours(typed: str) -> int:
    if not (typed.strip().isascii() and typed.strip().isdecimal() and len(typed.strip()) < 9):
        raise FieldBroken("hours", _("The hours must be a whole number."))
    return int(typed)
