"""The settings: the list of them, one changed after the other, each where it is kept."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from orders_tui.config.changing import accept
from orders_tui.config.file import ConfigError
from orders_tui.config.settings import ABOUT, PERSONAL, Setting, change, settings
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.rights import Right
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.store.errors import DatabaseError
from orders_tui.ui.desk import Desk
from orders_tui.ui.keymap import accept_keys
from orders_tui.ui.main.availability import not_for
from orders_tui.ui.main.report import Report
from orders_tui.ui.palettes import OURS
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.screens import choice
    from orders_tui.ui.screens import settings as screens
else:
    choice = LazyModule("orders_tui.ui.screens.choice")
    screens = LazyModule("orders_tui.ui.screens.settings")

SettingsName = Literal["settings"]
"""What a key can ask for."""
_TEXTS = ("instructions", "templates")
_KNOWN_FROM_ORDERS = ("stores", "sellers")


class SettingsDesk:
    """Shows the settings and changes them."""

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        edit_texts: Callable[[], Awaitable[Report | None]],
        theme: Callable[[str], str],
    ) -> None:
        """Make it.

        Args:
            desk: the store, its file, and who asks.
            ask: opens dialogs.
            edit_texts: opens the texts of the shop.
            theme: takes this theme, where one is named, and answers with the one in force.
        """
        self._desk = desk
        self._ask = ask
        self._edit_texts = edit_texts
        self._theme = theme

    async def open(self) -> Report | None:
        """Show the list until it is left."""
        chosen = said = ""
        while True:
            try:
                listed = await self._read()
            except ConfigError as error:
                return Report(str(error), warning=True)
            dialog = screens.SettingsDialog(listed, chosen, said, readable=self._readable())
            answer = await self._ask(dialog)
            if answer is None:
                return None
            chosen = answer.removeprefix("-")
            setting = next(each for each in listed if each.name == chosen)
            try:
                said = await self._changed(setting, clear=answer.startswith("-"))
            except (RuleBroken, ConfigError, DatabaseError) as refusal:
                said = str(refusal)

    async def _read(self) -> tuple[Setting, ...]:
        desk = self._desk
        return await desk.on_facts(settings, desk.store, desk.actor, desk.database, self._theme(""))

    def _readable(self) -> str:
        return "" if self._desk.actor.may(Right.ADMINISTER) else _("The settings of the shop are for admins to change.")

    async def _changed(self, setting: Setting, *, clear: bool) -> str:
        """Change one, and say what became of it; empty if nothing was done."""
        if setting.kind not in PERSONAL and not self._desk.actor.may(Right.ADMINISTER):
            return not_for(self._desk.actor)
        if setting.kind in _KNOWN_FROM_ORDERS:
            return _("A store or seller is known from its first order on: add one, or import a file.")
        if setting.kind in _TEXTS:
            report = await self._edit_texts()
            return report.sentence if report else ""
        if setting.kind == "theme":
            return await self._choose_theme()
        if clear:
            if setting.is_new:
                return ""
            await self._save(setting.name, "")
            return self._saved(setting)
        saved = await self._ask(screens.SettingForm(setting, self._save))
        return "" if saved is None else self._saved(setting)

    async def _choose_theme(self) -> str:
        labels = (_("dark"), _("light"), _("high contrast"))
        choices = [(theme, Content(label)) for theme, label in zip(OURS, labels, strict=True)]
        chosen = await self._ask(choice.ChoiceDialog(Content(_("Theme")), choices))
        if chosen is not None:
            self._theme(chosen)
        return ""

    async def _save(self, name: str, text: str) -> None:
        desk = self._desk
        check = accept_keys if name.startswith("keys.") else accept
        await desk.write(change, desk.store, desk.actor, desk.database, name, text, check)

    @staticmethod
    def _saved(setting: Setting) -> str:
        title = _(ABOUT[setting.kind])
        if setting.at_once:
            return _("{text} saved.").format(text=title)
        return _("{text} saved; it takes effect when the console starts again.").format(text=title)
