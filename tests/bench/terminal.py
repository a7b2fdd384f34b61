"""A terminal for full-screen programs: it starts one, presses its keys, and knows when what was painted."""

import fcntl
import os
import pty
import re
import signal
import struct
import termios
import threading
import time
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyte

WIDTH, HEIGHT = 140, 40
UP, DOWN, LEFT, RIGHT = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C"
PAGE_UP, PAGE_DOWN, HOME, END = "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"
ENTER, ESCAPE, TAB, BACKSPACE = "\r", "\x1b", "\t", "\x7f"

_QUIET = 0.06
"""Seconds of silence after which a burst of output counts as over: longer than any of Textual's pauses in one."""
_LONGEST = 3.0
"""Seconds after which a burst is cut off: a program may never fall silent."""
_QUESTION = re.compile(rb"\x1b\[(?:\?(\d+)\$p|([05]?)([cn]))")
_KNOWN_MODES = (b"25", b"2026")
_FOREIGN = re.compile(r"\x1b\[[<=>][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*\$p")
"""Sequences that pyte would take for something else, or for text."""
_FRAME_ENDS, _FRAME_BEGINS = "\x1b[?2026l", "\x1b[?2026h"
_CUT = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*)?$")
"""A sequence that the end of a piece has cut off."""

Shown = Callable[["Terminal"], bool]
"""What is waited for: whether the screen shows it."""


class NotShown(Exception):
    """What was waited for did not come; the text holds the last screen."""


@dataclass(frozen=True, slots=True)
class Burst:
    """What a program wrote after its keys."""

    seconds: float
    """From the last key to the last byte."""
    bytes: float
    """For each key."""


def press(x: int, y: int) -> str:
    """The left mouse button goes down on a cell, counted from 0."""
    return f"\x1b[<0;{x + 1};{y + 1}M"


def move(x: int, y: int) -> str:
    """The mouse moves to a cell with its left button down."""
    return f"\x1b[<32;{x + 1};{y + 1}M"


def release(x: int, y: int) -> str:
    """The left mouse button goes up."""
    return f"\x1b[<0;{x + 1};{y + 1}m"


def click(x: int, y: int) -> str:
    """A click of the left mouse button on a cell."""
    return press(x, y) + release(x, y)


def paste(text: str) -> str:
    """A text that is pasted, all at once."""
    return f"\x1b[200~{text}\x1b[201~"


class Terminal:
    """One program on a terminal of its own.

    A thread notes every piece of output with the time at which it came, so that the program never waits. What the
    pieces show is worked out only when the burst is over: that work would take the processor from what is measured.
    """

    def __init__(self, command: Sequence[str], *, env: dict[str, str] | None = None) -> None:
        """Start the program.

        Args:
            command: the program and its arguments.
            env: what is different in its environment.
        """
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self._screen)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._in_frame = False
        self._pieces: deque[tuple[float, bytes]] = deque()
        self._news = threading.Event()
        self._ended = False
        self._asked = b""
        self.bytes = 0
        """How much was written so far."""
        self.last = self.started = time.perf_counter()
        environment = {name: value for name, value in os.environ.items() if name not in ("LINES", "COLUMNS")}
        environment.update(
            TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", LC_ALL="C.UTF-8", **(env or {})
        )
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            _become(command, environment)
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # What the program writes

    def _listen(self) -> None:
        while True:
            try:
                piece = os.read(self._file, 1 << 16)
            except OSError:
                piece = b""
            if not piece:
                self._ended = True
                self._news.set()
                return
            self._pieces.append((time.perf_counter(), piece))
            self._answer(piece)
            self._news.set()

    def _answer(self, piece: bytes) -> None:
        """Answer what the program asks of its terminal, as an xterm that knows synchronized output would."""
        asked = self._asked + piece
        end = 0
        for question in _QUESTION.finditer(asked):
            mode, _number, kind = question.groups()
            if mode is not None:
                answer = b"\x1b[?%b;%d$y" % (mode, 2 if mode in _KNOWN_MODES else 0)
            else:
                answer = b"\x1b[?62;22c" if kind == b"c" else b"\x1b[0n"
            end = question.end()
            with suppress(OSError):
                os.write(self._file, answer)
        self._asked = asked[max(end, len(asked) - 12) :]

    def _wait(self, quiet: float, longest: float) -> None:
        """Wait until a burst of output is over, or nothing came for so long."""
        end = time.perf_counter() + longest
        known = -1
        while not self._ended and time.perf_counter() < end:
            self._news.clear()
            if known == len(self._pieces):
                return
            known = len(self._pieces)
            self._news.wait(quiet)

    def _take(self) -> None:
        """Draw the next piece."""
        self.last, piece = self._pieces.popleft()
        self.bytes += len(piece)
        text = self._rest + self._decode(piece)
        cut = _CUT.search(text)
        self._rest = text[cut.start() :] if cut else ""
        text = text[: cut.start()] if cut else text
        ends, begins = text.rfind(_FRAME_ENDS), text.rfind(_FRAME_BEGINS)
        if ends != begins:
            self._in_frame = begins > ends
        self._stream.feed(_FOREIGN.sub("", text))

    # What a measurement does

    def until(self, shown: Shown, timeout: float = 30.0) -> float:
        """Wait until a whole frame shows something; the time at which it had come.

        Raises:
            NotShown: if it does not come.
        """
        end = time.perf_counter() + timeout
        if not self._in_frame and shown(self):
            return self.last
        while time.perf_counter() < end:
            self._wait(_QUIET, _LONGEST)
            while self._pieces:
                self._take()
                if not self._in_frame and shown(self):
                    return self.last
            if self._ended:
                break
        why = "the program ended" if self._ended else f"not seen in {timeout:.0f} s"
        raise NotShown(f"{why}; the last screen:\n{self.text()}")

    def settle(self, quiet: float = 0.3) -> None:
        """Wait until the program is silent, and draw all that it wrote."""
        self._wait(quiet, 4 * _LONGEST)
        while self._pieces:
            self._take()

    def rest(self) -> None:
        """Wait until the program has no work left, also none that paints nothing."""
        self.settle(_QUIET)
        for _look in range(150):
            before = self.processor()
            time.sleep(0.2)
            if self.processor() - before < 0.02:
                break
        self.settle(_QUIET)

    def send(self, *keys: str) -> float:
        """Press keys all at once; the time at which."""
        data = "".join(keys).encode()
        now = time.perf_counter()
        os.write(self._file, data)
        return now

    def timed(self, *keys: str, shown: Shown, timeout: float = 30.0) -> float:
        """Press keys; the seconds until something is on the screen that was not there before."""
        self.settle(_QUIET)
        if shown(self):
            raise NotShown(f"it is there before the key:\n{self.text()}")
        pressed = self.send(*keys)
        return self.until(shown, timeout) - pressed

    def burst(self, *keys: str) -> Burst:
        """Press keys; what the program writes until it is silent."""
        self.settle()
        before, pressed = self.bytes, self.send(*keys)
        self.settle()
        return Burst(max(0.0, self.last - pressed), self.bytes - before)

    def hold(self, key: str, times: int, rate: float = 30.0) -> Burst:
        """Press a key again and again as a held one does, never waiting for the program."""
        self.settle()
        before, start = self.bytes, time.perf_counter()
        pressed = start
        for number in range(times):
            time.sleep(max(0.0, start + number / rate - time.perf_counter()))
            pressed = self.send(key)
        self.settle()
        return Burst(max(0.0, self.last - pressed), (self.bytes - before) / times)

    # What is on the screen

    def line(self, y: int) -> str:
        """One line of the screen."""
        row = self._screen.buffer[y]
        return "".join([row[x].data for x in range(WIDTH)])

    def text(self) -> str:
        """All of the screen."""
        return "\n".join(map(self.line, range(HEIGHT)))

    def has(self, text: str) -> bool:
        """Whether a line of the screen holds this text."""
        return any(text in self.line(y) for y in range(HEIGHT))

    def background(self, x: int, y: int) -> str:
        """The colour behind a cell."""
        return str(self._screen.buffer[y][x].bg)

    # What the program takes

    def memory(self) -> tuple[float, float]:
        """The memory of the program now and at its peak, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        now, peak = (re.search(rf"{name}:\s+(\d+)", status) for name in ("VmRSS", "VmHWM"))
        return (int(now[1]) / 1024 if now else 0.0), (int(peak[1]) / 1024 if peak else 0.0)

    def processor(self) -> float:
        """The seconds of processor time that the program has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the program."""
        for ending in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(self.pid, ending)
            end = time.perf_counter() + 5
            while time.perf_counter() < end:
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    self._reader.join(1)
                    os.close(self._file)
                    return
                time.sleep(0.01)


def _become(command: Sequence[str], environment: dict[str, str]) -> None:
    """In the child: be the program, on a terminal of the right size."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        os.execvpe(command[0], list(command), environment)
    finally:
        os._exit(127)
