"""The feeder of the demo shop: a process that sends orders to the intake until the one that started it has ended.

It reads a pipe whose other end only its parent has open. However the parent ends, the system closes that end; then
the feeder stops the intake, removes the shop's folder and ends itself.
"""

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

_PARENT = 0
_GRACE = 3.0
"""How many seconds a process may take to end by itself."""
_PYTHON = [sys.executable, "-P", "-m"]
"""Runs a module; -P, since what lies in the folder where the demo was started is no part of the program."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What comes in where."""

    folder: str
    """The folder of the shop, which is removed at the end."""
    db: str
    rate: float
    """How many orders come in a minute."""
    seed: int
    timezone: str


@contextmanager
def feeding(feed: Feed) -> Iterator[None]:
    """Send orders to the intake in another process, until the block ends."""
    feeder = subprocess.Popen(
        [*_PYTHON, __name__, json.dumps(asdict(feed))],
        stdin=subprocess.PIPE,
        # The console draws on this terminal, where no word of another process may come in between.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_with_program(os.environ),
        # What is typed at the terminal, such as ctrl+c, is not for the feeder.
        start_new_session=True,
    )
    try:
        yield
    finally:
        _end(feeder)


def run(feed: Feed) -> None:
    """Send orders to the intake until the parent has ended, then remove the shop."""
    intake = subprocess.Popen(
        [*_PYTHON, "orders_tui", "--db", feed.db, "--unsafe-sqlite", "ingest"],
        stdin=subprocess.PIPE,
        # A pipe for the answers, which nobody would read, would fill up and stop the intake.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(feed, os.environ),
    )
    try:
        _pour(feed, intake)
        # Also where the intake has ended: the console still shows what lies in the folder.
        _parent_ended(None)
    finally:
        _end(intake)
        shutil.rmtree(feed.folder, ignore_errors=True)


def _pour(feed: Feed, intake: "subprocess.Popen[bytes]") -> None:
    from orders_tui.demo.shop import arrivals  # the parent need not load it twice

    pause = 60 / feed.rate if feed.rate > 0 else None
    assert intake.stdin is not None
    with suppress(BrokenPipeError):  # the intake has ended; the shop goes on without new orders
        for arrival in arrivals(feed.seed):
            if _parent_ended(pause):
                return
            intake.stdin.write(json.dumps(arrival).encode() + b"\n")
            intake.stdin.flush()


def _parent_ended(seconds: float | None) -> bool:
    """Whether the parent has ended within so many seconds; None waits until it has."""
    return bool(select.select([_PARENT], [], [], seconds)[0])


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Close the input of a process, which ends it; one that goes on for `_GRACE` seconds is killed."""
    assert process.stdin is not None
    # Closing writes what is still buffered, for which a process that has ended by itself is no reader any more.
    with suppress(BrokenPipeError):
        process.stdin.close()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _with_program(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment in which Python finds this program also where it is not installed."""
    return {**environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def _environment(feed: Feed, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without what a person has set for the real shop."""
    rest = {name: value for name, value in environ.items() if not name.startswith("ORDERS_TUI_")}
    return {**rest, "XDG_CONFIG_HOME": str(Path(feed.folder) / "config"), "ORDERS_TUI_TIMEZONE": feed.timezone}


if __name__ == "__main__":
    run(Feed(**json.loads(sys.argv[1])))
