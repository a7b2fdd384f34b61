"""A page of the guide in lines of a given width, for any screen."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from orders_tui.guide.topics import Block, BlockKind, rows

_NARROWEST = 8
"""The fewest characters that a column of a table is squeezed to."""
_GAP = 2
"""Blanks between two columns."""
_TICK = "`"

Measure = Callable[[str], int]
"""How many cells a text takes."""


class GuideLine(NamedTuple):
    """A line of a page; every backtick that opens in it closes in it."""

    kind: BlockKind
    text: str
    head: bool = False
    """Whether it belongs to the head of a table."""


def without_ticks(text: str) -> int:
    """The cells of a text whose backticks are not shown."""
    return len(text) - text.count(_TICK)


def laid_out(page: Iterator[Block], width: int, measure: Measure = len) -> Iterator[GuideLine]:
    """The lines of a page, with an empty one between two blocks but not between two items.

    Args:
        page: the blocks, as `topics.blocks` reads them.
        width: how many cells a line has; lines of code are longer where they are written so.
        measure: the cells of a text.
    """
    before: BlockKind | None = None
    for block in page:
        if before and not (before is block.kind is BlockKind.ITEM):
            yield GuideLine(BlockKind.TEXT, "")
        before = block.kind
        yield from _lines(block, width, measure)


def _lines(block: Block, width: int, measure: Measure) -> Iterator[GuideLine]:
    match block.kind:
        case BlockKind.CODE:
            yield from (GuideLine(BlockKind.CODE, f"  {line}") for line in block.lines)
        case BlockKind.TABLE:
            yield from _table(rows(block), width, measure)
        case BlockKind.ITEM:
            for place, line in enumerate(_wrapped(block.lines[0], width - 2, measure)):
                yield GuideLine(BlockKind.ITEM, f"{'  ' if place else '- '}{line}")
        case _:
            yield from (GuideLine(block.kind, line) for line in _wrapped(block.lines[0], width, measure))


def _table(table: list[list[str]], width: int, measure: Measure) -> Iterator[GuideLine]:
    columns = range(len(table[0]))
    widths = [max(measure(row[column]) for row in table) for column in columns]
    while sum(widths) + _GAP * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        # The widest gives way first, so that keys and commands beside long sentences stay whole.
        widths[widths.index(max(widths))] -= 1
    for place, row in enumerate(table):
        cells = [_wrapped(row[column], widths[column], measure) for column in columns]
        for at in range(max(map(len, cells))):
            parts = [cell[at] if at < len(cell) else "" for cell in cells]
            padded = [
                part + " " * (wide + _GAP - measure(part)) for part, wide in zip(parts[:-1], widths[:-1], strict=True)
            ]
            yield GuideLine(BlockKind.TABLE, "".join([*padded, parts[-1]]).rstrip(), head=not place)


def _wrapped(text: str, width: int, measure: Measure) -> list[str]:
    """A text on as many lines as it needs; a word that is longer than a line is broken."""
    lines: list[str] = []
    words = [part for word in text.split(" ") for part in _broken(word, width, measure)]
    for word in words:
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(_reopened(lines) + word)
    return [line + _TICK * (line.count(_TICK) % 2) for line in lines]


def _broken(word: str, width: int, measure: Measure) -> list[str]:
    """A word in parts that each fit a line."""
    if measure(word) <= width:
        return [word]
    size = max(1, width - 2)  # room for the backticks that a part may have to open and close
    return [word[at : at + size] for at in range(0, len(word), size)]


def _reopened(lines: list[str]) -> str:
    """The backtick with which a line begins that goes on with what the line above did not close."""
    return _TICK if lines and lines[-1].count(_TICK) % 2 else ""
