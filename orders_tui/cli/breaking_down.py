"""The command `breakdown`: what each store, product, city and so on has of the orders of a list."""

from collections.abc import Iterator
from pathlib import Path

import click
from rich.cells import cell_len

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.chosen import parsed, query_option
from orders_tui.cli.columns import columns
from orders_tui.cli.output import write_json, write_line, write_note
from orders_tui.cli.params import examples, force_option, json_option, unknown_word
from orders_tui.domain.breakdown import BREAKDOWNS, Breakdown, Tally, breakdown_word, percent, said
from orders_tui.domain.money import number, rupiah
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Right, check_right
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext, pgettext


class _By(click.ParamType[str]):
    """A word of `BREAKDOWNS`, in either language."""

    name = "by"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        word = breakdown_word(value)
        if word is None:
            self.fail(unknown_word(value, list(BREAKDOWNS)), param, ctx)
        return word


def breakdown_command() -> click.Command:
    """`breakdown`: a list by one fact."""
    return click.Command(
        "breakdown",
        callback=with_call(_breakdown),
        params=[
            click.Option(
                ["--by"],
                type=_By(),
                required=True,
                metavar="NAME",
                help=_("What to break it down by: {known}.").format(known=", ".join(BREAKDOWNS)),
            ),
            query_option(_("Which orders (default: all of your own stores).")),
            click.Option(
                ["--csv", "file"],
                type=click.Path(),
                metavar="FILE",
                help=_("Write the rows to a file for a spreadsheet; this is recorded as an export."),
            ),
            force_option(),
            json_option(),
        ],
        help=_(
            "Break a list down: how many orders each value has, their share and value, how many of them are paid, and"
            " how many of the parcels that were sent came back."
        ),
        short_help=_("Orders, value, paid and returned by store, product, city and so on."),
        epilog=examples(
            "orders-tui breakdown --by courier --query 'received:30d'",
            "orders-tui breakdown --by product --query 'store:\"Toko Sehat\"' --csv products.csv",
            "orders-tui breakdown --by handler --json",
        ),
    )


def _breakdown(call: Call, by: str, query: str | None, file: str | None, force: bool, as_json: bool) -> int:
    wanted = parsed(query or "", call.name)
    money = call.actor().may(Right.SEE_MONEY)
    with call.store() as store:
        wanted = store.values.in_full(wanted)
        found = store.breakdowns.of_list(wanted, by)
    if file is not None:
        _write_file(call, found, wanted, Path(file), force=force)
    elif as_json:
        for tally in found.tallies:
            write_json(_object(tally, money=money))
    else:
        _write_rows(found, money=money)
    return 0


def _write_file(call: Call, found: Breakdown, query: OrderQuery, file: Path, *, force: bool) -> None:
    from orders_tui.exchange.breakdown_file import breakdown_csv  # only who writes a file needs it
    from orders_tui.exchange.files import check_free, write_file
    from orders_tui.exchange.order_files import FileFormat, recorded

    actor = call.actor()
    check_right(actor, Right.EXPORT)
    check_free(file, force=force)
    # Opened anew, since what is only shown has to be possible with --readonly too.
    with call.store_to_change() as store:
        store.audit.record_export(recorded(FileFormat.CSV, query), found.total.orders, actor)
    write_file(file, breakdown_csv(found, money=actor.may(Right.SEE_MONEY)), force=force)
    count = len(found.tallies)
    text = ngettext("{count} row written to {path}.", "{count} rows written to {path}.", count)
    write_note(text.format(count=number(count), path=show(str(file))))


def _object(tally: Tally, *, money: bool) -> dict[str, object]:
    fields = tally._asdict()
    return fields if money else {name: value for name, value in fields.items() if name != "amount"}


def _write_rows(found: Breakdown, *, money: bool) -> None:
    if not found.tallies:
        write_note(_("No order fits."))
        return
    rows = list(_rows(found, money=money))
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for line in columns(rows, widths, frozenset(range(1, len(widths)))):
        write_line(line)


def _rows(found: Breakdown, *, money: bool) -> Iterator[list[str]]:
    value = [_("Value")] if money else []
    rates = [pgettext("rate", "Paid"), pgettext("rate", "Returned")]
    yield [found.title, _("Orders"), _("Share"), *value, *rates]
    for tally in found.tallies:
        yield [show(said(found.by, tally.value)), *_numbers(tally, found.total, money=money)]
    yield [_("Total"), *_numbers(found.total, found.total, money=money)]


def _numbers(tally: Tally, total: Tally, *, money: bool) -> list[str]:
    return [
        *(number(tally.orders), percent(tally.orders, total.orders)),
        *([rupiah(tally.amount)] if money else []),
        *(percent(tally.paid, tally.orders), percent(tally.returned, tally.sent)),
    ]
