"""How far a long job has come, on one line of standard error where that is a terminal."""

import sys
import time
from types import TracebackType

from orders_tui.domain.money import number
from orders_tui.domain.words import _

_EVERY = 0.2
"""Seconds between two paints."""
_CLEAR = "\r\x1b[K"


class Meter:
    """A line that says how many are done, how quickly, and how long the rest will take; it goes at the end."""

    def __init__(self, whole: int | None = None) -> None:
        """Begin.

        Args:
            whole: how much there is to do; None where that is not known.
        """
        self._whole = whole
        self._began = time.monotonic()
        self._painted = 0.0
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> "Meter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._painted:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def show(self, count: int, done: int | None = None, *, whole: int | None = None) -> None:
        """Show how far it has come.

        Args:
            count: the number to show.
            done: how much of the whole that is; the same number unless given.
            whole: how much there is to do, where that comes out only now.
        """
        self._whole = whole or self._whole
        now = time.monotonic()
        if not self._shown or now - self._painted < _EVERY:
            return
        self._painted = now
        sys.stderr.write(_CLEAR + self._line(count, count if done is None else done, now - self._began))
        sys.stderr.flush()

    def _line(self, count: int, done: int, seconds: float) -> str:
        # Over the first instant the rate would come out much too large.
        rate = _("{count} done, {rate} a second").format(
            count=number(count), rate=number(round(count / max(seconds, _EVERY)))
        )
        if not self._whole or not done:
            return rate
        remaining = round(seconds * max(0, self._whole - done) / done)
        text = _("{percent} %, {rate}, {minutes}:{seconds} left")
        minutes, rest = divmod(remaining, 60)
        return text.format(
            percent=min(100, 100 * done // self._whole), rate=rate, minutes=minutes, seconds=f"{rest:02}"
        )
