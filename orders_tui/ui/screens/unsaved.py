"""What is typed into a dialog and not saved yet: it is kept while it is typed, and so outlives the console."""

from collections.abc import Awaitable, Callable
from typing import Any

from orders_tui.ui.groups import Background
from orders_tui.ui.screens.dialog import Dialog

KEEP_EVERY = 1.0
"""The seconds between one look at what is typed and the next."""

Keep = Callable[[str], Awaitable[None]]
"""Keeps a text as the draft; an empty one is none."""


class Unsaved:
    """Keeps what is typed into a dialog as a draft; whoever opened the dialog drops that once it has answered."""

    def __init__(self, dialog: Dialog[Any], typed: Callable[[], str], keep: Keep) -> None:
        """Begin with nothing.

        Args:
            dialog: what is typed into.
            typed: all that is typed, as it is kept; empty where nothing is.
            keep: keeps it.
        """
        self._dialog = dialog
        self._typed = typed
        self._keep = keep
        self._kept = ""
        """What was kept last."""
        self.is_done = False
        """Whether nothing is a draft any more, since it is being saved."""

    def begin(self) -> None:
        """Keep from now on what is changed of what is there; that was kept before, or nobody typed it."""
        self._kept = self._typed()
        self._dialog.set_interval(KEEP_EVERY, self.keep_soon)

    def keep_soon(self) -> None:
        """Keep what was typed since the last time, while the dialog goes on; one that has answered is not shown."""
        dialog = self._dialog
        if dialog in dialog.app.screen_stack and not self.is_done and self._kept != self._typed():
            keep: Callable[[], object] = self.keep  # a coroutine would be left behind where the worker never runs
            dialog.run_worker(keep, exclusive=True, group=Background.DRAFT)

    async def keep(self) -> None:
        """Keep what was typed since the last time; also where the console ends without a question."""
        typed = self._typed()
        if self._kept != typed and not self.is_done:
            await self._keep(typed)
            self._kept = typed
