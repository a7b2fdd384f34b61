"""Marks on the orders of the list: picked one by one, in a range or all at once; how many they are, and their sum."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, Protocol

from textual.content import Content

from orders_tui.domain.facts import Order
from orders_tui.domain.money import number
from orders_tui.domain.row_set import RowSet
from orders_tui.domain.trend import Totals
from orders_tui.domain.words import _, ngettext
from orders_tui.ui.keymap import keyed
from orders_tui.ui.main.listing import Listing
from orders_tui.ui.main.marks import ALL, Marks
from orders_tui.ui.main.target import Target
from orders_tui.ui.show_query import marked_line

MarkState = Literal["none", "some", "all"]


class MarkedTable(Protocol):
    """A table with marks on its rows and one in its header."""

    mark_state: MarkState

    def refresh_marks(self) -> None:
        """Redraw the rows whose mark changed."""
        ...


class MarkedLine(Protocol):
    """A line that says what is marked."""

    marked: Content | None


class Marking:
    """What marks mean in the list that is shown."""

    def __init__(
        self, listing: Listing, table: MarkedTable, key_line: MarkedLine, *, money: bool, say: Callable[[str], None]
    ) -> None:
        """Make the marking.

        Args:
            listing: the list whose orders are marked.
            table: where the marks are drawn.
            key_line: where their number and sum are drawn.
            money: whether amounts may be seen.
            say: shows a sentence.
        """
        self._money = money
        self._listing = listing
        self._table = table
        self._key_line = key_line
        self._say = say
        self._elsewhere = 0
        """How many marked orders the list did not show when their sum was drawn."""

    def count(self, marks: Marks) -> int:
        """How many orders are marked."""
        return marks.count(self._listing.count)

    def state(self, marks: Marks) -> MarkState:
        """How much of the list is marked; a mark may also be on an order that the list does not show."""
        count, gone = self.count(marks), self._listing.gone()
        if not count:
            return "none"
        unmarked = [order.id for order in self._listing.loaded() if order.id not in marks]
        # Rows that no longer fit cannot be marked with the rest, so they do not speak against "all".
        every = count + len(unmarked) == self._listing.count and gone.issuperset(unmarked)
        return "all" if every else "some"

    def everything(self) -> Marks:
        """All orders of the list, loaded or not, but those that do not fit it any more; others lose their marks."""
        if self._elsewhere:
            text = ngettext(
                "{count} order that is not in this list is no longer marked.",
                "{count} orders that are not in this list are no longer marked.",
                self._elsewhere,
            )
            self._say(text.format(count=number(self._elsewhere)))
        return Marks(everything=True, rows=RowSet(self._listing.gone()))

    async def rows(self, marks: Marks) -> Sequence[int]:
        """The row ids of all marked orders."""
        return await (self._here(marks) if marks.everything else self._listing.worked(partial(array, "q"), marks.rows))

    async def in_order(self, marks: Marks) -> Sequence[int]:
        """The row ids of all marked orders as the list has them; those that it does not show come last."""
        if not self.count(marks):
            return ()
        here = await self._here(marks)
        return here if marks.everything else [*here, *marks.rows.difference(here)]

    async def _here(self, marks: Marks) -> Sequence[int]:
        """The row ids of the marked orders that the list shows, in its order."""
        everyone = await self._listing.ids()
        if marks == ALL:
            return everyone
        return await self._listing.worked(lambda: array("q", filter(marks.__contains__, everyone)))

    def draw(self, marks: Marks) -> None:
        """Draw the marks in the list and in its header."""
        self._table.mark_state = self.state(marks)
        self._table.refresh_marks()

    async def draw_sum(self, marks: Marks, range_from: int | None) -> Totals | None:
        """Draw how many are marked and their sum; while a range is begun, how to end it.

        Returns:
            The marked orders together; None where none is marked.
        """
        rows = await self.rows(marks)
        # Marks outlast a search; whoever changes the marked orders has to know of those that are out of sight.
        self._elsewhere = 0 if marks.everything else len(rows) - await self._listing.shown(marks.rows)
        value = await self._listing.value(rows) if self._money else None
        if range_from is not None:
            self._key_line.marked = Content.styled(
                keyed(_("<mark.range> marks up to here · Esc cancels")), "$text-accent"
            )
        else:
            self._key_line.marked = marked_line(len(rows), self._elsewhere, value) if rows else None
        return Totals(len(rows), value or 0) if rows else None

    async def with_range(self, marks: Marks, begin: int, end: int) -> Marks:
        """With all marked from one position of the list to another, in either direction."""
        first, last = sorted((begin, end))
        return marks.with_rows(await self._listing.ids(first, last - first + 1))

    async def settled(self, marks: Marks) -> Marks:
        """The same orders by their row ids: what comes in later is not part of "everything"."""
        if not (marks.everything and self._listing.whole):
            return marks
        everyone = await self._listing.worked(RowSet, await self._listing.ids())
        return Marks(rows=everyone.difference(marks.rows))

    async def target(self, marks: Marks, current: Order | None) -> Target | None:
        """The marked orders as they are now, else the one under the cursor as it is shown; None if there is none."""
        if self.count(marks):
            selection = await self._listing.select(marks.rows, all_but=marks.everything)
            return None if selection is None else Target(selection, marked=True)
        return Target.of(current) if current else None
