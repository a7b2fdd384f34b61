"""The words that the search proposes, below its field; or what is wrong with a word of it."""

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from orders_tui.domain.text import show


class Proposals(Widget):
    """Shows each word that may come next on a line of its own; nothing where there is none."""

    DEFAULT_CSS = """
    Proposals { display: none; width: 46; height: auto; max-height: 10; padding: 0 1; background: $boost; }
    Proposals.-any { display: block; }
    """

    words: reactive[tuple[str, ...]] = reactive((), layout=True)
    """What the last word of the search may become."""
    chosen: reactive[int] = reactive(0)
    """Which of them is taken."""
    error: reactive[str] = reactive("", layout=True)
    """A sentence about a word that cannot be read."""

    def __init__(self, take: Callable[[int], None], *, id: str) -> None:
        """Make the widget.

        Args:
            take: takes the word of this index.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self._take = take

    def watch_words(self) -> None:
        self.chosen = 0
        self.set_class(bool(self.words or self.error), "-any")

    def watch_error(self) -> None:
        self.set_class(bool(self.words or self.error), "-any")

    def validate_chosen(self, chosen: int) -> int:
        return chosen % len(self.words) if self.words else 0

    def render(self) -> Content:
        if not self.words:
            return Content.styled(self.error, "$text-error")
        styles = ["bold $text-accent" if index == self.chosen else "" for index in range(len(self.words))]
        marks = ["› " if index == self.chosen else "  " for index in range(len(self.words))]
        lines = [
            Content.styled(mark + show(word), style)
            for mark, word, style in zip(marks, self.words, styles, strict=True)
        ]
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        if event.y < len(self.words):
            self._take(event.y)
