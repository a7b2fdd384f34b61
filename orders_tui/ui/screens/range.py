"""The dialog that asks for a smallest and a largest: of an amount, or of days."""

import re

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from orders_tui.domain.facts import Fact, Kind
from orders_tui.domain.words import _, pgettext
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.text_line import TextLine

Bounds = tuple[int | None, int | None]


class RangeDialog(Dialog[Bounds]):
    """Answers with both bounds, None for one that is left empty."""

    DEFAULT_CSS = """
    RangeDialog Input, RangeDialog Input:ansi { width: 24; }
    RangeDialog Label { margin-top: 1; color: $foreground-muted; }
    """

    def __init__(self, fact: Fact, low: int | None, high: int | None) -> None:
        """Make the dialog.

        Args:
            fact: what is bounded.
            low: the smallest so far, rupiah or days; None for none.
            high: the largest so far.
        """
        super().__init__()
        self._fact = fact
        self._bounds = (low, high)

    def compose(self) -> ComposeResult:
        unit = _("rupiah") if self._fact.kind is Kind.MONEY else _("days")
        with Vertical(classes="dialog"):
            yield Static(Content(f"{self._fact.title} ({unit})"), classes="dialog-title")
            for title, name, bound in zip(
                (_("From"), pgettext("amount", "To")), ("low", "high"), self._bounds, strict=True
            ):
                yield Label(Content(title))
                yield TextLine("" if bound is None else str(bound), id=name, max_length=20)
            yield Static(classes="dialog-error")
            yield Static(key_hint(_("Tab other field · Enter choose · Esc cancel")), classes="dialog-hint")

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say("")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        typed = [self.query_one(f"#{name}", Input).value for name in ("low", "high")]
        try:
            low, high = map(_bound, typed)
        except ValueError as error:
            self._say(str(error))
            return
        if low is not None and high is not None and low > high:
            # Bounds the wrong way round would find nothing, which nobody asks for.
            low, high = high, low
        self.dismiss((low, high))

    def _say(self, error: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(error))


def _bound(typed: str) -> int | None:
    digits = re.sub(r"^rp|[\s.]", "", typed.strip().lower())
    if not digits:
        return None
    if not re.fullmatch(r"[0-9]{1,13}", digits):
        raise ValueError(_("Type a whole number, or leave it empty for no limit."))
    return int(digits)
