"""The command palette beside the key table: the theme, what nothing fits, and the answer to Ctrl+c."""

from pathlib import Path

import pytest
from textual.command import Hit

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.domain.text import excerpt
from orders_tui.ui.main.palette import DeskCommands
from tests.samples import SARI
from tests.store.shop import opened, placed
from tests.ui.desk_app import NARROW, Console, console, go_to


async def found(desk: Console, typed: str) -> list[str]:
    """What the palette finds, the best first."""
    provider = DeskCommands(desk.screen)
    await provider.startup()
    hits = [hit async for hit in provider.search(typed) if isinstance(hit, Hit)]
    return [str(hit.text) for hit in sorted(hits, key=lambda hit: -hit.score)]


async def test_a_theme_is_found_and_kept(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("colon")
        await desk.type("theme")
        assert "Choose the colours of the screen" in desk.text
        await desk.press("enter")
        await desk.until(lambda: "A theme" in desk.text)
        assert "nord" not in desk.text
        await desk.type("contrast")
        await desk.press("enter")
        assert desk.app.theme == "orders-contrast"
        assert desk.store.settings.get("theme", SARI.name) == "orders-contrast"
    async with console(path) as desk:
        assert desk.app.theme == "orders-contrast"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("today", "Dates: Today"),
        ("light", "Theme: light"),
        ("pending", "Status: Pending"),
        ("paid", "Payment: Paid"),
        ("qris", "Method: QRIS"),
        ("theme", "Theme"),
        ("filter", "Filters"),
        ("sort", "Sort"),
        ("ship", "Ship"),
        ("undo", "Undo"),
    ],
)
async def test_the_palette_ranks_by_words(path: Path, shop: dict[str, Order], typed: str, first: str) -> None:
    async with console(path) as desk:
        hits = await found(desk, typed)
        assert hits[0] == first
        assert len(hits) == len(set(hits))


@pytest.mark.parametrize("typed", ["tdy", "pnd", "zz", "fltrs"])
async def test_scattered_letters_find_nothing(path: Path, shop: dict[str, Order], typed: str) -> None:
    async with console(path) as desk:
        assert await found(desk, typed) == []


@pytest.mark.parametrize(("label", "key"), [("Delete", "x"), ("Undo", "u"), ("Mark", "Space")])
async def test_a_command_is_one_line_with_its_key(path: Path, shop: dict[str, Order], label: str, key: str) -> None:
    async with console(path, NARROW) as desk:
        await desk.press("colon")
        await desk.type(label.lower())
        assert [label, key] in [line.split()[:2] for line in desk.lines], desk.text


async def test_a_step_back_is_named_with_all_its_keys(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await go_to(desk, "Budi")
        await desk.press("colon")
        await desk.type("back to ready")
        assert ". b r" in next(line for line in desk.lines if "Back to Ready to Ship" in line)


async def test_days_and_filters_are_chosen_in_the_list_that_is_shown(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("colon")
        await desk.type("pending")
        await desk.press("enter", "colon")
        await desk.type("today")
        await desk.press("enter")
        assert str(desk.screen.order_query) == "status:pending received:today"
        await desk.press("colon")
        await desk.type("mention")
        await desk.press("enter")
        assert str(desk.screen.order_query) == "mention:sari"


async def test_an_order_is_offered_only_where_there_is_one(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        order_id = shop["Agus"].order_id
        for typed in (order_id, f"#{order_id.lower()} "):
            assert await found(desk, typed) == [f"Go to order {order_id}"]
        assert await found(desk, "261122ZZZZZZ") == []
        await desk.press("colon")
        await desk.type("#" + order_id.lower())
        await desk.press("enter")
        assert desk.names == ["Agus"]


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_the_themes_of_sixteen_colours_have_all_that_is_used(
    path: Path, shop: dict[str, Order], theme: str
) -> None:
    async with console(path) as desk:
        desk.app.theme = theme
        await desk.settle()
        assert "Gita Savitri" in desk.text


async def test_the_palette_says_that_nothing_fits(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("colon")
        await desk.type("zzz")
        assert "No matches found" in desk.text
        await desk.press("backspace", "backspace", "backspace")
        assert "No matches found" not in desk.text


@pytest.mark.parametrize(("typed", "label"), [("ship", "Ship"), ("cancel", "Cancel order")])
async def test_what_the_order_offers_is_a_command(path: Path, shop: dict[str, Order], typed: str, label: str) -> None:
    async with console(path) as desk:
        order = shop["Fajar"]
        await desk.press("j", "colon")
        await desk.type(typed)
        line = next(line for line in desk.lines if line.strip().startswith(f"{label}  "))
        assert line.strip().endswith(f"{order.order_id} {order.name}")
        await desk.press("enter")
        assert desk.asked
        assert label in desk.text
        assert order.order_id in desk.text


async def test_a_command_of_the_order_is_carried_out(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("colon")
        await desk.type("confirm order")
        await desk.press("enter")
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED


async def test_of_marked_orders_the_palette_offers_what_they_offer(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "space", "colon")
        await desk.type("confirm order")
        assert "2 marked orders" in desk.text
        await desk.press("enter", "y")
        assert {desk.stored(shop[name]).status for name in ("Gita", "Fajar")} == {Status.CONFIRMED}


@pytest.mark.parametrize(
    "name", ["x [/oops] [b]y", "[@click=app.exit]Siti[/] [$accent]", "a\x1b]0;evil\x07\u202e", "\\"]
)
async def test_a_name_in_the_palette_is_only_a_name(path: Path, name: str) -> None:
    with opened(path, create=True) as store:
        placed(store, name=name, phone="+6281")
    async with console(path) as desk:
        await desk.press("colon")
        assert "Confirm order" in desk.text
        assert excerpt(name, 30) in desk.text.split("Confirm order")[1]


async def test_over_a_dialog_the_palette_shows_nothing(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("s", "ctrl+p")
        assert "No matches found" not in desk.text


async def test_who_wants_to_quit_is_told_how(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("ctrl+c")
        assert desk.told == "Ctrl+q quits."
        assert desk.app.is_running


@pytest.mark.parametrize("typed", ["gita", "261122", "savitri"])
async def test_a_piece_of_an_order_finds_no_action_on_it(path: Path, shop: dict[str, Order], typed: str) -> None:
    async with console(path) as desk:
        order = desk.screen.orders.current()
        assert order is not None
        before = desk.store.orders.get(order.order_id)
        await desk.press("colon")
        await desk.type(typed)
        await desk.press("enter")
        assert desk.store.orders.get(order.order_id) == before
