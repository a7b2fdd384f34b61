"""What the main screen shows at first."""

from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from orders_tui.domain.columns import OWN, Columns
from orders_tui.domain.counts import COUNTED
from orders_tui.domain.days import Period
from orders_tui.domain.query import RECEIVED, OrderQuery
from orders_tui.domain.rights import Actor
from orders_tui.domain.views import SavedView, arranged
from orders_tui.store.store import Store
from orders_tui.ui.main.list_reader import Beginning, ListReader

FIRST_ROWS = 80
"""How many rows are read before the first frame: more than any terminal shows."""
LIST, OPEN_VIEW, CURSOR, VIEWS = "list", "view", "cursor", "views"
"""The settings that say how the console was left: its list, the view that this is or was made from, the row id of the
order under the cursor, and the views; those of everybody are the shop's setting."""
_EVERYTHING = "received:all"
"""How the list is remembered that has everything, since its text form is empty."""
_START = Period.parse("30d")


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
    view: str = ""
    """The name of the view that the list is, or was made from; empty where it is from none."""
    cursor: int | None = None
    """The row id of the order that the cursor goes to."""


def opening(store: Store, actor: Actor, settings: Mapping[str, str], width: int) -> Opening:
    """The console as a person left it, or with the view that it is to start with.

    Args:
        store: the shop.
        actor: the person.
        settings: everything that is remembered of the person.
        width: the columns of the terminal.
    """
    views = arranged(settings.get(VIEWS, ""), store.settings.get(VIEWS))
    starts = views.start and views.start.list_for(actor.name)
    query = starts or opening_query(store, settings.get(LIST, ""))
    name = views.start.name if views.start and starts else settings.get(OPEN_VIEW, "")
    cursor = None if starts or not settings.get(CURSOR, "").isdecimal() else int(settings[CURSOR])
    view = next((view for view in views.all if view.name == name), None)
    own = Columns.parse(settings.get(OWN, ""))
    return Opening(
        query,
        _begun(store, query, cursor),
        width,
        layout=frozenset(settings.get("layout", "").split()),
        unfolded=frozenset(settings.get("filters", " ".join(COUNTED)).split()),
        columns=_columns(view, own),
        own_columns=own,
        view=name,
        cursor=cursor,
    )


def _begun(store: Store, query: OrderQuery, cursor: int | None) -> Beginning:
    """The first rows; none where the cursor goes further down, since keys would be about another order until then."""
    reader = ListReader(store)
    begun = reader.begin(query, FIRST_ROWS)
    is_there = cursor is None or begun.rows is None or any(order.id == cursor for order in begun.rows)
    return begun if is_there else reader.begin(query, 0)


def _columns(view: SavedView | None, own: Columns) -> Columns:
    return Columns.parse(view.columns) if view and view.columns else own


def remembered(query: OrderQuery) -> str:
    """The text that a list is remembered by; never empty."""
    return str(query) or _EVERYTHING


def is_start(query: OrderQuery) -> bool:
    """Whether a list is everything of its role, in any order, or what everything begins with: made from no view."""
    days = (Period.parse("all"), _START)
    return not (query.narrowed or query.trash) and query.dates == RECEIVED and query.period in days


def opening_query(store: Store, remembered: str) -> OrderQuery:
    """The list to begin with: the one that was left, or the first one of somebody who has left none.

    Args:
        store: the shop.
        remembered: the text of the list that was left; empty where none was.
    """
    if remembered:
        # Another version may have remembered it.
        with suppress(ValueError):
            return OrderQuery.parse(remembered)
    return start_query(store, OrderQuery())


def start_query(store: Store, everything: OrderQuery) -> OrderQuery:
    """The list that everything of a role begins with: its last 30 days, or all of it when these are empty."""
    recent = everything.with_period(_START)
    return recent if store.counts.exists(recent) else everything
