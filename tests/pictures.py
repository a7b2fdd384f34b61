"""Draws the pictures and the recording of the README from the demo shop: `python -m tests.pictures`."""

import asyncio
import os
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from orders_tui.demo.shop import build
from orders_tui.domain.days import parse_stamp
from orders_tui.domain.rights import Actor
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.store import Store
from orders_tui.ui.app import OrdersApp
from tests.recording import Frame, animated
from tests.ui.desk_app import Console

ASSETS = Path(__file__).parent.parent / "assets"
NOW = parse_stamp("2026-11-22T07:05:00Z")
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "console": ((140, 40), ("down", "down", "space", "down", "space", "down")),
    "actions": ((100, 30), ("down", "full_stop")),
    "narrow": ((80, 24), ("down",)),
}
RECORDED = (110, 30)
RECORDING: tuple[tuple[tuple[str, ...], str, float, str], ...] = (
    ((), "The orders of the shop; at the left the queues of the day", 2.5, "Queues"),
    (("slash",), "/  search", 0.8, ""),
    (("s",), "/ s", 0.3, ""),
    (("i",), "/ si", 0.3, ""),
    (("t",), "/ sit", 0.3, ""),
    (("i",), "/ siti  the list narrows while you type", 1.8, "Search “siti”"),
    (("escape",), "Esc  back to all orders", 1.0, "443 orders"),
    (("1",), "1  the queue “To follow up”", 2.0, "To follow up · "),
    (("down",), "↓", 0.3, ""),
    (("down",), "↓", 0.5, ""),
    (("full_stop",), ".  what can be done with this order, the next step first", 2.5, "c  Confirm payment"),
    (("c",), "c  the payment is confirmed", 2.5, "left"),
    (("u",), "u  and taken back, if it was the wrong one", 2.5, "15/1.054"),
    (("3",), "3  the queue “To ship”", 1.5, "To ship · "),
    (("space",), "Space  mark", 0.5, "1 marked"),
    (("down", "space"), "Space", 0.5, "2 marked"),
    (("down", "space"), "Space  three orders, with their sum", 1.5, "3 marked"),
    (("full_stop", "s"), ". s  a sheet for their receipt numbers: type, scan or paste them", 3.0, "0 of 3 ready"),
    (("escape",), "Esc", 1.0, "3 marked"),
)
"""The keys, what is said of them, the seconds for which that is seen, and what the screen must show by then."""


@asynccontextmanager
async def _console(store: Store, size: tuple[int, int]) -> AsyncIterator[Console]:
    app = OrdersApp(store, Actor("sari", "console"))
    async with app.run_test(size=size) as pilot:
        desk = Console(store, app, pilot)
        await desk.settle()
        yield desk


async def draw(store: Store, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    async with _console(store, size) as desk:
        await desk.press(*keys)
        svg = desk.app.export_screenshot(title="orders-tui")
    # The fonts that it would fetch from elsewhere; every machine has a monospaced one.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


async def record(store: Store) -> list[Frame]:
    frames = []
    async with _console(store, RECORDED) as desk:
        for keys, caption, seconds, seen in RECORDING:
            await desk.press(*keys)
            if seen not in desk.text:
                raise ValueError(f"{caption}: no {seen} in\n{desk.text}")
            frames.append(Frame(desk.app.screen._compositor.render_strips(), caption, seconds))
    return frames


def main() -> None:
    # As a terminal of today shows it, whichever this is called in.
    os.environ |= {"COLORTERM": "truecolor", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    ASSETS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(SqliteEngine(Path(folder) / "shop.db", create=True), clock=lambda: NOW, chance=Random(1))
        build(store, 1200, seed=1, now=NOW)
        for name, (size, keys) in PICTURES.items():
            (ASSETS / f"{name}.svg").write_text(asyncio.run(draw(store, size, keys)), encoding="utf-8")
        (ASSETS / "recording.svg").write_text(animated(asyncio.run(record(store))), encoding="utf-8")
        store.close()


if __name__ == "__main__":
    main()
