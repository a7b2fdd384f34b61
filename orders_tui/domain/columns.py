"""Which columns a list shows: any fact of an order and what follows from it, in the order and widths that one chose.

The text form is what settings and saved views store: `order_id name:20 status total`.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from orders_tui.domain.facts import FACTS, PAST, Fact, Kind
from orders_tui.domain.filters import DERIVED
from orders_tui.domain.patterns import pattern
from orders_tui.domain.words import N_

FIRST = ("order_id", "name")
"""The columns that every list begins with; they stay put when the others are scrolled sideways."""
OWN = "columns"
"""The setting that a person's own columns are stored as."""
LEAST, MOST = 4, 60
"""The cells that a column can be given."""


class Form(NamedTuple):
    """A column that shows a fact in another way, or what follows from it."""

    label: str
    """What a person chooses it by; passes through `_` when it is shown."""
    fact: str
    """The name of the fact of `SORTABLE` that it is sorted by."""
    kind: Kind


FORMS: Mapping[str, Form] = {
    "day": Form(N_("Ordered (day)"), "created_at", Kind.MOMENT),
    "status_days": Form(DERIVED["status_days"].label, "status_at", Kind.COUNT),
    "followed_days": Form(DERIVED["followed_days"].label, "followed_up_at", Kind.COUNT),
    "first_item": Form(N_("First item"), "items", Kind.TEXT),
    PAST.name: Form(PAST.label, PAST.name, Kind.COUNT),
}
"""Columns besides those of the facts, by key."""
KEYS: tuple[str, ...] = (*FACTS, *FORMS)
"""All columns, each by its key: the name of a fact or of a form."""


def fact_of(key: str) -> Fact | None:
    """The fact that a column tells of; None for one that tells of several orders."""
    return FACTS.get(FORMS[key].fact if key in FORMS else key)


def names_of(keys: Iterable[str]) -> tuple[str, ...]:
    """The names of the facts that these columns tell of, each once."""
    facts = (fact_of(key) for key in keys)
    return tuple(dict.fromkeys(fact.name for fact in facts if fact))


class Chosen(NamedTuple):
    """A column that a person has chosen."""

    key: str
    cells: int | None = None
    """Its width; None where it has the usual one."""


class Columns(NamedTuple):
    """The columns of a list from the left; without any it shows those that fit, the most telling first."""

    chosen: tuple[Chosen, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns."""
        return tuple(column.key for column in self.chosen)

    @property
    def fact_names(self) -> tuple[str, ...]:
        """The names of the facts that they tell of, from the left."""
        return names_of(self.keys)

    def toggled(self, key: str) -> "Columns":
        """With this column as the last, or without it; the first ones stay."""
        if key in FIRST:
            return self
        rest = tuple(column for column in self.chosen if column.key != key)
        return _columns(rest if len(rest) < len(self.chosen) else (*rest, Chosen(key)))

    def moved(self, key: str, by: int) -> "Columns":
        """With a column further right, or left where `by` is negative; never among the first ones."""
        if key not in self.keys or key in FIRST:
            return self
        at = self.keys.index(key)
        rest = [*self.chosen[:at], *self.chosen[at + 1 :]]
        # Before or behind the others, but never among those that stay put, which the sideways scroll counts on.
        to = max(len(FIRST), min(at + by, len(rest)))
        return _columns((*rest[:to], self.chosen[at], *rest[to:]))

    def widened(self, key: str, cells: int) -> "Columns":
        """With a column so wide, as far as a column can be."""
        cells = _cells(cells)
        return Columns(tuple(each._replace(cells=cells) if each.key == key else each for each in self.chosen))

    def __str__(self) -> str:
        return " ".join(key if cells is None else f"{key}:{cells}" for key, cells in self.chosen)

    @classmethod
    def parse(cls, text: str) -> "Columns":
        """The columns of a text form; what is none of ours is left out."""
        found = (_WRITTEN.fullmatch(word) for word in text.split())
        chosen = [Chosen(word[1], None if word[2] is None else _cells(int(word[2]))) for word in found if word]
        return _columns(tuple(column for column in chosen if column.key in KEYS))


_WRITTEN = pattern(r"([a-z_]+)(?::([0-9]{1,2}))?")


def _cells(cells: int) -> int:
    """A width as far as a column can be so wide."""
    return max(LEAST, min(cells, MOST))


def _columns(chosen: tuple[Chosen, ...]) -> Columns:
    """These columns, each once, with the first ones in front; none at all where none is chosen."""
    # Backwards, so that of a column that is named twice the first one stays.
    known = {column.key: column for column in reversed(chosen)}
    if not known:
        return Columns()
    order = (*FIRST, *(column.key for column in chosen))
    return Columns(tuple(known.get(key, Chosen(key)) for key in dict.fromkeys(order)))
