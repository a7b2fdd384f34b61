"""The console as a whole: it opens the store, shows the main screen and remembers what a person chose."""

import os
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal
from zoneinfo import ZoneInfo

from textual.app import ScreenStackError
from textual.theme import Theme

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.rights import Actor
from orders_tui.domain.sharing import Sharing
from orders_tui.domain.text import plain
from orders_tui.domain.words import _
from orders_tui.process import garbage
from orders_tui.process.lazy import LazyModule
from orders_tui.process.restart import AGAIN
from orders_tui.store.address import path_of
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Store, open_store
from orders_tui.ui.desk import Desk
from orders_tui.ui.groups import Background, Foreground
from orders_tui.ui.key import own_keys
from orders_tui.ui.keymap import KEYS
from orders_tui.ui.main.hints import Greeting, greeting
from orders_tui.ui.main.notices import clear_reports, show_notice, show_wait
from orders_tui.ui.main.opening import CURSOR, opening
from orders_tui.ui.main.order_parts import ForParts
from orders_tui.ui.main.screen import MainScreen
from orders_tui.ui.palettes import LIGHT
from orders_tui.ui.terminal.clipboard import Clipboard
from orders_tui.ui.terminal.console import ConsoleApp, HoldsKeys
from orders_tui.ui.terminal.lifetime import run

if TYPE_CHECKING:
    from orders_tui.ui.main import palette
    from orders_tui.ui.screens import guide, help
    from orders_tui.ui.terminal import palette as terminal_palette
else:
    guide = LazyModule("orders_tui.ui.screens.guide")
    help = LazyModule("orders_tui.ui.screens.help")
    palette = LazyModule("orders_tui.ui.main.palette")
    terminal_palette = LazyModule("orders_tui.ui.terminal.palette")

_HOLDING_KEYS = frozenset(Foreground)
_OPENING_FIELDS = ("view.search", "desk.palette")


class OrdersApp(ConsoleApp):
    """The console on one store."""

    # Textual reads the sheet of a screen when it is pushed, which the first one never is.
    CSS_PATH: ClassVar = ["app.tcss", "main/screen.tcss"]
    TITLE = "orders-tui"
    SEARCHES_PASTES: ClassVar = True
    COMMANDS: ClassVar = {lambda: palette.DeskCommands}

    def __init__(
        self,
        store: Store,
        actor: Actor,
        public_url: str = "",
        database: str = "",
        start: Greeting = "",
        may_restart: bool = False,
    ) -> None:
        """Make the console.

        Args:
            store: the open database.
            actor: who is at the terminal.
            public_url: as in `Desk`.
            database: as in `Desk`.
            start: what is shown first.
            may_restart: whether whoever runs it starts it anew after the exit code `AGAIN`.
        """
        super().__init__()
        self._desk = Desk(store, actor, public_url, database)
        self._start = start
        self._may_restart = may_restart
        self._clip = Clipboard(os.environ, super().copy_to_clipboard)
        self.set_keymap(own_keys())
        self.opens_field = frozenset(key for action in _OPENING_FIELDS for key in KEYS[action].bound.split(","))
        # Read on this thread, before the loop runs: theme, list and columns have to be known for the first frame.
        self._settings = store.settings.all(actor.name)
        theme = self._settings.get("theme")
        if theme in self.available_themes:
            self.theme = theme

    def get_default_screen(self) -> MainScreen:
        """The main screen at once: a screen below it would be laid out and painted for nothing."""
        store = self._desk.store
        opened = opening(store, self._desk.actor, self._settings, self.size.width)
        business, take_theme = store.settings.get("business"), partial(_take_theme, self)
        restart = partial(self.exit, return_code=AGAIN) if self._may_restart else None
        self._main = MainScreen(self._desk, business, opened, self._clip.copy, ForParts(take_theme, restart))
        return self._main

    def on_mount(self) -> None:
        garbage.resume()
        self._desk.say_waits(partial(show_wait, self), partial(clear_reports, self))
        if self._start:
            # Once the first frame is painted: what is shown here loads parts for which no row is to wait.
            self.call_after_refresh(self.screen.run_action, f"change('{self._start}')")
        self.theme_changed_signal.subscribe(self, partial(_remember_theme, self, self._desk))

    @property
    def busy(self) -> bool:
        """Whether a dialog is about to open, a change to be carried out, or another list to be shown."""
        try:
            top = self.screen
        except ScreenStackError:
            return False  # the end is near
        if not isinstance(top, MainScreen):
            return super().busy or not top.is_mounted
        asked = any(worker.is_running and worker.group in _HOLDING_KEYS for worker in self.workers)
        return asked or top.orders.is_behind

    def explain(self, error: BaseException) -> str | None:
        """The sentence of an error that is fit for a person; None for all others."""
        return str(error) if isinstance(error, RuleBroken | DatabaseError) else None

    def action_command_palette(self) -> None:
        """Find any command; an order id jumps to it."""
        if isinstance(self.screen, MainScreen):  # over a dialog there is nothing that could be meant
            self.push_screen(terminal_palette.ActionPalette(None, placeholder=_("A command, or an order id")))

    def action_open(self, name: Literal["help", "guide"]) -> None:
        """Open the help for the screen on top, or the guide; nothing over what will end by itself."""
        if not isinstance(self.screen, HoldsKeys):
            self.push_screen(guide.GuideDialog() if name == "guide" else help.HelpDialog(help.keys_here(self.screen)))

    def search_themes(self) -> None:
        """Find a theme; it is remembered."""
        self.push_screen(terminal_palette.ActionPalette((palette.ThemeCommands,), placeholder=_("A theme")))

    @property
    def clipboard(self) -> str:
        """What was copied here last, for fields that paste it."""
        return self._clip.last

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected on the screen."""
        self.run_worker(self._clip.copy(plain(text, lines=True)), group=Background.CLIPBOARD)

    def on_unmount(self) -> None:
        cursor = self._main.trail.left_on(self._main.cursor_on)
        self._desk.close(**{CURSOR: "" if cursor is None else str(cursor)})


def _remember_theme(app: OrdersApp, desk: Desk, theme: Theme) -> None:
    """Keep the theme that was chosen, and say where it cannot be seen."""
    app.run_worker(desk.remember("theme", theme.name), group=Background.SETTINGS)
    if theme.name == LIGHT and not app.shows_light:
        text = _("This terminal has no light background: the light theme looks like the dark one here.")
        show_notice(app.screen, text, warning=True)


def _take_theme(app: OrdersApp, name: str) -> str:
    """The theme in force, after this one was taken where one is named."""
    app.theme = name or app.theme
    return app.theme


def run_console(
    store_url: str,
    *,
    readonly: bool,
    unsafe: bool,
    actor: Actor,
    zone: ZoneInfo,
    sharing: Sharing | None = None,
    public_url: str = "",
    first: bool = False,
    may_restart: bool = False,
) -> int:
    """Open the store and run the console on this terminal; the exit code of the process.

    `first` says that the database was not there before: its shop is asked about. `may_restart` is as in `OrdersApp`.

    Raises:
        DatabaseError: if the database cannot be used.
    """
    store = open_store(
        store_url, readonly=readonly, create=not readonly, unsafe=unsafe, zone=zone, reader=actor, sharing=sharing
    )
    start = greeting(store, actor, first=first)
    try:
        return run(lambda: OrdersApp(store, actor, public_url, str(path_of(store_url)), start, may_restart))
    finally:
        store.close()
