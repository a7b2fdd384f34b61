"""What a terminal takes, without a console around it."""

import os
import tty
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

import pytest

from orders_tui.ui.terminal.output import TerminalOutput


@pytest.fixture(name="pair")
def _pair() -> Iterator[tuple[int, int]]:
    master, slave = os.openpty()
    tty.setraw(slave)
    yield master, slave
    for file in (master, slave):
        with suppress(OSError):  # a test may have closed it
            os.close(file)


def test_output_arrives_whole_and_in_utf8(pair: tuple[int, int]) -> None:
    master, slave = pair
    text = "│ Siti ☕ " * 50_000
    wanted = text.encode()
    output = TerminalOutput(slave)
    output.write(text)
    writer = Thread(target=output.flush)
    writer.start()
    got = b""
    while len(got) < len(wanted):
        got += os.read(master, 65536)
    writer.join()
    assert got == wanted


def test_a_terminal_that_is_gone_takes_everything(pair: tuple[int, int]) -> None:
    master, slave = pair
    output = TerminalOutput(slave)
    os.close(master)
    for _ in range(2):
        output.write("x" * 100_000)
        output.flush()


def test_a_stalled_line_is_given_up_where_that_is_wanted(pair: tuple[int, int]) -> None:
    _master, slave = pair
    output = TerminalOutput(slave)
    output.write("x" * 1_000_000)
    writer = Thread(target=output.flush, daemon=True)
    writer.start()
    output.drops_when_stalled = True
    writer.join(20)
    assert not writer.is_alive()
