"""The smallest Textual app: one line of text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Trivial(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        yield Static("ready to be looked at")


if __name__ == "__main__":
    Trivial().run()
