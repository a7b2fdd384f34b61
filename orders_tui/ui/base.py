"""The ground that the console stands on: it survives small terminals, failing workers and its own crashes."""

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.control import Control
from rich.text import Text
from textual import events
from textual.app import SystemCommand
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import WorkerFailed

from orders_tui.domain.text import is_drawn, show
from orders_tui.domain.words import _
from orders_tui.ui.appearance import ColouredApp
from orders_tui.ui.crash import CrashLog
from orders_tui.ui.driver import ConsoleDriver
from orders_tui.ui.typeahead import TypeAhead

SMALLEST = Size(60, 18)
"""The smallest terminal that shows the console."""

LONGEST_PASTE = 10_000
"""The most characters that one paste may have."""

_HANGUP = 129


class ConsoleApp(ColouredApp):
    """An app that ends tidily, tells no buyer's data when it crashes, and refuses what would freeze it."""

    hang_up: Callable[[], None]
    """Called by the driver, in its own thread, when the terminal is gone."""

    def __init__(self, crash_log: CrashLog | None = None) -> None:
        super().__init__(driver_class=ConsoleDriver)
        self.crash_log = crash_log or CrashLog()
        self.crash_sentence: str | None = None
        """What to say on the restored terminal, once the console has ended because of an error."""
        self.too_small: Size | None = None
        """The size of the terminal while it is too small for the console."""
        self.animation_level = "none"
        self.ahead = TypeAhead(self, lambda: self.busy)
        """What was typed and is not done yet."""
        self.hang_up = partial(self.leave_from_thread, _HANGUP)

    @property
    def busy(self) -> bool:
        """Whether keys that follow had better wait a moment, since what was asked for is about to open or end."""
        return False

    async def keep_unsaved(self) -> None:
        """Store what was typed and not saved; called when the console ends without being able to ask."""

    def explain(self, error: BaseException) -> str | None:
        """The sentence for a person that an error brings along, None for an error nobody foresaw."""
        return None

    async def leave(self, return_code: int) -> None:
        """End without a question, as after a hang-up or a signal."""
        try:
            await self.keep_unsaved()
        except Exception as error:
            self.crash_log.record(error)
        finally:
            self.exit(return_code=return_code)

    def leave_from_thread(self, return_code: int) -> None:
        """`leave`, asked for by another thread, which waits for it."""
        leave: Callable[[int], object] = self.leave
        self.call_from_thread(leave, return_code)

    def hurry(self) -> None:
        """Stop waiting for a stalled line; may be called from any thread."""
        if isinstance(self._driver, ConsoleDriver):
            self._driver.hurry()

    def on_load(self) -> None:
        """Hear of errors in bare asyncio tasks, which would otherwise be printed after the end."""
        asyncio.get_running_loop().set_exception_handler(
            lambda _loop, context: self.work_failed(context.get("exception"))
        )

    def crash(self, error: BaseException) -> None:
        """Note an error that ends the console."""
        sentence = self.crash_log.sentence(error)
        self.crash_sentence = self.crash_sentence or sentence

    def work_failed(self, error: BaseException | None) -> None:
        """Say that something done in the background failed; log it unless the error explains itself."""
        if error is None:
            return
        text = self.explain(error)
        if text is None:
            text = _("An error happened; what was asked may not be done ({entry}).").format(
                entry=self.crash_log.record(error)
            )
        self.notify(show(text, lines=True), severity="error", timeout=10, markup=False)

    def _handle_exception(self, error: Exception) -> None:
        """Textual's one door for errors: a failed worker is told, anything else ends the console."""
        if isinstance(error, WorkerFailed):
            self.work_failed(error.error)
            return
        self.crash(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.panic()

    def panic(self, *renderables: RenderableType) -> None:
        """End; what was to be printed is dropped, since a traceback or an error's text may hold data."""
        super().panic()

    async def on_event(self, event: events.Event) -> None:
        """Let through what the console can take.

        The screens are never laid out smaller than the smallest terminal, and nothing is pushed over them, so
        that a dialog may open or close meanwhile and all is as before when the terminal grows again.
        """
        if isinstance(event, events.Resize):
            event = self._fit(event)
        elif self.too_small and isinstance(event, events.InputEvent | events.Paste):
            if isinstance(event, events.Key) and event.key == "ctrl+q":
                await self.leave(0)
            return
        elif isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._typed(event)
            return
        await super().on_event(event)

    async def _typed(self, event: events.Key | events.Paste) -> None:
        """Hand on what was typed or pasted, in its turn; the way out needs none."""
        leaves = isinstance(event, events.Key) and event.key == "ctrl+q"
        if not leaves and not self.ahead.admits(event):
            return
        if isinstance(event, events.Paste):
            if len(event.text) > LONGEST_PASTE:
                self._refuse_paste(len(event.text))
                return
            event = events.Paste(_visible(event.text))
        target = self.focused or self.screen
        await super().on_event(event)
        self.ahead.follow(target)

    def _fit(self, event: events.Resize) -> events.Resize:
        width, height = event.size
        fits = width >= SMALLEST.width and height >= SMALLEST.height
        if self.too_small or not fits:
            self.refresh()  # Textual repaints for a new layout only, and that may stay as it is
        self.too_small = None if fits else event.size
        if fits:
            return event
        size = Size(max(width, SMALLEST.width), max(height, SMALLEST.height))
        return events.Resize(size, size, pixel_size=event.pixel_size)

    def _refuse_paste(self, length: int) -> None:
        text = _("Nothing was pasted: the text has {length} characters, the most is {most}.")
        self.notify(text.format(length=length, most=LONGEST_PASTE), severity="warning", markup=False)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Paint one line instead of the screen while the terminal is too small."""
        if self.too_small and renderable is not None:
            renderable = _notice(self.too_small)
        super()._display(screen, renderable)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None of Textual's, which speak English only; its picture of the screen would leave buyers' data in a file."""
        return ()

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Do nothing, for the same reason."""

    def action_help_quit(self) -> None:
        """Say how to quit to those who press Ctrl+c for it, which copies."""
        self.notify(_("Ctrl+q quits."), markup=False)


def _visible(text: str) -> str:
    """What is pasted, without what moves a cursor or hides: a field shows its text as it is."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    # A joiner is judged by its neighbours; alone it does no harm.
    return "".join(char for char in text if char in "\n\u200d\ufe0f" or is_drawn(char))


def _notice(size: Size) -> RenderableType:
    text = _("Terminal too small: {columns}×{rows} needed, this is {width}×{height}").format(
        columns=SMALLEST.width, rows=SMALLEST.height, width=size.width, height=size.height
    )
    return Group(Control.clear(), Control.home(), Constrain(Text(text), size.width))
