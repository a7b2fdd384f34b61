"""The breakdown of the list, or of the marked orders: shown, narrowed to one row, written to a file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from orders_tui.domain.breakdown import Breakdown, narrowed
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.money import number
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Right
from orders_tui.domain.words import _, ngettext
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.availability import refusal
from orders_tui.ui.main.file_writing import FileWriting
from orders_tui.ui.main.listed import Listed
from orders_tui.ui.screens.breakdown import BreakdownDialog
from orders_tui.ui.screens.dialog import Ask
from orders_tui.ui.show_query import everything_line

if TYPE_CHECKING:
    from orders_tui.exchange import breakdown_file, order_files
    from orders_tui.ui.widgets import path_field
else:
    breakdown_file = LazyModule("orders_tui.exchange.breakdown_file")
    order_files = LazyModule("orders_tui.exchange.order_files")
    path_field = LazyModule("orders_tui.ui.widgets.path_field")


class BreakdownDesk:
    """Shows the orders of a list broken down by a fact, and opens the list of a row."""

    def __init__(self, desk: Desk, ask: Ask, listed: Listed) -> None:
        self._desk = desk
        self._ask = ask
        self._listed = listed
        self._by = "status"
        """By what the last breakdown was, so that the next one begins there."""

    async def choose(self, query: OrderQuery) -> OrderQuery | None:
        """Show the breakdown until a row is chosen, whose list is answered; None once it is closed."""
        rows, note = await self._listed.marked(), ""
        while True:
            title = _title(query, len(rows))
            money = self._desk.actor.may(Right.SEE_MONEY)
            read = partial(self._read, query, rows)
            answer = await self._ask(BreakdownDialog(title, self._by, read, money=money, note=note))
            if answer is None:
                return None
            if answer.value is not None:
                return narrowed(query, answer.found.by, answer.value)
            try:
                note = await self._written(query, answer.found)
            except RuleBroken as broken:
                note = str(broken)

    async def _read(self, query: OrderQuery, rows: Sequence[int], by: str) -> Breakdown:
        self._by = by
        reads = self._desk.store.breakdowns
        # It takes as long as a large export at worst, and details are to be read meanwhile.
        if rows:
            return await self._desk.on_files(reads.of_orders, rows, by)
        return await self._desk.on_files(reads.of_list, query, by)

    async def _written(self, query: OrderQuery, found: Breakdown) -> str:
        """What became of the file; empty where the person gives up."""
        desk = self._desk
        if sentence := refusal(desk, query.role, "export"):
            raise RuleBroken(sentence)
        day = desk.local_time().date().isoformat()
        name = _("{by}-{day}.csv").format(by=found.title.lower(), day=day)
        make = partial(breakdown_file.breakdown_csv, found, money=desk.actor.may(Right.SEE_MONEY))
        what = order_files.recorded(order_files.FileFormat.CSV, query)
        record = partial(desk.write, desk.store.audit.record_export, what, found.total.orders, desk.actor)
        path = await FileWriting(self._ask).write(Content(_("Write CSV")), Path.home() / name, make, record)
        if path is None:
            return ""
        count = len(found.tallies)
        text = ngettext("{count} row written to {path}.", "{count} rows written to {path}.", count)
        return text.format(count=number(count), path=path_field.written(path))


def _title(query: OrderQuery, marked: int) -> Content:
    """What is broken down."""
    if marked:
        text = ngettext("{count} marked order", "{count} marked orders", marked).format(count=number(marked))
        return Content.assemble((_("Breakdown"), "bold"), " · ", text)
    parts = [Content.styled(_("Breakdown"), "bold"), *everything_line(query).split("\n")]
    return Content(" · ").join([part for part in parts if part.plain])
