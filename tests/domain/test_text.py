"""What outside text may and may not do to a terminal."""

import sys
import unicodedata
from collections.abc import Iterator
from time import perf_counter

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcswidth, wcwidth

from orders_tui.domain.text import UNSURE, excerpt, is_drawn, show

PICTURES = range(0x1F000, 0x1FB00)
REDUCED = {
    "👨‍👩‍👧": "👨",
    "👩🏽‍🚀": "👩",
    "🏳️‍🌈": "🏳",
    "❤️‍🔥": "❤",
    "☎️": "☎",
    "☎\ufe0e": "☎",
    "👍🏿": "👍",
    "🧔🏿‍♂️": "🧔",
    "1️⃣": "1",
    "#️⃣": "#",
    "*\u20e3": "*",
    "🇮🇩": "ID",
    "🇮": "I",
}
"""What terminals draw in different numbers of cells, and what all of them draw alike."""
nasty = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\x07\x9b\r\n\t\0\u202e\u200b\u200d\ufe0f\u20e3\u0301\u0489\U000e0041\ue000❤👩🚀🇮🏽\u093e\u20e31a"
        ),
    )
)


def leaks(char: str) -> bool:
    """Whether a terminal could do anything with the character but draw it."""
    category = unicodedata.category(char)
    if category == "Cn":
        return ord(char) not in PICTURES
    return category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def marks_in_a_row(text: str) -> int:
    longest = row = 0
    for char in text:
        row = row + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        longest = max(longest, row)
    return longest


def every_code_point(*, lines: bool = False) -> Iterator[tuple[int, str]]:
    """All code points but the blank, each with what is shown of it."""
    for start in range(0, sys.maxunicode + 1, 0x1000):
        codes = range(start, start + 0x1000)
        shown = show(" ".join(map(chr, codes)), lines=lines).split(" ")
        yield from zip((code for code in codes if code != 0x20), filter(None, shown), strict=True)


@pytest.mark.parametrize("lines", [False, True])
def test_no_code_point_reaches_the_terminal_as_a_control(lines: bool) -> None:
    for code, text in every_code_point(lines=lines):
        if lines and code == 0x0A:
            assert text == "\n"
        elif code < 0x20 and code != 0x0A:
            assert text == chr(0x2400 + code)
        elif leaks(chr(code)) and code not in (0x0A, 0x7F):
            assert text == f"<U+{code:04X}>"
        else:
            assert not any(map(leaks, text)), hex(code)


@pytest.mark.parametrize("lines", [False, True])
@given(text=nasty)
def test_nothing_leaks_whatever_stands_beside_it(lines: bool, text: str) -> None:
    shown = show(text, lines=lines)
    assert not {char for char in shown if leaks(char)} - ({"\n"} if lines else set())
    assert marks_in_a_row(shown) <= 4
    assert show(shown, lines=lines) == shown


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert show(text) == text


@pytest.mark.parametrize("text", ["José Ñandú", "北京市", "Сити", "سلام", "e\u0301", "ก็", "Rp\u00a05.000", "👩❤☎"])
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert show(f"to {text}, thanks") == f"to {text}, thanks"


@pytest.mark.parametrize(("text", "shown"), REDUCED.items())
def test_a_picture_of_many_parts_is_drawn_as_its_first(text: str, shown: str) -> None:
    assert show(f"to {text}, thanks") == f"to {shown}, thanks"


@pytest.mark.parametrize("char", ["\u093e", "\u2630", "\u3248", "\U0001d360", "\U0001f3fd", "\U0001faff"])
def test_what_terminals_draw_in_different_widths_is_drawn_as_one_cell(char: str) -> None:
    assert show(f"a{char}b") == f"a{UNSURE}b"
    assert is_drawn(char)


@given(text=nasty)
def test_every_terminal_draws_a_text_in_as_many_cells(text: str) -> None:
    shown = show(text)
    screen = pyte.Screen(2 * len(shown) + 1, 1)
    for char in shown:  # together, it would drop all that follows some marks
        screen.draw(char)
    assert cell_len(shown) == screen.cursor.x == wcswidth(shown) == sum(map(wcwidth, shown))


def test_every_character_is_drawn_in_as_many_cells() -> None:
    # What is not drawn is shown as its number, in letters and digits.
    drawn = {text for _code, text in every_code_point() if not text.startswith("<U+")}
    assert len(drawn) > 100_000
    assert [char for char in drawn if not cell_len(char) == wcswidth(char) == sum(map(wcwidth, char))] == []


def test_line_breaks() -> None:
    text = "Jl. Mawar 3\r\nBandung\n\n40115\rx"
    assert show(text) == "Jl. Mawar 3⏎Bandung⏎⏎40115␍x"
    assert show(text, lines=True) == "Jl. Mawar 3\nBandung\n\n40115␍x"
    assert show("a\u2028b\u2029c\x85d", lines=True) == "a<U+2028>b<U+2029>c<U+0085>d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x9b2J", "<U+009B>2J"),
        ("a\tb\x7f\0", "a␉b␡␀"),
        ("gnp.\u202eexe", "gnp.<U+202E>exe"),
        ("Si\u200bti", "Si<U+200B>ti"),
        ("\U000e0041\U000e007f", "<U+E0041><U+E007F>"),
        ("\ud800 \udfff", "<U+D800> <U+DFFF>"),
        ("\ue000\ufdd0\U0010ffff", "<U+E000><U+FDD0><U+10FFFF>"),
        ("\u3164\u115f\ufe00", "<U+3164><U+115F><U+FE00>"),
    ],
)
def test_what_is_hidden_or_acts_is_spelled_out(text: str, shown: str) -> None:
    assert show(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200db", "a<U+200D>b"),
        ("👩\u200d", "👩<U+200D>"),
        ("\u200d👩", "<U+200D>👩"),
        ("👩\u200d\u200d🚀", "👩<U+200D><U+200D>🚀"),
        ("a\ufe0f\u200d🚀", "a<U+FE0F><U+200D>🚀"),
        ("a\ufe0f", "a<U+FE0F>"),
        ("1\ufe0f", "1<U+FE0F>"),
    ],
)
def test_joiners_and_selectors_outside_of_emoji_are_spelled_out(text: str, shown: str) -> None:
    assert show(text) == shown


def test_a_pile_of_marks_is_cut_to_four() -> None:
    assert show("z" + "\u0301" * 60 + "a\u0302\u0303") == "z" + "\u0301" * 4 + "a\u0302\u0303"
    assert show("→→→" + "\u0489" * 5 + "→" + "\u0301" * 5) == "→→→" + "\u0489" * 4 + "→" + "\u0301" * 4


def test_every_kind_of_mark_is_counted() -> None:
    chars = map(chr, range(sys.maxunicode + 1))
    marks = [char for char in chars if unicodedata.category(char) in ("Mn", "Me")]
    assert [char for char in marks if marks_in_a_row(show("z" + char * 9)) > 4] == []


@pytest.mark.parametrize("line_end", [" ", "\n", "\r\n"])
def test_plain_text_is_fast(line_end: str) -> None:
    text = f"Two boxes for Siti{line_end}" * 47_000

    def seconds() -> float:
        start = perf_counter()
        show(text, lines=True)
        return perf_counter() - start

    # A loop over the characters needs several times as long.
    assert min(seconds() for _ in range(5)) < 0.025


def test_an_excerpt_is_one_short_safe_line() -> None:
    assert excerpt("a\nb\x1b") == "a⏎b␛"
    assert excerpt("x" * 40) == "x" * 40
    assert excerpt("x" * 1_000_000) == "x" * 40 + "…"
