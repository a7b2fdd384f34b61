"""What the console takes: memory after work, and bytes and processor time while nobody touches it."""

import time
from collections.abc import Iterator

from tests.bench.console import opened
from tests.bench.suite import Bench, Figure, Goal, measurement
from tests.bench.terminal import DOWN, PAGE_DOWN

_IDLE = 15.0
_MINUTE = 60.0


@measurement(
    Goal("idle: written", unit="bytes/s", most=0),
    Goal("idle: processor", unit="%"),
    Goal("memory at rest", unit="MB", most=80, growth=1.1),
    Goal("memory at its peak, after work", unit="MB", most=80, growth=1.1),
)
def rest(bench: Bench) -> Iterator[Figure]:
    """First nothing, then a bit of everything."""
    with opened(bench.shop) as console:
        terminal = console.terminal
        if (left := _MINUTE - time.time() % _MINUTE) < _IDLE + 3:
            time.sleep(left + 1)  # the clock in the top line is painted when the minute turns
        terminal.rest()
        before, used, began = terminal.bytes, terminal.processor(), time.perf_counter()
        time.sleep(_IDLE)
        used, lasted = terminal.processor() - used, time.perf_counter() - began
        terminal.settle()
        yield Figure("idle: written", (terminal.bytes - before) / lasted)
        yield Figure("idle: processor", used / lasted * 100)
        yield Figure("memory at rest", terminal.memory()[0])
        for column in ("total", "courier", "received"):
            console.sort(column)
        console.search("siti", hits=False)
        console.leave_search()
        terminal.hold(PAGE_DOWN, 60)
        terminal.send("G")
        terminal.rest()
        terminal.hold(DOWN, 30)
        terminal.send("w")
        terminal.rest()
        yield Figure("memory at its peak, after work", terminal.memory()[1])
