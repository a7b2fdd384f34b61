"""The lines around the list: keys and marks at the foot, the overview, and what an empty list says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.color import Color
from textual.content import Content

from orders_tui.domain.counts import Counts, Elsewhere, News
from orders_tui.domain.days import Period
from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.ui.appearance import ColouredApp
from orders_tui.ui.footer import footer
from orders_tui.ui.show_query import everything_line, marked_line
from orders_tui.ui.widgets.bars import KeyLine, empty_sentence, news_words
from orders_tui.ui.widgets.overview import Overview
from tests.ui.desk_app import MEDIUM, NARROW, WIDE, console
from tests.ui.golden import screen_lines

SMALL = (60, 18)


class Bars(ColouredApp):
    """An app with nothing but an overview and a line of keys."""

    def __init__(self, counts: Counts | None = None, part: str = "orders", marked: Content | None = None) -> None:
        super().__init__()
        self.overview = Overview()
        self.overview.set_reactive(Overview.counts, counts)
        self.keys = KeyLine(footer(part), id="keys")
        self.keys.set_reactive(KeyLine.marked, marked)
        self.pressed: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.overview
        yield self.keys

    def on_key_line_pressed(self, message: KeyLine.Pressed) -> None:
        self.pressed.append(message.action)

    @property
    def lines(self) -> Iterator[str]:
        return iter(screen_lines(self))


async def shown(bars: Bars, size: tuple[int, int]) -> tuple[str, str]:
    """The overview and the line of keys at this size."""
    async with bars.run_test(size=size) as pilot:
        await pilot.pause()
        lines = screen_lines(bars)
        return lines[0], lines[1]


# Keys


async def test_the_most_wanted_keys_are_named_in_eighty_columns() -> None:
    _overview, keys = await shown(Bars(), NARROW)
    assert keys.strip() == ". Actions  m Message  y Copy  / Search  f Filters  Space Mark  ? Help  u Undo"
    _overview, keys = await shown(Bars(), WIDE)
    assert keys.strip().endswith("d Dates  Enter Open  s Sort  q Quit  : Commands  R Role")


@pytest.mark.parametrize("part", ["orders", "facets", "detail"])
@pytest.mark.parametrize("size", [SMALL, NARROW, MEDIUM])
@pytest.mark.parametrize(("count", "value"), [(2, 364_679), (10_000, 1_700_000_000), (1_000_000, 10**15)])
async def test_beside_the_marks_the_help_stays_and_no_sum_is_cut(
    part: str, size: tuple[int, int], count: int, value: int
) -> None:
    marked = marked_line(count, 0, value)
    _overview, keys = await shown(Bars(part=part, marked=marked), size)
    assert "? Help" in keys
    assert keys.endswith("  " + marked.plain)


async def test_a_key_that_stays_is_a_button_where_it_stands() -> None:
    bars = Bars(marked=marked_line(10_000, 0, 1_700_000_000))
    async with bars.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.click(bars.keys, offset=(screen_lines(bars)[1].index("? Help"), 0))
        assert bars.pressed == ["app.open('help')"]


# Overview


@pytest.mark.parametrize("width", [60, 80, 99, 100, 118, 140, 200])
@pytest.mark.parametrize("value", [0, 231_450_000, 10**13 + 1, 10**18])
async def test_no_amount_is_cut_in_the_overview(width: int, value: int) -> None:
    for card in range(3):
        bars = Bars(Counts(1_000, value, 1_000, {}))
        bars.overview.card = card
        overview, _keys = await shown(bars, (width, 10))
        assert "…" not in overview
        amounts = [part for part in overview.split("  ") if part.strip().startswith(("Value", "AOV"))]
        assert len(amounts) == (int(card > 0) if "●" in overview else 2)
    if width >= 80 and value == 231_450_000:
        assert "●" not in overview
        assert "Value Rp 231.450.000 " in overview


async def test_an_amount_too_long_for_its_card_is_written_shorter() -> None:
    bars = Bars(Counts(1_000_000, 10**15, 1_000_000, {}))
    bars.overview.card = 1
    bars.overview.styles.width = 37
    overview, _keys = await shown(bars, MEDIUM)
    assert overview.split() == ["Value", "1.000.000.000.000.000", "○", "●", "○"]


# What an empty list says

NOTHING_ELSEWHERE = Elsewhere()


def says(query: OrderQuery, elsewhere: Elsewhere | None = NOTHING_ELSEWHERE) -> str:
    return empty_sentence(query, everything_line(query), elsewhere).plain


def test_an_empty_list_names_the_role_where_that_hides_everything() -> None:
    query = OrderQuery(role=Role.FULFILMENT)
    assert "Role Fulfilment Provider" in says(query)
    assert "Press R for the orders of your own stores." in says(query)
    assert "Press F" not in says(query)


@pytest.mark.parametrize(
    ("query", "cause"),
    [
        (OrderQuery().with_text("zz"), "Search “zz”"),
        (OrderQuery().with_period(Period.parse("30d")), "Dates Last 30 days"),
        (OrderQuery().toggled("status", "pending"), "Status Pending"),
    ],
)
def test_an_empty_list_names_all_that_may_hide_everything(query: OrderQuery, cause: str) -> None:
    assert cause in says(query)
    assert "Press F" in says(query)
    assert "Role" not in says(query)
    other = query.with_role(Role.FULFILMENT)
    for part in (cause, "Role Fulfilment Provider", "Press F", "Press R for the orders of your own stores."):
        assert part in says(other), part


def test_an_empty_list_says_how_a_product_is_searched_where_that_may_have_been_meant() -> None:
    hint = "Orders with such a product: /, then product:"
    assert f"{hint}madu" in says(OrderQuery().with_text("madu"))
    assert f'{hint}"<no.key> {{}}␛"' in says(OrderQuery().with_text("<no.key> {}\x1b"))
    for text in ("", "0812", "JT0001", "--"):
        assert hint not in says(OrderQuery().with_text(text).toggled("status", "pending")), text


@pytest.mark.parametrize(
    ("elsewhere", "sentence"),
    [
        (Elsewhere(older=1), "1 older order fits: Enter shows it."),
        (Elsewhere(older=1_000), "1.000 older orders fit: Enter shows them."),
        (Elsewhere(older=1_001), "More than 1.000 older orders fit: Enter shows them."),
        (Elsewhere(newer=2), "2 newer orders fit: Enter shows them."),
    ],
)
def test_an_empty_list_tells_how_many_orders_of_other_days_fit(elsewhere: Elsewhere, sentence: str) -> None:
    assert sentence in says(OrderQuery(text="siti"), elsewhere)
    assert "Enter" not in says(OrderQuery(text="siti"))


def test_while_other_days_are_counted_an_empty_list_says_what_is_sure() -> None:
    assert says(OrderQuery(), None) == ""
    assert says(OrderQuery(text="siti"), None) == says(OrderQuery(text="siti"))
    assert says(OrderQuery(trash=True), None).startswith("The trash is empty.")


def test_an_empty_list_of_the_days_of_another_fact_is_no_empty_shop() -> None:
    assert "No orders yet" not in says(OrderQuery(dates="shipped_at"))


def test_an_empty_trash() -> None:
    assert says(OrderQuery(trash=True)).startswith("The trash is empty.")
    other = says(OrderQuery(trash=True, role=Role.FULFILMENT))
    assert "in the trash" in other
    assert "Press R" in other


# The search


def luminance(colour: Color) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "nord"])
async def test_what_the_search_takes_can_be_read(path: Path, shop: dict[str, Order], theme: str) -> None:
    async with console(path) as desk:
        desk.app.theme = theme
        await desk.settle()
        x, y = desk.lines[0].index("name, phone"), 0
        style = desk.app.screen.get_style_at(x, y)
        assert style.color is not None
        assert style.bgcolor is not None
        ink, ground = (luminance(Color.from_rich_color(colour)) for colour in (style.color, style.bgcolor))
        assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5


# News


@pytest.mark.parametrize(
    ("news", "words"),
    [
        (News(1), "▲ 1 new order: press n to show it"),
        (News(1_200), "▲ 1.200 new orders: press n to show them"),
        (News(0, 1), "▲ 1 more order fits: press n to show it"),
        (News(2, 3), "▲ 5 more orders fit: press n to show them"),
        (News(2, 1_000), "▲ 1.002 more orders fit: press n to show them"),
        (News(0, 1_001), "▲ More than 1.000 more orders fit: press n to show them"),
    ],
)
def test_news_are_told_with_the_key_that_shows_them(news: News, words: str) -> None:
    assert news_words(news) == words
