"""The ship sheet: what is pasted falls into its rows, and no receipt number goes to two orders unless that is said."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.couriers import COURIERS
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Goods, Method, Status
from orders_tui.domain.parcel_list import Unplaced
from orders_tui.domain.receipts import in_one_parcel, number_key, reads_as_number
from orders_tui.domain.shipping import SHIPPABLE, ShipPlan, ShipSheet, Skipped, StopReason, paste
from tests.samples import NOW, a_change, an_order

IDS = ("261122BCDFGH", "261122JKLMNP", "261122QRSTVW", "261122XYZBCD")


def orders(**facts: Any) -> tuple[Order, ...]:
    facts = {"courier": "JNE", "status": Status.READY} | facts
    return tuple(an_order(id=row, order_id=order_id, **facts) for row, order_id in enumerate(IDS, 1))


SHEET = ShipSheet.of(orders())


def receipts(sheet: ShipSheet) -> list[str]:
    return [parcel.receipt for parcel in sheet.parcels]


def shipped(sheet: ShipSheet) -> list[str]:
    return [parcel.order.order_id for parcel in sheet.ready]


def test_a_sheet_is_filled_from_what_stands() -> None:
    sheet = ShipSheet.of(orders(receipt="R1"))
    assert [(parcel.courier, parcel.receipt) for parcel in sheet.parcels] == [("JNE", "R1")] * 4


@pytest.mark.parametrize("status", Status)
def test_only_orders_on_their_way_to_the_courier_have_a_row(status: Status) -> None:
    order = an_order(status=status, method=None if status is Status.CREATED else Method.COD)
    sheet = ShipSheet.of([order])
    assert bool(sheet.parcels) is (status in SHIPPABLE)
    assert bool(sheet.skipped) is (status not in SHIPPABLE)


@pytest.mark.parametrize(
    ("other", "unlike"),
    [
        ({}, False),
        ({"courier": "jne"}, False),
        ({"courier": "SiCepat"}, True),
        ({"phone": "+6281200000001"}, True),
        ({"name": "Another name, the same phone"}, False),
    ],
)
@pytest.mark.parametrize("in_sheet", [True, False])
def test_one_parcel_is_odd_for_other_buyers_or_couriers(other: dict[str, Any], unlike: bool, in_sheet: bool) -> None:
    one, two = orders(receipt="R1")[:2]
    two = two._replace(**other)
    sheet = ShipSheet.of([one, two]) if in_sheet else ShipSheet.of([one]).with_taken([one, two])
    assert [parcel.order for parcel in sheet.unlike("R1")] == ([one, two] if unlike else [])


def test_an_order_without_a_row_is_named_with_the_reason() -> None:
    done, gone = an_order(status=Status.COMPLETED), an_order(order_id=IDS[1], deleted_at=NOW)
    assert ShipSheet.of([done, gone]).skipped == (
        Skipped(IDS[0], f"{IDS[0]} is Completed: it cannot be shipped."),
        Skipped(IDS[1], f"{IDS[1]} is in the trash; restore it first."),
    )


def test_numbers_fall_into_the_rows_from_one_on() -> None:
    sheet, unplaced = paste(SHEET, "JT1\nJT2\nJT3\nJT4\n", at=1)
    assert receipts(sheet) == ["", "JT1", "JT2", "JT3"]
    assert unplaced == (Unplaced(4, "There is no row left for JT4."),)


def test_a_blank_line_leaves_its_row_as_it_is() -> None:
    assert receipts(paste(SHEET.with_receipt(1, "OLD"), "JT1\n\nJT3", at=0).sheet) == ["JT1", "OLD", "JT3", ""]


def test_lines_that_name_an_order_find_its_row() -> None:
    text = f"#{IDS[2].lower()}, JT3\n{IDS[0]}\tJ&T Express\tJT1\n261122ZZZZZZ JT9\n{IDS[1]}, AnterAja"
    sheet, unplaced = paste(SHEET.with_receipt(1, "KEPT"), text)
    assert [(parcel.courier, parcel.receipt) for parcel in sheet.parcels] == [
        ("J&T Express", "JT1"),
        ("AnterAja", "KEPT"),
        ("JNE", "JT3"),
        ("JNE", ""),
    ]
    assert unplaced == (Unplaced(3, "261122ZZZZZZ is not in this sheet."),)


@pytest.mark.parametrize(
    ("beside", "courier"),
    [
        ("Siti Nur Aminah", "JNE"),
        ("siti", "JNE"),
        ("SITI N. A.", "JNE"),
        ("Siti Nur Aminah, SAP", "SAP"),
        ("SiCepat Siti", "SiCepat"),
        ("Siti A. NINJA", "NINJA"),
        ("S.A. ninja", "ninja"),
        ("S N A J&T", "J&T"),
        ("S. JNE", "JNE"),
        ("S. N. A.", "JNE"),
        ("Sit", "Sit"),
        ("S", "S"),
        ("Budi", "Budi"),
        ("No Resi:", "JNE"),
        ("Kurir: J&T Express, resi", "J&T Express"),
    ],
)
def test_neither_the_buyer_beside_an_order_nor_a_label_is_its_courier(beside: str, courier: str) -> None:
    sheet = ShipSheet.of(orders(name="Siti Nur Aminah"))
    pasted = paste(sheet, f"{IDS[0]}, {beside} JT1")
    assert pasted.sheet.parcels[0][1:] == (courier, "JT1")
    assert pasted.unplaced == ()


def test_a_line_for_an_order_that_has_no_row_says_why() -> None:
    sheet = ShipSheet.of([an_order(status=Status.COMPLETED)])
    assert paste(sheet, f"{IDS[0]} JT1").unplaced == (Unplaced(1, f"{IDS[0]} is Completed: it cannot be shipped."),)


def test_without_a_row_to_begin_at_every_line_has_to_name_its_order() -> None:
    assert paste(SHEET, "JT1").unplaced == (Unplaced(1, "There is no order on this line."),)


def test_lines_that_contradict_each_other_hold_none() -> None:
    sheet, unplaced = paste(SHEET, f"{IDS[0]} JT1\n{IDS[1]} JT2\n{IDS[0]} JT3\n{IDS[1]} JT2")
    assert receipts(sheet) == ["", "JT2", "", ""]
    reason = f"{IDS[0]} appears several times, with different values."
    assert unplaced == (Unplaced(1, reason), Unplaced(3, reason))


def test_a_row_is_stopped_by_what_the_rule_of_the_step_lacks() -> None:
    sheet = ShipSheet.of(orders(courier="")).with_receipt(0, "R1").with_courier(1, "JNE")
    assert sheet.stops[0] == StopReason(f"{IDS[0]} needs a courier to become Shipped.")
    assert sheet.stops[1] == StopReason(f"{IDS[1]} needs a receipt number to become Shipped.")
    assert shipped(sheet.with_usual_courier("SAP")) == [IDS[0]]


def test_digital_goods_need_neither_courier_nor_number() -> None:
    order = an_order(goods=Goods.DIGITAL, status=Status.CONFIRMED)
    assert shipped(ShipSheet.of([order])) == [order.order_id]


def test_a_number_in_two_rows_stops_both_until_it_is_said_to_be_one_parcel() -> None:
    sheet = SHEET.with_receipt(0, "jt 1").with_receipt(1, "JT1").with_receipt(2, "JT2")
    assert sheet.stops == (
        StopReason(f"The receipt number jt 1 is also entered for {IDS[1]}.", shared="JT1"),
        StopReason(f"The receipt number JT1 is also entered for {IDS[0]}.", shared="JT1"),
        None,
        StopReason(f"{IDS[3]} needs a receipt number to become Shipped."),
    )
    assert shipped(sheet) == [IDS[2]]
    assert shipped(sheet.with_one_parcel("jt1")) == list(IDS[:3])


def test_a_number_that_another_order_has_asks_first() -> None:
    other = an_order(order_id="261101QQQQQQ", receipt="jt1")
    sheet = SHEET.with_receipt(0, "JT1").with_receipt(1, "JT2").with_taken([other])
    assert sheet.stops[0] == StopReason("The receipt number JT1 already belongs to 261101QQQQQQ.", shared="JT1")
    assert shipped(sheet) == [IDS[1]]
    assert shipped(sheet.with_one_parcel("JT1")) == list(IDS[:2])


def test_the_stored_number_of_an_order_with_a_row_does_not_stop_it_nor_another() -> None:
    stored = orders(receipt="JT1")[0]
    sheet = ShipSheet.of([stored, orders()[1]]).with_taken([stored])
    assert shipped(sheet) == [IDS[0]]
    assert shipped(sheet.with_receipt(0, "JT2").with_receipt(1, "JT1")) == list(IDS[:2])


@pytest.mark.parametrize("number", ["JT0001", "0123456789012", " CGK-12/345 ", "SPXID012345678901", "261122BCDFGH"])
def test_a_receipt_number_reads_as_one(number: str) -> None:
    assert reads_as_number(number)


@pytest.mark.parametrize("name", [*COURIERS, "", " ", "JNE24", "4PX", "Gojek 081234567890", "kurir 2 toko 1 gudang 34"])
def test_a_courier_reads_as_no_receipt_number(name: str) -> None:
    assert not reads_as_number(name)


def test_each_order_is_shipped_with_what_was_typed_and_keeps_the_rest() -> None:
    stored = an_order(courier="JNE", receipt="OLD", status=Status.READY)
    plan = ShipPlan(ShipSheet.of([stored]).with_receipt(0, "NEW"))
    assert plan.selection.keys.tolist() == [stored.id]
    assert plan.command(stored) == a_change(stored.order_id, status=Status.SHIPPED, receipt="NEW")


def test_a_plan_has_only_the_rows_that_are_not_stopped() -> None:
    plan = ShipPlan(SHEET.with_receipt(1, "JT1").with_receipt(3, "JT2"))
    assert (plan.selection.keys.tolist(), len(plan.selection.groups)) == ([2, 4], 2)


def test_one_number_for_several_orders_of_one_call_is_refused() -> None:
    one, other = IDS[:2]
    fine = [a_change(one, receipt="R1"), a_change(one.lower(), receipt="R1"), a_change(other, receipt="R2")]
    assert in_one_parcel(fine) == {}
    assert in_one_parcel(a_change(order_id, receipt=" ") for order_id in IDS) == {}
    assert in_one_parcel(a_change(order_id, courier="JNE") for order_id in IDS) == {}
    sentence = "The receipt number R1 belongs to one parcel: give each order its own."
    shared = [a_change(one, receipt="R1"), a_change(one, note="x"), a_change(other, receipt="r 1")]
    assert in_one_parcel(shared) == {0: sentence, 2: sentence}


_NUMBERS = st.text("JT0123456789", min_size=1, max_size=6).map(lambda text: f"{text}7")
_LINES = st.lists(st.tuples(st.sampled_from([*IDS, "261122ZZZZZZ"]), _NUMBERS), max_size=8)


@given(_LINES, st.integers(0, 99))
def test_the_order_of_lines_that_name_orders_does_not_matter(lines: list[tuple[str, str]], seed: int) -> None:
    shuffled = list(lines)
    Random(seed).shuffle(shuffled)
    one, other = (paste(SHEET, "\n".join(" ".join(line) for line in each)).sheet for each in (lines, shuffled))
    assert one.parcels == other.parcels


@given(st.lists(_NUMBERS, max_size=6), st.integers(0, 4))
def test_what_was_pasted_is_in_the_rows_or_named(numbers: Sequence[str], at: int) -> None:
    sheet, unplaced = paste(SHEET, "\n".join(numbers), at)
    placed = [receipt for receipt in receipts(sheet) if receipt]
    assert len(placed) + len(unplaced) == len(numbers)
    assert placed == list(numbers[: len(placed)])


@given(st.lists(st.sampled_from(["JT1", "jt1", "JT2", ""]), min_size=4, max_size=4), st.sets(st.sampled_from(["JT1"])))
def test_no_number_is_shipped_with_two_orders_unless_that_is_said(numbers: list[str], said: set[str]) -> None:
    sheet = SHEET.with_one_parcel(*said)
    for row, receipt in enumerate(numbers):
        sheet = sheet.with_receipt(row, receipt)
    sent = [number_key(parcel.receipt) for parcel in sheet.ready]
    assert len([number for number in sent if number not in said]) == len({*sent} - said)
