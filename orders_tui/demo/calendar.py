"""When orders come in at the demo shop: more and more over the months, by the hours and days on which people buy."""

from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from math import exp
from random import Random
from zoneinfo import ZoneInfo

from orders_tui.demo.chance import below
from orders_tui.domain.days import local

DAYS = 400
"""How far the shop goes back."""

_HOUR = 3600
_BY_HOUR = (5, 3, 2, 1, 2, 4, 6, 7, 8, 9, 10, 10, 11, 9, 8, 8, 8, 9, 11, 13, 14, 13, 10, 7)
_BY_WEEKDAY = (1.05, 1.0, 0.95, 1.0, 1.0, 1.05, 0.95)
_PAYDAY, _TWIN_DATE = 1.25, 2.0

# The list opens on the last weeks, so they hold more than steady growth would give them: a tenth of all orders came
# in within three days, whatever the size of the shop.
_GROWTH_DAYS, _RECENT_DAYS, _RECENT_SHARE = 300, 12, 0.38


def arrival_times(orders: int, chance: Random, now: int, zone: ZoneInfo) -> Iterator[int]:
    """The times of so many orders, the oldest first, none after `now`."""
    hours = DAYS * 24
    weights = list(accumulate(_weight(now - hour * _HOUR, hour / 24, zone) for hour in range(hours)))
    counts = [0] * hours
    for _order in range(orders):
        # Rounding can lead to the very end of the weights, and beyond the last hour.
        counts[min(bisect(weights, chance.random() * weights[-1]), hours - 1)] += 1
    for hour in reversed(range(hours)):
        end = now - hour * _HOUR
        yield from sorted(end - below(chance, _HOUR) for _order in range(counts[hour]))


def _weight(at: int, age: float, zone: ZoneInfo) -> float:
    """How many orders come in about this time, in days before now, beside other times."""
    then = local(at - _HOUR // 2, zone)
    growth = exp(-age / _GROWTH_DAYS) / (_GROWTH_DAYS * (1 - exp(-DAYS / _GROWTH_DAYS)))
    recent = exp(-age / _RECENT_DAYS) / _RECENT_DAYS
    weight = (1 - _RECENT_SHARE) * growth + _RECENT_SHARE * recent
    # Shops of the country have their sales on days such as 11 November; wages mostly come from the 25th on.
    if then.day == then.month:
        weight *= _TWIN_DATE
    elif then.day >= 25:
        weight *= _PAYDAY
    return weight * _BY_HOUR[then.hour] * _BY_WEEKDAY[then.weekday()]
