"""The dialog in which staff note what the buyer says of a transfer: bank, holder, amount, day, note."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from orders_tui.domain.commands import RecordConfirmation
from orders_tui.domain.words import N_, _
from orders_tui.exchange.amounts import parse_amount
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.text_line import TextLine

_FIELDS = {
    "amount": N_("Amount"),
    "bank": N_("Bank"),
    "holder": N_("Account holder"),
    "day": N_("Day"),
    "note": N_("Note"),
}
"""The fields in their order: what the buyer mostly says first, then what may be left empty."""


class TransferConfirmationDialog(Dialog[RecordConfirmation]):
    """Answers with the confirmation; of its fields any may be empty, but not all."""

    DEFAULT_CSS = """
    TransferConfirmationDialog .dialog-title { margin-bottom: 0; }
    """

    def __init__(self, title: Content, order_id: str) -> None:
        super().__init__()
        self._title = title
        self._order_id = order_id

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            for name, label in _FIELDS.items():
                yield Label(Content.styled(_(label), "$foreground-muted"))
                yield TextLine(id=f"said-{name}", max_length=500)
            yield Static("", classes="dialog-error")
            yield Static(key_hint(_("Tab next field · Enter save · Esc cancel")), classes="dialog-hint")

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one(".dialog-error", Static).update("")

    @on(Input.Submitted)
    def _save(self) -> None:
        if self.in_burst:
            return
        said = {name: self.query_one(f"#said-{name}", Input).value.strip() for name in _FIELDS}
        try:
            amount = parse_amount(said.pop("amount"))
        except ValueError as error:
            self._refuse(str(error))
            return
        if amount is None and not any(said.values()):
            self._refuse(_("Fill in at least one field."))
            return
        self.dismiss(RecordConfirmation(order_id=self._order_id, amount=amount and amount.rupiah, **said))

    def _refuse(self, reason: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(reason))
        self.query_one("#said-amount", Input).focus()
