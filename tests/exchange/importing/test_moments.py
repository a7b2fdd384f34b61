"""Days and times as files have them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from orders_tui.exchange.importing.moments import DateOrder, read_moment

JAKARTA, MAKASSAR = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar")


def at(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=JAKARTA).timestamp())  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-22 14:05:09", at(2026, 11, 22, 14, 5, 9)),
        ("2026-11-22T14:05:09+07:00", at(2026, 11, 22, 14, 5, 9)),
        ("2026-11-22 07:05:09Z", at(2026, 11, 22, 14, 5, 9)),
        ("2026-11-22 07:05:09.123 UTC", at(2026, 11, 22, 14, 5, 9)),
        ("2026-09-16 09:12:00 -0500", at(2026, 9, 16, 21, 12)),
        ("2026/1/2", at(2026, 1, 2)),
        ("05-11-2026 - 14:07", at(2026, 11, 5, 14, 7)),
        ("05/11/2026", at(2026, 11, 5)),
        ("5/11/26 9.30", at(2026, 11, 5, 9, 30)),
        ("05.11.2026 14:07 WIB", at(2026, 11, 5, 14, 7)),
        ("05/11/2026 14:07 WITA", at(2026, 11, 5, 13, 7)),
        ("22 Nov 2026, 14:05", at(2026, 11, 22, 14, 5)),
        ("22 November 2026", at(2026, 11, 22)),
        ("1 Agustus 2026 1:05 PM", at(2026, 8, 1, 13, 5)),
        ("01/08/2026 12:05 am", at(2026, 8, 1, 0, 5)),
        (" 2026-11-22 14:05 ", at(2026, 11, 22, 14, 5)),
    ],
)
def test_what_is_read(text: str, moment: int) -> None:
    assert read_moment(text, DateOrder.DMY, JAKARTA) == moment


def test_the_order_and_the_zone_that_are_said() -> None:
    assert read_moment("03/04/2026", DateOrder.DMY, JAKARTA) == at(2026, 4, 3)
    assert read_moment("03/04/2026", DateOrder.MDY, JAKARTA) == at(2026, 3, 4)
    assert read_moment("2026-04-03 01:00:00", DateOrder.DMY, MAKASSAR) == at(2026, 4, 3, 0)
    assert read_moment("1970-01-01 00:00:00", DateOrder.DMY, ZoneInfo("UTC")) == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kemarin", "neither a day nor a time"),
        ("31/02/2026", "neither a day nor a time"),
        ("2026-13-01", "neither a day nor a time"),
        ("2026-11-22 25:00", "neither a day nor a time"),
        ("1969-12-31 00:00:00", "neither a day nor a time"),
        ("22 Foo 2026", "neither a day nor a time"),
        ("10/25/2026", "month first"),
        ("46348", "format the column as a date"),
        ("46348.58", "format the column as a date"),
    ],
)
def test_what_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_moment(text, DateOrder.DMY, JAKARTA)
