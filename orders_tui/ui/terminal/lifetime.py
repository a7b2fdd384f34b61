"""From the first byte on the terminal to the last: runs the console and makes sure that it always ends."""

import os
import select
import signal
import termios
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from threading import Event, Thread

from orders_tui.domain.words import _
from orders_tui.process.signals import SignalPipe
from orders_tui.ui.terminal.console import ConsoleApp
from orders_tui.ui.terminal.output import RESTORE

_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT)
_APP_ENDED = 0
"""Stands in the pipe of signals for the end of the app."""
_RESTORING = 0.5
"""Seconds in which the terminal is given back while something is stuck."""
_STDIN = 0
_STDERR = 2


def run(make_app: Callable[[], ConsoleApp], *, grace: float = 5.0) -> int:
    """Run the console on this terminal and return the exit code of the process.

    Args:
        make_app: Makes the app; called once it is certain that there is a terminal.
        grace: The seconds that a signal or a hang-up leaves the console to end by itself.
    """
    if not (os.isatty(_STDIN) and os.isatty(_STDERR)):
        _print_line(_("The console needs a terminal: its input and its error output must not be redirected."))
        return 2
    # Before the app is made: Textual changes the terminal, and this is the state to give back.
    terminal = Terminal()
    app = make_app()
    app.crash_log.catch_all()
    ending = Ending(app, terminal, grace)
    code: int | None = None
    try:
        app.run()
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except Exception as error:
        app.crash(error)
        code = 1
    code = ending.finish() or code
    if code is not None:
        terminal.restore()
    if app.crash_sentence:
        _print_line(app.crash_sentence)
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
            # Where the line is stalled, what waits in the kernel is dropped, or the bytes below would wait behind it.
            if not select.select([], [_STDERR], [], 0)[1]:
                termios.tcflush(_STDERR, termios.TCOFLUSH)
            os.write(_STDERR, RESTORE)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


class Ending:
    """Ends the console within a bounded time after a signal or a hang-up, whatever its threads are doing."""

    def __init__(self, app: ConsoleApp, terminal: Terminal, grace: float) -> None:
        """Take charge of the signals.

        Args:
            app: The console.
            terminal: The terminal that it runs on.
            grace: The seconds that the console has to end by itself.
        """
        self._app = app
        self._terminal = terminal
        self._grace = grace
        self._code: int | None = None
        self._over = Event()
        self._signals = SignalPipe(_SIGNALS)
        app.terminal_gone = lambda: self._signals.send(signal.SIGHUP)
        self._watch = Thread(target=self._await_signal, name="ending", daemon=True)
        self._watch.start()

    def finish(self) -> int | None:
        """Give the signals back once the app has ended; return the exit code if it was a signal that ended it.

        After a signal the process must still be gone in time: a stuck thread would keep it alive.
        """
        self._over.set()
        self._signals.send(_APP_ENDED)
        self._watch.join()
        # After a signal they stay taken until the process is gone: another one must not end it half-restored.
        if self._code is None:
            self._signals.close()
        return self._code

    def _await_signal(self) -> None:
        while (number := self._signals.receive()) not in (_APP_ENDED, *_SIGNALS):
            pass  # a signal whose handler is another's, as a change of the window's size
        if number != _APP_ENDED:
            self._code = 128 + number
            # Each in a thread of its own: asking the app to end may block for as long as it is stuck.
            Thread(target=self._enforce, name="ending-enforce", daemon=True).start()
            Thread(target=self._leave, args=(self._code,), name="ending-leave", daemon=True).start()

    def _leave(self, code: int) -> None:
        """Have the app end by itself."""
        self._app.drop_stalled_output()
        with suppress(RuntimeError, CancelledError):  # it is not running yet, or no more
            self._app.leave_from_thread(code)

    def _enforce(self) -> None:
        """End the process once its time is over."""
        deadline = time.monotonic() + self._grace
        if self._over.wait(self._grace):
            # The app is over, and the main thread is giving the terminal back; it mostly ends the process before this
            # does.
            time.sleep(max(0.0, deadline - time.monotonic()))
        else:
            restore = Thread(target=self._terminal.restore, daemon=True)
            restore.start()
            restore.join(_RESTORING)
        # Not `sys.exit`, which would end this thread alone, while those that are stuck keep the process.
        os._exit(self._code or 1)


def _print_line(sentence: str) -> None:
    with suppress(OSError):  # nobody may be left to read it
        os.write(_STDERR, f"{sentence}\n".encode("utf-8", "backslashreplace"))
