"""All keys, from the one list of them."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input, Static

from orders_tui.domain.ranking import rank
from orders_tui.domain.words import _
from orders_tui.ui.help_keys import KEY_TABLE
from orders_tui.ui.key import Key
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keymap import KEYS, keyed
from orders_tui.ui.keys import DETAIL, LIST, bindings, groups
from orders_tui.ui.screens import guide
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.lines import Lines
from orders_tui.ui.widgets.text_line import TextLine

_KEYS = 20
"""The cells in which the keys stand, before what they do."""


class HelpLines(Lines, can_focus=True):
    """The text of the help."""

    FOCUS_EDGE = False

    BINDINGS = bindings(DETAIL)

    def __init__(self, here: Sequence[Key]) -> None:
        super().__init__()
        self._here = here

    typed: var[str] = var("", init=False)
    """What the keys shown are narrowed to."""

    def watch_typed(self) -> None:
        self.on_resize()
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Write the table anew for this width."""
        found = list(_lines(self._here, self.text_width, self.typed))
        self.show_lines(found or [Content.styled(_("No matches found"), "$text-muted")])


class HelpDialog(Dialog[None]):
    """The key table, to scroll, and to search in."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEY_TABLE)

    DEFAULT_CSS = """
    HelpDialog .dialog { width: 84; max-width: 100%; height: 90%; }
    HelpDialog Input { width: 100%; margin-bottom: 1; }
    HelpDialog HelpLines { height: 1fr; background: $panel; }
    """

    def __init__(self, here: Sequence[Key] = ()) -> None:
        """Make the table; `here` are the keys of the place from which it was opened."""
        super().__init__()
        self._here = tuple(here)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("Keys")), classes="dialog-title")
            yield TextLine(placeholder=keyed(_("<help.find> a key, or what it does")), max_length=40)
            yield HelpLines(self._here)
            hint = _("<help.find> search · <help.guide> guide · <pane.up> <pane.down> scroll · Esc close")
            yield Static(key_hint(hint), classes="dialog-hint")

    def on_mount(self) -> None:
        self.query_one(HelpLines).focus()

    def action_guide(self) -> None:
        """Open the guide in the place of the keys."""
        self.app.switch_screen(guide.GuideDialog())

    def action_find(self) -> None:
        """Go to the search."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.query_one(HelpLines).typed = event.value

    @on(Input.Submitted)
    def _found(self) -> None:
        self.query_one(HelpLines).focus()

    def action_leave(self) -> None:
        """Leave the search first, then close."""
        field = self.query_one(Input)
        if field.value:
            field.value = ""
            self.query_one(HelpLines).focus()
        else:
            super().action_leave()


def _fits(key: Key, typed: str) -> bool:
    """Whether a key is meant: by itself, or by what it does."""
    word = typed.strip()
    return not word or word in key.shown.split() or rank(word, key.description, about=key.tooltip) > 0


def keys_here(screen: Screen[Any]) -> tuple[Key, ...]:
    """The keys of a dialog, or of the part of the main screen that is in use; none where these are the first anyway."""
    bound = [active for active in screen.active_bindings.values() if active.binding.id in KEYS]
    own = [active for active in bound if screen.is_modal or active.node is screen.focused]
    found = tuple(dict.fromkeys(KEYS[active.binding.id] for active in own if active.binding.id))
    return () if set(found) <= set(LIST) else found


def _lines(here: Sequence[Key], width: int, typed: str) -> Iterator[Content]:
    """The table, or what fits of it, in lines of this width; what a key does goes on below its own beginning."""
    first = [(_("Here"), tuple(here))] if here else []
    for title, table in (*first, *groups()):
        keys = [key for key in table if _fits(key, typed)]
        if not keys:
            continue
        yield Content.styled(title, "bold $text-accent")
        for key in keys:
            left = Content.styled(f"  {key.shown}", "bold")
            for part in Content(key.tooltip).wrap(max(8, width - _KEYS - 1)):
                yield Content.assemble(left.pad_right(max(0, _KEYS - cell_len(left.plain))), " ", part)
                left = Content("")
        yield Content("")
