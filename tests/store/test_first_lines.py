"""The lines on which the orders of a file come first: found again among many, and never held in memory."""

import gc
import resource
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from orders_tui.domain.file_orders import FileOrder, Mode
from orders_tui.store.engine.first_lines import lines_of_numbers
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Store
from tests.samples import HONEY, SARI

_MANY = 150_000
_SHORT, _LONG = 600, 2_200


def _numbers() -> list[int]:
    chance = Random(7)
    return [0, -(1 << 63), (1 << 63) - 1, *(chance.getrandbits(64) - (1 << 63) for _number in range(_MANY))]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the temporary files."""
    path = tmp_path / "temporary"
    path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(path))
    return path


def _on_disk() -> int:
    """The bytes of the open files of this process that have no name."""
    files = [entry.stat() for entry in Path("/proc/self/fd").iterdir() if entry.exists()]
    return sum(file.st_size for file in files if file.st_nlink == 0)


def test_numbers_are_found_again_and_lie_on_the_disk_without_a_name(folder: Path) -> None:
    numbers, before = _numbers(), _on_disk()
    with lines_of_numbers() as first_line:
        assert {first_line(number, line) for line, number in enumerate(numbers, 2)} == {None}
        assert [first_line(number, 9) for number in numbers[::50]] == [*range(2, len(numbers) + 2, 50)]
        assert _on_disk() - before > 5 * _MANY
        assert list(folder.iterdir()) == []
    assert _on_disk() == before


def test_where_no_temporary_file_can_be_made_the_folder_is_named(store: Store, folder: Path) -> None:
    folder.rmdir()
    orders = [FileOrder(2, {"store": "Toko", "name": "Siti"}, (HONEY,))]
    with pytest.raises(DatabaseError, match=f"temporary files, {folder}, is full or cannot be written"):
        list(store.plan_import(orders, Mode.ADD))
    with pytest.raises(DatabaseError, match=f"temporary files, {folder}, is full or cannot be written"):
        store.import_orders(orders, Mode.ADD, SARI)


def test_where_no_folder_can_be_written_the_one_that_was_named_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        with pytest.raises(DatabaseError, match=f"temporary files, {tmp_path}, is full"), lines_of_numbers():
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _growth(work: Callable[[Iterator[FileOrder]], Any]) -> int:
    """By how much of Python's memory more is held after many orders than after a few of the same file."""
    held: list[int] = []

    def orders() -> Iterator[FileOrder]:
        for line in range(_LONG + 1):
            if line in (_SHORT, _LONG):  # each the first of the orders that are looked up together
                gc.collect()
                held.append(tracemalloc.get_traced_memory()[0])
            yield FileOrder(line, {"store": "Toko", "name": "Siti", "external_id": f"W-{line}"}, (HONEY,))

    tracemalloc.start()
    try:
        work(orders())
    finally:
        tracemalloc.stop()
    return held[1] - held[0]


def test_plan_and_import_hold_no_more_of_a_longer_file(store: Store) -> None:
    def plan(orders: Iterator[FileOrder]) -> None:
        for _decision in store.plan_import(orders, Mode.BOTH):
            pass

    def run(orders: Iterator[FileOrder]) -> None:
        store.import_orders(orders, Mode.BOTH, SARI)

    # Some blocks of earlier orders are kept for the next ones; a number and a line of each would be more.
    assert max(_growth(plan), _growth(run)) < 32 * (_LONG - _SHORT)
