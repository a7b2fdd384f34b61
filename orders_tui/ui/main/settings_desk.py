"""The settings: the list of them, one changed after the other, each where it is kept."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from orders_tui.config.changing import accept
from orders_tui.config.file import ConfigError
from orders_tui.config.settings import ABOUT, FROM_ORDERS, PERSONAL, Setting, Source, change, settings
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.rights import Right
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.store.errors import DatabaseError
from orders_tui.ui.desk import Desk
from orders_tui.ui.key import Key
from orders_tui.ui.keymap import KEYS, accept_keys, can_be_changed
from orders_tui.ui.main.availability import not_for
from orders_tui.ui.main.report import Report
from orders_tui.ui.palettes import OURS
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.screens import choice, confirm
    from orders_tui.ui.screens import setting_words as words
    from orders_tui.ui.screens import settings as screens
else:
    choice = LazyModule("orders_tui.ui.screens.choice")
    confirm = LazyModule("orders_tui.ui.screens.confirm")
    screens = LazyModule("orders_tui.ui.screens.settings")
    words = LazyModule("orders_tui.ui.screens.setting_words")

SettingsName = Literal["settings"]
"""What a key can ask for."""
_TEXTS = ("instructions", "templates")


class SettingsDesk:
    """Shows the settings and changes them."""

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        edit_texts: Callable[[], Awaitable[Report | None]],
        theme: Callable[[str], str],
        restart: Callable[[], None] | None,
    ) -> None:
        """Make it.

        Args:
            desk: the store, its file, and who asks.
            ask: opens dialogs.
            edit_texts: opens the texts of the shop.
            theme: takes this theme, where one is named, and answers with the one in force.
            restart: starts the console anew; None where it cannot be.
        """
        self._desk = desk
        self._ask = ask
        self._edit_texts = edit_texts
        self._theme = theme
        self._restart = restart
        self._waits = False
        """Whether something was saved that takes effect when the console starts again."""

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
                await self._offer_restart()
                return None
            # A dash in front asks for the default in place of the setting.
            chosen = answer.removeprefix("-")
            setting = next(each for each in listed if each.name == chosen)
            try:
                said = await self._changed(setting, listed, clear=answer.startswith("-"))
            except (RuleBroken, ConfigError, DatabaseError) as refusal:
                said = str(refusal)

    async def _offer_restart(self) -> None:
        if self._restart is None or not self._waits:
            return
        self._waits = False
        question = _("Restart the console now for the new settings to take effect? Marks are lost.")
        if await self._ask(confirm.ConfirmDialog(Content(question), _("Start again"), no=_("Not now"))):
            self._restart()

    async def _read(self) -> tuple[Setting, ...]:
        desk = self._desk
        return await desk.on_facts(settings, desk.store, desk.actor, desk.database, self._theme(""))

    def _readable(self) -> str:
        return "" if self._desk.actor.may(Right.ADMINISTER) else _("Only admins may change the settings of the shop.")

    async def _changed(self, setting: Setting, listed: Sequence[Setting], *, clear: bool) -> str:
        """Change one of those listed, and say what became of it; empty if nothing was done."""
        if setting.kind not in PERSONAL and not self._desk.actor.may(Right.ADMINISTER):
            return not_for(self._desk.actor)
        if setting.kind in FROM_ORDERS:
            return _("A store or seller is known from its first order on: add one, or import a file.")
        if setting.kind in _TEXTS:
            report = await self._edit_texts()
            return report.sentence if report else ""
        if clear:
            return "" if setting.is_new else await self._give(setting, "")
        if setting.is_new:
            return await self._add(setting, listed)
        return await self._change(setting)

    async def _change(self, setting: Setting) -> str:
        """Ask for another value: one of those to choose from, where there are only a few."""
        known = words.choices_of(setting.kind)
        if not known:
            saved = await self._ask(screens.SettingForm(setting, self._save))
            return "" if saved is None else self._saved(setting)
        choices = [(value, Content(label)) for value, label in known.items()]
        title = Content(screens.title_of(setting))
        free = setting.kind == "timezone"
        chosen = await self._ask(choice.ChoiceDialog(title, choices, chosen=setting.value, free=free))
        return "" if chosen is None else await self._give(setting, chosen)

    async def _add(self, setting: Setting, listed: Sequence[Setting]) -> str:
        """Ask for what is to be set in addition."""
        if setting.kind == "keys":
            name = await self._choose_action()
            known = {each.name: each for each in listed}
            return "" if name is None else await self._change(known.get(f"keys.{name}", _keys_of(name)))
        name = await self._ask(screens.SettingForm(setting, self._save))
        if name is None:
            return ""
        # The form takes a name alone, whose value is asked for next, or both at once, which are stored then.
        added = next((each for each in await self._read() if each.name == name), None)
        return await self._change(Setting(name, "", Source.DEFAULT)) if added is None else self._saved(setting)

    async def _choose_action(self) -> str | None:
        """Which action is to get other keys, of all that can, with those that they have."""
        actions = [key for key in KEYS.values() if can_be_changed(key)]
        choices = [(key.id, _action_line(key)) for key in actions]
        return await self._ask(choice.ChoiceDialog(Content(_("Which action should get other keys?")), choices))

    async def _give(self, setting: Setting, text: str) -> str:
        if setting.kind == "theme":
            self._theme(text or OURS[0])
            return ""
        await self._save(setting.name, text)
        return self._saved(setting)

    async def _save(self, name: str, text: str) -> None:
        """Store a value; a refusal says which setting it is of before anything else."""
        desk = self._desk
        check = accept_keys if name.startswith("keys.") else accept
        try:
            await desk.write(change, desk.store, desk.actor, desk.database, name, text, check)
        except ConfigError as refusal:
            if not refusal.reason:
                raise
            title = _(ABOUT[name.partition(".")[0]])
            raise RuleBroken(_("{setting}: {reason}.").format(setting=title, reason=refusal.reason)) from None

    def _saved(self, setting: Setting) -> str:
        title = _(ABOUT[setting.kind])
        if setting.at_once:
            return _("{text} saved.").format(text=title)
        self._waits = True
        return _("{text} saved; it takes effect when the console restarts.").format(text=title)


def _keys_of(action: str) -> Setting:
    """The keys of an action that has those from the start."""
    return Setting(f"keys.{action}", ", ".join(KEYS[action].shown_keys), Source.DEFAULT)


def _action_line(key: Key) -> Content:
    return Content.assemble((key.description, "bold"), "  ", (", ".join(key.shown_keys), "$text-accent"), f"  {key.id}")
