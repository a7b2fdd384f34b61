"""One change to every order of the shop, made in the console: what the person at it and the others notice meanwhile."""

import time
from collections.abc import Iterator
from statistics import median
from threading import Event, Thread

from orders_tui.domain.rights import Actor
from orders_tui.store.store import open_store
from orders_tui.ui.terminal.typeahead import HOLD_LIMIT
from tests.bench.console import Console, opened
from tests.bench.shops import Shop
from tests.bench.suite import Bench, Figure, Goal, measurement
from tests.bench.terminal import ENTER, ESCAPE, Terminal
from tests.samples import a_change

_OTHER = Actor("other", "command")
_LONG = 3600.0
_SLOW = 100_000
"""With fewer orders the change has ended before it can be stopped."""


@measurement(
    Goal("changing every order: a key is answered", most=60),
    Goal("changing every order: stopped", most=1000),
    Goal("changing every order", unit="s"),
    Goal("changing every order: others wait", most=500),
    Goal("changing every order: memory at its peak", unit="MB", most=100),
)
def everything(bench: Bench) -> Iterator[Figure]:
    """Handing all orders to one person: begun and stopped a few times, and once to its end while another writes."""
    shop = bench.scratch
    with opened(shop) as console:
        if bench.shop.orders >= _SLOW:
            begun = [_begun_and_stopped(console) for _run in range(bench.runs)]
            key, stopped = (median(times) * 1000 for times in zip(*begun, strict=True))
            yield Figure("changing every order: a key is answered", key)
            yield Figure("changing every order: stopped", stopped)
        with _Writer(shop) as writer:
            began = _begin(console)
            ended = console.terminal.until(lambda seen: not _is_changing(seen), _LONG)
        yield Figure("changing every order", ended - began)
        yield Figure("changing every order: others wait", writer.longest * 1000)
        yield Figure("changing every order: memory at its peak", console.terminal.memory()[1])


def _is_changing(terminal: Terminal) -> bool:
    return terminal.has(" a second") or terminal.has("stopping…")


def _begin(console: Console) -> float:
    """Mark everything and give it the first handler that is offered; the time at which that begins."""
    terminal = console.terminal
    terminal.rest()
    terminal.send("*")
    terminal.until(lambda seen: seen.has(" marked"))
    terminal.rest()
    terminal.send("H")
    terminal.until(lambda seen: seen.has("(you)"), timeout=120)
    terminal.rest()
    began = terminal.send(ENTER)
    terminal.until(_is_changing, timeout=120)
    return began


def _begun_and_stopped(console: Console) -> tuple[float, float]:
    """The seconds until a key is answered meanwhile, and until the change has ended after it was stopped."""
    terminal = console.terminal
    _begin(console)
    time.sleep(1)
    # A key first waits whether the change ends before long.
    key = terminal.timed("j", shown=lambda seen: seen.has("Key ignored")) - HOLD_LIMIT
    time.sleep(1.5)  # so long the answer stays, whatever has ended
    stopped = terminal.timed(ESCAPE, shown=lambda seen: not _is_changing(seen))
    terminal.rest()
    terminal.send(ESCAPE)
    return key, stopped


class _Writer:
    """Another writer, which changes one order again and again with a pause between, as staff do."""

    def __init__(self, shop: Shop) -> None:
        self.longest = 0.0
        """The longest that one of its changes took, seconds."""
        self._shop = shop
        self._over = Event()
        self._thread = Thread(target=self._write)

    def __enter__(self) -> "_Writer":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _write(self) -> None:
        store = open_store(str(self._shop.path))
        try:
            order = store.orders.many([1])[0].order_id
            while not self._over.wait(0.2):
                began = time.perf_counter()
                store.execute(a_change(order, note=f"at {began}"), _OTHER)
                self.longest = max(self.longest, time.perf_counter() - began)
        finally:
            store.close()
