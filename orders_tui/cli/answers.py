"""What the commands that change orders answer: a line for each order, written as soon as it is known."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from orders_tui.cli.output import OutputClosed, discard_output, flush, write_json, write_line
from orders_tui.domain.commands import Outcome
from orders_tui.domain.history import describe
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _


class Answers:
    """One answer an order. A reader of the output who leaves does not stop the change."""

    def __init__(self, order_ids: Iterable[str] = (), *, as_json: bool, dry_run: bool = False) -> None:
        """Make the answers.

        Args:
            order_ids: the orders that are answered for, in this order; where none are named, each as it comes.
            as_json: whether a program reads them.
            dry_run: whether nothing is changed.
        """
        self._waiting = deque(order_ids)
        self._in_order = bool(self._waiting)
        self._known: dict[str, Outcome] = {}
        """What became of orders before which others have to be answered for."""
        self._as_json = as_json
        self._dry_run = dry_run
        self._refused = 0
        """How many were not changed."""

    def give(self, outcomes: Sequence[Outcome]) -> None:
        """Answer for these orders, and for those that waited for them."""
        if not self._in_order:
            self._write(outcomes)
            return
        self._known |= {outcome.order_id: outcome for outcome in outcomes}
        due = []
        while self._waiting and self._waiting[0] in self._known:
            due.append(self._known.pop(self._waiting.popleft()))
        self._write(due)

    def rehearsed(self, outcome: Outcome, lines: Iterable[str], whole: Mapping[str, object]) -> None:
        """Answer for one order that would become another, or new.

        Args:
            outcome: what would become of it.
            lines: the order as it would be, for a person.
            whole: the same for a program.
        """
        if self._as_json:
            warning = {"warning": outcome.warning} if outcome.warning else {}
            write_json({"order_id": whole["order_id"], "ok": True, **warning, "dry_run": True, "order": whole})
            return
        for line in lines:
            write_line(line)
        write_line("")
        self.give([outcome])

    def end(self, error: str) -> None:
        """Answer for all orders that are left; the error says why nothing became of them."""
        self.give([Outcome(order_id, error=error) for order_id in self._waiting if order_id not in self._known])

    def code(self) -> int:
        """The exit code, when all is answered; a person who tried something out is told that it was only tried."""
        if self._dry_run and not self._as_json:
            write_line(_("Nothing was changed."))
        return 1 if self._refused else 0

    def _write(self, outcomes: Sequence[Outcome]) -> None:
        self._refused += sum(not outcome.ok for outcome in outcomes)
        try:
            for outcome in outcomes:
                self._write_one(outcome)
            flush()
        except OutputClosed:
            discard_output()  # the exit code says what was done all the same

    def _write_one(self, outcome: Outcome) -> None:
        if not self._as_json:
            write_line(_in_words(outcome))
            return
        said = {"error": outcome.error, "warning": outcome.warning, "dry_run": self._dry_run}
        given = {name: value for name, value in said.items() if value}
        write_json({"order_id": outcome.order_id, "ok": outcome.ok, **given})


def _in_words(outcome: Outcome) -> str:
    """One answer to a person; most reasons name the order themselves."""
    order = excerpt(outcome.order_id)
    if outcome.ok:
        lines = ", ".join(line for change in outcome.changes for line in describe(change))
        return " ".join(filter(None, [f"{order}: {lines}.", outcome.warning]))
    if order.casefold() in outcome.error.casefold():
        return _("Refused: {reason}").format(reason=outcome.error)
    return _("{order}: refused: {reason}").format(order=order, reason=outcome.error)
