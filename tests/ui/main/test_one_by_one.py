"""Changes one after the other, as keys ask for them."""

import asyncio

from orders_tui.domain.commands import RuleBroken
from orders_tui.ui.main.one_by_one import OneByOne
from orders_tui.ui.main.report import Report


async def test_a_change_begins_when_the_one_before_it_is_done() -> None:
    one_by_one, begun, go_on = OneByOne(), list[str](), asyncio.Event()

    async def first() -> Report | None:
        begun.append("first")
        await go_on.wait()
        return None

    async def second() -> Report | None:
        begun.append("second")
        return Report("done")

    both = asyncio.gather(one_by_one(first), one_by_one(second))
    for _turn in range(5):
        await asyncio.sleep(0)
    assert begun == ["first"]
    go_on.set()
    assert list(await both) == [None, Report("done")]


async def test_what_a_rule_refuses_is_reported_and_the_next_one_goes_on() -> None:
    one_by_one = OneByOne()

    async def refused() -> Report | None:
        raise RuleBroken("no")

    assert [await one_by_one(refused) for _time in range(2)] == [Report("no", warning=True)] * 2
