"""Draws the pictures of the README from the demo shop: `python -m tests.pictures`."""

import asyncio
import re
import tempfile
from pathlib import Path
from random import Random

from orders_tui.demo.shop import build
from orders_tui.domain.days import parse_stamp
from orders_tui.domain.rights import Actor
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.store import Store
from orders_tui.ui.app import OrdersApp
from tests.ui.desk_app import Console

ASSETS = Path(__file__).parent.parent / "assets"
NOW = parse_stamp("2026-11-22T07:05:00Z")
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "console": ((140, 40), ("down", "down", "space", "down", "space", "down")),
    "actions": ((100, 30), ("down", "full_stop")),
    "narrow": ((80, 24), ("down",)),
}


async def draw(store: Store, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    app = OrdersApp(store, Actor("sari", "console"))
    async with app.run_test(size=size) as pilot:
        desk = Console(store, app, pilot)
        await desk.settle()
        await desk.press(*keys)
        svg = app.export_screenshot(title="orders-tui")
    # The fonts that it would fetch from elsewhere; every machine has a monospaced one.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> None:
    ASSETS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(SqliteEngine(Path(folder) / "shop.db", create=True), clock=lambda: NOW, chance=Random(1))
        build(store, 1200, seed=1, now=NOW)
        for name, (size, keys) in PICTURES.items():
            (ASSETS / f"{name}.svg").write_text(asyncio.run(draw(store, size, keys)), encoding="utf-8")
        store.close()


if __name__ == "__main__":
    main()
