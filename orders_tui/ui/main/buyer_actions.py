"""What is done for the buyer of an order: messages, copying, the public page, and the texts that these are made of."""

import os
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from orders_tui.domain.facts import Order
from orders_tui.domain.filling import FIELDS, page_name
from orders_tui.domain.rights import Right, check_right
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.glyphs import wants_ascii
from orders_tui.ui.main.file_writing import FileWriting
from orders_tui.ui.main.one_by_one import OneByOne
from orders_tui.ui.main.report import Report
from orders_tui.ui.main.sending import Copy, MessageActions
from orders_tui.ui.main.target import Target
from orders_tui.ui.main.text_editor import TextEditor
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.exchange import page as pages
    from orders_tui.ui.screens import public_page
else:
    pages = LazyModule("orders_tui.exchange.page")
    public_page = LazyModule("orders_tui.ui.screens.public_page")

BuyerName = Literal["message", "copy", "page", "texts"]
"""What a key can ask for."""


class BuyerActions:
    """Messages, copies, the buyer's page and the shop's texts; each returns its report, None if nothing was done."""

    def __init__(
        self,
        desk: Desk,
        target: Callable[[], Awaitable[Target | None]],
        current: Callable[[], Order | None],
        ask: Ask,
        copy: Copy,
    ) -> None:
        """Make the actions.

        Args:
            desk: the store and who asks.
            target: selects the orders whose buyers get a message; None if there are none.
            current: the order under the cursor, as it is shown.
            ask: opens dialogs.
            copy: sends a text to the person's clipboard.
        """
        self._desk = desk
        self._target = target
        self._current = current
        self._ask = ask
        self._editor = TextEditor(desk, ask)
        self._sending = MessageActions(desk, ask, copy, self._editor.edit)
        self._files = FileWriting(ask)
        self._one_by_one = OneByOne()
        self.by_name: dict[BuyerName, Callable[[], Awaitable[Report | None]]] = {
            "message": self.message,
            "copy": partial(self._with_order, self._sending.copy),
            "page": partial(self._with_order, self._page),
            "texts": self.texts,
        }
        """The actions by the names that the key table has for them."""

    async def message(self) -> Report | None:
        """Send a message to the buyer of each marked order, or of this one."""
        return await self._one_by_one(self._message)

    async def texts(self) -> Report | None:
        """Edit the texts of the shop."""
        return await self._one_by_one(lambda: self._editor.edit(self._current()))

    async def _message(self) -> Report | None:
        target = await self._target()
        if not target or not target.selection:
            return Report(_("No order selected."), warning=True)
        return await self._sending.send(target)

    async def _with_order(self, act: Callable[[Order], Awaitable[Report | None]]) -> Report | None:
        order = self._current()
        if order is None:
            return Report(_("No order selected."), warning=True)
        return await self._one_by_one(partial(act, order))

    async def _page(self, order: Order) -> Report | None:
        """Show what the buyer sees; copy its link, or write it to a file."""
        shop = await self._desk.shop()
        dialog = public_page.PublicPageDialog(order, shop, draws_codes=not wants_ascii(os.environ))
        answer = await self._ask(dialog)
        if answer == "link":
            field = FIELDS["link"]
            return await self._sending.copy_text(_(field.label), shop.link(order))
        if answer is None:
            return None
        # Asked here, not at the key: the page may be looked at by anybody who sees amounts, the file leaves the desk.
        check_right(self._desk.actor, Right.EXPORT)
        title = Content.assemble(_("Order {order}").format(order=order.order_id), "\n\n", _("Write the page"))
        suggested = Path.home() / (page_name(order) if shop.public_url else f"order-{order.order_id}.html")
        file = await self._files.write(title, suggested, partial(pages.page, order, shop))
        return None if file is None else Report(_("{path} written.").format(path=show(str(file))))
