"""What an import will do, or did, in figures and first examples; its size does not grow with the file."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from orders_tui.domain.file_orders import NO_STORE, Decision, ImportVerdict
from orders_tui.domain.words import _

NAMED = 200
"""How many orders of each verdict are named."""


class ImportSummary:
    """The decisions on the orders of a file, counted."""

    def __init__(self) -> None:
        self.counts: Counter[ImportVerdict] = Counter()
        """How many orders each verdict has."""
        self.first: dict[ImportVerdict, list[Decision]] = defaultdict(list)
        """The first `NAMED` of each."""
        self.odd: list[Decision] = []
        """The first `NAMED` that are taken though something is odd."""
        self.remarks = 0
        """How many are odd in all."""
        self.kept = 0
        """How many blank cells keep what an order has; they could empty it."""

    def add(self, decisions: Iterable[Decision]) -> None:
        """Count what becomes of some orders."""
        for decision in decisions:
            self.counts[decision.verdict] += 1
            self.kept += decision.kept
            named = self.first[decision.verdict]
            if len(named) < NAMED:
                named.append(decision)
            if decision.remarks:
                self.remarks += 1
                if len(self.odd) < NAMED:
                    self.odd.append(decision)

    @property
    def orders(self) -> int:
        """How many orders there are."""
        return self.counts.total()

    @property
    def lacks_store(self) -> bool:
        """Whether orders are refused that lack no more than the choice of a store."""
        refused = self.first[ImportVerdict.REFUSED]
        return any(fault.reason == _(NO_STORE) for decision in refused for fault in decision.faults)

    @property
    def written(self) -> int:
        """How many of them are added or changed."""
        return self.counts[ImportVerdict.CREATE] + self.counts[ImportVerdict.UPDATE]
