"""What staff should know of a buyer's past before they work on an order."""

import pytest

from orders_tui.domain.buyers import BuyerPast, past_warnings
from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method, Status
from tests.samples import ORDER

COD = ORDER._replace(method=Method.COD)
RETURNED = COD._replace(status=Status.RTS)


@pytest.mark.parametrize(
    ("order", "returned", "said"),
    [
        (COD, 0, []),
        (COD, 1, ["COD, and 1 parcel of this buyer came back."]),
        (COD, 2, ["COD, and 2 parcels of this buyer came back."]),
        (RETURNED, 1, []),
        (RETURNED, 2, ["COD, and 1 parcel of this buyer came back."]),
        (ORDER._replace(method=Method.QRIS), 2, []),
    ],
)
def test_parcels_that_came_back_count_where_the_next_one_is_cod(order: Order, returned: int, said: list[str]) -> None:
    assert list(past_warnings(order, BuyerPast(3, 0, 0, returned, 0))) == said


def test_a_likely_duplicate_is_told_until_it_is_canceled() -> None:
    past = BuyerPast(2, 0, 0, 0, 0, duplicates=("261122AAAAAA", "261122BBBBBB"))
    assert list(past_warnings(ORDER, past)) == ["Likely a duplicate of 261122AAAAAA."]
    assert list(past_warnings(ORDER._replace(status=Status.CANCELED), past)) == []
