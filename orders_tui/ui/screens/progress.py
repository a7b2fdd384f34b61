"""The dialog over a change that takes a while: how far it is, and a way to stop it."""

import threading
import time
from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from orders_tui.domain.money import number
from orders_tui.domain.words import _
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import bindings
from orders_tui.ui.question_keys import PROGRESS
from orders_tui.ui.screens.dialog import Dialog

INTERVAL = 0.1
"""Seconds between two looks at how far it is."""
READING = 1.0
"""Seconds for which the answer to a key stays, even where the change has ended."""


class Work:
    """A change under way, as the thread that carries it out and the screen share it."""

    def __init__(
        self,
        total: int,
        clock: Callable[[], float] = time.monotonic,
        *,
        stopped: Callable[[], object] = lambda: None,
    ) -> None:
        """Begin.

        Args:
            total: how many orders it is about.
            clock: seconds from any point in time.
            stopped: called when it is to end, in case it waits for something.
        """
        self.total = total
        self.done = 0
        """How many orders were dealt with."""
        self.ended = False
        # The screen sets it, and the thread of the change looks at it.
        self._stop = threading.Event()
        self._clock = clock
        self._stopped = stopped
        self._began = clock()

    def progress(self, done: int) -> None:
        """Note how many orders were dealt with."""
        self.done = done

    def end(self) -> None:
        """Note that nothing more comes."""
        self.ended = True

    def stop(self) -> None:
        """Have it end before the next part."""
        self._stop.set()
        self._stopped()

    @property
    def stopping(self) -> bool:
        """Whether it is to end before the next part."""
        return self._stop.is_set()

    @property
    def rate(self) -> int:
        """Orders a second."""
        return int(self.done / max(0.001, self._clock() - self._began))

    @property
    def remaining(self) -> int:
        """Seconds that the rest will take at this rate; 0 while that is not known."""
        return (self.total - self.done) // self.rate if self.rate else 0


class ProgressDialog(Dialog[None]):
    """Shows how far a change is, until it has ended.

    Keys typed ahead of it wait for its end. One that would have to wait for longer is not taken, and that is said:
    long after, nobody knows any more what it would be done to.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(PROGRESS)
    # Enter would stop the change; whoever typed it ahead meant something else.
    AUTO_FOCUS = ""
    HOLDS_KEYS: ClassVar = True

    DEFAULT_CSS = """
    ProgressDialog #progress { width: 68; max-width: 100%; }
    ProgressDialog #progress-answer { width: 68; max-width: 100%; min-height: 1; color: $text-warning; }
    """

    def __init__(self, title: Content, work: Work, stop: str = "") -> None:
        """Make the dialog.

        Args:
            title: what is being done.
            work: the change.
            stop: what becomes of it when it is stopped; by default what was done by then stays.
        """
        super().__init__()
        self._title = title
        self._stop = stop or _("Esc stop · what is done by then stays and can be undone")
        self.work = work
        """The change."""
        self._answered: float | None = None
        """When a key was last answered, by a clock that never goes back."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield Static(self._sentence(), id="progress")
            yield Static("", id="progress-answer")
            yield Button(Content(_("Stop")), compact=True)
            yield Static(key_hint(self._stop), classes="dialog-hint")

    def on_mount(self) -> None:
        self.set_interval(INTERVAL, self._draw)

    def _draw(self) -> None:
        if self.work.ended and not self._is_read:
            self.dismiss(None)
        else:
            self.query_one("#progress", Static).update(self._sentence(), layout=False)

    def _sentence(self) -> Content:
        work = self.work
        text = _("{done} of {total} orders · {rate} a second")
        if work.stopping:
            text = _("{done} of {total} orders · stopping…")
        counter = text.format(done=number(work.done), total=number(work.total), rate=number(work.rate))
        minutes, seconds = divmod(work.remaining, 60)
        if not work.remaining or work.stopping:
            return Content(counter)
        remaining = _("{minutes}:{seconds} left").format(minutes=minutes, seconds=f"{seconds:02}")
        return Content(f"{counter} · {remaining}")

    @property
    def _is_read(self) -> bool:
        return self._answered is not None and time.monotonic() - self._answered < READING

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing here."""
        if event.key not in self.active_bindings:
            self._answered = time.monotonic()
            answer = _("Key ignored: keys work again once this ends.")
            self.query_one("#progress-answer", Static).update(Content(answer), layout=False)

    @on(Button.Pressed)
    def action_leave(self) -> None:
        """Stop the change; the dialog goes once it has ended."""
        self.work.stop()
        self._draw()
