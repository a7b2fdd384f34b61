"""What goes to the terminal: frames while the console runs, and what undoes its modes at the end."""

import os
import select

from orders_tui.ui.terminal.wire import shortened

RESTORE = (
    b"\x1b\\"  # closes a sequence that was cut off
    b"\x1b[?2026l"  # shows what was held back for a whole frame
    b"\x1b[?2004l\x1b[?7h\x1b[?2048l"  # paste marks off, line wrap on, size reports off
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse off
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"  # plain keys, main screen, cursor, no focus reports
)
"""Undoes every mode that the driver sets, for an end at which it cannot do so itself."""

_STALLED = 0.5
"""Seconds after which a line that takes nothing counts as stalled."""


class TerminalOutput:
    """The file that Textual's writer thread writes to: always UTF-8, never raises, and can give up."""

    def __init__(self, file: int) -> None:
        self._pending: list[str] = []
        self._dead = False
        self.drops_when_stalled = False
        """Whether output that the line does not take within a moment is dropped, rather than waited for."""
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
                if select.select([], [self._file], [], _STALLED)[1]:
                    data = data[os.write(self._file, data) :]
                else:
                    # Once dead it stays so: frames after a gap would draw onto a screen that nobody knows.
                    self._dead = self.drops_when_stalled
            except BlockingIOError:
                continue
            except OSError:
                self._dead = True
