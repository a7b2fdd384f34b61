"""Saying that somebody handed over an order to the person at this console, or mentions them in a note."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from textual.widget import Widget

from orders_tui.domain.mentions import Addressed
from orders_tui.domain.money import number
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, ngettext
from orders_tui.ui.main.notices import add_notice

_MOST_NOTES = 3
"""Of how many notes it is said at once that they mention the person."""
_QUOTED = 60
"""How many characters of a note are shown."""


def say_addressed(widget: Widget, addressed: Sequence[Addressed]) -> None:
    """Say it beside what is said already, which may be about one's own last change."""
    for sentence in sentences(addressed):
        add_notice(widget, sentence)


def sentences(addressed: Sequence[Addressed]) -> Iterator[str]:
    """Who handed over what, each person once, and the last notes."""
    handed = sorted((each for each in addressed if each.field == "handler"), key=lambda each: each.by)
    for by, group in groupby(handed, key=lambda each: each.by):
        order_ids = list(dict.fromkeys(each.order_id for each in group))
        if len(order_ids) == 1:
            yield _("{name} handed {order} over to you.").format(name=show(by), order=order_ids[0])
        else:
            text = ngettext(
                "{name} handed {count} order over to you.", "{name} handed {count} orders over to you.", len(order_ids)
            )
            yield text.format(name=show(by), count=number(len(order_ids)))
    for each in [each for each in addressed if each.field == "note"][-_MOST_NOTES:]:
        text = _("{name} mentions you in the note of {order}: {note}")
        yield text.format(name=show(each.by), order=each.order_id, note=excerpt(each.new or "", _QUOTED))
