"""What a terminal sends, without a console around it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events

from orders_tui.ui.terminal import input as terminal_input_module
from orders_tui.ui.terminal.input import TerminalInput

SEQUENCES = ["\x1b[", "\x1b[<", "\x1b[48;", "\x1b[200~", "\x1b[201~", ";", ":", "0", "99999999999", "u", "t", "M"]


def keys(terminal_input: TerminalInput, data: bytes) -> list[str | None]:
    return [each.character for each in terminal_input.feed(data) if isinstance(each, events.Key)]


@given(st.lists(st.binary() | st.sampled_from(SEQUENCES).map(str.encode)))
@example([b"\x1b[99999999999u"])
@example([b"\x1b[97:65;2u"])
@example([b"\x1b[48;0;0;0;0t", b"\x1b[<0;5;5M"])
@example(["é".encode("latin-1"), b"a"])
def test_no_bytes_can_make_the_input_fail(pieces: list[bytes]) -> None:
    terminal_input = TerminalInput()
    for piece in pieces:
        list(terminal_input.feed(piece))
        list(terminal_input.tick())
    list(terminal_input.feed(b"\x1b[201~\x1b[201~"))
    assert keys(terminal_input, b"zz")[-1] == "z"


def names(terminal_input: TerminalInput, data: bytes) -> list[str]:
    return [each.key for each in terminal_input.feed(data) if isinstance(each, events.Key)]


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"\x1b:", ["escape", "colon"]),
        (b"\x1bjj", ["escape", "j", "j"]),
        (b"a\x1b/b", ["a", "escape", "slash", "b"]),
        (b"\x1b\x1b[Aq", ["escape", "up", "q"]),
        (b"\x1b[A", ["up"]),
        (b"\x1bOP", ["f1"]),
        (b"\x1bb", ["ctrl+left"]),
        (b"\x1b\r", ["escape", "enter"]),
        (b"\x1b\x7f", ["ctrl+w"]),
        (b"\x1bO\x1b[A", ["escape", "O", "up"]),
        (b"\x1b[\x1b", ["escape", "left_square_bracket"]),
    ],
)
def test_esc_and_the_next_key_may_come_together(data: bytes, keys: list[str]) -> None:
    assert names(TerminalInput(), data) == keys


@pytest.mark.parametrize("rest", [b"/a", b"[A", b"OP"])
def test_they_may_come_one_soon_after_the_other(rest: bytes) -> None:
    terminal_input = TerminalInput()
    assert names(terminal_input, b"\x1b") == []
    assert names(terminal_input, rest) == {b"/a": ["escape", "slash", "a"], b"[A": ["up"], b"OP": ["f1"]}[rest]


def test_esc_alone_is_known_after_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal_input = TerminalInput()
    assert names(terminal_input, b"\x1b") == []
    assert list(terminal_input.tick()) == []
    monkeypatch.setattr(terminal_input_module, "ESCAPE_DELAY", 0)
    assert [each.key for each in terminal_input.tick() if isinstance(each, events.Key)] == ["escape"]
    assert list(terminal_input.tick()) == []


@pytest.mark.parametrize("key", ["O", "P", "X"])
def test_esc_and_a_letter_that_begins_sequences_are_known_after_a_moment(
    monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    terminal_input = TerminalInput()
    assert names(terminal_input, f"\x1b{key}".encode()) == []
    assert list(terminal_input.tick()) == []
    monkeypatch.setattr(terminal_input_module, "ESCAPE_DELAY", 0)
    assert [each.key for each in terminal_input.tick() if isinstance(each, events.Key)] == ["escape", key]
    assert names(terminal_input, b"OP") == ["O", "P"]


def test_an_escape_within_a_paste_is_no_key() -> None:
    pieces = b"\x1b[200~a", b"\x1bj\x1b[2", b"01~\x1bk"
    terminal_input = TerminalInput()
    found = [each for piece in pieces for each in terminal_input.feed(piece)]
    assert [each.key for each in found if isinstance(each, events.Key)] == ["escape", "k"]
    assert [each.text for each in found if isinstance(each, events.Paste)] == ["aj"]


def test_a_malformed_key_takes_no_other_with_it() -> None:
    assert keys(TerminalInput(), b"a\x1b[97:65;2ub\x1b[99999999999uc") == ["a", "b", "c"]


def test_letters_of_several_bytes_may_come_in_parts() -> None:
    terminal_input = TerminalInput()
    first, second = "é".encode()[:1], "é".encode()[1:]
    assert keys(terminal_input, first) == []
    assert keys(terminal_input, second) == ["é"]


def test_a_byte_that_is_no_text_is_shown_as_such() -> None:
    assert keys(TerminalInput(), b"a\xffb") == ["a", "\ufffd", "b"]


def test_the_mouse_is_still_understood_after_a_malformed_key() -> None:
    terminal_input = TerminalInput()
    list(terminal_input.feed(b"\x1b[48;30;100;600;1000t"))
    list(terminal_input.feed(b"\x1b[97:65;2u"))
    (press,) = terminal_input.feed(b"\x1b[<0;51;21M")
    assert isinstance(press, events.MouseDown)
    assert (press.x, press.y) == (5, 1)
