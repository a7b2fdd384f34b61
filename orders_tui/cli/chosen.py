"""Which orders a command is about: named ones, or those that a query finds."""

from collections.abc import Iterable, Iterator

import click

from orders_tui.domain.commands import Outcome, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery
from orders_tui.store.store import Store

_PART = 500
"""How many orders are read at once."""


def query_option(text: str) -> click.Option:
    """The option for a query; `text` says what it is for."""
    return click.Option(["--query", "-q"], metavar="TEXT", help=text)


def parsed(text: str) -> OrderQuery:
    """The query that was given.

    Raises:
        click.UsageError: naming what is wrong with it.
    """
    try:
        return OrderQuery.parse(text)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def named(store: Store, order_ids: Iterable[str]) -> tuple[list[Order], list[Outcome]]:
    """The orders of these ids, each once, and those ids that no order has, with the refusal."""
    orders: dict[int, Order] = {}
    unknown: list[Outcome] = []
    for order_id in order_ids:
        try:
            order = store.orders.get(order_id)
        except RuleBroken as refusal:
            unknown.append(Outcome(order_id, error=str(refusal)))
        else:
            orders[order.id] = order
    return list(orders.values()), unknown


def found(store: Store, query: OrderQuery) -> Iterator[Order]:
    """The orders of a query, read some at a time."""
    rows = store.lists.listed(store.values.in_full(query), -1)
    for at in range(0, len(rows), _PART):
        yield from store.orders.many(rows[at : at + _PART])
