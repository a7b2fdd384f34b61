"""The dialog with a message to a buyer: what it says, what it lacks, and the ways to send it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.filling import FIELDS, ShopProfile
from orders_tui.domain.flow import completes_digital
from orders_tui.domain.messages import Message, message, next_message
from orders_tui.domain.phone import pretty
from orders_tui.domain.templates import PAYMENT_KINDS, STAGE_LABELS, MessageStage, Template
from orders_tui.domain.text import show
from orders_tui.domain.whatsapp import whatsapp_link
from orders_tui.domain.words import _
from orders_tui.ui.groups import Foreground
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import MESSAGE, bindings
from orders_tui.ui.screens.choice import ChoiceDialog
from orders_tui.ui.screens.dialog import Dialog


class InsteadOfSending(StrEnum):
    """What a person wants instead of sending the message."""

    EDIT = "edit"
    SKIP = "skip"


class OutgoingMessage(NamedTuple):
    """A message that is to be recorded as sent."""

    message: Message
    copied: str
    """What goes to the clipboard: its text, or the link that opens the chat with it."""

    @property
    def is_link(self) -> bool:
        """Whether it is the link."""
        return self.copied != self.message.text

    completes: bool = False
    """Whether the order is complete with it, which is asked otherwise."""


class MessageDialog(Dialog[OutgoingMessage | InsteadOfSending]):
    """Answers with what is sent, or what is wanted instead."""

    CSS_PATH = "message.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(MESSAGE)

    def __init__(self, title: Content, order: Order, shop: ShopProfile, *, several: bool = False) -> None:
        """Make the dialog.

        Args:
            title: to whom it goes.
            order: the order that it is about.
            shop: what the shop has written.
            several: whether other orders come after this one.
        """
        super().__init__()
        self._title = title
        self._order = order
        self._shop = shop
        self._several = several
        self._template: Template | None = None
        self._message: Message | None = None
        """None where there is nothing to send."""
        self._fault = ""
        """Why there is none."""
        self._link = ""
        """What opens the chat; empty where the buyer has no WhatsApp."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield Static(id="message-name")
            with VerticalScroll(id="message-body"):
                yield Static(id="message-text")
            yield Static(id="message-lacking")
            yield Static(id="message-link")
            yield Static(key_hint(self._hint()), classes="dialog-hint")

    def on_mount(self) -> None:
        try:
            self._choose(next_message(self._order, self._shop))
        except RuleBroken as refusal:
            self._fault = str(refusal)
            self._draw()
        self.query_one("#message-body").focus()

    def _hint(self) -> str:
        if not self._link:
            skip = _("<message.skip> skip") if self._several else ""
            others = _("<message.other> other message · <message.edit> edit texts · Esc close")
            return keyed(" · ".join(filter(None, [skip, others])))
        if self._may_complete:
            return keyed(
                _(
                    "<message.send> copy + record · <message.complete> copy + complete · <message.link> WhatsApp link"
                    " · <message.other> other message · Esc close"
                )
            )
        if self._several:
            return keyed(
                _(
                    "<message.send> copy + record · <message.link> WhatsApp link · <message.other> other message"
                    " · <message.skip> skip · <message.edit> edit texts · Esc stop"
                )
            )
        return keyed(
            _(
                "<message.send> copy + record · <message.link> WhatsApp link · <message.other> other message"
                " · <message.edit> edit texts · Esc close"
            )
        )

    @property
    def _may_complete(self) -> bool:
        """Whether the message can be the last step: it gives access to goods that are all digital."""
        gives_access = self._template is not None and self._template.stage is MessageStage.ACCESS
        return gives_access and completes_digital(self._order)

    def _choose(self, template: Template) -> None:
        """Show what this template says of the order."""
        self._template = template
        self._message, self._fault, self._link = None, "", ""
        try:
            made = message(self._order, template, self._shop)
            self._message = made
            self._link = whatsapp_link(self._order, made.text)
        except RuleBroken as refusal:
            self._fault = str(refusal)
        self._draw()

    def _draw(self) -> None:
        name = "" if self._template is None else show(self._template.name)
        self.query_one("#message-name", Static).update(Content.styled(name or _("No message"), "$text-accent"))
        text = "" if self._message is None else show(self._message.text, lines=True)
        self.query_one("#message-text", Static).update(Content(text))
        self.query_one("#message-lacking", Static).update(Content(self._lacking()))
        self.query_one("#message-link", Static).update(self._chat())
        self.query_one(".dialog-hint", Static).update(key_hint(self._hint()))

    def _lacking(self) -> str:
        # Where pages are not served, it is not the order that lacks its link.
        served = bool(self._shop.public_url)
        lacking = [name for name in (self._message.lacking if self._message else ()) if served or name != "link"]
        if not lacking:
            return ""
        fields = ", ".join(_(FIELDS[name].label) for name in lacking)
        return _("The order has no value for: {fields}.").format(fields=fields)

    def _chat(self) -> Content:
        """The link to the chat, which the terminal itself opens on the person's machine; else why there is none."""
        if self._fault:
            return Content.styled(self._fault, "$text-error")
        phone = show(pretty(self._order.phone))
        words = _("Open the chat with {phone}").format(phone=phone)
        link = Content.styled(words, "underline $text-primary").stylize(Style(link=self._link))
        return Content.assemble("WhatsApp: ", link)

    def action_send(self) -> None:
        """Send the message by the clipboard."""
        self._answer(link=False)

    def action_link(self) -> None:
        """Send the link that opens the chat with the message in it."""
        self._answer(link=True)

    def action_complete(self) -> None:
        """Send the access by the clipboard, with which the order is complete."""
        if self._may_complete:
            self._answer(link=False, completes=True)
        else:
            self.app.bell()

    def _answer(self, *, link: bool, completes: bool = False) -> None:
        """Answer with what is sent; a key that arrived with the one that opened the dialog does nothing."""
        if self.in_burst:
            return
        # What cannot reach the buyer is not recorded as sent, not even as a text that was copied.
        if self._message is None or not self._link:
            self.query_one("#message-link").add_class("-pressed")
            self.app.bell()
            return
        self.dismiss(OutgoingMessage(self._message, self._link if link else self._message.text, completes))

    def action_edit(self) -> None:
        """Ask for the texts of the shop."""
        self.dismiss(InsteadOfSending.EDIT)

    def action_skip(self) -> None:
        """Leave this order out; where it is the only one, close."""
        self.dismiss(InsteadOfSending.SKIP if self._several else None)

    @work(group=Foreground.DIALOG)
    async def action_other(self) -> None:
        """Choose another message."""
        known = list(_choices(self._order, self._shop))
        choices = [(str(at), _choice(template)) for at, template in enumerate(known)]
        chosen = next((str(at) for at, template in enumerate(known) if template == self._template), "")
        answer = await self.app.push_screen_wait(ChoiceDialog(Content(_("Which message?")), choices, chosen=chosen))
        if answer is not None:
            self._choose(known[int(answer)])


def _choices(order: Order, shop: ShopProfile) -> Iterator[Template]:
    """The message of every stage that fits best, then all others of the shop that fit."""
    best = [shop.template(order, stage) for stage in MessageStage]
    yield from best
    yield from (template for template in shop.texts.templates if template.fits(order) and template not in best)


def _choice(template: Template) -> Content:
    stage, name = _(STAGE_LABELS[template.stage]), show(template.name)
    kind = _(PAYMENT_KINDS[template.kind]) if template.kind else ""
    more = " · ".join(filter(None, [stage if stage != name else "", kind]))
    return Content.assemble(name, ("  " + more if more else "", "$text-muted"))
