"""The console is killed in the middle of an order, and started again in the same terminal."""

import getpass
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from orders_tui.domain.drafts import Draft
from orders_tui.domain.facts import Order
from orders_tui.domain.rights import Actor
from tests.ui.desk_app import another

WAIT = 60


def started(path: Path) -> "pexpect.spawn[bytes]":
    """The console on the database, in a terminal of its own."""
    command = ["-m", "orders_tui", "--db", str(path), "--lang", "en"]
    return pexpect.spawn(sys.executable, command, dimensions=(24, 80), timeout=WAIT)


def until(console: "pexpect.spawn[bytes]", fact: Callable[[], object]) -> None:
    """Read what the console writes until it has brought something about."""
    end = time.monotonic() + WAIT
    while not fact():
        assert time.monotonic() < end
        console.expect(pexpect.TIMEOUT, timeout=0.05)


def drafts(path: Path, name: str) -> tuple[Draft, ...]:
    with another(path) as store:
        return store.drafts.of(Actor(name, "console"))


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGHUP])
def test_what_was_typed_is_there_again(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch, end: signal.Signals
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(path.parent / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(path.parent / "state"))
    monkeypatch.delenv("SUDO_USER", raising=False)
    name = getpass.getuser()
    console = started(path)
    console.expect("Gita")
    console.send("a")
    console.expect("New order")
    console.send("Hana Kill")
    if end is signal.SIGKILL:
        until(console, lambda: any("Hana Kill" in draft.text for draft in drafts(path, name)))
    else:
        console.expect("Kill")
    console.kill(end)
    console.wait()
    again = started(path)
    again.expect("This was typed and not saved")
    again.expect("Hana Kill")
    again.send("\r")
    again.expect("New order")
    again.expect("Hana Kill")
    again.kill(signal.SIGKILL)
    again.wait()
