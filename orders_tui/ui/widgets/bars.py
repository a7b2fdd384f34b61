"""The one-line parts of the main screen: top line, news line and key line; and the words for an empty list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from orders_tui.domain.counts import MOST_COUNTED, Elsewhere, News
from orders_tui.domain.money import number
from orders_tui.domain.query import OrderQuery, Role, filter_text
from orders_tui.domain.text import show
from orders_tui.domain.views import OpenView
from orders_tui.domain.words import N_, _, ngettext
from orders_tui.ui.key import Key
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import HELP
from orders_tui.ui.show_query import narrowing_parts, role_label


class TopLine(Widget):
    """A line with something at its left end, and at its right the fullest wording that fits."""

    DEFAULT_CSS = """
    TopLine { height: 1; text-wrap: nowrap; }
    """

    left: reactive[tuple[Content, ...]] = reactive(())
    """Wordings of the same, the fullest first; the last is cut where it does not fit."""
    right: reactive[tuple[Content, ...]] = reactive(())
    """Wordings of the same, the fullest first; none where none fits."""

    def render(self) -> Content:
        width = self.content_size.width
        right = _fitting(self.right, width) or Content("")
        room = max(0, width - right.cell_length - bool(right.plain))
        left = _fitting(self.left, room) or Content("").join(self.left[-1:]).truncate(room, ellipsis=True)
        return Content.assemble(left, " " * (width - left.cell_length - right.cell_length), right)


def _fitting(wordings: tuple[Content, ...], width: int) -> Content | None:
    return next((each for each in wordings if each.cell_length <= width), None)


class NewsLine(Widget):
    """Orders that came to the list since it was read, and what narrows the list; each part of that can be clicked away.

    Its line is always there, so that nothing moves when orders come in.
    """

    DEFAULT_CSS = """
    NewsLine { height: 1; padding: 0 1; text-wrap: nowrap; color: $foreground-muted; }
    NewsLine.-news { background: $boost; }
    """

    news: reactive[News] = reactive(News())
    """What the list would show that it does not have."""
    order_query: reactive[OrderQuery] = reactive(OrderQuery)
    """What the list shows."""
    view: reactive[OpenView | None] = reactive(None)
    """The saved view that the list is, or was made from."""
    found: reactive[Content] = reactive(Content(""))
    """How many of several ids or numbers were found; empty for any other search."""

    @dataclass
    class Wanted(Message):
        """The line was clicked while it showed new orders."""

    @dataclass
    class Removed(Message):
        """A part of what narrows the list was clicked away."""

        order_query: OrderQuery
        """The list without it."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lists: list[tuple[range, OrderQuery]] = []
        """At which cells which part stands, each as the list without it."""

    def watch_news(self, news: News) -> None:
        self.set_class(any(news), "-news")

    def render(self) -> Content:
        line = Content("")
        self._lists = []
        if any(self.news):
            line = Content.styled(news_words(self.news), "bold $text-accent")
        if self.view and not self.order_query.trash:
            line = self._after(line, _view_words(self.view))
        if self.found.plain:
            line = self._after(line, self.found)
        # How many of the ids were found stands for the ids themselves, which may be hundreds.
        for part in narrowing_parts(self.order_query.with_text("") if self.found.plain else self.order_query):
            line = self._after(line, part.words + Content.styled(" ✕", "$foreground-muted"))
            without = part.without.with_text(self.order_query.text) if self.found.plain else part.without
            # The cross behind the words is part of what can be clicked: it is what one aims at.
            self._lists.append((range(line.cell_length - part.words.cell_length - 2, line.cell_length), without))
        return line.truncate(self.content_size.width, ellipsis=True)

    def _after(self, line: Content, part: Content) -> Content:
        return Content.assemble(line, " · ", part) if line.plain else part

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        for cells, query in self._lists:
            if offset is not None and offset.x in cells:
                self.post_message(self.Removed(query))
                return
        if any(self.news):
            self.post_message(self.Wanted())


def news_words(news: News) -> str:
    """How many orders the list does not have, and the key that takes them in."""
    count = sum(news)
    if news.joined:
        text = ngettext(
            "▲ {count} more order fits: press <view.new> to show it",
            "▲ {count} more orders fit: press <view.new> to show them",
            count,
        )
    else:
        text = ngettext(
            "▲ {count} new order: press <view.new> to show it",
            "▲ {count} new orders: press <view.new> to show them",
            count,
        )
    return keyed(text, count=_bounded(count) if news.joined > MOST_COUNTED else number(count))


def _view_words(view: OpenView) -> Content:
    """The name of a view, with a mark where the list is another by now, and the key that saves it."""
    if not view.is_changed:
        return Content.styled(show(view.title), "bold $text-accent")
    text = keyed(_("{view} * changed, <view.saved> saves"), view=show(view.title))
    return Content.styled(text, "bold $text-warning")


class KeyLine(Widget):
    """The keys that matter now, each a button for the mouse, and at the right what is marked."""

    DEFAULT_CSS = """
    KeyLine { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; }
    """

    keys: reactive[tuple[Key, ...]] = reactive(())
    """The keys that matter, the most useful first."""
    marked: reactive[Content | None] = reactive(None)
    """What is marked, and its sum."""

    @dataclass
    class Pressed(Message):
        """A key of the line was clicked."""

        action: str

    def __init__(self, keys: tuple[Key, ...], *, id: str) -> None:
        super().__init__(id=id)
        self.set_reactive(KeyLine.keys, keys)
        self._spans: list[tuple[range, str]] = []

    def render(self) -> Content:
        width = self.content_size.width
        marked = self.marked or Content("")
        room = width - marked.cell_length - (2 if self.marked else 0)
        parts: list[Content] = []
        self._spans, used = [], 0
        for key in self._fitting(room):
            part = _key_part(key)
            # Without the gap behind it, where a click means neither of two keys.
            self._spans.append((range(used, used + part.cell_length), key.action))
            parts += [part, Content("  ")]
            used += part.cell_length + 2
        line = Content("").join(parts)
        return Content.assemble(line, " " * max(0, width - line.cell_length - marked.cell_length), marked)

    def _fitting(self, room: int) -> list[Key]:
        """The first keys that fit, and always the one of the help."""
        cells = {key.id: _key_part(key).cell_length + 2 for key in self.keys}
        # The help has a place before all others: it leads to the keys that have none.
        shown, free = {HELP}, room + 2 - cells.get(HELP, 0)
        for key in self.keys:
            free -= 0 if key.id in shown else cells[key.id]
            if free < 0:
                break
            shown.add(key.id)
        return [key for key in self.keys if key.id in shown]

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        for span, action in self._spans:
            if at is not None and at.x in span:
                self.post_message(self.Pressed(action))


def _key_part(key: Key) -> Content:
    return Content.assemble((key.shown.split(" ")[0], "bold $text-accent"), " ", (key.description, "$foreground-muted"))


def unread_sentence() -> Content:
    """What stands where the list would be, when it could not be read."""
    return Content(keyed(_("The list could not be read. Press <view.reload> to read it again.")))


def empty_sentence(query: OrderQuery, filters: Content, elsewhere: Elsewhere | None) -> Content:
    """What stands where the list would be, when nothing fits it.

    Args:
        query: the list.
        filters: what hides everything.
        elsewhere: what there is outside the list; None while it is being counted.
    """
    if elsewhere is None and not filters.plain and not query.trash:
        return Content("")  # which sentence is true depends on it
    elsewhere = elsewhere or Elsewhere()
    if query.role is Role.FULFILMENT:
        return _nothing_to_ship(query, filters, elsewhere)
    if filters.plain:
        return _no_order_fits(filters, elsewhere, _CLEAR, hints=_by_product(query))
    if query.trash:
        return Content(_("The trash is empty. Deleted orders are kept here and can be restored."))
    if elsewhere.others:
        text = _(
            "No orders of your own stores here. Press <view.role> for those shipped for others,"
            " <view.trash> for the trash."
        )
        return Content(keyed(text))
    text = _(
        "No orders yet. <order.add> adds one, <desk.import> takes them from a file; those of forms and gateways appear"
        " here as they come in through `orders-tui ingest`."
    )
    return Content(keyed(text))


_CLEAR = N_("Press <view.clear> to clear search and filters, and once more for all dates.")
_OWN = N_("Press <view.role> for the orders of your own stores.")


def _nothing_to_ship(query: OrderQuery, filters: Content, elsewhere: Elsewhere) -> Content:
    """The role hides all orders but those shipped for others; it is named beside what else narrows the list."""
    role = Content.assemble(_("Role") + " ", (role_label(query.role), "bold"))
    if filters.plain:
        return _no_order_fits(Content("\n").join([role, filters]), elsewhere, _CLEAR, _OWN)
    where = (
        _("No orders shipped for other sellers in the trash.")
        if query.trash
        else _("No orders to ship for other sellers yet.")
    )
    return Content.assemble((where, "bold"), "\n\n", role, "\n\n", (keyed(_(_OWN)), "$text-accent"))


def _by_product(query: OrderQuery) -> Iterator[str]:
    """How a product is searched, where a plain search may have been for one."""
    if any(char.isalpha() for char in query.text) and not any(char.isdigit() for char in query.text):
        text = _("Orders with such a product: <view.search>, then {words}")
        yield keyed(text, words=show(filter_text("product", frozenset({query.text}))))


def _no_order_fits(causes: Content, elsewhere: Elsewhere, *ways: str, hints: Iterable[str] = ()) -> Content:
    out = "\n".join([*_other_days(elsewhere), *hints, *(keyed(_(way)) for way in ways)])
    return Content.assemble((_("No orders match."), "bold"), "\n\n", causes, "\n\n", (out, "$text-accent"))


def _other_days(elsewhere: Elsewhere) -> Iterator[str]:
    """How many orders fit on other days, and the key that shows them."""
    if older := elsewhere.older:
        text = ngettext(
            "{count} older order fits: <list.open> shows it.",
            "{count} older orders fit: <list.open> shows them.",
            older,
        )
        yield keyed(text, count=_bounded(older))
    if newer := elsewhere.newer:
        text = ngettext(
            "{count} newer order fits: <list.open> shows it.",
            "{count} newer orders fit: <list.open> shows them.",
            newer,
        )
        yield keyed(text, count=_bounded(newer))


def _bounded(count: int) -> str:
    return number(count) if count <= MOST_COUNTED else _("More than {count}").format(count=number(MOST_COUNTED))
