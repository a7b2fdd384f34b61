"""How a list stands against the days before it, against a plain count of every order."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings

from orders_tui.domain.days import DateRange, Period, local
from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Actor, StaffRole
from orders_tui.domain.trend import Totals, days_of, period_before
from orders_tui.store.store import JAKARTA, Store
from tests.samples import DAY, NOW
from tests.store.naive import DATES, fits
from tests.store.queries import queries
from tests.store.shop import everyone, opened, placed, stock


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, tuple[Order, ...]]]:
    with opened(tmp_path_factory.mktemp("shop") / "orders.db", create=True) as store:
        stock(store, random.Random(13), 150)
        yield store, everyone(store)


@settings(max_examples=200)
@given(query=queries)
def test_the_trend_is_that_of_a_plain_count(shop: tuple[Store, tuple[Order, ...]], query: OrderQuery) -> None:
    store, orders = shop
    found = store.trends.before(query)
    any_day = replace(query, period=Period(DateRange()))
    dated = [(DATES[query.dates](order), order) for order in orders if fits(order, any_day)]
    if between := period_before(query.period, NOW, JAKARTA):
        before = [order for at, order in dated if at is not None and between[0] <= at < between[1]]
        assert found == Totals(len(before), sum(order.total for order in before))
    else:
        assert found is None
    days = days_of(query.period, local(NOW, JAKARTA).date())
    by_day = Counter(local(at, JAKARTA).date() for at, _order in dated if at is not None)
    assert store.trends.by_day(query) == (tuple(by_day[day] for day in days) if len(days) > 1 else ())


def test_days_are_those_of_the_desk(store: Store) -> None:
    # 00:10 of the desk's day is still the day before in UTC.
    midnight = NOW - local(NOW, JAKARTA).hour * 3600 - local(NOW, JAKARTA).minute * 60 - local(NOW, JAKARTA).second
    placed(store, at=midnight + 600)
    placed(store, at=midnight - 600)
    placed(store, at=midnight - DAY - 600)
    assert store.trends.by_day(OrderQuery.parse("received:7d")) == (0, 0, 0, 0, 1, 1, 1)


def test_nobody_sees_amounts_that_are_hidden(store: Store, seen_by: Callable[[Actor], Store]) -> None:
    placed(store, at=NOW - DAY - 60)
    packer = seen_by(Actor("pak", "console", role=StaffRole.PACKER))
    assert packer.trends.before(OrderQuery.parse("received:today")) == (1, 0)
