"""A scrolling text of many lines that repaints only those that changed: a slow line notices every byte."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from orders_tui.ui.widgets.thumb import Thumb, repaint

STEP = 16
"""In steps of how many lines the room beyond the screen grows."""


class Lines(ScrollView):
    """Lines of content, each cut at the width."""

    ALLOW_SELECT = False

    FOCUS_EDGE: ClassVar[bool] = True
    """Whether an edge shows that the widget is in use; needless where nothing else can be."""

    DEFAULT_CSS = """
    Lines { overflow-x: hidden; overflow-y: scroll; scrollbar-size: 1 1; text-wrap: nowrap; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[Content, ...] = ()

    @property
    def text_width(self) -> int:
        """The cells of a line: the width but a blank at either side, which is cheaper than padding."""
        return max(1, self.scrollable_content_region.width - 2)

    @property
    def max_scroll_y(self) -> int:
        """As far as the last line, not into the room below it."""
        return max(0, len(self._lines) - self.scrollable_content_region.height)

    def on_mount(self) -> None:
        self.vertical_scrollbar.renderer = self._bar  # type: ignore[misc,assignment] # as Textual documents it

    def on_focus(self) -> None:
        self._repaint_edge()

    def on_blur(self) -> None:
        self._repaint_edge()

    def _repaint_edge(self) -> None:
        self.refresh(Region(0, 0, 1, self.size.height))

    def _bar(self, **how: Any) -> ScrollBarRender:
        """A scroll bar that ends with the last line, not with the room below it."""
        return ScrollBarRender(**how | {"virtual_size": max(len(self._lines), self.scrollable_content_region.height)})

    def show_lines(self, lines: Sequence[Content]) -> None:
        """Show these lines; those that are as before are not painted again."""
        thumb = self._thumb
        before, self._lines = self._lines, tuple(lines)
        self._make_room()
        repaint(self.vertical_scrollbar, thumb, self._thumb)
        seen = range(self.scroll_offset.y, self.scroll_offset.y + self.scrollable_content_region.height)
        self.repaint_lines(y for y in seen if not _line(before, y).is_same(_line(self._lines, y)))

    @property
    def _thumb(self) -> Thumb:
        return Thumb.of(len(self._lines), self.scrollable_content_region.height, self.vertical_scrollbar.position)

    def repaint_lines(self, lines: Iterable[int]) -> None:
        """Paint those of these lines anew that are on the screen, without the scroll bar beside them."""
        top, (width, height) = self.scroll_offset.y, self.scrollable_content_region.size
        if seen := [Region(0, y - top, width, 1) for y in lines if top <= y < top + height]:
            self.refresh(*seen)  # without any, Textual would paint the whole

    def _make_room(self) -> None:
        """Let all lines be scrolled to. Every change of the room lays the whole screen out, so it grows in steps."""
        width, height = self.scrollable_content_region.size
        beyond = max(0, len(self._lines) - height)
        room = Size(width, height + -(-beyond // STEP) * STEP)
        if room != self.virtual_size:
            self.virtual_size = room
        # The room may be what it was, although it has fewer lines now.
        if self.scroll_offset.y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False)

    def line_style(self, y: int) -> Style:
        """What lies under the text of a line."""
        return self.visual_style

    def render_line(self, y: int) -> Strip:
        y += self.scroll_offset.y
        width = self.scrollable_content_region.width
        style, text, has_edge = self.line_style(y), _line(self._lines, y), self.has_focus and self.FOCUS_EDGE
        if not (text.plain or has_edge):
            return Strip.blank(width, style.rich_style)
        edge = Content.styled("▌", "$border") if has_edge else Content(" ")
        line = Content.assemble(edge, text.truncate(self.text_width, ellipsis=True))
        strips = Visual.to_strips(self, line, width, 1, style, pad=True)
        return thrifty(strips[0]) if strips else Strip.blank(width, style.rich_style)


def _line(lines: tuple[Content, ...], y: int) -> Content:
    return lines[y] if 0 <= y < len(lines) else Content("")


def thrifty(strip: Strip) -> Strip:
    """The same line in fewer bytes: blanks take the colour of the text beside them, which nobody sees."""
    segments: list[Segment] = []
    for text, style, _control in strip:
        before = segments[-1] if segments else None
        if before and not text.strip(" ") and _same_ground(before.style, style):
            segments[-1] = Segment(before.text + text, before.style)
        elif before and not before.text.strip(" ") and _same_ground(before.style, style):
            segments[-1] = Segment(before.text + text, style)
        else:
            segments.append(Segment(text, style))
    return Strip(segments, strip.cell_length)


def _same_ground(one: RichStyle | None, other: RichStyle | None) -> bool:
    if one is None or other is None:
        return one is other
    # A line through or under a blank is seen, and so is the colour of the text where the two are swapped.
    lined = (one.underline, one.strike, one.reverse, other.underline, other.strike, other.reverse)
    return one.bgcolor == other.bgcolor and not any(lined)
