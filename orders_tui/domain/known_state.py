"""What other systems reported of an order's state so far, as it is kept; `domain.states` has the rules."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from orders_tui.domain.order import Money

STATUS, HELD, DELETED, UNPAID, TRACKING = "status", "held_at", "deleted_at", "unpaid", "tracking"
"""What a report may be about beside a fact: mostly the field in which it shows."""
SENT = "sent"
"""What is kept beside the facts of an update: when it was sent."""
HOLD, RELEASE = "hold", "release"
"""What is kept of a report about suspicion; the reason of a hold may follow it."""


class ReportedValue(NamedTuple):
    """One thing that was reported of an order."""

    at: int
    """When it was so, epoch seconds (UTC)."""
    what: str
    text: str
    rank: str = ""
    """Of two that are as old the one of greater rank counts; what was reported together has one, see `rank`."""


def rank(sent: str, values: Iterable[tuple[str, str]]) -> str:
    """The rank of a report among those of the same time: by when it was sent, then by all that it says.

    So of two reports of the same second one counts as a whole, whichever comes first, and their amounts do not mix.
    """
    return f"{sent}\n{sorted(values)!r}"


class KnownState(NamedTuple):
    """What is known of an order before a report comes."""

    reports: tuple[ReportedValue, ...] = ()
    """All that was reported."""
    staff: Mapping[str, int] = MappingProxyType({})
    """When staff last changed each field of the order, epoch seconds (UTC)."""
    money: tuple[Money, ...] = ()
    taken_back: int | None = None
    """When the order was last moved back from being shipped, epoch seconds (UTC)."""

    def of(self, what: str) -> Iterator[ReportedValue]:
        """What was reported of one thing."""
        return (report for report in self.reports if report.what == what)

    @property
    def unpaid_at(self) -> int | None:
        """When the order was last reported unpaid."""
        return max((report.at for report in self.of(UNPAID)), default=None)

    def standing(self, report: ReportedValue, *, whole: bool) -> str | None:
        """What a fact is after one more report of it, by which the newest counts; None if it stays as staff left it.

        Args:
            report: the one more.
            whole: whether reports repeat what has stayed the same, which says nothing against what staff changed.
        """
        since = self.staff.get(report.what, -1)
        said = sorted({(each.at, each.rank, each.text) for each in (*self.of(report.what), report)})
        after = [text for at, _rank, text in said if at >= since]
        if whole:
            before = [text for at, _rank, text in said if at < since][-1:]
            after = [] if {*after} == {*before} else after
        return after[-1] if after else None

    def is_stale(self, report: ReportedValue) -> bool:
        """Whether something newer is known of the same; of two that are as old the greater text counts."""
        if self.staff.get(report.what, -1) > report.at:
            return True
        return any((each.at, each.text) > (report.at, report.text) for each in self.of(report.what))
