"""The styles of a table's lines, worked out once from its component classes."""

from collections.abc import Callable
from typing import NamedTuple

from rich.style import Style

LINES = ("even-row", "odd-row", "fixed", "hover", "marked", "cursor", "dim", "header", "header-hover")
"""What lines are told apart by, each a component class with `datatable--` in front."""

CSS = """
LazyDataTable {
    background: $surface;
    color: $foreground;
    height: 1fr;
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size: 1 1;

    & > .datatable--header { background: $panel; color: $foreground; text-style: bold; }
    & > .datatable--header-hover { background: $marked; }
    & > .datatable--even-row { background: $stripe; }
    & > .datatable--fixed { background: $panel; }
    & > .datatable--hover { background: $block-hover-background; }
    & > .datatable--marked { background: $marked; }
    & > .datatable--dim { color: $text-disabled; }
    & > .datatable--cursor {
        background: $block-cursor-blurred-background;
        color: $block-cursor-blurred-foreground;
        text-style: $block-cursor-blurred-text-style;
    }
    &:ansi > .datatable--marked { text-style: bold; }
    &:focus > .datatable--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: $block-cursor-text-style;
    }
}
"""
"""How they look."""


def overlay(style: Style, base: Style) -> Style:
    """What `style` says beyond `base`, so that it can be laid over other styles than that."""
    return style.without_color + Style.from_color(
        None if style.color == base.color else style.color,
        None if style.bgcolor == base.bgcolor else style.bgcolor,
    )


class LineState(NamedTuple):
    """Everything but the row itself on which the look of its line depends."""

    cursor: bool = False
    hover: bool = False
    marked: bool = False
    stripe: int | None = None
    """0 on even rows, 1 on odd ones; none in a table without stripes."""

    @property
    def calm(self) -> bool:
        """Whether nothing sets the line apart from its neighbours."""
        return not (self.cursor or self.hover or self.marked)


class Styles:
    """The styles that component classes and tones have at one time."""

    def __init__(self, base: Style, component: Callable[[str], Style], toned: Callable[[str], Style]) -> None:
        """Work the styles of the lines out.

        Args:
            base: the style of the table itself.
            component: the style of a component class of the table; `base` where there is no such class.
            toned: the style of the table where its text has a tone.
        """
        self.base = base
        self._toned = toned
        self._lines = {name: overlay(component(f"datatable--{name}"), base) for name in LINES}
        self._tones: dict[str, Style] = {}

    def over(self, line: Style, name: str) -> Style:
        """The style of a line with one of `LINES` laid over it."""
        return line + self._lines[name]

    def toned(self, line: Style, tone: str) -> Style:
        """The style of a line where its text has a tone."""
        style = self._tones.get(tone)
        if style is None:
            style = self._tones[tone] = overlay(self._toned(tone), self.base)
        return line + style

    def line(self, state: LineState) -> Style:
        """The style of the line of a row as a whole."""
        # Alone: mark and stripe under it would take its contrast away.
        if state.cursor:
            return self.over(self.base, "cursor")
        style = self.base
        if state.stripe is not None:
            style = self.over(style, "odd-row" if state.stripe else "even-row")
        if state.marked:
            style = self.over(style, "marked")
        if state.hover:
            style = self.over(style, "hover")
        return style
