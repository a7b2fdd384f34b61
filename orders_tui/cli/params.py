"""Kinds of values on the command line, and examples for the end of a help page."""

import re
from enum import StrEnum
from typing import Any, TypeVar

import click

from orders_tui.domain.facts import SORTS
from orders_tui.domain.order import label
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _

Word = TypeVar("Word", bound=StrEnum)


class OneOf(click.Choice[Word]):
    """A word of a fixed set, or its label in the language in use."""

    def __init__(self, kind: type[Word]) -> None:
        super().__init__(tuple(kind), case_sensitive=False)
        self._meant = {_joined(label(word)): str(word) for word in kind} | {str(word): str(word) for word in kind}

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        # Click would take the name in the code, which is not what is stored and shown everywhere else.
        word = _joined(str(choice))
        return self._meant.get(word, word)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        return unknown_word(str(value), self.choices)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        # The words themselves would fill the help page; they stand in the option's own text.
        return "|".join(self.choices) if len(self.choices) <= _FEW else param.human_readable_name.upper()


def _joined(word: str) -> str:
    """A word of the set, or its label, however capitals, blanks and dashes are set."""
    return re.sub(r"[\s_-]+", "_", word.strip().casefold())


_FEW = 4


class SortColumn(click.Choice[str]):
    """A column to sort by, with a minus in front for the largest first."""

    def __init__(self) -> None:
        super().__init__([*SORTS, *(f"-{word}" for word in SORTS)], case_sensitive=False)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        return unknown_word(str(value), sort_words())

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        return "COLUMN"


def sort_words() -> tuple[str, ...]:
    """What lists can be sorted by, each once."""
    return tuple(dict.fromkeys(fact.word for fact in SORTS.values()))


def unknown_word(word: str, known: tuple[str, ...]) -> str:
    """The sentence about a word that is none of those known."""
    return _("“{word}” is not known; there are {known}.").format(word=excerpt(word), known=", ".join(known))


def examples(*calls: str) -> str:
    """Examples for the end of a help page."""
    return "\n".join(["\b", _("Examples:"), *(f"  {call}" for call in calls)])
