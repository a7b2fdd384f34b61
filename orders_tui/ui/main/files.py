"""Orders to files: which, how and where is asked for, then they are written by a thread of their own."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.money import number
from orders_tui.domain.rights import Right, check_right, hidden_fields
from orders_tui.domain.words import _, ngettext
from orders_tui.process.lazy import LazyModule
from orders_tui.store.errors import DatabaseError
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.file_writing import FileWriting, not_written
from orders_tui.ui.main.listed import Listed
from orders_tui.ui.main.report import Report
from orders_tui.ui.main.under_way import worked
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.exchange import files, order_columns, order_files
    from orders_tui.ui.screens import export, progress
    from orders_tui.ui.widgets import path_field
else:
    order_columns = LazyModule("orders_tui.exchange.order_columns")
    order_files = LazyModule("orders_tui.exchange.order_files")
    files = LazyModule("orders_tui.exchange.files")
    export = LazyModule("orders_tui.ui.screens.export")
    progress = LazyModule("orders_tui.ui.screens.progress")
    path_field = LazyModule("orders_tui.ui.widgets.path_field")

_PART = 500
"""How many orders are read at once."""


class _ExportStopped(Exception):
    """The person has stopped the export."""


class ExportDesk:
    """Writes the list, or the marked orders, to a file."""

    def __init__(self, desk: Desk, ask: Ask, listed: Listed) -> None:
        self._desk = desk
        self._ask = ask
        self._files = FileWriting(ask)
        self._listed = listed

    async def write(self) -> Report | None:
        """Ask what is to be written, write it, and say where it is; None if the person gives up.

        Raises:
            RuleBroken: if it is not this person's to do.
        """
        check_right(self._desk.actor, Right.EXPORT)
        # Read once, before anything is asked: what the dialog counts is what is written, whatever comes in meanwhile.
        rows, marked = await self._listed.rows(), await self._listed.marked()
        if not rows and not marked:
            return Report(_("The list has no orders to write."), warning=True)
        choice = export.Choice(f"~/{self._name()}.xlsx", export.MARKED if marked else export.LIST)
        error = ""
        while True:
            dialog = export.ExportDialog(choice, len(rows), len(marked), self._listed.columns(), error)
            chosen = await self._ask(dialog)
            if chosen is None:
                return None
            choice, error = chosen, ""
            path = path_field.path_of(choice.path)
            try:
                if await self._files.may_take(path):
                    return await self._written(choice, path, marked if choice.what == export.MARKED else rows)
            except RuleBroken as refusal:
                error = str(refusal)

    def _name(self) -> str:
        return _("orders-{day}").format(day=self._desk.local_time().date().isoformat())

    async def _written(self, choice: "export.Choice", path: Path, rows: Sequence[int]) -> Report:
        desk, actor = self._desk, self._desk.actor
        try:
            hidden, visible = hidden_fields(actor), self._listed.columns()
            columns = order_columns.chosen_columns(choice.columns, choice.rows, hidden, visible)
        except ValueError as error:
            raise RuleBroken(str(error)) from None
        what = order_files.recorded(choice.kind, self._listed.query())
        # Before the first row leaves the database: an export that fails or is stopped stands in the audit too.
        await desk.write(desk.store.audit.record_export, what, len(rows), actor)
        layout = order_files.FileLayout(columns, choice.rows, desk.store.zone, choice.delimiter, choice.bom)
        work = progress.Work(len(rows))
        writing = desk.on_files(partial(self._write, path, choice.kind, layout, rows, work))
        title = Content(_("Export"))
        try:
            lines = await worked(self._ask, title, work, writing, stop=_("Esc stop · no file is written then"))
        except Exception as ending:
            # The first error matters more than failing to record it.
            with suppress(DatabaseError):
                await desk.write(desk.store.audit.record_stopped, what, work.done, actor)
            if not isinstance(ending, _ExportStopped):
                raise
            return Report(_("Stopped; no file was written."), warning=True)
        return Report(_sentence(path, len(rows), lines))

    def _write(
        self,
        path: Path,
        kind: "order_files.FileFormat",
        layout: "order_files.FileLayout",
        rows: Sequence[int],
        work: "progress.Work",
    ) -> int:
        """Write the file; how many rows it has below its head."""
        reader = order_files.OrderReader(self._desk.store.orders.many, self._desk.store.file_rows.read)
        try:
            with files.replacing(path) as file:
                return order_files.write_orders(file, kind, layout, _parts(rows, work), reader)
        except OSError as error:
            raise not_written(path, error) from error


def _parts(rows: Sequence[int], work: "progress.Work") -> Iterator[Sequence[int]]:
    """The row ids, some at a time, as they are written."""
    for at in range(0, len(rows), _PART):
        # Between two parts alone; the file that was begun goes with the context in which it is written.
        work.progress(at)
        if work.stopping:
            raise _ExportStopped
        yield rows[at : at + _PART]


def _sentence(path: Path, count: int, lines: int) -> str:
    text = ngettext("{count} order written to {path}.", "{count} orders written to {path}.", count)
    sentence = text.format(count=number(count), path=path_field.written(path))
    if lines == count:
        return sentence
    rows = ngettext("It has {count} row.", "It has {count} rows.", lines).format(count=number(lines))
    return f"{sentence} {rows}"
