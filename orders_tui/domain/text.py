"""What outside text looks like on a terminal.

Whatever came from a buyer, a file, an exception or the file system passes through `show` before it reaches
a screen, a log or a terminal. What is stored and what is edited stays as it was written.
"""

import re
import unicodedata

_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_PICTURES = range(0x1F000, 0x1FB00)
"""Reserved for pictographs, so that one newer than this Python's tables is still only a picture."""

_INVISIBLE = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0}
    | set(range(0xFE00, 0xFE0F))
    | set(range(0xE0100, 0xE01F0))
)
"""Fillers and variation selectors: Unicode calls them letters or marks, but nobody can see them."""

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u24c2"
    "\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_STRAY = re.compile(
    # The style selector belongs to a picture or to a keycap, the joiner stands between two pictures.
    f"{_EMOJI_STYLE}(?<![{_EMOJI}].)(?<![0-9#*].(?=\u20e3))"
    f"|{_JOINER}(?:(?<![{_EMOJI}].)(?<![{_EMOJI}]{_EMOJI_STYLE}.)|(?![{_EMOJI}]))"
)
_MARKS_IN_A_ROW = 4
# No mark is a word character, so this finds every run that may hold too many; `_thinned` counts.
_PILE = re.compile(r"[^\w\x00-\x7f]{5,}")


def show(text: str, *, lines: bool = False) -> str:
    """The text as it may stand on a terminal: it moves no cursor, hides nothing and stays in its line.

    Args:
        text: outside text, whatever it holds.
        lines: keep line breaks, where there is room for several lines; else they are shown as `⏎`.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = text.replace("\r\n", "\n").translate(_SHOWN)
    if not lines:
        shown = shown.replace("\n", "⏎")
    if text.isascii():
        return shown
    shown = _STRAY.sub(lambda stray: _escape(ord(stray[0])), shown)
    return _PILE.sub(_thinned, shown)


def excerpt(text: str, length: int = 40) -> str:
    """The beginning of the text, shown on one line: what a sentence quotes of it."""
    return show(text) if len(text) <= length else show(text[:length]) + "…"


def _escape(code: int) -> str:
    return f"<U+{code:04X}>"


class _Shown(dict[int, int | str]):
    """The table for `str.translate`: every code point that is not safe by itself, filled as they turn up."""

    def __missing__(self, code: int) -> int | str:
        category = unicodedata.category(chr(code))
        shown: int | str = code
        if category in ("Co", "Cs") or (category == "Cn" and code not in _PICTURES):
            # Almost a million code points: not worth remembering.
            return _escape(code)
        if category in ("Cc", "Cf", "Zl", "Zp") or code in _INVISIBLE:
            shown = _escape(code)
        self[code] = shown
        return shown


_SHOWN = _Shown(
    {code: 0x2400 + code for code in range(0x20)}
    | {0x7F: 0x2421}
    # These are judged by their neighbours.
    | {ord(char): ord(char) for char in ("\n", _JOINER, _EMOJI_STYLE)}
)


def _thinned(pile: re.Match[str]) -> str:
    kept, marks = [], 0
    for char in pile[0]:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)
