"""What marks mean in the list that is shown."""

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.row_set import RowSet
from orders_tui.ui.main.listing import Listing
from orders_tui.ui.main.marking import Marking
from orders_tui.ui.main.marks import ALL, NONE, Marks
from orders_tui.ui.main.target import Target
from tests.ui.main.parts import PlainLine, PlainTable


@pytest.fixture
def line() -> PlainLine:
    return PlainLine()


@pytest.fixture
async def marking(listing: Listing, table: PlainTable, line: PlainLine) -> Marking:
    await listing.load(OrderQuery())
    return Marking(listing, table, line, money=True, say=lambda _sentence: None)


def marks(*orders: Order) -> Marks:
    return Marks(rows=RowSet([order.id for order in orders]))


async def test_the_header_says_how_much_of_the_list_is_marked(
    marking: Marking, shop: dict[str, Order], table: PlainTable
) -> None:
    states = []
    for each in (NONE, marks(shop["Gita"]), ALL.toggled(shop["Gita"].id), ALL, marks(*shop.values())):
        marking.draw(each)
        states.append(table.mark_state)
    assert states == ["none", "some", "some", "all", "all"]


async def test_a_mark_on_an_order_that_is_not_shown_does_not_make_it_all(
    marking: Marking, listing: Listing, shop: dict[str, Order]
) -> None:
    await listing.load(OrderQuery().with_text("eka"))
    assert marking.state(marks(shop["Gita"])) == "some"
    assert marking.state(marks(shop["Eka"])) == "all"


async def test_the_line_has_number_and_sum_or_how_to_end_a_range(
    marking: Marking, shop: dict[str, Order], line: PlainLine
) -> None:
    await marking.draw_sum(marks(shop["Gita"], shop["Fajar"]), None)
    assert line.text == "2 marked Rp 364.679"
    await marking.draw_sum(ALL, 3)
    assert line.text == "v marks up to here · Esc cancels"
    await marking.draw_sum(NONE, None)
    assert line.marked is None


async def test_a_range_goes_either_way_and_adds_to_what_is_marked(marking: Marking, shop: dict[str, Order]) -> None:
    some = [shop[name] for name in ("Fajar", "Eka", "Dewi")]
    assert await marking.with_range(NONE, 1, 3) == await marking.with_range(NONE, 3, 1) == marks(*some)
    assert await marking.with_range(marks(shop["Agus"]), 1, 3) == marks(shop["Agus"], *some)


async def test_everything_is_settled_on_the_orders_that_it_meant(marking: Marking, shop: dict[str, Order]) -> None:
    settled = await marking.settled(ALL.toggled(shop["Gita"].id))
    assert settled == marks(*(order for name, order in shop.items() if name != "Gita"))
    assert await marking.settled(settled) is settled


async def test_a_change_is_about_the_marked_orders_or_the_one_under_the_cursor(
    marking: Marking, listing: Listing, shop: dict[str, Order]
) -> None:
    current = next(listing.loaded())
    assert await marking.target(NONE, current) == Target.of(current)
    assert await marking.target(NONE, None) is None
    target = await marking.target(marks(shop["Eka"]), current)
    assert target is not None
    assert ([order.id for order in target.selection.first], target.marked) == ([shop["Eka"].id], True)


async def test_the_marked_orders_of_a_change_may_be_out_of_the_list(
    marking: Marking, listing: Listing, line: PlainLine, shop: dict[str, Order]
) -> None:
    await listing.load(OrderQuery().toggled("status", "pending"))
    some = marks(shop["Eka"], shop["Agus"])
    target = await marking.target(some, None)
    assert target is not None
    assert list(target.selection.keys) == [shop["Eka"].id, shop["Agus"].id], "those of the list come first"
    assert target.selection.unseen == 1
    await marking.draw_sum(some, None)
    assert line.text.startswith("2 marked, 1 not shown ")
    everything = await marking.target(ALL.toggled(shop["Eka"].id), None)
    assert everything is not None
    assert list(everything.selection.keys) == [shop["Gita"].id, shop["Fajar"].id]
    assert everything.selection.unseen == 0
