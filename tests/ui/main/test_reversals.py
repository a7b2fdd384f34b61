"""Undo and redo: when a person is asked first, and what is said afterwards."""

from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.domain.plans import Result
from orders_tui.domain.rights import Actor
from orders_tui.store.store import Request
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.report import Report
from orders_tui.ui.screens.confirm import ConfirmDialog
from tests.samples import BUDI, NOW, SARI, a_change
from tests.store.shop import changed, new_order, opened
from tests.ui.desk_app import another
from tests.ui.main.parts import Person, actions, status


async def test_undo_and_redo_say_what_they_did(desk: Desk, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]
    one = actions(desk, Person("to_confirmed"), gita)
    await one.choose()
    back = (gita.id,)
    assert await one.undo() == Report(f"Undone: {gita.order_id} Gita Savitri, Confirmed → Pending.", back=back)
    assert await one.redo() == Report(f"Redone: {gita.order_id} Gita Savitri, Pending → Confirmed.", back=back)
    assert await one.redo() == Report("There is nothing to redo.", warning=True)
    two = actions(desk, Person(True), shop["Fajar"], shop["Eka"])
    await two.carry_out("to_confirmed")
    pair = (shop["Fajar"].id, shop["Eka"].id)
    assert await two.undo() == Report("Undone for 2 orders.", back=pair, marked=frozenset(pair))
    assert await two.redo() == Report("Redone for 2 orders.", back=pair, unmarked=frozenset(pair))
    assert await two.undo() == Report("Undone for 2 orders.", back=pair, marked=frozenset(pair))


async def test_undo_asks_first_where_there_are_more_orders_than_anybody_sees(
    desk: Desk, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    await actions(desk, Person(True), shop["Fajar"], shop["Eka"]).carry_out("to_confirmed")
    offer = desk.store.last_change(desk.actor)
    assert offer is not None
    # As that of a thousand orders is, of which it has the first.
    monkeypatch.setattr(desk.store, "last_change", lambda _by: offer._replace(rows=offer.rows[:1]))
    person = Person(None)
    assert await actions(desk, person).undo() is None
    assert [type(dialog) for dialog in person.asked] == [ConfirmDialog]


@pytest.mark.parametrize(
    ("actor", "session", "hours", "unseen", "asks"),
    [
        (SARI, NOW, 0, 0, False),
        (SARI._replace(place="pts/9"), NOW, 0, 0, True),
        (SARI._replace(via="command"), NOW, 0, 0, True),
        (SARI, NOW + 1, 0, 0, True),
        (SARI, NOW, 2, 0, True),
        (SARI, NOW, 0, 1, True),
    ],
    ids=["here", "another terminal", "the command line", "an earlier session", "long ago", "not in the list"],
)
async def test_undo_asks_first_where_it_could_surprise(
    desk: Desk,
    shop: dict[str, Order],
    monkeypatch: pytest.MonkeyPatch,
    actor: Actor,
    session: int,
    hours: int,
    unseen: int,
    asks: bool,
) -> None:
    gita = shop["Gita"]
    desk.store.execute(a_change(gita.order_id, status=Status.CONFIRMED), actor)
    monkeypatch.setattr(desk, "began", session)
    monkeypatch.setattr(desk.store, "now", lambda: NOW + hours * 3600)
    person = Person(None)
    report = await actions(desk, person, unseen=unseen).undo()
    assert (status(desk, gita) is Status.CONFIRMED) is asks
    assert (report is None) is asks
    for dialog in person.asked:
        assert isinstance(dialog, ConfirmDialog)
        assert dialog.starts_on_no
        for part in (
            "Undo?",
            "Pending → Confirmed",
            gita.order_id,
            "Gita Savitri",
            f"by sari, {_(actor)} {actor.place}",
        ):
            assert part in dialog.question.plain
    if asks:
        assert await actions(desk, Person(True), unseen=unseen).undo() is not None
        assert status(desk, gita) is Status.PENDING


def _(actor: Actor) -> str:
    return "console" if actor.via == "console" else "command line"


async def test_the_undo_of_what_added_orders_says_how_many(path: Path, desk: Desk, shop: dict[str, Order]) -> None:
    requests = [Request(new_order(name="Wati", phone=f"+6281200000{at}")) for at in (101, 102)]
    with opened(path, seed=9) as other:
        other.execute_many(requests, desk.actor, one_operation=True)
    person = Person(None)
    await actions(desk, person, unseen=2).undo()
    (dialog,) = person.asked
    assert isinstance(dialog, ConfirmDialog)
    assert "2 orders added" in dialog.question.plain
    assert dialog.question.plain.count("Wati") == 2
    assert "Created" not in dialog.question.plain


async def test_there_is_nothing_to_undo(desk: Desk, shop: dict[str, Order]) -> None:
    desk.actor = Actor("wati", "console", "pts/9")
    assert await actions(desk, Person()).undo() == Report("There is nothing to undo.", warning=True)


async def test_what_cannot_come_back_of_many_is_reported(path: Path, desk: Desk, shop: dict[str, Order]) -> None:
    pair = actions(desk, Person(True), shop["Fajar"], shop["Eka"])
    await pair.carry_out("to_confirmed")
    with another(path) as other:
        changed(other, shop["Eka"], BUDI, status=Status.READY)
    report = await pair.undo()
    assert report is not None
    assert report.warning
    first, second = report.sentence.splitlines()
    assert first.startswith(f"Undone: {shop['Fajar'].order_id} Fajar, ")
    assert second.startswith(f"1 skipped: {shop['Eka'].order_id}")
    assert "budi" in second
    assert report.marked == {shop["Fajar"].id}


async def test_an_undo_that_was_stopped_says_how_much_is_left_and_how_to_go_on(
    desk: Desk, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orders_tui.store.writes.jobs._SECONDS", 0.0)
    monkeypatch.setattr("orders_tui.store.writes.jobs._TOGETHER", 1)
    names = ("Gita", "Fajar", "Eka")
    many = actions(desk, Person(True), *(shop[name] for name in names))
    await many.carry_out("to_confirmed")
    undo = desk.store.undo

    def stopped(by: Actor, operation: int | None = None, **_watch: Any) -> Result:
        seen: list[int] = []
        return undo(by, operation, progress=seen.append, stop=lambda: len(seen) == 1)

    monkeypatch.setattr(desk.store, "undo", stopped)
    told: list[tuple[list[str], set[int]]] = []
    for _time in range(3):
        report = await many.undo()
        assert report is not None
        told.append((report.sentence.splitlines()[1:], set(report.marked)))
    assert told == [
        (["Stopped; 2 of 3 orders were not processed.", "Press u to undo them too."], {shop["Gita"].id}),
        (["Stopped; 1 of 2 orders were not processed.", "Press u to undo them too."], {shop["Fajar"].id}),
        ([], {shop["Eka"].id}),
    ]
    assert {status(desk, shop[name]) for name in names} == {Status.PENDING}


async def test_an_undo_that_can_do_nothing_says_so_and_leads_to_the_change_before(
    path: Path, desk: Desk, shop: dict[str, Order]
) -> None:
    gita = shop["Gita"]
    one = actions(desk, Person(), gita)
    await one.carry_out("mark_paid")
    await one.carry_out("to_confirmed")
    with another(path) as other:
        changed(other, gita, BUDI, status=Status.READY)
    first, second = await one.undo(), await one.undo()
    assert first is not None
    assert first.sentence.splitlines() == [
        f"1 skipped: {gita.order_id} stays as it is: Status was changed by budi since.",
        "Press u to undo the change before.",
    ]
    assert second is not None
    assert second.sentence == f"Undone: {gita.order_id} Gita Savitri, Paid → Unpaid."


async def test_an_undo_says_what_came_back_and_what_did_not(path: Path, desk: Desk, shop: dict[str, Order]) -> None:
    gita = shop["Gita"]
    one = actions(desk, Person(), gita)
    await one.carry_out("confirm_payment")
    with another(path) as other:
        changed(other, gita, BUDI, status=Status.READY)
    report = await one.undo()
    assert report is not None
    assert report.sentence.splitlines() == [
        f"Undone: {gita.order_id} Gita Savitri, Paid → Unpaid.",
        f"{gita.order_id} came back only in part: Status was changed by budi since.",
    ]
