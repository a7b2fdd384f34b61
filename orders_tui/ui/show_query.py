"""What the list shows, in words: the top line, the line of what narrows it, the choices of the sort."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from orders_tui.domain.counts import Counts
from orders_tui.domain.days import DateRange, Period
from orders_tui.domain.facts import FACTS, SORTABLE, Fact, Kind
from orders_tui.domain.filters import FACETS, RANGES, SAID, known_values
from orders_tui.domain.money import number, rupiah
from orders_tui.domain.query import RECEIVED, OrderQuery, Role
from orders_tui.domain.search import several
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext

BUTTON = "button"
"""The name under which words carry the id of the key that does what a click on them does."""


def role_label(role: Role) -> str:
    """The role in words."""
    return _("Seller") if role is Role.SELLER else _("Fulfilment Provider")


def title_line(business: str, query: OrderQuery, *, readonly: bool = False) -> tuple[Content, ...]:
    """Where one is: the trash, the shop, the role, and whether one may only look; the fullest wording first.

    Where there is little room the name of the shop is shortened before it goes.
    """
    where = Content.styled(_("Trash"), "bold $text-error") if query.trash else Content.styled(_("Orders"), "bold")
    names = [Content(show(business))] if business else []
    role = _button(role_label(query.role), "view.role")
    brief = role if query.role is Role.SELLER else _button(_("Fulfilment"), "view.role")
    only = [Content.styled(_("read only"), "$text-warning")] if readonly else []
    front = [where] if query.trash or not names else []
    shorter = [name.truncate(cells, ellipsis=True) for name in names for cells in range(name.cell_length, 3, -1)]
    wordings = (
        [where, *names, role, *only],
        [where, *names, brief, *only],
        *([*front, name, brief, *only] for name in shorter),
        [where, brief, *only],
        [where, *(only or [brief])],
    )
    dot = Content.styled(" · ", "$foreground-muted")
    return tuple(dot.join(parts) for parts in wordings)


def facts_line(counts: Counts | None, query: OrderQuery, now: datetime, who: str) -> tuple[Content, ...]:
    """How many orders the dates hold, which dates, the minute and who one is; the fullest wording first.

    Where search or filters show fewer of them, these come first, so that the number is not taken for the result.
    """
    text, brief = _how_many(counts)
    period = _button(period_label(query), "view.dates")
    dates = Content.assemble((text, "bold"), " · ", period)
    short = Content.assemble((brief, "bold"), " · ", period)
    time = Content.styled("  " + now.strftime("%H:%M"), "$foreground-muted")
    name = Content.styled(" " + show(who), "$foreground-muted")
    return dates + time + name, short + time + name, short + time, short, Content.styled(brief, "bold")


def _button(words: str, key: str) -> Content:
    return Content.styled(words, Style.from_meta({BUTTON: key}))


def _how_many(counts: Counts | None) -> tuple[str, str]:
    """The number of orders in words, and in as few cells as can be."""
    if counts is None:
        return ngettext("{count} order", "{count} orders", 2).format(count="…"), "…"
    shown, received = number(counts.orders), number(counts.received)
    if counts.orders == counts.received:
        return ngettext("{count} order", "{count} orders", counts.received).format(count=received), received
    text = ngettext("{shown} of {count} order", "{shown} of {count} orders", counts.received)
    return text.format(shown=shown, count=received), f"{shown}/{received}"


def period_label(query: OrderQuery) -> str:
    """The dates of the list in words, with what they are the dates of where that is not the day received."""
    period = query.period.label()
    return period if query.dates == "created_at" else f"{FACTS[query.dates].title}: {period}"


def value_label(fact: Fact, value: str) -> str:
    """A value of a filter in words."""
    if not value:
        return _("none")
    word = known_values(fact).get(value)
    return show(value) if word is None else _(word)


def _value_labels(fact: Fact, values: frozenset[str]) -> str:
    return ", ".join(sorted(value_label(fact, value) for value in values))


class Narrowing(NamedTuple):
    """One thing that narrows the list."""

    words: Content
    without: OrderQuery
    """The list without it."""


def narrowing_parts(query: OrderQuery) -> list[Narrowing]:
    """All that narrows the list but the days received, each in words; these stand in the top line at any width."""
    return [*_search_part(query), *_facet_parts(query), *_range_parts(query), *_days_part(query, is_received=False)]


def _search_part(query: OrderQuery) -> Iterator[Narrowing]:
    without = query.with_text("")
    if references := several(query.text):
        yield Narrowing(Content(_("{count} ids or numbers").format(count=number(len(references)))), without)
    elif query.text.strip():
        yield Narrowing(Content.assemble(_("Search") + " ", (f"“{show(query.text.strip())}”", "bold")), without)


def _facet_parts(query: OrderQuery) -> Iterator[Narrowing]:
    for name, fact in FACETS.items():
        if values := query.values(name):
            others = replace(query, filters=query.filters - {(name, value) for value in values})
            yield Narrowing(_sentence(fact, values) or _facet_words(fact, _value_labels(fact, values)), others)
        if values := query.excluded_values(name):
            words = _("not {values}").format(values=_value_labels(fact, values))
            others = replace(query, excluded=query.excluded - {(name, value) for value in values})
            # Of two words one is left, whose sentence says it more plainly; an empty value would be left, too, where
            # there is one.
            left = frozenset(known_values(fact)) - values
            yield Narrowing((not fact.optional and _sentence(fact, left)) or _facet_words(fact, words), others)


def _facet_words(fact: Fact, words: str) -> Content:
    return Content.assemble(fact.title + " ", (words, "bold"))


def _sentence(fact: Fact, values: frozenset[str]) -> Content | None:
    """What a filter with words such as yes and no says where one of them is chosen; None for all else."""
    said = [_(SAID[fact.name, value]) for value in values if (fact.name, value) in SAID]
    return Content.styled(said[0], "bold") if len(said) == len(values) == 1 else None


def _range_parts(query: OrderQuery) -> Iterator[Narrowing]:
    for name, fact in RANGES.items():
        if any(bounds.fact == name for bounds in query.ranges):
            words = Content.assemble(fact.title + " ", (range_label(fact, *query.range(name)), "bold"))
            yield Narrowing(words, query.with_range(name, None, None))


def removable_parts(query: OrderQuery) -> list[Narrowing]:
    """All that narrows the list, its days too, each in words."""
    return [*narrowing_parts(query), *_days_part(query, is_received=True)]


def _days_part(query: OrderQuery, *, is_received: bool) -> Iterator[Narrowing]:
    """The days of the list, where it has not all: those received, or those of another moment of its orders."""
    if (query.dates == RECEIVED) is is_received and (str(query.period) != "all" or not is_received):
        title = _("Dates") if is_received else FACTS[query.dates].title
        words = Content.assemble(title + " ", (query.period.label(), "bold"))
        yield Narrowing(words, query.with_period(Period(DateRange()), RECEIVED))


def range_label(fact: Fact, low: int | None, high: int | None) -> str:
    """The bounds of an amount or of days in words."""
    shown = rupiah if fact.kind is Kind.MONEY else number
    return "–".join("" if bound is None else shown(bound) for bound in (low, high))


def found_line(asked: int, unknown: Sequence[str], in_trash: Sequence[str], elsewhere: int) -> Content:
    """How many of several ids or numbers were found, and where the others are.

    Args:
        asked: how many ids or numbers there are.
        unknown: those that no order has.
        in_trash: those that only orders in the trash have.
        elsewhere: how many orders that have one of them are not in the list, but in that of the other role.
    """
    found = number(asked - len(unknown) - len(in_trash))
    parts = [Content.styled(_("{found} of {count} found").format(found=found, count=number(asked)), "bold")]
    if elsewhere:
        text = ngettext("{count} in the other role", "{count} in the other role", elsewhere)
        parts.append(Content.styled(text.format(count=number(elsewhere)), "$text-warning"))
    for names, text in ((in_trash, _("{count} in the trash: {names}")), (unknown, _("{count} unknown: {names}"))):
        if names:
            words = text.format(count=number(len(names)), names=", ".join(map(show, names)))
            parts.append(Content.styled(words, "$text-warning"))
    return Content(", ").join(parts)


def everything_line(query: OrderQuery) -> Content:
    """What narrows the list, and below it the days received: what to name when nothing fits."""
    narrowing = Content(" · ").join([part.words for part in narrowing_parts(query)])
    days = (part.words for part in _days_part(query, is_received=True))
    return Content("\n").join([line for line in (narrowing, *days) if line.plain])


def marked_line(count: int, elsewhere: int, value: int | None) -> Content:
    """How many orders are marked, how many of them the list does not show, and their sum.

    Args:
        count: the marked orders.
        elsewhere: those of them that are not in the list.
        value: the sum of their totals, rupiah; None where it may not be seen.
    """
    text = ngettext("{count} marked", "{count} marked", count).format(count=number(count))
    hidden = ngettext(", {count} not shown", ", {count} not shown", elsewhere).format(count=number(elsewhere))
    return Content.assemble(
        (text, "bold"),
        (hidden if elsewhere else "", "bold $text-warning"),
        ("" if value is None else f" {rupiah(value)}", "$foreground-muted"),
    )


def sort_choices(query: OrderQuery, hidden: Container[str]) -> list[tuple[str, Content]]:
    """The sorts to choose from, each by the name of its fact, with an arrow at those in force.

    Args:
        query: the list.
        hidden: the names of those that may not be chosen.
    """
    arrows = {query.then: " ▼2" if query.then_descending else " ▲2", query.sort: " ▼" if query.descending else " ▲"}
    return [
        (name, Content.assemble(fact.title, (arrows.get(name, ""), "$text-accent")))
        for name, fact in SORTABLE.items()
        if name not in hidden
    ]
