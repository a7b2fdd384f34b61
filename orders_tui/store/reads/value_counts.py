"""How many orders each value of a filter would give: by one walk over the list for several filters, or over an index.

SQLite groups what no index has in order by sorting it, which takes a second for a million texts. So a walk hands out
the values of some thousand orders as one text, and they are counted here, with the memory of such a part alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from peewee import SQL, Case, Expression, fn

from orders_tui.domain.facts import Filter
from orders_tui.domain.filters import FACETS, known_values
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, once
from orders_tui.store.reads.cells import Cells, tells
from orders_tui.store.reads.conditions import Conditions, all_of
from orders_tui.store.reads.facets import has_several, of_facet, small, value_of, values_of
from orders_tui.store.reads.indexed_counts import IndexedCounts
from orders_tui.store.reads.left_out import parts
from orders_tui.store.reads.marks import MARKED
from orders_tui.store.reads.walk import in_parts
from orders_tui.store.sight import Sight
from orders_tui.store.tables import Orders

_MOST_VALUES = 1_000
"""Of a facet so many values at most: nobody looks through more of them."""
_MOST_AT_ONCE = 50_000
"""With more values than this those of a facet are grouped in the database, which takes longer but less memory."""
_FOLLOWED, _SELLER = "followed_up_at", "seller"
_WIDE = 20_000
"""Shorter lists are read as a whole, by whatever index finds their orders."""


class _Counted(NamedTuple):
    value: str
    orders: int


class _Split(NamedTuple):
    """Facets by how they are counted."""

    told: tuple[str, ...]
    """Those of which the cells of the list have the words."""
    quick: tuple[str, ...]
    """Those that an index counts."""
    walks: list[tuple[str, ...]]
    """Groups of the others, of which each takes one walk."""


class ValueCounts:
    """What the filters count of a list."""

    def __init__(self, engine: Engine, sight: Sight, conditions: Conditions) -> None:
        self._engine = engine
        self._sight = sight
        self._conditions = conditions
        self._cells = Cells(engine, conditions)
        self._indexed = IndexedCounts(engine, conditions)
        self.wide_from = _WIDE
        """From how many orders on a list is walked in parts."""

    def together(self, query: OrderQuery, facets: Iterable[str]) -> list[tuple[str, ...]]:
        """Which of these facets are best counted with one call, what is soon counted first."""
        split = self._split(self._sight.query(query), facets)
        return [each for each in (split.told, *((facet,) for facet in split.quick), *split.walks) if each]

    def counted(self, query: OrderQuery, facets: Sequence[str]) -> dict[str, dict[str, int]]:
        """How many orders each value of these facets would give, with the choices of all others but not of its own.

        Words of a fixed set are all counted, of other values the most frequent. Where capitals make no difference,
        a value stands in a frequent spelling, or as it was chosen. Nothing of a facet that is hidden.

        Args:
            query: the list.
            facets: none of `COUNTED`.

        Raises:
            Interrupted: if another thread stopped it.
        """
        allowed = self._sight.query(query)
        found: dict[str, dict[str, int]] = {facet: {} for facet in facets}
        counts = self._counts(allowed, [*filter(self._sight.narrows, facets)])
        return found | {facet: _shown(allowed, facet, values) for facet, values in counts.items()}

    def _counts(self, query: OrderQuery, facets: Sequence[str]) -> dict[str, dict[str, int]]:
        split = self._split(query, facets)
        counts: dict[str, dict[str, int]] = {}
        if split.told:
            tally = self._cells.tally(query, [facet for facet in split.told if facet != _SELLER])
            counts = tally.facets | ({_SELLER: {"": tally.orders}} if _SELLER in split.told else {})
        if _FOLLOWED in counts:
            counts[_FOLLOWED]["due"] = self._due(query)
        counts |= {facet: self._indexed.values(query, facet) for facet in split.quick}
        for group in split.walks:
            # The own choice of a facet that is counted alone; of others there is none.
            counts |= self._of_list(query.without(group[0]), group)
        return counts

    def _split(self, query: OrderQuery, facets: Iterable[str]) -> _Split:
        told: list[str] = []
        others: list[str] = []
        for facet in facets:
            (told if _is_covered(query, facet) else others).append(facet)
        quick = self._indexed.of(query, others)
        walks: dict[str, list[str]] = defaultdict(list)
        for facet in others:
            if facet not in quick:
                # Its own choice, which does not count for it, makes its list another one.
                own = query.values(facet) or query.excluded_values(facet)
                walks[facet if own else ""].append(facet)
        return _Split(tuple(told), quick, [*map(tuple, walks.values())])

    def _of_list(self, query: OrderQuery, facets: Sequence[str]) -> dict[str, dict[str, int]]:
        """Several facets that no choice of the list is about."""
        found = parts(self._engine, query, FACETS, self._where)
        if found is None:
            return self._walk(query, facets)
        before, out = self._counts(found.before, facets), self._walk(found.out, facets)
        return {facet: _less(facet, before[facet], out[facet]) for facet in facets}

    def _where(self, query: OrderQuery) -> Expression:
        return all_of(self._conditions.all(query))

    def _due(self, query: OrderQuery) -> int:
        """How many orders of the list are due, whatever is chosen of that."""
        due = replace(query.without(_FOLLOWED), filters=query.without(_FOLLOWED).filters | {(_FOLLOWED, "due")})
        return self._engine.first(once(Orders.select(fn.COUNT(SQL("*"))).where(self._where(due)), int)) or 0

    def _walk(self, query: OrderQuery, facets: Sequence[str]) -> dict[str, dict[str, int]]:
        """Several facets of a list, by a look at each of its orders."""
        conditions = self._conditions.all(query)
        first = Orders.select(Orders.id).where(all_of(conditions)).limit(self.wide_from)
        wide = len(self._engine.select(once(first, int))) == self.wide_from
        texts = {facet: value for facet in facets if (value := value_of(facet, wide=wide)) is not None}
        words = [(facet, word) for facet in facets if facet not in texts for word in _asked(facet)]
        now = self._conditions.now()
        # The order of the columns is that in which the loop below takes them apart: the count, the texts, the sums.
        columns: list[Any] = [fn.COUNT(SQL("*"))]
        columns += [_joined(facet, value) for facet, value in texts.items()]
        columns += [fn.SUM(Case(None, [(of_facet(facet, frozenset({word}), now), 1)], 0)) for facet, word in words]
        values: dict[str, Counter[str]] = {facet: Counter() for facet in texts}
        sums: Counter[tuple[str, str]] = Counter()
        orders = 0
        for count, *found in self._engine.each(self._parts(columns, conditions, wide=wide)):
            orders += count
            for counter, text in zip(values.values(), found[: len(values)], strict=True):
                if text is not None and len(counter) <= _MOST_AT_ONCE:
                    counter.update(text.split("\0"))
            sums.update({key: number or 0 for key, number in zip(words, found[len(values) :], strict=True)})
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for facet, counter in values.items():
            many = len(counter) > _MOST_AT_ONCE
            counts[facet] = self._grouped(facet, conditions) if many else _with_none(facet, counter, orders)
        for facet, word in words:
            counts[facet][word] = sums[facet, word]
            if word == "yes":
                counts[facet]["no"] = orders - sums[facet, word]
        return counts

    def _parts(self, columns: list[Any], conditions: list[Expression], *, wide: bool) -> Read[tuple[Any, ...]]:
        """The query for these columns of a list; of a long one a row for each part of the row ids."""
        if not wide:
            return once(Orders.select(*columns).where(all_of(conditions)), tuple)
        return once(in_parts(self._engine, columns, conditions), tuple)

    def _grouped(self, facet: str, conditions: list[Expression]) -> dict[str, int]:
        """The most frequent values, grouped in the database."""
        column, row = values_of(facet)
        orders: Any = fn.COUNT(SQL("*") if column.model is Orders else row.distinct())
        # An order may have two spellings of a product.
        group = fn.LOWER(column) if facet == "product" else column
        counted = column.model.select(fn.MIN(column).alias("value"), orders.alias("orders"))
        if column.model is not Orders:
            counted = counted.join(Orders, on=(Orders.id == row))
        counted = counted.where(all_of(conditions)).group_by(group).order_by(SQL("2 DESC")).limit(_MOST_VALUES)
        return {found.value or "": found.orders for found in self._engine.select(once(counted, _Counted))}


def _is_covered(query: OrderQuery, facet: str) -> bool:
    """Whether the cells of the list tell the values of a facet."""
    if facet == _SELLER:  # orders of one's own stores have none
        return query.role is Role.SELLER and not (query.values(facet) or query.excluded_values(facet))
    return facet in MARKED and tells(query, facet)


def _less(facet: str, before: dict[str, int], out: dict[str, int]) -> dict[str, int]:
    """What is left of the counts without these orders, whose values may be spelled otherwise."""
    fold = small if FACETS[facet].filter is Filter.ANY_CASE else str
    spelling = {fold(value): value for value in before}
    left = Counter(before)
    for value, count in out.items():
        left[spelling.get(fold(value), value)] -= count
    return dict(left)


def _asked(facet: str) -> list[str]:
    """The words of a facet that each order is asked for; whatever has not `yes` has `no`."""
    words = [*known_values(FACETS[facet]), *([""] if FACETS[facet].optional else [])]
    return [word for word in words if word != "no" or "yes" not in words]


def _joined(facet: str, value: Any) -> Any:
    """The values of several orders as one text, with a NUL between, which no stored text has."""
    # Most orders have none of some facets; these are known by what is missing.
    kept = value if has_several(facet) else fn.NULLIF(value, SQL("''"))
    return fn.GROUP_CONCAT(kept, SQL("char(0)"))


def _with_none(facet: str, found: Counter[str], orders: int) -> dict[str, int]:
    """What was found in the texts of so many orders, with those that have no value."""
    return dict(found) if has_several(facet) else {**found, "": orders - found.total()}


def _shown(query: OrderQuery, facet: str, found: dict[str, int]) -> dict[str, int]:
    """What was counted of a facet as it is shown.

    Where others stored between two walks a difference may be less than nothing; the list is soon counted again for it.
    """
    fact = FACETS[facet]
    if words := known_values(fact):
        return {word: max(0, found.get(word, 0)) for word in [*words, *([""] if fact.optional else [])]}
    if fact.filter is Filter.ANY_CASE:
        found = _in_one_spelling(found, query.values(facet) | query.excluded_values(facet))
    return {value: count for value, count in Counter(found).most_common(_MOST_VALUES) if count > 0}


def _in_one_spelling(found: dict[str, int], chosen: frozenset[str]) -> dict[str, int]:
    """Values that differ in their capitals alone as one: the chosen spelling, or the most frequent one."""
    frequent = sorted(found, key=lambda value: (found[value], value))
    spelling = {small(value): value for value in [*frequent, *sorted(chosen)]}
    counts: Counter[str] = Counter()
    for value, count in found.items():
        counts[spelling[small(value)]] += count
    return dict(counts)
