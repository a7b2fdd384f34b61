"""The guide in the console: its topics, and the page of one of them."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.words import _
from orders_tui.guide.layout import GuideLine, laid_out, without_ticks
from orders_tui.guide.topics import TOPICS, BlockKind, blocks, page, title
from orders_tui.ui.help_keys import GUIDE, GUIDE_TOPICS
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import DETAIL, bindings
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.lines import Lines

_STYLES = {BlockKind.TITLE: "bold $text-accent", BlockKind.HEADING: "bold", BlockKind.CODE: "$text-accent"}
"""The looks of whole lines."""
_KEY = "bold $text-accent"
"""The looks of keys and words to type inside a sentence."""


class Topics(OptionList):
    """The list of topics."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(GUIDE_TOPICS)


class GuidePage(Lines, can_focus=True):
    """The page of the topic that is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DETAIL)

    topic: var[str] = var(TOPICS[0], init=False)
    """Which page is shown."""

    def watch_topic(self) -> None:
        self.on_resize()
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Lay the page out for this width."""
        self.show_lines(list(_lines(self.topic, self.text_width)))


class GuideDialog(Dialog[None]):
    """Topics at the left, a page at the right; on a narrow screen one of the two."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(GUIDE)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual declares it on the instance

    DEFAULT_CSS = """
    GuideDialog > .dialog { width: 100%; max-width: 120; height: 100%; max-height: 100%; }
    GuideDialog Horizontal { height: 1fr; }
    GuideDialog Topics { width: 30; min-width: 30; height: 100%; margin-right: 1; }
    GuideDialog GuidePage { width: 1fr; height: 100%; background: $panel; }
    GuideDialog.-narrow Topics { width: 100%; margin-right: 0; }
    GuideDialog.-narrow GuidePage { display: none; }
    GuideDialog.-narrow.-reading GuidePage { display: block; }
    GuideDialog.-narrow.-reading Topics { display: none; }
    """

    def __init__(self, topic: str = "") -> None:
        """Make the dialog; where a topic is named its page is read at once, and closed with the dialog."""
        super().__init__()
        self._topic = topic

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("Guide")), classes="dialog-title")
            with Horizontal():
                yield Topics(*(Option(Content(title(name)), id=name) for name in TOPICS))
                yield GuidePage()
            yield Static(
                Content(keyed(_("<topics.read> read · <guide.next> next topic · Esc back"))), classes="dialog-hint"
            )

    def on_mount(self) -> None:
        self.query_one(Topics).highlighted = TOPICS.index(self._topic or TOPICS[0])
        if self._topic:
            self.call_after_refresh(self.action_read)
        else:
            self.query_one(Topics).focus()

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one(GuidePage).topic = str(event.option_id)

    @on(OptionList.OptionSelected)
    def _read(self) -> None:
        self.action_read()

    def action_read(self) -> None:
        """Go into the page."""
        self.add_class("-reading")
        self.query_one(GuidePage).focus()

    def action_topic(self, by: int) -> None:
        """Show the next topic, or the one before."""
        topics = self.query_one(Topics)
        topics.highlighted = ((topics.highlighted or 0) + by) % len(TOPICS)

    def action_leave(self) -> None:
        """From the page back to the topics, from there close."""
        if self.has_class("-reading") and not self._topic:
            self.remove_class("-reading")
            self.query_one(Topics).focus()
        else:
            super().action_leave()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click or Tab leads into the page too."""
        self.set_class(isinstance(event.widget, GuidePage), "-reading")


def _lines(topic: str, width: int) -> Iterator[Content]:
    """The lines of a topic."""
    for line in laid_out(blocks(page(topic)), width, without_ticks):
        yield _styled(line)


def _styled(line: GuideLine) -> Content:
    """A line with its looks; what stands between backticks is told apart without them."""
    if line.kind in _STYLES or line.head:
        return Content.styled(line.text.replace("`", ""), _STYLES.get(line.kind, "bold"))
    parts = line.text.split("`")
    return Content.assemble(*((part, _KEY if place % 2 else "") for place, part in enumerate(parts)))
