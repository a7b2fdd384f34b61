"""What couriers report, late, twice and in any order."""

from itertools import pairwise, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.commands import RecordStep, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.flow import Changes, can_step, path
from orders_tui.domain.order import Goods, Method, PaymentStatus, Status
from orders_tui.domain.reports import Recorded, record_step
from tests.samples import BEFORE, NOW, ORDER

HOUR = 3600
STAMP = "2026-11-22T07:05:00Z"
"""`NOW`, as the history writes it."""


def step(status: str, at: int = NOW, **facts: str) -> RecordStep:
    reason = "damaged" if status == "rts" else ""
    return RecordStep(order_id=ORDER.order_id, status=Status(status), facts=facts, reason=reason, at=at)


def told(order: Order, status: str, at: int = NOW, **facts: str) -> Recorded:
    return record_step(order, step(status, at, **facts), at)


def after(order: Order, recorded: Recorded) -> Order:
    """The order as the store then has it."""
    for changes in recorded.steps:
        written: dict[str, Any] = {name: value for name, value in changes.items() if name in Order._fields}
        order = order._replace(**written)
    return order


READY = ORDER._replace(status=Status.READY)
SHIPPED = ORDER._replace(status=Status.SHIPPED, courier="JNE", receipt="R1", shipped_at=NOW - 2 * HOUR)
COMPLETED = SHIPPED._replace(status=Status.COMPLETED, completed_at=NOW - HOUR)
RETURNED = SHIPPED._replace(status=Status.RTS, returned_at=NOW - HOUR)


class TestSteps:
    @pytest.mark.parametrize(
        ("order", "status", "changes"),
        [
            (READY, "shipped", {"status": Status.SHIPPED, "shipped_at": NOW, "courier": "SiCepat", "receipt": "R9"}),
            (SHIPPED, "completed", {"status": Status.COMPLETED, "completed_at": NOW}),
            (SHIPPED, "rts", {"status": Status.RTS, "returned_at": NOW, "reason": "damaged"}),
        ],
    )
    def test_that_follow_are_taken(self, order: Order, status: str, changes: Changes) -> None:
        facts: dict[str, Any] = {"courier": " SiCepat ", "receipt": "R9"} if status == "shipped" else {}
        assert told(order, status, **facts) == Recorded((changes,))

    @pytest.mark.parametrize(
        ("order", "status", "history"),
        [
            (COMPLETED, "shipped", f"shipped\nSiCepat\nR9\n{STAMP}"),
            (RETURNED._replace(returned_at=NOW + 1), "shipped", f"shipped\nSiCepat\nR9\n{STAMP}"),
            (RETURNED._replace(returned_at=NOW), "shipped", f"shipped\nSiCepat\nR9\n{STAMP}"),
            (COMPLETED, "completed", f"completed\n{STAMP}"),
            (RETURNED, "rts", f"rts\ndamaged\n{STAMP}"),
            (COMPLETED._replace(completed_at=NOW + 1), "rts", f"rts\ndamaged\n{STAMP}"),
            (RETURNED._replace(returned_at=NOW + 1), "completed", f"completed\n{STAMP}"),
            (RETURNED._replace(returned_at=NOW), "completed", f"completed\n{STAMP}"),
            (SHIPPED._replace(shipped_at=NOW + 1), "shipped", f"shipped\nSiCepat\nR9\n{STAMP}"),
            (SHIPPED._replace(shipped_at=NOW + 1), "completed", f"completed\n{STAMP}"),
            (SHIPPED._replace(shipped_at=NOW + 1), "rts", f"rts\ndamaged\n{STAMP}"),
        ],
    )
    def test_that_say_less_than_is_known_are_late(self, order: Order, status: str, history: str) -> None:
        facts: dict[str, Any] = {"courier": "SiCepat", "receipt": "R9"} if status == "shipped" else {}
        assert told(order, status, **facts) == Recorded(({"late": history},), late=True)

    def test_send_a_returned_parcel_out_again(self) -> None:
        again: Changes = {"status": Status.SHIPPED, "returned_at": None, "receipt": "R9"}
        assert told(RETURNED, "shipped", receipt="R9") == Recorded((again,))
        just_now = RETURNED._replace(returned_at=NOW)
        assert not record_step(just_now, step("shipped").replace(at=None), NOW).late

    @pytest.mark.parametrize(("receipt", "late"), [("R1", True), ("R9", False)])
    def test_of_a_returned_parcel_that_come_again_without_a_time_are_told_by_the_number(
        self, receipt: str, late: bool
    ) -> None:
        assert record_step(RETURNED, step("shipped", receipt=receipt).replace(at=None), NOW).late is late

    def test_that_are_late_tell_what_the_order_lacks(self) -> None:
        bare = COMPLETED._replace(courier="", receipt="", shipped_at=None)
        recorded = told(bare, "shipped", courier="JNE", receipt="R1")
        assert recorded.late
        assert after(bare, recorded) == bare._replace(courier="JNE", receipt="R1", shipped_at=NOW)

    def test_that_are_late_give_digital_goods_no_parcel(self) -> None:
        bare = COMPLETED._replace(goods=Goods.DIGITAL, courier="", receipt="", shipped_at=None)
        recorded = told(bare, "shipped", courier="JNE", receipt="R1")
        assert recorded == Recorded(({"late": f"shipped\nJNE\nR1\n{STAMP}"},), late=True)

    @pytest.mark.parametrize("status", ["shipped", "completed", "rts"])
    def test_of_before_the_order_was_moved_back_are_late(self, status: str) -> None:
        facts = {"courier": "JNE", "receipt": "R1"} if status == "shipped" else {}
        report = step(status, NOW, **facts)
        late = record_step(READY, report, NOW, NOW + 1)
        assert late.late
        assert [changes.keys() for changes in late.steps] == [{"late"}]
        assert not record_step(READY, report, NOW, NOW).late

    @pytest.mark.parametrize(
        ("order", "status", "warns"),
        [
            (ORDER, "completed", True),
            (ORDER, "rts", True),
            (ORDER._replace(receipt="R1"), "completed", False),
            (ORDER._replace(method=Method.COD), "completed", False),
            (ORDER._replace(payment_status=PaymentStatus.PAID), "completed", False),
            (READY, "completed", False),
        ],
    )
    def test_of_an_order_that_nobody_confirmed_warn(self, order: Order, status: str, warns: bool) -> None:
        warning = told(order, status).warning
        assert ("look at its payment" in warning) is warns

    def test_of_the_same_status_with_another_receipt_number_correct_it(self) -> None:
        assert told(SHIPPED, "shipped", courier="JNE", receipt="R2") == Recorded(({"receipt": "R2"},))
        assert told(SHIPPED, "shipped", courier="JNE", receipt="R1").late

    @pytest.mark.parametrize("status", [Status.PENDING, Status.CONFIRMED, Status.IN_PROCESS, Status.READY])
    def test_that_the_sender_left_out_are_taken_too(self, status: Status) -> None:
        recorded = told(ORDER._replace(status=status, confirmed_at=BEFORE), "completed")
        assert recorded.steps == ({"status": Status.SHIPPED}, {"status": Status.COMPLETED, "completed_at": NOW})

    def test_lead_from_a_return_to_a_delivery_and_back(self) -> None:
        assert told(RETURNED, "completed").steps == (
            {"status": Status.SHIPPED, "returned_at": None},
            {"status": Status.COMPLETED, "completed_at": NOW},
        )
        assert told(COMPLETED, "rts").steps == (
            {"status": Status.SHIPPED, "completed_at": None},
            {"status": Status.RTS, "returned_at": NOW, "reason": "damaged"},
        )

    def test_of_digital_goods_go_by_their_own_way(self) -> None:
        digital = ORDER._replace(goods=Goods.DIGITAL)
        assert [changes["status"] for changes in told(digital, "completed").steps] == ["confirmed", "completed"]

    @pytest.mark.parametrize("goods", Goods)
    @pytest.mark.parametrize("status", Status)
    @pytest.mark.parametrize("to", Status)
    def test_between_are_all_of_the_transition_table(self, goods: Goods, status: Status, to: Status) -> None:
        way = (status, *path(status, to, goods))
        assert all(can_step(one, other, goods) for one, other in pairwise(way))
        assert way[-1] is to or way == (status,)

    @pytest.mark.parametrize(
        ("order", "sentence"),
        [
            (READY, "needs a courier"),
            (ORDER._replace(status=Status.CREATED, method=None), "cannot become Shipped"),
            (ORDER._replace(status=Status.CANCELED), "final"),
            (ORDER._replace(status=Status.CLOSED), "final"),
            (COMPLETED._replace(deleted_at=BEFORE), "in the trash"),
        ],
    )
    def test_that_no_way_leads_to_are_refused(self, order: Order, sentence: str) -> None:
        with pytest.raises(RuleBroken, match=sentence):
            told(order, "shipped")


@given(
    st.sampled_from([Status.PENDING, Status.CONFIRMED, Status.IN_PROCESS, Status.READY]),
    st.lists(st.sampled_from(["completed", "rts"]), unique=True).flatmap(
        lambda ends: st.tuples(st.just(ends), st.permutations(range(2, 4)))
    ),
    st.integers(0, 5),
)
def test_whatever_their_order_reports_end_in_the_same_state(
    status: Status, ends: tuple[list[str], list[int]], again: int
) -> None:
    """A parcel is shipped first; delivery and return follow in either order, and any report may come twice."""
    happened = [step("shipped", NOW + HOUR, courier="JNE", receipt="R1")]
    happened += [step(end, NOW + hours * HOUR) for end, hours in zip(*ends, strict=False)]
    happened.append(happened[again % len(happened)])
    order = ORDER._replace(status=status)
    outcomes = set()
    for sequence in permutations(happened):
        here = order
        for report in sequence:
            here = after(here, record_step(here, report, report.at or NOW))
        outcomes.add(here)
    assert len(outcomes) == 1
    (end,) = outcomes
    last = max(happened, key=lambda report: report.at or NOW)
    assert (end.status, end.receipt, end.shipped_at) == (last.status, "R1", NOW + HOUR)
