"""How the form names what others changed."""

from collections.abc import Sequence

from textual.content import Content

from orders_tui.domain.facts import FACTS
from orders_tui.domain.text import excerpt
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
