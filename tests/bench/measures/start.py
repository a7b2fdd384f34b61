"""How long the program takes to start: the console until it shows something, each command until it is done."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from tests.bench.console import has_rows
from tests.bench.suite import Bench, Figure, Goal, measurement
from tests.bench.terminal import Shown, Terminal

PEEWEE = [sys.executable, "-c", "import peewee"]
_READY = "ready to be looked at"
TRIVIAL = [sys.executable, "-m", "tests.bench.peers.trivial"]


def painted(command: Sequence[str], shown: Shown) -> float:
    """The milliseconds from the start of a program until its screen shows something."""
    with Terminal(command) as terminal:
        return (terminal.until(shown) - terminal.started) * 1000


def done(command: Sequence[str], given: bytes = b"") -> float:
    """The milliseconds that a command takes."""
    began = time.perf_counter()
    subprocess.run(command, input=given, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - began) * 1000


@measurement(Goal("start: first paint", ratio=1.5, growth=1.2), Goal("start: first rows", ratio=1.5, growth=1.2))
def start(bench: Bench) -> Iterator[Figure]:
    """The console beside an app of one line."""
    against = "a Textual app of one line"
    command = bench.shop.command()
    with bench.shop.raw() as raw:
        # A console begins with the list that it showed last, which after other measurements may be a slow one.
        raw.execute("DELETE FROM setting WHERE name IN ('list', 'cursor')")

    def trivial() -> float:
        return painted(TRIVIAL, lambda seen: seen.has(_READY))

    first, reference = bench.both(lambda: painted(command, lambda seen: bool(seen.text().strip())), trivial)
    yield Figure("start: first paint", first, reference, against)
    rows, reference = bench.both(lambda: painted(command, has_rows), trivial)
    yield Figure("start: first rows", rows, reference, against)


@measurement(
    Goal("--version", ratio=2.5),
    Goal("list of 50", ratio=2.5, growth=1.2),
    Goal("set of one order", ratio=2.5, growth=1.2),
    Goal("ingest of one line", ratio=2.5, growth=1.2),
)
def commands(bench: Bench) -> Iterator[Figure]:
    """Commands from their start to their end, beside a Python that imports Peewee and ends."""
    shop = bench.scratch
    with shop.raw() as raw:
        # One whose history is no longer than that of others.
        [order] = raw.execute("SELECT order_id FROM orders WHERE deleted_at IS NULL ORDER BY id LIMIT 1").fetchone()
    number = iter(range(1_000_000))
    line = (
        b'{"type":"order","id":"start-%d","store":"Toko","customer":{"name":"Siti"},"items":[{"name":"A","price":1}]}\n'
    )

    def version() -> float:
        return done(shop.command("--version"))

    def listed() -> float:
        return done(shop.command("list", "--limit", "50"))

    def changed() -> float:
        return done(shop.command("set", order, "--note", f"note {next(number)}"))

    def taken() -> float:
        return done(shop.command("ingest"), line % next(number))

    for goal, run in (
        ("--version", version),
        ("list of 50", listed),
        ("set of one order", changed),
        ("ingest of one line", taken),
    ):
        value, reference = bench.both(run, lambda: done(PEEWEE))
        yield Figure(goal, value, reference, "python -c 'import peewee'")


@measurement(Goal("demo: making the shop", unit="s", most=600))
def demo(bench: Bench) -> Iterator[Figure]:
    """How long the shop took to make, where it was made here."""
    if bench.shop.seconds is not None:
        yield Figure("demo: making the shop", bench.shop.seconds)
