"""Several processes on one file: nothing that was answered is ever lost, whoever is killed."""

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import IO

from orders_tui.domain.facts import Order
from orders_tui.store.store import Store
from tests.samples import BUDI
from tests.store.shop import changed, everyone, opened, placed

ROOT = Path(__file__).parents[2]


def writer(path: Path, name: str, count: int = 0) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.store.writer", str(path), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def answers(process: "subprocess.Popen[str]") -> IO[str]:
    assert process.stdout
    return process.stdout


def stored(store: Store) -> dict[str, Order]:
    return {order.order_id: order for order in everyone(store)}


def test_two_processes_write_and_nothing_is_lost(path: Path) -> None:
    with opened(path, create=True) as store:
        seen = store.orders.data_version()
        writers = [writer(path, name, 60) for name in ("sari", "budi")]
        answered = [process.communicate()[0].split() for process in writers]
        assert [process.returncode for process in writers] == [0, 0]
        orders = stored(store)
        for name, words in zip(("sari", "budi"), answered, strict=True):
            told = dict(zip(words[::2], words[1::2], strict=True))
            assert len(told) == 60
            assert all(orders[order_id].note == f"{name} {number}" for order_id, number in told.items())
            assert all(orders[order_id].version == 2 for order_id in told)
        assert len(orders) == 120
        assert store.orders.data_version() != seen
        assert store.check() == []


def test_what_was_answered_outlives_the_kill_of_its_writer(path: Path) -> None:
    chance = random.Random(5)
    with opened(path, create=True) as store:
        answered: dict[str, str] = {}
        for number in range(6):
            victim = writer(path, f"victim{number}")
            bystander = placed(store, BUDI)
            for _ in range(chance.randrange(1, 60)):
                order_id, count = answers(victim).readline().split()
                answered[order_id] = f"victim{number} {count}"
            victim.kill()
            # What it had answered before it died may still be in the pipe; the last line may be torn.
            whole = answers(victim).read().rpartition("\n")[0].splitlines()
            answered |= {line.split()[0]: f"victim{number} {line.split()[1]}" for line in whole}
            victim.wait()
            answers(victim).close()
            assert changed(store, bystander, BUDI, note="lives").note == "lives"
        orders = stored(store)
        assert len(answered) > 100
        assert {order_id: orders[order_id].note for order_id in answered} == answered
        assert store.check() == []
    with opened(path) as store:
        assert stored(store) == orders


def test_who_is_killed_leaves_at_most_one_order_without_its_note(path: Path) -> None:
    with opened(path, create=True) as store:
        for number in range(3):
            victim = writer(path, f"victim{number}")
            answers(victim).readline()
            victim.kill()
            victim.communicate()
        versions = Counter(order.version for order in everyone(store))
        assert set(versions) <= {1, 2}
        assert versions[1] <= 3
