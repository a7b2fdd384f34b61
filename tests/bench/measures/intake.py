"""Taking orders in: acknowledged one by one, and in a pipe, beside raw SQLite with the same indexes and triggers."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing

from tests.bench.intake import Intake, RawIntake, lines
from tests.bench.suite import Bench, Figure, Goal, measurement

_SINGLY = 200
_PIPED = 2000
_TOGETHER = 500
"""How many lines the intake stores in one transaction."""
_RAW = "the same statements on raw SQLite"


@measurement(
    Goal("ingest: an order, singly", ratio=1 / 0.6),
    Goal("ingest: an order, piped", ratio=1 / 0.6),
)
def intake(bench: Bench) -> Iterator[Figure]:
    """The time for each order, from its line to its answer."""
    shop = bench.scratch
    with Intake(shop) as process, shop.raw() as connection, closing(RawIntake(shop, connection)) as raw:

        def singly() -> float:
            given = lines(0, _SINGLY)

            def one_by_one() -> None:
                for line in given:
                    process.one(line)

            return _each(one_by_one, _SINGLY)

        def piped() -> float:
            given = lines(0, _PIPED)
            return _each(lambda: process.many(given), _PIPED)

        def stored(count: int, together: int) -> float:
            raw.prepare(count, together)
            return _each(raw.store, count)

        value, reference = bench.both(singly, lambda: stored(_SINGLY, together=1))
        yield Figure("ingest: an order, singly", value, reference, _RAW)
        value, reference = bench.both(piped, lambda: stored(_PIPED, together=_TOGETHER))
        yield Figure("ingest: an order, piped", value, reference, _RAW)


def _each(work: Callable[[], object], count: int) -> float:
    """The milliseconds for each of so many."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000 / count
