"""The thumb of an upright scroll bar: where it is drawn, and which cells of the bar its move changes."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from textual.geometry import Region
from textual.scrollbar import ScrollBar

EIGHTHS = 8
"""In how many steps the thumb crosses a cell."""


class Thumb(NamedTuple):
    """Where the thumb begins and ends, in eighths of a cell from the top; both 0 where all lines are seen, or none."""

    begin: int = 0
    end: int = 0

    @classmethod
    def of(cls, lines: int, height: int, position: float) -> "Thumb":
        """The thumb that Textual draws.

        Args:
            lines: how many there are.
            height: how many of them are seen; also the height of the bar.
            position: how far they are scrolled.
        """
        if lines <= height or not height:
            return cls()
        # Divided as Textual does it: otherwise a last digit of a fraction may make an eighth of a cell.
        size = max(1, height / (lines / height))
        begin = int((height - size) * (position / (lines - height)) * EIGHTHS)
        return cls(begin, begin + ceil(size * EIGHTHS))

    @property
    def cells(self) -> range:
        """The cells of the bar that it lies on, wholly or in part."""
        return range(self.begin // EIGHTHS, ceil(self.end / EIGHTHS))

    def changed(self, before: "Thumb") -> Iterator[int]:
        """The cells of the bar that look different from before."""
        inside = range(ceil(max(self.begin, before.begin) / EIGHTHS), min(self.end, before.end) // EIGHTHS)
        if self != before:
            yield from ({*self.cells, *before.cells}).difference(inside)


def repaint(bar: ScrollBar, before: Thumb, now: Thumb) -> None:
    """Paint the cells of a bar anew that look different, which are few; Textual would paint all."""
    for cell in now.changed(before):
        bar.refresh(Region(0, cell, bar.size.width, 1))
