"""Days and times as files have them: `2026-11-22 14:05:09 +0700`, `22/11/2026 14:05`, `22-11-2026 - 14:05`."""

import re
from contextlib import suppress
from datetime import datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.exchange.statement_days import MONTHS


class DateOrder(StrEnum):
    """What comes first where a day is written in numbers with the year last."""

    DMY = "dmy"
    MDY = "mdy"


_MOMENT = re.compile(
    r"(?:(?P<y1>[0-9]{4})[-/.](?P<m1>[0-9]{1,2})[-/.](?P<d1>[0-9]{1,2})"
    r"|(?P<a>[0-9]{1,2})[-/.](?P<b>[0-9]{1,2})[-/.](?P<y2>[0-9]{4}|[0-9]{2})"
    r"|(?P<d3>[0-9]{1,2})[-/ ](?P<m3>[A-Za-z]{3,9})\.?,?[-/ ](?P<y3>[0-9]{4}|[0-9]{2}))"
    r"(?:(?:[T ]|,? +|\s*-\s*)(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?"
    r"\s*(?P<zone>[Zz]|UTC|GMT|WIB|WITA|WIT|[+-][0-9]{2}:?[0-9]{2}(?::[0-9]{2})?)?)?"
)
_USUAL = re.compile(r"(?:19[89]|2[0-9]{2})[0-9]-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}")
_HOURS = {"Z": 0, "UTC": 0, "GMT": 0, "WIB": 7, "WITA": 8, "WIT": 9}
_NUMBER = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_CENTURY = 2000
_MONTHS = 12


def read_moment(text: str, order: DateOrder, zone: ZoneInfo) -> int:
    """The stored time of a text, epoch seconds (UTC); a day alone is its beginning.

    Args:
        text: what stands in the cell.
        order: whether the day or the month comes first.
        zone: by whose clocks it is, where it does not say.

    Raises:
        ValueError: with a sentence for the person.
    """
    written = text.strip()
    # Days are counted from 1900 or from 1904, as the file has it, which cannot be told from the number.
    if _NUMBER.fullmatch(written):
        sentence = _("“{text}” is a spreadsheet's number for a day; format the column as a date, and save again.")
        raise ValueError(sentence.format(text=excerpt(text)))
    if _USUAL.fullmatch(written):  # as the desk and most systems write it, and quickly read
        # A day that no calendar has, such as the 31st of June, goes on to be named in the sentence below.
        with suppress(ValueError, OverflowError):
            return int(datetime.fromisoformat(written).replace(tzinfo=zone).timestamp())
    found = _MOMENT.fullmatch(written)
    if not found:
        raise _no_time(text)
    try:
        year, month, day = _day(found, order)
        hour = int(found["hour"] or 0)
        if half := found["half"]:
            # Twelve stands for the first hour of each half of the day.
            hour = hour % 12 + (12 if half in "Pp" else 0)
        then = datetime(year, month, day, hour, int(found["minute"] or 0), int(found["second"] or 0))  # noqa: DTZ001
        moment = int(then.replace(tzinfo=_zone(found["zone"]) or zone).timestamp())
    except (ValueError, OverflowError):
        if found["a"] and order is DateOrder.DMY and int(found["a"]) <= _MONTHS < int(found["b"]):
            sentence = _("“{text}” is not a date with the day first; the file seems to put the month first.")
            raise ValueError(sentence.format(text=excerpt(text))) from None
        raise _no_time(text) from None
    # No order is older than the epoch: such a time was misread.
    if moment < 0:
        raise _no_time(text)
    return moment


def _day(found: re.Match[str], order: DateOrder) -> tuple[int, int, int]:
    """Year, month and day."""
    if found["y1"]:
        return int(found["y1"]), int(found["m1"]), int(found["d1"])
    year = int(found["y2"] or found["y3"])
    # Written with two digits.
    year += _CENTURY if year < _CENTURY // 20 else 0
    if found["m3"]:
        return year, MONTHS.get(found["m3"].lower(), 0), int(found["d3"])
    first, second = int(found["a"]), int(found["b"])
    return (year, second, first) if order is DateOrder.DMY else (year, first, second)


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text.upper() in _HOURS:
        return timezone(timedelta(hours=_HOURS[text.upper()]))
    sign, digits = (-1 if text[0] == "-" else 1), text[1:].replace(":", "").ljust(6, "0")
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return timezone(sign * timedelta(hours=hours, minutes=minutes, seconds=seconds))


def _no_time(text: str) -> ValueError:
    sentence = _("“{text}” is neither a day nor a time, such as 2026-11-22 14:05 or 22/11/2026.")
    return ValueError(sentence.format(text=excerpt(text)))
