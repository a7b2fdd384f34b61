"""What is stored although it is odd: how it is stored, and the sentence that says so."""

from collections.abc import Iterator, Mapping

from orders_tui.domain.commands import AddOrder, ChangeOrder, Command
from orders_tui.domain.facts import FACTS, Value
from orders_tui.domain.limits import checked
from orders_tui.domain.phone import normalize, to_check
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _

_CLOCKS_DIFFER = 60
"""So many seconds ahead a sender's clock may be without a warning."""


def happened(at: int | None, now: int) -> int:
    """When something happened that is reported now, both epoch seconds (UTC): nothing happens in the future."""
    return now if at is None else min(at, now)


def warnings(command: Command, now: int) -> Iterator[str]:
    """What a person should look at in a command that was carried out; `now` is epoch seconds (UTC)."""
    if isinstance(command, AddOrder | ChangeOrder):
        yield from odd_facts(command.facts).values()
    yield from of_future(getattr(command, "at", None), now)


def odd_facts(facts: Mapping[str, Value]) -> dict[str, str]:
    """What is odd about facts of an order though they are stored: a sentence for each, by its name."""
    found = {}
    if phone := facts.get("phone"):
        found["phone"] = _of_phone(str(checked(FACTS["phone"], phone)))
    if (email := facts.get("email")) and "@" not in str(email):
        text = _("“{text}” is no e-mail address: it has no @. It is kept as it was written.")
        found["email"] = text.format(text=excerpt(str(email)))
    return {name: sentence for name, sentence in found.items() if sentence}


def of_future(at: int | None, now: int) -> Iterator[str]:
    """What is said of a time that lies in the future, both epoch seconds (UTC)."""
    if at is not None and at > now + _CLOCKS_DIFFER:
        yield _("The time is in the future; the time of arrival is kept instead.")


def _of_phone(stored: str) -> str:
    if to_check(stored):
        try:
            normalize(stored)
        except ValueError as reason:
            return _("{reason} It is kept as it was written: phone to check.").format(reason=reason)
    return ""
