"""Lines of which some can be stopped at: a cursor goes from one to the next."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.reactive import var
from textual.style import Style

from orders_tui.ui.widgets.facet_lines import Stop
from orders_tui.ui.widgets.lines import Lines
from orders_tui.ui.widgets.table.cursor import Move, Window


class StopLines(Lines):
    """Lines with a cursor that is on one of their stops."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"stops--cursor"}

    DEFAULT_CSS = """
    StopLines {
        background: $panel;
        & > .stops--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """

    cursor: var[int] = var(0)
    """Which of the stops the cursor is on."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._on_line: Mapping[int, Stop] = {}

    @property
    def stops(self) -> list[Stop]:
        """All lines that the cursor can be on, from the top."""
        return list(self._on_line.values())

    @property
    def current(self) -> Stop | None:
        """What the cursor is on."""
        return self.stops[self.cursor] if self.cursor < len(self._on_line) else None

    def show(self, lines: Sequence[Content], on_line: Mapping[int, Stop]) -> None:
        """Show these lines, with the cursor on the stop where it was, or else on one of the same filter.

        Args:
            lines: what stands there.
            on_line: the stops by the lines that they stand on.
        """
        before = self.current
        self._on_line = on_line
        self.show_lines(lines)
        stops = self.stops
        same = [index for index, stop in enumerate(stops) if stop == before]
        near = [index for index, stop in enumerate(stops) if before and stop.facet == before.facet != ""]
        self.cursor = next(iter([*same, *near]), self.validate_cursor(self.cursor))

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._on_line) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        lines = list(self._on_line)
        self.repaint_lines(lines[index] for index in (before, now) if index < len(lines))
        self.scroll_to_cursor()

    def scroll_to_cursor(self) -> None:
        """Have the line of the cursor on the screen, and the heading above it where it is the first below one.

        Without room, as while it is not shown, nothing is scrolled.
        """
        lines, height = list(self._on_line), self.size.height
        if not height or self.cursor >= len(lines):
            return
        line = lines[self.cursor]
        top = 0 if self.cursor == 0 else line if line - 1 in self._on_line else line - 1
        if not self.scroll_offset.y <= top <= line < self.scroll_offset.y + height:
            self.scroll_to(y=max(0, line - height // 2) if self.cursor else 0, animate=False)

    def line_style(self, y: int) -> Style:
        lines = list(self._on_line)
        # Lines that never have the focus are moved through by the keys of a field beside them.
        if (self.has_focus or not self.can_focus) and self.cursor < len(lines) and lines[self.cursor] == y:
            return self.visual_style + self.get_visual_style("stops--cursor")
        return self.visual_style

    def clicked(self, event: events.Click) -> Stop | None:
        """Put the cursor on the stop that was clicked; None where there is none."""
        stop = self._on_line.get(event.y + self.scroll_offset.y)
        if stop is not None:
            self.cursor = self.stops.index(stop)
        return stop

    def action_move(self, way: Move) -> None:
        """Move to another stop."""
        self.cursor += Window(page=self.size.height, total=len(self._on_line)).step(way)
