"""The first start of a shop: its name, time zone and language, and where its orders are to come from."""

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from orders_tui.domain.words import N_, _, language
from orders_tui.ui.keymap import keyed
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.screens.setting_words import LANGUAGE_NAMES, ZONES
from orders_tui.ui.widgets.cycle import Cycle
from orders_tui.ui.widgets.text_line import TextLine

BEGINNINGS = {
    "file": N_("a file of orders: CSV or Excel"),
    "messages": N_("messages of forms, gateways or Scalev"),
    "demo": N_("practise in the demo shop first"),
    "empty": N_("an empty list"),
}
"""What the shop can begin with."""


class FirstAnswers(NamedTuple):
    """What was chosen."""

    business: str
    """Empty where nothing was typed."""
    timezone: str
    language: str
    beginning: str
    """One of `BEGINNINGS`."""


class FirstStartDialog(Dialog[FirstAnswers]):
    """Answers with what was chosen; None leaves everything at its default."""

    DEFAULT_CSS = """
    FirstStartDialog > .dialog { width: 64; max-width: 100%; }
    FirstStartDialog .dialog-hint { width: 100%; }
    FirstStartDialog Input, FirstStartDialog Input:ansi { width: 100%; margin-bottom: 1; }
    """

    def __init__(self, zone: str) -> None:
        """Make the dialog.

        Args:
            zone: the time zone that holds now.
        """
        super().__init__()
        self._zone = zone

    def compose(self) -> ComposeResult:
        zones = {each: _(label) for each, label in ZONES.items()}
        zones.setdefault(self._zone, self._zone)
        lines = (
            ("zone", _("Time zone"), zones, self._zone),
            ("language", _("Language"), LANGUAGE_NAMES, language()),
            ("beginning", _("Begin with"), {each: _(label) for each, label in BEGINNINGS.items()}, "file"),
        )
        width = max(len(label) for _id, label, _values, _value in lines)
        with Vertical(classes="dialog"):
            yield Static(Content(_("Welcome to orders-tui")), classes="dialog-title")
            yield Label(Content(_("What is your shop called?")))
            yield TextLine(max_length=100, placeholder=_("such as Toko Sehat"))
            for name, label, values, value in lines:
                yield Cycle(label, list(values.items()), width=width, value=value, id=f"first-{name}")
            hint = _("Tab next line · <cycle.before> <cycle.after> choose · Enter go on · Esc later")
            yield Static(Content(keyed(hint)), classes="dialog-hint")
            yield Static(Content(keyed(_("<desk.settings> opens all settings later."))), classes="dialog-hint")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def key_enter(self) -> None:
        """Go on from any line."""
        self._go_on()

    def key_down(self) -> None:
        """To the next line."""
        self.focus_next()

    def key_up(self) -> None:
        """To the line before."""
        self.focus_previous()

    @on(Input.Submitted)
    def _go_on(self) -> None:
        if self.in_burst:
            return
        zone, spoken, beginning = (
            self.query_one(f"#first-{name}", Cycle).value for name in ("zone", "language", "beginning")
        )
        self.dismiss(FirstAnswers(self.query_one(Input).value.strip(), zone, spoken, beginning))
