"""The dialog in which orders get tags and lose them."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Label, Static

from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.text_line import TextLine

SHOWN = 12
"""How many of the known tags are named."""


class TagChange(NamedTuple):
    """Which tags are given and which are taken away."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class TagSuggester(Suggester):
    """Completes the last of several tags."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        begun = value.rpartition(",")[2].lstrip(" #")
        if not begun:
            return None
        return next((value + tag[len(begun) :] for tag in self._known if _completes(tag, begun)), None)


class TagsDialog(Dialog[TagChange]):
    """Answers with the tags to give and to take away."""

    DEFAULT_CSS = """
    TagsDialog .dialog-known { width: 44; margin-top: 1; }
    """

    def __init__(self, title: Content, known: Sequence[str], tags: Sequence[str] | None) -> None:
        """Make the dialog.

        Args:
            title: which orders, and that it is their tags.
            known: the tags that orders have.
            tags: those of the one order; None for several orders, which are given tags and lose some.
        """
        super().__init__()
        self._title = title
        # Completed, a tag that is shown in another way than it is stored would become another one.
        self._known = tuple(tag for tag in known if show(tag) == tag)
        self._tags = None if tags is None else {show(tag): tag for tag in tags}
        """The tags of the one order by what is shown of them."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            if self._tags is None:
                yield Label(Content.styled(_("Give"), "$foreground-muted"))
                yield self._field("tags-add", "")
                yield Label(Content.styled(_("Take away"), "$foreground-muted"))
                yield self._field("tags-remove", "")
            else:
                yield self._field("tags-add", ", ".join(self._tags))
            named = ", ".join(self._known[:SHOWN])
            yield Static(Content.styled(named, "$text-muted"), classes="dialog-known")
            yield Static(key_hint(_("→ complete · Enter save · Esc cancel")), classes="dialog-hint")

    def _field(self, name: str, value: str) -> Input:
        return TextLine(
            value,
            id=name,
            placeholder=_("Separate tags with commas"),
            suggester=TagSuggester(self._known),
            select_on_focus=False,
            max_length=500,
        )

    @on(Input.Submitted)
    def _save(self) -> None:
        if self.in_burst:
            return
        typed = _split(self.query_one("#tags-add", Input).value)
        if self._tags is None:
            taken = _split(self.query_one("#tags-remove", Input).value)
            self.dismiss(TagChange(typed, taken))
        else:
            add = tuple(tag for tag in typed if tag not in self._tags)
            self.dismiss(TagChange(add, tuple(tag for shown, tag in self._tags.items() if shown not in typed)))


def _completes(tag: str, begun: str) -> bool:
    return len(tag) > len(begun) and tag.casefold().startswith(begun.casefold())


def _split(text: str) -> tuple[str, ...]:
    """The tags that are named in a text, each once."""
    return tuple(dict.fromkeys(filter(None, (part.strip(" #") for part in text.split(",")))))
