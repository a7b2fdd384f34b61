"""New orders are shared out: who is on duty, whose turn it is, and what a configuration may say of it."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.sharing import Duty, Sharer, duties_of, sharing_of, staff_of, whose_turn

SUNDAY = datetime(2026, 11, 22, tzinfo=UTC)
"""The first moment of a Sunday; the days after it count from here."""
HOURS = "mon-fri 08:00-17:00, sat 08:00-12:00"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the week that begins with a Sunday."""
    return SUNDAY + timedelta(days=day, hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("hours", "moment", "on_duty"),
    [
        (HOURS, at(1, 7, 59), False),
        (HOURS, at(1, 8), True),
        (HOURS, at(5, 16, 59), True),
        (HOURS, at(5, 17), False),
        (HOURS, at(6, 11, 59), True),
        (HOURS, at(6, 12), False),
        (HOURS, at(0, 10), False),
        ("sen-jum 8.00-17.00", at(3, 9), True),
        ("Sab 08:00-12:00", at(6, 9), True),
        ("fri-mon 09:00-10:00", at(0, 9), True),
        ("fri-mon 09:00-10:00", at(2, 9), False),
        ("sun 22:00-06:00", at(0, 23), True),
        ("sun 22:00-06:00", at(1, 5, 59), True),
        ("sun 22:00-06:00", at(1, 6), False),
        ("sun 22:00-06:00", at(0, 5), False),
        ("sat 22:00-06:00", at(0, 5), True),
        ("08:00-24:00", at(4, 23, 59), True),
        ("08:00-24:00", at(4, 7, 59), False),
        ("00:00-24:00", at(4, 0), True),
        ("", at(4, 3), True),
    ],
)
def test_whoever_has_hours_is_on_duty_in_these(hours: str, moment: datetime, on_duty: bool) -> None:
    (sharer,) = sharing_of({"Toko": {"sari": {"share": 1, "hours": hours}}})["Toko"]
    assert sharer.on_duty(moment) is on_duty


@pytest.mark.parametrize(
    ("given", "turn"),
    [
        ({}, "sari"),
        ({"sari": 1}, "wati"),
        ({"sari": 1, "wati": 1}, "sari"),
        ({"sari": 2, "wati": 1}, "wati"),
        ({"sari": 3, "wati": 2}, "sari"),
        ({"sari": 30, "wati": 19}, "wati"),
        ({"sari": 9, "wati": 9, "budi": 0}, "sari"),
    ],
)
def test_whoever_has_the_fewest_against_their_share_is_next(given: dict[str, int], turn: str) -> None:
    staff = (Sharer("wati", 40), Sharer("sari", 60))
    assert whose_turn(staff, given, SUNDAY) == turn


def test_among_equals_it_is_who_is_named_first() -> None:
    assert whose_turn((Sharer("wati", 1), Sharer("ani", 1)), {}, SUNDAY) == "wati"


def test_who_is_off_duty_gets_nothing_and_alone_nobody_does() -> None:
    staff = (Sharer("sari", 60, duties_of("mon 08:00-12:00")), Sharer("wati", 40, duties_of("mon 08:00-17:00")))
    assert whose_turn(staff, {"wati": 1000}, at(1, 13)) == "wati"
    assert whose_turn(staff, {}, at(1, 18)) == ""
    assert whose_turn((), {}, SUNDAY) == ""


@given(st.lists(st.integers(1, 50), min_size=1, max_size=6), st.integers(0, 300))
def test_nobody_is_ever_an_order_ahead_of_their_share(shares: list[int], orders: int) -> None:
    staff = tuple(Sharer(f"cs{place}", share) for place, share in enumerate(shares))
    had: Counter[str] = Counter()
    for _order in range(orders):
        had[whose_turn(staff, had, SUNDAY)] += 1
    for sharer in staff:
        for other in staff:
            assert (had[sharer.name] - 1) / sharer.share <= had[other.name] / other.share


def test_a_store_that_names_nobody_shares_nothing_out() -> None:
    assert staff_of(sharing_of({"*": {"sari": {"share": 1}}, "Toko": {}}), "Toko") == ()


def test_stores_without_staff_of_their_own_have_that_of_every_store() -> None:
    ani, budi = (Sharer("ani", 1),), (Sharer("budi", 1),)
    assert staff_of({"Toko": ani, "*": budi}, "Toko") == ani
    assert staff_of({"Toko": ani, "*": budi}, "Warung") == budi
    assert staff_of({"Toko": ani}, "Warung") == ()


def test_what_a_configuration_says() -> None:
    says = {"Toko": {"sari": {"share": 60, "hours": "mon 08:00-12:30"}, "wati": {"share": 40}}}
    monday = Duty(frozenset({0}), 480, 750)
    assert sharing_of(says) == {"Toko": (Sharer("sari", 60, (monday,), "mon 08:00-12:30"), Sharer("wati", 40))}
    assert sharing_of({}) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        7,
        {"Toko": "sari"},
        {"Toko": {"sari": 60}},
        {"Toko": {"sari": {}}},
        {"Toko": {"sari": {"share": 0}}},
        {"Toko": {"sari": {"share": 1001}}},
        {"Toko": {"sari": {"share": True}}},
        {"Toko": {"sari": {"share": 0.5}}},
        {"Toko": {"sari": {"share": "60"}}},
        {"Toko": {"sari": {"share": 60, "hours": 8}}},
        {"Toko": {"sari": {"share": 60, "hour": "08:00-17:00"}}},
        {"Toko": {" ": {"share": 60}}},
    ],
)
def test_what_it_cannot_say(wrong: object) -> None:
    with pytest.raises(ValueError, match="each with a share of 1 to 1000"):
        sharing_of(wrong)


@pytest.mark.parametrize(
    "hours", ["mon", "mon-fry 08:00-17:00", "08-17", "8:00", "mon 08:00-17:60", "25:00-26:00", "08:00-12:00,"]
)
def test_hours_that_cannot_be_read(hours: str) -> None:
    with pytest.raises(ValueError, match="is not a working time; write it like mon-fri 08:00-17:00"):
        duties_of(hours)


@pytest.mark.parametrize("hours", ["08:00-24:30", "24:00-06:00", "24:30-08:00"])
def test_hours_that_no_day_has(hours: str) -> None:
    with pytest.raises(ValueError, match="is not a time of day"):
        duties_of(hours)
