"""The texts of the shop: the list of them, and the form of one, tried on an order."""

from typing import TYPE_CHECKING

from textual.content import Content

from orders_tui.domain.facts import Order
from orders_tui.domain.rights import Right, check_right
from orders_tui.domain.templates import TEXT_KINDS, ShopText, text_kind, text_name
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.report import Report
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.screens import confirm, text_form, text_list
else:
    confirm = LazyModule("orders_tui.ui.screens.confirm")
    text_form = LazyModule("orders_tui.ui.screens.text_form")
    text_list = LazyModule("orders_tui.ui.screens.text_list")


class TextEditor:
    """Lets admins write the texts."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        self._desk = desk
        self._ask = ask

    async def edit(self, order: Order | None, wanted: ShopText | None = None) -> Report | None:
        """Show the list until it is left; what was done last is in the report.

        Args:
            order: on which the texts are tried; None where there is none.
            wanted: a text that is yet to be written, whose form is shown in place of the list.

        Raises:
            RuleBroken: if the texts are not the actor's to write.
        """
        check_right(self._desk.actor, Right.ADMINISTER)
        if wanted is not None:
            new = text_form.TextForm(wanted, await self._desk.shop(), order, self._save, is_new=True)
            written = await self._ask(new)
            return None if written is None else Report(_("{text} saved.").format(text=_named(written)))
        report: Report | None = None
        chosen: ShopText | None = None
        while True:
            shop = await self._desk.shop()
            answer = await self._ask(text_list.TextListDialog(shop.texts, chosen, shop.language))
            if answer is None:
                return report
            chosen = answer.text
            if answer.removes:
                report = await self._removed(answer.text) or report
                continue
            form = text_form.TextForm(answer.text, shop, order, self._save, is_new=answer.is_new)
            if saved := await self._ask(form):
                chosen, report = saved, Report(_("{text} saved.").format(text=_named(saved)))

    async def _save(self, text: ShopText, before: ShopText | None) -> None:
        """Store a text; one that has another key than before leaves that key."""
        messages, actor = self._desk.store.messages, self._desk.actor
        # The new one first: if the second step fails, both are there rather than neither.
        await self._desk.write(messages.save, text, actor)
        if before is not None and text_name(before) != text_name(text):
            await self._desk.write(messages.remove, before, actor)

    async def _removed(self, text: ShopText) -> Report | None:
        question = Content(_("Remove {text}?").format(text=_named(text)))
        if not await self._ask(confirm.ConfirmDialog(question, _("Remove"), no=_("Go back"), destructive=True)):
            return None
        await self._desk.write(self._desk.store.messages.remove, text, self._desk.actor)
        return Report(_("{text} removed.").format(text=_named(text)))


def _named(text: ShopText) -> str:
    """Which text it is."""
    return f"{_(TEXT_KINDS[text_kind(text)])} {excerpt(text_name(text))}".strip()
