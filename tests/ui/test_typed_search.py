"""The query language in the search of the console."""

from pathlib import Path

from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery
from orders_tui.ui.main.search_field import SearchField
from orders_tui.ui.widgets.proposals import Proposals
from tests.store.shop import changed, opened
from tests.ui.desk_app import EVERYONE, NARROW, Console, console, searched


def proposed(desk: Console) -> tuple[str, ...]:
    return desk.screen.query_one(Proposals).words


async def test_words_and_values_are_completed_and_narrow_the_list(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW) as desk:
        await desk.press("slash", *"sta")
        assert proposed(desk) == ("status:",)
        await desk.press("tab", *"pen")
        assert proposed(desk) == ("status:pending ",)
        assert "› status:pending" in desk.text
        await desk.press("right", *"meth", "tab", "down")
        assert "› status:pending method:qris" in desk.text
        await desk.press("up", *"co", "tab")
        assert searched(desk) == "status:pending method:cod "
        assert desk.names == ["Fajar"]
        await desk.press("enter")
        assert (searched(desk), proposed(desk)) == ("", ())
        assert str(desk.screen.order_query) == "status:pending method:cod received:30d"
        assert desk.screen.orders.table.has_focus


async def test_values_that_orders_have_are_proposed(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash", *"store:hij")
        assert proposed(desk) == ('store:"Hijab Ayu" ',)
        await desk.pilot.click(Proposals)
        await desk.settle()
        assert (searched(desk), desk.names) == ('store:"Hijab Ayu" ', ["Budi"])


async def test_values_that_are_only_begun_are_meant_by_enter_wherever_they_stand(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        await desk.press("slash", *"store:hij status:ship", "enter")
        assert desk.names == ["Budi"]
        assert str(desk.screen.order_query) == 'status:shipped store:"Hijab Ayu" received:30d'


async def test_what_is_typed_narrows_no_longer_once_it_is_cleared(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        desk.screen.show_list(OrderQuery.parse("status:shipped"))
        await desk.press("slash", *"-method:qris gita")
        assert desk.names == []
        await desk.press("escape")
        assert str(desk.screen.order_query) == "status:shipped"
        await desk.press("slash", *"status:pending", "tab", *"fajar")
        assert desk.names == ["Fajar"]
        await desk.press("enter")
        assert (searched(desk), str(desk.screen.order_query)) == ("fajar", 'status:pending "fajar"')


async def test_a_word_that_cannot_be_read_is_named_and_stays(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash", *"statsu:x")
        assert "There is no filter “statsu”;" in desk.text
        assert desk.names == EVERYONE
        await desk.press("enter")
        assert searched(desk) == "statsu:x"
        await desk.press("escape")
        assert "There is no filter" not in desk.text


async def test_enter_waits_for_the_values_that_tell_what_is_meant(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash")
        field = desk.screen.query_one(SearchField)
        field.value = "store:hij"
        await field.action_submit()
        await desk.settle()
        assert (desk.names, searched(desk)) == (["Budi"], "")
        assert desk.screen.orders.table.has_focus


async def test_enter_says_why_a_word_that_may_be_several_is_not_taken(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash", *"status:co")
        assert len(proposed(desk)) == 2
        await desk.press("enter")
        assert "“status:” has no value “co”" in desk.text
        assert searched(desk) == "status:co"
        await desk.press("n")
        assert proposed(desk) == ("status:confirmed ",)
        await desk.press("enter")
        assert str(desk.screen.order_query) == "status:confirmed received:30d"


async def test_a_list_chosen_meanwhile_stays_when_the_search_is_cleared(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash", *"status:pending", "tab")
        desk.screen.show_list(OrderQuery.parse("status:shipped"))
        await desk.settle()
        await desk.press("escape")
        assert desk.names == ["Budi"]


async def test_a_plain_word_with_a_colon_stays_one(path: Path, shop: dict[str, Order]) -> None:
    with opened(path, seed=8) as store:
        changed(store, shop["Gita"], name="Gita titip: satpam")
    async with console(path) as desk:
        await desk.press("slash")
        await desk.type('status:pending "titip: satpam"')
        assert desk.names == ["Gita"]
        await desk.press("enter")
        assert (searched(desk), desk.names) == ('"titip: satpam"', ["Gita"])
        found = desk.screen.order_query
        assert found.text == "titip: satpam"
        await desk.press("F")
        assert searched(desk) == ""
        desk.screen._follow(desk.screen.trail.showing(found))
        await desk.settle()
        assert (searched(desk), desk.screen.order_query) == ('"titip: satpam"', found)
        await desk.press("slash", "end", "backspace", "quotation_mark")
        assert desk.names == ["Gita"]


async def test_what_is_pasted_on_the_list_is_read_as_if_it_was_typed(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.paste("WA: 0812-1111-0007")
        assert (searched(desk), desk.names) == ("WA: 0812-1111-0007", ["Gita"])
        await desk.press("escape")
        await desk.paste("method:cod")
        assert sorted(desk.names) == ["Agus", "Fajar"]


async def test_a_value_that_is_half_typed_empties_no_list(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash", *"store:hij")
        assert desk.names == ["Budi"], "the stores that begin so"
        await desk.press(*"ra")
        assert desk.names == EVERYONE
        await desk.press("enter")
        assert (desk.names, str(desk.screen.order_query)) == ([], "store:hijra received:30d")
