"""Which orders a command is about: named ones, or those that a query finds."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import click

from orders_tui.domain.commands import Outcome, RuleBroken
from orders_tui.domain.facts import SORTS, Order
from orders_tui.domain.query import OrderQuery
from orders_tui.store.store import Store

_PART = 500
"""How many orders are read at once."""


def query_option(text: str) -> click.Option:
    """The option for a query; `text` says what it is for."""
    return click.Option(["--query", "-q"], metavar="TEXT", help=text)


def parsed(text: str, person: str) -> OrderQuery:
    """The query that was given, as this person means it.

    Raises:
        click.UsageError: naming what is wrong with it.
    """
    try:
        return OrderQuery.parse(text).of_person(person)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def sorted_by(query: OrderQuery, column: str | None) -> OrderQuery:
    """The query sorted by what an option of the type `SortColumn` says, where it says anything."""
    if column is None:
        return query
    return replace(query, sort=SORTS[column.removeprefix("-")].name, descending=column.startswith("-"))


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
