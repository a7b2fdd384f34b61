"""What other systems report of an order's state: of each thing the newest counts, in whichever order reports come."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.commands import (
    OrderCommand,
    RecordDeletion,
    RecordHold,
    RecordPayment,
    RecordStatus,
    RecordTracking,
    RecordUnpaid,
    RecordUpdate,
    RuleBroken,
)
from orders_tui.domain.editing import items_of, items_text
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import can_step
from orders_tui.domain.known_state import KnownState, ReportedValue
from orders_tui.domain.order import ENDED, Goods, Item, Method, Money, PaymentReport, PaymentStatus, Status
from orders_tui.domain.reports import Recorded, record_payment
from orders_tui.domain.states import record_state
from orders_tui.domain.tracking import is_returning
from tests.samples import CREATED, NOW, ORDER

ID = ORDER.order_id
HOUR = 3600


def status(word: str, at: int = NOW, reason: str = "") -> RecordStatus:
    return RecordStatus(order_id=ID, status=Status(word), reason=reason, at=at)


def update(at: int = NOW, **said: Any) -> RecordUpdate:
    parts = {part: said.pop(part) for part in ("items", "method", "tags", "whole", "sent") if part in said}
    return RecordUpdate(order_id=ID, facts=said, at=at, **parts)


def changes(order: Order, command: Any, known: KnownState | None = None) -> list[dict[str, Any]]:
    return list(record_state(order, command, command.at, known or KnownState()).recorded.steps)


def is_late(order: Order, command: Any, *told: ReportedValue, staff: dict[str, int] | None = None) -> bool:
    return record_state(order, command, command.at, KnownState(told, staff or {})).recorded.late


class TestStatuses:
    @pytest.mark.parametrize(
        ("order", "word", "way"),
        [
            (ORDER, "confirmed", ["confirmed"]),
            (ORDER, "shipped", ["shipped"]),
            (ORDER, "completed", ["shipped", "completed"]),
            (ORDER, "closed", ["shipped", "closed"]),
            (ORDER._replace(status=Status.SHIPPED), "pending", ["pending"]),
            (ORDER._replace(status=Status.COMPLETED), "canceled", ["shipped", "ready", "canceled"]),
            (ORDER._replace(goods=Goods.DIGITAL), "completed", ["confirmed", "completed"]),
            (CREATED, "canceled", ["canceled"]),
        ],
    )
    def test_lead_by_legal_steps_to_what_is_reported(self, order: Order, word: str, way: list[str]) -> None:
        steps = [str(step["status"]) for step in changes(order, status(word, reason="ya"))]
        assert steps == way
        assert all(can_step(Status(one), Status(to), order.goods) for one, to in pairwise([order.status, *steps]))

    @pytest.mark.parametrize(
        ("order", "command", "sentence"),
        [
            (ORDER, status("canceled"), "needs a reason"),
            (CREATED, status("pending"), "needs a payment method"),
            (CREATED, status("confirmed"), "cannot become"),
            (ORDER._replace(status=Status.CANCELED), status("pending"), "final"),
            (ORDER._replace(deleted_at=NOW - 9), status("confirmed"), "in the trash"),
        ],
    )
    def test_that_cannot_be_are_refused(self, order: Order, command: RecordStatus, sentence: str) -> None:
        with pytest.raises(RuleBroken, match=sentence):
            changes(order, command)

    def test_older_ones_are_late(self) -> None:
        shipped = ORDER._replace(status=Status.SHIPPED)
        assert is_late(shipped, status("confirmed"), ReportedValue(NOW + 1, "status", "shipped"))
        assert is_late(shipped, status("confirmed"), ReportedValue(NOW, "status", "shipped"))
        assert not is_late(shipped, status("confirmed"), ReportedValue(NOW - 1, "status", "shipped"))
        assert is_late(shipped, status("confirmed"), staff={"status": NOW + 1})
        assert not is_late(shipped, status("confirmed"), staff={"status": NOW - 1})
        assert is_late(shipped, status("shipped"))

    def test_a_late_one_gives_the_time_that_the_order_lacks(self) -> None:
        shipped = ORDER._replace(status=Status.SHIPPED, shipped_at=NOW)
        (late,) = changes(shipped, status("confirmed", NOW - 9), KnownState((ReportedValue(NOW, "status", "shipped"),)))
        assert late == {"late": "confirmed\n2026-11-22T07:04:51Z", "confirmed_at": NOW - 9}

    def test_a_time_of_the_staff_stays(self) -> None:
        shipped = ORDER._replace(status=Status.SHIPPED, shipped_at=NOW, confirmed_at=NOW - 100)
        (late,) = changes(shipped, status("confirmed", NOW - 9), KnownState((ReportedValue(NOW, "status", "shipped"),)))
        assert "confirmed_at" not in late


class TestUpdates:
    def test_give_the_facts_that_differ(self) -> None:
        told = update(name=" Siti A ", phone="0812-3456-7890", city="Bandung", tags=("vip",), method=Method.QRIS)
        expected = {"name": "Siti A", "city": "Bandung", "tags": "vip", "method": Method.QRIS}
        assert changes(ORDER, told) == [expected]
        assert changes(ORDER._replace(city="Bandung"), update(city="")) == [{"city": ""}]

    def test_each_fact_by_its_own_time(self) -> None:
        known = KnownState((ReportedValue(NOW + 1, "city", "Depok"),), {"note": NOW + 1})
        depok = ORDER._replace(city="Depok")
        assert changes(depok, update(city="Bandung", note="a", name="Siti A"), known) == [{"name": "Siti A"}]
        (late,) = changes(depok, update(city="Bandung", note="a"), known)
        assert late == {"late": "update\nCity, Note\n2026-11-22T07:05:00Z"}

    def test_items_and_charges_make_another_total(self) -> None:
        more = (*ORDER.items, Item("Kurma", 50_000, 1))
        (step,) = changes(ORDER, update(items=more, shipping=ORDER.shipping + 1_000))
        assert (step["items"], step["shipping"]) == (items_text(more), ORDER.shipping + 1_000)
        assert (step["subtotal"], step["total"]) == (ORDER.subtotal + 50_000, ORDER.total + 51_000)
        assert is_late(ORDER, update(items=ORDER.items, discount=ORDER.discount))

    @pytest.mark.parametrize("ended", ENDED)
    def test_what_was_bought_may_come_after_the_end(self, ended: Status) -> None:
        (step,) = changes(ORDER._replace(status=ended), update(items=(Item("Kurma", 50_000, 1),)))
        assert (step["subtotal"], "status" in step) == (50_000, False)

    @pytest.mark.parametrize(
        ("amount", "becomes"), [(None, None), (ORDER.total, "conflict"), (ORDER.total + 50_000, None)]
    )
    def test_what_was_reported_paid_fits_the_new_total_or_not(self, amount: int | None, becomes: str | None) -> None:
        paid = ORDER._replace(payment_status=PaymentStatus.PAID, paid_at=NOW - 9)
        known = KnownState(money=(Money(NOW - 9, "paid", amount),))
        (step,) = changes(paid, update(items=(*ORDER.items, Item("Kurma", 50_000, 1))), known)
        assert step.get("payment_status") == becomes

    def test_what_staff_found_paid_no_longer_fits_another_total(self) -> None:
        paid = ORDER._replace(payment_status=PaymentStatus.PAID, paid_at=NOW - 9)
        (step,) = changes(paid, update(discount=1_000), KnownState(staff={"payment_status": NOW - 9}))
        assert step["payment_status"] == "conflict"

    @pytest.mark.parametrize("city", ["Depok", "Bogor"])
    @pytest.mark.parametrize("late", [False, True])
    def test_a_snapshot_keeps_what_staff_changed_until_its_sender_changes_it(self, city: str, late: bool) -> None:
        """Staff corrected Bandung to Cimahi; the later snapshots say Bandung again, or another city in between."""
        said, staff = [ReportedValue(NOW - 9, "city", "Bandung")], {"city": NOW - 5}
        order = ORDER._replace(city="Cimahi")
        snapshots = [update(NOW, city="Bandung", whole=True), update(NOW - 1, city="Bandung", whole=True)]
        for each in snapshots[::-1] if late else snapshots:
            recorded, new, _sent = record_state(order, each, each.at or 0, KnownState(tuple(said), staff))
            said, order = [*said, *new], _after(order, recorded)
        assert order.city == "Cimahi"
        changed = [update(NOW + 2, city="Bandung", whole=True), update(NOW + 1, city=city, whole=True)]
        for each in changed[::-1] if late else changed:
            recorded, new, _sent = record_state(order, each, each.at or 0, KnownState(tuple(said), staff))
            said, order = [*said, *new], _after(order, recorded)
        assert order.city == "Bandung"
        assert changes(ORDER._replace(city="Cimahi"), update(city="Bandung"), KnownState(tuple(said[:1]), staff)) == [
            {"city": "Bandung"}
        ], "what is said by itself is meant"

    def test_a_method_makes_a_created_order_pending(self) -> None:
        (step,) = changes(CREATED, update(method=Method.QRIS))
        assert (step["status"], step["method"]) == (Status.PENDING, Method.QRIS)

    def test_are_kept_in_the_trash(self) -> None:
        assert changes(CREATED._replace(deleted_at=NOW), update(city="Bandung")) == [{"city": "Bandung"}]


class TestHolds:
    def test_come_and_go(self) -> None:
        hold = RecordHold(order_id=ID, held=True, reason="alamat palsu", at=NOW)
        held = ORDER._replace(held_at=NOW, held_reason="alamat palsu")
        assert changes(ORDER, hold) == [{"held_at": NOW, "held_reason": "alamat palsu"}]
        release = RecordHold(order_id=ID, held=False, at=NOW + 1)
        by_us = changes(held, release)
        assert [list(step) for step in by_us] == [["late"]], "what the shop has put on hold itself stays there"
        assert changes(held, release, KnownState((ReportedValue(NOW, "held_at", "hold alamat palsu"),))) == [
            {"held_at": None, "held_reason": ""}
        ]
        assert is_late(ORDER, hold, ReportedValue(NOW + 1, "held_at", "release"))
        assert is_late(ORDER, hold, staff={"held_at": NOW + 1})


class TestDeletions:
    def test_go_by_the_rule(self) -> None:
        assert changes(CREATED, RecordDeletion(order_id=ID, at=NOW)) == [{"deleted_at": NOW}]

    def test_of_an_order_under_way_wait_for_its_cancellation(self) -> None:
        waiting = record_state(ORDER, RecordDeletion(order_id=ID, at=NOW), NOW, KnownState())
        assert waiting.recorded.warning.endswith("it goes to the trash once it is canceled.")
        for at in (NOW - 1, NOW + 1):
            canceled, gone = changes(ORDER, status("canceled", at, "batal"), KnownState(waiting.reports))
            assert (canceled["status"], gone) == (Status.CANCELED, {"deleted_at": NOW})

    def test_that_staff_answered_do_not_wait(self) -> None:
        told = (ReportedValue(NOW, "deleted_at", ""),)
        restored = KnownState(told, {"deleted_at": NOW + 5})
        assert [step["status"] for step in changes(ORDER, status("canceled", NOW + 1, "batal"), restored)] == [
            "canceled"
        ]
        canceled = ORDER._replace(status=Status.CANCELED)
        assert is_late(canceled, RecordDeletion(order_id=ID, at=NOW), staff={"deleted_at": NOW + 5})
        assert not is_late(canceled, RecordDeletion(order_id=ID, at=NOW), staff={"deleted_at": NOW - 5})

    @pytest.mark.parametrize(
        "command",
        [
            status("canceled", reason="Siti batal"),
            update(name="Siti"),
            RecordHold(order_id=ID, held=True, reason="Siti", at=NOW),
            RecordTracking(order_id=ID, words="Diterima oleh Siti", at=NOW),
        ],
    )
    def test_for_good_take_no_words_in_any_more(self, command: Any) -> None:
        emptied = ORDER._replace(status=Status.CANCELED, deleted_at=NOW, emptied_at=NOW)
        with pytest.raises(RuleBroken, match="was emptied from the trash"):
            changes(emptied, command)
        assert is_late(emptied, RecordDeletion(order_id=ID, at=NOW))

    def test_leave_older_statuses_to_the_history(self) -> None:
        gone = ORDER._replace(status=Status.CANCELED, deleted_at=NOW)
        assert is_late(gone, status("confirmed", NOW - 1), ReportedValue(NOW, "deleted_at", ""))


@pytest.mark.parametrize(
    ("words", "returns"),
    [
        ("Paket diretur ke pengirim", True),
        ("RETURN TO SENDER", True),
        ("Dalam proses pengembalian", True),
        ("Kembali ke seller", True),
        ("RTS - gudang Bandung", True),
        ("Tiba di gudang sortir Bandung", False),
        ("Kurir akan kembali besok", False),
        ("Tidak jadi diretur", False),
        ("Cartsy hub", False),
    ],
)
def test_what_means_on_its_way_back(words: str, returns: bool) -> None:
    assert is_returning(words) is returns


# Whole histories, in whatever order they come


WALKS = st.lists(st.integers(0, 9), min_size=1, max_size=7)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Goods, list[OrderCommand]]:
    """What another system did with an order, each thing at a time of its own."""
    goods = draw(st.sampled_from(Goods))
    here, told = Status.PENDING, list[Any]()
    for choice in draw(WALKS):
        ways = [to for to in Status if can_step(here, to, goods) and to is not Status.CREATED]
        if not ways:
            break
        here = ways[choice % len(ways)]
        if draw(st.booleans()):  # else the sender says nothing of it
            told.append(status(here, reason="ya"))
    told += draw(st.lists(facts, max_size=3))
    told += draw(st.lists(st.builds(RecordHold, order_id=st.just(ID), held=st.booleans(), reason=names), max_size=3))
    told += draw(st.lists(tracks, max_size=2))
    # Whether money is a surprise for an order that has ended goes by what is known when it comes.
    if not any(each.status in ENDED for each in told if isinstance(each, RecordStatus)):
        told += draw(st.lists(money, max_size=4))
    order = draw(st.permutations(range(len(told))))
    steps = sorted(order[: len([each for each in told if isinstance(each, RecordStatus)])])
    # The statuses keep their order in time; the rest lies anywhere between.
    times = [*steps, *[place for place in order if place not in steps]]
    timed = [each.replace(at=NOW + times[at] * HOUR) for at, each in enumerate(told)]
    if here is Status.CANCELED and any(isinstance(each, RecordStatus) and each.status is here for each in told):
        timed += draw(st.lists(st.just(RecordDeletion(order_id=ID, at=NOW + len(told) * HOUR)), max_size=1))
    return goods, timed


names = st.sampled_from(["Siti", "Siti A", "Aminah"])
facts = st.one_of(
    st.builds(lambda name: update(name=name), names),
    st.builds(lambda name, city: update(name=name, city=city), names, st.sampled_from(["Bandung", ""])),
    st.builds(lambda tags: update(tags=tags), st.sampled_from([(), ("vip",), ("a", "b")])),
    st.builds(lambda method: update(method=method), st.sampled_from([Method.QRIS, Method.COD])),
    st.builds(lambda price: update(items=(Item("Kurma", price, 1),)), st.sampled_from([5, 50_000])),
    st.builds(lambda fees, code: update(fees=fees, unique_code=code), st.sampled_from([0, 500]), st.just(3)),
)
tracks = st.builds(RecordTracking, order_id=st.just(ID), words=st.sampled_from(["Tiba", "Diretur", "Retur"]))
money = st.one_of(
    st.builds(RecordUnpaid, order_id=st.just(ID)),
    st.builds(
        RecordPayment,
        order_id=st.just(ID),
        reported=st.sampled_from(PaymentReport),
        amount=st.sampled_from([None, ORDER.total, 5]),
        transaction=st.sampled_from(["", "T1", "T2"]),
    ),
)


def told_all(order: Order, commands: list[Any]) -> Order:
    """The order as the store has it after these reports."""
    told, paid = list[ReportedValue](), list[Money]()
    for command in commands:
        known = KnownState(tuple(told), {}, tuple(paid))
        if isinstance(command, RecordPayment):
            recorded = record_payment(order, command, command.at or 0, paid, unpaid_at=known.unpaid_at, by_reports=True)
            paid.append(Money(command.at or 0, command.reported, command.amount, transaction=command.transaction))
        else:
            recorded, new, _sent = record_state(order, command, command.at, known)
            told += new
        order = _after(order, recorded)
    return order


def _after(order: Order, recorded: Recorded) -> Order:
    for step in recorded.steps:
        if step.get("status", order.status) is not order.status:
            assert can_step(order.status, Status(str(step["status"])), order.goods)
        written: dict[str, Any] = {name: value for name, value in step.items() if name in Order._fields}
        if "items" in written:
            written["items"] = items_of(str(written["items"]))
        if "tags" in written:
            written["tags"] = tuple(str(written["tags"]).split("\n")) if written["tags"] else ()
        order = order._replace(**written)
    return order


@given(histories(), st.data())
def test_reports_end_in_the_same_state_whatever_their_order(
    history: tuple[Goods, list[OrderCommand]], data: st.DataObject
) -> None:
    goods, commands = history
    order = ORDER._replace(goods=goods)
    as_it_was = told_all(order, sorted(commands, key=lambda command: getattr(command, "at", 0)))
    shuffled = data.draw(st.permutations(commands))
    again = data.draw(st.lists(st.sampled_from(shuffled), max_size=2)) if shuffled else []
    repeats = [command for command in again if not isinstance(command, RecordPayment)]
    assert told_all(order, [*shuffled, *repeats]) == as_it_was


@pytest.mark.parametrize("late", [False, True])
def test_an_order_reported_unpaid_is_paid_by_what_comes_in_after_that(late: bool) -> None:
    commands: list[Any] = [
        RecordPayment(order_id=ID, reported=PaymentReport.PAID, at=NOW),
        RecordUnpaid(order_id=ID, at=NOW + 1),
        RecordPayment(order_id=ID, reported=PaymentReport.PAID, at=NOW + 2),
    ]
    for count, expected in ((2, (PaymentStatus.UNPAID, None)), (3, (PaymentStatus.PAID, NOW + 2))):
        sequence = commands[:count][::-1] if late else commands[:count]
        end = told_all(ORDER, sequence)
        assert (end.payment_status, end.paid_at) == expected
