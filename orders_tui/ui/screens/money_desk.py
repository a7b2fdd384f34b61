"""The dialog in which money that came in finds its orders: by an amount that is typed, or by a list that is pasted."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import Enum
from typing import ClassVar, Final, NamedTuple

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.plans import Plan
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.ui.groups import Background
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import CHOICE, MONEY, bindings
from orders_tui.ui.screens.options_dialog import OptionsDialog
from orders_tui.ui.widgets.path_field import is_whole
from orders_tui.ui.widgets.text_line import TextLine

LOOK_EVERY = 1.0
"""After how many seconds what others did to the orders that are listed is looked for."""


class _TakeBack(Enum):
    TAKE_BACK = "undo"


TAKE_BACK: Final = _TakeBack.TAKE_BACK
"""The answer that the last change is to be taken back."""


class LineFinding(NamedTuple):
    """What a line of a list is found to be."""

    sentence: str
    tone: str
    """The colour of the sentence, a variable of the theme."""


class Findings(NamedTuple):
    """A list that was matched with orders."""

    lines: tuple[LineFinding, ...]
    summary: str
    plan: Plan
    """What is done with all of it that is certain."""


class Gone(NamedTuple):
    """Those of the orders that are listed that wait no longer."""

    lines: Mapping[str, Content]
    """The line of each as it is now, by id."""
    seen: int
    """The counter of others' changes when they were looked at."""


class MoneyField(TextLine):
    """A line of text that leaves the paste of a list to its dialog."""

    TAKES_TABLES: ClassVar = True

    class Pasted(Message):
        """A list of several lines was pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_paste(self, event: events.Paste) -> None:
        """Put a single line where the cursor is; a list goes to the dialog."""
        event.stop()
        event.prevent_default()  # which would keep the first line alone
        if "\n" in event.text.strip() or "\r" in event.text.strip():
            self.post_message(self.Pasted(event.text))
        else:
            self.replace(event.text.strip(), *self.selection)


class MoneyDialog(OptionsDialog[Order | Plan | _TakeBack]):
    """Answers with the order that was chosen to be paid, the plan of a list that was matched, or `TAKE_BACK`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOICE, MONEY)
    DEFAULT_CSS = """
    MoneyDialog > .dialog { width: 100; max-width: 100%; }
    MoneyDialog .dialog-title { margin-bottom: 0; }
    MoneyDialog MoneyField { width: 100%; margin-top: 1; }
    MoneyDialog #money-said { min-height: 1; color: $text-success; }
    MoneyDialog #money-summary { min-height: 1; color: $text-muted; }
    MoneyDialog OptionList { width: 100%; max-height: 55vh; scrollbar-gutter: stable; }
    MoneyDialog .dialog-error { max-width: 100%; }
    """

    def __init__(
        self,
        title: Content,
        wanted: str,
        waiting: Callable[[str], Awaitable[Sequence[tuple[Order, Content]]]] | None,
        read: Callable[[str], Awaitable[Findings]],
        said: str = "",
        near: Callable[[str], Awaitable[Sequence[tuple[Order, Content]]]] | None = None,
        gone: Callable[[Sequence[Order], int | None], Awaitable[Gone | None]] | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            title: whose money it is about.
            wanted: what is typed or pasted, as the empty field says it.
            waiting: the orders that wait for an amount that begins or ends like this, each with its line; None where
                nothing but a list is taken.
            read: matches a list, or the file that is named, with orders; raises `RuleBroken` where it cannot be read.
            said: what became of the change before.
            near: the orders that wait for about the amount that is typed, where none waits for just that.
            gone: those of these orders that wait no longer; None where the counter of others' changes is still the one
                that is given, of when they were looked at last.
        """
        super().__init__()
        self._title = title
        self._wanted = wanted
        self._waiting = waiting
        self._read = read
        self._said = said
        self._near = near
        self._gone = gone
        self._orders: Mapping[str, tuple[Order, Content]] = {}
        """The orders that are listed, by id, each with its line."""
        self._waits_no_longer: Mapping[str, Content] = {}
        """Those of them that are not to be chosen any more, each with its line as it is now."""
        self._seen: int | None = None
        """The counter of others' changes when they were last looked at; None where they were not yet."""
        self._looking: Worker[None] | None = None
        self._lines = 1
        """The most lines that the list had so far."""
        self._findings: Findings | None = None
        self._listed_for: str | None = None
        """The amount for which the list has the orders; None where it has none, but the lines of a list."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield Static(Content(self._said), id="money-said")
            yield MoneyField(placeholder=self._wanted, max_length=500)
            yield Static("", id="money-summary")
            options = OptionList()
            options.can_focus = False
            yield options
            yield Static("", classes="dialog-error")
            yield Static(key_hint(self._hint()), classes="dialog-hint")

    def on_mount(self) -> None:
        self._narrow()
        if self._gone is not None:
            self.set_interval(LOOK_EVERY, self.look)

    def _hint(self) -> str:
        if self._findings is not None:
            return _("Enter carry out · Esc back") if self._findings.plan.selection else _("Esc back")
        undo = keyed(_("<money.undo> undo")) if self._said else ""
        enter = _("Enter mark paid") if self._waiting else _("Enter read the file")
        return " · ".join(filter(None, [enter, undo, _("Esc close")]))

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show_error("")
        self._findings = None
        self._narrow()

    @work(exclusive=True, group=Background.MONEY)
    async def _narrow(self, *, choose: bool = False) -> None:
        """Show the orders that wait for what is typed; and choose, where Enter was pressed before they were there."""
        typed = self.query_one(MoneyField).value
        found = await self._waiting(typed) if self._waiting else ()
        # Nothing is said of a path, since it is no amount.
        nothing = self._waiting is not None and not found and bool(typed.strip()) and not _is_path(typed.strip())
        summary = _("No order awaiting a transfer has this amount.") if nothing else ""
        if nothing and self._near and (found := await self._near(typed)):
            summary = _("No order awaiting a transfer has this amount. The closest are:")
        options = [Option(line, id=order.order_id) for order, line in found]
        orders = {order.order_id: (order, line) for order, line in found}
        self._show(options, orders, summary, is_sure=not nothing)
        self._listed_for = typed
        if choose:
            self._choose()

    def look(self) -> None:
        """Show which of the orders wait no longer since others changed them; each line stays in its place."""
        # Where the answer takes longer, the questions would pile up.
        if self._looking is None or self._looking.is_finished:
            self._looking = self._look()

    @work(group=Background.LOOK)
    async def _look(self) -> None:
        listed = self._orders
        if self._gone is None or not listed:
            return
        gone = await self._gone([order for order, _line in listed.values()], self._seen)
        # Meanwhile others may be listed, or a list may have been pasted.
        if gone is None or self._orders is not listed:
            return
        for order_id in {*gone.lines, *self._waits_no_longer}:
            self.listed.replace_option_prompt(order_id, gone.lines.get(order_id, listed[order_id][1]))
        self._waits_no_longer, self._seen = gone

    @on(MoneyField.Pasted)
    def _pasted(self, event: MoneyField.Pasted) -> None:
        self._match(event.text)

    @work(exclusive=True, group=Background.MONEY)
    async def _match(self, text: str) -> None:
        """Show what each line of a list is found to be."""
        try:
            findings = await self._read(text)
        except RuleBroken as refusal:
            self._show_error(str(refusal))
            return
        self._findings = findings
        self._show_error("")
        self._show([Option(Content.styled(line.sentence, line.tone)) for line in findings.lines], {}, findings.summary)
        self._listed_for = None

    def _show(
        self,
        options: Sequence[Option],
        orders: Mapping[str, tuple[Order, Content]],
        summary: str,
        *,
        is_sure: bool = True,
    ) -> None:
        self._orders, self._waits_no_longer, self._seen = orders, {}, None
        listed = self.listed
        listed.clear_options()
        listed.add_options(options)
        # It grows and never shrinks, so that the field stays in its place while one types.
        listed.styles.min_height = self._lines = max(self._lines, len(options))
        # Of several orders none is pointed at, nor one of another amount: nothing is paid that nobody chose.
        listed.highlighted = 0 if is_sure and len(options) == 1 and self.query_one(MoneyField).value.strip() else None
        self.query_one("#money-summary", Static).update(Content(summary))
        self.query_one(".dialog-hint", Static).update(key_hint(self._hint()))

    def _show_error(self, error: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(error))

    @on(Input.Submitted)
    def _enter(self) -> None:
        """Carry out what is shown; a path is read first.

        A list that comes in as keys brings its own Enters: they are not taken.
        """
        typed = self.query_one(MoneyField).value.strip()
        if self.in_burst or not self.arrived_alone:
            return
        if self._findings is not None:
            self._carry_out(self._findings.plan)
        elif _is_path(typed) or (typed and self._waiting is None):
            self._match(typed)
        elif self._listed_for != self.query_one(MoneyField).value:
            # The order that is pointed at has the amount before.
            self._narrow(choose=True)
        else:
            self._choose()

    def _carry_out(self, plan: Plan) -> None:
        if plan.selection:
            self.dismiss(plan)
        else:
            self._show_error(_("Nothing in this list is certain: no order was changed."))

    def _choose(self) -> None:
        listed = self.listed
        if self._waiting is None:
            self._show_error(self._wanted)
        elif listed.highlighted is None:
            self._show_error(_("Type an amount that only one order has, or choose an order with ↓."))
        else:
            self._take(str(listed.get_option_at_index(listed.highlighted).id))

    def _take(self, order_id: str) -> None:
        """Answer with an order, unless it waits no longer."""
        if order_id in self._waits_no_longer:
            self._show_error(_("{order} is no longer waiting for this transfer.").format(order=show(order_id)))
        else:
            self.dismiss(self._orders[order_id][0])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        # The lines of a list are options too, but no orders.
        if event.option_id in self._orders and not self.in_burst:
            self._take(str(event.option_id))

    def action_undo(self) -> None:
        """Take the last change back; `u` is a letter of the field here."""
        if not self.in_burst:
            self.dismiss(TAKE_BACK)

    def action_leave(self) -> None:
        """From a list that was matched back to the amounts; else close."""
        if self._findings is None:
            self.dismiss(None)
            return
        self._findings = None
        self._show_error("")
        self._narrow()


def _is_path(typed: str) -> bool:
    """Whether the path of a file is typed, not an amount."""
    return is_whole(typed) or typed.startswith((".", "'", '"')) or typed.lower().endswith((".csv", ".txt"))
