"""The saved views in the console: keys, sidebar and dialog."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Actor
from orders_tui.domain.views import QUEUES, SavedView, SavedViews
from orders_tui.ui.main.opening import VIEWS
from orders_tui.ui.screens.views import ViewsDialog
from tests.samples import BUDI, OWNER, SARI
from tests.store.shop import changed, opened
from tests.ui.desk_app import NARROW, Console, Gate, another, console


def titles(desk: Console) -> list[str]:
    return [f"{queue.number} {queue.title} {queue.orders}" for queue in desk.screen.panes.facets.queues]


async def test_a_digit_shows_its_view_and_the_sidebar_counts_each(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, toasts=True) as desk:
        assert titles(desk)[2:6] == ["3 To ship 0", "4 Conflict 0", "5 Shipped 7d+ 0", "6 Returns 0"]
        await desk.press("1")
        assert desk.screen.order_query == OrderQuery.parse("followup:due")
        await desk.press("right_square_bracket")
        assert desk.screen.order_query == OrderQuery.parse("confirmation:open")
        await desk.press("left_square_bracket", "left_square_bracket")
        assert desk.screen.order_query == OrderQuery.parse(QUEUES[-1].query), "before the first comes the last"
        await desk.press("8")
        assert desk.screen.order_query == OrderQuery.parse("received:today")
        await desk.press("V", "ctrl+t", "escape", "9")
        assert "There is no view 9" in desk.text
        assert not desk.asked


async def test_a_view_shows_its_number_while_it_is_counted_anew(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(path) as desk:
        before = titles(desk)
        gate = Gate(desk.store.counts.number)
        monkeypatch.setattr(desk.store.counts, "number", gate)
        try:
            with another(path) as other:
                changed(other, shop["Gita"], status=Status.CONFIRMED)
            await desk.until(gate.reached.is_set)
            assert titles(desk) == before
        finally:
            gate.open.set()
        await desk.settle()
        assert (before[0], titles(desk)[0]) == ("1 To follow up 3", "1 To follow up 2")


async def test_the_counts_follow_the_changes(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        before = titles(desk)
        changed(desk.store, shop["Gita"], status=Status.CONFIRMED)
        with opened(path, seed=9) as other:
            changed(other, shop["Fajar"], status=Status.READY)
        desk.screen.orders.catch_up()
        await desk.settle()
        assert titles(desk)[2] == "3 To ship 1"
        assert titles(desk) != before


async def test_a_queue_of_the_sidebar_is_chosen_with_enter(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("f", "home", "down", "down", "enter")
        assert desk.screen.order_query == OrderQuery.parse("status:ready suspicious:no")


async def test_a_list_is_saved_under_a_name_and_opened_again(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("6", "s")  # sorted otherwise
        await desk.press("escape", "V")
        assert isinstance(desk.app.screen, ViewsDialog)
        await desk.press(*"Late", "enter")
        assert titles(desk)[-1].startswith("10 Late")
    async with console(path) as again:
        await again.press("9", "right_square_bracket")
        assert again.screen.order_query == OrderQuery.parse("status:rts")


async def test_views_are_ordered_renamed_deleted_and_started_with(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press(
            "V", "down", "ctrl+up", "ctrl+o", "ctrl+r", "ctrl+u", *"Bank", "enter", "down", "ctrl+t", "escape"
        )
        assert [each.split()[1] for each in titles(desk)][:3] == ["Bank", "To", "Conflict"]
    async with console(path) as again:
        assert again.screen.order_query == OrderQuery.parse("confirmation:open")


async def test_what_was_done_to_the_views_is_taken_back_in_their_dialog(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW) as desk:
        before = titles(desk)
        await desk.press("V", "ctrl+z")
        assert "There is no change to the views" in desk.text
        await desk.press("down", "ctrl+r", *" at once", "enter", "ctrl+up", "ctrl+t")
        assert "“Check payment at once” is deleted; Ctrl+z brings it back" in desk.text
        await desk.press("down", "ctrl+r", "ctrl+z", "enter")
        assert "“Check payment at once” is deleted" not in desk.text
        await desk.press("escape")
        assert titles(desk)[0].startswith("1 Check payment at once"), "what was moved and renamed stays so"
        await desk.press("V", "ctrl+t", "down", "ctrl+s", "ctrl+z", "ctrl+z", "escape")
        assert titles(desk)[0].startswith("1 Check payment at once")
        await desk.press("V", "ctrl+r", "ctrl+u", *"Check payment", "enter", "ctrl+down", "escape")
        assert titles(desk) == before


async def test_a_name_in_the_field_is_for_the_list_on_the_screen(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW) as desk:
        await desk.press("6", "V", "ctrl+n")
        assert "Type a name for the list on the screen first." in desk.text
        await desk.press(*"Late", "ctrl+n")
        assert titles(desk)[5] == "6 Returns 0", "no other view has another name"
        assert titles(desk)[-1] == "10 Late 0"
        await desk.press("V", "ctrl+r")
        assert "Enter renames “Returns”, Esc keeps its name." in desk.text
        await desk.press("x", "escape")
        assert "Returnsx" not in desk.text
        assert desk.asked
        await desk.press("ctrl+r", "ctrl+u", *"late", "enter")
        assert "There is already a view with this name." in desk.text
        await desk.press("ctrl+u", *"Back", "enter", "escape")
        assert titles(desk)[5] == "6 Back 0"


async def test_the_list_is_saved_over_a_view(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("4", "V", "down", "ctrl+s", "escape", "5")
        assert desk.screen.order_query == OrderQuery.parse("pay:conflict")


@pytest.mark.parametrize(("actor", "count"), [(OWNER, 10), (SARI, 9)])
async def test_only_an_admin_gives_a_view_to_everybody(
    path: Path, shop: dict[str, Order], actor: Actor, count: int
) -> None:
    async with console(path, actor=actor) as desk:
        await desk.press("6", "V", *"Shop", "enter", "V", *["down"] * 4, "ctrl+g")
        assert ("Only an admin" in desk.text) is (actor is SARI)
        await desk.press("escape")
    async with console(path, actor=BUDI) as other:
        assert len(titles(other)) == count


async def test_views_of_everybody_are_arranged_by_others_for_themselves(path: Path, shop: dict[str, Order]) -> None:
    views = SavedViews((SavedView("Late", "status:rts", shared=True), SavedView("Cash", "method:cod", shared=True)))
    with opened(path, seed=8) as store:
        store.settings.put(VIEWS, views.shared_text, OWNER, for_shop=True)
        store.settings.put(VIEWS, views.own_text, SARI)
    async with console(path, toasts=True) as desk:
        await desk.press("V", "ctrl+down", "escape", "1", "c", "v", "down", "down", "space", "enter")
        assert "you may not" not in desk.text
        assert [each.split()[1] for each in titles(desk)] == ["Cash", "Late"]
        assert desk.store.settings.get(VIEWS) == views.shared_text


async def test_a_changed_view_shows_it_and_offers_to_be_saved(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW) as desk:
        await desk.press("4")
        assert "Conflict · Payment Conflict" in desk.text
        await desk.sort_by("total")
        assert "Conflict * changed, V saves" in desk.text
        await desk.press("f", "home")
        assert "4 Conflict *" in desk.text
        await desk.press("escape", "V")
        assert "“Conflict” was changed" in desk.text
        await desk.press("ctrl+s", "escape")
        assert "* changed" not in desk.text
        await desk.press("F")
        assert "Conflict ·" not in desk.text


async def test_a_look_into_the_trash_changes_no_view(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("4", "T")
        assert desk.screen.order_query.trash
        assert "changed" not in desk.text
        await desk.press("T", "s", *"total", "enter")
        assert "Conflict * changed, V saves" in desk.text


async def test_what_two_consoles_change_of_the_views_is_both_there(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk, console(path) as other:
        await desk.press("V", "ctrl+r", "ctrl+u", *"Bank", "enter")
        await other.press("6", "V", *"Late", "enter", "V", *["up"] * 9, "ctrl+t", "escape")
        await desk.press("down", "ctrl+t", "escape")
        names = [title.split(" ", 1)[1] for title in titles(desk)]
        assert "Late 0" in names
        assert not {"To follow up 3", "Check payment 0"} & set(names), "both are deleted"


async def test_a_view_of_everybody_is_deleted_by_an_admin_alone(path: Path, shop: dict[str, Order]) -> None:
    with opened(path, seed=8) as store:
        shared = SavedViews((SavedView("Late", "status:rts", shared=True),)).shared_text
        store.settings.put(VIEWS, shared, OWNER, for_shop=True)
    async with console(path) as desk:
        await desk.press("V", *["down"] * 9, "ctrl+t")
        assert "Everybody has this view: only an admin" in desk.text
    async with console(path, actor=OWNER) as desk:
        await desk.press("V", *["down"] * 9, "ctrl+t", "escape")
        assert desk.store.settings.get(VIEWS) == "[]"


async def test_what_is_done_to_a_view_of_everybody_is_seen_at_once_in_other_consoles(
    path: Path, shop: dict[str, Order]
) -> None:
    with opened(path, seed=8) as store:
        shared = SavedViews((SavedView("Late", "status:rts", shared=True),)).shared_text
        store.settings.put(VIEWS, shared, OWNER, for_shop=True)
    async with console(path) as desk, console(path, actor=OWNER) as owner:
        await desk.press("V", *["down"] * 9, "enter")
        assert "Late" in desk.text
        await owner.press("V", *["down"] * 9, "ctrl+r", "ctrl+u", *"Back", "enter", "escape")
        await desk.screen.orders.watcher.check()
        await desk.settle()
        assert "10 Back 0" in titles(desk)
        assert "Late" not in desk.text
        await owner.press("V", *["down"] * 9, "ctrl+t", "escape")
        await desk.screen.orders.watcher.check()
        await desk.settle()
        assert len(titles(desk)) == 9
