"""What others do: how soon the console says that an order came in."""

import time
from collections.abc import Iterator

from tests.bench.console import Console, opened
from tests.bench.intake import Intake
from tests.bench.suite import Bench, Figure, Goal, measurement

_LINE = '{"type":"order","id":"news-%d-%d","store":"Toko","customer":{"name":"Siti"},"items":[{"name":"A","price":1}]}'


@measurement(Goal("news of another's order", most=1000))
def news(bench: Bench) -> Iterator[Figure]:
    """From the answer to the one who sent an order to the banner on the screen of another."""
    shop, number = bench.scratch, iter(range(1_000_000))
    with Intake(shop) as intake, opened(shop) as console:
        yield Figure("news of another's order", bench.typical(lambda: _told(console, intake, next(number))))


def _told(console: Console, intake: Intake, number: int) -> float:
    console.terminal.rest()
    intake.one(_LINE % (time.time_ns(), number))
    answered = time.perf_counter()
    painted = console.terminal.until(lambda seen: seen.has("new order"))
    console.terminal.send("n")
    console.terminal.until(lambda seen: not seen.has("new order"))
    return max(0.0, painted - answered) * 1000
