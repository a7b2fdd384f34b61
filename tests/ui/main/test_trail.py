"""The way back from a visit."""

from dataclasses import replace

import pytest

from orders_tui.domain.days import Period
from orders_tui.domain.query import OrderQuery, Role
from orders_tui.ui.main.trail import Trail, keeps_orders

HOME = OrderQuery(text="siti", sort="total").toggled("store", "Sehat")
ORDER = OrderQuery(text="261122ABCDFG")
TRASH = OrderQuery(trash=True)


@pytest.mark.parametrize("place", [ORDER, TRASH])
def test_a_visit_leads_back_to_the_list_that_was_left(place: OrderQuery) -> None:
    visit = Trail(HOME).visiting(place)
    assert (visit.query, visit.is_visit) == (place, True)
    assert visit.back() == Trail(HOME)
    assert Trail(HOME).visiting(place, 7).back() == Trail(HOME, cursor=7)


def test_a_visit_from_a_visit_leads_back_to_where_the_first_began() -> None:
    assert Trail(HOME).visiting(ORDER).visiting(TRASH).back() == Trail(HOME)


def test_whoever_searches_on_from_a_visit_is_no_longer_on_one() -> None:
    trail = Trail(HOME).visiting(ORDER).showing(OrderQuery(text="budi"))
    assert not trail.is_visit
    assert trail.visiting(TRASH).back() == Trail(OrderQuery(text="budi"))
    assert not trail.showing(ORDER).is_visit, "the list that was left is forgotten"
    assert Trail(HOME).visiting(ORDER).showing(ORDER.sorted_by("total")).is_visit


def test_several_ids_are_visited_whatever_narrows_the_list() -> None:
    two = "261122ABCDFG 261122ABCDFH"
    visit = Trail(HOME).searching(two, 7)
    assert visit.query == OrderQuery(text=two, sort="total")
    assert visit.back() == Trail(HOME, cursor=7)
    assert visit.searching(two + " R-1234").back() == Trail(HOME, cursor=7)
    assert visit.searching("siti").query == HOME
    assert Trail(TRASH).searching(two).query == OrderQuery(text=two)


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


def test_a_visit_changes_no_preference() -> None:
    home = Trail(HOME.with_role(Role.FULFILMENT))
    assert home.preference == OrderQuery(role=Role.FULFILMENT, sort="total")
    assert home.visiting(ORDER).preference == home.preference
    assert home.in_other_role().preference == OrderQuery(sort="total")


WEEK = HOME.with_period(Period.parse("7d"))
NOT_VIP = replace(HOME, excluded=frozenset({("tags", "vip")}))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (HOME, HOME.sorted_by("order_id")),
        (HOME, HOME.with_text("")),
        (HOME, HOME.without("store")),
        (HOME, HOME.toggled("store", "Ayu")),
        (WEEK, HOME),
        (NOT_VIP, HOME),
    ],
)
def test_a_list_that_is_narrowed_less_has_all_orders_of_the_list_before(before: OrderQuery, now: OrderQuery) -> None:
    assert keeps_orders(before, now)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (HOME, HOME.with_text("budi")),
        (HOME, HOME.with_role(Role.FULFILMENT)),
        (HOME, TRASH),
        (HOME.toggled("store", "Ayu"), HOME),
        (HOME, HOME.toggled("status", "pending")),
        (HOME, WEEK),
        (HOME, NOT_VIP),
        (NOT_VIP, replace(HOME, excluded=frozenset({("tags", "baru")}))),
        (HOME, OrderQuery(text="siti").with_range("total", 1, None)),
    ],
)
def test_another_list_may_lack_some_of_them(before: OrderQuery, now: OrderQuery) -> None:
    assert not keeps_orders(before, now)
