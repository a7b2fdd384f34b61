"""How the form names what others changed, and asks about what may be a slip of the pen."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from orders_tui.domain.facts import FACTS
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _
from orders_tui.exchange.order_form import ITEMS, TypedOrder
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.dialog import Ask
from orders_tui.ui.screens.order_form.form_help import FormHelp

_ASKED_ABOUT = ("store", "handler")
"""The facts of which a new value is rare, and shows in lists, on labels and in messages from then on."""


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


async def is_meant(form: TypedOrder, changed: frozenset[str], odd: Iterable[str], help_: FormHelp, ask: Ask) -> bool:
    """Ask whether what may be a slip is to be saved; whether it is, or there is nothing to ask about.

    Args:
        form: what is typed.
        changed: the names of what was typed of it.
        odd: sentences about facts that are odd.
        help_: knows which stores and handlers there are.
        ask: opens the dialog.
    """
    names = [name for name in _ASKED_ABOUT if name in changed and form.texts[name].strip()]
    known = {name: await help_.known(name, form.texts[name].strip()) for name in names}
    # As they are shown, since that is what the form was filled with.
    new = [name for name in names if form.texts[name].strip() not in map(show, known[name])]
    parts = [Content(_("No order has this yet:")), *_sides(form, new)] if new else []
    parts += map(Content, odd)
    if not parts:
        return True
    question = Content("\n").join([*parts, Content(), Content(_("Save it all the same?"))])
    return await ask(ConfirmDialog(question, _("Save"), no=_("Go back"), cautious=True)) is True


def _sides(form: TypedOrder, names: Sequence[str]) -> list[Content]:
    return [side(form, name, FACTS[name].title) for name in names]
