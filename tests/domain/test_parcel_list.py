"""Reading a pasted list of receipt numbers."""

import pytest

from orders_tui.domain.parcel_list import ParcelEntry, Unplaced, read_parcels

ORDER = "261122BCDFGH"


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("JT0001", ParcelEntry(1, receipt="JT0001")),
        ("'0012345678901", ParcelEntry(1, receipt="0012345678901")),
        ("JNE JT0001", ParcelEntry(1, courier="JNE", receipt="JT0001")),
        ("J&T Express\tJP1234567890", ParcelEntry(1, courier="J&T Express", receipt="JP1234567890")),
        (f"{ORDER},JT0001", ParcelEntry(1, ORDER, receipt="JT0001")),
        (f"{ORDER};JT0001", ParcelEntry(1, ORDER, receipt="JT0001")),
        (f"{ORDER}\tJT0001", ParcelEntry(1, ORDER, receipt="JT0001")),
        (f"{ORDER} JT0001", ParcelEntry(1, ORDER, receipt="JT0001")),
        (f"{ORDER}: JT0001", ParcelEntry(1, ORDER, receipt="JT0001")),
        (f"{ORDER} = JT0001", ParcelEntry(1, ORDER, receipt="JT0001")),
        (f"{ORDER} - JT0001", ParcelEntry(1, ORDER, receipt="JT0001")),
        (f"#{ORDER.lower()}, JT0001", ParcelEntry(1, ORDER, receipt="JT0001")),
        (f'"{ORDER}","JNE","JT0001"', ParcelEntry(1, ORDER, "JNE", "JT0001")),
        (f"{ORDER}; JT0001; J&T Express", ParcelEntry(1, ORDER, "J&T Express", "JT0001")),
        (f"JT-00/01 {ORDER}", ParcelEntry(1, ORDER, receipt="JT-00/01")),
        (f"{ORDER}, SiCepat", ParcelEntry(1, ORDER, "SiCepat")),
        (f"1. {ORDER} JNE123", ParcelEntry(1, ORDER, receipt="JNE123")),
        (f"(12) {ORDER} JNE JNE123", ParcelEntry(1, ORDER, "JNE", "JNE123")),
        (f"3) {ORDER}; JNE", ParcelEntry(1, ORDER, "JNE")),
        (f"7\t{ORDER}\tJNE\tJNE123", ParcelEntry(1, ORDER, "JNE", "JNE123")),
        ("1. JNE123", ParcelEntry(1, receipt="JNE123")),
        ("1.", ParcelEntry(1, receipt="1.")),
        ("Resi: JT0001", ParcelEntry(1, receipt="JT0001")),
        ("no. resi JT0001", ParcelEntry(1, receipt="JT0001")),
        ("ID Express, No Resi = IDE0001", ParcelEntry(1, courier="ID Express", receipt="IDE0001")),
        (f"Order {ORDER}: kurir JNE, AWB JT0001", ParcelEntry(1, ORDER, "JNE", "JT0001")),
        (f"{ORDER} Receipt number JT0001", ParcelEntry(1, ORDER, receipt="JT0001")),
        ("Resinda JT0001", ParcelEntry(1, courier="Resinda", receipt="JT0001")),
    ],
)
def test_a_line(line: str, entry: ParcelEntry) -> None:
    assert read_parcels(line) == ((entry,), ())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"{ORDER}", "It has no receipt number."),
        (f"{ORDER} 261122JKLMNP JT1", "It names 2 orders; each line is for one order."),
        (f"{ORDER} JT1 JT2", "It has several numbers: JT1, JT2."),
        ("JNE JT1 JT2", "It has several numbers: JT1, JT2."),
        (
            f"{ORDER}; 1,20E+12",
            f"“{ORDER}; 1,20E+12” is a number that a spreadsheet has rounded; its last digits are lost.",
        ),
        ("8.8E+13", "“8.8E+13” is a number that a spreadsheet has rounded; its last digits are lost."),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, reason: str) -> None:
    assert read_parcels(line) == ((), (Unplaced(1, reason),))


def test_a_heading_is_passed_over_and_lines_keep_their_numbers() -> None:
    assert read_parcels("\norder id,receipt number\nJT0001\nJNE\nJT0002\n") == (
        (ParcelEntry(3, receipt="JT0001"), ParcelEntry(5, receipt="JT0002")),
        (Unplaced(4, "It has no receipt number."),),
    )


def test_a_line_of_several_numbers_is_several_entries_and_a_blank_line_is_an_empty_one() -> None:
    assert read_parcels("JT1 JT2\n\nJT3\n\n")[0] == (
        ParcelEntry(1, receipt="JT1"),
        ParcelEntry(1, receipt="JT2"),
        ParcelEntry(2),
        ParcelEntry(3, receipt="JT3"),
    )


@pytest.mark.parametrize("mark", [".", ")", "", ";"])
def test_numbers_of_the_rows_are_passed_over(mark: str) -> None:
    text = f"No Order Resi\n8{mark} {ORDER} JT1\n9{mark} JNE JT2\n\n10{mark} JT3\nTotal\t3"
    assert read_parcels(text)[0] == (
        ParcelEntry(2, ORDER, receipt="JT1"),
        ParcelEntry(3, courier="JNE", receipt="JT2"),
        ParcelEntry(4),
        ParcelEntry(5, receipt="JT3"),
        ParcelEntry(6, courier="Total", receipt="3"),
    )


@pytest.mark.parametrize("text", ["12 34", "12 JT1\n11 JT2", "11 JT1\nJT2 JT3"])
def test_numbers_that_count_nothing_are_receipt_numbers(text: str) -> None:
    assert [entry.receipt for entry in read_parcels(text)[0]] == text.split()


def test_what_an_attacker_pastes_is_shown_safely() -> None:
    _entries, unread = read_parcels(f"{ORDER} 1\x1b[31m 2\x1b]0;x")
    assert "\x1b" not in unread[0].reason
