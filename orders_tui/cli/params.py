"""Kinds of values on the command line, and examples for the end of a help page."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import click

from orders_tui.domain.choices import meant, nearest, nearest_word
from orders_tui.domain.facts import SORTS
from orders_tui.domain.order import labels
from orders_tui.domain.os_faults import reason
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _
from orders_tui.process.folders import expanded

Word = TypeVar("Word", bound=StrEnum)

FILE = click.Path(readable=False)
"""A file that may be there or not, whose name shells complete; who opens it says what is wrong with it."""


def file_of(name: str) -> Path:
    """The file of that name, whose `~` a shell has left as it is.

    Raises:
        click.UsageError: if it is the home of nobody.
    """
    try:
        return expanded(name)
    except OSError as error:
        raise click.UsageError(f"{show(name)}: {reason(error)}.") from error


def whole_number(least: int | None = None, most: int | None = None) -> click.types.IntParamType:
    """A whole number from `least` to `most`; Click's own words for it are in no catalogue."""
    kind = click.types.IntParamType() if least is None and most is None else click.IntRange(least, most)
    kind.name = _("whole number")
    return kind


def any_number(least: float, most: float) -> click.FloatRange:
    """A number from `least` to `most`, named as `whole_number` is."""
    kind = click.FloatRange(least, most)
    kind.name = _("number")
    return kind


class OneOf(click.Choice[Word]):
    """A word of a fixed set, or its label in any language."""

    def __init__(self, kind: type[Word]) -> None:
        super().__init__(tuple(kind), case_sensitive=False)
        self._labels = labels(kind)

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        # Click would take the name in the code, which is not what is stored and shown everywhere else.
        return str(self.meant(str(choice)) or choice)

    def meant(self, typed: str) -> Word | None:
        """The word of the set that was typed, itself or as its label."""
        return meant(typed, self._labels)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        word = str(value)
        if elsewhere := _other_option(word, ctx):
            text = _("“{word}” is not known here; did you mean {nearest}?")
            return text.format(word=excerpt(word), nearest=elsewhere)
        return _unknown(word, self.choices, nearest_word(word, self._labels))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        # The words themselves would fill the help page; they stand in the option's own text.
        return "|".join(self.choices) if len(self.choices) <= _FEW else param.human_readable_name.upper()


def _other_option(typed: str, ctx: click.Context | None) -> str:
    """Another option of the command whose set has this word, and the word; empty if there is none."""
    options = [(option.opts[0], option.type) for option in (ctx.command.params if ctx else ())]
    found = ((name, kind.meant(typed)) for name, kind in options if isinstance(kind, OneOf))
    return next((f"{name} {word}" for name, word in found if word), "")


_FEW = 4


class SortColumn(click.Choice[str]):
    """A column to sort by, with a minus in front for the largest first."""

    def __init__(self) -> None:
        super().__init__([*SORTS, *(f"-{word}" for word in SORTS)], case_sensitive=False)
        self._labels = {word: fact.label for word, fact in SORTS.items()}

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        typed = str(choice)
        word = meant(typed.removeprefix("-"), self._labels)
        return typed if word is None else f"{'-' if typed.startswith('-') else ''}{word}"

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        return _unknown(str(value), sort_words(), nearest_word(str(value), self._labels))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        return "COLUMN"


def sort_words() -> tuple[str, ...]:
    """What lists can be sorted by, each once."""
    return tuple(dict.fromkeys(fact.word for fact in SORTS.values()))


def unknown_word(word: str, known: Sequence[str]) -> str:
    """The sentence about a word that is none of those known; it names the nearest, else all of them."""
    return _unknown(word, known, nearest(word, known))


def _unknown(word: str, known: Sequence[str], near: str | None) -> str:
    if near:
        return _("“{word}” is not known; did you mean {nearest}?").format(word=excerpt(word), nearest=near)
    return _("“{word}” is not known; choose one of {known}.").format(word=excerpt(word), known=", ".join(known))


def json_option() -> click.Option:
    """The option with which a command answers a program instead of a person."""
    return click.Option(["--json", "as_json"], is_flag=True, help=_("Answer in JSON, one object per line."))


def dry_run_option() -> click.Option:
    """The option with which a command only says what it would do."""
    return click.Option(["--dry-run"], is_flag=True, help=_("Show what would change without changing it."))


def force_option() -> click.Option:
    """The option with which a file may be replaced."""
    return click.Option(["--force"], is_flag=True, help=_("Replace the file if it already exists."))


DELIMITERS = {",": ",", ";": ";", "tab": "\t", "|": "|"}
"""What stands between the cells of a CSV file, by what is typed for it."""


def examples(*calls: str) -> str:
    """Examples for the end of a help page."""
    return "\n".join(["\b", _("Examples:"), *(f"  {call}" for call in calls)])
