"""The command that writes orders to a file: export."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.chosen import parsed, query_option, sorted_by
from orders_tui.cli.output import OutputClosed, write_json, write_note
from orders_tui.cli.params import DELIMITERS, SortColumn, examples, force_option, json_option
from orders_tui.cli.progress import Meter
from orders_tui.domain.columns import OWN, Columns
from orders_tui.domain.money import number
from orders_tui.domain.rights import Actor, Right, check_right, hidden_fields
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, ngettext
from orders_tui.exchange.files import check_free, replacing
from orders_tui.exchange.order_columns import ALL, USUAL, FileColumn, Rows, chosen_columns
from orders_tui.exchange.order_files import FileFormat, FileLayout, OrderReader, recorded, write_orders
from orders_tui.store.reads.lists import View
from orders_tui.store.store import Store

_PART = 500
"""How many orders are read at once."""
_OUTPUT = "-"
_TEXT = ("", ".txt", ".tsv")
"""Endings of names that say as much as none does: the file is CSV."""


def export_command() -> click.Command:
    """`export`: the orders of a list as a file."""
    return click.Command(
        "export",
        callback=with_call(_export),
        params=[
            click.Argument(["file"], type=click.Path(allow_dash=True)),
            query_option(_("Which orders (default: all of your own stores).")),
            click.Option(["--sort"], type=SortColumn(), help=_("Sort by a column, as in list.")),
            click.Option(
                ["--format", "kind"],
                type=click.Choice([str(kind) for kind in FileFormat], case_sensitive=False),
                help=_("The kind of file (default: as its name says, else csv)."),
            ),
            click.Option(
                ["--rows"],
                type=click.Choice([str(rows) for rows in Rows], case_sensitive=False),
                default=str(Rows.ORDERS),
                help=_("One row per order, or one row per item."),
            ),
            click.Option(
                ["--columns"],
                default=ALL,
                metavar="LIST",
                help=_(
                    "all, visible (those of your list in the console), or names with commas between them, such as:"
                    " order_id,name,phone,total"
                ),
            ),
            *_csv_options(),
            force_option(),
            json_option(),
        ],
        help=_(
            "Write orders to FILE, or to standard output for -. With --columns all, an import brings every fact of"
            " an order back unchanged. An export is recorded."
        ),
        short_help=_("Write orders to a file for Excel, Google Sheets or a program."),
        epilog=examples(
            "orders-tui export orders.csv --query 'received:this-month'",
            "orders-tui export orders.xlsx --rows items --columns visible",
            "orders-tui export - --format jsonl --query 'status:shipped' | jq .receipt",
        ),
    )


def _csv_options() -> list[click.Parameter]:
    """How a CSV file is written."""
    return [
        click.Option(
            ["--delimiter"],
            type=click.Choice(list(DELIMITERS)),
            default=",",
            help=_("The separator between the cells of a CSV file."),
        ),
        click.Option(
            ["--bom/--no-bom"],
            default=None,
            help=_(
                "Begin a CSV file with the mark by which Excel recognises UTF-8 (default: for files, not for"
                " standard output)."
            ),
        ),
    ]


def _export(
    call: Call,
    file: str,
    query: str | None,
    sort: str | None,
    kind: str | None,
    rows: str,
    columns: str,
    delimiter: str,
    bom: bool | None,
    force: bool,
    as_json: bool,
) -> int:
    if call.readonly:
        raise click.UsageError(_("Not possible with --readonly: an export is recorded."))
    # The oldest first, so that orders come back in the order in which they arrived.
    wanted = sorted_by(replace(parsed(query or "", call.name), descending=False), sort)
    actor, chosen = call.actor(), _kind(kind, file)
    check_right(actor, Right.EXPORT)
    to_output = file == _OUTPUT
    if not to_output:
        check_free(Path(file), force=force)
    with call.store() as store:
        shown = _columns(store, actor, columns, Rows(rows.lower()))
        wanted = store.values.in_full(wanted)
        view = store.lists.open(wanted)
        mark = not to_output if bom is None else bom
        layout = FileLayout(shown, Rows(rows.lower()), store.zone, DELIMITERS[delimiter], mark)
        # Before the first order leaves: an export that fails half way has shown orders, too.
        recording = store.audit.exporting(recorded(chosen, wanted), view.count, actor)
        with recording as read, Meter(view.count) as meter:
            writing = partial(
                write_orders,
                kind=chosen,
                layout=layout,
                parts=_parts(store, view, meter, read),
                reader=OrderReader(store.orders.many, store.file_rows.read),
            )
            if to_output:
                _write_out(chosen, writing)
            else:
                with replacing(Path(file)) as target:
                    writing(target)
        if not to_output:
            _say(file, view.count, as_json)
    return 0


def _kind(named: str | None, file: str) -> FileFormat:
    """The kind of file that was asked for, or that the name of the file says.

    Raises:
        click.UsageError: if the name says one that is not written.
    """
    if named is not None:
        return FileFormat(named.lower())
    ending = Path(file).suffix.lower()
    if ending in _TEXT:
        return FileFormat.CSV
    kind = ending.removeprefix(".")
    if kind not in tuple(FileFormat):
        text = _("“{ending}” is not a known kind of file; end its name with {endings}, or give --format.")
        endings = ", ".join(f".{each}" for each in FileFormat)
        raise click.UsageError(text.format(ending=excerpt(ending), endings=endings))
    return FileFormat(kind)


def _columns(store: Store, actor: Actor, names: str, rows: Rows) -> tuple[FileColumn, ...]:
    """The columns of the file; visible are those that the person has chosen for the list of the console.

    Raises:
        click.UsageError: if there is none of a name.
    """
    own = Columns.parse(store.settings.get(OWN, actor.name))
    try:
        return chosen_columns(names, rows, hidden_fields(actor), own.fact_names or USUAL)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _parts(store: Store, view: View, meter: Meter, read: Callable[[int], None]) -> Iterator[list[int]]:
    """The row ids of the list, some at a time, as they are written."""
    for first in range(0, view.count, _PART):
        meter.show(first)
        read(min(first + _PART, view.count))
        yield store.lists.ids(view, first, _PART)


def _write_out(kind: FileFormat, writing: Callable[[IO[bytes]], int]) -> None:
    """Write to standard output; Excel's file is made whole first, since it is not written from front to back."""
    output = sys.stdout.buffer
    try:
        if kind is FileFormat.XLSX:
            with TemporaryFile() as whole:
                writing(whole)
                whole.seek(0)
                copyfileobj(whole, output)
        else:
            writing(output)
        output.flush()
    except BrokenPipeError as error:
        raise OutputClosed from error


def _say(file: str, count: int, as_json: bool) -> None:
    if as_json:
        write_json({"ok": True, "file": file, "orders": count})
        return
    text = ngettext("{count} order written to {path}.", "{count} orders written to {path}.", count)
    write_note(text.format(count=number(count), path=show(file)))
