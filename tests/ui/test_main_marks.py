"""Marks: on one order, on a range, on everything in the list, and what becomes of them when the list changes."""

import asyncio
from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.row_set import RowSet
from orders_tui.ui.main import listing
from orders_tui.ui.main.marking import Marking
from orders_tui.ui.main.marks import ALL, NONE, Marks
from tests.samples import GATEWAY, OWNER
from tests.store.shop import changed, opened, placed
from tests.ui.desk_app import EVERYONE, NARROW, WIDE, Console, another, buyer, console, crowd, go_to


def marked(desk: Console) -> list[str]:
    """The first names on the lines that are drawn as marked."""
    table = desk.screen.orders.table
    top = table.region.y + 1
    lines = desk.lines[top : top + len(desk.names)]
    return [name for name, line in zip(desk.names, lines, strict=True) if line[table.region.x :].startswith("■")]


def header(desk: Console) -> str:
    """The mark at the head of the list."""
    table = desk.screen.orders.table
    return desk.lines[table.region.y][table.region.x]


async def test_space_marks_and_goes_on_to_the_next(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        assert header(desk) == "□"
        await desk.press("space", "space")
        assert marked(desk) == ["Gita", "Fajar"]
        assert desk.under_cursor == "Eka"
        assert header(desk) == "◪"
        assert desk.footer.endswith("2 marked Rp 364.679")
        await desk.press("k", "space")
        assert marked(desk) == ["Gita"]
        assert desk.footer.endswith("1 marked Rp 184.679")


async def test_a_click_on_the_mark_marks_and_leaves_the_cursor(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.pilot.click("#orders", offset=(0, 3))
        await desk.settle()
        assert marked(desk) == ["Eka"]
        assert desk.under_cursor == "Gita"


@pytest.mark.parametrize("way", ["down", "up"])
async def test_a_range_is_marked_from_either_end(path: Path, shop: dict[str, Order], way: str) -> None:
    async with console(path) as desk:
        await desk.press("j", "v")
        assert "v marks up to here" in desk.footer
        await desk.press(*(["j", "j", "v"] if way == "down" else ["k", "v"]))
        assert marked(desk) == (["Fajar", "Eka", "Dewi"] if way == "down" else ["Gita", "Fajar"])
        assert "v marks up to here" not in desk.footer


async def test_escape_leaves_a_range_before_it_clears_the_marks(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "v", "j", "escape")
        assert marked(desk) == ["Gita"]
        assert "1 marked" in desk.footer
        await desk.press("escape")
        assert desk.screen.orders.marks == NONE
        assert "marked" not in desk.footer


async def test_a_range_reaches_over_rows_that_were_never_loaded(path: Path) -> None:
    with opened(path, create=True) as store:
        crowd(store, 900)
    async with console(path, NARROW) as desk:
        await desk.press("v", "G", "v")
        table, whole = desk.screen.orders.table, await desk.screen.orders.listing.ids()
        assert table.row_at(len(whole) // 2) is None, "it was loaded after all"
        assert desk.screen.orders.marks == Marks(rows=RowSet(whole))
        assert header(desk) == "■"


async def test_everything_is_marked_loaded_or_not_and_can_be_taken_away_again(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        await desk.press("asterisk")
        assert marked(desk) == desk.names
        assert header(desk) == "■"
        assert desk.footer.endswith("7 marked Rp 1.304.679")
        await desk.press("space")
        assert header(desk) == "◪"
        assert desk.footer.endswith("6 marked Rp 1.120.000")
        await desk.press("asterisk", "asterisk")
        assert (desk.screen.orders.marks, header(desk)) == (NONE, "□")


async def test_a_click_on_the_head_marks_everything(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.pilot.click("#orders", offset=(0, 0))
        await desk.settle()
        assert (desk.screen.orders.marks, marked(desk)) == (ALL, desk.names)


async def test_the_sum_of_a_long_list_is_asked_for_in_parts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "AT_ONCE", 7)
    with opened(path, create=True) as store:
        crowd(store, 100)
    async with console(path) as desk:
        await desk.press("asterisk")
        assert desk.footer.endswith("100 marked Rp 17.000.000")
        await desk.press("space")
        assert desk.footer.endswith("99 marked Rp 16.830.000")


async def test_marks_stay_when_others_change_and_when_the_list_is_searched(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "space")
        with another(path) as other:
            changed(other, shop["Gita"], GATEWAY, payment=PaymentStatus.PAID)
        await desk.look()
        assert marked(desk) == ["Gita", "Fajar"]
        await desk.press("slash", "e", "k", "a", "enter", "space", "escape")
        assert marked(desk) == ["Gita", "Fajar", "Eka"]
        await desk.sort_by("customer")
        assert sorted(marked(desk)) == ["Eka", "Fajar", "Gita"]
        assert "3 marked" in desk.footer


@pytest.mark.parametrize("way", ["n", "r", "s"])
async def test_what_comes_in_after_everything_was_marked_is_not_marked(
    path: Path, shop: dict[str, Order], way: str
) -> None:
    async with console(path) as desk:
        await desk.press("asterisk", "j", "space")
        with another(path) as other:
            placed(other, GATEWAY, **buyer("Hana"))
        await desk.look()
        await desk.press(*{"n": ["n"], "r": ["r"], "s": ["s", "enter"]}[way])
        assert "Hana" in desk.names
        assert marked(desk) == [name for name in desk.names if name not in ("Hana", "Fajar")]
        assert "6 marked" in desk.footer
        assert header(desk) == "◪"


async def test_the_head_and_the_sum_follow_what_comes_back_and_what_is_changed_elsewhere(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path, actor=OWNER) as desk:
        await go_to(desk, "Dewi")
        await desk.press("x", "y", "asterisk")
        assert header(desk) == "■", "it cannot be marked with the rest"
        assert "6 marked" in desk.footer
        await desk.press("u")
        assert header(desk) == "◪"
        await desk.press("asterisk")
        assert "7 marked" in desk.footer
        before = desk.footer
        with another(path) as other:
            changed(other, shop["Gita"], OWNER, shipping=77_000)
        await desk.look()
        assert desk.footer != before


@pytest.mark.parametrize(("keys", "left"), [(["space"], 6), (["asterisk", "space"], 1), (["escape"], 0)])
async def test_what_is_marked_while_the_list_is_read_again_stays(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch, keys: list[str], left: int
) -> None:
    reached, go_on = asyncio.Event(), asyncio.Event()
    settle = Marking.settled

    async def slowly(self: Marking, marks: Marks) -> Marks:
        settled = await settle(self, marks)
        reached.set()
        await go_on.wait()
        return settled

    async with console(path) as desk:
        await desk.press("asterisk")
        monkeypatch.setattr(Marking, "settled", slowly)
        desk.screen.orders.reload()
        await reached.wait()
        await desk.pilot.press(*keys)
        go_on.set()
        await desk.settle()
        assert len(marked(desk)) == left


async def test_everything_means_the_list_in_which_it_was_said(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("slash", "e", "k", "a", "enter", "asterisk")
        assert "1 marked" in desk.footer
        await desk.press("escape")
        assert (desk.screen.orders.marks, marked(desk)) == (NONE, [])


async def test_the_footer_counts_the_marks_that_the_list_does_not_show(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "space", "slash", "e", "k", "a", "enter", "space")
        assert desk.footer.endswith("3 marked, 2 not shown Rp 614.679")
        await desk.press("escape")
        assert desk.footer.endswith("3 marked Rp 614.679")


async def test_it_is_said_that_marking_everything_takes_the_marks_of_orders_elsewhere(
    path: Path, shop: dict[str, Order]
) -> None:
    async with console(path) as desk:
        await desk.press("space", "space", "asterisk")
        assert not [each for each in desk.app._notifications if "no longer" in each.message], "they are in the list"
        await desk.press("escape", "k", "k", "space", "space", "slash", "e", "k", "a", "enter", "asterisk")
        assert desk.told == "2 orders that are not in this list are no longer marked."
        assert "1 marked" in desk.footer


async def test_the_marks_are_those_of_the_orders_whatever_their_place(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("G", "space")
        await desk.sort_by("customer")
        assert desk.names[0] == "Agus"
        assert marked(desk) == ["Agus"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_notice_leaves_the_number_of_marks_in_sight(
    path: Path, shop: dict[str, Order], size: tuple[int, int]
) -> None:
    async with console(path, size, toasts=True) as desk:
        await desk.press("space", "space")
        counter = desk.footer[desk.footer.index("2 marked") :].strip()
        desk.app.notify("What was done, at some length, so that it fills the line. " * 3, markup=False)
        await desk.settle()
        assert "What was done" in desk.text
        assert desk.footer.endswith(counter)
        desk.app.clear_notifications()
        await desk.press("escape")
        desk.app.notify("done", markup=False)
        await desk.settle()
        assert desk.footer.endswith(" done")


async def test_the_marked_orders_are_shown_alone_and_esc_leads_back(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("M")
        assert desk.told == "No order is marked; Space marks one."
        await desk.press("asterisk")
        await desk.choose("Confirm order")
        await desk.press("y")
        await desk.until(lambda: "M shows the orders that are still marked." in desk.told)
        marked = desk.footer.rpartition("  ")[2]
        assert marked.startswith("4 marked")
        await desk.press("M")
        await desk.until(lambda: len(desk.names) == 4)
        assert not {"Gita Savitri", "Fajar"} & set(desk.names), "these were confirmed"
        assert marked in desk.footer
        await desk.press("escape")
        await desk.until(lambda: desk.names == EVERYONE)
        assert marked in desk.footer
        await desk.press("escape", "j", "space", "M")
        await desk.until(lambda: len(desk.names) == 1)
        await desk.press("escape")
        await desk.until(lambda: desk.names == EVERYONE)


async def test_a_change_to_one_marked_order_is_asked_for_too(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "j", "greater_than_sign")
        assert f"{shop['Gita'].order_id} Gita Savitri" in "\n".join(desk.dialog)
        await desk.press("enter")
        assert not desk.asked
        assert desk.stored(shop["Gita"]) == shop["Gita"], "it starts on Go back"
        await desk.press("greater_than_sign", "y")
        assert desk.stored(shop["Gita"]).status is Status.CONFIRMED


async def test_what_is_written_on_marked_orders_leaves_them_marked(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("space", "space", "C")
        await desk.type("JNE")
        await desk.press("enter", "H", "enter")
        assert "2 marked" in desk.footer
        for name in ("Gita", "Fajar"):
            assert (desk.stored(shop[name]).courier, desk.stored(shop[name]).handler) == ("JNE", "sari")
        await desk.press("u")
        assert "2 marked" in desk.footer
        await desk.press("full_stop", "o", "y")
        assert "marked" not in desk.footer, "a step takes the marks off"
