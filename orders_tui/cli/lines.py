"""Lines as they arrive on a file descriptor: those already waiting come together, a single one comes at once."""

import os
import select
from collections import deque

_CHUNK = 1 << 16
_HELD = 4 << 20


class LineReader:
    """The lines of an input, read without ever waiting for more than the next one."""

    def __init__(self, source: int, *, longest: int, stop: int, held: int = _HELD) -> None:
        """Read lines.

        Args:
            source: the file descriptor that they arrive on.
            longest: how many bytes of a line are kept; of a longer one a byte more, the rest is dropped.
            stop: a file descriptor on which something to read means that no more lines are wanted.
            held: how many bytes may wait before those at the front are handed out.
        """
        self._source = source
        self._room = longest + 1
        self._stop = stop
        self._whole: deque[bytes] = deque()
        self._most = held
        self._held = 0
        self._begun = bytearray()
        self._more = True

    def group(self, most: int) -> list[bytes]:
        """The lines that are waiting, at most so many; it waits until there is one. Empty at the end."""
        while not self._whole and self._more:
            self._read()
        while len(self._whole) < most and self._held < self._most and self._more and self._waiting():
            self._read()
        lines = [self._whole.popleft() for _ in range(min(most, len(self._whole)))]
        self._held -= sum(map(len, lines))
        return lines

    def _waiting(self) -> bool:
        return bool(select.select([self._source], [], [], 0)[0])

    def _read(self) -> None:
        # Both at once, so that a signal also ends the wait for an input on which nothing comes.
        ready, _write, _error = select.select([self._source, self._stop], [], [])
        if self._stop in ready:
            self._more = False
            # What was read but not handed out gets no answer, so that whoever sent it sends it again.
            self._whole.clear()
            return
        chunk = os.read(self._source, _CHUNK)
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            self._keep(end)
            self._end_line()
        self._keep(rest)
        if not chunk:
            self._more = False
            if self._begun:
                self._end_line()

    def _keep(self, part: bytes) -> None:
        # A line that is too long is known by the one byte more that is kept of it.
        self._begun += part[: self._room - len(self._begun)]

    def _end_line(self) -> None:
        self._whole.append(bytes(self._begun))
        self._held += len(self._begun)
        self._begun.clear()
