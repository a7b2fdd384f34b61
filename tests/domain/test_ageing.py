"""Since when an order stands where it is, and when that is too long."""

import pytest

from orders_tui.domain.ageing import age, came_to_status, days_since, since
from orders_tui.domain.clocks import DAY
from orders_tui.domain.order import Status
from tests.samples import NOW, ORDER


def test_an_order_that_was_never_moved_stands_where_it_came_in() -> None:
    order = ORDER._replace(created_at=NOW - 5, status_at=None)
    assert since(order) == NOW - 5
    assert since(order._replace(status=Status.SHIPPED, shipped_at=NOW - 3)) == NOW - 3
    assert since(order._replace(status=Status.READY, shipped_at=NOW - 3)) == NOW - 5
    assert since(order._replace(status=Status.SHIPPED, shipped_at=NOW - 3, status_at=NOW - 1)) == NOW - 1


def test_a_step_counts_from_the_time_that_is_kept_of_it() -> None:
    assert came_to_status({"status": "shipped", "shipped_at": NOW - 9}, NOW) == NOW - 9
    assert came_to_status({"status": "ready", "shipped_at": None}, NOW) == NOW
    assert came_to_status({"status": "confirmed", "shipped_at": None}, NOW) == NOW


@pytest.mark.parametrize(
    ("status", "seconds", "beyond"),
    [
        (Status.PENDING, DAY, 0),
        (Status.PENDING, DAY + 1, 1),
        (Status.PENDING, 3 * DAY, 1),
        (Status.PENDING, 3 * DAY + 1, 2),
        (Status.READY, 2 * DAY, 0),
        (Status.READY, 2 * DAY + 1, 1),
        (Status.CREATED, 90 * DAY, 0),
        (Status.SHIPPED, 90 * DAY, 0),
    ],
)
def test_orders_age(status: Status, seconds: int, beyond: int) -> None:
    order = ORDER._replace(status=status, status_at=NOW - seconds)
    assert age(order, NOW) == beyond
    assert age(order._replace(deleted_at=NOW), NOW) == 0


@pytest.mark.parametrize(("seconds", "days"), [(-DAY, 0), (0, 0), (DAY - 1, 0), (DAY, 1), (9 * DAY + 5, 9)])
def test_days_are_whole(seconds: int, days: int) -> None:
    assert days_since(NOW - seconds, NOW) == days
