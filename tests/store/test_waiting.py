"""Waiting for the writer's lock: one writes at a time, and nobody waits for ever, or without a word."""

import os
import pwd
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.store import waiting
from orders_tui.store.engine.lock import WriterLock
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.errors import DatabaseError
from orders_tui.store.waiting import Waiting
from tests.store.shop import everyone, opened, placed, raw


def test_the_lock_lets_one_in_at_a_time(path: Path) -> None:
    locks = [WriterLock(path) for _ in range(2)]
    inside = threading.Event()

    def enter(lock: WriterLock) -> None:
        with lock():
            inside.set()

    try:
        for lock in locks:
            writer = threading.Thread(target=enter, args=(lock,))
            with locks[0]():
                writer.start()
                assert not inside.wait(0.05)
            writer.join()
            assert inside.is_set()
            inside.clear()
    finally:
        for lock in locks:
            lock.close()
            lock.close()


def test_nobody_waits_for_ever_for_a_writer_that_does_not_end(path: Path) -> None:
    stopped, other = WriterLock(path), WriterLock(path, lambda: Waiting(0.02))
    try:
        with stopped():
            for _ in range(2):
                with pytest.raises(DatabaseError, match="busy with another"), other():
                    pass
        # Those who left their places in the queue do not keep the lock when their turn comes.
        with WriterLock(path, lambda: Waiting(5))(), pytest.raises(DatabaseError), other():
            pass
        with stopped():
            pass
    finally:
        stopped.close()
        other.close()


def test_threads_of_one_lock_do_not_wait_for_ever_either(path: Path) -> None:
    lock = WriterLock(path, lambda: Waiting(0.02))
    refused: list[str] = []

    def enter() -> None:
        try:
            with lock():
                pass
        except DatabaseError as busy:
            refused.append(str(busy))

    with lock():
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
    assert refused == ["The database is busy with another program's change. Try again."]
    lock.close()


def test_a_database_opens_while_another_writes(path: Path) -> None:
    with opened(path, create=True) as store:
        order = placed(store)
        with store.engine.writing():
            SqliteEngine(path).close()
            SqliteEngine(path, create=True).close()
        assert everyone(store) == (order,)


class Told:
    """What is said of a wait, in its order."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.begun = threading.Event()
        self.gives_up = threading.Event()

    def waiting(self, limit: float | None = None) -> Waiting:
        def begin(holder: str) -> None:
            self.said.append(f"begun {holder}")
            self.begun.set()

        return Waiting(limit, begin, lambda: self.said.append("ended"), self.gives_up.is_set)


HOLDING = """
import sys
from pathlib import Path
from orders_tui.store.engine.lock import WriterLock
with WriterLock(Path(sys.argv[1]))():
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held_elsewhere(path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that writes until its input gets a line."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        if process.poll() is None:
            process.communicate(b"\n")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits are told of at once, and looked at often."""
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    monkeypatch.setattr(waiting, "SLICE", 0.01)


@pytest.mark.usefixtures("impatient")
def test_a_wait_goes_on_by_itself_and_says_for_whom(path: Path) -> None:
    told = Told()
    with opened(path, create=True) as store, held_elsewhere(path) as process:
        store.wait_as(told.waiting())
        order: list[Order] = []

        def place() -> None:
            store.connect()
            order.append(placed(store))
            store.disconnect()

        writer = threading.Thread(target=place)
        writer.start()
        assert told.begun.wait(30)
        assert told.said == [f"begun process {process.pid} ({pwd.getpwuid(os.geteuid()).pw_name})"]
        process.communicate(b"\n")
        writer.join(30)
        assert len(order) == 1
        assert told.said[1:] == ["ended"]


@pytest.mark.usefixtures("impatient")
def test_a_wait_can_be_given_up(path: Path) -> None:
    told = Told()
    with opened(path, create=True) as store, held_elsewhere(path):
        store.wait_as(told.waiting())
        told.gives_up.set()
        with pytest.raises(DatabaseError, match="nothing was stored"):
            placed(store)
        told.gives_up.clear()
        store.wait_as(told.waiting(limit=0.05))
        with pytest.raises(DatabaseError, match="busy with another"):
            placed(store)
    with opened(path) as store:
        assert everyone(store) == ()
        assert placed(store)


@pytest.mark.usefixtures("impatient")
def test_a_program_that_knows_no_lock_is_waited_for_too(path: Path) -> None:
    told = Told()
    with opened(path, create=True) as store:
        # Given up once it is said: on a busy machine a limit may pass before that.
        store.wait_as(told.waiting()._replace(given_up=told.begun.is_set))
        with raw(path) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseError, match="nothing was stored"):
                placed(store)
            assert told.said == ["begun ", "ended"]
            other.execute("COMMIT")
        assert placed(store)
