"""What is stored although it is odd: how it is stored, and the sentence that says so."""

from collections.abc import Iterator

from orders_tui.domain.commands import AddOrder, ChangeOrder, Command
from orders_tui.domain.facts import FACTS
from orders_tui.domain.limits import checked
from orders_tui.domain.phone import normalize, to_check
from orders_tui.domain.words import _

_CLOCKS_DIFFER = 60
"""So many seconds ahead a sender's clock may be without a warning."""


def happened(at: int | None, now: int) -> int:
    """When something happened that is reported now, both epoch seconds (UTC): nothing happens in the future."""
    return now if at is None else min(at, now)


def warnings(command: Command, now: int) -> Iterator[str]:
    """What a person should look at in a command that was carried out; `now` is epoch seconds (UTC)."""
    if isinstance(command, AddOrder | ChangeOrder) and (phone := command.facts.get("phone")):
        yield from _of_phone(str(checked(FACTS["phone"], phone)))
    yield from of_future(getattr(command, "at", None), now)


def of_future(at: int | None, now: int) -> Iterator[str]:
    """What is said of a time that lies in the future, both epoch seconds (UTC)."""
    if at is not None and at > now + _CLOCKS_DIFFER:
        yield _("The time is in the future; the time of arrival is kept instead.")


def _of_phone(stored: str) -> Iterator[str]:
    if not to_check(stored):
        return
    try:
        normalize(stored)
    except ValueError as reason:
        yield _("{reason} It is kept as it was written: phone to check.").format(reason=reason)
