"""The cells of a file as the facts that they say: amounts, phones, times, words, read or refused, never guessed."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from orders_tui.domain.choices import meant, nearest, nearest_word
from orders_tui.domain.facts import REDUCTIONS, Fact, Kind, Value
from orders_tui.domain.order import ItemKind, Method, label, labels
from orders_tui.domain.phone import is_masked, kept
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.exchange.amounts import Way, parse_amount
from orders_tui.exchange.importing.moments import DateOrder, read_moment

_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,3}")
"""What a spreadsheet makes of a long number."""
_WHOLE = re.compile(r"([0-9]+)\.0+")
_CODES = frozenset({"receipt", "external_id", "order_id", "phone", "postcode", "sku"})
"""Facts whose texts are often digits alone, which spreadsheets take for numbers."""
_DIGITS = 15
"""So many digits and more are no amount."""
_NAMED = 12
"""So many words that are known are named in place of one that is not."""
_COUNT = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")


@dataclass(frozen=True, slots=True)
class ValueReader:
    """How the cells of one file are read."""

    zone: ZoneInfo
    """By whose clocks its times are."""
    dates: DateOrder
    words: Mapping[str, Mapping[str, str]]
    """Words of other systems by fact, and ours."""
    exact: bool = False
    """Whether its texts are the desk's own, to be kept to the letter."""
    _known: dict[tuple[str, str], tuple[str | None]] = field(default_factory=dict, init=False, repr=False)
    """The words that were read so far: a file says the same few again and again."""

    def reading(self, fact: Fact) -> Callable[[str, bool], Value]:
        """What reads the cells of a fact: of a text that is not blank, and whether it was marked as one, its value.

        What is marked as a text no spreadsheet has changed. It raises `ValueError`, with a sentence for the person,
        where the text does not say a value.
        """
        match fact.kind:
            case Kind.MONEY:
                return lambda text, _marked: _money(fact, text)
            case Kind.COUNT:
                return lambda text, _marked: count(text)
            case Kind.MOMENT:
                return lambda text, _marked: read_moment(text, self.dates, self.zone)
            case Kind.CHOICE:
                return lambda text, _marked: self._word(fact, text)
            case _ if self.exact and fact.kind is not Kind.PHONE and fact.name not in _CODES:
                return lambda text, _marked: text
            case _:
                return lambda text, marked: self._text(fact, text, marked=marked)

    def _text(self, fact: Fact, text: str, *, marked: bool) -> str:
        if fact.name in _CODES and not marked:
            if is_rounded(text):
                raise ValueError(_("A spreadsheet has rounded this number: digits are lost. Take it from its source."))
            # A sheet keeps numbers with decimals: `45.0` is an order number that went through one.
            if not self.exact and (whole := _WHOLE.fullmatch(text.strip())):
                text = whole[1]
        if fact.kind is Kind.PHONE:
            if is_masked(text):
                raise ValueError(_("The phone number is masked; give the whole number."))
            return kept(text)
        if fact.name == "external_id" and not self.exact:
            # Staff write `#1001` and `1001`: kept without the sign, both find the order.
            return text.lstrip("#")
        return text

    def _word(self, fact: Fact, text: str) -> str | None:
        # In a tuple of one, since None is a value too: no payment.
        known = self._known.get((fact.name, text))
        if known is None:
            known = self._known[fact.name, text] = (self._read_word(fact, text),)
        return known[0]

    def _read_word(self, fact: Fact, text: str) -> str | None:
        theirs = self.words.get(fact.name, {})
        word = theirs.get(" ".join(text.casefold().split()), text)
        assert fact.choices is not None
        known: dict[Any, str] = labels(fact.choices)
        found = meant(word, known)
        if found is not None:
            return str(found)
        if fact.name == "method" and not self.exact:
            method = Method.read(word)
            return None if method is None else str(method)
        raise _unknown(text, theirs, known)


def is_rounded(text: str) -> bool:
    """Whether it is what a spreadsheet makes of a long number, so that digits are lost."""
    return _ROUNDED.fullmatch(text.strip()) is not None


def count(text: str) -> int:
    """A whole number.

    Raises:
        ValueError: with a sentence for the person, if it is anything else.
    """
    found = _COUNT.fullmatch(text.strip())
    if not found:
        raise ValueError(_("“{text}” is not a whole number.").format(text=excerpt(text)))
    return int(found[1])


def money(text: str) -> int:
    """An amount in rupiah; 0 for an empty cell or a dash.

    Raises:
        ValueError: with a sentence for the person, if it is anything else, or less than nothing.
    """
    if text.isascii() and text.isdigit() and len(text) < _DIGITS:
        return int(text)  # as nearly all are, and quickly known
    amount = parse_amount(text)
    if amount is None:
        return 0
    if amount.way is Way.OUT:
        raise ValueError(_("“{text}” is below zero.").format(text=excerpt(text)))
    return amount.rupiah


def item_kind(text: str) -> ItemKind:
    """What an item is.

    Raises:
        ValueError: with a sentence for the person, if the word is not known.
    """
    found = meant(text, labels(ItemKind))
    if found is None:
        raise _unknown(text, (), labels(ItemKind))
    return found


def _unknown(text: str, theirs: Iterable[str], ours: Mapping[Any, str]) -> ValueError:
    """The refusal of a word that is none of another system's nor of ours, which are given with their labels."""
    found = nearest_word(text, ours)
    if near := nearest(text, theirs) or (found and label(found)):
        sentence = _("“{word}” is not known; did you mean {nearest}?")
        return ValueError(sentence.format(word=excerpt(text), nearest=near))
    names = list(dict.fromkeys((*theirs, *map(label, ours))))
    sentence = _("“{word}” is not known; choose one of {known}.")
    shown = [*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])]
    return ValueError(sentence.format(word=excerpt(text), known=", ".join(shown)))


def _money(fact: Fact, text: str) -> int:
    if fact.name in REDUCTIONS:
        text = text.strip().removeprefix("-")  # what is taken off is written with a minus, or without
    return money(text)
