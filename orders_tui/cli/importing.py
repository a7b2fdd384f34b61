"""The command that takes orders from a file: import."""

import signal
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from select import select
from zoneinfo import ZoneInfo

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.import_report import (
    decision_object,
    say_decisions,
    say_done,
    say_totals,
    say_undoing,
    summary_object,
)
from orders_tui.cli.output import flush, write_json, write_line, write_note
from orders_tui.cli.params import DELIMITERS, FILE, dry_run_option, examples, force_option, json_option
from orders_tui.cli.progress import Meter
from orders_tui.config.file import check_zone
from orders_tui.domain.choices import nearest
from orders_tui.domain.cities import city_checker
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.file_orders import Decision, ImportVerdict, Mode
from orders_tui.domain.import_summary import ImportSummary
from orders_tui.domain.rights import Right
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _
from orders_tui.exchange.files import check_free
from orders_tui.exchange.importing.formats import Format
from orders_tui.exchange.importing.moments import DateOrder
from orders_tui.exchange.importing.reader import Options
from orders_tui.exchange.importing.recognising import FORMATS, mapping_key, read_mapping, suggested
from orders_tui.exchange.importing.rejects import RejectsFile
from orders_tui.exchange.importing.source import OrderFile, open_orders
from orders_tui.exchange.importing.tables import Reading, Unreadable
from orders_tui.process.signals import SignalPipe
from orders_tui.store.store import Store

_CITIES = 5_000
"""With how many cities of the shop's own orders a city is compared."""
_STOPS = (signal.SIGINT, signal.SIGTERM)


def import_command() -> click.Command:
    """`import`: orders out of a file."""
    return click.Command(
        "import",
        callback=with_call(_import),
        params=[*_options(), *_reading_options(), force_option(), json_option()],
        help=_(
            "Take orders from a CSV file, a sheet of Excel or LibreOffice, or JSON lines: the desk's own, or those of"
            " Shopify, OrderOnline, Scalev, WooCommerce, Shopee and TikTok Shop, known by the names of their columns."
            " A blank cell keeps what an order has; (empty) empties it. All orders of one call are one change, which"
            " you or an admin can take back; an import that was cut off is finished by calling it again."
        ),
        short_help=_("Take orders from a file: CSV, Excel, JSON lines, or a shop system's export."),
        epilog=examples(
            "orders-tui import orders.csv --dry-run",
            "orders-tui import orders_export.csv --store 'Toko Sehat' --rejects wrong.csv",
            "orders-tui import receipts.xlsx --mode update",
        ),
    )


def _options() -> list[click.Parameter]:
    """The file, and what can be said of what becomes of its orders."""
    return [
        click.Argument(["file"], type=click.Path(exists=True, dir_okay=False)),
        click.Option(
            ["--mode"],
            type=click.Choice([str(mode) for mode in Mode], case_sensitive=False),
            help=_("Add new orders, update existing ones, or both (default: whatever suits the file)."),
        ),
        dry_run_option(),
        click.Option(
            ["--rejects"],
            type=FILE,
            metavar="FILE",
            help=_("Write the refused rows to this CSV file, with the reasons, to be corrected and imported."),
        ),
        click.Option(
            ["--format", "named"],
            metavar="NAME",
            help=_("The system that the file comes from, if its columns do not show it."),
        ),
        click.Option(
            ["--map", "mapping"],
            metavar="FILE",
            type=click.Path(exists=True, dir_okay=False),
            help=_("What the columns hold, in TOML or JSON; it is remembered for the next file with the same columns."),
        ),
        click.Option(["--store"], default="", help=_("The store of orders for which the file names none.")),
        click.Option(
            ["--clear-blanks"],
            is_flag=True,
            help=_("Let blank cells clear an order's value instead of keeping it."),
        ),
    ]


def _reading_options() -> list[click.Parameter]:
    """What can be said of how the file is to be read."""
    return [
        click.Option(
            ["--delimiter"], type=click.Choice(list(DELIMITERS)), help=_("The separator between the cells of the file.")
        ),
        click.Option(["--encoding"], default="", metavar="NAME", help=_("The encoding, such as utf-8 or cp1252.")),
        click.Option(
            ["--dates"],
            type=click.Choice([str(order) for order in DateOrder], case_sensitive=False),
            help=_("Whether the day or the month comes first in dates such as 03/04/2026."),
        ),
        click.Option(
            ["--zone"],
            default="",
            metavar="NAME",
            help=_("The time zone of the times in the file, e.g. Asia/Makassar."),
        ),
    ]


def _import(
    call: Call,
    file: str,
    mode: str | None,
    dry_run: bool,
    rejects: str | None,
    named: str | None,
    mapping: str | None,
    store: str,
    clear_blanks: bool,
    delimiter: str | None,
    encoding: str,
    dates: str | None,
    zone: str,
    force: bool,
    as_json: bool,
) -> int:
    if zone and (reason := check_zone(zone)):
        raise click.UsageError(f"--zone: {reason}.")
    format, text = _format(named, mapping)
    reading = Reading(DELIMITERS[delimiter] if delimiter else "", encoding)
    # Before the first order is taken: the refused rows have to have a place.
    if rejects is not None:
        check_free(Path(rejects), force=force)
    with ExitStack() as stack:
        shop = stack.enter_context(call.store() if dry_run else call.store_to_change(create=True))
        # A program is given nothing but objects on standard output, also where the file is refused.
        source = _opened(Path(file), reading, shop, call, format, write_note if as_json else write_line)
        if text and not dry_run:
            _remember(shop, call, source, text)
        wanted = source.usual_mode(call.actor()) if mode is None else Mode(mode.lower())
        order = DateOrder(dates.lower()) if dates else None
        cities = city_checker(shop.values.known("city", _CITIES))
        options = Options(ZoneInfo(zone) if zone else shop.zone, order, store.strip(), clear_blanks, cities)
        job = _Job(call, shop, source, options, wanted, as_json)
        refused = stack.enter_context(RejectsFile(None if rejects is None else Path(rejects), source.table))
        try:
            return job.plan(refused) if dry_run else job.run(refused)
        except Unreadable as error:
            raise RuleBroken(f"{show(file)}: {error}") from error


def _format(named: str | None, mapping: str | None) -> tuple[Format | None, str]:
    """The format that was chosen, and the text of the mapping that it is, where it is one."""
    try:
        if mapping is not None:
            text = Path(mapping).read_text(encoding="utf-8-sig")
            return read_mapping(text), text
    except ValueError as error:
        raise click.UsageError(f"{show(str(mapping))}: {error}") from None
    if named is None:
        return None, ""
    if named.casefold() not in FORMATS:
        near = nearest(named, FORMATS)
        known = ", ".join(FORMATS)
        if near:
            sentence = _("There is no format {name}; did you mean {nearest}?")
            raise click.UsageError(sentence.format(name=excerpt(named), nearest=near))
        raise click.UsageError(
            _("There is no format {name}. Choose one of: {known}.").format(name=excerpt(named), known=known)
        )
    return FORMATS[named.casefold()], ""


def _opened(
    path: Path, reading: Reading, store: Store, call: Call, format: Format | None, say: Callable[[str], None]
) -> OrderFile:
    """The file, whose columns are known.

    Raises:
        click.UsageError: if it is no table, or nobody knows its columns.
    """

    def remembered(key: str) -> str:
        return store.settings.get(key, call.name) or store.settings.get(key)

    try:
        source = open_orders(path, reading, remembered, format)
    except (Unreadable, ValueError) as error:
        raise click.UsageError(f"{show(str(path))}: {error}") from None
    if source.format is None:
        say(suggested(source.table.headings))
        text = _(
            "{path}: its columns match no known format. Name the format with --format ({known}), or say with --map FILE"
            " what each column holds: standard output has the beginning of such a file."
        )
        raise click.UsageError(text.format(path=show(str(path)), known=", ".join(FORMATS)))
    return source


def _remember(store: Store, call: Call, source: OrderFile, text: str) -> None:
    """Keep a mapping for the next file with these columns: an admin's for everybody, anybody else's for themselves."""
    actor = call.actor()
    store.settings.put(mapping_key(source.table.headings), text, actor, for_shop=actor.may(Right.ADMINISTER))


class _Job:
    """One import: the plan of it, or the import itself."""

    def __init__(
        self, call: Call, store: Store, source: OrderFile, options: Options, mode: Mode, as_json: bool
    ) -> None:
        self._call = call
        self._store = store
        self._source = source
        self._options = options
        self._mode = mode
        self._as_json = as_json
        self._summary = ImportSummary()

    def plan(self, refused: RejectsFile) -> int:
        """Say what would become of each order; the exit code."""
        with Meter(self._source.table.size) as meter:
            for decision in self._store.plan_import(self._source.orders(self._options), self._mode):
                self._take([decision], refused, meter)
        if self._as_json:
            write_json(summary_object(self._summary, None))
        else:
            say_decisions(self._summary, self._store.zone)
            say_totals(self._summary, planned=True)
            say_undoing()
        return self._code()

    def run(self, refused: RejectsFile) -> int:
        """Carry it out; the exit code. A signal stops it, and what was written by then is taken back."""
        actor = self._call.actor()
        with closing(SignalPipe(_STOPS)) as signals, Meter(self._source.table.size) as meter:
            result = self._store.import_orders(
                self._source.orders(self._options),
                self._mode,
                actor,
                what=self._source.recorded(self._mode),
                report=lambda decisions: self._take(decisions, refused, meter),
                stop=_stopping(signals),
            )
            # What a fault cut off stays as far as it came: the same call goes on with it.
            back = result.stopped and not result.fault and result.operation is not None
            if back:
                self._store.cancel_import(result, actor)
        if self._as_json:
            write_json(summary_object(self._summary, result))
        else:
            say_decisions(self._summary, self._store.zone)
            say_totals(self._summary, planned=False)
            say_done(result)
        # So that the sentence about the fault comes last.
        flush()
        if result.fault:
            raise RuleBroken(result.fault)
        return 1 if result.stopped else self._code()

    def _take(self, decisions: Sequence[Decision], refused: RejectsFile, meter: Meter) -> None:
        self._summary.add(decisions)
        refused.add(decisions)
        if self._as_json:
            for decision in decisions:
                write_json(decision_object(decision))
        meter.show(self._summary.orders, self._source.table.done)

    def _code(self) -> int:
        return 1 if self._summary.counts[ImportVerdict.REFUSED] else 0


def _stopping(signals: SignalPipe) -> Callable[[], bool]:
    """Whether a signal has come that ends the import."""
    return lambda: bool(select([signals.read_end], [], [], 0)[0])
