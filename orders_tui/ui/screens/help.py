"""All keys, from the one list of them."""

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from orders_tui.domain.words import _
from orders_tui.ui.keys import DETAIL, bindings, groups
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.lines import Lines

_KEYS = 20
"""The cells in which the keys stand, before what they do."""


class HelpLines(Lines, can_focus=True):
    """The text of the help."""

    BINDINGS = bindings(DETAIL)

    def on_resize(self) -> None:
        self.show_lines(list(_lines(self.text_width)))


class HelpDialog(Dialog[None]):
    """The key table, to scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y,n,q,question_mark,f1", "leave", _("Close"), tooltip=_("Close"), id="help.leave", show=False)
    ]

    DEFAULT_CSS = """
    HelpDialog .dialog { width: 84; max-width: 100%; height: 90%; }
    HelpDialog HelpLines { height: 1fr; background: $panel; }
    """

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("Keys")), classes="dialog-title")
            yield HelpLines()
            yield Static(Content(_("j k scroll · Esc close")), classes="dialog-hint")

    def on_mount(self) -> None:
        self.query_one(HelpLines).focus()


def _lines(width: int) -> Iterator[Content]:
    """The table in lines of this width; what a key does goes on below its own beginning."""
    for title, keys in groups():
        yield Content.styled(title, "bold $text-accent")
        for key in keys:
            left = Content.styled(f"  {key.shown}", "bold")
            for part in Content(key.tooltip).wrap(max(8, width - _KEYS - 1)):
                yield Content.assemble(left.pad_right(max(0, _KEYS - cell_len(left.plain))), " ", part)
                left = Content("")
        yield Content("")
