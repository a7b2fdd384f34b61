"""The tags of an order: how they change, and how the history keeps them as one text."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from orders_tui.domain.commands import AddOrder, ChangeOrder, Command, RecordUpdate, RuleBroken
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
    removed = {_taken_away(tag.strip(), order.tags) for tag in command.remove_tags}
    if both := added & removed:
        text = _("The tag {tag} cannot be added and removed at once.")
        # Not any of the set, whose order differs from one process to the next.
        raise RuleBroken(text.format(tag=excerpt(min(both))))
    wanted = (set(order.tags) | added) - removed
    return {} if wanted == set(order.tags) else {"tags": join_tags(tuple(sorted(wanted)))}


def _taken_away(tag: str, tags: tuple[str, ...]) -> str:
    """Which of an order's tags is meant by one that is to go, whatever its capitals."""
    return tag if tag in tags else next((each for each in tags if tag_key(each) == tag_key(tag)), tag)


def tag_key(tag: str) -> str:
    """A tag as it is compared with those of the shop: capitals make no other one."""
    return tag.strip().casefold()


C = TypeVar("C", bound=Command)


def respelled(command: C, spelling: Callable[[str], str]) -> C:
    """The command with tags as the shop spells them.

    Args:
        command: any.
        spelling: what the shop writes for a tag; the tag itself where it is new.
    """
    match command:
        case ChangeOrder(add_tags=tags) if tags:
            given = spelled(tags, spelling)
            # Whoever writes one of the order's tags anew in other capitals keeps it.
            taken = tuple(tag for tag in command.remove_tags if tag in tags or tag not in given)
            return command.replace(add_tags=given, remove_tags=taken)
        case AddOrder(tags=tags) if tags:
            return command.replace(tags=spelled(tags, spelling))
        case RecordUpdate(tags=tags) if tags:
            return command.replace(tags=spelled(tags, spelling))
        case _:
            return command


def spelled(tags: Iterable[str], spelling: Callable[[str], str]) -> tuple[str, ...]:
    """Tags as the shop spells them; of new ones that differ only in capitals the first."""
    known: dict[str, str] = {}
    for tag in tags:
        ours = spelling(tag.strip())
        known.setdefault(tag_key(ours), ours)
    return tuple(known.values())


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
