"""Reading lines as they arrive: those that wait come together, none is waited for in vain."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import given
from hypothesis import strategies as st

from orders_tui.cli.lines import LineReader


@contextmanager
def pipes() -> Iterator[tuple[int, int, int, int]]:
    """A pipe for the lines and one for the end: read, write, read, write."""
    ends = (*os.pipe(), *os.pipe())
    try:
        yield ends
    finally:
        for end in ends:
            os.close(end)


def test_what_waits_comes_together_and_the_rest_in_the_next_group() -> None:
    with pipes() as (source, feed, stop, _tell):
        lines = LineReader(source, longest=10, stop=stop)
        os.write(feed, b"one\ntwo\nthree\nfo")
        assert lines.group(2) == [b"one", b"two"]
        assert lines.group(2) == [b"three"]
        os.write(feed, b"ur\n")
        assert lines.group(2) == [b"four"]


def test_a_line_that_is_too_long_is_cut_one_byte_after_the_limit() -> None:
    with pipes() as (source, feed, stop, _tell):
        lines = LineReader(source, longest=3, stop=stop)
        os.write(feed, b"abc\nabcd\n" + b"x" * 30_000)
        assert lines.group(9) == [b"abc", b"abcd"]
        os.write(feed, b"x" * 30_000 + b"\nend\n")
        assert lines.group(9) == [b"xxxx", b"end"]


def test_told_to_stop_it_hands_out_no_more() -> None:
    with pipes() as (source, feed, stop, tell):
        lines = LineReader(source, longest=10, stop=stop)
        os.write(feed, b"one\ntwo\n")
        assert lines.group(1) == [b"one"]
        os.write(feed, b"three\n")
        os.write(tell, b"!")
        assert lines.group(9) == []


def test_what_has_come_is_handed_out_before_there_is_too_much_of_it() -> None:
    with pipes() as (source, feed, stop, _tell):
        lines = LineReader(source, longest=50_000, stop=stop, held=100)
        for _line in range(2):
            os.write(feed, b"x" * 30_000 + b"\n")
        assert len(lines.group(9)) == 2
        os.write(feed, b"y\n" * 10)
        assert lines.group(9) == [b"y"] * 9


@given(st.lists(st.binary(max_size=6).map(lambda raw: raw.replace(b"\n", b"")), max_size=12), st.booleans())
def test_every_line_comes_once_and_in_order(wanted: list[bytes], ended: bool) -> None:
    raw = b"".join(line + b"\n" for line in wanted)
    if wanted and not ended:
        raw = raw.removesuffix(b"\n")
    source, feed = os.pipe()
    stop, tell = os.pipe()
    os.write(feed, raw)
    os.close(feed)
    lines = LineReader(source, longest=10, stop=stop)
    found: list[bytes] = []
    while group := lines.group(5):
        assert len(group) <= 5
        found += group
    for end in (source, stop, tell):
        os.close(end)
    # A last line that has neither a byte nor an end is none.
    assert found == (wanted if ended or not wanted or wanted[-1] else wanted[:-1])
