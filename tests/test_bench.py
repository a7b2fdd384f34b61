"""The benchmark itself: it measures, reports and goes on after a failure; no test here asks how long anything takes."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.readme import table, write
from tests.bench.report import as_json, growth_lines, heading, row_line, success
from tests.bench.shops import Shops
from tests.bench.suite import Bench, Figure, Goal, Measurement, Row, chosen, growths, run
from tests.bench.terminal import Terminal

ORDERS = 300


def once(name: str, *goals: Goal, each_size: bool = True, figures: tuple[Figure, ...] = ()) -> Measurement:
    """A measurement that knows its figures beforehand, and fails where it has none."""

    def measure(_bench: Bench) -> Iterator[Figure]:
        yield from figures
        if not figures:
            raise OSError("no disk")

    return Measurement(name, goals, measure, each_size)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a small shop is kept."""
    return tmp_path_factory.mktemp("shops")


def test_cheap_measurements_of_a_small_shop(folder: Path) -> None:
    file = folder / "out.json"
    wanted = [*("counts", "commit", "search_query", "demo"), "--json", str(file), "--keep", str(folder)]
    call = [sys.executable, "-m", "tests.bench", "--orders", str(ORDERS), "--runs", "1", "--only", *wanted]
    done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, 1), done.stderr  # budgets may well be missed by a machine at work
    said = json.loads(file.read_text())
    assert said["machine"]["python"]
    assert all(row["error"] == "" and row["value"] > 0 for row in said["rows"])
    names = {row["name"] for row in said["rows"]}
    assert {"counting the whole list", "commit of one change", "demo: making the shop"} <= names
    for name in names:
        assert name in done.stdout
    assert [path.name for path in folder.glob("scratch*")] == []


def test_every_measurement_has_goals_of_its_own() -> None:
    goals = [goal.name for each in chosen([]) for goal in each.goals]
    assert len(goals) == len(set(goals)) > 40


def test_names_that_no_measurement_has_are_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        chosen(["nonsense"])


def test_the_console_is_read_from_its_screen(folder: Path) -> None:
    from tests.bench.console import opened
    from tests.bench.terminal import DOWN

    with opened(Shops(folder).shop(ORDERS)) as console:
        console.top()
        first, second, *_others = console.ids()
        assert console.full()
        assert (console.cursor_row(), console.detail()) == (0, first)
        console.terminal.timed(DOWN, shown=lambda _seen: console.cursor_on(1))
        console.terminal.until(lambda _seen: console.detail() == second)


@pytest.mark.long
def test_the_console_is_sorted_by_each_choice_of_its_dialog(folder: Path) -> None:
    from tests.bench.console import SORTS, opened

    with opened(Shops(folder).shop(ORDERS)) as console:
        head = console.head
        for column in ("total", "order id", "received"):
            assert console.sort(column) > 0
            assert re.search(f"{SORTS[column]} [▲▼]", console.terminal.line(head))


def test_a_terminal_counts_what_comes_and_puts_pieces_together() -> None:
    script = r"""
import sys, time
for piece in ("\x1b[?2026h", "\x1b[2", "J\x1b[3;5Hone", " half of \xc3", "\xa9", "\x1b[?2026l"):
    sys.stdout.buffer.write(piece.encode("latin-1")); sys.stdout.buffer.flush(); time.sleep(0.02)
sys.stdin.readline()
"""
    with Terminal([sys.executable, "-c", script]) as terminal:
        seen = terminal.until(lambda shown: shown.line(2).startswith("    one half of é"), timeout=10)
    assert terminal.started < seen
    assert terminal.bytes == len("\x1b[?2026h\x1b[2J\x1b[3;5Hone half of é\x1b[?2026l".encode())


def test_budgets_are_judged(folder: Path) -> None:
    figure = Figure("held", 90.0, 30.0, "a peer")
    within, beyond = Goal("held", most=100), Goal("held", ratio=2)
    assert [Row("keys", goal, 10, figure).met for goal in (within, beyond, Goal("held"))] == [True, False, None]
    assert Row("keys", Goal("held", ratio=2, orders=1000), 10, figure).met is None
    assert Row("keys", Goal("held"), 10, None, "gone").met is False


def test_what_fails_is_said_and_takes_nothing_with_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = once("broken", Goal("never seen"))
    sound = once("sound", Goal("seen", growth=1.2), figures=(Figure("seen", 1.0),))
    rows = list(run([broken, sound], Shops(folder), [ORDERS], 1))
    assert [(row.goal.name, row.met) for row in rows] == [("never seen", False), ("seen", None)]
    assert "no disk" in row_line(rows[0])
    assert "no disk" in capsys.readouterr().err
    assert not success(rows)
    assert len(heading()) > 0
    assert growth_lines(rows) == []


def test_growth_shows_in_a_table_of_all_sizes() -> None:
    calm, wild, unjudged = Goal("calm", growth=1.2), Goal("wild", growth=1.2), Goal("unjudged")
    values = {calm: (10.0, 11.0), wild: (10.0, 50.0), unjudged: (1.0, 9.0)}
    rows = [
        Row("keys", goal, orders, Figure(goal.name, value))
        for goal, both in values.items()
        for orders, value in zip((1000, 100_000), both, strict=True)
    ]
    assert [growth.met for growth in growths(rows)] == [True, False, None]
    assert [line.split()[-1] for line in growth_lines(rows)[1:]] == ["yes", "NO", "grows"]
    said = json.loads(as_json(rows, {}, 1))
    assert [each["factor"] for each in said["growth"]] == [1.1, 5.0, 9.0]
    assert not success(rows)


def test_the_readme_is_given_the_last_table(tmp_path: Path) -> None:
    goal, plain = Goal("a key", most=10), Goal("a start", ratio=2)
    rows = [
        Row("keys", goal, 10, Figure("a key", 4.0)),
        Row("keys", goal, 1000, Figure("a key", 12.0)),
        Row("start", plain, None, Figure("a start", 30.0, 20.0, "nothing")),
        Row("keys", Goal("gone"), 1000, None, "no disk"),
    ]
    about = {"processor": "X", "cores": "2", "system": "L-1", "python": "3", "sqlite": "3", "textual": "8"}
    readme = tmp_path / "README.md"
    readme.write_text("a\n<!-- speed: made -->\nold\n<!-- /speed -->\nb\n", encoding="utf-8")
    write(table(rows, {**about, "measured": "2026-11-24T10:00:00"}, 3), readme)
    lines = readme.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["a", "<!-- speed: made -->"]
    assert lines[-2:] == ["<!-- /speed -->", "b"]
    assert "| a key | 4.00 ms | 12.0 ms |  | ≤ 10 ms | **no** |" in lines
    assert "| a start |  | 30.0 ms | 1.50× nothing | ≤ 2× | yes |" in lines
    assert "| gone |  | failed |  |  | **no** |" in lines
    assert "old" not in lines
