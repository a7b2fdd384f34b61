"""Choose, ask, carry out, report: what a person is asked and what is said afterwards."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.ui.desk import Desk
from orders_tui.ui.main import order_actions, under_way
from orders_tui.ui.main.report import Report
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens.confirm import ConfirmDialog
from orders_tui.ui.screens.menu import MenuDialog
from orders_tui.ui.screens.progress import ProgressDialog
from orders_tui.ui.screens.ship_sheet import ShipSheetDialog
from orders_tui.ui.screens.typed_count import TypedCountDialog
from tests.samples import BUDI, PACKER, SARI, VIEWER, a_change
from tests.store.shop import changed
from tests.ui.desk_app import another
from tests.ui.main.parts import Person, actions, status


def test_the_next_step_is_one_that_the_person_may_take(shop: dict[str, Order]) -> None:
    steps = [Target.of(shop["Gita"]).next_step(actor) for actor in (SARI, PACKER, VIEWER)]
    assert [step and step.id for step in steps] == ["confirm_payment", "to_in_process", None]
    assert Target.of(shop["Agus"]).next_step(SARI) is None, "it is completed"


async def test_an_action_that_needs_nothing_is_carried_out_at_once(desk: Desk, shop: dict[str, Order]) -> None:
    person, gita = Person("to_confirmed"), shop["Gita"]
    report = await actions(desk, person, gita).choose()
    sentence = f"{gita.order_id} Gita Savitri: Pending → Confirmed. Press u to undo."
    assert report == Report(sentence)
    assert (person.kinds, status(desk, gita)) == (["MenuDialog"], Status.CONFIRMED)


async def test_the_steps_back_are_a_menu_of_their_own(desk: Desk, shop: dict[str, Order]) -> None:
    budi = shop["Budi"]
    person = Person("back", None, "back", "back_to_ready")
    assert await actions(desk, person, budi).choose() is not None
    assert status(desk, budi) is Status.READY
    letters = []
    for dialog in person.asked:
        assert isinstance(dialog, MenuDialog)
        letters.append("".join(entry.letter for entry in dialog.entries))
    assert letters == ["dtpmblLh", "rioe", "dtpmblLh", "rioe"], "whoever leaves the second menu comes to the first"


async def test_a_menu_of_several_says_how_many_have_each_action(desk: Desk, shop: dict[str, Order]) -> None:
    person = Person(None)
    await actions(desk, person, shop["Gita"], shop["Fajar"], shop["Agus"]).choose()
    (menu,) = person.asked
    assert isinstance(menu, MenuDialog)
    notes = {entry.id: entry.note for entry in menu.entries}
    assert (notes["confirm_payment"], notes["to_confirmed"], notes["mark_paid"]) == ("1 of 3", "2 of 3", "2 of 3")


async def test_a_packer_is_offered_only_packing(desk: Desk, shop: dict[str, Order]) -> None:
    desk.actor = PACKER
    person = Person(None)
    await actions(desk, person, shop["Gita"]).choose()
    (menu,) = person.asked
    assert isinstance(menu, MenuDialog)
    assert [entry.id for entry in menu.entries] == ["to_in_process", "to_ready", "to_shipped", "print"]
    report = await actions(desk, Person(), shop["Agus"]).carry_out("mark_unpaid")
    assert report is not None
    assert "no longer available" in report.sentence


@pytest.mark.parametrize("given", [(None,), ("to_shipped", None), ("to_canceled", None)])
async def test_whoever_cancels_any_dialog_changes_nothing(
    desk: Desk, shop: dict[str, Order], given: tuple[Any, ...]
) -> None:
    assert await actions(desk, Person(*given), shop["Gita"]).choose() is None
    assert desk.store.orders.get(shop["Gita"].order_id) == shop["Gita"]


async def test_what_an_action_needs_is_asked_for(desk: Desk, shop: dict[str, Order]) -> None:
    person = Person("qris", True)
    assert await actions(desk, person, shop["Dewi"]).carry_out("set_method") is not None
    assert person.kinds == ["ChoiceDialog"]  # the method
    person = Person({"courier": "JNE", "receipt": "R1"})
    await actions(desk, person, shop["Gita"]).carry_out("to_shipped")
    assert person.kinds == ["AnswersDialog"]
    assert status(desk, shop["Gita"]) is Status.SHIPPED


async def test_shipping_one_order_shows_the_courier_that_it_has(path: Path, desk: Desk, shop: dict[str, Order]) -> None:
    with another(path) as store:
        changed(store, shop["Gita"], courier="JNE")
    person = Person({"courier": "SiCepat", "receipt": "R1"})
    await actions(desk, person, shop["Gita"]).carry_out("to_shipped")
    shipped = desk.store.orders.get(shop["Gita"].order_id)
    assert (shipped.status, shipped.courier, shipped.receipt) == (Status.SHIPPED, "SiCepat", "R1")


async def test_several_are_confirmed_first_and_the_refused_are_reported(
    path: Path, desk: Desk, shop: dict[str, Order]
) -> None:
    person = Person(True)
    many = actions(desk, person, shop["Gita"], shop["Fajar"], shop["Agus"])
    report = await many.carry_out("to_confirmed")
    assert report is not None
    assert person.kinds == ["ConfirmDialog"]
    assert (report.warning, report.untouched) == (True, frozenset({shop["Agus"].id}))
    first, second, third = report.sentence.splitlines()
    assert third == "M shows the orders that are still marked."
    assert first == "2 orders: Confirmed. Press u to undo."
    assert second == f"1 skipped: {shop['Agus'].order_id} is Completed: this action does not apply."


async def test_what_was_skipped_is_counted_by_its_reason(desk: Desk, shop: dict[str, Order]) -> None:
    for name in ("Fajar", "Eka"):
        changed(desk.store, shop[name], payment=PaymentStatus.PAID)
    skipped = ("Fajar", "Eka", "Citra")
    many = actions(desk, Person(True), shop["Gita"], *(shop[name] for name in skipped))
    report = await many.carry_out("confirm_payment")
    assert report is not None
    assert report.sentence.splitlines()[1] == "3 skipped: 2 × already Paid, 1 × this action does not apply."


async def test_canceling_several_says_how_many_are_paid(path: Path, desk: Desk, shop: dict[str, Order]) -> None:
    with another(path) as store:
        changed(store, shop["Gita"], payment=PaymentStatus.PAID)
    person = Person({"reason": "x"}, None)
    await actions(desk, person, shop["Gita"], shop["Fajar"], shop["Agus"]).carry_out("to_canceled")
    question = person.asked[-1]
    assert isinstance(question, ConfirmDialog)
    assert question.question.plain.splitlines()[-3:] == [
        "Cancel order: 2 Pending.",
        "1 of them is paid.",
        "1 Completed skipped: this action does not apply.",
    ]


async def test_a_change_of_very_many_orders_is_confirmed_with_their_number(
    desk: Desk, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_actions, "MOST_BY_A_KEY", 1)
    person = Person(None)
    many = actions(desk, person, shop["Gita"], shop["Fajar"], shop["Agus"])
    assert await many.carry_out("to_confirmed") is None
    (question,) = person.asked
    assert isinstance(question, TypedCountDialog)
    assert question.count == 2, "the orders that it changes"
    person = Person(None)
    await actions(desk, person, shop["Gita"], shop["Agus"]).carry_out("to_confirmed")
    assert person.kinds == ["ConfirmDialog"]


async def test_what_a_plan_skips_can_be_seen_before_it_is_carried_out(
    desk: Desk, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(None)
    await actions(desk, person, shop["Gita"], shop["Agus"], shop["Dewi"]).carry_out("to_confirmed")
    (question,) = person.asked
    assert isinstance(question, ConfirmDialog)
    assert question.see is not None
    agus, dewi = shop["Agus"].order_id, shop["Dewi"].order_id
    listed = (await question.see()).orders.plain.splitlines()
    assert [line.split("  ")[0] for line in listed] == [
        "this action does not apply",
        f"{agus} {shop['Agus'].name}",
        "it has no payment method yet",
        f"{dewi} {shop['Dewi'].name}",
    ]
    monkeypatch.setattr(order_actions, "MOST_SKIPPED", 1)
    assert (await question.see()).orders.plain.splitlines()[2:] == ["and 1 more"]
    person = Person(None)
    await actions(desk, person, shop["Gita"], shop["Fajar"]).carry_out("to_confirmed")
    assert [getattr(each, "see", "") for each in person.asked] == [None], "nothing is skipped"


async def test_setting_the_method_of_several_says_so(desk: Desk, shop: dict[str, Order]) -> None:
    person = Person("ovo", True)
    report = await actions(desk, person, shop["Gita"], shop["Dewi"]).carry_out("set_method")
    assert report is not None
    assert report.sentence == "2 orders: payment method set. Press u to undo."
    methods = [desk.store.orders.get(shop[name].order_id).method for name in ("Gita", "Dewi")]
    assert methods == [Method.OVO] * 2
    assert status(desk, shop["Dewi"]) is Status.PENDING


async def test_a_canceled_order_is_offered_no_steps_back(path: Path, desk: Desk, shop: dict[str, Order]) -> None:
    with another(path) as store:
        changed(store, shop["Citra"], payment=PaymentStatus.PAID)
    person = Person(None)
    await actions(desk, person, shop["Citra"]).choose()
    (menu,) = person.asked
    assert isinstance(menu, MenuDialog)
    assert [entry.label.plain for entry in menu.entries] == ["Payment back…", "Delete order…"]


async def test_a_question_about_marked_orders_names_them_and_starts_on_cancel(
    desk: Desk, shop: dict[str, Order]
) -> None:
    person = Person(None)
    four = [shop[name] for name in ("Gita", "Fajar", "Eka", "Dewi")]
    assert await actions(desk, person, *four, unseen=4).carry_out("to_canceled") is None
    person = Person(None)
    await actions(desk, person, *four, unseen=2).carry_out("to_confirmed")
    (dialog,) = person.asked
    assert isinstance(dialog, ConfirmDialog)
    for part in (
        "4 marked orders",
        "Gita Savitri",
        "Fajar",
        "Eka Putri",
        "and 1 more",
        "2 of them are not in the list.",
    ):
        assert part in dialog.question.plain
    assert "Dewi" not in dialog.question.plain
    assert dialog.starts_on_no


async def test_several_are_shipped_by_a_sheet_that_is_filled_from_what_stands(
    desk: Desk, shop: dict[str, Order]
) -> None:
    desk.store.execute(a_change(shop["Fajar"].order_id, courier="POS", receipt="R2"), SARI)
    person = Person(None)
    marked = actions(desk, person, shop["Gita"], shop["Fajar"], shop["Agus"])
    assert await marked.carry_out("to_shipped") is None
    (dialog,) = person.asked
    assert isinstance(dialog, ShipSheetDialog)
    rows = [(parcel.order.name, parcel.courier, parcel.receipt) for parcel in dialog.sheet.parcels]
    assert rows == [("Gita Savitri", "", ""), ("Fajar", "POS", "R2")]
    assert [each.order_id for each in dialog.sheet.skipped] == [shop["Agus"].order_id]


async def test_each_order_of_a_sheet_gets_its_own_number(desk: Desk, shop: dict[str, Order]) -> None:
    class Filling(Person):
        async def __call__(self, dialog: Any, /) -> Any:
            await super().__call__(dialog)
            return dialog.sheet.with_usual_courier("JNE").with_receipt(0, "R1").with_receipt(1, "R2")

    three = [shop[name] for name in ("Gita", "Fajar", "Agus")]
    report = await actions(desk, Filling(True), *three).carry_out("to_shipped")
    sentence = "2 orders: Shipped. Press u to undo.\n1 order stays as it is."
    assert report == Report(sentence, untouched=frozenset({shop["Agus"].id})), "what was not shipped stays marked"
    assert [desk.store.orders.get(order.order_id).receipt for order in three] == ["R1", "R2", shop["Agus"].receipt]
    assert status(desk, shop["Agus"]) is Status.COMPLETED


async def test_what_takes_a_while_shows_its_progress_and_can_be_stopped(
    desk: Desk, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_way, "PATIENCE", 0)
    reached, go_on = threading.Event(), threading.Event()
    real = desk.store.carry_out

    def slow(*asked: Any, progress: Any, stop: Any) -> Any:
        reached.set()
        assert go_on.wait(30)
        return real(*asked, progress=progress, stop=stop)

    class Stopping(Person):
        async def __call__(self, dialog: Any, /) -> Any:
            if isinstance(dialog, ProgressDialog):
                await asyncio.to_thread(reached.wait, 30)
                dialog.work.stop()
                go_on.set()
            return await super().__call__(dialog)

    monkeypatch.setattr(desk.store, "carry_out", slow)
    person = Stopping(True, None)
    report = await actions(desk, person, shop["Gita"], shop["Fajar"]).carry_out("to_confirmed")
    assert person.kinds == ["ConfirmDialog", "ProgressDialog"]
    assert report is not None
    assert report.sentence == "Stopped; 2 of 2 orders were not processed."
    assert report.untouched == frozenset({shop["Gita"].id, shop["Fajar"].id}), "what is left stays marked"
    assert status(desk, shop["Gita"]) is Status.PENDING


async def test_beside_cancel_order_the_other_button_goes_back(desk: Desk, shop: dict[str, Order]) -> None:
    labels = []
    for action in ("to_canceled", "to_confirmed"):
        person = Person({"reason": "tutup"}, None) if action == "to_canceled" else Person(None)
        assert await actions(desk, person, shop["Gita"], shop["Fajar"]).carry_out(action) is None
        dialog = person.asked[-1]
        assert isinstance(dialog, ConfirmDialog)
        labels.append(dialog.no)
    assert labels == ["Go back", "Go back"]


@pytest.mark.parametrize(("wanted", "then"), [(None, Status.PENDING), (True, Status.CONFIRMED)])
async def test_a_change_of_another_meanwhile_is_reported_and_asked_about(
    path: Path, desk: Desk, shop: dict[str, Order], wanted: bool | None, then: Status
) -> None:
    gita = shop["Gita"]

    class Slow(Person):
        async def __call__(self, dialog: Any, /) -> Any:
            if not self.asked:
                with another(path) as other:
                    changed(other, gita, BUDI, courier="JNE")
            return await super().__call__(dialog)

    person = Slow("to_confirmed", wanted)
    report = await actions(desk, person, gita).choose()
    assert report is not None
    assert ("was changed meanwhile by budi" in report.sentence) is (wanted is None)
    assert (report.warning, report.untouched, status(desk, gita)) == (not wanted, None, then)
    assert person.kinds == ["MenuDialog", "ConfirmDialog"]


async def test_deleting_asks_and_says_why_not(desk: Desk, shop: dict[str, Order]) -> None:
    citra, person = shop["Citra"], Person(True)
    deleting = actions(desk, person, citra)
    reports = [await deleting.delete(), await deleting.delete(), await actions(desk, person, shop["Gita"]).delete()]
    assert [report.sentence for report in reports if report] == [
        f"{citra.order_id} Citra: into the trash. Press u to undo.",
        "It is already in the trash.",
        "Only Created and Canceled orders can be deleted.",
    ]
    assert person.kinds == ["ConfirmDialog"]


async def test_an_action_that_the_order_no_longer_has(desk: Desk, shop: dict[str, Order]) -> None:
    report = await actions(desk, Person(), shop["Agus"]).carry_out("to_ready")
    assert report == Report(f"This action is no longer available for {shop['Agus'].order_id}.", warning=True)


async def test_without_an_order_nothing_is_asked(desk: Desk) -> None:
    nobody, said = actions(desk, Person()), Report("No order selected.", warning=True)
    assert [await nobody.choose(), await nobody.delete(), await nobody.carry_out("to_ready")] == [said] * 3


async def test_changes_wait_for_each_other(desk: Desk, shop: dict[str, Order]) -> None:
    chosen: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    class Waiting(Person):
        reached = asyncio.Event()

        async def __call__(self, dialog: Any, /) -> Any:
            self.reached.set()
            return await chosen

    person = Waiting()
    both = actions(desk, person, shop["Gita"])
    choosing = asyncio.create_task(both.choose())
    undoing = asyncio.create_task(both.undo())
    await person.reached.wait()
    chosen.set_result("to_confirmed")
    report, undone = await asyncio.gather(choosing, undoing)
    assert report is not None
    assert undone is not None
    assert undone.sentence.startswith("Undone: ")
    assert status(desk, shop["Gita"]) is Status.PENDING
