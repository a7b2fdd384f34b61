"""Keys that arrive together: from a paste that the terminal does not mark as one, or over a line that stalled."""

import re
from collections.abc import Iterable, Iterator, Sequence

from textual.events import Event, Key
from textual.message import Message

_LEAST_PASTED = 8
"""Characters: a person types fewer while a line stalls for as long as one bears it without looking up."""
_MOST_TYPED = 100
"""Characters: nobody types more than this ahead."""
_HELD = re.compile(r"(.)\1{3,}", re.DOTALL)
"""A key that was held down; few names, numbers or sums have the same character four times in a row."""
_MOVES = frozenset(" hjklv")
"""What marking and moving types, over and over; no text that a person copies is written with these alone."""
_MARKS_A_RANGE = _MOVES | frozenset("gG.")
"""What a range of orders is marked with, and its menu opened."""
_LEAST_DIFFERENT = 3
"""Keys: two commands are typed in one go, such as `.o`; three different ones are rather a name or a number."""
_BLANKS = {"\r": "\n", "\n": "\n", "\t": "\t"}


class Burst(Event, bubble=False):
    """At least two keys that arrived together."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        self.keys = tuple(keys)

    @property
    def text(self) -> str:
        """What the keys write, with a newline for Enter; empty if one of them writes nothing, as an arrow does."""
        characters = [_written(key) for key in self.keys]
        return "".join(characters) if all(characters) else ""

    @property
    def is_pasted(self) -> bool:
        """Whether it is more text than a person types in that time; a key that is held down counts once."""
        return len(_HELD.sub(r"\1", self.text)) >= _LEAST_PASTED and not _MOVES.issuperset(self.text)

    @property
    def is_text(self) -> bool:
        """Whether it is more likely a text than commands, where letters are commands."""
        different = set(self.text) - {"\n"}
        return self.is_pasted or (len(different) >= _LEAST_DIFFERENT and not _MARKS_A_RANGE.issuperset(different))

    @property
    def may_be_typed(self) -> bool:
        """Whether a person may have typed it into one field: not too much, and Enter at the end or nowhere."""
        return len(self.keys) <= _MOST_TYPED and "\n" not in self.text[:-1]

    @property
    def is_repeat(self) -> bool:
        """Whether it is one key held down."""
        return len({key.key for key in self.keys}) == 1


def _written(key: Key) -> str:
    # Of the keys that print nothing, these three write a blank or a line break in a paste.
    character = key.character or ""
    return character if key.is_printable else _BLANKS.get(character, "")


def gathered(messages: Iterable[Message]) -> Iterator[Message]:
    """What arrived together, with each run of keys in it as one burst."""
    keys: list[Key] = []
    for message in messages:
        if isinstance(message, Key):
            keys.append(message)
        else:
            yield from _together(keys)
            keys.clear()
            yield message
    yield from _together(keys)


def _together(keys: list[Key]) -> list[Message]:
    return [Burst(keys)] if len(keys) > 1 else [*keys]
