"""Which change `undo` and `redo` may take back without a question: the command line never asks one."""

import click

from orders_tui.cli.order_text import whence
from orders_tui.cli.params import whole_number
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.days import long_time
from orders_tui.domain.money import number
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.rights import Actor
from orders_tui.domain.text import show
from orders_tui.domain.words import N_, _
from orders_tui.domain.written import who
from orders_tui.store.store import Store

_REFUSED = {
    OperationKind.UNDO: N_("Your last change was not made here within the hour: {change}. To undo it: {call}"),
    OperationKind.REDO: N_("Your last undo was not made here within the hour: {change}. To redo it: {call}"),
}


def operation_option() -> click.Option:
    """The option that names what is to be taken back."""
    return click.Option(
        ["--operation"],
        type=whole_number(1),
        metavar="N",
        help=_("The change with this number, wherever and whenever it was made."),
    )


def check_expected(store: Store, actor: Actor, kind: OperationKind) -> None:
    """Refuse to take back, unnamed, what was not changed on the command line within the hour.

    Raises:
        RuleBroken: saying what it is, and how it is taken back all the same.
    """
    offer = store.last_change(actor) if kind is OperationKind.UNDO else store.last_undo(actor)
    # Where there is nothing to take back, undoing says so itself.
    if offer is None or offer.is_recent(actor.via, store.now()):
        return
    orders = [f"{order.order_id} {who(order)}" for order in offer.first]
    more = offer.orders - len(orders)
    if more:
        orders.append(_("{count} more").format(count=number(more)))
    parts = (
        "; ".join(offer.changes),
        ", ".join(orders),
        long_time(offer.at, store.zone),
        f"{show(offer.by)} ({whence(offer.via, offer.place)})",
    )
    call = f"orders-tui {kind} --operation {offer.operation}"
    raise RuleBroken(_(_REFUSED[kind]).format(change=" · ".join(filter(None, parts)), call=call))
