"""The jobs of the guide, each played by the very keys that stand there, to the end that the guide promises."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.domain.templates import Access
from orders_tui.guide.topics import BlockKind, blocks, page, rows
from orders_tui.store.store import Store
from tests.samples import COURSE, OWNER
from tests.store.shop import changed, opened, placed, reached
from tests.ui.desk_app import Console, console

KEYS = {">": "greater_than_sign", ".": "full_stop", "Enter": "enter"}
"""The keys that Textual calls by another name than the guide."""
TYPED: dict[str, tuple[str, ...]] = {
    "courier": ("JNE",),
    "number": ("JT0001",),
    "reason": ("alamat salah",),
    "numbers": tuple(f"JT{number}" for number in range(10)),
}
"""What is typed for each word of the guide; `Enter` follows on each text."""
INDONESIAN = {"kurir": "courier", "nomor": "number", "alasan": "reason", "nomor-nomor": "numbers"}


class Job(NamedTuple):
    """A line of the guide's tables of jobs."""

    steps: tuple[str, ...]
    """The keys, each in backticks, and the words for what is typed."""
    number: int
    """How many keys the guide says it takes."""

    @property
    def keys(self) -> list[str]:
        return [step.strip("`") for step in self.steps if step.startswith("`")]


def jobs(language: str) -> list[Job]:
    tables = [rows(block) for block in blocks(page("keys", language)) if block.kind is BlockKind.TABLE]
    lines = [row for table in tables if len(table[0]) == 3 for row in table[1:]]
    return [Job(tuple(re.findall(r"`[^`]+`|[\w-]+", keys)), int(count)) for _job, keys, count in lines]


def standing(order: Order) -> tuple[Status, PaymentStatus]:
    return order.status, order.payment_status


class Played(NamedTuple):
    """What a job begins with and has to come to."""

    begin: Callable[[Store], list[Order]]
    """Makes the orders that it is about, the one for the cursor last."""
    before: tuple[str, ...]
    """What is pressed before the job begins."""
    ended: Callable[[Console, list[Order]], bool]
    """Whether all is done."""


def one(*route: Status, **facts: Any) -> Callable[[Store], list[Order]]:
    return lambda store: [reached(store, *route, **facts)]


def digital(store: Store) -> list[Order]:
    store.messages.save(Access(COURSE.name, "https://kelas.example"), OWNER)
    return [placed(store, items=(COURSE,), method=Method.VA_BCA)]


def ten_packed(store: Store) -> list[Order]:
    orders = [placed(store, courier="JNE") for _time in range(10)]
    return [changed(store, order, status=Status.READY) for order in orders]


def all_are(status: Status, payment: PaymentStatus) -> Callable[[Console, list[Order]], bool]:
    return lambda desk, orders: {standing(desk.stored(order)) for order in orders} == {(status, payment)}


def each_has_its_number(desk: Console, orders: list[Order]) -> bool:
    stored = [desk.stored(order) for order in orders]
    numbers = {order.receipt for order in stored}
    return {order.status for order in stored} == {Status.SHIPPED} and numbers == set(TYPED["numbers"])


def access_was_sent(desk: Console, orders: list[Order]) -> bool:
    [order] = [desk.stored(order) for order in orders]
    copied = "https://kelas.example" in desk.app.clipboard
    return copied and order.access_sent_at is not None and standing(order) == (Status.COMPLETED, PaymentStatus.PAID)


def was_followed_up(desk: Console, orders: list[Order]) -> bool:
    [order] = [desk.stored(order) for order in orders]
    return order.follow_ups == 1 and order.order_id in desk.app.clipboard


READY = (Status.CONFIRMED, Status.READY)
DONE = all_are(Status.COMPLETED, PaymentStatus.PAID)
PLAYED = (
    Played(one(), (), DONE),
    Played(one(method=Method.COD), (), DONE),
    Played(digital, (), DONE),
    Played(one(*READY, Status.SHIPPED), (), all_are(Status.RTS, PaymentStatus.UNPAID)),
    Played(one(), (), all_are(Status.CANCELED, PaymentStatus.UNPAID)),
    Played(ten_packed, ("asterisk",), each_has_its_number),
    Played(one(), ("greater_than_sign",), all_are(Status.PENDING, PaymentStatus.UNPAID)),
    Played(
        lambda store: [placed(store, name="Siti"), placed(store, name="Tono")],
        ("f", "down", "space", "escape", "greater_than_sign"),
        lambda desk, _orders: desk.under_cursor == "Siti",
    ),
    Played(one(), (), was_followed_up),
    Played(digital, (), access_was_sent),
)
"""The jobs in the order of the guide."""


async def play(desk: Console, job: Job) -> None:
    for step in job.steps:
        if step.startswith("`"):
            key = step.strip("`")
            await desk.press(KEYS.get(key, key))
            continue
        for text in TYPED[step]:
            await desk.type(text)
            await desk.press("enter")


def test_both_languages_name_the_same_keys() -> None:
    in_english, in_indonesian = jobs("en"), jobs("id")
    translated = [job._replace(steps=tuple(INDONESIAN.get(step, step) for step in job.steps)) for job in in_indonesian]
    assert translated == in_english
    assert len(in_english) == len(PLAYED)


@pytest.mark.parametrize("place", range(len(PLAYED)))
async def test_a_job_is_done_by_the_keys_of_the_guide(path: Path, place: int) -> None:
    job, played = jobs("en")[place], PLAYED[place]
    with opened(path, create=True) as store:
        orders = played.begin(store)
    async with console(path) as desk:
        await desk.press(*played.before)
        await play(desk, job)
        assert played.ended(desk, orders), desk.text
        assert not desk.asked
    assert len(job.keys) == job.number


async def test_the_cursor_goes_on_to_the_next_order_that_fits(path: Path) -> None:
    with opened(path, create=True) as store:
        orders = [placed(store, name=name) for name in ("Ani", "Budi", "Cici", "Dodi")]
    async with console(path) as desk:
        await desk.press("f", "down", "space", "escape")
        assert desk.under_cursor == "Dodi"
        await desk.press("j", "greater_than_sign")
        assert desk.under_cursor == "Budi"
        await desk.press("k")
        assert (desk.under_cursor, "left" in desk.line_of(orders[2])) == ("Cici", True)
        await desk.press("k", "greater_than_sign")
        assert desk.under_cursor == "Budi", "past the one that left before"
        await desk.press("greater_than_sign", "greater_than_sign")
        assert desk.under_cursor == "Ani", "there is none below"
        assert {desk.stored(order).status for order in orders} == {Status.CONFIRMED}


async def test_keys_typed_ahead_each_meet_the_order_that_comes_next(path: Path) -> None:
    with opened(path, create=True) as store:
        orders = [placed(store, name=name) for name in ("Ani", "Budi", "Cici")]
    async with console(path) as desk:
        await desk.press("f", "down", "space", "escape")
        await desk.hammer("greater_than_sign")
        assert [desk.stored(order).status for order in orders] == [Status.PENDING, Status.CONFIRMED, Status.CONFIRMED]


async def test_a_change_that_keeps_the_order_in_the_list_keeps_the_cursor(path: Path) -> None:
    with opened(path, create=True) as store:
        for name in ("Ani", "Budi"):
            placed(store, name=name)
    async with console(path) as desk:
        await desk.press("greater_than_sign")
        assert desk.under_cursor == "Budi"


@pytest.mark.parametrize("status", [Status.CANCELED, Status.COMPLETED])
async def test_where_no_step_leads_on_the_key_says_so(path: Path, status: Status) -> None:
    with opened(path, create=True) as store:
        route = (status,) if status is Status.CANCELED else (*READY, Status.SHIPPED, status)
        order = reached(store, *route)
    async with console(path) as desk:
        await desk.press("greater_than_sign")
        assert desk.told == "There is no next step here; . shows what can be done."
        assert desk.stored(order) == order
