"""The route of an order: what lies behind it, where it is, what is to come."""

import pytest

from orders_tui.domain.order import Goods, Method, Status
from orders_tui.domain.route import route
from tests.domain.test_actions import every_order
from tests.samples import NOW, ORDER

_C, _P, _F, _I, _R, _S, _D, _T, _X, _L = Status


def test_every_order_is_at_the_last_stop_that_it_reached() -> None:
    for order in every_order():
        stops = route(order)
        reached = [stop.status for stop in stops if stop.reached]
        assert reached[-1] is order.status
        assert [stop.reached for stop in stops] == sorted((stop.reached for stop in stops), reverse=True)
        assert len({stop.status for stop in stops}) == len(stops)
        assert not any(stop.at for stop in stops if not stop.reached)


@pytest.mark.parametrize(
    ("status", "goods", "stops"),
    [
        (_C, Goods.PHYSICAL, (_C, _P, _F, _R, _S, _D)),
        (_P, Goods.MIXED, (_P, _F, _R, _S, _D)),
        (_I, Goods.PHYSICAL, (_P, _F, _I, _R, _S, _D)),
        (_D, Goods.PHYSICAL, (_P, _F, _R, _S, _D)),
        (_P, Goods.DIGITAL, (_P, _F, _D)),
        (_I, Goods.DIGITAL, (_P, _F, _I, _D)),
        (_S, Goods.DIGITAL, (_P, _F, _R, _S, _D)),
        (_T, Goods.PHYSICAL, (_P, _F, _R, _S, _T)),
        (_L, Goods.PHYSICAL, (_P, _F, _R, _S, _L)),
        (_X, Goods.PHYSICAL, (_P, _X)),
    ],
)
def test_the_route_of_a_parcel_and_that_of_an_access(status: Status, goods: Goods, stops: tuple[Status, ...]) -> None:
    order = ORDER._replace(status=status, goods=goods, method=None if status is _C else Method.QRIS)
    assert tuple(stop.status for stop in route(order)) == stops


def test_a_stop_has_the_time_at_which_the_order_came_there() -> None:
    ready = ORDER._replace(status=_R, created_at=NOW, confirmed_at=NOW + 1, status_at=NOW + 2, shipped_at=NOW + 3)
    assert [stop.at for stop in route(ready)] == [NOW, NOW + 1, NOW + 2, None, None], "back from Shipped"
    canceled = ready._replace(status=_X, method=None)
    assert [(stop.status, stop.at) for stop in route(canceled)] == [(_C, NOW), (_F, NOW + 1), (_X, NOW + 2)]
    lead = ORDER._replace(status=_P, created_at=NOW, status_at=NOW + 9)
    assert route(lead)[0].at == NOW + 9, "Created until then"
