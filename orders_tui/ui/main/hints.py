"""The hints that a person is shown at the first starts, one at each."""

from typing import Literal

from orders_tui.domain.rights import Actor
from orders_tui.domain.words import N_
from orders_tui.store.store import Store

Greeting = Literal["welcome", "begin", "hint", ""]
"""What a start shows before anything is typed: questions about a new shop, what its answers lead to, or a hint."""

HINTS = (
    N_("New here? <order.actions> shows what to do with this order, <desk.help> all keys."),
    N_("<view.search> finds a name, phone or number while you type; Esc clears it."),
    N_("<order.next> does the next step of the order; <change.undo> takes it back."),
    N_("<desk.palette> finds any command by its name; “Hints” there turns these off."),
    N_("<mark.one> marks orders, to change them together."),
    N_("<order.message> writes to the buyer from a template and records it."),
    N_("1–9 open the lists on the left: 1 has the orders to follow up."),
)
"""Each on one line of the narrowest usual terminal, so that it covers no order."""
SEEN_HINTS = "hints"
"""The setting that says how many of them a person has seen, or that none are wanted."""
BEGINNING = "beginning"
"""The setting that says with what a new shop begins, until the console has been started anew for the other answers."""


def next_hint(seen: str) -> int | None:
    """Which hint is next; None once all were shown, and for somebody who wants none.

    Args:
        seen: what is remembered under `SEEN_HINTS`; empty for a new person.
    """
    at = int(seen or "0") if (seen or "0").isdecimal() else len(HINTS)
    return at if at < len(HINTS) else None


def greeting(store: Store, actor: Actor, *, first: bool) -> Greeting:
    """What this start shows; what would show it is loaded only where that is something.

    Args:
        store: the shop.
        actor: who starts.
        first: whether the database was made just now.
    """
    if store.readonly:
        return ""
    if first:
        return "welcome"
    if store.settings.get(BEGINNING, actor.name):
        return "begin"
    return "" if next_hint(store.settings.get(SEEN_HINTS, actor.name)) is None else "hint"
