"""All keys, from the one list of them."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from orders_tui.domain.words import _
from orders_tui.ui.keys import groups
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.lines import Lines


class HelpLines(Lines, can_focus=True):
    """The text of the help."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", show=False),
        Binding("down,j", "scroll_down", show=False),
        Binding("pageup,ctrl+u", "page_up", show=False),
        Binding("pagedown,ctrl+d,space", "page_down", show=False),
        Binding("home,g", "scroll_home", show=False),
        Binding("end,G", "scroll_end", show=False),
    ]


class HelpDialog(Dialog[None]):
    """The key table, to scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,question_mark,f1", "leave", _("Close"), show=False)]

    DEFAULT_CSS = """
    HelpDialog .dialog { width: 84; max-width: 100%; height: 90%; }
    HelpDialog HelpLines { height: 1fr; background: $panel; }
    """

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("Keys")), classes="dialog-title")
            yield HelpLines()
            yield Static(Content(_("j k scroll · Esc closes")), classes="dialog-hint")

    def on_mount(self) -> None:
        pane = self.query_one(HelpLines)
        pane.show_lines(list(_lines()))
        pane.focus()


def _lines() -> Iterator[Content]:
    for title, keys in groups():
        yield Content.styled(title, "bold $text-accent")
        for key in keys:
            yield Content.assemble("  ", (key.shown.ljust(18), "bold"), " ", key.tooltip)
        yield Content("")
