"""How the form names what others changed, and asks about what may be a slip of the pen."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from orders_tui.domain.facts import FACTS
from orders_tui.domain.history import describe
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _
from orders_tui.exchange.order_form import ITEMS, Merge, TypedOrder
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.dialog import Ask
from orders_tui.ui.screens.order_form.form_help import ChangedElsewhere, FormHelp
from orders_tui.ui.show_order import made_by, visible_events

_ASKED_ABOUT = ("store", "handler")
"""The facts of which a new value is rare, and shows in lists, on labels and in messages from then on."""
_FOLLOWING = ("goods", "total")
"""The facts that follow from fields of the form, which are named instead."""
_QUOTED = 80
"""How many characters are shown of what the form has no field for."""


def news(changed: ChangedElsewhere, merge: Merge) -> str:
    """What others did to the order: what the form has no field for, what it took over, what both changed.

    Empty where they did nothing that is shown of the order.
    """
    fields, events = {*merge.form.texts, ITEMS, *_FOLLOWING}, visible_events(changed.order, changed.events)
    other = [words for event in events if event.field not in fields for words in describe(event, changed.zone)]
    names = ", ".join(dict.fromkeys(map(made_by, events)))
    sentence = _("{name} changed this order: {changes}.") if other else _("{name} changed this order.")
    parts = [sentence.format(name=names, changes=excerpt(", ".join(other), _QUOTED))] if events else []
    if merge.taken:
        parts.append(_("Taken over: {fields}.").format(fields=_titles(merge.taken)))
    if merge.contested:
        parts.append(_("Changed here too, asked when you save: {fields}.").format(fields=_titles(merge.contested)))
    return " ".join(parts)


def changed_by(changed: ChangedElsewhere, name: str) -> str:
    """Who changed this fact of the order last; where no entry is of that fact, whoever changed the order last."""
    events = sorted(changed.events, key=lambda event: event.field == name)
    return made_by(events[-1]) if events else _("somebody else")


def _titles(names: Sequence[str]) -> str:
    """What the form calls these facts."""
    return ", ".join(FACTS[name].title for name in names)


def side(form: TypedOrder, name: str, whose: str) -> Content:
    """What a form says of a name, and whose it is."""
    if name == ITEMS:
        text = ", ".join(f"{item.quantity or 1} × {item.name}" for item in form.items if not item.is_blank)
    else:
        text = form.texts[name]
    return Content.assemble((f"{whose}: ", "$text-muted"), excerpt(text, 60) or "–")


async def is_intended(form: TypedOrder, changed: frozenset[str], odd: Iterable[str], help_: FormHelp, ask: Ask) -> bool:
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
    question = Content("\n").join([*parts, Content(), Content(_("Save it anyway?"))])
    return await ask(ConfirmDialog(question, _("Save"), no=_("Go back"), cautious=True)) is True


def _sides(form: TypedOrder, names: Sequence[str]) -> list[Content]:
    return [side(form, name, FACTS[name].title) for name in names]
