"""How signals reach this process: as bytes in one pipe that a thread waits for, or as an orderly exit."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn, TypeAlias

Handler: TypeAlias = Callable[[int, FrameType | None], object] | int | None


class SignalPipe:
    """A pipe that holds a byte with the number of each signal that has come.

    The interpreter writes it at its lowest level, so that another thread can read it while the main thread waits for
    a stalled line or is inside a library. There can be one such pipe at a time.
    """

    def __init__(self, signals: Iterable[signal.Signals]) -> None:
        """Open the pipe; from now on these signals end nothing by themselves."""
        read_end, self._write_end = os.pipe()
        self.read_end = read_end
        """The descriptor to wait for, with `select` among others."""
        # `set_wakeup_fd` takes no other: a full pipe must not hold up whatever a signal comes into.
        os.set_blocking(self._write_end, False)
        # The pipe before the handlers, so that no signal falls between the two.
        # A full pipe has enough to wake whoever reads it; the warning would be written across the screen.
        self._former_wakeup = signal.set_wakeup_fd(self._write_end, warn_on_full_buffer=False)
        self._former = _install(signals, _do_nothing)

    def send(self, number: int) -> None:
        """Put a number into the pipe as if the signal had come; any thread may."""
        os.write(self._write_end, bytes([number]))

    def receive(self) -> int:
        """The next number; waits for it."""
        return os.read(self.read_end, 1)[0]

    def close(self) -> None:
        """Give the signals back to the handlers that they had."""
        _restore(self._former)
        signal.set_wakeup_fd(self._former_wakeup)
        # Last, since until now a signal may still be written into it.
        os.close(self.read_end)
        os.close(self._write_end)


@contextmanager
def exit_on(signals: Iterable[signal.Signals]) -> Iterator[None]:
    """Leave the block by `SystemExit` when one of these signals comes, so that what is open is cleared up."""
    former = _install(signals, _exit)
    try:
        yield
    finally:
        _restore(former)


def _install(signals: Iterable[signal.Signals], handler: Handler) -> dict[signal.Signals, Handler]:
    """Set a handler for those that are not ignored; the handlers that they had.

    What was ignored, as under nohup or by a shell for its background jobs, stays so.
    """
    wanted = [each for each in signals if signal.getsignal(each) is not signal.SIG_IGN]
    return {each: signal.signal(each, handler) for each in wanted}


def _restore(former: dict[signal.Signals, Handler]) -> None:
    for each, handler in former.items():
        signal.signal(each, handler)


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """The interpreter has put the number into the pipe already."""


def _exit(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)
