"""The console on a small shop, under the hands of a test: it presses keys, waits for the answers and looks."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual._context import visible_screen_stack
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import Worker

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.domain.rights import Actor
from orders_tui.store.store import Request, Store
from orders_tui.store.writes.settings import PUT
from orders_tui.ui.app import OrdersApp
from orders_tui.ui.main.palette import DeskCommands
from orders_tui.ui.main.screen import MainScreen
from tests.samples import BANDUNG, COURSE, DAY, GATEWAY, HONEY, NOW, SARI
from tests.store.shop import changed, copied_to, new_order, opened, placed, reached
from tests.ui.golden import screen_lines
from tests.ui.rest import BREATH, held, known, run_all, threads_work

WIDE, MEDIUM, NARROW = (140, 40), (100, 30), (80, 24)
"""The three sizes for which the main screen has an arrangement."""

EVERYONE = ["Gita", "Fajar", "Eka", "Dewi", "Citra", "Budi", "Agus"]
"""The buyers of the small shop as the list has them, the newest order first."""

_FOR_A_PERSON = frozenset({"change", "dialog"})
"""Groups of workers that a dialog keeps waiting."""


def buyer(name: str, phone: str = "+6281234567890") -> dict[str, Any]:
    """The facts of a buyer in Bandung."""
    return BANDUNG | {"name": name, "phone": phone}


def stocked(store: Store) -> dict[str, Order]:
    """A shop of seven orders in seven places of their way, by their buyers' first names; Gita's is the newest."""
    shop = {
        "Agus": reached(
            store,
            Status.CONFIRMED,
            Status.SHIPPED,
            Status.COMPLETED,
            **buyer("Agus Wijaya", "+6281211110001"),
            items=(HONEY,),
            method=Method.COD,
            at=NOW - 20 * DAY,
        ),
        "Budi": reached(
            store,
            Status.CONFIRMED,
            Status.SHIPPED,
            **buyer("Budi Santoso", "+6281211110002"),
            store="Hijab Ayu",
            method=Method.QRIS,
            at=NOW - 3 * DAY,
        ),
        "Citra": reached(store, Status.CANCELED, **buyer("Citra", "+6281211110003"), at=NOW - 2 * DAY),
        "Dewi": placed(store, GATEWAY, **buyer("Dewi Lestari", "+6281211110004"), method=None, at=NOW - DAY - 600),
        "Eka": placed(
            store,
            GATEWAY,
            **buyer("Eka Putri", "+6281211110005"),
            items=(COURSE,),
            method=Method.VA_BCA,
            source="LP Kelas",
            at=NOW - 7200,
        ),
        "Fajar": placed(
            store, GATEWAY, **buyer("Fajar", "+6281211110006"), items=(HONEY,), method=Method.COD, at=NOW - 1800
        ),
        "Gita": placed(
            store,
            GATEWAY,
            **buyer("Gita Savitri", "+6281211110007"),
            shipping=15_000,
            unique_code=321,
            buyer_note="Tolong bungkus kado.",
            at=NOW - 120,
        ),
    }
    changed(store, shop["Agus"], payment=PaymentStatus.PAID)
    with store.engine.writing():  # by nobody: the audit begins with what the test does
        store.engine.insert(PUT, owner="", name="buyer_language", value="en")
    return shop


def crowd(store: Store, count: int) -> None:
    """Fill the store with orders that nobody changed, one a minute."""
    added = [Request(new_order(**buyer(f"Pembeli {at}", f"+6281{at:08}"), at=NOW - 60 * at)) for at in range(count)]
    store.execute_many(added, GATEWAY, one_operation=False)


class Console:
    """One console; what a test does with it is done when the call returns."""

    def __init__(self, store: Store, app: OrdersApp, pilot: Pilot[None]) -> None:
        self.store, self.app, self.pilot = store, app, pilot

    @property
    def screen(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def asked(self) -> bool:
        """Whether a dialog is open."""
        return self.app.screen is not self.screen

    # Doing

    async def settle(self) -> None:
        """Wait until nothing works any more, but for what waits for a person."""
        # After a fault of the console nothing would come to its end; the fault itself fails the test.
        while self.app._exception is None:
            await run_all(self.app)
            if self._works():
                await asyncio.sleep(BREATH)
            elif self.app.animator._animations or self.app.animator._scheduled:
                await self.app.animator.wait_until_complete()
            else:
                return

    def _works(self) -> bool:
        return threads_work() or not self.app.ahead.idle or any(map(self._busy, self.app.workers))

    def _busy(self, worker: Worker[Any]) -> bool:
        return not worker.is_finished and not (self.asked and worker.group in _FOR_A_PERSON)

    async def until(self, fact: Callable[[], bool]) -> None:
        """Wait until something is so that a thread is held up to bring about; the test's time limit ends it."""
        while not fact():
            assert self.app.is_running, "the console has ended"
            await self.pilot.pause(BREATH)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.app._press_keys((key,))
            await self.settle()

    async def hammer(self, key: str) -> None:
        """Press a key twice, the second time before the first is answered."""
        for _time in range(2):
            self.app.post_message(events.Key(key, None))
        await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*("space" if char == " " else char for char in text))

    async def paste(self, text: str) -> None:
        """Put a text in at once, as a terminal does that marks what is pasted."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def choose(self, entry: str) -> None:
        """Open the quick actions and press the letter of an entry, which may stand in the menu of steps back."""
        await self.press("full_stop")
        if (letter := self._letter(entry)) is None:
            await self.press("b")
            letter = self._letter(entry)
        assert letter is not None, f"no {entry} in\n{self.text}"
        await self.press(letter)

    def _letter(self, entry: str) -> str | None:
        found = re.search(r"(\w)  " + re.escape(entry), self.text)
        return found[1] if found else None

    async def sort_by(self, title: str) -> None:
        """Choose a sort by its title."""
        await self.press("s")
        await self.type(title)
        await self.press("enter")

    async def commands(self) -> list[str]:
        """What the palette offers."""
        provider = DeskCommands(self.screen)
        await provider.startup()
        return [str(hit.text) async for hit in provider.discover()]

    async def look(self) -> None:
        """Let the console see what others stored, as its pulse does twice a second."""
        self.screen.orders.catch_up()
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    # Seeing

    @property
    def lines(self) -> list[str]:
        return list(screen_lines(self.app))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def footer(self) -> str:
        return self.lines[-1]

    def line_of(self, order: Order) -> str:
        """The line of an order in the list."""
        table = self.screen.orders.table.region
        return next(
            line[table.x : table.right] for line in self.lines if line[table.x + 2 :].startswith(order.order_id)
        )

    @property
    def names(self) -> list[str]:
        """The first names of the buyers on the screen, from the top of the list."""
        table = self.screen.orders.table
        rows = [table.row_at(place) for place in table.window.rows]
        return [row.order.name.split()[0] for row in rows if row is not None]

    @property
    def under_cursor(self) -> str:
        """The first name of the buyer under the cursor."""
        order = self.screen.orders.current()
        return order.name.split()[0] if order else ""

    @property
    def told(self) -> str:
        """What the last notification says."""
        return str(list(self.app._notifications)[-1].message)

    @property
    def dialog(self) -> list[str]:
        """The lines of the dialog on top, without what lies behind it."""
        region = self.app.screen.children[0].region
        visible_screen_stack.set([])  # to dim what lies behind takes longer than all else
        strips = self.app.screen._compositor.render_strips()[region.y : region.bottom]
        return [strip.crop(region.x, region.right).text.rstrip() for strip in strips]

    def stored(self, order: Order) -> Order:
        """The order as it is in the database."""
        return self.store.orders.get(order.order_id)


class Gate:
    """Holds a question to the store up until it is let through, as a slow database would."""

    def __init__(self, question: Callable[..., Any], slow: Callable[..., bool] = lambda *_args: True) -> None:
        self._question, self._slow = question, slow
        self.reached = threading.Event()
        self.open = threading.Event()

    def __call__(self, *args: Any) -> Any:
        if self._slow(*args):
            held.add(call := object())
            self.reached.set()
            assert self.open.wait(30)
            held.discard(call)
        return self._question(*args)


@asynccontextmanager
async def console(
    path: Path,
    size: tuple[int, int] = WIDE,
    actor: Actor = SARI,
    *,
    readonly: bool = False,
    toasts: bool = False,
    seed: int = 7,
    clock: Callable[[], float] = lambda: NOW + 0.9,
    public_url: str = "",
    may_restart: bool = False,
) -> AsyncIterator[Console]:
    """The console on the database, as it stands once it has read everything."""
    with opened(path, readonly=readonly, create=not readonly, seed=seed, reader=actor, clock=clock) as store, known():
        app = OrdersApp(store, actor, public_url, may_restart=may_restart)
        async with app.run_test(size=size, notifications=toasts) as pilot:
            desk = Console(store, app, pilot)
            await desk.settle()
            yield desk


@contextmanager
def another(path: Path) -> Iterator[Store]:
    """The same database as another program has it open."""
    with opened(path, seed=8) as store:
        yield store


def small_shop(path: Path, seed: int = 7) -> dict[str, Order]:
    """Make a new database at the path with the small shop in it; the seed decides the orders' ids."""
    with opened(path, create=True, seed=seed) as store:
        return stocked(store)


def shop_at(path: Path, seed: int = 7) -> dict[str, Order]:
    """Put a copy of the small shop at the path."""
    return dict(copied_to(path, small_shop, seed))


def searched(desk: Console) -> str:
    return desk.screen.query_one("#search", Input).value


async def go_to(desk: Console, name: str) -> None:
    """Put the cursor on the order of this buyer."""
    await desk.press("g", *["j"] * desk.names.index(name))
    assert desk.under_cursor == name


def standing(order: Order) -> tuple[Status, PaymentStatus]:
    return order.status, order.payment_status
