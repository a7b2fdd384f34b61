"""The dialog that asks under which name a file is written."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from orders_tui.domain.words import _
from orders_tui.ui.screens.dialog import Dialog


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
            field = Input(str(self._suggested), max_length=500)
            field.cursor_blink = False
            yield field
            yield Static("", classes="dialog-error")
            yield Static(Content(_("Enter write · Esc cancel")), classes="dialog-hint")

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one(".dialog-error", Static).update("")

    @on(Input.Submitted)
    def _answer(self) -> None:
        if self.in_burst:
            return
        typed = self.query_one(Input).value.strip()
        file = Path(typed).expanduser() if typed else None
        if file is None or file.is_dir():
            self._refuse(_("This is a folder; add a file name.") if file else _("A file name is missing."))
        elif not file.parent.is_dir():
            self._refuse(_("There is no such folder."))
        else:
            self.dismiss(file)

    def _refuse(self, sentence: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(sentence))
