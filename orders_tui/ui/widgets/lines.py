"""A scrolling text of many lines that repaints only those that changed: a slow line notices every byte."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual


class Lines(ScrollView):
    """Lines of content, each cut at the width."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    Lines { overflow-x: hidden; overflow-y: auto; scrollbar-size: 1 1; scrollbar-gutter: stable; text-wrap: nowrap; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[Content, ...] = ()

    @property
    def line_count(self) -> int:
        return len(self._lines)

    def show_lines(self, lines: Sequence[Content]) -> None:
        """Show these lines; those that are as before are not painted again."""
        before, self._lines = self._lines, tuple(lines)
        if len(before) != len(self._lines):
            self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        for y in range(max(len(before), len(self._lines))):
            if _line(before, y) != _line(self._lines, y):
                self.refresh_lines(y, 1)

    def line_style(self, y: int) -> Style:
        """What lies under the text of a line."""
        return self.visual_style

    def render_line(self, y: int) -> Strip:
        y += self.scroll_offset.y
        width = self.scrollable_content_region.width
        style = self.line_style(y)
        content = _line(self._lines, y) or Content("")
        strips = Visual.to_strips(self, content.truncate(width, ellipsis=True), width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(width, style.rich_style)


def _line(lines: tuple[Content, ...], y: int) -> Content | None:
    return lines[y] if 0 <= y < len(lines) else None
