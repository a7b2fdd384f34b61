"""A line of a form that has one of a few values."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from orders_tui.ui.file_keys import CYCLE
from orders_tui.ui.keys import bindings


class Cycle(Static, can_focus=True):
    """What it is about, and its value, which the arrows and a click change."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(CYCLE)
    DEFAULT_CSS = """
    Cycle { width: 100%; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Cycle:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    index: reactive[int] = reactive(0, layout=False)
    """Which of the values it has."""

    class Turned(Message):
        """It has another value."""

    def __init__(self, label: str, values: Sequence[tuple[str, str]], *, width: int, value: str, id: str) -> None:
        """Make the line.

        Args:
            label: what it is about.
            values: each with what it says.
            width: the cells of the label.
            value: the one that it has at first.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self._label = label + " " * (width - cell_len(label))
        self._values = tuple(values)
        # Without the message of a change, since the value that it begins with is none.
        self.set_reactive(Cycle.index, [each for each, _said in values].index(value))

    @property
    def value(self) -> str:
        """The value that it has."""
        return self._values[self.index][0]

    def choose(self, value: str) -> None:
        """Give it one of its values."""
        self.index = [each for each, _said in self._values].index(value)

    def render(self) -> Content:
        said = self._values[self.index][1]
        return Content(f"{self._label}  ‹ {said} ›" if len(self._values) > 1 else f"{self._label}    {said}")

    def action_turn(self, by: int) -> None:
        """To the value so many further; after the last comes the first."""
        self.index = (self.index + by) % len(self._values)

    def watch_index(self) -> None:
        self.post_message(self.Turned())

    def on_click(self) -> None:
        self.action_turn(1)
