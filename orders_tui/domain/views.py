"""Saved views and queues: lists with a name, one on each of the keys 1 to 9, as a person arranged them."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from orders_tui.domain.columns import Columns
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.limits import check_text
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.words import N_, _

ON_KEYS = 9
"""How many views have a key; further ones are opened from their dialog."""


class SavedView(NamedTuple):
    """A list with a name; its text form keeps periods that move with the calendar moving."""

    name: str
    """As it was typed; that of a queue passes through `_` when it is shown."""
    query: str
    """The text form of the list; `me` in it is whoever looks at it."""
    shared: bool = False
    """Whether everybody on this database has it."""
    start: bool = False
    """Whether a console starts with it."""
    columns: str = ""
    """The text form of its columns; empty where it has those of every list."""

    @property
    def title(self) -> str:
        """Its name, that of a queue in the language in use."""
        return _(self.name) if self.name else ""

    def list_for(self, person: str) -> OrderQuery | None:
        """The list that it shows to this person; None where its text says nothing that can be shown."""
        return _list_of(self.query, person)

    def opened(self, *, is_changed: bool) -> "OpenView":
        """The view as the one that the list is, or was made from."""
        return OpenView(self.name, self.title, is_changed)


# Whenever the list changes, with each letter of a search, it is compared with those of all views.
@lru_cache(maxsize=256)
def _list_of(text: str, person: str) -> OrderQuery | None:
    try:
        return OrderQuery.parse(text).of_person(person)
    except ValueError:
        return None


QUEUES = (
    SavedView(N_("To follow up"), "followup:due"),
    SavedView(N_("Check payment"), "confirmation:open"),
    SavedView(N_("To ship"), "status:ready suspicious:no"),
    SavedView(N_("Conflict"), "pay:conflict"),
    SavedView(N_("Shipped 7d+"), "status:shipped shipped:older-7d"),
    SavedView(N_("Returns"), "status:rts"),
    SavedView(N_("Mine"), "handler:me"),
    SavedView(N_("Today"), "received:today"),
    SavedView(N_("Suspicious"), "suspicious:yes -status:completed,rts,canceled,closed"),
)
"""The views of somebody who has arranged none."""


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The views of one person in the order of their keys, and which of them are everybody's."""

    all: tuple[SavedView, ...] = QUEUES

    def saved(self, name: str, query: OrderQuery) -> "SavedViews":
        """With this list under this name; the list that had the name before gives way.

        Raises:
            RuleBroken: if the name cannot be stored.
        """
        name = check_text(N_("Name"), name.strip())
        known = self.index(name)
        if known is None:
            return SavedViews((*self.all, SavedView(name, str(query))))
        return self._with(known, self.all[known]._replace(query=str(query)))

    def over(self, index: int, query: OrderQuery) -> "SavedViews":
        """With this list in the place of the one that a view has."""
        return self._with(index, self.all[index]._replace(query=str(query)))

    def renamed(self, index: int, name: str) -> "SavedViews":
        """With another name for a view.

        Raises:
            RuleBroken: if the name cannot be stored, or is that of another view.
        """
        name = check_text(N_("Name"), name.strip())
        if self.index(name) not in (None, index):
            raise RuleBroken(_("There is already a view with this name."))
        return self._with(index, self.all[index]._replace(name=name))

    def moved(self, index: int, by: int) -> "SavedViews":
        """With a view further down, or up where `by` is negative; the first and the last stay where they are."""
        to = max(0, min(index + by, len(self.all) - 1))
        rest = [*self.all[:index], *self.all[index + 1 :]]
        return SavedViews((*rest[:to], self.all[index], *rest[to:]))

    def without(self, index: int) -> "SavedViews":
        """Without a view; its list is still there for everybody else who has it."""
        return SavedViews((*self.all[:index], *self.all[index + 1 :]))

    def shared(self, index: int) -> "SavedViews":
        """With a view that everybody gets, or no longer."""
        return self._with(index, self.all[index]._replace(shared=not self.all[index].shared))

    def started(self, index: int) -> "SavedViews":
        """With the view that a console starts with, or without any where it was this one."""
        start = not self.all[index].start
        return SavedViews(tuple(view._replace(start=start and at == index) for at, view in enumerate(self.all)))

    @property
    def start(self) -> SavedView | None:
        """The view that a console starts with."""
        return next((view for view in self.all if view.start), None)

    def with_columns(self, index: int, columns: Columns) -> "SavedViews":
        """With columns of its own for a view; with none of its own again where there are none."""
        return self._with(index, self.all[index]._replace(columns=str(columns)))

    def _with(self, index: int, view: SavedView) -> "SavedViews":
        return SavedViews((*self.all[:index], view, *self.all[index + 1 :]))

    def index(self, name: str) -> int | None:
        """At which place the view of a name stands, whatever its capitals; None where there is none."""
        # A queue is found by its name in either language: one may be typed, the other is stored.
        wanted = name.casefold()
        return next(
            (at for at, view in enumerate(self.all) if wanted in (view.name.casefold(), view.title.casefold())), None
        )

    # As they are stored

    @property
    def own_text(self) -> str:
        """All views of the person in their order, as `arranged` reads them."""
        rows = [[view.name, view.query, view.start, view.columns] for view in self.all]
        return json.dumps(rows, ensure_ascii=False)

    @property
    def shared_text(self) -> str:
        """Those that everybody has, as `arranged` reads them."""
        # With which view a console starts is each person's own.
        rows = [[view.name, view.query, False, view.columns] for view in self.all if view.shared]
        return json.dumps(rows, ensure_ascii=False)


ViewsChange = Callable[[SavedViews], SavedViews]
"""A change of the views, to be made on what they are by then: another console may have changed others of them."""


def of_view(name: str, change: Callable[[SavedViews, int], SavedViews]) -> ViewsChange:
    """The change of the view of this name; none once that is gone.

    Args:
        name: of the view.
        change: what becomes of the views, by the place of this one.
    """

    def changed(views: SavedViews) -> SavedViews:
        index = views.index(name)
        return views if index is None else change(views, index)

    return changed


class OpenView(NamedTuple):
    """The view that a list is, or was made from."""

    name: str
    title: str
    """Its name in the language in use."""
    is_changed: bool
    """Whether the list is another by now."""


def arranged(own: str, shared: str) -> SavedViews:
    """The views of a person: one's own in their order, then those that are everybody's and not among them.

    Args:
        own: what `SavedViews.own_text` wrote; empty for somebody who has arranged none, who has the queues.
        shared: what `SavedViews.shared_text` wrote.
    """
    mine = _read(own) if own else QUEUES
    everybody = {view.name: view for view in _read(shared)}
    known = {view.name for view in mine}
    marked = tuple(view._replace(shared=view.name in everybody) for view in mine)
    return SavedViews((*marked, *(view._replace(shared=True) for name, view in everybody.items() if name not in known)))


def _read(text: str) -> tuple[SavedView, ...]:
    """The views of a stored text; what is none of ours is left out."""
    try:
        rows = json.loads(text or "[]")
    except ValueError:
        return ()
    return tuple(_views(rows)) if isinstance(rows, list) else ()


def _views(rows: Sequence[object]) -> Iterable[SavedView]:
    # Another version may have stored more of each view; what stands at the front is read.
    for row in rows:
        match row:
            case [str() as name, str() as query, bool() as start, *rest] if name:
                columns = next((text for text in rest if isinstance(text, str)), "")
                yield SavedView(name, query, start=start, columns=columns)
