"""Mentions in notes: `@sari` names somebody of the staff by their system name."""

from collections.abc import Iterable
from typing import NamedTuple

from orders_tui.domain.patterns import pattern

_MENTION = pattern(r"(?<![\w@.+-])@(\w(?:[\w.-]*\w)?)")
"""A name that begins neither in a word nor in an e-mail address; a dot behind it ends the sentence."""
_BEGUN = pattern(r"(?:^|(?<![\w@.+-]))@([\w.-]*)$")


class Addressed(NamedTuple):
    """A change that concerns one person of the staff: an order handed over to them, or a note that mentions them."""

    order_id: str
    by: str
    field: str
    """`handler` or `note`."""
    old: str | None
    new: str | None

    def is_for(self, name: str) -> bool:
        """Whether it concerns the person of this system name, whom it did not concern before."""
        if self.field == "handler":
            return self.new == name
        return name.lower() in mentioned(self.new or "") and name.lower() not in mentioned(self.old or "")


def mentions(note: str) -> tuple[tuple[int, int], ...]:
    """Where a note mentions somebody: from which character to which, with the sign before the name."""
    return tuple(match.span() for match in _MENTION.finditer(note))


def mentioned(note: str) -> tuple[str, ...]:
    """Whom a note mentions, in small letters, each once."""
    return tuple(dict.fromkeys(match[1].lower() for match in _MENTION.finditer(note)))


def rest_of_mention(before: str, names: Iterable[str]) -> str:
    """What completes the mention that is being typed; empty where none is, or no name goes on so.

    Args:
        before: the text up to the cursor.
        names: those that may be mentioned, the likeliest first.
    """
    begun = _BEGUN.search(before)
    if begun is None:
        return ""
    typed = begun[1].lower()
    return next((name[len(typed) :] for name in names if len(name) > len(typed) and name.lower().startswith(typed)), "")
