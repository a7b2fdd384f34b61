"""Messages to buyers: chosen, copied, recorded as sent; what of an order is copied beside them."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.content import Content

from orders_tui.domain.commands import ChangeOrder, Outcome, RecordFollowUp, RuleBroken
from orders_tui.domain.copying import pieces
from orders_tui.domain.facts import Order
from orders_tui.domain.filling import ShopProfile, lacking_access
from orders_tui.domain.flow import completes_digital, follow_up
from orders_tui.domain.history import describe
from orders_tui.domain.messages import next_message
from orders_tui.domain.money import number
from orders_tui.domain.order import Status
from orders_tui.domain.rights import check_command
from orders_tui.domain.templates import Access, MessageStage
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, ngettext
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.keymap import keyed
from orders_tui.ui.main.report import Report
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.main import wording
    from orders_tui.ui.screens import confirm, copying
    from orders_tui.ui.screens import message as messages
else:
    wording = LazyModule("orders_tui.ui.main.wording")
    confirm = LazyModule("orders_tui.ui.screens.confirm")
    copying = LazyModule("orders_tui.ui.screens.copying")
    messages = LazyModule("orders_tui.ui.screens.message")

Copy = Callable[[str], Awaitable[bool]]
"""Sends a text to the person's clipboard; whether there is a way to do so."""
Edit = Callable[[Order, Access | None], Awaitable[Report | None]]
_QUOTED = 50
"""How many characters of a copied text a sentence quotes."""


class MessageActions:
    """Sends messages, and copies."""

    def __init__(self, desk: Desk, ask: Ask, copy: Copy, edit: Edit) -> None:
        """Make it.

        Args:
            desk: the store and who asks.
            ask: opens dialogs.
            copy: sends a text to the clipboard.
            edit: lets a person edit the texts of the shop, or write one, with an order to try them on.
        """
        self._desk = desk
        self._ask = ask
        self._to_clipboard = copy
        self._edit = edit

    async def copy(self, order: Order) -> Report | None:
        """Let a person choose what is copied of an order."""
        shop = await self._desk.shop()
        found = pieces(order, shop, self._desk.actor)
        title = wording.title(Target.of(order), _("Copy"))
        answer = await self._ask(copying.CopyDialog(title, found))
        piece = next((piece for piece in found if piece.id == answer), None)
        return None if piece is None else await self.copy_text(piece.title, piece.text)

    async def copy_text(self, title: str, text: str) -> Report:
        """Copy a text, and quote its beginning."""
        if not await self._to_clipboard(text):
            return Report(no_clipboard(), warning=True)
        sentence = _("Sent to the clipboard: {title}: {text}")
        return Report(sentence.format(title=title, text=excerpt(" ".join(text.split()), _QUOTED)))

    async def send(self, target: Target) -> Report | None:
        """Send each of these orders' buyers a message, one after the other; leaving a dialog ends it.

        Raises:
            RuleBroken: if the only one cannot be recorded.
        """
        if not target.marked:
            answer = await self._send(target.selection.first[0], "")
            return answer if isinstance(answer, Report) else None
        orders = await self._desk.on_facts(self._desk.store.orders.many, target.selection.keys)
        sent: set[int] = set()
        refusal = ""
        for at, order in enumerate(orders, 1):
            counter = _("{at} of {count}").format(at=number(at), count=number(len(orders)))
            try:
                answer = await self._send(order, counter)
            except RuleBroken as broken:
                refusal = str(broken)
                break
            # Leaving one dialog ends the round; a buyer is passed over by a key of its own.
            if answer is None:
                break
            if isinstance(answer, Report):
                sent.add(order.id)
        text = ngettext("{count} message sent.", "{count} messages sent.", len(sent))
        sentence = "\n".join(filter(None, [text.format(count=number(len(sent))), refusal]))
        untouched = frozenset(order.id for order in orders) - sent
        return Report(sentence, warning=bool(refusal), untouched=untouched) if sent or refusal else None

    async def _send(self, order: Order, counter: str) -> "Report | messages.InsteadOfSending | None":
        """Send one message; None where the dialog was left.

        Raises:
            RuleBroken: if it cannot be recorded.
        """
        # Any stage will do: whether a message can be recorded at all does not depend on it.
        command = _recorded(order, MessageStage.WELCOME, "")
        check_command(self._desk.actor, command)
        follow_up(order, command, self._desk.store.now())  # what cannot be recorded is not offered
        title = wording.headline(Target.of(order))
        if counter:
            title = Content.assemble((counter, "bold $text-accent"), "\n", title)
        while True:
            shop = await self._desk.shop()
            answer = await self._ask(messages.MessageDialog(title, order, shop, several=bool(counter)))
            if isinstance(answer, messages.OutgoingMessage):
                return await self._record(order, answer)
            if answer != messages.InsteadOfSending.EDIT:
                return answer
            await self._edit(order, _access_to_write(order, shop))

    async def _record(self, order: Order, sending: "messages.OutgoingMessage") -> Report:
        """Record the message, then copy it: one that was made of an order as it no longer is goes nowhere."""
        template = sending.message.template
        store, actor = self._desk.store, self._desk.actor
        outcome = await self._desk.write(store.execute, _recorded(order, template.stage, template.name), actor)
        copied = await self._to_clipboard(sending.copied)
        # Read again: the record has changed its version, and how many messages it was sent.
        now = await self._desk.on_facts(store.orders.get, order.order_id)
        text = _copied_text(sending) if copied else _("{order} {name}: {template} recorded as sent.")
        text = f"{text} {_undoable()}" + ("" if copied else f"\n{no_clipboard()}")
        words = {"order": outcome.order_id, "name": excerpt(order.name, 30), "template": show(template.name)}
        report = Report(keyed(text, **words, count=number(now.follow_ups)), warning=not copied)
        finished = await self._complete(now, sending) if template.stage is MessageStage.ACCESS else None
        return report._replace(sentence=f"{report.sentence}\n{finished.sentence}") if finished else report

    async def _complete(self, order: Order, sending: "messages.OutgoingMessage") -> Report | None:
        """Complete a digital order whose access was sent, asking where that was not said; None where it is not done."""
        if not completes_digital(order):
            return None
        question = Content.assemble(
            wording.headline(Target.of(order)), "\n\n", _("The access was sent. Is the order complete?")
        )
        if not sending.completes and not await self._ask(
            confirm.ConfirmDialog(question, _("Complete"), no=_("Not yet"))
        ):
            return None
        command = ChangeOrder(order_id=order.order_id, version=order.version, status=Status.COMPLETED)
        outcome = await self._desk.write(self._desk.store.execute, command, self._desk.actor)
        text = _("{order} {name}: {changes}. Press <change.undo> to undo.")
        return Report(keyed(text, order=order.order_id, name=excerpt(order.name, 30), changes=_changes(outcome)))


def _access_to_write(order: Order, shop: ShopProfile) -> Access | None:
    """The text that stands in the way of a message which gives access; None where that is not what comes next."""
    product = lacking_access(order, shop)
    try:
        gives_access = next_message(order, shop).stage is MessageStage.ACCESS
    except RuleBroken:
        return None
    return Access(product, "") if gives_access and product else None


def no_clipboard() -> str:
    """What is said where no text can be copied."""
    return _("There is no clipboard here: select the text with the mouse, or set ORDERS_TUI_CLIPBOARD.")


def _copied_text(sending: "messages.OutgoingMessage") -> str:
    if sending.is_link:
        return _("{order} {name}: WhatsApp link with {template} sent to the clipboard, recorded as sent.")
    return _("{order} {name}: {template} sent to the clipboard, recorded as sent.")


def _undoable() -> str:
    return _("Follow-ups: {count}. Not sent after all? <change.undo> takes the record back.")


def _recorded(order: Order, stage: MessageStage, template: str) -> RecordFollowUp:
    return RecordFollowUp(order_id=order.order_id, stage=stage, template=template, version=order.version)


def _changes(outcome: Outcome) -> str:
    return ", ".join(words for change in outcome.changes for words in describe(change))
