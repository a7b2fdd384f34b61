"""The last line of the main screen beside the notices that stand in it."""

from zoneinfo import ZoneInfo

from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widgets._toast import Toast

from orders_tui.ui.main.key_bar import KeyBar
from orders_tui.ui.widgets.detail import DetailPane


class Host(App[None]):
    CSS = "Toast { width: auto; margin-top: 0; } ToastRack { margin-bottom: 0; } KeyBar { dock: bottom; }"

    def compose(self) -> ComposeResult:
        yield KeyBar(lambda _key: False, DetailPane(ZoneInfo("Asia/Jakarta"), int, money=True, id="detail"), id="keys")


async def test_a_notice_that_moves_leaves_nothing_behind() -> None:
    host = Host()
    async with host.run_test(size=(80, 10), notifications=True) as pilot:
        host.notify("Undone for 7 orders.")
        await pilot.pause()
        before = host.screen.query_one(Toast).region
        compositor = host.screen._compositor
        painted: set[Region] = set()
        update = compositor.update_widgets

        def noted(widgets: object) -> None:
            update(widgets)  # type: ignore[arg-type]
            painted.update(compositor._dirty_regions)

        compositor.update_widgets = noted  # type: ignore[method-assign]
        compositor._full_map_invalidated = True  # as scrolling the list does
        host.query_one(KeyBar).marked = Content("7 marked Rp 1.234.565")
        assert compositor.full_map
        await pilot.pause()
        assert host.screen.query_one(Toast).region.x < before.x
        assert any(region.contains_region(before) and region.height == before.height for region in painted)
