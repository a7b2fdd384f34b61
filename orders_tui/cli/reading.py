"""The commands that only read: list, show, check."""

from collections.abc import Iterable

import click
from rich.cells import cell_len

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.chosen import parsed, sorted_by
from orders_tui.cli.columns import columns
from orders_tui.cli.order_text import CAPS, headings, order_lines, row_cells
from orders_tui.cli.output import flush, on_terminal, write_json, write_line, write_note
from orders_tui.cli.params import SortColumn, examples, json_option, sort_words, whole_number
from orders_tui.domain.choices import nearest
from orders_tui.domain.facts import Order
from orders_tui.domain.money import number
from orders_tui.domain.query import OrderQuery, Role, filter_text
from orders_tui.domain.rights import hidden_fields
from orders_tui.domain.search import several
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.exchange.order_json import order_object, whole_object
from orders_tui.store.store import Store
from orders_tui.ui.cells import cut

_DEFAULT_LIMIT = 50
_MOST = 10**9
"""More orders than any list has, and a number that every database takes."""
_PART = 500
"""How many orders are read at once."""
_COMPARED = 5_000
"""With how many values of the orders a mistyped one is compared."""
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
                help=_('Which orders, such as: status:pending,confirmed method:cod -tag:vip received:7d "siti"'),
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
                type=whole_number(0),
                metavar="N",
                help=_("How many at most; 0 for all (default: 50 on a terminal, else all)."),
            ),
            json_option(),
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
        params=[click.Argument(["order"]), json_option()],
        help=_("Show one order with its payments and its history."),
        epilog=examples("orders-tui show 261122BCDFGH", "orders-tui show 261122BCDFGH --json"),
    )


def check_command() -> click.Command:
    """`check`: whether the database is sound."""
    return click.Command(
        "check",
        callback=with_call(_check),
        params=[json_option()],
        help=_("Check the database, its totals and its history."),
        epilog=examples("orders-tui check", "orders-tui --readonly --db backup.db check"),
    )


def _list(call: Call, query: str, sort: str | None, limit: int | None, as_json: bool) -> int:
    wanted = sorted_by(parsed(query, call.name), sort)
    hidden = hidden_fields(call.actor())
    usual = _DEFAULT_LIMIT if on_terminal() and not as_json else 0
    most = usual if limit is None else min(limit, _MOST)
    with call.store() as store:
        wanted = store.values.in_full(wanted)
        # One more shows whether there are more; counting them all would take much longer.
        found = store.lists.listed(wanted, most + 1 if most else -1)
        more, found = bool(most) and len(found) > most, found[: most or None]
        parts = (found[at : at + _PART] for at in range(0, len(found), _PART))
        if as_json:
            for part in parts:
                for order in store.orders.many(part):
                    write_json(order_object(order, hidden))
        else:
            _write_rows(store, (store.lists.rows(part) for part in parts), money="total" not in hidden)
            if not found:
                write_note(_("No order fits."))
            elif limit is None and more:
                flush()
                write_note(_("The first {shown} orders; --limit 0 shows all").format(shown=number(most)))
        _note_absent(store, wanted)
        _note_not_found(store, wanted)
    return 0


def _note_not_found(store: Store, query: OrderQuery) -> None:
    """Name the ids and numbers of those asked for that no order has, or only one in the trash."""
    references = several(query.text)
    answer = store.lists.several(references) if references else None
    if answer is None or not (answer.unknown or answer.in_trash):
        return
    found = number(len(references) - len(answer.unknown) - len(answer.in_trash))
    parts = [_("{found} of {count} found").format(found=found, count=number(len(references)))]
    texts = ((answer.in_trash, _("{count} in the trash: {names}")), (answer.unknown, _("{count} unknown: {names}")))
    parts += [
        text.format(count=number(len(names)), names=", ".join(map(show, names))) for names, text in texts if names
    ]
    write_note(", ".join(parts))


def _note_absent(store: Store, query: OrderQuery) -> None:
    """Name the values of the query that no order has at all, and those that were probably meant."""
    absent = store.values.absent(query)
    # The note goes to another stream, and would come before rows that still wait in this one.
    flush()
    for facet, value in absent:
        wanted = filter_text(facet, frozenset({value}))
        near = nearest(value, store.values.known(facet, _COMPARED))
        if near is None:
            write_note(_("No order has {wanted}.").format(wanted=show(wanted)))
        else:
            meant = filter_text(facet, frozenset({near}))
            write_note(
                _("No order has {wanted}; did you mean {nearest}?").format(wanted=show(wanted), nearest=show(meant))
            )


def _write_rows(store: Store, parts: Iterable[tuple[Order, ...]], *, money: bool) -> None:
    """The rows as columns; the first part decides how wide they are."""
    now, zone = store.now(), store.zone
    widths: list[int] = []
    for part in parts:
        rows = [tuple(map(cut, row_cells(row, now, zone, money=money), CAPS)) for row in part]
        if not widths:
            rows.insert(0, headings(money=money))
            widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
        for line in columns(rows, widths, _TO_THE_RIGHT if money else frozenset()):
            write_line(line)


def _show(call: Call, order: str, as_json: bool) -> int:
    hidden = hidden_fields(call.actor())
    with call.store() as store:
        found = store.orders.get(order)
        money, history = store.orders.money(found.id), store.orders.history(found.id)
        if as_json:
            write_json(whole_object(found, money, history, hidden))
        else:
            for line in order_lines(found, money, history, store.zone, hidden):
                write_line(line)
    return 0


def _check(call: Call, as_json: bool) -> int:
    with call.store() as store:
        findings = store.check()
        if not findings:
            _write_all_is_well(store, as_json)
    for finding in findings:
        if as_json:
            write_json({"ok": False, "where": finding.where, "what": finding.what})
        else:
            write_line(f"{show(finding.where)}: {finding.what}")
    return 1 if findings else 0


def count_all(store: Store) -> int:
    """How many orders there are in both roles, those in the trash too."""
    everything = [OrderQuery(role=role, trash=trash) for role in Role for trash in (False, True)]
    return sum(store.counts.counts(query).orders for query in everything)


def _write_all_is_well(store: Store, as_json: bool) -> None:
    orders = count_all(store)
    operations = store.orders.operations()
    if as_json:
        write_json({"ok": True, "orders": orders, "operations": operations})
        return
    text = ngettext(
        "No problems found: {orders} order, {operations} operations.",
        "No problems found: {orders} orders, {operations} operations.",
        orders,
    )
    write_line(text.format(orders=number(orders), operations=number(operations)))
