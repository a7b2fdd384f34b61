"""The commands that only read: list, show, check."""

from collections.abc import Iterable
from dataclasses import replace

import click
from rich.cells import cell_len

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.columns import columns, cut
from orders_tui.cli.order_text import CAPS, headings, order_lines, row_cells
from orders_tui.cli.output import flush, on_terminal, remark, say, say_json
from orders_tui.cli.params import SortColumn, examples, sort_words
from orders_tui.domain.facts import SORTS, Order
from orders_tui.domain.money import number
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.exchange.order_json import order_object, whole_object
from orders_tui.store.store import Store

_DEFAULT_LIMIT = 50
_MOST = 10**9
"""More orders than any list has, and a number that every database takes."""
_PART = 500
"""How many orders are read at once."""
_TO_THE_RIGHT = frozenset({5})


def list_command() -> click.Command:
    """`list`: the orders that a query finds."""
    return click.Command(
        "list",
        callback=with_call(_list),
        params=[
            click.Option(
                ["--query", "-q"],
                metavar="TEXT",
                default="",
                help=_('Which orders, such as: status:pending,confirmed method:cod received:7d "siti"'),
            ),
            click.Option(
                ["--sort"],
                type=SortColumn(),
                help=_("Sort by a column, with - in front for the largest first: {columns}.").format(
                    columns=", ".join(sort_words())
                ),
            ),
            click.Option(
                ["--limit"],
                type=click.IntRange(min=0),
                help=_("How many at most; 0 for all. Without it 50 on a terminal, else all."),
            ),
            _json_option(),
        ],
        help=_("List orders, the newest first."),
        epilog=examples(
            "orders-tui list",
            "orders-tui list --query 'status:pending pay:unpaid received:2026-11-01..2026-11-22' --limit 0",
            "orders-tui list --query 'siti' --sort -total --json",
        ),
    )


def show_command() -> click.Command:
    """`show`: one order with everything."""
    return click.Command(
        "show",
        callback=with_call(_show),
        params=[click.Argument(["order"]), _json_option()],
        help=_("Show one order with its payments and its history."),
        epilog=examples("orders-tui show 261122BCDFGH", "orders-tui show 261122BCDFGH --json"),
    )


def check_command() -> click.Command:
    """`check`: whether the database is sound."""
    return click.Command(
        "check",
        callback=with_call(_check),
        help=_("Check the database, its totals and its history."),
        epilog=examples("orders-tui check", "orders-tui --readonly --db backup.db check"),
    )


def _json_option() -> click.Option:
    return click.Option(["--json", "as_json"], is_flag=True, help=_("JSON, one object a line."))


def _list(call: Call, query: str, sort: str | None, limit: int | None, as_json: bool) -> int:
    try:
        wanted = OrderQuery.parse(query)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if sort is not None:
        wanted = replace(wanted, sort=SORTS[sort.removeprefix("-")].name, descending=sort.startswith("-"))
    usual = _DEFAULT_LIMIT if on_terminal() and not as_json else 0
    most = usual if limit is None else min(limit, _MOST)
    with call.store() as store:
        # One more tells whether there are more, which counting them all would take much longer to tell.
        found = store.lists.listed(wanted, most + 1 if most else -1)
        more, found = bool(most) and len(found) > most, found[: most or None]
        parts = (found[at : at + _PART] for at in range(0, len(found), _PART))
        if as_json:
            for part in parts:
                for order in store.orders.many(part):
                    say_json(order_object(order))
        else:
            _say_rows(store, (store.lists.rows(part) for part in parts))
            if not found:
                remark(_("No order fits."))
            elif limit is None and more:
                flush()  # so that it comes last
                remark(_("The first {shown} orders; --limit 0 shows all").format(shown=number(most)))
    return 0


def _say_rows(store: Store, parts: Iterable[tuple[Order, ...]]) -> None:
    """The rows as columns; the first part decides how wide they are."""
    now, zone = store.now(), store.zone
    widths: list[int] = []
    for part in parts:
        rows = [tuple(map(cut, row_cells(row, now, zone), CAPS)) for row in part]
        if not widths:
            rows.insert(0, headings())
            widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
        for line in columns(rows, widths, _TO_THE_RIGHT):
            say(line)


def _show(call: Call, order: str, as_json: bool) -> int:
    with call.store() as store:
        found = store.orders.get(order)
        money, history = store.orders.money(found.id), store.orders.history(found.id)
        if as_json:
            say_json(whole_object(found, money, history))
        else:
            for line in order_lines(found, money, history, store.zone):
                say(line)
    return 0


def _check(call: Call) -> int:
    with call.store() as store:
        findings = store.check()
        if not findings:
            say(_all_is_well(store))
    for finding in findings:
        say(f"{show(finding.where)}: {finding.what}")
    return 1 if findings else 0


def _all_is_well(store: Store) -> str:
    everything = [OrderQuery(role=role, trash=trash) for role in Role for trash in (False, True)]
    orders = sum(store.counts.counts(query).orders for query in everything)
    text = ngettext(
        "All is well: {orders} order, {operations} operations.",
        "All is well: {orders} orders, {operations} operations.",
        orders,
    )
    return text.format(orders=number(orders), operations=number(store.orders.pulse().operation))
