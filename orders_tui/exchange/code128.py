"""Code 128, the bar code that couriers scan on parcels (ISO/IEC 15417), drawn as SVG."""

import re
from collections.abc import Iterator
from itertools import accumulate

from markupsafe import Markup

QUIET = 10
"""The blank that a scanner needs on both sides, in widths of the narrowest bar."""

_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
).split()
"""The widths of bars and gaps, in turn, of every symbol by its value."""
_CODE_C, _CODE_B, _START_B, _START_C, _STOP = 99, 100, 104, 105, 106
_MODULUS = 103
_RUN = re.compile(r"((?:[0-9]{2}){2,})")
"""Digits that take less room as pairs, even with the change to them and back."""


def symbols(text: str) -> list[int]:
    """The values of the symbols, from the start to the stop, with the check symbol.

    Raises:
        ValueError: if the text is empty or has anything but printable ASCII.
    """
    if not text or not (text.isascii() and text.isprintable()):
        raise ValueError("a bar code holds printable ASCII")
    values = list(_encoded(text))
    # The start counts once, like the first symbol behind it, whose place is 1.
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % _MODULUS
    return [*values, check, _STOP]


def svg(text: str) -> Markup:
    """The bar code as an SVG element that fills the box it stands in.

    Raises:
        ValueError: as `symbols`.
    """
    widths = [int(width) for value in symbols(text) for width in _WIDTHS[value]]
    ends = list(accumulate(widths, initial=QUIET))
    bars = "".join(f"M{at} 0h{width}v1h-{width}z" for at, width in zip(ends[::2], widths[::2], strict=True))
    box = f"0 0 {ends[-1] + QUIET} 1"
    return Markup(f'<svg class="bars" viewBox="{box}" preserveAspectRatio="none"><path d="{bars}"/></svg>')


def _encoded(text: str) -> Iterator[int]:
    """The symbols of the text: runs of digits as pairs, everything else letter by letter."""
    in_pairs: bool | None = None
    for part in filter(None, _RUN.split(text)):
        pairs = bool(_RUN.fullmatch(part))
        if in_pairs is None:
            yield _START_C if pairs else _START_B
        else:
            yield _CODE_C if pairs else _CODE_B
        in_pairs = pairs
        yield from (
            # In set C a symbol is two digits by their value; in set B it is a letter by its place behind the blank.
            [int(part[at : at + 2]) for at in range(0, len(part), 2)] if pairs else [ord(char) - 32 for char in part]
        )
