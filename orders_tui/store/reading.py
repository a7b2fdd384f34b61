"""What a store reads, by rooms; each is made when something of it is first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from orders_tui.domain.rights import Actor
from orders_tui.process.lazy import LazyModule
from orders_tui.store.engine.base import Engine
from orders_tui.store.reads.orders import OrderReads
from orders_tui.store.sight import Sight

if TYPE_CHECKING:
    from orders_tui.store.reads import (
        backups,
        breakdowns,
        buyers,
        counts,
        file_rows,
        known,
        lists,
        matching,
        trends,
        values,
    )
else:
    # Few calls of the command line need more than one of them.
    backups = LazyModule("orders_tui.store.reads.backups")
    breakdowns = LazyModule("orders_tui.store.reads.breakdowns")
    buyers = LazyModule("orders_tui.store.reads.buyers")
    counts = LazyModule("orders_tui.store.reads.counts")
    file_rows = LazyModule("orders_tui.store.reads.file_rows")
    known = LazyModule("orders_tui.store.reads.known")
    lists = LazyModule("orders_tui.store.reads.lists")
    matching = LazyModule("orders_tui.store.reads.matching")
    trends = LazyModule("orders_tui.store.reads.trends")
    values = LazyModule("orders_tui.store.reads.values")


class Reading:
    """The reads of one database, for one reader."""

    def __init__(self, engine: Engine, reader: Actor | None, zone: ZoneInfo, clock: Callable[[], float]) -> None:
        """Make them; the arguments are those of `Store`."""
        self.engine = engine
        self.zone = zone
        self._sight = Sight(reader)
        self._clock = clock
        self.orders = OrderReads(engine, self._sight)

    def now(self) -> int:
        """Seconds since the epoch, by the store's clock."""
        return int(self._clock())

    @cached_property
    def file_rows(self) -> "file_rows.FileRows":
        return file_rows.FileRows(self.engine, self._sight, self.zone, self.now)

    @cached_property
    def lists(self) -> "lists.ListReads":
        return lists.ListReads(self.engine, self._sight, self.zone, self.now)

    @cached_property
    def counts(self) -> "counts.CountReads":
        return counts.CountReads(self.engine, self._sight, self.zone, self.now)

    @cached_property
    def trends(self) -> "trends.TrendReads":
        return trends.TrendReads(self.engine, self._sight, self.zone, self.now)

    @cached_property
    def breakdowns(self) -> "breakdowns.BreakdownReads":
        return breakdowns.BreakdownReads(self.engine, self._sight, self.zone, self.now)

    @cached_property
    def values(self) -> "values.ValueReads":
        return values.ValueReads(self.engine)

    @cached_property
    def known(self) -> "known.KnownReads":
        return known.KnownReads(self.engine, self._sight)

    @cached_property
    def buyers(self) -> "buyers.BuyerReads":
        return buyers.BuyerReads(self.engine, self._sight)

    @cached_property
    def backups(self) -> "backups.Backups":
        return backups.Backups(self.engine)

    @cached_property
    def matching(self) -> "matching.MatchReads":
        return matching.MatchReads(self.engine, self.zone, self.now)
