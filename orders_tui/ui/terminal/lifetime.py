"""From the first byte on the terminal to the last: runs the console and sees to it that it always ends."""

import os
import select
import signal
import termios
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from threading import Event, Thread
from types import FrameType

from orders_tui.domain.words import _
from orders_tui.ui.terminal.console import ConsoleApp
from orders_tui.ui.terminal.driver import RESTORE

_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT)
_RESTORING = 0.5
_STDIN = 0
_STDERR = 2

_Handler = Callable[[int, FrameType | None], object] | int | None


def run(make_app: Callable[[], ConsoleApp], *, grace: float = 5.0) -> int:
    """Run the console on this terminal and return the exit code of the process.

    Args:
        make_app: Makes the app; called once it is certain that there is a terminal.
        grace: The seconds that a signal or a hang-up leaves the console to end by itself.
    """
    if not (os.isatty(_STDIN) and os.isatty(_STDERR)):
        _say(_("The console needs a terminal: its input and its error output must not be redirected."))
        return 2
    terminal = Terminal()
    app = make_app()
    app.crash_log.catch_all()
    ending = Ending(app, terminal, grace)
    ending.listen()
    code: int | None = None
    try:
        app.run()
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except Exception as error:
        app.crash(error)
        code = 1
    code = ending.finished() or code
    if code is not None:
        terminal.restore()
    if app.crash_sentence:
        _say(app.crash_sentence)
    return code or app.return_code or 0


class Terminal:
    """The terminal as it was found, to be given back like that."""

    def __init__(self) -> None:
        self._attributes = termios.tcgetattr(_STDIN)

    def restore(self) -> None:
        """Undo what the console did to the terminal, also while nobody reads it."""
        # A process in the background is stopped when it touches its terminal, unless it blocks this signal.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        with suppress(OSError, termios.error):  # it may be gone
            termios.tcsetattr(_STDIN, termios.TCSANOW, self._attributes)
            if not select.select([], [_STDERR], [], 0)[1]:
                termios.tcflush(_STDERR, termios.TCOFLUSH)
            os.write(_STDERR, RESTORE)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


class Ending:
    """Ends the console within a bounded time after a signal or a hang-up, whatever its threads are doing.

    A signal's number goes through a pipe to a thread, put there by the interpreter's lowest level: so it is
    heard while the main thread waits for a stalled line or is inside a library.
    """

    def __init__(self, app: ConsoleApp, terminal: Terminal, grace: float) -> None:
        self._app = app
        self._terminal = terminal
        self._grace = grace
        self._code: int | None = None
        self._over = Event()
        self._former: dict[signal.Signals, _Handler] = {}
        self._former_wakeup = -1
        self._ear, self._mouth = os.pipe()
        os.set_blocking(self._mouth, False)
        self._listener = Thread(target=self._listen, name="ending", daemon=True)

    def listen(self) -> None:
        """Hear signals and the app's hang-up from now on."""
        for each in _SIGNALS:
            if signal.getsignal(each) is not signal.SIG_IGN:  # what was ignored, as under nohup, stays so
                self._former[each] = signal.signal(each, _noted)
        self._former_wakeup = signal.set_wakeup_fd(self._mouth, warn_on_full_buffer=False)
        self._app.hang_up = lambda: self._tell(signal.SIGHUP)
        self._listener.start()

    def finished(self) -> int | None:
        """Hear that the app has ended; return the exit code if it was a signal that ended it.

        After a signal the process must still be gone in time: a stuck thread would keep it alive.
        """
        self._over.set()
        self._tell(0)
        self._listener.join()
        if self._code is None:
            signal.set_wakeup_fd(self._former_wakeup)
            for each, handler in self._former.items():
                signal.signal(each, handler)
        return self._code

    def _tell(self, number: int) -> None:
        os.write(self._mouth, bytes([number]))

    def _listen(self) -> None:
        while (number := os.read(self._ear, 1)[0]) not in (0, *_SIGNALS):
            pass
        if number:
            self._code = 128 + number
            Thread(target=self._kill, name="ending-kill", daemon=True).start()
            Thread(target=self._ask, args=(self._code,), name="ending-ask", daemon=True).start()

    def _ask(self, code: int) -> None:
        self._app.hurry()
        with suppress(RuntimeError, CancelledError):  # it is not running yet, or no more
            self._app.leave_from_thread(code)

    def _kill(self) -> None:
        deadline = time.monotonic() + self._grace
        if self._over.wait(self._grace):
            time.sleep(max(0.0, deadline - time.monotonic()))
        else:
            restore = Thread(target=self._terminal.restore, daemon=True)
            restore.start()
            restore.join(_RESTORING)
        os._exit(self._code or 1)


def _noted(_number: int, _frame: FrameType | None) -> None:
    """Nothing to do here: the number is already in the pipe."""


def _say(sentence: str) -> None:
    with suppress(OSError):  # nobody may be left to read it
        os.write(_STDERR, f"{sentence}\n".encode("utf-8", "backslashreplace"))
