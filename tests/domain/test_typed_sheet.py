"""What was typed into a ship sheet, kept as a text and put into a sheet again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.shipping import ShipSheet
from orders_tui.domain.typed_sheet import TypedSheet, read_sheet, resumed
from tests.samples import an_order

ANI, BENI = an_order(id=1, order_id="261122BBBBBB", courier="JNE"), an_order(id=2, order_id="261122CCCCCC")
SHEET = ShipSheet.of([ANI, BENI])
WORDS = st.text(st.characters(exclude_categories=["Cs"])).map(str.strip)


@given(WORDS, WORDS, WORDS)
def test_what_is_typed_comes_back_as_it_was(courier: str, receipt: str, other: str) -> None:
    sheet = SHEET.with_courier(0, courier).with_receipt(0, receipt).with_receipt(1, other).with_one_parcel("J1")
    typed = TypedSheet.of(sheet)
    if typed.typed:
        assert read_sheet(typed.text) == typed
        assert resumed(SHEET, read_sheet(typed.text)) == (sheet, [])
    else:
        assert typed.text == ""


def test_nothing_is_typed_over_what_somebody_wrote_meanwhile() -> None:
    typed = TypedSheet.of(SHEET.with_receipt(0, "J1").with_receipt(1, "J2"))
    now = ShipSheet.of([ANI._replace(courier="POS", version=9), BENI._replace(city="Bogor", version=9)])
    sheet, changed = resumed(now, typed)
    assert [(parcel.courier, parcel.receipt) for parcel in sheet.parcels] == [("POS", ""), ("", "J2")]
    assert changed == [ANI.order_id]


def test_a_row_in_which_nothing_was_typed_stands_in_nobody_s_way() -> None:
    typed = TypedSheet.of(SHEET.with_receipt(1, "J2"))
    sheet, changed = resumed(ShipSheet.of([ANI._replace(courier="POS")]), typed)
    assert (sheet.parcels[0].courier, changed) == ("POS", [])


def test_orders_without_a_row_are_passed_over() -> None:
    assert resumed(SHEET.without({BENI.order_id}), TypedSheet.of(SHEET.with_receipt(1, "J2"))) == (
        SHEET.without({BENI.order_id}),
        [],
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "7",
        "[]",
        "[1, 2]",
        '["ab", "cd"]',
        '{"a": 1, "b": 2}',
        '[[["261122BBBBBB", "JNE", "J1"]], []]',
        '[[["261122BBBBBB", "JNE", "J1", "", 7]], []]',
        '[[["261122BBBBBB", "JNE", "J1", "", "", "new"]], []]',
        '[[["261122BBBBBB", "JNE", null, "", ""]], []]',
        "[[], [[]]]",
        "[" * 100_000,
    ],
)
def test_what_is_no_sheet_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_sheet(text)
