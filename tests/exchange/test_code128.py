"""Bar codes: the symbols that the standard has, and a text that a scanner reads back."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.exchange.code128 import _WIDTHS, QUIET, svg, symbols

texts = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40)
receipts = st.from_regex(r"[A-Z]{0,3}[0-9]{4,16}[A-Z]{0,2}", fullmatch=True)


def test_every_symbol_has_a_pattern_of_its_own() -> None:
    assert len(_WIDTHS) == len(set(_WIDTHS)) == 107
    assert {sum(map(int, widths)) for widths in _WIDTHS[:-1]} == {11}
    # Bars are an even number of modules wide, as scanners check.
    assert all(sum(map(int, widths[::2])) % 2 == 0 for widths in _WIDTHS[:-1])
    assert _WIDTHS[-1] == "2331112"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("PJJ123C", [104, 48, 42, 42, 17, 18, 19, 35, 55, 106]),
        ("00012345", [105, 0, 1, 23, 45, 47, 106]),
        ("JT0001", [104, 42, 52, 99, 0, 1, 37, 106]),
        ("12345", [105, 12, 34, 100, 21, 54, 106]),
    ],
)
def test_a_text_in_symbols(text: str, values: list[int]) -> None:
    assert symbols(text) == values


@pytest.mark.parametrize("text", ["", "é", "a\n", "\x7f", "１２３４"])
def test_what_no_bar_code_holds(text: str) -> None:
    with pytest.raises(ValueError, match="a bar code holds printable ASCII"):
        symbols(text)


def scanned(drawing: str) -> list[int]:
    """The symbols that a scanner makes of the bars from left to right."""
    bars = [(int(at), int(width)) for at, width in re.findall(r"M([0-9]+) 0h([0-9]+)v1h-[0-9]+z", drawing)]
    assert bars[0][0] == QUIET
    ends = [at for start, width in bars for at in (start, start + width)]
    widths = [str(end - start) for start, end in pairwise(ends)]
    found = ["".join(widths[at : at + 6]) for at in range(0, len(widths) - 7, 6)]
    assert "".join(widths[-7:]) == _WIDTHS[-1]
    return [*map(_WIDTHS.index, found), len(_WIDTHS) - 1]


def read(values: list[int]) -> str:
    """The text of symbols whose check symbol is right."""
    start, *middle, check, stop = values
    assert (stop, check) == (106, (start + sum(at * value for at, value in enumerate(middle, 1))) % 103)
    pairs, text = start == 105, ""
    for value in middle:
        if value == (100 if pairs else 99):
            pairs = not pairs
        else:
            text += f"{value:02}" if pairs else chr(value + 32)
    return text


@given(texts | receipts)
def test_a_scanner_reads_the_text(text: str) -> None:
    assert read(scanned(svg(text))) == text


@given(receipts)
def test_digits_never_take_more_room_than_letters(text: str) -> None:
    assert len(symbols(text)) <= len(text) + 3
