"""The command that prints labels and packing slips."""

from collections.abc import Iterable
from pathlib import Path

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.changing import write_outcomes
from orders_tui.cli.chosen import found, parsed, query_option
from orders_tui.cli.pages import force_option
from orders_tui.cli.params import examples, json_option
from orders_tui.domain.commands import Outcome, RecordPrinted, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import printed
from orders_tui.domain.rights import Right, check_command
from orders_tui.domain.words import _
from orders_tui.exchange.files import write_file
from orders_tui.exchange.labels import Paper, labels
from orders_tui.store.store import Request, Store


def print_command() -> click.Command:
    """`print`: labels and packing slips as a file to print."""
    return click.Command(
        "print",
        callback=with_call(_print),
        params=[
            click.Argument(["orders"], nargs=-1, metavar="[ORDER...]"),
            query_option(_("Also the orders that this finds, such as: status:ready printed:no")),
            click.Option(["--output", "-o"], metavar="FILE", required=True, help=_("The file: HTML, for a browser.")),
            click.Option(
                ["--size", "paper"],
                type=click.Choice([str(paper) for paper in Paper], case_sensitive=False),
                default=str(Paper.A6),
                help=_("The paper: a6 has one label, a4 has four."),
            ),
            click.Option(["--no-prices"], is_flag=True, help=_("Leave out what the items cost.")),
            force_option(),
            json_option(),
        ],
        help=_("Write labels and packing slips as one HTML file made for printing, and note it on the orders."),
        epilog=examples(
            "orders-tui print 261122BCDFGH -o label.html",
            "orders-tui print --query 'status:ready printed:no' --size a4 -o labels.html",
        ),
    )


def _print(
    call: Call,
    orders: tuple[str, ...],
    query: str | None,
    output: str,
    paper: str,
    no_prices: bool,
    force: bool,
    as_json: bool,
) -> int:
    if not orders and query is None:
        raise click.UsageError(_("Name orders, or say with --query which ones."))
    wanted = None if query is None else parsed(query)
    size = Paper(paper.lower())
    with call.store_to_change() as store:
        actor = call.actor("command")
        check_command(actor, _noted("", size))
        named, unknown = _named(store, orders)
        rows, unfit = _parcels([*named, *(found(store, wanted) if wanted else ())], size)
        outcomes = [*unknown, *unfit]
        if rows:
            parcels = store.orders.for_labels(rows)
            prices = not no_prices and actor.may(Right.SEE_MONEY)
            write_file(Path(output), labels(parcels, call.shop(store), size, prices=prices), force=force)
            requests = [Request(_noted(parcel.order_id, size)) for parcel in parcels]
            outcomes = [*store.execute_many(requests, actor, one_operation=True), *outcomes]
    write_outcomes(outcomes, as_json)
    return 0 if all(outcome.ok for outcome in outcomes) else 1


def _noted(order_id: str, paper: Paper) -> RecordPrinted:
    return RecordPrinted(order_id=order_id, paper=paper.upper())


def _named(store: Store, orders: tuple[str, ...]) -> tuple[list[Order], list[Outcome]]:
    """The orders of these ids, and those ids that no order has."""
    named: list[Order] = []
    unknown: list[Outcome] = []
    for order_id in orders:
        try:
            named.append(store.orders.get(order_id))
        except RuleBroken as refusal:
            unknown.append(Outcome(order_id, error=str(refusal)))
    return named, unknown


def _parcels(orders: Iterable[Order], paper: Paper) -> tuple[list[int], list[Outcome]]:
    """The row ids of the orders that have a parcel, each once, and why the others have no label."""
    rows: dict[int, None] = {}
    unfit: dict[int, Outcome] = {}
    for order in orders:
        try:
            printed(order, _noted(order.order_id, paper), order.created_at)
            rows[order.id] = None
        except RuleBroken as refusal:
            unfit[order.id] = Outcome(order.order_id, error=str(refusal))
    return list(rows), list(unfit.values())
