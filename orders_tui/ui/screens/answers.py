"""The dialog that asks for what a step needs: courier and receipt number, or a reason."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Static

from orders_tui.domain.couriers import COURIERS, courier_for
from orders_tui.domain.receipts import reads_as_number
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.text_line import TextLine


class AnswersDialog(Dialog[dict[str, str]]):
    """Answers with what was typed, by need; every need must be answered."""

    def __init__(
        self,
        title: Content,
        needs: Sequence[str],
        known: Mapping[str, str] | None = None,
        couriers: Sequence[str] = COURIERS,
    ) -> None:
        """Make the dialog.

        Args:
            title: What will be done, and to what.
            needs: Which of `courier`, `receipt` and `reason` to ask for.
            known: What is known of them already; it can be typed over.
            couriers: Those that are completed while one types.
        """
        super().__init__()
        self._title = title
        self._needs = tuple(needs)
        self._known = known or {}
        self._couriers = couriers
        self._shown = {need: show(value) for need, value in self._known.items()}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            for need in self._needs:
                yield Label(Content.styled(_names()[need], "$foreground-muted"))
                suggester = SuggestFromList(self._couriers, case_sensitive=False) if need == "courier" else None
                yield TextLine(self._shown.get(need, ""), id=f"answer-{need}", suggester=suggester, max_length=500)
            yield Static("", classes="dialog-error")
            yield Static(key_hint(self._hint()), classes="dialog-hint")

    def _hint(self) -> str:
        if "reason" in self._needs:  # where an order is canceled, "cancel" could be taken for it
            return _("Enter next · Esc go back")
        return _("Enter next · Esc cancel") if len(self._needs) > 1 else _("Enter save · Esc cancel")

    def on_mount(self) -> None:
        fields = list(self.query(Input))
        # What is known already is mostly right.
        (next((field for field in fields if not field.value), fields[0])).focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show_error("")

    def _show_error(self, error: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(error))

    @on(Input.Submitted)
    def _go_on(self) -> None:
        """To the next empty field; with all of them filled, answer."""
        if self.in_burst:
            return
        answers = {need: self._answer(need) for need in self._needs}
        if answers.get("courier"):  # what is proposed is taken, so it is seen
            self.query_one("#answer-courier", Input).value = answers["courier"]
        courier = answers.get("courier", "")
        if reads_as_number(courier) and courier != self._known.get("courier"):
            # A scanner writes where the cursor is.
            self._show_error(_("“{text}” looks like a receipt number, not a courier.").format(text=excerpt(courier)))
            self.query_one("#answer-courier", Input).focus()
            self.query_one("#answer-courier", Input).action_select_all()
            return
        for need, value in answers.items():
            if not value:
                field = self.query_one(f"#answer-{need}", Input)
                # Nothing is wrong yet with a field that Enter leads to only now.
                if field.has_focus:
                    self._show_error(_("{field} is required.").format(field=_names()[need]))
                field.focus()
                return
        self.dismiss(answers)

    def _answer(self, need: str) -> str:
        """What is typed; what is known stays as it is, also what is shown in another way."""
        typed = self.query_one(f"#answer-{need}", Input).value
        answer = (self._known[need] if typed == self._shown.get(need) else typed).strip()
        return courier_for(answer, self._couriers) if need == "courier" else answer


def _names() -> dict[str, str]:
    return {"courier": _("Courier"), "receipt": _("Receipt number"), "reason": _("Reason")}
