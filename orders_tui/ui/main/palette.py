"""The command palette: what the order offers, every action of the key table, the theme, any order by its id."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen
from textual.style import Style

from orders_tui.domain.money import number
from orders_tui.domain.order import ORDER_ID
from orders_tui.domain.plans import Offer
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, ngettext
from orders_tui.ui.key import Key
from orders_tui.ui.keys import DESK, ORDER, VIEW
from orders_tui.ui.main.screen import MainScreen

ACTIONS = next(key for key in ORDER if key.id == "order.actions")
_NOT_HERE = frozenset({"desk.palette", "desk.back", "desk.next", "desk.previous", "desk.leave"})
_THEME = Key("desk.theme", "", "app.change_theme", _("Theme"), _("Choose the colours of the screen"))
_PRINT = Key("order.print", "", "change('print')", _("Print labels"), _("Labels and packing slips as a file to print"))
_TEXTS = Key("desk.texts", "", "buyer('texts')", _("Message templates"), _("Write the texts for buyers; admins only"))
"""Wanted too seldom for keys."""


class DeskCommands(Provider):
    """The console's own commands."""

    def __init__(self, screen: Screen[Any], match_style: Style | None = None) -> None:
        super().__init__(screen, match_style)
        self._offers: tuple[Offer, ...] = ()
        """What can be done to the orders that one would act on."""

    async def startup(self) -> None:
        if isinstance(self.screen, MainScreen) and self.screen.is_available(ACTIONS):
            self._offers = await self.screen.order_actions.offers()

    async def search(self, query: str) -> Hits:
        if not isinstance(self.screen, MainScreen):
            return  # over a dialog there is nothing that they could be meant for
        if ORDER_ID.fullmatch(query.strip()):
            order_id = query.strip().upper()
            text = _("Go to order {order}").format(order=order_id)
            yield Hit(2.0, Content(text), partial(self.screen.go_to_order, order_id), text=text)
        matcher = self.matcher(query)
        for action, _able in self._offers:
            score = matcher.match(action.label)
            if score > 0:
                yield Hit(
                    score,
                    _offer(matcher.highlight(action.label), self.screen),
                    partial(self.screen.carry_out, action.id),
                    text=action.label,
                )
        for key in _keys(self.screen):
            score = max(matcher.match(key.description), 0.8 * matcher.match(key.tooltip))
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(key.description),
                    partial(self.screen.run_action, key.action),
                    text=key.description,
                    help=_help(key),
                )

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        if not isinstance(self.screen, MainScreen):
            return
        for action, _able in self._offers:
            yield DiscoveryHit(
                _offer(Content(action.label), self.screen),
                partial(self.screen.carry_out, action.id),
                text=action.label,
            )
        for key in _keys(self.screen):
            yield DiscoveryHit(
                Content(key.description),
                partial(self.screen.run_action, key.action),
                text=key.description,
                help=_help(key),
            )


def _offer(label: Content, screen: MainScreen) -> Content:
    """A quick action with the orders that it is offered for; Textual takes a help text for markup."""
    if count := screen.orders.marking.count(screen.orders.marks):
        text = ngettext("{count} marked order", "{count} marked orders", count)
        whose = text.format(count=number(count))
    else:
        order = screen.orders.current()
        whose = "" if order is None else f"{show(order.order_id)} {excerpt(order.name, 30)}"
    return Content.assemble(label, "\n", (whose, "$text-muted not bold"))


def _keys(screen: MainScreen) -> Iterator[Key]:
    for table in (ORDER, VIEW, DESK):
        yield from (key for key in table if key.id not in _NOT_HERE and screen.is_available(key))
    yield from (key for key in (_PRINT, _TEXTS) if screen.is_available(key))
    yield _THEME


def _help(key: Key) -> str:
    return " · ".join(part for part in (key.shown, key.tooltip) if part)
