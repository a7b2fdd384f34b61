"""Stored times by the clocks of a time zone, so that they can be read back exactly."""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.days import local

DAY = 24 * 60 * 60
"""In seconds; the clocks of a zone may make a day an hour longer or shorter."""
_BACK, _AHEAD = 10 * 366, 366
"""How many days around now are looked at: nearly all times of orders lie in them."""


def written_moment(at: int, zone: ZoneInfo) -> str:
    """A stored time by the clocks of the zone: `2026-11-22 14:05:09`; with its offset where they show it twice."""
    then = local(at, zone)
    return (then if shown_twice(then) else then.replace(tzinfo=None)).isoformat(" ")


def shown_twice(then: datetime) -> bool:
    """Whether the clocks show this time before they go back and after."""
    return then.replace(fold=0).utcoffset() != then.replace(fold=1).utcoffset()


class Steady(NamedTuple):
    """Times between which the clocks of a zone are not changed, nor show a time twice."""

    first: int
    last: int
    ahead: int
    """How many seconds the clocks are ahead of UTC."""


@lru_cache(maxsize=4)
def steady(day: int, zone: ZoneInfo) -> Steady:
    """The times around a day, counted from 1970, between which the clocks of the zone go the same; years at most."""

    def ahead(then: int) -> float:
        offset = local(then * DAY, zone).utcoffset()
        return offset.total_seconds() if offset else 0

    # No zone has ever changed its clocks twice within two days, so that one look a day finds each change.
    here = ahead(day)
    first = next((back for back in range(day, day - _BACK, -1) if ahead(back) != here), day - _BACK)
    last = next((later for later in range(day, day + _AHEAD) if ahead(later) != here), day + _AHEAD)
    # The clocks show a time twice for as long as they go back, a day at most, before and after.
    return Steady((first + 2) * DAY, (last - 2) * DAY, int(here))
