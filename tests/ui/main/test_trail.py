"""The way back from a visit."""

import pytest

from orders_tui.domain.query import OrderQuery, Role
from orders_tui.ui.main.trail import Trail

HOME = OrderQuery(text="siti", sort="total").toggled("store", "Sehat")
ORDER = OrderQuery(text="261122ABCDFG")
TRASH = OrderQuery(trash=True)


@pytest.mark.parametrize("place", [ORDER, TRASH])
def test_a_visit_leads_back_to_the_list_that_was_left(place: OrderQuery) -> None:
    visit = Trail(HOME).visiting(place)
    assert (visit.query, visit.is_visit) == (place, True)
    assert visit.back() == Trail(HOME)


def test_a_visit_from_a_visit_leads_back_to_where_the_first_began() -> None:
    assert Trail(HOME).visiting(ORDER).visiting(TRASH).back() == Trail(HOME)


def test_whoever_searches_on_from_a_visit_is_no_longer_on_one() -> None:
    trail = Trail(HOME).visiting(ORDER).showing(OrderQuery(text="budi"))
    assert not trail.is_visit
    assert trail.visiting(TRASH).back() == Trail(OrderQuery(text="budi"))


def test_without_a_visit_there_is_no_way_back() -> None:
    assert not Trail(HOME).is_visit
    assert not Trail(TRASH).is_visit
    assert Trail(HOME).back() == Trail(HOME)


def test_the_trash_is_a_visit_from_the_same_role() -> None:
    trash = Trail(HOME.with_role(Role.FULFILMENT)).to_trash_or_back()
    assert trash.query == OrderQuery(role=Role.FULFILMENT, trash=True)
    assert trash.to_trash_or_back() == Trail(HOME.with_role(Role.FULFILMENT))
    assert Trail(TRASH).to_trash_or_back() == Trail(OrderQuery()), "it was opened on the trash"


def test_the_list_that_was_left_changes_its_role_too() -> None:
    trail = Trail(HOME).to_trash_or_back().in_other_role()
    assert trail.query.role is Role.FULFILMENT
    assert trail.back().query == HOME.with_role(Role.FULFILMENT)
    assert Trail(HOME).in_other_role().in_other_role().query.role is Role.SELLER
