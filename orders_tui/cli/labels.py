"""The command that prints labels and packing slips."""

from collections.abc import Iterable
from pathlib import Path

import click

from orders_tui.cli.answers import Answers
from orders_tui.cli.call import Call, with_call
from orders_tui.cli.changing import carry_out_same, preview_same
from orders_tui.cli.chosen import found, named, parsed, query_option
from orders_tui.cli.params import FILE, dry_run_option, examples, force_option, json_option
from orders_tui.domain.commands import Outcome, RecordPrinted, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.plans import selected
from orders_tui.domain.printing import check_parcel
from orders_tui.domain.rights import Right, check_command
from orders_tui.domain.same_plan import SamePlan
from orders_tui.domain.words import _
from orders_tui.exchange.files import write_file
from orders_tui.exchange.labels import Paper, labels


def print_command() -> click.Command:
    """`print`: labels and packing slips as a file to print."""
    return click.Command(
        "print",
        callback=with_call(_print),
        params=[
            click.Argument(["orders"], nargs=-1, metavar="[ORDER...]"),
            query_option(_("Also print the orders matching a search, e.g. status:ready printed:no")),
            click.Option(
                ["--output", "-o"], type=FILE, metavar="FILE", required=True, help=_("The file: HTML, for a browser.")
            ),
            click.Option(
                ["--size", "paper"],
                type=click.Choice([str(paper) for paper in Paper], case_sensitive=False),
                default=str(Paper.A6),
                help=_("The paper: a6 has one label, a4 has four."),
            ),
            click.Option(["--no-prices"], is_flag=True, help=_("Leave out prices.")),
            force_option(),
            dry_run_option(),
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
    dry_run: bool,
    as_json: bool,
) -> int:
    if not orders and query is None:
        raise click.UsageError(_("Name orders, or select them with --query."))
    wanted = None if query is None else parsed(query, call.name)
    size = Paper(paper.lower())
    with call.store() if dry_run else call.store_to_change() as store:
        actor = call.actor()
        # A viewer is refused once, and not for each order.
        check_command(actor, _noted("", size))
        known, unknown = named(store, orders)
        parcels, unfit = _parcels([*known, *(found(store, wanted) if wanted else ())])
        answers = Answers(as_json=as_json, dry_run=dry_run)
        plan = SamePlan(selected(parcels), _noted("", size))
        if dry_run:
            preview_same(call, store, plan, answers)
        elif parcels:
            prices = not no_prices and actor.may(Right.SEE_MONEY)
            # The file first: an order that is noted as printed, but has no label, would no more be found by
            # `printed:no`.
            printed_orders = store.orders.for_labels(plan.selection.keys)
            write_file(Path(output), labels(printed_orders, call.shop(store), size, prices=prices), force=force)
            carry_out_same(call, store, plan, answers)
        answers.give([*unknown, *unfit])
    return answers.code()


def _noted(order_id: str, paper: Paper) -> RecordPrinted:
    return RecordPrinted(order_id=order_id, paper=paper.upper())


def _parcels(orders: Iterable[Order]) -> tuple[list[Order], list[Outcome]]:
    """The orders that have a parcel, each once, and why the others have no label."""
    parcels: dict[int, Order] = {}
    unfit: dict[int, Outcome] = {}
    for order in orders:
        try:
            check_parcel(order)
            parcels[order.id] = order
        except RuleBroken as refusal:
            unfit[order.id] = Outcome(order.order_id, error=str(refusal))
    return list(parcels.values()), list(unfit.values())
