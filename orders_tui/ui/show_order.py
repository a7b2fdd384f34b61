"""An order as the lines of the detail pane: what it is, what it costs, where it goes, what happened."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from textual.content import Content

from orders_tui.domain.actions import QuickAction
from orders_tui.domain.buyers import BuyerPast, past_warnings
from orders_tui.domain.days import short_time
from orders_tui.domain.facts import CHARGES, FACTS, GATEWAY_FACTS, Order
from orders_tui.domain.history import describe, redone
from orders_tui.domain.holding import reason_said
from orders_tui.domain.known_state import ReportedValue
from orders_tui.domain.mentions import mentions
from orders_tui.domain.money import number, rupiah
from orders_tui.domain.order import DUE_IN_FULL, Event, ItemKind, Method, Money, PaymentStatus, label
from orders_tui.domain.rights import MONEY_FIELDS
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, ngettext
from orders_tui.domain.written import address_lines, money_details, money_word, written
from orders_tui.ui.show import method_label, plain, toned
from orders_tui.ui.show_route import next_step, route_lines
from orders_tui.ui.theme import STATUS, payment_tone

_LONGEST_NEWS = 160
"""How many characters are shown of what somebody else just did."""


class OrderDetail(NamedTuple):
    """An order with all that the detail pane shows of it."""

    order: Order
    history: tuple[Event, ...]
    money: tuple[Money, ...]
    tracking: tuple[ReportedValue, ...] = ()
    past: BuyerPast | None = None
    """What came from the buyer before; None where that is not known, or not to be seen."""
    next_step: QuickAction | None = None
    """What is to be done now; None where nothing is, or not by the person who looks."""
    news: tuple[Event, ...] = ()
    """What somebody else did to the order last while it was shown; empty where that was nothing."""


class Layout(NamedTuple):
    """The place and time in which an order is written out."""

    width: int
    zone: ZoneInfo
    now: int
    money: bool = True
    """Whether amounts may be seen."""

    def time(self, at: int) -> str:
        """A moment, epoch seconds, as short as it can be told from now."""
        return short_time(at, self.now, self.zone)

    def written(self, order: Order, name: str) -> str:
        """A fact of the order in words; empty where the order lacks it."""
        return written(order, FACTS[name], self.time)

    def titled(self, order: Order, name: str) -> Iterator[Content]:
        """A fact of the order with what it is called; nothing where the order lacks it."""
        if text := self.written(order, name):
            yield from self.two(Content.styled(FACTS[name].title, "$foreground-muted"), Content(text))

    def two(self, left: Content, right: Content) -> Iterator[Content]:
        """The left and right ends of one line; where both do not fit, the left goes over as many as it needs.

        The right end stands on the last of them, or below where there is no room for it either.
        """
        *above, last = self.over(left)
        yield from above
        gap = 1 if last.plain and right.plain else 0
        if last.cell_length + gap + right.cell_length <= self.width:
            yield Content.assemble(last, " " * (self.width - last.cell_length - right.cell_length), right)
            return
        yield last
        for line in self.over(right):
            yield Content.assemble(" " * (self.width - line.cell_length), line)

    def over(self, line: Content) -> list[Content]:
        """A line on as many as it needs."""
        return [line] if line.cell_length <= self.width else line.wrap(max(8, self.width))

    def wrapped(self, text: str) -> list[Content]:
        """Text of any length that is fit for a terminal, on as many lines as it needs."""
        return [line for part in text.splitlines() for line in self.over(Content(part))]


def lines(detail: OrderDetail, layout: Layout) -> list[Content]:
    """The whole pane."""
    order = detail.order
    sections = (
        _head(detail, layout),
        _buyer(detail, layout),
        # What an order for another seller costs, and how it was paid, is between the seller and the buyer.
        _items(order, layout._replace(money=layout.money and not order.seller)),
        _cash(order, layout) if order.seller else _payment(detail, layout),
        _shipping(detail, layout),
        _notes(order, layout),
        _history(visible_events(order, detail.history), layout),
    )
    found: list[Content] = []
    for section in sections:
        part = list(section)
        if part:
            found += [*part, Content("")]
    return found[:-1]


def _news(detail: OrderDetail, layout: Layout) -> Iterator[Content]:
    """Who changed the order just now and what, before all that it changed in the pane."""
    words = [text for event in visible_events(detail.order, detail.news) for text in describe(event, layout.zone)]
    if words:
        first = detail.news[0]
        head = f"▲ {layout.time(first.at)} {made_by(first)}:"
        parts = [head, _turn(first, redone(detail.history)), ", ".join(words)]
        yield from layout.over(Content.styled(excerpt(" ".join(filter(None, parts)), _LONGEST_NEWS), "$text-warning"))


def _title(text: str) -> Content:
    return Content.styled(text, "bold $foreground-muted")


def _head(detail: OrderDetail, layout: Layout) -> Iterator[Content]:
    order, step = detail.order, detail.next_step
    status = STATUS[order.status]
    yield from _news(detail, layout)
    if order.emptied_at is not None:
        since = _("Emptied from the trash {time}").format(time=layout.time(order.emptied_at))
        yield from layout.over(toned(since, "error"))
    elif order.deleted_at is not None:
        since = _("In the trash since {time}").format(time=layout.time(order.deleted_at))
        yield from layout.over(toned(since, "error"))
    if order.held_at is not None:
        held = _("Suspicious: {reason}").format(reason=show(reason_said(order.held_reason)))
        yield from layout.over(toned(held, "error"))
    yield from layout.two(
        Content.styled(show(order.order_id), "bold"), Content.styled(layout.time(order.created_at), "$foreground-muted")
    )
    yield from layout.two(toned(f"{status.glyph} {label(order.status)}", status.tone), _payment_word(order))
    if step is not None:
        yield from layout.over(next_step(step))
    if order.deleted_at is None and order.emptied_at is None:
        yield from route_lines(order, layout.width, layout.now, layout.zone)
    yield from layout.two(plain(order.store), Content.styled(show(order.source), "$foreground-muted"))
    yield from layout.titled(order, "platform")
    yield from layout.titled(order, "utm_source")
    if order.seller:
        whose = _("Shipped for {seller}").format(seller=show(order.seller))
        yield from layout.over(Content.styled(whose, "$text-accent"))
    yield from layout.titled(order, "handler")
    if order.tags:
        yield from layout.over(Content.styled(" ".join(f"#{show(tag)}" for tag in order.tags), "$text-accent"))


def _payment_word(order: Order) -> Content:
    if order.seller:
        return Content("")
    tone = payment_tone(order.payment_status, order.method, order.status)
    return toned(label(order.payment_status), tone)


def _buyer(detail: OrderDetail, layout: Layout) -> Iterator[Content]:
    order = detail.order
    yield from layout.over(Content.styled(show(order.name) or "–", "bold"))
    for name in ("phone", "email"):
        yield from layout.wrapped(layout.written(order, name))
    if detail.past is not None:
        yield from _past(order, detail.past, layout)
    yield from layout.wrapped(address_lines(order))
    if order.followed_up_at is not None:
        times = f"{order.follow_ups} · {layout.time(order.followed_up_at)}"
        yield from layout.two(Content.styled(FACTS["follow_ups"].title, "$foreground-muted"), Content(times))
    yield from layout.titled(order, "access_sent_at")


def _past(order: Order, past: BuyerPast, layout: Layout) -> Iterator[Content]:
    """What came from the buyer, and what of it is a reason to look twice."""
    if past.orders > 1:
        parts = [
            ngettext("{count} order", "{count} orders", past.orders).format(count=number(past.orders)),
            *([_("{count} completed").format(count=number(past.completed))] if past.completed else []),
            *([_("{count} RTS").format(count=number(past.returned))] if past.returned else []),
            *([_("{count} canceled").format(count=number(past.canceled))] if past.canceled else []),
            *([rupiah(past.spent)] if past.spent and layout.money and not order.seller else []),
        ]
        for line in layout.over(Content(", ".join(parts))):
            yield Content.styled(line.plain, "$foreground-muted")
    for warning in past_warnings(order, past):
        yield from layout.over(Content.styled(warning, "bold"))


def _items(order: Order, layout: Layout) -> Iterator[Content]:
    yield _title(FACTS["items"].title)
    for item in order.items:
        count = f"{item.quantity}× " if item.quantity > 1 else ""
        mark = " ⤓" if item.kind is ItemKind.DIGITAL else ""
        price = rupiah(item.price * item.quantity) if layout.money else ""
        yield from layout.two(plain(f"{count}{item.name}{mark}"), Content(price))
    if not layout.money:
        return
    for name in CHARGES:
        yield from layout.titled(order, name)
    total = FACTS["total"].title, layout.written(order, "total")
    yield from layout.two(*(Content.styled(part, "bold") for part in total))


def _cash(order: Order, layout: Layout) -> Iterator[Content]:
    """What the courier collects for the seller; the label has it too."""
    if order.method is Method.COD and layout.money:
        yield _title(_("Payment"))
        yield from layout.two(Content(method_label(order.method)), Content(rupiah(order.total)))


def _payment(detail: OrderDetail, layout: Layout) -> Iterator[Content]:
    order = detail.order
    yield _title(_("Payment"))
    yield from layout.two(
        Content(method_label(order.method)), _since(label(order.payment_status), _payment_since(order), layout)
    )
    for name in GATEWAY_FACTS:
        yield from layout.titled(order, name)
    if order.confirmation_at is not None:
        to_check = _("Transfer to check, {time}").format(time=layout.time(order.confirmation_at))
        yield from layout.over(toned(to_check, "warning"))
    for money in detail.money:
        amount = "–" if money.amount is None else rupiah(money.amount)
        wrong = money.reported in DUE_IN_FULL and money.amount not in (None, order.total)
        yield from layout.two(
            Content.styled(f"{money_word(money)} {layout.time(money.at)}", "$foreground-muted"),
            Content.styled(amount, "$text-error" if wrong else ""),
        )
        if wrong and money.amount is not None:
            yield from layout.two(
                Content.styled(_("difference"), "$text-error"),
                Content.styled(rupiah(money.amount - order.total), "$text-error"),
            )
        details = layout.wrapped(money_details(money))
        yield from (Content.styled(line.plain, "$foreground-muted") for line in details)
    if order.confirmation_at is None and order.payment_status is PaymentStatus.UNPAID:
        yield from _declined(detail.history, layout)


def _declined(history: Iterable[Event], layout: Layout) -> Iterator[Content]:
    """Why the last transfer that the buyer reported was declined: whoever looks next must not wait for it."""
    reports = [event for event in history if event.field in ("confirmation", "declined")]
    if reports and reports[-1].field == "declined":
        for sentence in describe(reports[-1]) if reports[-1].new else ():
            yield from layout.over(toned(sentence, "error"))


def _payment_since(order: Order) -> int | None:
    """Since when the payment has its present status, epoch seconds; None where that is not stored."""
    return order.settled_at if order.payment_status is PaymentStatus.SETTLED else order.paid_at


def _since(word: str, at: int | None, layout: Layout) -> Content:
    return Content(word if at is None else f"{word} {layout.time(at)}")


_SHOWN_TRACKING = 5
"""How many of the courier's latest words are shown; the history has all."""
_PARCEL_FACTS = ("printed_at", "returning_at", "tracking_note", "shipped_at", "completed_at", "returned_at")
"""What is said of a parcel besides its courier and receipt number."""


def _shipping(detail: OrderDetail, layout: Layout) -> Iterator[Content]:
    order = detail.order
    if not detail.tracking and not any(getattr(order, name) for name in ("courier", "receipt", *_PARCEL_FACTS)):
        return
    yield _title(_("Shipping"))
    yield from layout.two(plain(order.courier or "–"), plain(order.receipt))
    for name in _PARCEL_FACTS:
        yield from layout.titled(order, name)
    # The newest first.
    for each in detail.tracking[: -_SHOWN_TRACKING - 1 : -1]:
        yield from layout.two(Content.styled(layout.time(each.at), "$foreground-muted"), Content(""))
        yield from _indented(show(each.text), layout)


def _notes(order: Order, layout: Layout) -> Iterator[Content]:
    if text := layout.written(order, "buyer_note"):
        yield _title(FACTS["buyer_note"].title)
        yield from layout.wrapped(text)
    if text := layout.written(order, "note"):
        yield _title(FACTS["note"].title)
        for line in text.splitlines():
            yield from layout.over(with_mentions(line))


def with_mentions(line: str) -> Content:
    """A line of a note that is fit for a terminal, with whom it mentions standing out."""
    content = Content(line)
    for first, end in mentions(line):
        content = content.stylize("bold $text-accent", first, end)
    return content


_OF_MONEY = MONEY_FIELDS | {"payment_status"}


def visible_events(order: Order, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The entries that are shown of an order: of another seller's none that is about money."""
    return tuple(event for event in events if not (order.seller and event.field in _OF_MONEY))


def made_by(event: Event) -> str:
    """Who made an entry of the history, or what."""
    who = show(event.by) if event.via != "intake" else _("intake")
    return _("{name}, import").format(name=who) if event.via == "import" else who


def _turn(event: Event, redos: frozenset[int]) -> str:
    """Whether an entry of the history undid or redid something, in a word; empty where it did neither."""
    if event.undoes is None:
        return ""
    return _("redone:") if event.operation in redos else _("undone:")


def _history(events: tuple[Event, ...], layout: Layout) -> Iterator[Content]:
    yield _title(_("History"))
    redos = redone(events)
    operations = [list(group) for _id, group in groupby(events, key=lambda event: event.operation)]
    # The newest first: what happened last is what one looks for.
    for operation in reversed(operations):
        first = operation[0]
        yield from layout.two(
            Content.styled(layout.time(first.at), "$foreground-muted"),
            Content.styled(made_by(first), "$foreground-muted"),
        )
        if word := _turn(first, redos):
            yield Content.styled(f"  {word}", "$text-warning")
        for event in operation:
            for line in describe(event, layout.zone):
                yield from _indented(line, layout)


def _indented(text: str, layout: Layout) -> Iterator[Content]:
    room = max(8, layout.width - 2)
    if cell_len(text) <= room:
        yield Content(f"  {text}")
        return
    for line in Content(text).wrap(room):
        yield Content.assemble("  ", line)
