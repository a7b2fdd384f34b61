"""The breakdown of a list: for each value of a fact a bar, and what its orders come to."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.breakdown import BREAKDOWNS, Breakdown, Tally, percent, said
from orders_tui.domain.money import number, rupiah
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _, ngettext, pgettext
from orders_tui.ui.cells import cut
from orders_tui.ui.grid_keys import BREAKDOWN
from orders_tui.ui.groups import Background
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import bindings
from orders_tui.ui.screens.options_dialog import OptionsDialog
from orders_tui.ui.show_trend import bar

MOST_ROWS = 300
"""The most values that are drawn; the file has all of them."""
_WIDEST = 116
_FRAME = 8
"""Cells at the sides of a row: the padding of the dialog and of an option, the scroll bar."""
_GAP = "  "
_LEAST_LABEL, _MOST_LABEL = 12, 30


class BreakdownAnswer(NamedTuple):
    """What is to be done with a breakdown."""

    found: Breakdown
    value: str | None = None
    """The row whose orders are to be shown; None where the rows are to be written to a file."""


class _Column(NamedTuple):
    title: str
    cells: int
    text: Callable[[Tally, int], str]
    """What it says of a row, in at most so many cells."""


class BreakdownDialog(OptionsDialog[BreakdownAnswer]):
    """Answers with the row that was chosen, or with what is to be written."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BREAKDOWN)
    DEFAULT_CSS = f"""
    BreakdownDialog > .dialog {{ width: {_WIDEST}; max-width: 100%; height: 94%; max-height: 100%; }}
    BreakdownDialog.-low > .dialog {{ padding: 0 2; height: 100%; }}
    BreakdownDialog .dialog-title {{ width: 100%; margin-bottom: 0; }}
    BreakdownDialog #breakdown-by {{ width: 100%; margin-bottom: 1; }}
    BreakdownDialog #breakdown-head, BreakdownDialog #breakdown-total {{ width: 100%; padding: 0 1; }}
    BreakdownDialog OptionList {{ width: 100%; height: 1fr; scrollbar-gutter: stable; }}
    BreakdownDialog #breakdown-note {{ width: 100%; color: $text-warning; }}
    BreakdownDialog .dialog-hint {{ width: 100%; margin-top: 0; }}
    """

    def __init__(
        self,
        title: Content,
        by: str,
        read: Callable[[str], Awaitable[Breakdown]],
        *,
        money: bool = True,
        note: str = "",
    ) -> None:
        """Make the dialog.

        Args:
            title: which orders are broken down.
            by: a word of `BREAKDOWNS`, by which it is at first.
            read: breaks them down by another one.
            money: whether amounts may be seen.
            note: what became of the rows that were to be written.
        """
        super().__init__()
        self._title = title
        self._by = by
        self._read = read
        self._money = money
        self._note = note
        self._found: Breakdown | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title")
            yield Static(id="breakdown-by")
            yield Static(id="breakdown-head")
            options = OptionList()
            options.can_focus = False
            yield options
            yield Static(id="breakdown-total")
            yield Static(Content(self._note), id="breakdown-note")
            hint = _(
                "<breakdown.before> <breakdown.after> by · <breakdown.show> show these"
                " · <breakdown.write> write CSV · Esc close"
            )
            yield Static(key_hint(hint), classes="dialog-hint")

    def on_mount(self) -> None:
        self._count()

    def on_resize(self) -> None:
        if self._found is not None:
            self._draw(self._found)

    # By what

    def action_turn(self, by: int) -> None:
        """By another fact; the count of the one before is given up."""
        words = tuple(BREAKDOWNS)
        self.action_by(words[(words.index(self._by) + by) % len(words)])

    def action_by(self, word: str) -> None:
        """By this fact."""
        self._by = word
        self.query_one("#breakdown-note", Static).update("")
        self._count()

    @work(exclusive=True, group=Background.BREAKDOWN)
    async def _count(self) -> None:
        self._found = None
        self._draw_words()
        self.listed.clear_options()
        self.query_one("#breakdown-head", Static).update(Content.styled(_("Counting…"), "$text-muted"))
        self.query_one("#breakdown-total", Static).update("")
        self._found = await self._read(self._by)
        self._draw(self._found)

    def _draw_words(self) -> None:
        """All that a list can be broken down by."""
        parts = []
        for word, label in _labels():
            parts.append(Content.styled(label, "$text-accent bold underline" if word == self._by else "$text-muted"))
        self.query_one("#breakdown-by", Static).update(Content(_GAP).join(parts))

    def on_click(self, event: events.Click) -> None:
        """By the word that is clicked on."""
        # All words are one widget, so that where each ends is counted here.
        words = self.query_one("#breakdown-by", Static).content_region
        if not words.contains(event.screen_x, event.screen_y):
            return
        end = words.x
        for word, label in _labels():
            end += cell_len(label) + len(_GAP)
            if event.screen_x < end:
                self.action_by(word)
                return

    # The rows

    def _draw(self, found: Breakdown) -> None:
        cursor = self.listed.highlighted or 0
        width = min(self.app.size.width, _WIDEST) - _FRAME
        columns = self._columns(found, width)
        room = width - sum(column.cells + 1 for column in columns)
        shown = found.tallies[:MOST_ROWS]
        longest = max([cell_len(excerpt(said(found.by, tally.value))) for tally in shown], default=0)
        label = min(max(_LEAST_LABEL, min(_MOST_LABEL, longest, room // 2)), room - 1)
        head = _line(found.title, "", [column.title for column in columns], label, room, columns)
        self.query_one("#breakdown-head", Static).update(Content.styled(head, "$text-muted"))
        largest = max([tally.orders for tally in shown], default=0)
        rows = [self._option(found, tally, label, room, largest, columns) for tally in shown]
        if more := len(found.tallies) - len(shown):
            text = ngettext("… and {count} more in the file", "… and {count} more in the file", more)
            rows.append(Option(Content.styled(text.format(count=number(more)), "$text-muted"), disabled=True))
        self.listed.set_options(rows)
        if shown:
            self.listed.highlighted = min(cursor, len(shown) - 1)
        cells = [column.text(found.total, column.cells) for column in columns]
        total = _line(_("Total") if shown else _("No orders."), "", cells if shown else [], label, room, columns)
        self.query_one("#breakdown-total", Static).update(Content.styled(total, "bold"))

    def _option(
        self, found: Breakdown, tally: Tally, label: int, room: int, largest: int, columns: Sequence[_Column]
    ) -> Option:
        cells = [column.text(tally, column.cells) for column in columns]
        drawn = bar(tally.orders, largest, max(0, room - label - 1))
        text = excerpt(said(found.by, tally.value))
        return Option(Content(_line(text, drawn, cells, label, room, columns)))

    def _columns(self, found: Breakdown, width: int) -> list[_Column]:
        """Those of the numbers; where it is narrow the amounts leave the label its least room."""
        total = found.total
        columns = [
            _column(_("Orders"), 7, lambda tally, _room: number(tally.orders)),
            _column(_("Share"), 5, lambda tally, _room: percent(tally.orders, total.orders)),
            _column(pgettext("rate", "Paid"), 5, lambda tally, _room: percent(tally.paid, tally.orders)),
            _column(pgettext("rate", "Returned"), 5, lambda tally, _room: percent(tally.returned, tally.sent)),
        ]
        if self._money:
            most = max(total.amount, *(tally.amount for tally in found.tallies), 0)
            free = width - sum(column.cells + 1 for column in columns) - _LEAST_LABEL - 2
            # Bare digits are the last resort: an amount that is cut reads as a smaller one.
            form = next((form for form in (rupiah, number) if cell_len(form(most)) <= free), str)
            columns.insert(2, _column(_("Value"), cell_len(form(most)), lambda tally, _room: form(tally.amount)))
        return columns

    # Answers

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if self._found is not None and not self.in_burst:
            self.dismiss(BreakdownAnswer(self._found, self._found.tallies[event.option_index].value))

    def action_select(self) -> None:
        """Show the orders of the row under the cursor."""
        self.listed.action_select()

    def action_write(self) -> None:
        """Write the rows to a file."""
        if self._found is not None and self._found.tallies and not self.in_burst:
            self.dismiss(BreakdownAnswer(self._found))

    def action_first(self) -> None:
        """To the first row."""
        self.listed.action_first()

    def action_last(self) -> None:
        """To the last row."""
        self.listed.action_last()

    def action_page_up(self) -> None:
        """Up by as many rows as are seen."""
        self.listed.action_page_up()  # type: ignore[no-untyped-call] # Textual's

    def action_page_down(self) -> None:
        """Down by as many rows as are seen."""
        self.listed.action_page_down()  # type: ignore[no-untyped-call] # Textual's


def _labels() -> list[tuple[str, str]]:
    """The words of `BREAKDOWNS`, each with what it is called."""
    return [(word, _(label)) for word, (_facet, label) in BREAKDOWNS.items()]


def _column(title: str, cells: int, text: Callable[[Tally, int], str]) -> _Column:
    return _Column(title, max(cells, cell_len(title)), text)


def _line(label: str, drawn: str, cells: Sequence[str], width: int, room: int, columns: Sequence[_Column]) -> str:
    """A row: what it is about, its bar, and its numbers at the right.

    Args:
        label: what it is about.
        drawn: the bar.
        cells: the numbers; none where there is nothing to count.
        width: the cells of the label.
        room: the cells of label and bar together.
        columns: those of the numbers.
    """
    text = cut(label, width)
    left = f"{text}{' ' * (width - cell_len(text))} {drawn}"
    left += " " * (room - cell_len(left))
    numbers = [" " * (column.cells - cell_len(cell)) + cell for cell, column in zip(cells, columns, strict=False)]
    return " ".join([left, *numbers])
