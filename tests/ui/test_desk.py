"""The three threads that answer the console: what is no longer wanted is stopped, what is wanted is answered."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.order import Status
from orders_tui.store.store import Store
from orders_tui.ui.desk import Desk
from tests.samples import SARI
from tests.store.shop import changed, new_order, opened, placed, sqlite

COUNT = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?) SELECT max(x) FROM n"
FOR_HOURS = 100_000_000_000


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with opened(path, create=True) as store:
        yield store


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    desk = Desk(store, SARI)
    yield desk
    desk.close()


def count(store: Store, upto: int) -> int:
    return int(sqlite(store).rows(COUNT, (upto,))[0][0])


async def begun(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, 30)


class Endless:
    """A question that the database would answer for hours."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.begun = threading.Event()
        self.ended = threading.Event()

    def __call__(self) -> int:
        self.begun.set()
        try:
            return count(self._store, FOR_HOURS)
        finally:
            self.ended.set()


@pytest.mark.skipif(sys.platform != "linux", reason="a thread has no priority of its own")
async def test_what_counts_the_values_of_filters_gives_way_to_what_is_waited_for(desk: Desk) -> None:
    asked = (desk.on_groups, desk.on_list, desk.on_facts, desk.write)
    counting, *others = [await ask(os.getpriority, os.PRIO_PROCESS, 0) for ask in asked]
    here = os.getpriority(os.PRIO_PROCESS, 0)
    assert others == [here] * 3
    assert counting == min(19, here + 10)


async def test_a_question_is_answered_in_a_thread_of_its_own(desk: Desk) -> None:
    threads = {await ask(threading.get_ident) for ask in (desk.on_list, desk.on_facts, desk.write)}
    assert len(threads) == 3
    assert threading.get_ident() not in threads


async def test_a_question_that_nobody_waits_for_is_stopped_in_the_database(store: Store, desk: Desk) -> None:
    endless = Endless(store)
    asker = asyncio.create_task(desk.on_list(endless))
    await begun(endless.begun)
    asker.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asker
    assert await desk.on_list(count, store, 42) == 42
    assert endless.ended.is_set()


async def test_a_question_of_many_statements_is_stopped_between_them_too(store: Store, desk: Desk) -> None:
    first, go_on = threading.Event(), threading.Event()

    def two_statements() -> int:
        count(store, 10)
        first.set()
        assert go_on.wait(30)
        return count(store, FOR_HOURS)

    asker = asyncio.create_task(desk.on_facts(two_statements))
    await begun(first)
    asker.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asker
    go_on.set()
    assert await desk.on_facts(count, store, 7) == 7


async def test_a_question_that_waits_its_turn_is_never_asked_once_it_is_not_wanted(store: Store, desk: Desk) -> None:
    endless, asked = Endless(store), threading.Event()
    running = asyncio.create_task(desk.on_list(endless))
    await begun(endless.begun)
    waiting = asyncio.create_task(desk.on_list(asked.set))
    await asyncio.sleep(0)
    waiting.cancel()
    running.cancel()
    await asyncio.gather(waiting, running, return_exceptions=True)
    assert await desk.on_list(count, store, 5) == 5
    assert not asked.is_set()


async def test_a_stop_that_was_meant_for_the_question_before_loses_nothing(store: Store, desk: Desk) -> None:
    endless, tries = Endless(store), []

    def asked_twice() -> int:
        tries.append(threading.get_ident())
        return endless() if len(tries) == 1 else count(store, 9)

    asker = asyncio.create_task(desk.on_list(asked_twice))
    await begun(endless.begun)
    while not endless.ended.is_set():
        store.engine.interrupt(tries[0])
        await asyncio.sleep(0)
    assert await asker == 9
    assert len(tries) == 2


@pytest.mark.parametrize("seed", range(3))
async def test_everybody_gets_the_answer_to_what_was_asked(store: Store, desk: Desk, seed: int) -> None:
    chance = Random(seed)
    lines: tuple[Callable[..., object], ...] = (desk.on_list, desk.on_facts)
    askers: dict[asyncio.Task[int], int] = {}
    for _each in range(150):
        upto = chance.randrange(1, 3_000)
        line = chance.choice(lines)
        askers[asyncio.create_task(line(count, store, upto))] = upto  # type: ignore[arg-type]
        if chance.random() < 0.5:
            await asyncio.sleep(0)
        if chance.random() < 0.5:
            chance.choice(list(askers)).cancel()
    answers = await asyncio.gather(*askers, return_exceptions=True)
    kept = [(answer, upto) for answer, upto in zip(answers, askers.values(), strict=True) if isinstance(answer, int)]
    assert len(kept) > 20
    assert all(answer == upto for answer, upto in kept)
    assert all(isinstance(answer, int | asyncio.CancelledError) for answer in answers)


async def test_a_refusal_reaches_the_one_who_asked(store: Store, desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="There is no order"):
        await desk.on_facts(store.orders.get, "NONE")
    assert await desk.on_facts(count, store, 3) == 3


async def test_a_change_that_was_begun_is_finished(store: Store, desk: Desk) -> None:
    order = placed(store)
    inside, go_on = threading.Event(), threading.Event()

    def slow_change() -> None:
        inside.set()
        assert go_on.wait(30)
        changed(store, order, status=Status.CONFIRMED)

    asker = asyncio.create_task(desk.write(slow_change))
    await begun(inside)
    asker.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asker
    go_on.set()
    await desk.write(count, store, 1)
    assert store.orders.get(order.order_id).status is Status.CONFIRMED


async def test_closing_stops_what_is_read_and_finishes_what_is_written(store: Store) -> None:
    desk, endless, inside, go_on = Desk(store, SARI), Endless(store), threading.Event(), threading.Event()

    def slow_change() -> str:
        inside.set()
        assert go_on.wait(30)
        return store.execute(new_order(), SARI).order_id

    reader = asyncio.create_task(desk.on_facts(endless))
    writer = asyncio.create_task(desk.write(slow_change))
    await begun(endless.begun)
    await begun(inside)
    closing = asyncio.create_task(asyncio.to_thread(desk.close))
    await begun(endless.ended)
    go_on.set()
    await closing
    with pytest.raises(asyncio.CancelledError):
        await reader
    assert store.orders.get(await writer)


async def test_what_is_asked_at_the_end_is_asked_of_nobody(store: Store) -> None:
    desk = Desk(store, SARI)
    endless = Endless(store)
    under_way = asyncio.ensure_future(desk.on_facts(endless))
    await begun(endless.begun)
    await asyncio.to_thread(desk.close)
    for question in (under_way, asyncio.ensure_future(desk.on_facts(count, store, 1))):
        with pytest.raises(asyncio.CancelledError):
            await question
