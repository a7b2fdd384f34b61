"""Removing for good: emptying the trash, and erasing what is known of a buyer. Neither can be undone.

An order stays as the row that it was, so that its number is never given again and late money finds it. The guards of
the history and of the payments let through what belongs to the orders in `Erasing`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from peewee import SQL, fn

from orders_tui.domain.facts import Order
from orders_tui.domain.known_state import HELD, HOLD, RELEASE, TRACKING
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.plans import Result
from orders_tui.domain.removal import (
    EMPTIED,
    ERASED,
    check_number,
    emptied,
    said_without_buyer,
    spellings_of_phone,
    still_open,
    without_buyer,
)
from orders_tui.domain.rights import Actor, Right, check_right
from orders_tui.domain.words import _
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, Write, insertion, once, parameter
from orders_tui.store.errors import DatabaseError
from orders_tui.store.tables import (
    Bodies,
    Erasing,
    FollowUps,
    History,
    IntakeLines,
    Items,
    Orders,
    Payments,
    Reports,
    Tags,
)
from orders_tui.store.writes.drafts import FORGET_ORDER, forget_phones
from orders_tui.store.writes.fields import write_columns
from orders_tui.store.writes.jobs import Job, work_off
from orders_tui.store.writes.operation import INSERT_HISTORY, Operation, Written
from orders_tui.store.writes.suspicion import UNBLOCK
from orders_tui.store.writes.watch import Progress, Stop, Watch, go_on, ignore

_GOING = (
    Orders.deleted_at.is_null(False),
    Orders.emptied_at.is_null(),
    Orders.payment_status != PaymentStatus.CONFLICT,
)
"""What is emptied: nothing that was paid goes before somebody saw to it."""
_ALL_GOING = Read(lambda: Orders.select(Orders.id).where(*_GOING).order_by(Orders.id), int)
_COUNT_GOING = Read(lambda: Orders.select(fn.COUNT(SQL("*"))).where(*_GOING), int)
_NEXT_GOING = Read(
    lambda: (
        Orders.select(Orders.id)
        .where(*_GOING, Orders.id > parameter("after"))
        .order_by(Orders.id)
        .limit(parameter("count"))
    ),
    int,
)


class _Said(NamedTuple):
    id: int
    field: str
    old: str | None
    new: str | None


_SAID = Read(
    lambda: History.select(History.id, History.field, History.old, History.new).where(
        History.order_row == parameter("row")
    ),
    _Said,
)
_OPEN = insertion(Erasing, "order_row")
_CLOSE = Write(lambda: Erasing.delete().where(Erasing.order_row == parameter("row")))
_SAY = Write(lambda: History.update(old=parameter("old"), new=parameter("new")).where(History.id == parameter("id")))
_FORGET_PAYERS = Write(
    lambda: Payments.update(bank="", holder="", note="").where(Payments.order_row == parameter("row"))
)
_FORGET_REPORTS = Write(
    lambda: Reports.update(text="").where(
        Reports.order_row == parameter("row"), Reports.what.in_(sorted({*without_buyer(), TRACKING}))
    )
)
_FORGET_WHY_HELD = Write(
    lambda: Reports.update(text=HOLD).where(
        Reports.order_row == parameter("row"), Reports.what == HELD, Reports.text != RELEASE
    )
)
_FORGET_PHONE = Write(
    lambda: Reports.update(text="").where(
        Reports.order_row == parameter("row"), Reports.what == "phone", Reports.text == parameter("phone")
    )
)
_FORGET_DIGESTS = Write(lambda: IntakeLines.update(digest="").where(IntakeLines.order_row == parameter("row")))
_FORGET = (_FORGET_PAYERS, _FORGET_DIGESTS, _FORGET_REPORTS, _FORGET_WHY_HELD)
_CLEAR_HISTORY = Write(
    lambda: History.delete().where(History.order_row == parameter("row"), History.id != parameter("but"))
)


def _clearing(model: Any) -> Write:
    return Write(lambda: model.delete().where(model.order_row == parameter("row")))


_CLEAR = [_clearing(model) for model in (Payments, FollowUps, IntakeLines, Items, Tags, Reports, Bodies)]
_CLEAR_BODIES = _clearing(Bodies)


@contextmanager
def _erasing(engine: Engine, row: int) -> Iterator[None]:
    """Let what belongs to an order be changed that otherwise stands for good."""
    engine.insert(_OPEN, order_row=row)
    yield
    engine.update(_CLOSE, row=row)


def _noted(operation: Operation, order: Order, field: str) -> tuple[int, Written]:
    """Note in the history of an order that it was removed; the entry, and what was written.

    It is written before anything else goes: no later entry then gets a number that was there before.
    """
    line = {"order_row": order.id, "field": field, **dict.fromkeys(("old", "new", "since"))}
    entry = operation.engine.insert(INSERT_HISTORY, operation_id=operation.write(), **line)
    return entry, Written(order.id, order.order_id, ())


class _EmptyingJob:
    """The orders of the trash."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._after = 0

    def next_keys(self, count: int) -> Sequence[int]:
        keys = self._engine.select(_NEXT_GOING, after=self._after, count=count)
        # Onward by the row id, since an order that was refused would come first again for ever.
        self._after = keys[-1] if keys else self._after
        return keys

    def carry_out(self, operation: Operation, order: Order) -> Written:
        entry, done = _noted(operation, order, EMPTIED)
        with _erasing(self._engine, order.id):
            self._engine.update(_CLEAR_HISTORY, row=order.id, but=entry)
            for clear in _CLEAR:
                self._engine.update(clear, row=order.id)
            self._engine.update(FORGET_ORDER, order_id=order.order_id)
            # Without its seller the order counts as one's own: the database wants both to agree.
            write_columns(operation, order, emptied(operation.at) | {"fulfil": 0})
        return done


class _ErasingJob:
    """The orders of a buyer, and those that had the buyer's phone once, of which only that is erased."""

    def __init__(self, engine: Engine, phones: Sequence[str], own: Sequence[int], others: Sequence[int]) -> None:
        self._engine = engine
        self._phones = frozenset(phones)
        self._own = frozenset(own)
        self._remaining = [*own, *others]

    def next_keys(self, count: int) -> Sequence[int]:
        keys, self._remaining = self._remaining[:count], self._remaining[count:]
        return keys

    def carry_out(self, operation: Operation, order: Order) -> Written:
        own = order.id in self._own
        said = self._engine.select(_SAID, row=order.id)
        # The entries were read before this one, so that it is not among those that lose what they say.
        _entry, done = _noted(operation, order, ERASED)
        with _erasing(self._engine, order.id):
            for entry in said:
                old, new = self._without(entry, entry.old, own=own), self._without(entry, entry.new, own=own)
                if (old, new) != (entry.old, entry.new):
                    self._engine.update(_SAY, id=entry.id, old=old, new=new)
            self._engine.update(_CLEAR_BODIES, row=order.id)
            if own:
                for forget in _FORGET:
                    self._engine.update(forget, row=order.id)
                self._engine.update(FORGET_ORDER, order_id=order.order_id)
            else:
                for phone in self._phones:
                    self._engine.update(_FORGET_PHONE, row=order.id, phone=phone)
            write_columns(operation, order, without_buyer() if own else {})
        return done

    def _without(self, entry: _Said, value: str | None, *, own: bool) -> str | None:
        if own:
            return said_without_buyer(entry.field, value)
        return "" if entry.field == "phone" and value in self._phones else value


class ErasePlan(NamedTuple):
    """What erasing a buyer would change."""

    own: tuple[int, ...]
    """The row ids of the buyer's orders."""
    earlier: tuple[int, ...]
    """Those of the orders that had the phone once, of which only that is erased."""
    still_open: str
    """What of the buyer's orders is under way, in words."""


class Removals:
    """What can be removed for good."""

    def __init__(self, engine: Engine, begin: Callable[[Actor, OperationKind], Operation]) -> None:
        """Make them.

        Args:
            engine: the open database.
            begin: begins an operation of somebody.
        """
        self._engine = engine
        self._begin = begin

    def trash(self) -> int:
        """How many orders emptying the trash would remove: all but those whose payment is a conflict."""
        return self._engine.first(_COUNT_GOING) or 0

    def plan_empty(self, by: Actor) -> tuple[int, ...]:
        """The row ids of the orders that emptying the trash would remove.

        Raises:
            RuleBroken: if it is not the actor's to do.
        """
        check_right(by, Right.EMPTY_TRASH)
        return tuple(self._engine.select(_ALL_GOING))

    def plan_erase(self, phone: str, by: Actor) -> ErasePlan:
        """What erasing a buyer would change.

        Raises:
            RuleBroken: if it is not the actor's to do, or nothing was typed.
        """
        check_right(by, Right.ERASE_BUYER)
        own = self.orders_of(phone)
        return ErasePlan(own, tuple(self._had_once(spellings_of_phone(phone), own)), self.still_open(phone))

    def orders_of(self, phone: str) -> tuple[int, ...]:
        """The row ids of the orders of a buyer, in the trash or not, by the phone that they have now.

        Raises:
            RuleBroken: if nothing was typed.
        """
        of_phone = Orders.phone.in_(spellings_of_phone(phone))
        return tuple(self._engine.select(once(Orders.select(Orders.id).where(of_phone).order_by(Orders.id), int)))

    def still_open(self, phone: str) -> str:
        """What of a buyer's orders is under way, in words as `domain.removal.still_open` has them.

        Raises:
            RuleBroken: if nothing was typed.
        """
        there = Orders.phone.in_(spellings_of_phone(phone)) & Orders.deleted_at.is_null()
        return still_open(Counter(self._engine.select(once(Orders.select(Orders.status).where(there), Status))))

    def empty_trash(
        self, confirmed: int | None, by: Actor, *, progress: Progress = ignore, stop: Stop = go_on
    ) -> Result:
        """Leave of the orders in the trash their number, dates and amounts, and nothing else anywhere in the file.

        Args:
            confirmed: how many orders the actor takes that to be about.
            by: who asks.
            progress: as in `Store.carry_out`.
            stop: as there; what was emptied by then stays so.

        Raises:
            RuleBroken: if it is not the actor's to do, or another number than theirs was confirmed.
            DatabaseError: if the database fails before anything is removed.
        """
        check_right(by, Right.EMPTY_TRASH)
        check_number(self.trash(), confirmed)
        return self._remove(OperationKind.EMPTY, by, _EmptyingJob(self._engine), Watch(progress, stop))

    def erase_buyer(
        self, phone: str, confirmed: int | None, by: Actor, *, progress: Progress = ignore, stop: Stop = go_on
    ) -> Result:
        """Erase name, phone, e-mail, address and notes of a buyer's orders, in the whole file.

        Args:
            phone: the buyer's, in any form.
            confirmed: how many orders the actor takes that to be about.
            by: who asks.
            progress: as in `Store.carry_out`.
            stop: as there; what was erased by then stays so.

        Raises:
            RuleBroken: if it is not the actor's to do, or another number than theirs was confirmed.
            DatabaseError: if the database fails before anything is erased.
        """
        check_right(by, Right.ERASE_BUYER)
        phones, own = spellings_of_phone(phone), self.orders_of(phone)
        check_number(len(own), confirmed, self.still_open(phone))
        with self._engine.writing():
            # In a transaction of its own: these belong to no order, so no part of the job would come to them.
            forget_phones(self._engine, phones)
            for each in phones:
                self._engine.update(UNBLOCK, phone=each)
        job = _ErasingJob(self._engine, phones, own, self._had_once(phones, own))
        return self._remove(OperationKind.ERASE, by, job, Watch(progress, stop))

    def _had_once(self, phones: Sequence[str], but: Iterable[int]) -> list[int]:
        """The orders that have another phone now."""
        had = (History.field == "phone") & (History.old.in_(phones) | History.new.in_(phones))
        rows = self._engine.select(once(History.select(History.order_row).distinct().where(had), int))
        return sorted(set(rows).difference(but))

    def _remove(self, kind: OperationKind, by: Actor, job: Job, watch: Watch) -> Result:
        """Do it, then see to it that the file itself has no copy left."""
        result = work_off(self._begin(by, kind), job, watch)
        # A file that is not removed from as a whole is not written anew: that may take minutes, and has to be done
        # again.
        if result.fault:
            return result
        try:
            clean = self._engine.scrub()
        except DatabaseError as error:
            return replace(result, fault=str(error))
        if clean:
            return result
        text = _("Another program is reading the database: until it is done, the database's log keeps old copies.")
        return replace(result, fault=text)
