"""What goes over the wire to the terminal, without what the terminal shows already.

Textual puts every run of text into its whole style and takes the style off again behind it, and moves to the end of
each line before it moves to the next. On a slow line that is a third of all bytes.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_STYLE = re.compile(r"\x1b\[([0-9;]*)m")
_MOVE = re.compile(r"\x1b\[[0-9]+;[0-9]+H")
_IDLE_MOVE = re.compile(rf"(?:{_MOVE.pattern}(?:\r?\n)?|\r?\n)(?={_MOVE.pattern})")
"""A move, or the end of a line, that the next move makes void."""
_RESET = "\x1b[0m"
_LENGTHS = {"2": 5, "5": 3}
"""How many numbers a colour has, by the one behind its 38 or 48."""
_STYLES = 4096
"""How many styles, and ways from one to another, are remembered."""


class WireStyle(NamedTuple):
    """The look of what is written next, as numbers of the sequences that ask for it; empty for the terminal's own."""

    attributes: tuple[str, ...] = ()
    front: str = ""
    back: str = ""


PLAIN = WireStyle()


def shortened(text: str) -> str:
    """The text with the same effect on a terminal whose style is plain, which it is again at the end.

    Args:
        text: What Textual writes for a frame, with a plain style at its end.
    """
    written: list[str] = []
    shown = wanted = PLAIN
    parts = _STYLE.split(_IDLE_MOVE.sub("", text))
    for part, numbers in zip(parts[::2], [*parts[1::2], ""], strict=True):
        if part and shown != wanted and not _MOVE.fullmatch(part):
            written.append(_way(shown, wanted))
            shown = wanted
        written.append(part)
        wanted = _with(wanted, numbers)
    return "".join(written) if shown == PLAIN else "".join(written) + _RESET


@lru_cache(maxsize=_STYLES)
def _with(style: WireStyle, numbers: str) -> WireStyle:
    """The style after a sequence with these numbers."""
    attributes, front, back = style
    for each in _settings(numbers.split(";")):
        code = int(each.partition(";")[0] or 0)
        if code == 0:
            attributes, front, back = PLAIN
        elif 30 <= code <= 39 or 90 <= code <= 97:
            front = "" if code == 39 else each
        elif 40 <= code <= 49 or 100 <= code <= 107:
            back = "" if code == 49 else each
        else:
            # Bold, underline and so on add up; Textual takes them off only together, by a reset.
            attributes += (each,)
    return WireStyle(attributes, front, back)


def _settings(numbers: list[str]) -> Iterator[str]:
    """The numbers, those of one colour together."""
    while numbers:
        length = _LENGTHS.get(numbers[1], 1) if numbers[0] in ("38", "48", "58") and len(numbers) > 1 else 1
        yield ";".join(numbers[:length])
        numbers = numbers[length:]


@lru_cache(maxsize=_STYLES)
def _way(shown: WireStyle, wanted: WireStyle) -> str:
    """The shortest sequence that leads from one style to another."""
    if wanted == PLAIN:
        return _RESET
    whole = ("0", *wanted.attributes, wanted.front, wanted.back)
    known = len(shown.attributes)
    # An attribute has to go, as only a reset makes it: all is set anew.
    if wanted.attributes[:known] != shown.attributes:
        return _sequence(whole)
    front = "" if wanted.front == shown.front else wanted.front or "39"
    back = "" if wanted.back == shown.back else wanted.back or "49"
    return min(_sequence(whole), _sequence((*wanted.attributes[known:], front, back)), key=len)


def _sequence(numbers: tuple[str, ...]) -> str:
    return f"\x1b[{';'.join(filter(None, numbers))}m"
