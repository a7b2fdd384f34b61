"""Plans: a change to more than one order, known before anything is written.

A plan says which orders are meant, in which versions, how many of them may be changed and how many may not. The
store makes the selection and carries the plan out; what each order's command is, is decided here.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from orders_tui.domain.actions import RELEASE, ActionGroup, Alike, QuickAction, alike_of, quick_actions, why_not
from orders_tui.domain.commands import ChangeOrder, NotOffered, OrderCommand, Outcome, RecordConfirmation, RecordPrinted
from orders_tui.domain.facts import Order
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.order import MONEY_IN, Status, label
from orders_tui.domain.words import _


class Group(NamedTuple):
    """Orders that are alike to every rule: same status, payment, method, goods, and the same facts missing."""

    sample: Order
    size: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The orders that a change is meant for, as they were when they were selected."""

    keys: "array[int]"
    """Their row ids, in the order in which they are changed."""
    versions: "array[int]"
    """The version of each; an order that has another one by then is refused."""
    kinds: "array[int]"
    """The group of each, by its place in `groups`."""
    groups: tuple[Group, ...]
    """All of them, sorted by what matters to the rules."""
    first: tuple[Order, ...]
    """The first ones, to be named."""
    unseen: int = 0
    """How many of them the list that is open does not show."""

    def __len__(self) -> int:
        return len(self.keys)


NAMED_FIRST = 3
"""How many of its orders a selection names."""


def selected(orders: Sequence[Order]) -> Selection:
    """A selection of orders that are at hand."""
    return Selection(
        array("q", [order.id for order in orders]),
        array("q", [order.version for order in orders]),
        array("i", range(len(orders))),
        tuple(Group(order, 1) for order in orders),
        tuple(orders[:NAMED_FIRST]),
    )


class Offer(NamedTuple):
    """An action that some of the selected orders have, and how many of them."""

    action: QuickAction
    able: int


def offers(selection: Selection) -> tuple[Offer, ...]:
    """Every action that at least one of the selected orders has, group by group in the order of their menus.

    One stands as far down as in the menu that has it furthest down, so that endings never lead; a release, which leads
    where all are on hold, stands last of the steps where only some are. What it needs is what any of the orders lacks;
    each order is then given only what it lacks itself.
    """
    merged: dict[str, QuickAction] = {}
    ranks: dict[str, int] = {}
    able: Counter[str] = Counter()
    for sample, size in selection.groups:
        for rank, action in enumerate(quick_actions(sample)):
            known = merged.get(action.id)
            merged[action.id] = action if known is None else known.merged(action)
            ranks[action.id] = max(rank, ranks.get(action.id, 0))
            able[action.id] += size
    if able[RELEASE] < len(selection):
        ranks[RELEASE] = len(merged) + max(ranks.values(), default=0)
    ordered = sorted(merged.values(), key=lambda action: (_GROUPS.index(action.group), ranks[action.id]))
    return tuple(Offer(action, able[action.id]) for action in ordered)


_GROUPS = tuple(ActionGroup)


class Plan(Protocol):
    """A change to selected orders: what the store needs to know to carry it out."""

    @property
    def selection(self) -> Selection: ...

    def command(self, order: Order) -> OrderCommand:
        """What becomes of one of the selected orders, as it is stored now.

        Raises:
            RuleBroken: if it is to be left as it is, with the reason.
        """


@dataclass(frozen=True)
class ActionPlan:
    """One action on the selected orders, with the answers to what it needs."""

    action: QuickAction
    selection: Selection
    answers: Mapping[str, str]
    _own: dict[Alike, QuickAction | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The action as each kind of order has it; thousands of orders are of a few kinds."""

    @cached_property
    def able(self) -> Mapping[Status, int]:
        """How many orders of each status will be changed."""
        counts: Counter[Status] = Counter()
        for sample, size in self.selection.groups:
            counts[sample.status] += size if self._has(sample) else 0
        return _in_order(counts)

    @cached_property
    def skipped(self) -> Mapping[str, Mapping[Status, int]]:
        """How many orders of each status do not have the action and are skipped, by the reason why not."""
        counts: dict[str, Counter[Status]] = {}
        for sample, size in self.selection.groups:
            if not self._has(sample):
                counts.setdefault(why_not(sample, self.action), Counter())[sample.status] += size
        return {reason: _in_order(of_status) for reason, of_status in counts.items()}

    def skipped_rows(self) -> Iterator[tuple[int, str]]:
        """The row ids of the orders that are skipped, in the order of the selection, each with the reason."""
        samples = enumerate(group.sample for group in self.selection.groups)
        reasons = {kind: why_not(sample, self.action) for kind, sample in samples if not self._has(sample)}
        for row, kind in zip(self.selection.keys, self.selection.kinds, strict=True):
            if kind in reasons:
                yield row, reasons[kind]

    @cached_property
    def paid(self) -> int:
        """How many of the orders that will be changed are paid."""
        groups = self.selection.groups
        return sum(size for sample, size in groups if sample.payment_status in MONEY_IN and self._has(sample))

    @cached_property
    def held(self) -> int:
        """How many of the orders that will be changed are on hold as suspicious."""
        groups = self.selection.groups
        return sum(size for sample, size in groups if sample.held_at is not None and self._has(sample))

    def command(self, order: Order) -> OrderCommand:
        alike = alike_of(order)
        if alike not in self._own:
            self._own[alike] = next((own for own in quick_actions(order) if own.id == self.action.id), None)
        if own := self._own[alike]:
            alone = len(self.selection) == 1  # what was answered of one order was answered of it
            answers = {need: answer for need, answer in self.answers.items() if alone or need in own.needs}
            return own.command(order.order_id, order.version, answers)
        text = _("{order} is {status}: {reason}.")
        reason = why_not(order, self.action)
        raise NotOffered(text.format(order=order.order_id, status=label(order.status), reason=reason), reason)

    def _has(self, order: Order) -> bool:
        return any(own.id == self.action.id for own in quick_actions(order))


def _in_order(counts: Mapping[Status, int]) -> Mapping[Status, int]:
    """Those that there are, in the order of the route."""
    return {status: counts[status] for status in Status if counts[status]}


@dataclass(frozen=True)
class PrintPlan:
    """The labels of the selected orders were printed."""

    selection: Selection
    paper: str
    """What they were printed on, such as `A6`."""

    def command(self, order: Order) -> OrderCommand:
        return RecordPrinted(order_id=order.order_id, paper=self.paper, version=order.version)


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """The same values, the same tags or one more line of note for each of the selected orders."""

    selection: Selection
    change: ChangeOrder
    """What each of them is given; its order id and version are those of no order."""
    added_note: str = ""
    """A line below the note that an order has."""

    def command(self, order: Order) -> OrderCommand:
        facts = dict(self.change.facts)
        if self.added_note:
            facts["note"] = "\n".join(filter(None, (order.note, self.added_note)))
        return self.change.replace(order_id=order.order_id, version=order.version, facts=facts)


@dataclass(frozen=True, slots=True)
class ConfirmationPlan:
    """What one buyer says of a transfer, noted on the order."""

    selection: Selection
    said: RecordConfirmation

    def command(self, _order: Order) -> RecordConfirmation:
        return self.said


NAMED = 1_000
"""How many orders a result names, changed ones and refused ones; so it stays small however many there are."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a plan, of an undo or of a redo."""

    kind: OperationKind
    operation: int | None
    """What an undo takes back; None where nothing was changed."""
    done: int
    """How many orders were changed."""
    changed: tuple[Outcome, ...]
    """The first `NAMED` of these; a warning of an undo says what could not come back of an order, and why."""
    refused: tuple[Outcome, ...]
    """The first `NAMED` of the orders that were not changed, each with its reason."""
    refused_keys: "array[int]"
    """The row ids of all that were not changed."""
    stopped: bool = False
    """Whether it ended before its end; what was changed by then stays, as one operation."""
    fault: str = ""
    """Why it ended early, where that was not asked for: what the database could not do."""

    def reasons(self) -> Iterator[str]:
        """The reasons of the refused orders that are named, each once, in the order in which they came up."""
        yield from dict.fromkeys(outcome.error for outcome in self.refused)

    def warnings(self) -> Iterator[str]:
        """What a person should know of changed orders, each once."""
        yield from dict.fromkeys(outcome.warning for outcome in self.changed if outcome.warning)
