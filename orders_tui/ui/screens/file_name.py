"""The dialog that asks under which name a file is written."""

import asyncio
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from orders_tui.domain.words import _
from orders_tui.ui.groups import Foreground
from orders_tui.ui.keymap import keyed
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.path_field import PathField, fault_of, path_of, written


class FileDialog(Dialog[Path]):
    """Answers with the file; its folder is there."""

    DEFAULT_CSS = """
    FileDialog Input, FileDialog Input:ansi { width: 60; max-width: 100%; }
    FileDialog .dialog-error { max-width: 60; }
    """

    def __init__(self, title: Content, suggested: Path) -> None:
        """Make the dialog.

        Args:
            title: what will be written.
            suggested: the file that is offered.
        """
        super().__init__()
        self._title = title
        self._suggested = suggested

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield Label(Content.styled(_("File"), "$foreground-muted"))
            yield PathField(written(self._suggested), id="file-path")
            yield Static("", classes="dialog-error")
            yield Static(
                Content(keyed(_("<path.complete> complete · Enter write · Esc cancel"))), classes="dialog-hint"
            )

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if not self.in_burst:
            self._answer(event.value)

    @work(exclusive=True, group=Foreground.DIALOG)
    async def _answer(self, typed: str) -> None:
        """Answer with the file that is typed, or say what is wrong with it."""
        file = path_of(typed)
        # In a thread: a folder on a drive that does not answer would hold the screen up.
        fault = await asyncio.to_thread(fault_of, file) if typed.strip() else _("A file name is missing.")
        if fault:
            self._say(fault)
        else:
            self.dismiss(file)

    def _say(self, sentence: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(sentence))
