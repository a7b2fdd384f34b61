"""The command palette: what the order offers, every action of the key table, days, filters, themes, orders by their id.

Hits are ranked by words; Textual ranks by letters that may be scattered over a label.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen
from textual.style import Style

from orders_tui.domain.actions import BACK_LETTER, ActionGroup
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.counts import COUNTED
from orders_tui.domain.days import Period, Preset
from orders_tui.domain.facts import FACTS
from orders_tui.domain.filters import known_values
from orders_tui.domain.money import number
from orders_tui.domain.order import ORDER_ID
from orders_tui.domain.plans import Offer
from orders_tui.domain.ranking import rank
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, ngettext
from orders_tui.ui.key import Key
from orders_tui.ui.keys import DESK, ORDER, VIEW
from orders_tui.ui.main.screen import MainScreen
from orders_tui.ui.screens.setting_words import choices_of

ACTIONS = next(key for key in ORDER if key.id == "order.actions")
_NOT_HERE = frozenset({"desk.palette", "desk.back", "desk.next", "desk.previous", "desk.leave"})
_WITHOUT_KEY = (
    Key("order.print", "", "change('print')", _("Print labels"), _("Labels and packing slips as a file to print")),
    Key("view.mentions", "", "ask_list('mentions')", _("Mentions of me"), _("Orders whose note names you after @")),
    Key("trash.empty", "", "change('empty_trash')", _("Empty the trash"), _("Remove its orders for good; admins only")),
    Key("buyer.erase", "", "change('erase_buyer')", _("Erase buyer"), _("Remove a buyer's data; admins only")),
    Key("desk.texts", "", "change('texts')", _("Message templates"), _("Write the texts for buyers; admins only")),
    Key("desk.theme", "", "app.change_theme", _("Theme"), _("Choose the colours of the screen")),
    Key("desk.hints", "", "change('hints')", _("Hints"), _("Turn the hints at the start off, or on again")),
    Key(
        "desk.guide",
        "",
        "app.open('guide')",
        _("Guide"),
        _("How to use the console, topic by topic; the help opens it too"),
    ),
)
"""Wanted too seldom for a key."""
_LABEL_CELLS = 34
_KEY_CELLS = 12


class Command(NamedTuple):
    """One line of the palette."""

    label: str
    run: Callable[[], object]
    keys: str = ""
    about: str = ""
    """What it does; already fit for a terminal."""
    words: str = ""
    """What it is known by besides its label."""
    whose: str = ""
    """To which order it is done; that is shown, and never found: a piece of a name must not lead to a change."""

    def line(self) -> Content:
        """The label, its keys, and what it does, as far as there is room."""
        label = self.label + " " * (_LABEL_CELLS - cell_len(self.label))
        # A label that is too long takes the cells that are free behind its keys.
        keys = self.keys + " " * (_LABEL_CELLS + _KEY_CELLS - cell_len(label) - cell_len(self.keys))
        return Content.assemble(
            label, " ", (keys, "$text-accent"), " ", (self.about or self.whose, "$text-muted not bold")
        )


class DeskCommands(Provider):
    """The console's own commands."""

    def __init__(self, screen: Screen[Any], match_style: Style | None = None) -> None:
        super().__init__(screen, match_style)
        self._offers: tuple[Offer, ...] = ()
        """What can be done to the orders that one would act on."""

    async def startup(self) -> None:
        if isinstance(self.screen, MainScreen) and self.screen.is_available(ACTIONS):
            self._offers = await self.screen.order_parts.actions.offers()

    async def search(self, query: str) -> Hits:
        if not isinstance(self.screen, MainScreen):
            return  # over a dialog there is nothing that they could be meant for
        if command := await _order(query, self.screen):
            yield Hit(2.0, command.line(), command.run, text=command.label)
        for command in (*self._commands(self.screen), *_lists(self.screen), *_themes(self.screen)):
            score = rank(query, command.label, words=command.words, about=command.about)
            if score > 0:
                yield Hit(score, command.line(), command.run, text=command.label)

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        if isinstance(self.screen, MainScreen):
            for command in self._commands(self.screen):
                yield DiscoveryHit(command.line(), command.run, text=command.label)

    def _commands(self, screen: MainScreen) -> Iterator[Command]:
        """What the order offers, and the key table."""
        whose = _whose(screen)
        for action, _able in self._offers:
            menu = f"{ACTIONS.shown} {BACK_LETTER}" if action.group is ActionGroup.BACK else ACTIONS.shown
            keys = f"{menu} {action.letter}"
            yield Command(action.label, partial(screen.carry_out, action.id), keys, whose=whose)
        for table in (ORDER, VIEW, DESK, _WITHOUT_KEY):
            for key in table:
                if key.id not in _NOT_HERE and screen.is_available(key):
                    yield Command(key.description, partial(screen.run_action, key.action), key.shown, key.tooltip)


class ThemeCommands(Provider):
    """The themes that hold what they promise in this terminal: ours."""

    async def discover(self) -> Hits:
        for command in _themes(self.screen):
            yield DiscoveryHit(command.line(), command.run, text=command.label)

    async def search(self, query: str) -> Hits:
        for command in _themes(self.screen):
            if (score := rank(query, command.label, words=command.words)) > 0:
                yield Hit(score, command.line(), command.run, text=command.label)


async def _order(typed: str, screen: MainScreen) -> Command | None:
    """The jump to an order, if one has the id that is typed."""
    order_id = typed.strip().removeprefix("#")
    if not ORDER_ID.fullmatch(order_id):
        return None
    try:
        query = await screen.chooser.order(order_id.upper())
    except RuleBroken:
        return None
    label = _("Go to order {order}").format(order=show(query.text))
    return Command(label, partial(screen.go_to_order, query.text))


def _whose(screen: MainScreen) -> str:
    """The orders that the quick actions are offered for."""
    if count := screen.orders.marking.count(screen.orders.marks):
        text = ngettext("{count} marked order", "{count} marked orders", count)
        return text.format(count=number(count))
    order = screen.orders.current()
    return "" if order is None else f"{show(order.order_id)} {excerpt(order.name, 30)}"


def _lists(screen: MainScreen) -> Iterator[Command]:
    """The days and the filters with one choice, each in the list that is shown."""
    query = screen.order_query
    for preset in Preset:
        label = preset.label()
        text = _("{fact}: {value}").format(fact=_("Dates"), value=label)
        yield Command(text, partial(screen.show_list, query.with_period(Period(preset))), words=label)
    for name in COUNTED:
        fact = FACTS[name]
        for value, word in known_values(fact).items():
            label = _(word)
            text = _("{fact}: {value}").format(fact=fact.title, value=label)
            yield Command(text, partial(screen.show_list, query.without(name).toggled(name, value)), words=label)


def _themes(screen: Screen[Any]) -> Iterator[Command]:
    for theme, label in choices_of("theme").items():
        text = _("{fact}: {value}").format(fact=_("Theme"), value=label)
        yield Command(text, partial(setattr, screen.app, "theme", theme), words=f"{label} {theme}")
