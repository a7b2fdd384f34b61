"""Times by the clocks of a zone, in the SQL of SQLite."""

from typing import Any
from zoneinfo import ZoneInfo

from peewee import Case, Node, Value, fn

from orders_tui.domain.clocks import DAY, steady, written_moment

FUNCTION = "written_moment"
"""The name under which a connection knows `written`."""


def written(at: int, zone: str) -> str:
    """The time as `written_moment` words it; of the zone the name."""
    return written_moment(at, ZoneInfo(zone))


def moment_in_words(column: Any, zone: ZoneInfo, now: int) -> Node:
    """A time as `written_moment` words it; empty where there is none.

    SQLite words times itself while the clocks go as they do now, since a large file has millions of them.
    """
    first, last, ahead = steady(now // DAY, zone)
    here = fn.DATETIME(column + ahead, "unixepoch")
    elsewhere = getattr(fn, FUNCTION)(column, Value(zone.key, converter=False))
    return Case(None, [(column.is_null(), ""), (column.between(first, last), here)], elsewhere)
