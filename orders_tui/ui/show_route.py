"""What is to be done with an order now, and how far it is on its route, as the detail pane shows it first."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from textual.content import Content

from orders_tui.domain.actions import QuickAction
from orders_tui.domain.days import short_day
from orders_tui.domain.facts import Order
from orders_tui.domain.route import RouteStop, route
from orders_tui.ui.keymap import keyed
from orders_tui.ui.show import toned
from orders_tui.ui.theme import STATUS

_FURTHEST = 9
"""The most cells from one stop to the next."""


def next_step(action: QuickAction) -> Content:
    """A step in words behind the keys that do it."""
    return Content.assemble((f"{keyed('<order.actions>')} {action.letter}", "bold $text-accent"), f" {action.label}")


def route_lines(order: Order, width: int, now: int, zone: ZoneInfo) -> Iterator[Content]:
    """The stops of an order's route as a line of marks, and below them the days on which it came there.

    A day that has no room is left out; the history has it. The first day alone stands beside the order id already.
    """
    stops = route(order)
    # One cell more than a day, where there is room; else as far as the marks need.
    apart = max(2, min(_FURTHEST, (width - 1) // (len(stops) - 1)))
    marks = Content("")
    for at, stop in enumerate(stops):
        line = toned("─" * (apart - 1), "muted" if stop.reached else "disabled") if at else ""
        marks = Content.assemble(marks, line, _mark(stop))
    yield marks
    days = ""
    for at, stop in enumerate(stops):
        day = "" if stop.at is None else short_day(stop.at, now, zone)
        # The last one ends with the line.
        begin = min(at * apart, width - cell_len(day))
        if day and (not days or begin > cell_len(days)):
            days += " " * (begin - cell_len(days)) + day
    if sum(stop.at is not None for stop in stops) > 1:
        yield Content.styled(days, "$foreground-muted")


def _mark(stop: RouteStop) -> Content:
    look = STATUS[stop.status]
    return toned(look.glyph, look.tone if stop.reached else "disabled")
