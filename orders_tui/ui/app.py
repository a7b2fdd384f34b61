"""The console as a whole: it opens the store, shows the main screen and remembers what a person chose."""

import gc
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual.app import ScreenStackError
from textual.command import Provider
from textual.theme import ThemeProvider

from orders_tui.domain.commands import By, RuleBroken
from orders_tui.domain.days import Period
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.words import _
from orders_tui.store.files import DatabaseUnfit
from orders_tui.store.store import Store, open_store
from orders_tui.ui.base import ConsoleApp
from orders_tui.ui.desk import Desk
from orders_tui.ui.lifetime import run
from orders_tui.ui.screens.main import Looks, MainScreen

KEYS_WAIT_FOR = frozenset({"change", "dialog", "jump", "range"})
"""The groups of workers that open a dialog, mark orders or change them."""
FIRST_ROWS = 80
"""How many rows are read before the first frame: more than any terminal shows."""


class OrdersApp(ConsoleApp):
    """The console on one store."""

    # Textual reads the sheet of a screen when it is pushed, which the first one never is.
    CSS_PATH: ClassVar = ["app.tcss", "screens/main.tcss"]
    TITLE = "orders-tui"
    COMMANDS: ClassVar = {lambda: _desk_commands()}  # noqa: PLW0108 - it is defined below

    def __init__(self, store: Store, by: By) -> None:
        super().__init__()
        self._desk = Desk(store, by)
        self._kept = store.settings.all(by.name)
        theme = self._kept.get("theme")
        if theme in self.available_themes:
            self.theme = theme

    def get_default_screen(self) -> MainScreen:
        """The main screen at once: a screen below it would be laid out and painted for nothing."""
        store = self._desk.store
        query = opening_query(store, self._kept.get("list", ""))
        first = store.lists.first_page(query, FIRST_ROWS)
        looks = Looks(self.size.width, frozenset(self._kept.get("layout", "").split()))
        return MainScreen(self._desk, store.settings.get("business"), query, first, looks)

    def on_mount(self) -> None:
        # Nothing of what the start made goes away again, so the collector never has to look at it.
        gc.freeze()
        gc.enable()
        self.theme_changed_signal.subscribe(self, lambda theme: self.run_worker(self._desk.keep("theme", theme.name)))

    @property
    def busy(self) -> bool:
        """Whether a dialog is about to open, a change to be carried out, or another list to be shown."""
        try:
            [main] = self.screen_stack
        except (ValueError, ScreenStackError):
            return False  # a dialog is open, or the end is near
        if not isinstance(main, MainScreen):
            return False
        asked = any(worker.is_running and worker.group in KEYS_WAIT_FOR for worker in self.workers)
        return asked or main.is_behind

    def explain(self, error: BaseException) -> str | None:
        return str(error) if isinstance(error, RuleBroken | DatabaseUnfit) else None

    def action_command_palette(self) -> None:
        """Find any command; an order id jumps to it."""
        if isinstance(self.screen, MainScreen):  # over a dialog there is nothing that could be meant
            self._open_palette(_("A command, or an order id"))

    def search_themes(self) -> None:
        """Find a theme; it is remembered."""
        self._open_palette(_("A theme"), ThemeProvider)

    def _open_palette(self, placeholder: str, *providers: type[Provider]) -> None:
        from orders_tui.ui.screens.palette import Palette  # not needed for the first frame

        self.push_screen(Palette(providers or None, placeholder=placeholder))

    def on_unmount(self) -> None:
        self._desk.close()


def _desk_commands() -> type[Provider]:
    from orders_tui.ui.screens.palette import DeskCommands  # not needed for the first frame

    return DeskCommands


def opening_query(store: Store, kept: str) -> OrderQuery:
    """What the console shows first: the last 30 days, or everything when these are empty.

    Args:
        store: the shop.
        kept: the text form of a list with the role and the sort that were used last.
    """
    try:
        query = OrderQuery.parse(kept)
    except ValueError:
        query = OrderQuery()
    recent = query.with_period(Period.parse("30d"))
    return recent if store.counts.exists(recent) else query


def run_console(store_url: str, *, readonly: bool, unsafe: bool, by: By, zone: ZoneInfo) -> int:
    """Open the store and run the console on this terminal; the exit code of the process.

    Raises:
        DatabaseUnfit: if the database cannot be used.
    """
    store = open_store(store_url, readonly=readonly, create=not readonly, unsafe=unsafe, zone=zone)
    try:
        return run(lambda: OrdersApp(store, by))
    finally:
        store.close()
