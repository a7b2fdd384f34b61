"""A scroll view for slow lines: no animation, and a scroll bar that is sent only when it looks different."""

from typing import Any

from textual import events
from textual.scroll_view import ScrollView

EIGHTHS = 8
"""In how many steps the thumb of a scroll bar crosses a cell."""


class CalmScrollView(ScrollView):
    """A scroll view that paints once for every scroll."""

    def lines_scrolled(self) -> None:
        """Called when other lines have come into view; must have them painted."""
        self.refresh(self.size.region)

    def scroll_to(self, x: float | None = None, y: float | None = None, **how: Any) -> None:
        """Scroll at once; an animated scroll would paint all lines at each of its steps."""
        super().scroll_to(x, y, **{**how, "animate": False, "force": True})

    def sync_thumb(self) -> None:
        """Put the thumb exactly where the scroll position is, as when the number of lines has changed."""
        self.vertical_scrollbar.position = self.scroll_y

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        if round(old_value) == round(new_value):
            return
        if self._thumb(new_value) != self._thumb(self.vertical_scrollbar.position):
            self.sync_thumb()
        self.lines_scrolled()

    def _thumb(self, scroll_y: float) -> int:
        """How far down the thumb is drawn; among a million lines a page seldom moves it.

        The bar paints itself anew whenever its position is set, even when it looks the same.
        """
        return int(scroll_y * self.size.height * EIGHTHS) // max(1, self.max_scroll_y)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        self._scroll_aside(event, -self.app.scroll_sensitivity_x)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        self._scroll_aside(event, self.app.scroll_sensitivity_x)

    def _scroll_aside(self, event: events.MouseEvent, cells: float) -> None:
        """Scroll without the animation that Textual gives a wheel turned sideways."""
        event.prevent_default()
        event.stop()
        self.scroll_to(x=self.scroll_x + cells)
