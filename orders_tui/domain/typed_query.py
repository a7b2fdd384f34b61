"""The query language while it is typed: what it narrows so far, and which words may come next."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from orders_tui.domain.choices import meant, spoken_word
from orders_tui.domain.days import Preset
from orders_tui.domain.facts import SORTS, Fact, Filter
from orders_tui.domain.filter_words import WORDS, spoken
from orders_tui.domain.filters import FACETS, known_values
from orders_tui.domain.patterns import pattern
from orders_tui.domain.query import ME, OF_STAFF, OrderQuery, Role, filter_text
from orders_tui.domain.search import fold
from orders_tui.domain.words import N_, in_every_language

MOST = 8
"""How many words are proposed at once."""
_PART = 3
"""Letters from which on a part within a value means it."""
_SHORTEST = 2
"""Letters of a word from which on it may be meant as the beginning of a filter."""
_QUOTED = pattern(r'"(?:[^"\\]|\\.)*"?')
# An address such as `https://…` names no filter.
_KEY = pattern(r"(?:^|\s)-?([A-Za-z_]+):(?!//)")
_WORD = pattern(r'(?:"(?:[^"\\]|\\.)*"?|[^\s"])+')
"""A word of a text; a blank inside quotes belongs to it."""
_VALUE = pattern(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""What stands between values: a comma outside quotes."""
_OTHER_KEYS = ("sort", "role", "in")
_NONE = "none"


class Typed(NamedTuple):
    """What a typed text asks for."""

    query: OrderQuery
    error: str = ""
    """A sentence that names the word that cannot be read; the list is narrowed by all before it."""


def is_language(text: str) -> bool:
    """Whether a typed text has words of the query language, and is no plain search."""
    return bool(_keys(text))


def in_field(text: str) -> str:
    """A plain search as it is typed: in quotes where it would else be words of the query language."""
    return f'"{text}"' if is_language(text) and not set(text) & set('"\\') else text


def from_field(typed: str) -> str:
    """The plain search that `in_field` wrote; any other typed text as it is."""
    text = typed[1:-1]
    return text if typed != text and in_field(text) == typed else typed


def narrowed(base: OrderQuery, text: str) -> Typed:
    """The list, narrowed by a typed text; what that says of a filter takes the place of what was chosen of it."""
    try:
        return Typed(_joined(base, OrderQuery.parse(text), _keys(text)))
    except ValueError as error:
        sentence = str(error)
    before = text[: len(text) - len(last_word(text))]
    try:
        return Typed(_joined(base, OrderQuery.parse(before), _keys(before)), sentence)
    except ValueError:
        return Typed(base, sentence)


def last_word(text: str) -> str:
    """The word that is being typed; empty behind a blank. A blank inside quotes belongs to its word."""
    # As long as before, so that the places of what is left stay the same.
    hidden = _QUOTED.sub(lambda match: "x" * len(match[0]), text)
    return text[len(hidden) - len(hidden.split(" ")[-1]) :]


def free_facets(text: str) -> tuple[str, ...]:
    """The filters without fixed words of which a text names values, by name."""
    facts = (fact for word in _WORD.findall(text) if (fact := _facet_of(word)) is not None)
    return tuple(dict.fromkeys(fact.name for fact in facts if not known_values(fact)))


def while_typed(text: str, values: Callable[[str], Iterable[str]], *, is_whole: bool = False) -> str:
    """What a text asks for while its last word is being typed: a value that is only begun means those that begin so.

    Where none begins so, it means those that have it anywhere. One that no known value has is not yet there, so that
    the list is not emptied on the way to a value. Of the fixed words, one that is only begun means the one that it
    can be, once it is whole.

    Args:
        text: what was typed.
        values: as in `proposals`.
        is_whole: whether the last word is no longer being typed; what no known value has is asked for then.
    """
    word = last_word(text)
    before = text[: len(text) - len(word)]
    whole = _WORD.sub(lambda found: _in_full(found[0], values, is_whole=True), before)
    return whole + _in_full(word, values, is_whole=is_whole)


def _facet_of(word: str) -> Fact | None:
    """The filter of which a word names values; None for any other word."""
    key, colon, _rest = word.partition(":")
    fact = WORDS.get(key.removeprefix("-").lower()) if colon else None
    return fact if fact and fact.name in FACETS else None


def _in_full(word: str, values: Callable[[str], Iterable[str]], *, is_whole: bool) -> str:
    """A word with the values of its filter that are only begun written out; empty if none of them is there yet."""
    fact = _facet_of(word)
    if fact is None:
        return word
    key, _colon, rest = word.partition(":")
    *before, last = _VALUE.split(rest)
    typed = [*((value, True) for value in before), (last, is_whole)]
    if known := known_values(fact):
        meanings = [_fixed(value, known) if whole else value for value, whole in typed]
    else:
        had = list(values(fact.name))
        meanings = [_free(value, fact, had, is_whole=whole) for value, whole in typed]
    several = ",".join(filter(None, meanings))
    return f"{key}:{several}" if several or not rest else ""


def _fixed(begun: str, known: Mapping[str, str]) -> str:
    """The fixed word that a value can be; what was typed where that is not one word."""
    if len(begun) < _SHORTEST or meant(begun, known):
        return begun
    begin, have = _fits(begun, {value: (value, *in_every_language(label)) for value, label in known.items()})
    found = begin or have
    return found[0] if len(found) == 1 else begun


def _free(begun: str, fact: Fact, known: Iterable[str], *, is_whole: bool) -> str:
    """The values of orders that one which is only begun means, as the query language writes them; empty for none."""
    wanted = fold(begun.strip('"'))
    # Words of the language, although a value may begin so.
    if meant(begun, {_NONE: N_("none")}) or (begun == ME and fact.name in OF_STAFF):
        return begun
    # A value in quotes is whole, and means itself alone.
    if not wanted or (begun[:1] == '"' == begun[-1:] != begun):
        return begun
    if wanted in map(fold, known):
        return begun
    meaning = frozenset(value for value in known if fold(value).startswith(wanted))
    meaning = meaning or frozenset(value for value in known if len(wanted) >= _PART and wanted in fold(value))
    if meaning:
        return filter_text(fact.name, meaning).partition(":")[2]
    return begun if is_whole else ""


def proposals(text: str, values: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The texts that the typed one may become, by its last word; those that begin as it does come first.

    Args:
        text: what was typed.
        values: the values that orders have of a filter without fixed words, the most frequent first.
    """
    word = last_word(text)
    before = text[: len(text) - len(word)]
    key, colon, rest = word.partition(":")
    if not colon:
        return tuple(f"{before}{each}" for each in _words(word))[:MOST] if len(word) >= _SHORTEST else ()
    # At the last comma only: the values before it stay as they were typed.
    chosen = re.split(r",(?=[^,]*$)", rest)
    head = f"{before}{key}:{chosen[0] + ',' if len(chosen) > 1 else ''}"
    found = _values(key.removeprefix("-").lower(), chosen[-1].strip('"'), values)
    return tuple(f"{head}{value} " for value in dict.fromkeys(found))[:MOST]


def _keys(text: str) -> list[str]:
    return [key.lower() for key in _KEY.findall(_QUOTED.sub("", text))]


def _joined(base: OrderQuery, typed: OrderQuery, keys: list[str]) -> OrderQuery:
    query = base.with_text(typed.text)
    if "role" in keys:
        query = query.with_role(typed.role)
    if "in" in keys:
        query = replace(query, trash=typed.trash)
    if "sort" in keys:
        query = query.sorted_as(typed)
    for fact in {WORDS[key].name: WORDS[key] for key in keys if key in WORDS}.values():
        query = _with_filter(query, typed, fact)
    return query


def _with_filter(query: OrderQuery, typed: OrderQuery, fact: Fact) -> OrderQuery:
    match fact.filter:
        case Filter.DAYS:
            return query.with_period(typed.period, typed.dates)
        case Filter.RANGE:
            return query.with_range(fact.name, *typed.range(fact.name))
        case _:
            chosen = frozenset((fact.name, value) for value in typed.values(fact.name))
            excluded = frozenset((fact.name, value) for value in typed.excluded_values(fact.name))
            bare = query.without(fact.name)
            return replace(bare, filters=bare.filters | chosen, excluded=bare.excluded | excluded)


def _words(word: str) -> Iterator[str]:
    sign = "-" if word.startswith("-") else ""
    said: set[str] = set()
    for key, fact in spoken().items():
        known = fact.name in said or (sign and fact.name not in FACETS)
        if not known and key.startswith(word.removeprefix("-").lower()):
            said.add(fact.name)
            yield f"{sign}{key}:"
    yield from (f"{key}:" for key in _OTHER_KEYS if not sign and key.startswith(word.lower()))


def _values(key: str, typed: str, values: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The values of a filter that fit what is typed, as the query language writes them."""
    fact = WORDS.get(key)
    if fact is None:
        others: dict[str, Iterable[str]] = {
            "sort": (fact.word for fact in SORTS.values()),
            "role": Role,
            "in": ("trash",),
        }
        yield from _fitting(typed.removeprefix("-"), {str(word): (str(word),) for word in others.get(key, ())})
    elif fact.filter is Filter.DAYS:
        yield from _fitting(typed, {str(preset): (str(preset),) for preset in Preset})
    elif fact.name in FACETS:
        fixed = known_values(fact)
        known = {value: (value, *in_every_language(label)) for value, label in fixed.items()}
        free = {} if fixed else {value: (value,) for value in values(fact.name)}
        none = {"": ("none", *in_every_language("none"))} if fact.optional else {}
        for value in _fitting(typed, {**known, **free, **none}):
            stored = filter_text(fact.name, frozenset({value})).partition(":")[2]
            yield spoken_word(value, fixed) if value in fixed else stored


def _fitting(typed: str, words: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Those that begin with it by any of their names, then those that have it anywhere."""
    begin, have = _fits(typed, words)
    return list(dict.fromkeys((*begin, *have)))


def _fits(typed: str, words: Mapping[str, tuple[str, ...]]) -> tuple[list[str], list[str]]:
    """Those of which a name begins with it, and those of which one has it anywhere."""
    wanted = fold(typed)
    begin = [value for value, names in words.items() if any(fold(name).startswith(wanted) for name in names)]
    have = [value for value, names in words.items() if any(wanted in fold(name) for name in names)]
    return begin, have
