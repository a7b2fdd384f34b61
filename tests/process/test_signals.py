"""Signals as bytes in a pipe, or as an orderly exit."""

import os
import select
import signal
from contextlib import closing

import pytest

from orders_tui.process.signals import SignalPipe, exit_on


def test_a_signal_is_a_byte_in_the_pipe() -> None:
    with closing(SignalPipe([signal.SIGUSR1])) as pipe:
        os.kill(os.getpid(), signal.SIGUSR1)
        assert pipe.receive() == signal.SIGUSR1
        pipe.send(7)
        assert select.select([pipe.read_end], [], [], 0)[0]
        assert pipe.receive() == 7


def test_the_handlers_are_given_back() -> None:
    came: list[int] = []
    former = signal.signal(signal.SIGUSR1, lambda number, _frame: came.append(number))
    try:
        SignalPipe([signal.SIGUSR1]).close()
        signal.raise_signal(signal.SIGUSR1)
        assert came == [signal.SIGUSR1]
    finally:
        signal.signal(signal.SIGUSR1, former)
    assert signal.set_wakeup_fd(-1) == -1


def test_what_was_ignored_stays_so() -> None:
    former = signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    try:
        with closing(SignalPipe([signal.SIGUSR1])), exit_on([signal.SIGUSR1]):
            signal.raise_signal(signal.SIGUSR1)
            assert signal.getsignal(signal.SIGUSR1) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGUSR1, former)


def test_a_signal_can_leave_a_block_in_order() -> None:
    closed: list[str] = []

    def run() -> None:
        with exit_on([signal.SIGUSR1]):
            try:
                signal.raise_signal(signal.SIGUSR1)
            finally:
                closed.append("file")

    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 128 + signal.SIGUSR1
    assert closed == ["file"]
