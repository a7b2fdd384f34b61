"""Orders from files: a file is named, its plan is looked at, then it is carried out as one change."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from textual.content import Content

from orders_tui.domain.cities import city_checker
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.file_orders import Decision, ImportVerdict
from orders_tui.domain.import_summary import ImportSummary
from orders_tui.domain.money import number
from orders_tui.domain.os_faults import reason
from orders_tui.domain.query import RECEIVED, OrderQuery
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.process.lazy import LazyModule
from orders_tui.store.writes.imports import ImportResult
from orders_tui.ui.desk import Desk
from orders_tui.ui.keymap import keyed
from orders_tui.ui.main.report import Report
from orders_tui.ui.main.under_way import worked
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.exchange.importing import formats, reader, rejects, source, tables
    from orders_tui.ui.main import column_mapping
    from orders_tui.ui.screens import import_plan, open_file, progress
    from orders_tui.ui.screens import result as result_screen
    from orders_tui.ui.widgets import path_field
else:
    reader = LazyModule("orders_tui.exchange.importing.reader")
    rejects = LazyModule("orders_tui.exchange.importing.rejects")
    source = LazyModule("orders_tui.exchange.importing.source")
    tables = LazyModule("orders_tui.exchange.importing.tables")
    column_mapping = LazyModule("orders_tui.ui.main.column_mapping")
    import_plan = LazyModule("orders_tui.ui.screens.import_plan")
    open_file = LazyModule("orders_tui.ui.screens.open_file")
    progress = LazyModule("orders_tui.ui.screens.progress")
    result_screen = LazyModule("orders_tui.ui.screens.result")
    path_field = LazyModule("orders_tui.ui.widgets.path_field")

_CITIES = 5_000
"""With how many cities of the shop's own orders a city is compared."""
_STORES = 50
"""How many stores are offered."""
_HOME = "~/"


class _ImportStopped(Exception):
    """The person has stopped the import; what was written was taken back."""


class _Imported(NamedTuple):
    """What came of a plan."""

    result: ImportResult
    refused: Path | None
    """The file of the refused rows; None where none was refused."""
    outside: int
    """How many new orders came in on days that the list does not show."""


class ImportDesk:
    """Takes orders from a file."""

    def __init__(self, desk: Desk, ask: Ask, query: Callable[[], OrderQuery] = OrderQuery) -> None:
        """Make the desk.

        Args:
            desk: the store and who asks it.
            ask: opens dialogs.
            query: what the list on the screen shows.
        """
        self._desk = desk
        self._ask = ask
        self._query = query

    async def read(self) -> Report | None:
        """Ask for a file, show its plan and carry it out; None if the person gives up."""
        typed, error = _HOME, ""
        while True:
            title = Content(_("Import orders from a file"))
            named = await self._ask(open_file.OpenFileDialog(title, typed, error))
            if named is None:
                return None
            path = path_field.path_of(named)
            typed, error = named, ""
            try:
                planned = await self._planned(path)
            except RuleBroken as refusal:
                error = str(refusal)
            else:
                if planned is not None:
                    return await self._carried_out(path, planned)

    async def _planned(self, path: Path) -> "import_plan.Planned | None":
        """The plan that the person wants to be carried out; None to name another file.

        Raises:
            RuleBroken: if the file cannot be read.
        """
        desk = self._desk
        file = await desk.on_files(self._opened, path, tables.Reading(), None)
        said: column_mapping.Mapped | None = column_mapping.Mapped(None, import_plan.ImportSettings())
        if file.format is None:
            said = await self._mapping().ask_for(path, file, import_plan.ImportSettings())
        if said is None:
            return None
        stores = await desk.on_files(self._stores)
        while True:
            plan = self._planner(path, said.format)
            dialog = import_plan.ImportDialog(show(path.name), plan, stores, desk.store.zone, said.settings)
            answer = await self._ask(dialog)
            if not isinstance(answer, str):
                return answer
            settings = dialog.settings
            file = await desk.on_files(self._opened, path, column_mapping.reading_of(settings), said.format)
            said = await self._mapping().ask_for(path, file, settings) or said._replace(settings=settings)

    def _mapping(self) -> "column_mapping.ColumnMapping":
        return column_mapping.ColumnMapping(self._desk, self._ask, self._opened)

    def _planner(self, path: Path, format: "formats.Format | None") -> "import_plan.MakePlan":
        async def plan(settings: import_plan.ImportSettings, planning: import_plan.Planning) -> import_plan.Planned:
            return await self._desk.on_files(self._plan, path, format, settings, planning)

        return plan

    # On the thread of the files

    def _opened(self, path: Path, reading: "tables.Reading", format: "formats.Format | None") -> "source.OrderFile":
        settings, name = self._desk.store.settings, self._desk.actor.name
        with _refusing(path):
            # What a person said of such columns goes before what an admin said for everybody.
            return source.open_orders(path, reading, lambda key: settings.get(key, name) or settings.get(key), format)

    def _stores(self) -> Sequence[str]:
        """The stores that orders have; of a new shop its own name."""
        own = self._desk.store.settings.get("business")
        return self._desk.store.values.known("store", _STORES) or ([own] if own else [])

    def _plan(
        self,
        path: Path,
        format: "formats.Format | None",
        settings: "import_plan.ImportSettings",
        planning: "import_plan.Planning",
    ) -> "import_plan.Planned":
        store = self._desk.store
        file = self._opened(path, column_mapping.reading_of(settings), format)
        if file.format is None:
            raise RuleBroken(_("Read like this, its columns match no known format."))
        zone = ZoneInfo(settings.zone) if settings.zone else store.zone
        cities = city_checker(store.values.known("city", _CITIES))
        options = reader.Options(zone, settings.dates, settings.store.strip(), settings.clear_blanks, cities)
        mode = settings.mode or file.usual_mode(self._desk.actor)
        # Before anything is compared: what is changed after this moment is refused when the plan is carried out.
        since, summary = store.orders.pulse(), planning.summary
        with _refusing(path):
            for decision in store.plan_import(file.orders(options), mode):
                if planning.stopped:
                    break
                summary.add([decision])
                planning.percent = min(100, 100 * file.table.done // max(1, file.table.size))
        return import_plan.Planned(file, options, mode, since, summary)

    # Carrying out

    async def _carried_out(self, path: Path, planned: "import_plan.Planned") -> Report:
        desk, summary = self._desk, ImportSummary()
        work = progress.Work(planned.summary.orders, stopped=desk.give_up)
        writing = desk.write(self._write, path, planned, summary, work)
        title = Content(_("Import {file}").format(file=show(path.name)))
        try:
            stop = _("Esc stop · what was written is taken back then")
            done = await worked(self._ask, title, work, writing, stop=stop)
        except _ImportStopped:
            return Report(_("Stopped; what was written was taken back."), warning=True)
        if done.refused is not None:
            await self._ask(result_screen.ResultDialog(title, _refusals(summary, done.refused)))
        warning = bool(summary.counts[ImportVerdict.REFUSED] or done.result.fault)
        adds = bool(summary.written and planned.mode.adds)
        return Report(_sentence(summary, done.result, done.outside), warning=warning, adds=adds)

    def _write(
        self, path: Path, planned: "import_plan.Planned", summary: ImportSummary, work: "progress.Work"
    ) -> "_Imported":
        """Carry the plan out on the thread of the writes."""
        store, actor = self._desk.store, self._desk.actor
        query = self._query()
        days = query.period.bounds(store.now(), store.zone) if query.dates == RECEIVED else (None, None)
        outside = 0

        with _refusing(path), rejects.RejectsFile(_free_beside(path), planned.source.table) as refused:

            def report(decisions: Sequence[Decision]) -> None:
                nonlocal outside
                summary.add(decisions)
                outside += sum(_is_outside(decision, *days) for decision in decisions)
                refused.add(decisions)
                work.progress(summary.orders)

            result = store.import_orders(
                planned.source.orders(planned.options),
                planned.mode,
                actor,
                since=planned.since,
                what=planned.source.recorded(planned.mode),
                report=report,
                stop=lambda: work.stopping,
            )
            if result.stopped and not result.fault:
                if result.operation is not None:
                    # On the same thread and before anything else of this console, so that no change comes between the
                    # two.
                    store.cancel_import(result, actor)
                raise _ImportStopped
            return _Imported(result, refused.written, outside)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn what is wrong with a file into a sentence for the person."""
    try:
        yield
    except tables.Unreadable as error:
        raise RuleBroken(f"{show(path.name)}: {error}") from error
    except OSError as error:
        text = _("{path} cannot be read: {reason}.")
        raise RuleBroken(
            text.format(path=path_field.written(Path(error.filename or path)), reason=reason(error))
        ) from error
    except ValueError as error:
        raise RuleBroken(str(error)) from error


def _free_beside(path: Path) -> Path:
    """Where the refused rows are written: beside the file, under a name that is free; in the home where it may not."""
    folder = path.parent if os.access(path.parent, os.W_OK) else Path.home()
    stem = _("{file}-refused").format(file=path.stem)
    names = (f"{stem}.csv" if at == 1 else f"{stem}-{at}.csv" for at in count(1))
    return next(folder / name for name in names if not (folder / name).exists())


def _refusals(summary: ImportSummary, file: Path) -> Content:
    """How many orders were refused, and the file in which they can be corrected."""
    count = summary.counts[ImportVerdict.REFUSED]
    text = ngettext("{count} order was refused.", "{count} orders were refused.", count).format(count=number(count))
    where = _("The refused rows are in this file with their reasons. Correct them there, and import it:")
    return Content.assemble((text, "$text-warning"), f"\n\n{where}\n\n", (path_field.written(file), "bold"))


def _is_outside(decision: Decision, begin: int | None, end: int | None) -> bool:
    """Whether it is a new order of days before or behind these, given as epoch seconds."""
    at = None if decision.new is None else decision.new.order.at
    return at is not None and ((begin is not None and at < begin) or (end is not None and at >= end))


def _sentence(summary: ImportSummary, result: ImportResult, outside: int) -> str:
    """What became of the file, how to see it where the list does not show its days, and how to take it back."""
    texts = {
        ImportVerdict.CREATE: _("{count} added"),
        ImportVerdict.UPDATE: _("{count} changed"),
        ImportVerdict.UNCHANGED: _("{count} unchanged"),
        ImportVerdict.REFUSED: _("{count} refused"),
    }
    counts = summary.counts
    parts = [text.format(count=number(counts[verdict])) for verdict, text in texts.items() if counts[verdict]]
    text = ngettext("{count} order in the file: {parts}.", "{count} orders in the file: {parts}.", summary.orders)
    sentences = [text.format(count=number(summary.orders), parts=", ".join(parts))]
    if result.fault:
        sentences.append(result.fault)
    if outside:
        text = ngettext(
            "{count} of them is outside the dates of the list: <view.clear> twice shows all days.",
            "{count} of them are outside the dates of the list: <view.clear> twice shows all days.",
            outside,
        )
        sentences.append(keyed(text, count=number(outside)))
    if result.operation is not None:
        sentences.append(keyed(_("Press <change.undo> to undo.")))
    return " ".join(sentences)
