"""Kinds of values on the command line, and examples for the end of a help page."""

import re
from collections.abc import Sequence
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
        word = str(value)
        if option := _option_that_takes(word, ctx):
            text = _("“{word}” is not known here; did you mean {option} {word}?")
            return text.format(word=excerpt(word), option=option)
        return unknown_word(word, self.choices)

    def takes(self, word: str) -> bool:
        """Whether the word, or the label, is one of the set."""
        return _joined(word) in self._meant

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        # The words themselves would fill the help page; they stand in the option's own text.
        return "|".join(self.choices) if len(self.choices) <= _FEW else param.human_readable_name.upper()


def _option_that_takes(word: str, ctx: click.Context | None) -> str:
    """Another option of the command whose set has this word; empty if there is none."""
    options = ctx.command.params if ctx else ()
    return next((each.opts[0] for each in options if isinstance(each.type, OneOf) and each.type.takes(word)), "")


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


def unknown_word(word: str, known: Sequence[str]) -> str:
    """The sentence about a word that is none of those known; it names the nearest, else all of them."""
    from difflib import get_close_matches  # wanted only when somebody mistyped

    if nearest := get_close_matches(word.casefold(), known, 1, cutoff=0.7):
        return _("“{word}” is not known; did you mean {nearest}?").format(word=excerpt(word), nearest=nearest[0])
    return _("“{word}” is not known; there are {known}.").format(word=excerpt(word), known=", ".join(known))


def examples(*calls: str) -> str:
    """Examples for the end of a help page."""
    return "\n".join(["\b", _("Examples:"), *(f"  {call}" for call in calls)])
