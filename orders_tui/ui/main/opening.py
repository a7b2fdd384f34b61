"""What the main screen shows at first."""

from typing import NamedTuple

from orders_tui.domain.columns import Columns
from orders_tui.domain.counts import COUNTED
from orders_tui.domain.days import Period
from orders_tui.domain.query import OrderQuery
from orders_tui.store.store import Store
from orders_tui.ui.main.list_reader import Beginning


class Opening(NamedTuple):
    """The first list, and the room there is for it."""

    query: OrderQuery
    begun: Beginning
    """The first rows of that list, so that the first frame is no empty one."""
    width: int
    """The columns of the terminal, so that the first frame is not styled twice."""
    layout: frozenset[str] = frozenset()
    """Those of `panes.LAYOUTS` that were in force last."""
    unfolded: frozenset[str] = frozenset(COUNTED)
    """The filters whose values were shown last in the sidebar."""
    columns: Columns = Columns()
    """The columns of that list."""
    own_columns: Columns = Columns()
    """Those that the person has chosen for every list."""


def opening_query(store: Store, remembered: str) -> OrderQuery:
    """The list to begin with: the one that was left; where that was everything, as a start shows it.

    Args:
        store: the shop.
        remembered: the text form of the list that was left.
    """
    try:
        query = OrderQuery.parse(remembered)
    except ValueError:
        query = OrderQuery()
    return start_query(store, query) if query == query.without_filters() else query


def start_query(store: Store, everything: OrderQuery) -> OrderQuery:
    """The list that everything of a role begins with: its last 30 days, or all of it when these are empty."""
    recent = everything.with_period(Period.parse("30d"))
    return recent if store.counts.exists(recent) else everything
