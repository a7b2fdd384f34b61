"""What is said of the text form of a list that cannot be read, with what was probably meant."""

from collections.abc import Mapping

from orders_tui.domain.choices import Word, meant, nearest, nearest_spoken
from orders_tui.domain.filter_words import NOT, WORDS, spoken
from orders_tui.domain.filters import FACETS, NARROWING, known_values
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _


def no_filter(key: str) -> ValueError:
    """The error for a filter that there is not."""
    words = {fact.name: word for word, fact in reversed(spoken().items())}
    known = [*(words[fact.name] for fact in NARROWING.values()), "sort", "role", "in"]
    if near := nearest(key.removeprefix(NOT), [*WORDS, *known]):
        text = _("There is no filter “{key}”; did you mean “{nearest}:”?")
        return ValueError(text.format(key=excerpt(key), nearest=near))
    text = _("There is no filter “{key}”. Choose one of: {known}.")
    return ValueError(text.format(key=excerpt(key), known=", ".join(known)))


def no_value(key: str, value: str, known: Mapping[Word, str]) -> ValueError:
    """The error for a value that a filter, or another key, has not."""
    if near := nearest_spoken(value, known) or _elsewhere(value):
        text = _("“{key}:” has no value “{value}”; did you mean {nearest}?")
        return ValueError(text.format(value=excerpt(value), key=key, nearest=near))
    text = _("“{key}:” has no value “{value}”. Choose one of: {known}.")
    return ValueError(text.format(value=excerpt(value), key=key, known=", ".join(sorted(known))))


def _elsewhere(value: str) -> str:
    """The text form of another filter that has this value; empty if none has."""
    found = ((fact, meant(value, known_values(fact))) for fact in FACETS.values())
    return next((f"{fact.word}:{word}" for fact, word in found if word), "")
