"""The tags of an order: how they change, and how the history keeps them as one text."""

from collections.abc import Iterable

from orders_tui.domain.commands import ChangeOrder, RuleBroken
from orders_tui.domain.facts import Order, Values
from orders_tui.domain.limits import check_text
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import N_, _


def changed_tags(order: Order, command: ChangeOrder) -> Values:
    """The tags that the order has after the command, as one text; nothing where they stay as they are.

    Raises:
        RuleBroken: if a tag cannot be stored, or is both added and removed.
    """
    added = checked_tags(command.add_tags)
    removed = {tag.strip() for tag in command.remove_tags}
    if both := added & removed:
        text = _("The tag {tag} cannot be added and removed at once.")
        raise RuleBroken(text.format(tag=excerpt(min(both))))
    wanted = (set(order.tags) | added) - removed
    return {} if wanted == set(order.tags) else {"tags": join_tags(tuple(sorted(wanted)))}


def checked_tags(tags: Iterable[str]) -> set[str]:
    """Tags as they are stored, without blanks around them and without empty ones.

    Raises:
        RuleBroken: if one cannot be stored.
    """
    return {check_text(N_("Tag"), tag.strip()) for tag in tags} - {""}


def join_tags(tags: tuple[str, ...]) -> str:
    """Tags as one text for the history; a tag holds no newline, so this can be split again."""
    return "\n".join(tags)


def split_tags(text: str) -> tuple[str, ...]:
    """The tags of a text that `join_tags` made."""
    return tuple(text.split("\n")) if text else ()
