"""How new orders are shared out: who of the staff of a store is on duty, and whose turn it is by share."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from orders_tui.domain.patterns import pattern
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import N_, _

EVERY_STORE = "*"
"""Stands for the stores that have no staff of their own."""
DAYS_COUNTED = 7
"""Of how many days, today included, the orders count against a share."""


class Duty(NamedTuple):
    """A time of duty on some days of the week."""

    days: frozenset[int]
    """On which it begins; Monday is 0."""
    first: int
    """When it begins, in minutes after midnight."""
    end: int
    """When it is over; where that is not later than the beginning, on the day after."""

    def covers(self, moment: datetime) -> bool:
        """Whether the moment, in the desk's own time, lies within it."""
        day, minute = moment.weekday(), 60 * moment.hour + moment.minute
        if self.first < self.end:
            return day in self.days and self.first <= minute < self.end
        # Over midnight: the early hours belong to the duty that began on the day before.
        begun_before = (day - 1) % 7 in self.days and minute < self.end
        return begun_before or (day in self.days and minute >= self.first)


class Sharer(NamedTuple):
    """One of those among whom the new orders of a store are shared out."""

    name: str
    """The system name, as orders have it for their handler."""
    share: int
    """How much of the work, against the shares of the others."""
    duties: tuple[Duty, ...] = ()
    """Without any, always on duty."""
    hours: str = ""
    """These as they were written."""

    @property
    def written(self) -> str:
        """Share and hours, as they are set in one text."""
        return f"{self.share} {self.hours}".strip()

    def on_duty(self, moment: datetime) -> bool:
        """Whether orders of this moment, in the desk's own time, can be given to them."""
        return not self.duties or any(duty.covers(moment) for duty in self.duties)


Sharing = Mapping[str, tuple[Sharer, ...]]
"""The staff of each store by its name, or by `EVERY_STORE`; in other stores nothing is shared out."""


def staff_of(sharing: Sharing, store: str) -> tuple[Sharer, ...]:
    """Among whom the new orders of a store are shared out; nobody where that is not said."""
    return sharing.get(store, sharing.get(EVERY_STORE, ()))


def whose_turn(staff: tuple[Sharer, ...], given: Mapping[str, int], moment: datetime) -> str:
    """Who gets the next order: of those on duty the one who was given the fewest against their share.

    Among equals it is the larger share, then who is named first.

    Args:
        staff: among whom it is shared out.
        given: how many orders each of them was given lately.
        moment: when it came in, in the desk's own time.

    Returns:
        The name; empty if nobody is on duty.
    """
    present = [sharer for sharer in staff if sharer.on_duty(moment)]
    if not present:
        return ""
    # Two quotients that are equal as fractions are equal as floats too.
    return min(present, key=lambda sharer: (given.get(sharer.name, 0) / sharer.share, -sharer.share)).name


def sharing_of(config: object) -> Sharing:
    """Among whom new orders are shared out, from what a configuration says.

    Args:
        config: by store and then by name, each with a `share` and perhaps `hours` as `duties_of` reads them.

    Raises:
        ValueError: with the part of a sentence that says what is wrong.
    """
    if not isinstance(config, Mapping):
        raise ValueError(_(_WRONG))
    return {store: _staff(staff) for store, staff in config.items()}


_WRONG = N_("this must give each store its people, each with a share of 1 to 1000 and perhaps hours")
_LARGEST_SHARE = 1000


def _staff(config: object) -> tuple[Sharer, ...]:
    if not isinstance(config, Mapping):
        raise ValueError(_(_WRONG))
    return tuple(_sharer(str(name), of_one) for name, of_one in config.items())


def _sharer(name: str, config: object) -> Sharer:
    said = config if isinstance(config, Mapping) else {}
    share, hours = said.get("share", 0), said.get("hours", "")
    # A truth value would pass for a number.
    if type(share) is not int or not isinstance(hours, str) or said.keys() - {"share", "hours"}:
        raise ValueError(_(_WRONG))
    if not name.strip() or not 1 <= share <= _LARGEST_SHARE:
        raise ValueError(_(_WRONG))
    return Sharer(name, share, duties_of(hours) if hours.strip() else (), hours.strip())


_NAMES = ("mon sen", "tue sel", "wed rab", "thu kam", "fri jum", "sat sab", "sun min")
"""How each day of the week is written, in English and in Indonesian."""
_DAYS = {name: day for day, names in enumerate(_NAMES) for name in names.split()}
_TIME = r"([01]?[0-9]|2[0-4])[:.]([0-5][0-9])"
_DUTY = pattern(rf"(?:([a-z]{{3}})(?:-([a-z]{{3}}))?\s+)?{_TIME}\s*-\s*{_TIME}")
_MIDNIGHT = 24 * 60


def duties_of(text: str) -> tuple[Duty, ...]:
    """The times of duty that a text says: `mon-fri 08:00-17:00, sat 08:00-12:00`; without days it is every day.

    Raises:
        ValueError: with a sentence that names the part which is wrong.
    """
    return tuple(_duty(part.strip()) for part in text.split(","))


def _duty(part: str) -> Duty:
    match = _DUTY.fullmatch(part.lower())
    days = match and _days(match[1], match[2])
    if match is None or not days:
        raise ValueError(
            _("“{part}” is not a working time; write it like {example}").format(
                part=excerpt(part), example="mon-fri 08:00-17:00, sat 08:00-12:00"
            )
        )
    hour, minute, end_hour, end_minute = (int(match[place]) for place in (3, 4, 5, 6))
    first, end = 60 * hour + minute, 60 * end_hour + end_minute
    if max(first, end) > _MIDNIGHT or first == _MIDNIGHT:
        raise ValueError(_("“{part}” is not a time of day").format(part=excerpt(part)))
    return Duty(days, first, end)


def _days(first: str | None, last: str | None) -> frozenset[int]:
    """The days from the first to the last, over Sunday where the last comes before; none if one has no such name."""
    if first is None:
        return frozenset(range(7))
    if first not in _DAYS or (last or first) not in _DAYS:
        return frozenset()
    begin = _DAYS[first]
    return frozenset((begin + more) % 7 for more in range((_DAYS[last or first] - begin) % 7 + 1))
