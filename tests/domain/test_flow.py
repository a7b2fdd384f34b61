"""The steps of an order and what each needs, held against a table that is typed out by hand."""

import pytest

from orders_tui.domain.commands import ChangeOrder, RuleBroken
from orders_tui.domain.flow import Given, all_steps, can_step, change, first_status, missing, next_statuses
from orders_tui.domain.order import Goods, Method, PaymentStatus, Status
from tests.samples import BEFORE, CREATED, NOW, ORDER, a_change, an_order

# A row is the status an order has, a column where it may go: "x" for every order, "d" for digital goods.
GRID = """
            created pending confirmed in_process ready shipped completed rts canceled closed
created        .       x        .         .        .      .        .      .     x       .
pending        .       .        x         x        x      x        .      .     x       .
confirmed      .       x        .         x        x      x        d      .     x       .
in_process     .       x        x         .        x      x        d      .     x       .
ready          .       x        x         x        .      x        .      .     x       .
shipped        .       x        x         x        x      .        x      x     .       x
completed      .       .        d         .        .      x        .      .     .       .
rts            .       .        .         .        .      x        .      .     .       .
canceled       .       .        .         .        .      .        .      .     .       .
closed         .       .        .         .        .      .        .      .     .       .
"""
COLUMNS, *ROWS = (line.split() for line in GRID.strip().splitlines())
CELLS = [
    (Goods(goods), Status(row), Status(column), mark == "x" or (mark == "d" and goods == "digital"))
    for goods in ("physical", "digital", "mixed")
    for row, *marks in ROWS
    for column, mark in zip(COLUMNS, marks, strict=True)
]


class TestTable:
    def test_has_every_pair_for_every_kind_of_goods(self) -> None:
        assert len(CELLS) == 300
        assert {(goods, row, column) for goods, row, column, _ in CELLS} == {
            (goods, row, column) for goods in Goods for row in Status for column in Status
        }

    @pytest.mark.parametrize(("goods", "status", "to", "allowed"), CELLS)
    def test_cell(self, goods: Goods, status: Status, to: Status, allowed: bool) -> None:
        assert can_step(status, to, goods) is allowed
        method = None if status is Status.CREATED else Method.QRIS
        now = ORDER._replace(status=status, goods=goods, method=method, courier="JNE", receipt="R1")
        asked = a_change(
            status=to,
            method=Method.QRIS if to is Status.PENDING else None,
            reason="asked by the buyer" if to in (Status.RTS, Status.CANCELED) else "",
        )
        if allowed:
            assert change(now, asked, NOW)["status"] is to
        else:
            with pytest.raises(RuleBroken, match=ORDER.order_id):
                change(now, asked, NOW)

    def test_the_database_gets_the_same_steps(self) -> None:
        steps = all_steps()
        assert len(set(steps)) == len(steps)
        assert set(steps) == {(goods, row, column) for goods, row, column, allowed in CELLS if allowed}

    @pytest.mark.parametrize("status", [Status.CANCELED, Status.CLOSED])
    @pytest.mark.parametrize("goods", Goods)
    def test_final_statuses_have_no_way_out(self, status: Status, goods: Goods) -> None:
        assert next_statuses(status, goods) == ()
        with pytest.raises(RuleBroken, match="final"):
            change(ORDER._replace(status=status, goods=goods), a_change(status=Status.PENDING), NOW)

    def test_a_refused_step_names_the_allowed_ones(self) -> None:
        now = ORDER._replace(status=Status.COMPLETED)
        with pytest.raises(RuleBroken, match=r"Completed and cannot become Pending; allowed: Shipped\."):
            change(now, a_change(status=Status.PENDING), NOW)

    def test_a_step_to_the_same_status_says_so(self) -> None:
        with pytest.raises(RuleBroken, match="already Pending"):
            change(ORDER, a_change(status=Status.PENDING), NOW)


class TestDigital:
    @pytest.mark.parametrize(
        ("status", "first"),
        [
            (Status.CONFIRMED, Status.COMPLETED),
            (Status.IN_PROCESS, Status.COMPLETED),
            (Status.COMPLETED, Status.CONFIRMED),
        ],
    )
    def test_its_own_steps_lead(self, status: Status, first: Status) -> None:
        assert next_statuses(status, Goods.DIGITAL)[0] is first

    @pytest.mark.parametrize("status", Status)
    def test_the_steps_of_a_parcel_stand_last(self, status: Status) -> None:
        parcel = [to in (Status.READY, Status.SHIPPED, Status.RTS) for to in next_statuses(status, Goods.DIGITAL)]
        assert parcel == sorted(parcel)

    def test_mixed_goods_go_the_physical_route(self) -> None:
        for status in Status:
            assert next_statuses(status, Goods.MIXED) == next_statuses(status, Goods.PHYSICAL)

    def test_ships_without_courier_and_receipt_number(self) -> None:
        now = ORDER._replace(goods=Goods.DIGITAL, status=Status.CONFIRMED)
        assert change(now, a_change(status=Status.SHIPPED), NOW) == {"status": Status.SHIPPED, "shipped_at": NOW}


class TestMethod:
    def test_decides_the_first_status(self) -> None:
        assert first_status(None) is Status.CREATED
        assert {first_status(method) for method in Method} == {Status.PENDING}

    @pytest.mark.parametrize("method", Method)
    def test_makes_a_created_order_pending(self, method: Method) -> None:
        assert change(CREATED, a_change(method=method), NOW) == {"status": Status.PENDING, "method": method}

    def test_can_come_with_the_step(self) -> None:
        asked = a_change(status=Status.PENDING, method=Method.COD)
        assert change(CREATED, asked, NOW) == {"status": Status.PENDING, "method": Method.COD}

    def test_is_needed_to_become_pending(self) -> None:
        with pytest.raises(RuleBroken, match="needs a payment method to become Pending"):
            change(CREATED, a_change(status=Status.PENDING), NOW)

    @pytest.mark.parametrize("status", [status for status in Status if status is not Status.CREATED])
    def test_alone_moves_no_later_order(self, status: Status) -> None:
        now = ORDER._replace(status=status)
        assert change(now, a_change(method=Method.COD), NOW) == {"method": Method.COD}

    def test_goes_back_to_pending_without_being_asked_again(self) -> None:
        now = ORDER._replace(status=Status.CONFIRMED)
        assert change(now, a_change(status=Status.PENDING), NOW) == {"status": Status.PENDING}

    def test_is_not_given_to_an_order_that_is_canceled_without_one(self) -> None:
        asked = a_change(status=Status.CANCELED, reason="twice", method=Method.COD)
        with pytest.raises(RuleBroken, match="without a payment method"):
            change(CREATED, asked, NOW)
        with pytest.raises(RuleBroken, match="without a payment method"):
            change(CREATED._replace(status=Status.CANCELED), a_change(method=Method.COD), NOW)


class TestNeeds:
    NOTHING = Given()
    ALL = Given(Method.COD, "JNE", "R1", "damaged")

    @pytest.mark.parametrize(("goods", "status", "to", "allowed"), [cell for cell in CELLS if cell[3]])
    def test_of_every_step(self, goods: Goods, status: Status, to: Status, allowed: bool) -> None:
        expected: tuple[str, ...] = ()
        if (status, to) == (Status.CREATED, Status.PENDING):
            expected = ("method",)
        elif to in (Status.RTS, Status.CANCELED):
            expected = ("reason",)
        elif to is Status.SHIPPED and goods is not Goods.DIGITAL:
            expected = ("courier", "receipt")
        assert missing(status, to, goods, self.NOTHING) == expected
        assert missing(status, to, goods, self.ALL) == ()

    @pytest.mark.parametrize(
        ("courier", "receipt", "need"),
        [
            ("", "R1", "a courier"),
            ("JNE", "", "a receipt number"),
            (" ", "R1", "a courier"),
            ("JNE", " ", "receipt"),
        ],
    )
    def test_shipping_needs_courier_and_receipt_number(self, courier: str, receipt: str, need: str) -> None:
        now = ORDER._replace(status=Status.READY)
        with pytest.raises(RuleBroken, match=need):
            change(now, a_change(status=Status.SHIPPED, courier=courier, receipt=receipt), NOW)

    def test_shipping_takes_them_on_the_way(self) -> None:
        now = ORDER._replace(status=Status.READY)
        assert change(now, a_change(status=Status.SHIPPED, courier=" JNE ", receipt="R1"), NOW) == {
            "status": Status.SHIPPED,
            "shipped_at": NOW,
            "courier": "JNE",
            "receipt": "R1",
        }

    def test_shipping_takes_those_of_the_order(self) -> None:
        now = ORDER._replace(status=Status.READY, courier="JNE", receipt="R1")
        assert change(now, a_change(status=Status.SHIPPED), NOW) == {"status": Status.SHIPPED, "shipped_at": NOW}

    def test_clearing_the_courier_while_shipping_is_refused(self) -> None:
        now = ORDER._replace(status=Status.READY, courier="JNE", receipt="R1")
        with pytest.raises(RuleBroken, match="courier"):
            change(now, a_change(status=Status.SHIPPED, courier=""), NOW)

    @pytest.mark.parametrize("to", [Status.RTS, Status.CANCELED])
    @pytest.mark.parametrize("reason", ["", "  "])
    def test_ending_badly_needs_a_reason(self, to: Status, reason: str) -> None:
        now = ORDER._replace(status=Status.SHIPPED if to is Status.RTS else Status.READY)
        with pytest.raises(RuleBroken, match="needs a reason"):
            change(now, a_change(status=to, reason=reason), NOW)
        assert change(now, a_change(status=to, reason=" damaged "), NOW)["reason"] == "damaged"

    def test_closing_takes_a_reason_but_needs_none(self) -> None:
        now = ORDER._replace(status=Status.SHIPPED)
        assert change(now, a_change(status=Status.CLOSED), NOW) == {"status": Status.CLOSED}
        assert change(now, a_change(status=Status.CLOSED, reason=" "), NOW) == {"status": Status.CLOSED}
        assert change(now, a_change(status=Status.CLOSED, reason="lost"), NOW)["reason"] == "lost"

    @pytest.mark.parametrize("asked", [a_change(reason="why not"), a_change(status=Status.CONFIRMED, reason="why not")])
    def test_a_reason_without_such_a_step_is_refused(self, asked: ChangeOrder) -> None:
        with pytest.raises(RuleBroken, match="A reason only goes with"):
            change(ORDER, asked, NOW)

    def test_payment_status_never_blocks_a_step(self) -> None:
        for payment in PaymentStatus:
            for goods, status, to, allowed in CELLS:
                now = ORDER._replace(status=status, goods=goods, payment_status=payment)
                now = now._replace(courier="JNE", receipt="R1")
                reason = "damaged" if to in (Status.RTS, Status.CANCELED) else ""
                if allowed:
                    assert "payment_status" not in change(now, a_change(status=to, reason=reason), NOW)


class TestTimes:
    @pytest.mark.parametrize(
        ("status", "to", "field"),
        [
            (Status.PENDING, Status.CONFIRMED, "confirmed_at"),
            (Status.READY, Status.SHIPPED, "shipped_at"),
            (Status.SHIPPED, Status.COMPLETED, "completed_at"),
        ],
    )
    def test_the_first_arrival_is_kept(self, status: Status, to: Status, field: str) -> None:
        now = ORDER._replace(status=status, courier="JNE", receipt="R1")
        assert change(now, a_change(status=to), NOW) == {"status": to, field: NOW}
        again = an_order(**now._asdict() | {field: BEFORE})
        assert change(again, a_change(status=to), NOW) == {"status": to}

    @pytest.mark.parametrize(
        ("status", "to", "cleared"),
        [
            (Status.SHIPPED, Status.PENDING, {"confirmed_at", "shipped_at"}),
            (Status.SHIPPED, Status.CONFIRMED, {"shipped_at"}),
            (Status.SHIPPED, Status.IN_PROCESS, {"shipped_at"}),
            (Status.SHIPPED, Status.READY, {"shipped_at"}),
            (Status.READY, Status.CONFIRMED, {"shipped_at"}),
            (Status.SHIPPED, Status.CLOSED, set()),
        ],
    )
    def test_going_back_clears_what_has_not_happened_yet(self, status: Status, to: Status, cleared: set[str]) -> None:
        now = ORDER._replace(status=status, confirmed_at=BEFORE, shipped_at=BEFORE, paid_at=BEFORE)
        assert change(now, a_change(status=to), NOW) == {"status": to, **dict.fromkeys(cleared)}

    def test_a_completed_order_taken_back_keeps_when_it_was_shipped(self) -> None:
        now = ORDER._replace(status=Status.COMPLETED, courier="JNE", receipt="R1")
        now = now._replace(confirmed_at=BEFORE, shipped_at=BEFORE, completed_at=BEFORE)
        assert change(now, a_change(status=Status.SHIPPED), NOW) == {
            "status": Status.SHIPPED,
            "completed_at": None,
        }

    def test_a_digital_order_taken_back_keeps_when_it_was_confirmed(self) -> None:
        now = ORDER._replace(goods=Goods.DIGITAL, status=Status.COMPLETED)
        now = now._replace(confirmed_at=BEFORE, completed_at=BEFORE)
        taken_back = {"status": Status.CONFIRMED, "completed_at": None}
        assert change(now, a_change(status=Status.CONFIRMED), NOW) == taken_back
