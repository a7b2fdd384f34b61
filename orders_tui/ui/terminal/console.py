"""The app below the console's own: it survives small terminals, failing workers and its own crashes."""

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar, Protocol, runtime_checkable

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.control import Control
from rich.text import Text
from textual import events
from textual.app import SystemCommand
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import WorkerFailed

from orders_tui.domain.text import is_drawn, show
from orders_tui.domain.words import _
from orders_tui.process.crash import CrashLog
from orders_tui.ui.appearance import ColouredApp
from orders_tui.ui.terminal.bursts import Burst
from orders_tui.ui.terminal.driver import ConsoleDriver
from orders_tui.ui.terminal.typeahead import TypeAhead, Typed

SMALLEST = Size(60, 18)
"""The smallest terminal that shows the console."""

LONGEST_PASTE = 10_000
"""The most characters that one paste may have."""

_QUIT = "ctrl+q"
_HANGUP = 129


@runtime_checkable
class HasUnsaved(Protocol):
    """A screen in which something is typed that is not saved at once."""

    async def keep_unsaved(self) -> None:
        """Store what was typed since the last time."""


@runtime_checkable
class HoldsKeys(Protocol):
    """A screen over what will end by itself: other keys than its own are meant for what comes after."""

    HOLDS_KEYS: ClassVar[bool]


@runtime_checkable
class TakesTables(Protocol):
    """A field that hands lists on: the tabs between the cells of a spreadsheet, when pasted, are kept for it."""

    TAKES_TABLES: ClassVar[bool]


class ConsoleApp(ColouredApp):
    """An app that ends in order, shows no buyer's data when it crashes, and refuses what would freeze it."""

    SEARCHES_PASTES: ClassVar[bool] = False
    """Whether what is pasted below all dialogs is searched for, so that even a short text may be a paste."""

    def __init__(self, crash_log: CrashLog | None = None) -> None:
        super().__init__(driver_class=ConsoleDriver)
        self.crash_log = crash_log or CrashLog()
        self.crash_sentence: str | None = None
        """What to say on the restored terminal, once the console has ended because of an error."""
        self.too_small: Size | None = None
        """The size of the terminal while it is too small for the console."""
        # Every frame of an animation would go over the line.
        self.animation_level = "none"
        self.opens_field: frozenset[str] = frozenset()
        """Keys that put the focus into a text field: what arrives together with them is typed into it."""
        self.ahead = TypeAhead(
            self,
            busy=lambda: self.busy,
            is_paste=self._is_paste,
            in_field=lambda: self._takes("a", "a"),
            hand_on=self._hand_on,
        )
        """What was typed and is not done yet."""
        self._in_hand: Burst | None = None
        """The burst in which the last key came; None if it came alone, or if the mouse was used since."""
        self._top: Screen[Any] | None = None
        """The screen that the last key was handed to."""
        self._opener: Burst | None = None
        """The burst of the key that brought that screen up."""
        self.terminal_gone: Callable[[], None] = partial(self.leave_from_thread, _HANGUP)
        """Called in the input thread when the terminal is gone."""
        self.drop_stalled_output: Callable[[], None] = _do_nothing
        """Stops waiting for a line that takes no output; any thread may call it."""

    @property
    def busy(self) -> bool:
        """Whether keys that follow had better wait a moment, since what was asked for is about to open or end."""
        return isinstance(self.screen, HoldsKeys)

    @property
    def in_burst(self) -> bool:
        """Whether the key in hand arrived together with the one that opened the screen on top.

        A menu or dialog asks this before a key changes an order: whoever pasted, or typed while the line stalled,
        did not see what was opened. Meant for handlers of keys; after a click it is False.
        """
        return self._in_hand is not None and self._in_hand is self._opener

    @property
    def arrived_alone(self) -> bool:
        """Whether no other key arrived together with the key in hand; a key that is held down counts as alone."""
        return self._in_hand is None or self._in_hand.is_repeat

    async def keep_unsaved(self) -> None:
        """Store what was typed and not saved; called when the console ends without being able to ask."""
        for screen in self.screen_stack:
            if isinstance(screen, HasUnsaved):
                await screen.keep_unsaved()

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

    def on_load(self) -> None:
        """Catch errors in bare asyncio tasks, which would otherwise be printed after the end."""
        asyncio.get_running_loop().set_exception_handler(
            lambda _loop, context: self.work_failed(context.get("exception"))
        )

    def crash(self, error: BaseException) -> None:
        """Note an error that ends the console."""
        sentence = self.crash_log.sentence(error)
        # The first error is the cause; others follow from it while everything ends.
        self.crash_sentence = self.crash_sentence or sentence

    def work_failed(self, error: BaseException | None) -> None:
        """Say that something done in the background failed; log it unless the error explains itself."""
        if error is None:
            return
        text = self.explain(error)
        if text is None:
            text = _("Something went wrong; your last action may not have completed ({entry}).").format(
                entry=self.crash_log.record(error)
            )
        self.notify(show(text, lines=True), severity="error", timeout=10, markup=False)

    def _handle_exception(self, error: Exception) -> None:
        """Where Textual brings every error: that of a worker is reported, any other ends the console."""
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
        elif self.too_small and isinstance(event, events.InputEvent | events.Paste | Burst):
            if _quits(event):
                await self.leave(0)
            return
        elif isinstance(event, Typed) and not event.is_forwarded:
            await self._typed(event)
            return
        elif isinstance(event, events.Key) and self.screen is not self._top:
            await self._returned(event)
            return
        elif isinstance(event, events.MouseDown):
            self._in_hand = None
        await super().on_event(event)

    async def _typed(self, event: Typed) -> None:
        """Hand on what was typed or pasted, in its turn; the way out needs none."""
        if _quits(event):
            await self.keep_unsaved()
            await super().on_event(events.Key(_QUIT, None))
        elif isinstance(self.screen, HoldsKeys) and isinstance(event, events.Key) and event.key == "escape":
            self.ahead.drop()  # whoever stops what they asked for does not want what follows on it
            await self._hand_on(event, None)
        else:
            await self.ahead.take(event)

    async def _returned(self, event: events.Key) -> None:
        """Take a key that nothing took on the screen it was handed to, when another one is on top by now.

        Textual would look it up among the keys of that other screen at once, which may not have been composed yet. One
        that has opened gets the key in its turn; to what lay below the screen that has gone it means something else.
        """
        if self._top in self.screen_stack:
            await self._typed(events.Key(event.key, event.character))

    def _is_paste(self, burst: Burst) -> bool:
        """Whether a burst is taken as a paste: outside a text field its letters would be commands.

        In a dialog, which is no place to search, only a long one is.
        """
        searches = self.SEARCHES_PASTES and not self.screen.is_modal
        if not (burst.is_text if searches else burst.is_pasted):
            return False
        first = burst.keys[0]
        in_field = self._takes(first.key, first.character)
        return not (burst.may_be_typed and (in_field or first.key in self.opens_field))

    def _takes(self, key: str, character: str | None) -> bool:
        """Whether what has the focus takes a key as text."""
        return self.focused is not None and self.focused.check_consume_key(key, character)

    async def _hand_on(self, event: events.Key | events.Paste, burst: Burst | None) -> DOMNode:
        """Give an event whose turn it is to what has the focus, and return that."""
        if self.screen is not self._top:
            # The key in hand until now is the one that brought this screen up, unless it came up by itself.
            self._top, self._opener = self.screen, self._in_hand
        self._in_hand = burst
        if isinstance(event, events.Paste):
            if len(event.text) > LONGEST_PASTE:
                text = _("Nothing was pasted: the text has {length} characters, the limit is {most}.")
                text = text.format(length=len(event.text), most=LONGEST_PASTE)
                self.notify(text, severity="warning", markup=False)
                return self
            event = events.Paste(_visible(event.text, tabs=isinstance(self.focused, TakesTables)))
        target = self.focused or self.screen
        await super().on_event(event)
        return target

    def _fit(self, event: events.Resize) -> events.Resize:
        width, height = event.size
        fits = width >= SMALLEST.width and height >= SMALLEST.height
        if self.too_small or not fits:
            self.refresh()  # Textual repaints for a new layout only, and that may stay as it is
        self.too_small = None if fits else event.size
        if fits:
            return event
        self.ahead.drop()  # it was typed for a screen that nobody sees now
        size = Size(max(width, SMALLEST.width), max(height, SMALLEST.height))
        # The screens are laid out for the smallest size; `_display` paints the notice in place of what would not fit.
        return events.Resize(size, size, pixel_size=event.pixel_size)

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


def _quits(event: events.Event) -> bool:
    """Whether the key with which one always leaves is in it."""
    keys = event.keys if isinstance(event, Burst) else [event]
    return any(isinstance(key, events.Key) and key.key == _QUIT for key in keys)


def _do_nothing() -> None:
    """Stand-in before there is a driver, as in a test."""


def _visible(text: str, *, tabs: bool) -> str:
    """What is pasted, without what moves a cursor or hides: a field shows its text as it is.

    Args:
        text: what was pasted.
        tabs: whether tabs stay in a text of several lines.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not tabs or "\n" not in text.strip():
        text = text.replace("\t", " ")
    # A joiner is judged by its neighbours; alone it does no harm.
    return "".join(char for char in text if char in "\n\t\u200d\ufe0f" or is_drawn(char))


def _notice(size: Size) -> RenderableType:
    text = _("Terminal too small: {columns}×{rows} needed, this is {width}×{height}").format(
        columns=SMALLEST.width, rows=SMALLEST.height, width=size.width, height=size.height
    )
    return Group(Control.clear(), Control.home(), Constrain(Text(text), size.width))
