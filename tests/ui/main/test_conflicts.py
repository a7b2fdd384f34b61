"""A ship sheet of which others changed orders meanwhile: what is asked, and what is said of both runs."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.domain.plans import Result
from orders_tui.domain.shipping import ShipSheet
from orders_tui.store.errors import DatabaseError
from orders_tui.ui.desk import Desk
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.ship_sheet import ShipSheetDialog
from tests.samples import BUDI, COURSE
from tests.store.shop import changed
from tests.ui.desk_app import another
from tests.ui.main.parts import Person, actions, status


class Slow(Person):
    """Fills the sheet and says yes, each time so late that somebody else changes the next of these orders before."""

    def __init__(self, path: Path, *orders: Sequence[Order]) -> None:
        super().__init__(*[True] * len(orders), None)
        self._path = path
        self._orders = iter(orders)

    async def __call__(self, dialog: Any, /) -> Any:
        answer = await super().__call__(dialog)
        with another(self._path) as store:
            for order in next(self._orders, ()):
                changed(store, order, BUDI, note=f"{len(self.asked)}")
        return _filled(dialog.sheet) if isinstance(dialog, ShipSheetDialog) else answer


def _filled(sheet: ShipSheet) -> ShipSheet:
    """With a courier and numbers where a parcel goes."""
    for row, parcel in enumerate(sheet.parcels):
        if parcel.order.items != (COURSE,):
            sheet = sheet.with_courier(row, "JNE").with_receipt(row, f"R{row}")
    return sheet


async def test_the_report_of_the_second_run_says_what_the_first_one_did(
    path: Path, desk: Desk, shop: dict[str, Order]
) -> None:
    three = [shop[name] for name in ("Gita", "Fajar", "Eka")]
    _gita, fajar, eka = three
    person = Slow(path, [fajar, eka], [eka])
    report = await actions(desk, person, *three).carry_out("to_shipped")
    assert person.kinds == ["ShipSheetDialog", "ConfirmDialog", "ConfirmDialog"]
    assert [status(desk, order) for order in three] == [Status.SHIPPED, Status.SHIPPED, Status.PENDING]
    assert report is not None
    said = report.sentence.splitlines()
    assert said[0] == "2 orders: Shipped. Press u to undo the last one."
    assert said[1].startswith(f"1 skipped: {eka.order_id} was changed meanwhile by budi")
    assert (report.warning, report.untouched) == (True, {eka.id})


async def test_a_second_run_that_ships_nothing_leaves_what_the_first_one_did(
    path: Path, desk: Desk, shop: dict[str, Order]
) -> None:
    person = Slow(path, [shop["Fajar"]], [shop["Fajar"]])
    report = await actions(desk, person, shop["Gita"], shop["Fajar"]).carry_out("to_shipped")
    assert report is not None
    assert report.sentence.startswith("1 order: Shipped. Press u to undo.\n1 skipped: ")
    assert await actions(desk, Person(True), shop["Gita"]).undo() is not None
    assert status(desk, shop["Gita"]) is Status.PENDING


async def test_what_ended_early_by_a_fault_says_so_and_asks_nothing(
    path: Path, desk: Desk, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = desk.store.carry_out

    def faulty(*asked: Any, **watch: Any) -> Result:
        return replace(real(*asked, **watch), stopped=True, fault="The disk reported an error.")

    monkeypatch.setattr(desk.store, "carry_out", faulty)
    person = Slow(path, [shop["Fajar"]])
    report = await actions(desk, person, shop["Gita"], shop["Fajar"]).carry_out("to_shipped")
    assert person.kinds == ["ShipSheetDialog"]
    assert report is not None
    assert report.sentence.startswith("1 order: Shipped. Press u to undo.")
    assert "The disk reported an error." in report.sentence
    assert f"{shop['Fajar'].order_id} was changed meanwhile by budi" in report.sentence


async def test_a_second_run_that_the_database_fails_leaves_the_report_of_the_first_one(
    path: Path, desk: Desk, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, runs = desk.store.carry_out, count()

    def faulty(*asked: Any, **watch: Any) -> Result:
        if next(runs):
            raise DatabaseError("The disk reported an error.")
        return real(*asked, **watch)

    monkeypatch.setattr(desk.store, "carry_out", faulty)
    gita, fajar, eka = (shop[name] for name in ("Gita", "Fajar", "Eka"))
    person = Slow(path, [fajar, eka], [])
    report = await actions(desk, person, gita, fajar, eka).carry_out("to_shipped")
    assert person.kinds == ["ShipSheetDialog", "ConfirmDialog"]
    assert report is not None
    said = report.sentence.splitlines()
    assert said[0] == "1 order: Shipped. Press u to undo."
    assert said[1].startswith(f"2 skipped, for example: {fajar.order_id} was changed meanwhile by budi")
    assert "The disk reported an error." in said
    assert (report.warning, report.untouched) == (True, {fajar.id, eka.id})


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Fajar", "Ship 1 order as it is now, with the number that was typed?"),
        ("Eka", "Ship 1 order as it is now?"),  # it is sent by no courier
    ],
)
async def test_numbers_are_spoken_of_only_where_there_are_some(
    path: Path, desk: Desk, shop: dict[str, Order], name: str, asked: str
) -> None:
    person = Slow(path, [shop[name]])
    await actions(desk, person, shop["Gita"], shop[name]).carry_out("to_shipped")
    question = person.asked[-1]
    assert isinstance(question, ConfirmDialog)
    assert question.question.plain.splitlines()[-1] == asked
