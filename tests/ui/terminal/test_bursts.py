"""Keys that arrive together, from the bytes that a terminal sends in one piece."""

import pytest
from textual import events
from textual.message import Message

from orders_tui.ui.terminal.bursts import Burst, gathered
from orders_tui.ui.terminal.input import TerminalInput


def arrived(data: bytes) -> list[Message]:
    return list(gathered(TerminalInput().feed(data)))


def burst(data: bytes) -> Burst:
    [found] = arrived(data)
    assert isinstance(found, Burst)
    return found


@pytest.mark.parametrize(
    "data",
    [
        b"Rp 1.250.000",
        b"1.250.000",
        b"081234567890",
        b"08111222333",
        b"261122ABCDEF",
        b"Siti Aminah",
        b"Siti\r",
        b"Siti\tBandung\r",
        "José Ñandú".encode(),
    ],
)
def test_text_that_nobody_types_that_fast_is_a_paste(data: bytes) -> None:
    found = burst(data)
    assert found.is_pasted == (len(found.keys) >= 8)
    assert found.text == data.decode().replace("\r", "\n")


@pytest.mark.parametrize(
    "data",
    [
        b"1.2",
        b"/siti\r",
        b"gvjjjv.",
        b"j" * 200,
        b" j j j j j j",
        b" jjkl hjvjjk",
        b"jjjjjjkkkkkkjjjjjj",
        b"gv" + b"j" * 30 + b"v.",
        b"\x1bsiti aminah",
        b"siti\x1b[Aaminah",
        b"\x7f" * 40,
    ],
    ids=repr,
)
def test_keys_typed_while_the_line_stalls_are_none(data: bytes) -> None:
    assert not burst(data).is_pasted


def test_a_key_by_itself_is_no_burst() -> None:
    for data in (b"a", b"\x1b[A", "é".encode(), b"\x1bOP"):
        [key] = arrived(data)
        assert isinstance(key, events.Key)


def test_what_is_no_key_keeps_its_place() -> None:
    kinds = [type(message) for message in arrived(b"ab\x1b[<0;5;5Mc\x1b[200~paste\x1b[201~de")]
    assert kinds == [Burst, events.MouseDown, events.Key, events.Paste, Burst]


def test_one_field_takes_no_lines_and_no_more_than_a_person_types() -> None:
    assert burst(b"JT0001234567\r").may_be_typed
    assert not burst(b"Siti\rBandung").may_be_typed
    assert not burst(b"ab" * 51).may_be_typed


def test_a_key_held_down_is_a_repeat() -> None:
    assert burst(b"uuu").is_repeat
    assert not burst(b"uu.").is_repeat
