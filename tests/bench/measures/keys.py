"""Moving through the list: what a key costs in time and bytes, beside Textual's own table."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from tests.bench.console import Console, opened
from tests.bench.suite import Bench, Figure, Goal, measurement
from tests.bench.terminal import DOWN, HEIGHT, HOME, PAGE_DOWN, UP, WIDTH, Terminal, move, press, release

_HELD = 60
"""Two seconds of a held key."""
_TABLE = "DataTable, 10,000 rows"
_SMALL_TABLE = "DataTable, 1,000 rows"


@contextmanager
def table(rows: int) -> Iterator[Terminal]:
    """Textual's own table, at rest."""
    with Terminal([sys.executable, "-m", "tests.bench.peers.table", str(rows)]) as terminal:
        terminal.until(lambda seen: seen.has(f"Customer {HEIGHT - 4}"), timeout=120)
        terminal.rest()
        yield terminal


def table_key(terminal: Terminal) -> float:
    """The milliseconds from a cursor key to the cursor on the next row of the table."""
    terminal.send(HOME, UP)
    terminal.settle()
    cursor = terminal.background(2, 1)
    return terminal.timed(DOWN, shown=lambda seen: seen.background(2, 2) == cursor) * 1000


def table_page(terminal: Terminal) -> float:
    """The milliseconds from a page key to the rows of the next page."""
    before = terminal.line(5)
    return terminal.timed(PAGE_DOWN, shown=lambda seen: seen.line(5) != before) * 1000


def held(bench: Bench, terminal: Terminal) -> tuple[float, float]:
    """How many milliseconds the output lags behind a held key, and the bytes for each press."""
    bursts = [terminal.hold(DOWN, _HELD) for _run in range(bench.runs)]
    return median([burst.seconds * 1000 for burst in bursts]), median([burst.bytes for burst in bursts])


def table_figures(bench: Bench, rows: int) -> dict[str, float]:
    """What the table takes for the same keys; the same for every shop, so measured once."""

    def measure() -> dict[str, float]:
        with table(rows) as terminal:
            figures = {
                "key": bench.typical(lambda: table_key(terminal)),
                "key bytes": bench.typical(lambda: terminal.burst(DOWN).bytes),
                "page": bench.typical(lambda: table_page(terminal)),
                "page bytes": bench.typical(lambda: terminal.burst(PAGE_DOWN).bytes),
            }
            lag, size = held(bench, terminal)
            return {**figures, "held": lag, "held bytes": size}

    return bench.once(f"table of {rows} rows", measure)


def key_time(console: Console, *, detail: bool) -> float:
    """The milliseconds from a cursor key to the row below painted, or to its order in the detail pane."""
    console.top()
    console.terminal.rest()
    wanted = console.ids()[1]
    shown = (lambda _seen: console.detail() == wanted) if detail else (lambda _seen: console.cursor_on(1))
    return console.terminal.timed(DOWN, shown=shown) * 1000


@measurement(
    Goal("cursor key: row painted", most=10, growth=1.2),
    Goal("cursor key: detail painted", most=50, growth=1.2),
    Goal("cursor key, with the detail", unit="bytes", most=3 * 1024),
    Goal("held key, with the detail: lag", most=60),
    Goal("held key, with the detail", unit="bytes"),
)
def cursor(bench: Bench) -> Iterator[Figure]:
    """Row after row with the detail pane beside the list."""
    with opened(bench.shop) as console:
        peer = table_figures(bench, 10_000)
        row = bench.typical(lambda: key_time(console, detail=False))
        yield Figure("cursor key: row painted", row, peer["key"], _TABLE)
        yield Figure("cursor key: detail painted", bench.typical(lambda: key_time(console, detail=True)))
        console.top()
        yield Figure("cursor key, with the detail", bench.typical(lambda: console.terminal.burst(DOWN).bytes))
        console.top()
        lag, size = held(bench, console.terminal)
        yield Figure("held key, with the detail: lag", lag, peer["held"], _TABLE)
        yield Figure("held key, with the detail", size, peer["held bytes"], _TABLE)


@measurement(
    Goal("list alone: cursor key", unit="bytes", most=1024),
    Goal("list alone: page", unit="bytes", most=11 * 1024),
    Goal("list alone: line at the edge, held", unit="bytes", most=2 * 1024),
    Goal("list alone: held key, lag", most=60),
)
def traffic(bench: Bench) -> Iterator[Figure]:
    """What goes over the line while the list fills the screen."""
    peer = table_figures(bench, 10_000)
    with opened(bench.shop, wide=True) as console:
        terminal = console.terminal
        console.top()
        value = bench.typical(lambda: terminal.burst(DOWN).bytes)
        yield Figure("list alone: cursor key", value, peer["key bytes"], _TABLE)
        value = bench.typical(lambda: terminal.burst(PAGE_DOWN).bytes)
        yield Figure("list alone: page", value, peer["page bytes"], _TABLE)
        terminal.send(PAGE_DOWN)
        while not console.cursor_on(HEIGHT - console.head - 3):
            terminal.send(DOWN)
            terminal.settle()
        lag, size = held(bench, terminal)
        yield Figure("list alone: line at the edge, held", size, peer["held bytes"], _TABLE)
        yield Figure("list alone: held key, lag", lag, peer["held"], _TABLE)


@measurement(
    Goal("page down", most=60, growth=1.2),
    Goal("jump to the end", ratio=1.5),
    Goal("jump to the middle", ratio=1.5),
)
def jumps(bench: Bench) -> Iterator[Figure]:
    """Far moves, beside one page; in turns, so that a busy moment of the machine meets all of them."""
    small = table_figures(bench, 1_000)["page"]
    with opened(bench.shop, wide=True) as console:
        turns = [(_jump(console, PAGE_DOWN), _jump(console, "G"), _middle(console)) for _run in range(bench.runs)]
    page, end, middle = map(median, zip(*turns, strict=True))
    yield Figure("page down", page, small, _SMALL_TABLE)
    yield Figure("jump to the end", end, page, "page down")
    yield Figure("jump to the middle", middle, page, "page down")


def _jump(console: Console, key: str) -> float:
    console.top()
    return console.others(key) * 1000


def _middle(console: Console) -> float:
    """Drag the thumb of the scroll bar from the top to the middle; it jumps there at the move."""
    console.top()
    x, top, middle = WIDTH - 1, console.head, (console.head + HEIGHT) // 2
    console.terminal.send(press(x, top))
    console.terminal.rest()
    seconds = console.others(move(x, middle))
    console.terminal.send(release(x, middle))
    console.terminal.settle()
    return seconds * 1000
