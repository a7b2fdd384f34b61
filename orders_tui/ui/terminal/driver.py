"""The bridge to the terminal: Textual's own, which goes on through garbage, hang-ups and stalled lines.

Textual has no public way to replace a driver's parser, output file, mouse modes or signal handlers; for the names of
its own that are used instead see `private`.
"""

import os
import select
from collections.abc import Callable
from io import TextIOWrapper
from typing import Any, Protocol, cast, runtime_checkable

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from orders_tui.ui.terminal.bursts import gathered
from orders_tui.ui.terminal.input import TerminalInput
from orders_tui.ui.terminal.output import TerminalOutput

_IDLE = 0.1
"""Seconds for which the input thread waits before it asks whether the app has ended."""
_GAP = 0.002
"""Seconds between two pieces of text that count as one: far less than between two keys of the fastest typist."""
_MOST_TOGETHER = 65_536
"""Bytes that are handled together at most."""
_ESCAPE = b"\x1b"


@runtime_checkable
class SurvivesHangUp(Protocol):
    """An app with a shutdown of its own for when its terminal is gone."""

    terminal_gone: Callable[[], None]
    """Called in the input thread when the terminal is gone."""
    drop_stalled_output: Callable[[], None]
    """Set by the driver: stops waiting for a line that takes no output; any thread may call it."""


class ConsoleDriver(LinuxDriver):
    """Textual's driver for a console whose line can be cut, stall or send anything."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._console = app
        self._input = TerminalInput(debug=debug)
        # Textual draws on standard error, so that standard output can be redirected.
        self._output = TerminalOutput(2)
        self._file = cast(TextIOWrapper, self._output)
        if isinstance(app, SurvivesHangUp):
            app.drop_stalled_output = self.drop_stalled_output

    def drop_stalled_output(self) -> None:
        """From now on drop what a stalled line does not take, so that nothing waits for it; any thread may call it."""
        self._output.drops_when_stalled = True

    @property
    def can_suspend(self) -> bool:
        """Never: Textual comes back from a suspend with a raw terminal."""
        return False

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Do nothing: a browser would start on the server, and some give their user a shell."""

    def run_input_thread(self) -> None:
        """Read the terminal until the app ends or the terminal is gone."""
        while not self.exit_event.is_set():
            data = self._read()
            if data == b"":
                self._end()
                return
            for message in gathered([*self._input.feed(data or b""), *self._input.tick()]):
                self.process_message(message)

    def _read(self) -> bytes | None:
        """What arrived together, None when nothing came for a moment, empty when the terminal is gone."""
        data = self._read_once(_IDLE)
        # A paste may come in several pieces; only text is waited for, since each move of a mouse is a sequence.
        while data and _ESCAPE not in data and len(data) < _MOST_TOGETHER and (more := self._read_once(_GAP)):
            data += more
        return data

    def _read_once(self, timeout: float) -> bytes | None:
        """What comes within so many seconds, None when nothing does, empty when the terminal is gone."""
        try:
            if select.select([self.fileno], [], [], timeout)[0]:
                return os.read(self.fileno, 4096)
        except BlockingIOError:
            return None
        # EIO, as Linux says it where the other side of a pseudo-terminal is gone.
        except OSError:
            return b""
        return None

    def _end(self) -> None:
        """End the app, since its terminal is gone."""
        self.drop_stalled_output()
        if isinstance(self._console, SurvivesHangUp):
            self._console.terminal_gone()
        else:
            self._console.call_from_thread(self._console.exit)

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        # Reports in pixels, which Textual turns on and leaves on.
        self.write("\x1b[?1016l")

    def _sigtstp_application(self, *_: object) -> None:
        """Stay: see `can_suspend`."""

    def _sigcont_application(self, *_: object) -> None:
        """Go on: to start the terminal a second time would keep raw mode as the state to restore."""
