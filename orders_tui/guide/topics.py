"""The topics of the guide, each a page in every language, read as blocks of text.

The pages are written in the part of Markdown that `blocks` knows: headings, paragraphs, list items, tables and fenced
blocks; keys, commands and words to type stand between backticks.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from orders_tui.domain.words import language

TOPICS = (
    "start",
    "page",
    "statuses",
    "keys",
    "finding",
    "buyers",
    "intake",
    "files",
    "config",
    "ssh",
    "backup",
    "shops",
    "questions",
)
"""The names of the topics, in the order in which they are read."""

_FOLDER = Path(__file__).parent
_FENCE = "```"


class BlockKind(StrEnum):
    """What a block of a page is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    TABLE = "table"
    CODE = "code"


class Block(NamedTuple):
    """A part of a page that is laid out by itself."""

    kind: BlockKind
    lines: tuple[str, ...]
    """The lines of CODE and the rows of a TABLE as they are written; of everything else one line."""


def page(topic: str, language_code: str = "") -> str:
    """The page of one of `TOPICS` as it is written, in the language in use if none is named."""
    return (_FOLDER / (language_code or language()) / f"{topic}.md").read_text(encoding="utf-8")


def title(topic: str) -> str:
    """What a topic is called, in the language in use."""
    return page(topic).partition("\n")[0].removeprefix("# ")


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a page."""
    waiting: list[str] = []
    fenced = False
    # The blank line at the end closes the last block.
    for line in [*text.splitlines(), ""]:
        if line.startswith(_FENCE):
            fenced = not fenced
        if waiting and not fenced and not _goes_on(waiting, line):
            yield _block(waiting)
            waiting = []
        if fenced or line.strip():
            waiting.append(line)


def _goes_on(waiting: list[str], line: str) -> bool:
    """Whether a line belongs to the block of those before it."""
    first = waiting[0]
    if first.startswith(_FENCE):
        return line.startswith(_FENCE)
    if first.startswith("|"):
        return line.startswith("|")
    return bool(line.strip()) and not first.startswith("#") and not line.startswith(("#", "- ", "|", _FENCE))


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if first.startswith(_FENCE):
        return Block(BlockKind.CODE, tuple(lines[1:-1]))
    if first.startswith("|"):
        return Block(BlockKind.TABLE, tuple(lines))
    kinds = {"# ": BlockKind.TITLE, "## ": BlockKind.HEADING, "- ": BlockKind.ITEM}
    mark = next((mark for mark in kinds if first.startswith(mark)), "")
    text = " ".join(line.strip() for line in lines).removeprefix(mark)
    return Block(kinds.get(mark, BlockKind.TEXT), (text,))


def rows(table: Block) -> list[list[str]]:
    """The cells of a table, row by row; the first row is its head."""
    written = [line.strip().strip("|").split("|") for line in table.lines]
    # The line of dashes below the head is no row.
    return [[cell.strip() for cell in row] for row in written if set("".join(row)) - set(" -:")]
