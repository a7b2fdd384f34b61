"""Numbers as little pictures: a line of columns, a bar, and by how much something has grown."""

from collections.abc import Sequence

from textual.content import Content

from orders_tui.domain.trend import change
from orders_tui.ui.show import toned

_COLUMNS = "▁▂▃▄▅▆▇█"
_ASCII_COLUMNS = "_.,-~=+#"
"""The same where the font or the character set lacks them."""


def sparkline(numbers: Sequence[int], *, in_ascii: bool) -> str:
    """A column for each number, the highest for the largest; a blank for none."""
    columns, top = _ASCII_COLUMNS if in_ascii else _COLUMNS, max(numbers, default=0)
    return "".join(columns[(number * len(columns) - 1) // top] if number else " " for number in numbers)


def bar(part: int, whole: int, cells: int) -> str:
    """A bar of at most so many cells, in half cells; something of it is seen of everything but nothing."""
    halves = 0 if whole <= 0 else max(bool(part), round(2 * cells * part / whole))
    return "█" * (halves // 2) + "▌" * (halves % 2)


def growth(now: int, before: int) -> Content:
    """By how much a number has grown, with an arrow; empty where there was nothing before."""
    grown = change(now, before)
    if grown is None:
        return Content("")
    if not grown:
        return toned("=", "muted")
    return toned(f"▲{grown}%", "success") if grown > 0 else toned(f"▼{-grown}%", "warning")
