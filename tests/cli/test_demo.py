"""The command `demo`: a shop made into a file, or a throw-away one of which nothing stays."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic

import pexpect
import pytest

from orders_tui.cli.feed import Feed, feeding
from tests.cli.shop import Shop, call

PATIENCE = 30
NOW = ("--now", "2026-11-22T14:05:09+07:00")


def until(happened: Callable[[], bool]) -> None:
    """Wait for what must happen."""
    deadline = monotonic() + PATIENCE
    while not happened():
        assert monotonic() < deadline
        Event().wait(0.02)


def count(shop: Shop) -> int:
    return len(shop.call("list", "--json", "--limit", "0").objects)


def made(shop: Shop, *options: str) -> list[dict[str, object]]:
    said = call("demo", "--orders", "40", *NOW, "--to", str(shop.path), *options)
    assert (said.code, said.out, said.err) == (0, f"Made {shop.path}: a shop with 40 orders.\n", "")
    return shop.call("list", "--json", "--limit", "0", "--query", "received:all").objects


def test_a_shop_made_into_a_file(shop: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    shop = Shop(folder / "shop.db")
    assert 30 <= len(made(shop)) <= 40  # the others are shipped for other sellers, or deleted
    assert shop.call("check").out.startswith("No problems found: 40 orders, ")
    assert stat.S_IMODE(shop.path.stat().st_mode) == 0o600
    assert {file.name for file in folder.iterdir()} <= {"shop.db", "shop.db.lock"}


def test_the_same_number_makes_the_same_shop(tmp_path: Path) -> None:
    one, same, other = (Shop(tmp_path / name) for name in ("one.db", "same.db", "other.db"))
    orders = made(one)
    assert made(same) == orders
    assert made(other, "--seed", "2") != orders


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "precious"
    file.write_text("precious")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("precious", "link"):
        said = call("demo", "--to", str(tmp_path / name))
        assert (said.code, said.out) == (2, "")
        assert said.err == f"orders-tui: {tmp_path / name} already exists; nothing was overwritten.\n"
    assert file.read_text() == "precious"


@pytest.mark.parametrize(
    "options",
    [
        ["--to", "/nowhere/at/all/shop.db"],
        ["--to", "~nobody-of-that-name/shop.db"],
        ["--orders", "0"],
        ["--rate", "-1"],
        ["--seed", "x"],
        ["--now", "noon", "--to", "x"],
    ],
)
def test_wrong_use(options: list[str]) -> None:
    said = call("demo", *options)
    assert (said.code, said.out) == (2, "")


def test_a_person_sees_how_far_it_is(tmp_path: Path) -> None:
    child = pexpect.spawn(
        sys.executable, ["-m", "orders_tui", "demo", "--orders", "2500", "--to", str(tmp_path / "shop.db")]
    )
    child.expect_exact("2.000 of 2.500 orders", timeout=PATIENCE)
    child.expect(pexpect.EOF, timeout=PATIENCE)
    child.close()
    assert child.exitstatus == 0


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    """What comes into a throw-away shop, quickly."""
    folder = tmp_path / "shop"
    folder.mkdir()
    Shop(folder / "demo.db").add("first")
    return Feed(str(folder), str(folder / "demo.db"), rate=6_000, seed=1, timezone="UTC")


def test_orders_come_in_until_the_end_and_nothing_stays(feed: Feed) -> None:
    shop = Shop(Path(feed.db))
    with feeding(feed):
        until(lambda: count(shop) > 5)
    assert not Path(feed.folder).exists()


def test_the_settings_of_the_real_shop_do_not_reach_the_made_up_one(
    feed: Feed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORDERS_TUI_DB", str(tmp_path / "real.db"))
    monkeypatch.setenv("ORDERS_TUI_BUSINESS", "The real one")
    shop = Shop(Path(feed.db))
    with feeding(feed):
        until(lambda: count(shop) > 2)
        store = shop.store()
        assert store.settings.get("business") == ""
        store.close()
    assert not (tmp_path / "real.db").exists()


def test_killed_without_a_word_nothing_stays_either(feed: Feed) -> None:
    shop = Shop(Path(feed.db))
    parent = f"import sys; from orders_tui.cli.feed import Feed, feeding\nwith feeding({feed!r}):\n    sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", parent], stdin=subprocess.PIPE) as child:
        until(lambda: count(shop) > 2)
        child.kill()
        until(lambda: not Path(feed.folder).exists())


@pytest.mark.parametrize("number", [None, signal.SIGTERM, signal.SIGKILL])
def test_the_console_on_a_throw_away_shop(tmp_path: Path, number: signal.Signals | None) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    child = pexpect.spawn(
        sys.executable,
        ["-m", "orders_tui", "demo", "--orders", "60", "--rate", "600"],
        env={**os.environ, "TMPDIR": str(folder), "TERM": "xterm-256color"},
        dimensions=(40, 140),
    )
    child.expect_exact("Order ID", timeout=PATIENCE)
    (shop,) = folder.glob("orders-tui-*")
    assert stat.S_IMODE(shop.stat().st_mode) == 0o700
    if number is None:
        child.send("\x11")
    else:
        child.kill(number)
    child.expect(pexpect.EOF, timeout=PATIENCE)
    child.close()
    assert (child.exitstatus, child.signalstatus) == {
        None: (0, None),
        signal.SIGTERM: (128 + signal.SIGTERM, None),
        signal.SIGKILL: (None, signal.SIGKILL),
    }[number]
    until(lambda: not any(folder.iterdir()))
