"""What outside text looks like on a terminal, and on a buyer's phone.

Whatever came from a buyer, a file, an exception or the file system passes through `show` before it reaches
a screen, a log or a terminal, and through `plain` before it is copied, printed or sent. What is stored and what is
edited stays as it was written.
"""

import re
import unicodedata

from orders_tui.domain.patterns import pattern

UNSTORABLE = pattern("[\0\ud800-\udfff]")
"""NUL and lone surrogates: what a database cannot keep as text."""

LINE_BREAK = "⏎"
"""Stands for a line break where a text of several lines is shown on one."""
UNSURE = "◌"
"""Stands for a character on whose width terminals do not agree; the columns beside it would shift."""

_INVISIBLE = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0}
    | set(range(0xFE00, 0xFE10))
    | set(range(0xE0100, 0xE01F0))
)
"""Fillers and variation selectors: Unicode calls them letters or marks, but nobody can see them."""

_PICTURES = range(0x1F000, 0x1FB00)
"""Reserved for pictographs, so that one newer than this Python's tables is still only a picture."""

_WIDENED = (
    range(0x2630, 0x2638),
    range(0x268A, 0x2690),
    range(0x3248, 0x3250),
    range(0x1D300, 0x1D357),
    range(0x1D360, 0x1D377),
    range(0x1F3FB, 0x1F400),
)
"""Signs that newer versions of Unicode made wide, and skin tones that tone no picture.

Spacing marks (Mc) and pictures that Python does not know yet are as unsure.
"""

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u24c2"
    "\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_SKIN_TONES = "\U0001f3fb-\U0001f3ff"
_JOINED = (
    # Skin tones, styles and joined pictures: some terminals draw one picture, others one beside the other.
    f"([{_EMOJI}])(?:[{_SKIN_TONES}\ufe0e\ufe0f]|\u200d[{_EMOJI}])+"
    # Keycaps.
    "|([0-9#*])(?:\ufe0f?\u20e3)+"
)
_SEQUENCE = pattern(_JOINED)
_PARTS = pattern(f"({_JOINED})|.", re.DOTALL)
"""A picture of several code points, or a single one."""
# More marks on one letter than any script writes are drawn over the lines above and below.
_MARKS_IN_A_ROW = 4
# No mark is a word character, so this finds every run that may hold too many; `_thinned` counts.
_PILE = pattern(r"[^\w\x00-\x7f]{5,}")


def show(text: str, *, lines: bool = False) -> str:
    """The text as it may stand on a terminal: it moves no cursor, hides nothing and stays in its line.

    Args:
        text: outside text, whatever it holds.
        lines: keep line breaks, where there is room for several lines; else they are shown as `⏎`.
    """
    if text.isascii() and text.isprintable():
        return text
    # Only outside ASCII there are pictures of several code points; the search for them is what takes long.
    if not text.isascii():
        text = _SEQUENCE.sub(lambda sequence: sequence[1] or sequence[2], text)
    # First, since a lone carriage return is shown as a picture: it would move the cursor to the beginning of the
    # line.
    shown = text.replace("\r\n", "\n").translate(_SHOWN)
    if not lines:
        shown = shown.replace("\n", LINE_BREAK)
    return shown if text.isascii() else _PILE.sub(_thinned, shown)


def is_drawn(char: str) -> bool:
    """Whether a terminal does nothing with a character but draw it, be it in other cells than expected."""
    return not _is_hidden(ord(char))


def excerpt(text: str, length: int = 40) -> str:
    """The beginning of the text, shown on one line: what a sentence quotes of it."""
    return show(text) if len(text) <= length else show(text[:length]) + "…"


def plain(text: str, *, lines: bool = False) -> str:
    """The text as it may be copied, printed or sent: without what acts or is seen by nobody, but with whole pictures.

    Args:
        text: outside text, whatever it holds.
        lines: keep line breaks; else they become blanks.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    if not lines:
        kept = kept.replace("\n", " ")
    kept = _PARTS.sub(lambda part: part[0] if part[1] or part[0] == "\n" or is_drawn(part[0]) else "", kept)
    return _PILE.sub(_thinned, kept)


def _escape(code: int) -> str:
    return f"<U+{code:04X}>"


def _is_hidden(code: int) -> bool:
    """Whether a code point acts, or is seen by nobody."""
    category = unicodedata.category(chr(code))
    if category == "Cn":
        return code not in _PICTURES
    return category in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") or code in _INVISIBLE


def _is_unsure(code: int) -> bool:
    """Whether terminals draw a code point in different numbers of cells."""
    return unicodedata.category(chr(code)) in ("Mc", "Cn") or any(code in codes for codes in _WIDENED)


class _Shown(dict[int, int | str]):
    """The table for `str.translate`: what is drawn for every code point, filled as they turn up."""

    def __missing__(self, code: int) -> int | str:
        if _is_hidden(code):
            # Most of a million code points: not worth remembering.
            return _escape(code)
        self[code] = shown = UNSURE if _is_unsure(code) else code
        return shown


_SHOWN = _Shown(
    {code: 0x2400 + code for code in range(0x20)}
    | {0x7F: 0x2421, ord("\n"): ord("\n")}
    # A flag is a pair of these: two letters, or one picture.
    | {0x1F1E6 + at: chr(ord("A") + at) for at in range(26)}
)


def _thinned(pile: re.Match[str]) -> str:
    kept, marks = [], 0
    for char in pile[0]:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)
