"""Saying that somebody handed over an order to the person at this console, or mentions them in a note."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from textual.widget import Widget

from orders_tui.domain.mentions import Addressed
from orders_tui.domain.money import number
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _
from orders_tui.ui.main.notices import NewsNotice, add_news
from orders_tui.ui.terminal.toasts import shown_toasts

_MOST_NOTES = 3
"""Of how many notes it is said at once that they mention the person."""
_QUOTED = 60
"""How many characters of a note are shown."""


@dataclass
class _HandedOver(NewsNotice):
    by: str = ""
    """Who handed the orders over."""
    order_ids: set[str] = field(default_factory=set)


def say_addressed(widget: Widget, addressed: Sequence[Addressed]) -> None:
    """Say it beside what is said already; what one person hands over stands in one sentence, which grows."""
    handed: dict[str, set[str]] = {}
    for each in addressed:
        if each.field == "handler":
            handed.setdefault(each.by, set()).add(each.order_id)
    for by, order_ids in handed.items():
        _say_handed_over(widget, by, order_ids)
    notes = [_mentioning(each) for each in addressed if each.field == "note"]
    for sentence in list(dict.fromkeys(notes))[-_MOST_NOTES:]:
        add_news(widget.app, NewsNotice(sentence))


def _say_handed_over(widget: Widget, by: str, order_ids: set[str]) -> None:
    app = widget.app
    # A large hand-over is stored in parts, of which each is found while the sentence of those before still stands.
    said = next((each for each in shown_toasts(app) if isinstance(each, _HandedOver) and each.by == by), None)
    if said is not None:
        said.order_ids.update(order_ids)
        order_ids = said.order_ids
    add_news(app, _HandedOver(_handed_over(by, order_ids), by=by, order_ids=order_ids), instead_of=said)


def _handed_over(by: str, order_ids: Collection[str]) -> str:
    if len(order_ids) == 1:
        return _("{name} handed {order} over to you.").format(name=show(by), order=next(iter(order_ids)))
    return _("{name} handed {count} orders over to you.").format(name=show(by), count=number(len(order_ids)))


def _mentioning(note: Addressed) -> str:
    text = _("{name} mentions you in the note of {order}: {note}")
    return text.format(name=show(note.by), order=note.order_id, note=excerpt(note.new or "", _QUOTED))
