"""The bridge to the terminal: Textual's own, made to outlive garbage, hang-ups and stalled lines.

Textual has no public way to replace a driver's parser, output file, mouse modes or signal handlers, so this
uses `LinuxDriver`'s own names for those: `_file`, `_disable_mouse_support`, `_sig…_application`.
"""

import os
import select
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from time import monotonic
from typing import Any, Protocol, cast, runtime_checkable

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from orders_tui.ui.terminal.wire import shortened

RESTORE = (
    b"\x1b\\"  # closes a sequence that was cut off
    b"\x1b[?2026l"  # shows what was held back for a whole frame
    b"\x1b[?2004l\x1b[?7h\x1b[?2048l"  # paste marks off, line wrap on, size reports off
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse off
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"  # plain keys, main screen, cursor, no focus reports
)
"""Undoes every mode that the driver sets, for an end at which it cannot do so itself."""

_PATIENCE = 0.5
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_ESCAPE = "\x1b"
_SEQUENCES = frozenset("[]OPX^_\\bf\x7f")
"""What may follow the escape character in a sequence; some terminals send b and f for a word to the left and right."""


@runtime_checkable
class HangsUp(Protocol):
    """An app that wants to hear, in the input thread, that its terminal is gone."""

    hang_up: Callable[[], None]


class TerminalInput:
    """Turns what a terminal sends into messages; no bytes can make it fail."""

    def __init__(self, *, debug: bool = False) -> None:
        self._debug = debug
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._parser = XTermParser(debug)
        self._last = ""
        """The last characters, as many as the marks of a paste have."""
        self._pasting = False
        self._escaped_at: float | None = None
        """When an escape character came of which it is not known yet what it begins."""

    def feed(self, data: bytes) -> Iterator[Message]:
        # One by one, so that a malformed sequence takes nothing with it that came after.
        for character in self._decode(data):
            self._last = (self._last + character)[-len(_PASTE_BEGINS) :]
            if self._last in (_PASTE_BEGINS, _PASTE_ENDS):
                self._pasting = self._last == _PASTE_BEGINS
            if self._escaped_at is not None:
                yield from self._after_escape(character)
            if character == _ESCAPE:
                self._escaped_at = monotonic()
            else:
                yield from self._parsed(self._parser.feed(character))

    def tick(self) -> Iterator[Message]:
        if self._escaped_at is not None and monotonic() - self._escaped_at >= ESCAPE_DELAY:
            self._escaped_at = None
            yield Key("escape", _ESCAPE)
        yield from self._parsed(self._parser.tick())

    def _after_escape(self, following: str) -> Iterator[Message]:
        """What an escape character means, now that it is known what follows.

        A slow line brings Esc and the next key together, which the parser would take for one.
        """
        self._escaped_at = None
        if following in _SEQUENCES:
            yield from self._parsed(self._parser.feed(_ESCAPE))
        elif not self._pasting:
            yield Key("escape", _ESCAPE)

    def _parsed(self, messages: Iterable[Message]) -> Iterator[Message]:
        try:
            yield from messages
        except Exception:  # what a malformed key or mouse report raises: ValueError, OverflowError and others
            broken, self._parser = self._parser, XTermParser(self._debug)
            self._parser.mouse_pixels = broken.mouse_pixels
            self._parser.terminal_size = broken.terminal_size
            self._parser.terminal_pixel_size = broken.terminal_pixel_size


class TerminalOutput:
    """The file that Textual's writer thread writes to: always UTF-8, never raises, need not wait for ever."""

    def __init__(self, file: int) -> None:
        self._pending: list[str] = []
        self._dead = False
        self.hurried = False
        try:
            # Opened anew: the flag would otherwise reach every program that shares this terminal.
            self._file = os.open(os.ttyname(file), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError:
            self._file = file

    def fileno(self) -> int:
        return self._file

    def write(self, text: str) -> None:
        self._pending.append(text)

    def flush(self) -> None:
        data = shortened("".join(self._pending)).encode("utf-8", "replace")
        self._pending.clear()
        while data and not self._dead:
            try:
                if select.select([], [self._file], [], _PATIENCE)[1]:
                    data = data[os.write(self._file, data) :]
                else:
                    self._dead = self.hurried
            except BlockingIOError:
                continue
            except OSError:
                self._dead = True


class ConsoleDriver(LinuxDriver):
    """Textual's driver for a console whose line can be cut, stall or send anything."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output = TerminalOutput(2)
        self._file = cast(TextIOWrapper, self._output)

    def hurry(self) -> None:
        """From now on drop what a stalled line does not take, so that nothing waits for it."""
        self._output.hurried = True

    @property
    def can_suspend(self) -> bool:
        """Never: Textual comes back from a suspend with a raw terminal."""
        return False

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Do nothing: a browser would start on the server, and some give their user a shell."""

    def run_input_thread(self) -> None:
        """Read the terminal until the app ends or the terminal is gone."""
        terminal_input = TerminalInput(debug=self._debug)
        while not self.exit_event.is_set():
            data = self._read()
            if data == b"":
                self._hang_up()
                return
            for message in [*terminal_input.feed(data or b""), *terminal_input.tick()]:
                self.process_message(message)

    def _read(self) -> bytes | None:
        """What the terminal sent, None when it sent nothing for a moment, empty when it is gone."""
        try:
            if select.select([self.fileno], [], [], 0.1)[0]:
                return os.read(self.fileno, 4096)
        except BlockingIOError:
            return None
        except OSError:
            return b""
        return None

    def _hang_up(self) -> None:
        self.hurry()
        if isinstance(self._app, HangsUp):
            self._app.hang_up()
        else:
            self._app.call_from_thread(self._app.exit)

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        self.write("\x1b[?1016l")

    def _sigtstp_application(self, *_: object) -> None:
        """Stay: see `can_suspend`."""

    def _sigcont_application(self, *_: object) -> None:
        """Go on: to start the terminal a second time would keep raw mode as the state to restore."""
