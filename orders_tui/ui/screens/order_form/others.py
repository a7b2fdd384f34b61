"""How the form names what others changed, and what no order has yet."""

from collections.abc import Sequence

from textual.content import Content

from orders_tui.domain.facts import FACTS
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.exchange.order_form import ITEMS, TypedOrder


def titles(names: Sequence[str]) -> str:
    """What the form calls these facts."""
    return ", ".join(FACTS[name].title for name in names)


def side(form: TypedOrder, name: str, whose: str) -> Content:
    """What a form says of a name, and whose it is."""
    if name == ITEMS:
        text = ", ".join(f"{item.quantity or 1} × {item.name}" for item in form.items if not item.is_blank)
    else:
        text = form.texts[name]
    return Content.assemble((f"{whose}: ", "$text-muted"), excerpt(text, 60) or "–")


def about_new_values(form: TypedOrder, names: Sequence[str]) -> Content:
    """Asks whether what a form says of these facts is meant, though no order has it yet."""
    lines = [side(form, name, FACTS[name].title) for name in names]
    return Content("\n").join([Content(_("No order has this yet. Save it all the same?")), *lines])
