"""The command palette: every action of the key table, the theme, and any order by its id."""

from collections.abc import AsyncIterator, Iterator
from functools import partial

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets.option_list import Option

from orders_tui.domain.order import ORDER_ID
from orders_tui.domain.words import _
from orders_tui.ui.keys import DESK, ORDER, VIEW, Key
from orders_tui.ui.screens.main import MainScreen

_NOT_HERE = frozenset({"desk.palette", "desk.back", "desk.next", "desk.previous"})
_THEME = Key("desk.theme", "", "app.change_theme", _("Theme"), _("Choose the colours of the screen"))
"""Wanted too seldom for a key."""


class Palette(CommandPalette):
    """Textual's palette; it says in our words, and at once, that nothing was found."""

    def _start_no_matches_countdown(self, search_value: str) -> None:
        if search_value:
            self.query_one(CommandList).add_option(Option(_("No matches found"), id=self._NO_MATCHES, disabled=True))
        self._list_visible = bool(search_value)


class DeskCommands(Provider):
    """The console's own commands."""

    async def search(self, query: str) -> Hits:
        if not isinstance(self.screen, MainScreen):
            return  # over a dialog there is nothing that they could be meant for
        if ORDER_ID.fullmatch(query.strip()):
            order_id = query.strip().upper()
            text = _("Go to order {order}").format(order=order_id)
            yield Hit(2.0, Content(text), partial(self.screen.go_to_order, order_id), text=text)
        matcher = self.matcher(query)
        for key in _keys():
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
        for key in _keys() if isinstance(self.screen, MainScreen) else ():
            yield DiscoveryHit(
                Content(key.description),
                partial(self.screen.run_action, key.action),
                text=key.description,
                help=_help(key),
            )


def _keys() -> Iterator[Key]:
    for table in (ORDER, VIEW, DESK):
        yield from (key for key in table if key.id not in _NOT_HERE)
    yield _THEME


def _help(key: Key) -> str:
    return " · ".join(part for part in (key.shown, key.tooltip) if part)
