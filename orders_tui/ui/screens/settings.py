"""All settings in one list, and the form in which one of them gets another value."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.config.file import ConfigError
from orders_tui.config.settings import ABOUT, SOURCES, Setting
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import N_, _
from orders_tui.store.errors import DatabaseError
from orders_tui.ui.groups import Background
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import SETTINGS, bindings
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.screens.options_dialog import OptionsDialog
from orders_tui.ui.screens.setting_words import value_words
from orders_tui.ui.widgets.text_line import TextLine

Save = Callable[[str, str], Awaitable[None]]
"""Gives the setting of this name the value of this text; raises what is fit for a person."""

_GROUPS = {
    "business": N_("The shop"),
    "instructions": N_("Messages to buyers"),
    "blocked_phones": N_("Suspicious orders"),
    "shares": N_("People"),
    "language": N_("Your own"),
}
"""The headings, each before the kind of setting that it begins with."""
_HELP = {
    "business": N_("For the top line and the buyer's page; a seller of this name counts as yourself."),
    "public_url": N_("Where the order pages are served, such as https://orders.example; empty: no links to pages."),
    "couriers": N_("Suggested wherever a courier is asked for; separated by commas. Empty: the usual ones."),
    "blocked_phones": N_("New orders from these phones are put on hold; separated by commas."),
    "shares": N_("A share of the store's new orders, and the working hours if not always: 60 mon-fri 08:00-17:00"),
    "as_accounts": N_("System accounts that may name somebody else with --as; separated by commas."),
    "keys": N_("The keys of this action, separated by commas, such as ctrl+z, u; empty: the default ones."),
    "db": N_("A path from / or ~, or sqlite:///PATH; empty: a file in your data folder."),
}
"""What a value means and how it is written."""
_NEW = {
    "shares": N_("Add a person who gets new orders"),
    "roles": N_("Give a person a role"),
    "keys": N_("Give an action other keys"),
}
_NEW_HELP = {
    "shares": N_("Store, person and share, such as: Toko Sehat.sari = 60 mon-fri 08:00-17:00"),
    "roles": N_("System name, such as sari; the role is chosen next. Or both at once: sari = packer"),
}
_WIDTH = 110
_NAME_CELLS = 28
"""The column before the values."""
_AROUND = 8
"""The cells of the dialog beside its lines, with those of a scroll bar."""


class SettingsDialog(OptionsDialog[str]):
    """Answers with the name of the setting that is to be changed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SETTINGS)
    DEFAULT_CSS = """
    SettingsDialog > .dialog { width: 110; max-width: 100%; height: 100%; max-height: 38; }
    SettingsDialog .dialog-title { margin-bottom: 0; }
    SettingsDialog OptionList { width: 100%; height: 1fr; text-wrap: nowrap; }
    SettingsDialog .dialog-error { max-width: 100%; color: $text-accent; }
    SettingsDialog .dialog-hint { width: 100%; margin-top: 0; }
    """

    def __init__(self, settings: Sequence[Setting], chosen: str = "", said: str = "", *, readable: str = "") -> None:
        """Make the list.

        Args:
            settings: all of them.
            chosen: the name of the one that the cursor starts on.
            said: what became of the last change.
            readable: why this person may only read the settings of the shop; empty if it may change them.
        """
        super().__init__()
        self._settings = settings
        self._chosen = chosen
        self._said = said or readable

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("Settings")), classes="dialog-title")
            yield OptionList(*self._options())
            yield Static(Content(self._said), classes="dialog-error")
            yield Static(key_hint(_("Enter change · <settings.clear> default · Esc close")), classes="dialog-hint")

    def _options(self) -> Iterator[Option]:
        room = min(_WIDTH, self.app.size.width) - _AROUND - _NAME_CELLS
        before = ""
        for setting in self._settings:
            if setting.kind != before and setting.kind in _GROUPS:
                yield Option(Content.styled(_(_GROUPS[setting.kind]), "bold $text-accent"), disabled=True)
            before = setting.kind
            yield Option(_line(setting, room), id=setting.name)

    def on_mount(self) -> None:
        names = [setting.name for setting in self._settings]
        first = self._chosen if self._chosen in names else names[0]
        self.listed.highlighted = self.listed.get_option_index(first)
        self.listed.focus()

    def on_resize(self) -> None:
        """Make the lines anew for the room that they have now."""
        # Setting the options takes the cursor away.
        under_cursor = self.listed.highlighted
        self.listed.set_options(self._options())
        self.listed.highlighted = under_cursor

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if not self.in_burst:
            self.dismiss(str(event.option_id))

    def action_clear(self) -> None:
        """Answer with the setting under the cursor, to be taken out."""
        option = self.listed.highlighted_option
        if option is not None and option.id and not self.in_burst:
            self.dismiss(f"-{option.id}")


class SettingForm(Dialog[str]):
    """Asks for the value of one setting until it can be stored; answers with the name of the setting.

    Of somebody who is to get a role the name alone is an answer too; the role is not stored then.
    """

    DEFAULT_CSS = """
    SettingForm > .dialog { width: 90; max-width: 100%; }
    SettingForm .dialog-title { width: 100%; }
    SettingForm Input, SettingForm Input:ansi { width: 100%; }
    SettingForm .setting-about { width: 100%; color: $text-muted; margin-bottom: 1; }
    SettingForm .dialog-error, SettingForm .dialog-hint { width: 100%; max-width: 100%; }
    """

    def __init__(self, setting: Setting, save: Save) -> None:
        super().__init__()
        self._setting = setting
        self._save = save

    def compose(self) -> ComposeResult:
        new = self._setting.is_new
        about = (_NEW_HELP if new else _HELP).get(self._setting.kind, "")
        hint = _("Enter save · Esc cancel") if new else _("Enter save · empty: back to the default · Esc cancel")
        with Vertical(classes="dialog"):
            yield Static(
                Content(_(_NEW[self._setting.kind]) if new else title_of(self._setting)), classes="dialog-title"
            )
            yield Static(Content(_(about) if about else ""), classes="setting-about")
            yield TextLine(show(self._setting.value), max_length=2000, select_on_focus=False)
            yield Static("", classes="dialog-error")
            yield Static(key_hint(hint), classes="dialog-hint")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if self.in_burst:
            return
        name, text = self._setting.name, event.value
        if self._setting.is_new:
            given, equals, text = event.value.partition("=")
            name = f"{name}.{given.strip()}"
            if self._setting.kind == "roles" and given.strip() and not equals:
                self.dismiss(name)
                return
            if not given.strip() or not text.strip():
                self._say(_(_NEW_HELP[self._setting.kind]))
                return
        self._store(name, text)

    @work(exclusive=True, group=Background.SETTINGS)
    async def _store(self, name: str, text: str) -> None:
        try:
            await self._save(name, text)
        except (RuleBroken, ConfigError, DatabaseError) as refusal:
            self._say(str(refusal))
        else:
            self.dismiss(name)

    def _say(self, error: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(error))


def title_of(setting: Setting) -> str:
    """What the setting is called, with the name behind its kind."""
    behind = setting.name.partition(".")[2]
    return " ".join(filter(None, (_(ABOUT[setting.kind]), excerpt(behind))))


def _line(setting: Setting, room: int) -> Content:
    if setting.is_new:
        return Content.styled(f"  + {_(_NEW[setting.kind])}", "$text-muted")
    behind = setting.name.partition(".")[2]
    # There is no room for the kind before the names of a store and a person, or of an action.
    title = excerpt(behind) if setting.kind in ("shares", "keys") else title_of(setting)
    source = Content.styled(_source(setting), "$text-muted")
    return Content.assemble(
        _cell(Content(f"  {title}"), _NAME_CELLS),
        _cell(Content.styled(excerpt(value_words(setting), 200) or "–", "bold"), max(8, room - source.cell_length)),
        source,
    )


def _source(setting: Setting) -> str:
    """Where the value comes from, and whether another one waits for a start of the console."""
    return " · ".join([_(SOURCES[setting.source]), *([] if setting.at_once else [_("restart")])])


def _cell(text: Content, width: int) -> Content:
    return text.truncate(width - 1, ellipsis=True, pad=True) + " "
