"""Which orders a list shows and in which order: one frozen value with verbs and a text form.

The text form is what saved views store and `--query` takes: `status:pending method:cod city:bandung "siti"`.
Values of one filter are joined by commas; `none` stands for orders that have no such value. A dash before a filter
leaves the orders with these values out: `-tag:vip`. What is quoted is kept exactly, with a backslash before a quote or
a backslash; plain words are joined by one blank.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from orders_tui.domain.choices import Word, meant
from orders_tui.domain.days import Period
from orders_tui.domain.facts import FACTS, SORTABLE, SORTS, Fact, Filter, Kind, Sorting
from orders_tui.domain.filter_words import NOT, WORDS
from orders_tui.domain.filters import DAYS, FACETS, RANGES, known_values
from orders_tui.domain.order import PaymentStatus
from orders_tui.domain.patterns import pattern
from orders_tui.domain.query_faults import no_filter, no_value
from orders_tui.domain.search import unlabelled
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import N_, _


class Role(StrEnum):
    """As whom the list is seen: orders of one's own stores, or orders shipped for other sellers."""

    SELLER = "seller"
    FULFILMENT = "fulfilment"


_ROLES = {Role.SELLER: N_("Seller"), Role.FULFILMENT: N_("Fulfilment Provider")}
_PLACES = {"trash": N_("Trash")}
RECEIVED = "created_at"
"""The fact that lists are sorted by, and whose day counts, where nothing else is chosen."""

_EMPTY = "none"
"""How the text form writes the value of orders that have none (no handler, no courier, no method)."""
_NONE = {_EMPTY: N_("none")}
OF_STAFF = ("handler", "mention")
"""The filters that ask for somebody of the staff; there `ME` stands for whoever looks at the list."""
ME = "me"


class Range(NamedTuple):
    """The smallest and the largest that an order of the list may have of one of `RANGES`."""

    fact: str
    """Its name."""
    low: int | None
    """Rupiah or whole days; None where there is no such bound."""
    high: int | None


@dataclass(frozen=True, slots=True)
class OrderQuery:
    """The state of a list. Values of one facet are alternatives, facets narrow each other."""

    role: Role = Role.SELLER
    text: str = ""
    filters: frozenset[tuple[str, str]] = frozenset()
    """Chosen values of `FACETS`, each with the name of its fact; empty for the orders that have none."""
    excluded: frozenset[tuple[str, str]] = frozenset()
    """Values in the same form that no order of the list has."""
    ranges: frozenset[Range] = frozenset()
    """At most one of each of `RANGES`, with at least one bound."""
    period: Period = field(default_factory=lambda: Period.parse("all"))
    dates: str = RECEIVED
    """The fact of `DAYS` that the period is about."""
    trash: bool = False
    sort: str = RECEIVED
    """The name of one of `SORTABLE`."""
    descending: bool = True
    then: str = ""
    """By what orders are sorted that are the same in that, as `sort`; empty where the order of arrival decides."""
    then_descending: bool = False

    def values(self, facet: str) -> frozenset[str]:
        """The chosen values of a facet."""
        return _values_of(facet, self.filters)

    def excluded_values(self, facet: str) -> frozenset[str]:
        """The values of a facet that no order of the list has."""
        return _values_of(facet, self.excluded)

    def with_text(self, text: str) -> "OrderQuery":
        """The same list searched for this text."""
        return replace(self, text=text)

    def without_narrowing(self) -> "OrderQuery":
        """The same list with no filter chosen; its search, its days and its sort stay."""
        return replace(self, filters=frozenset(), excluded=frozenset(), ranges=frozenset())

    def with_role(self, role: Role) -> "OrderQuery":
        """The same list seen in the other role; stores and sellers differ there, so these filters go."""
        return replace(self.without("store", "seller"), role=role)

    def with_period(self, period: Period, dates: str | None = None) -> "OrderQuery":
        """The same list for other days; `dates` names the fact whose day counts, as before where it is not given."""
        return replace(self, period=period, dates=self.dates if dates is None else dates)

    def range(self, name: str) -> tuple[int | None, int | None]:
        """The bounds of one of `RANGES`, None for each that it has not."""
        return next(((low, high) for fact, low, high in self.ranges if fact == name), (None, None))

    def with_range(self, name: str, low: int | None, high: int | None) -> "OrderQuery":
        """With these bounds of one of `RANGES`; without any where both are None."""
        others = frozenset(each for each in self.ranges if each.fact != name)
        bounds = frozenset({Range(name, low, high)} - {Range(name, None, None)})
        return replace(self, ranges=others | bounds)

    def toggled(self, facet: str, value: str) -> "OrderQuery":
        """With this value chosen, or no longer chosen if it was."""
        return replace(self, filters=self.filters ^ {(facet, value)})

    def admitting(self, facet: str, value: str) -> "OrderQuery":
        """With the orders that have this value, if they were left out."""
        return replace(self, excluded=self.excluded - {(facet, value)})

    def left_out(self, facet: str, value: str) -> "OrderQuery":
        """Without the orders that have this value, or with them again if they were left out."""
        pair = frozenset({(facet, value)})
        return replace(self, filters=self.filters - pair, excluded=self.excluded ^ pair)

    def without(self, *facets: str) -> "OrderQuery":
        """With no value of these facets chosen or excluded."""
        filters, excluded = (
            frozenset(pair for pair in pairs if pair[0] not in facets) for pairs in (self.filters, self.excluded)
        )
        return replace(self, filters=filters, excluded=excluded)

    def without_filters(self) -> "OrderQuery":
        """Everything of the role: no search, no filters, all dates; the sort stays."""
        return OrderQuery(role=self.role).sorted_as(self)

    def sorted_by(self, sort: str, *, second: bool = False) -> "OrderQuery":
        """Sorted by this fact; the same again turns the order round. Days and amounts start with the largest.

        With `second` the sort stays as it is, and the fact is used as `then_by` does.
        """
        if second:
            return self.then_by(sort)
        if sort == self.sort:
            return replace(self, descending=not self.descending)
        then = "" if sort == self.then else self.then
        return replace(
            self,
            sort=sort,
            descending=SORTABLE[sort].sort is Sorting.LARGEST,
            then=then,
            then_descending=bool(then) and self.then_descending,
        )

    def then_by(self, sort: str) -> "OrderQuery":
        """Sorted by this fact where the first one is the same, as `sorted_by`; after that one round by none again."""
        largest_first = SORTABLE[sort].sort is Sorting.LARGEST
        if sort == self.sort or (sort == self.then and self.then_descending is not largest_first):
            return replace(self, then="", then_descending=False)
        return replace(self, then=sort, then_descending=largest_first is not (sort == self.then))

    def sorted_as(self, other: "OrderQuery") -> "OrderQuery":
        """In the order of another list."""
        then, then_descending = other.then, other.then_descending
        return replace(self, sort=other.sort, descending=other.descending, then=then, then_descending=then_descending)

    def of_person(self, name: str) -> "OrderQuery":
        """The same list with this person for `handler:me` and `mention:me`."""
        filters, excluded = (
            frozenset((facet, name if facet in OF_STAFF and value == ME else value) for facet, value in pairs)
            for pairs in (self.filters, self.excluded)
        )
        return replace(self, filters=filters, excluded=excluded)

    @property
    def conflicts_in_trash(self) -> bool:
        """Whether conflicts are asked for: those of the trash then stand among the others, since money came in."""
        return not self.trash and PaymentStatus.CONFLICT in self.values("payment_status")

    @property
    def narrowed(self) -> bool:
        """Whether anything but the role and the dates hides orders."""
        bounded = any(each.low or each.high is not None for each in self.ranges)
        return bool(self.text.strip() or self.filters or self.excluded or bounded)

    def __str__(self) -> str:
        parts = [] if self.role is Role.SELLER else [f"role:{self.role}"]
        parts += ["in:trash"] if self.trash else []
        for facet in FACETS:
            parts += [filter_text(facet, values)] if (values := self.values(facet)) else []
            parts += [NOT + filter_text(facet, values)] if (values := self.excluded_values(facet)) else []
        for name, fact in RANGES.items():
            if any(each.fact == name for each in self.ranges):
                parts.append(f"{fact.word}:{'..'.join(map(_bound, self.range(name)))}")
        if str(self.period) != "all" or self.dates != RECEIVED:
            parts.append(f"{FACTS[self.dates].word}:{self.period}")
        if self.sort != RECEIVED or not self.descending or self.then:
            keys = ((self.sort, self.descending), (self.then, self.then_descending))
            parts.append("sort:" + ",".join(f"{'-' if down else ''}{SORTABLE[key].word}" for key, down in keys if key))
        if self.text:
            parts.append(_quote(self.text))
        return " ".join(parts)

    @classmethod
    def parse(cls, text: str) -> "OrderQuery":
        """The query that a text form says; plain words are the search text.

        Raises:
            ValueError: with a sentence that names the part which is wrong.
        """
        if (number := unlabelled(text)) != text.strip():
            return cls(text=number)  # `WA: 0812…` is no filter
        query = cls()
        words: list[str] = []
        said: dict[str, str] = {}
        for key, values in _tokens(text):
            if key is None:
                words.append(values[0][0])
            else:
                _check_single(key, values, said)
                query = _applied(query, key, values)
        return replace(query, text=" ".join(word for word in words if word))


def filter_text(facet: str, values: frozenset[str]) -> str:
    """The text form of some values of a facet: `city:Cimahi,"Kota Bandung"`."""
    return f"{FACETS[facet].word}:{','.join(map(_write, sorted(values)))}"


def _values_of(facet: str, pairs: frozenset[tuple[str, str]]) -> frozenset[str]:
    return frozenset(value for name, value in pairs if name == facet)


_QUOTED = r'"(?:[^"\\]|\\.)*"'
_VALUE = rf'{_QUOTED}|[^\s",]+'
_TOKEN = pattern(rf"(?s)\s*(?:([A-Za-z_-]+):((?:{_VALUE})(?:,(?:{_VALUE}))*)?(?=\s|$)|({_QUOTED})(?=\s|$)|(\S+))")
_VALUES = pattern(_VALUE, re.DOTALL)
_BROKEN = pattern(r'"|[A-Za-z_-]+:')
"""How a word starts that was meant to be a quoted text or a filter, but is neither."""
_PLAIN = pattern(r"[^\s\",\\]+")
_Values = list[tuple[str, bool]]
"""Each value and whether it was quoted."""


def _tokens(text: str) -> list[tuple[str | None, _Values]]:
    found: list[tuple[str | None, _Values]] = []
    for match in _TOKEN.finditer(text.strip()):
        key, values, quoted, word = match.groups()
        if key is not None:
            found.append((key.lower(), [_read(value) for value in _VALUES.findall(values or "")]))
        elif quoted is None and _BROKEN.match(word):
            message = _("“{part}” cannot be read: close every quote and put one comma between two values.")
            raise ValueError(message.format(part=excerpt(word)))
        else:
            found.append((None, [_read(quoted or word)]))
    return found


def _read(value: str) -> tuple[str, bool]:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL), True
    return value, False


def _quote(value: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def _write(value: str) -> str:
    if not value:
        return _EMPTY
    return value if _PLAIN.fullmatch(value) and not meant(value, _NONE) else _quote(value)


def _bound(amount: int | None) -> str:
    return "" if amount is None else str(amount)


_SINGLE = {
    **{key: key for key in ("sort", "role", "in")},
    **{word: fact.name for word, fact in WORDS.items() if fact.name in RANGES},
    **{word: "days" for word, fact in WORDS.items() if fact.name in DAYS},
}
"""The keys that are no facets, each with what it says; that can be said only once, and with one value."""
_SORT_KEYS = 2
"""How many values a sort may have all the same."""


def _check_single(key: str, values: _Values, said: dict[str, str]) -> None:
    if key not in _SINGLE:
        return
    if len(values) > (_SORT_KEYS if key == "sort" else 1):
        text = _("Give “{key}:” one value, or two.") if key == "sort" else _("Give “{key}:” one value.")
        raise ValueError(text.format(key=key))
    if earlier := said.get(_SINGLE[key]):
        text = _("“{key}:” and “{earlier}:” set the same thing; use one.")
        raise ValueError(text.format(key=key, earlier=earlier))
    said[_SINGLE[key]] = key


def _applied(query: OrderQuery, key: str, values: _Values) -> OrderQuery:
    if not values:
        raise ValueError(_("“{key}:” needs a value.").format(key=key))
    first = values[0][0]
    match key:
        case "sort":
            return _sorted(query, [value for value, _quoted in values])
        case "role":
            return replace(query, role=_choice(key, first, _ROLES))
        case "in":
            return replace(query, trash=_choice(key, first, _PLACES) == "trash")
        case _:
            return _filtered(query, key, values)


def _filtered(query: OrderQuery, key: str, values: _Values) -> OrderQuery:
    fact = WORDS.get(key.removeprefix(NOT))
    if fact is None:
        raise no_filter(key)
    if fact.name in FACETS:
        pairs = {(fact.name, _value(fact, value, quoted=quoted)) for value, quoted in values}
        if key.startswith(NOT):
            return replace(query, excluded=query.excluded | pairs)
        return replace(query, filters=query.filters | pairs)
    if key.startswith(NOT):
        text = _("“{key}:” cannot be excluded; these can: {known}.")
        raise ValueError(text.format(key=fact.word, known=", ".join(facet.word for facet in FACETS.values())))
    first = values[0][0]
    if fact.filter is Filter.RANGE:
        return _with_range(query, fact, first)
    return query.with_period(Period.parse(first), fact.name)


def _value(fact: Fact, value: str, *, quoted: bool) -> str:
    """A value of a facet as orders have it; empty for those that have none."""
    # To see that it is no word of another language takes that language's catalogue, which no start should read for a
    # queue that everybody has.
    if value == ME and fact.name in OF_STAFF:
        return value
    if fact.optional and (not value or (not quoted and meant(value, _NONE))):
        return ""
    known = known_values(fact)
    if word := meant(value, known):
        return word
    if known and not (fact.filter is Filter.PRESENCE and fact.kind is Kind.TEXT and value):
        raise no_value(fact.word, value, known)
    return value


def _with_range(query: OrderQuery, fact: Fact, text: str) -> OrderQuery:
    match = re.fullmatch(r"([0-9]{0,13})\.\.([0-9]{0,13})", text)
    if not match or text == "..":
        low, high = ("100000", "500000") if fact.kind is Kind.MONEY else ("3", "7")
        sentence = _("“{key}:{text}” must be like {low}..{high}, {low}.. or ..{high}.")
        raise ValueError(sentence.format(key=fact.word, text=excerpt(text), low=low, high=high))
    bounds = [int(part) if part else None for part in match.groups()]
    return query.with_range(fact.name, *bounds)


def _choice(key: str, value: str, known: Mapping[Word, str]) -> Word:
    word = meant(value, known)
    if word is None:
        raise no_value(key, value, known)
    return word


def _sorted(query: OrderQuery, keys: Sequence[str]) -> OrderQuery:
    """The list sorted by one key or two, each with a dash where the largest comes first."""
    first, *others = [(_sort(key.removeprefix("-")), key[:1] == "-") for key in keys]
    then, down = next((other for other in others if other[0] != first[0]), ("", False))
    return replace(query, sort=first[0], descending=first[1], then=then, then_descending=down)


def _sort(word: str) -> str:
    known = {fact.word: fact.label for fact in SORTS.values()}
    return SORTS[word.lower()].name if word.lower() in SORTS else SORTS[_choice("sort", word, known)].name
