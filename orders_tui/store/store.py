"""The store: the one door for every change, and all that can be read, as frozen values."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property, partial
from random import Random, SystemRandom
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from orders_tui.domain.commands import AddOrder, Command, DeleteOrder, Outcome, RuleBroken
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.rights import Actor, Right, check_command, check_right
from orders_tui.domain.sharing import Sharing
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.store.address import open_engine
from orders_tui.store.engine.base import Engine
from orders_tui.store.reading import Reading
from orders_tui.store.reads.orders import Pulse
from orders_tui.store.waiting import Waiting
from orders_tui.store.writes.audit import Audit
from orders_tui.store.writes.request import Request as Request
from orders_tui.store.writes.settings import Settings, zone_of
from orders_tui.store.writes.watch import Answers, Progress, Stop, Watch, go_on, ignore

if TYPE_CHECKING:
    from orders_tui.domain.file_orders import Decision, FileOrder, Mode
    from orders_tui.domain.plans import Plan, Result
    from orders_tui.domain.reversal import UndoOffer
    from orders_tui.domain.same_plan import SamePlan
    from orders_tui.store.reads import check, imports
    from orders_tui.store.writes import (
        attempts,
        bodies,
        changes,
        drafts,
        jobs,
        load,
        message_texts,
        operation,
        plans,
        rehearsal,
        removals,
        suspicion,
        undo,
    )
    from orders_tui.store.writes import imports as written_imports
    from orders_tui.store.writes.bodies import SentBody
    from orders_tui.store.writes.imports import ImportResult, OnDecided
    from orders_tui.store.writes.operation import Operation
    from orders_tui.store.writes.removals import Removals
else:
    # Whoever only reads, as the first frame does, needs none of these; of the others few calls need more than one.
    check = LazyModule("orders_tui.store.reads.check")
    imports = LazyModule("orders_tui.store.reads.imports")
    attempts = LazyModule("orders_tui.store.writes.attempts")
    bodies = LazyModule("orders_tui.store.writes.bodies")
    changes = LazyModule("orders_tui.store.writes.changes")
    drafts = LazyModule("orders_tui.store.writes.drafts")
    jobs = LazyModule("orders_tui.store.writes.jobs")
    load = LazyModule("orders_tui.store.writes.load")
    message_texts = LazyModule("orders_tui.store.writes.message_texts")
    operation = LazyModule("orders_tui.store.writes.operation")
    plans = LazyModule("orders_tui.store.writes.plans")
    rehearsal = LazyModule("orders_tui.store.writes.rehearsal")
    removals = LazyModule("orders_tui.store.writes.removals")
    suspicion = LazyModule("orders_tui.store.writes.suspicion")
    undo = LazyModule("orders_tui.store.writes.undo")
    written_imports = LazyModule("orders_tui.store.writes.imports")

JAKARTA = ZoneInfo("Asia/Jakarta")


class Store(Reading):
    """One database of orders. Synchronous; a thread calls `connect` before anything else."""

    def __init__(
        self,
        engine: Engine,
        *,
        clock: Callable[[], float] = time.time,
        zone: ZoneInfo = JAKARTA,
        chance: Random | None = None,
        reader: Actor | None = None,
        sharing: Sharing | None = None,
    ) -> None:
        """Make a store on an open engine.

        Args:
            engine: the open database.
            clock: the time now, seconds since the epoch.
            zone: the desk's own time zone, in which days begin.
            chance: where order ids and slugs come from; the system's own randomness unless given.
            reader: for whom is read: what that role does not see is hidden; nothing is where none is given.
            sharing: among whom new orders are shared out as they come in; among nobody where it is not given.
        """
        super().__init__(engine, reader, zone, clock)
        self._chance = chance or SystemRandom()
        self._sharing = sharing or {}
        self.audit = Audit(engine, self.now)
        self.settings = Settings(engine, self.audit)

    @cached_property
    def messages(self) -> "message_texts.MessageTexts":
        return message_texts.MessageTexts(self.engine, self._operation)

    @cached_property
    def drafts(self) -> "drafts.Drafts":
        return drafts.Drafts(self.engine)

    @cached_property
    def hold_rules(self) -> "suspicion.HoldRules":
        return suspicion.HoldRules(self.engine, self.settings, self.audit)

    @cached_property
    def removals(self) -> "Removals":
        return removals.Removals(self.engine, self._operation)

    def connect(self) -> None:
        """Give this thread its connection."""
        self.engine.connect()

    def disconnect(self) -> None:
        """Close the connection of this thread; the store stays open for the others."""
        self.engine.close_thread()

    def wait_as(self, waiting: Waiting) -> None:
        """From now on make this of every wait for another writer, also of one under way."""
        self.engine.waiting = waiting

    def interrupt(self, thread: int) -> None:
        """Stop what a thread, by its identity, reads or writes at this moment; it ends there with `Interrupted`."""
        self.engine.interrupt(thread)

    def check_same_file(self) -> None:
        """Make sure that the file at the address is still the one that was opened.

        Raises:
            DatabaseError: if it was moved, deleted or replaced.
        """
        self.engine.check_same_file()

    @property
    def readonly(self) -> bool:
        """Whether nothing can be stored."""
        return self.engine.readonly

    def close(self) -> None:
        """Close the store and its connection of this thread."""
        self.engine.close()

    def execute(self, command: Command, by: Actor) -> Outcome:
        """Carry out one command.

        Raises:
            RuleBroken: if a rule forbids it.
            DatabaseError: if the database cannot store it.
        """
        with self.engine.writing(), self.engine.refusals():
            return changes.carry_out(self._operation(by), command).outcome

    def rehearse(self, command: Command, by: Actor) -> "rehearsal.Rehearsal":
        """What would become of one command, and the order as it would be; nothing is stored. Raises as `execute`."""
        return rehearsal.rehearse(self._operation(by), command)

    def execute_many(self, requests: Sequence[Request], by: Actor, *, one_operation: bool) -> list[Outcome]:
        """Carry out commands in one transaction; what is refused is answered so and stops no other.

        Args:
            requests: the commands, those of the intake each with its kind and key.
            by: who asks.
            one_operation: whether they are one change to a person, undone together.

        Raises:
            RuleBroken: if they are one change that deletes several orders, and that is not the actor's to do.
            DatabaseError: if the database cannot store them; nothing is stored then.
        """
        if one_operation and sum(isinstance(request.command, DeleteOrder) for request in requests) > 1:
            check_right(by, Right.DELETE_MANY)
        begin = partial(self._operation, by)
        return attempts.attempt_all(self.engine, begin, requests, one_operation=one_operation)

    def take_in(self, sent: "Sequence[SentBody]", by: Actor) -> list[Outcome]:
        """Take in what another system sent, each body with all that it says; each is answered as one.

        Raises:
            DatabaseError: if the database cannot store them; nothing is stored then.
        """
        with self.engine.writing():
            return [bodies.take_in(self.engine, body, self.now(), partial(self._alone, by)) for body in sent]

    def _alone(self, by: Actor, request: Request) -> Outcome:
        return attempts.attempt(self._operation(by), request)

    def carry_out(
        self,
        plan: "Plan",
        by: Actor,
        *,
        progress: Progress = ignore,
        stop: Stop = go_on,
        answers: Answers = ignore,
    ) -> "Result":
        """Carry out a plan in short transactions under one operation; an order that was changed since is refused.

        Args:
            plan: what is to be done to which orders.
            by: who asks.
            progress: called now and then with the number of orders that were dealt with.
            stop: asked now and then whether to stop; what was done by then stays, and can be undone.
            answers: called now and then with what became of the orders that were dealt with since.

        Raises:
            RuleBroken: if the plan as a whole is not the actor's to carry out.
            DatabaseError: if the database fails before anything is stored.
        """
        plans.check_plan(plan, by)
        return jobs.work_off(self._operation(by), plans.PlanJob(plan), Watch(progress, stop, answers))

    def preview(self, plan: "SamePlan", by: Actor) -> Iterator[Outcome]:
        """What would become of each order of a plan, as they are now; nothing is written.

        Raises:
            RuleBroken: if the plan as a whole is not the actor's to carry out.
        """
        plans.check_plan(plan, by)
        return plans.preview_plan(self._operation(by), plan)

    def plan_import(self, orders: "Iterable[FileOrder]", mode: "Mode") -> "Iterator[Decision]":
        """What would become of each order of a file, one after the other; nothing is written."""
        return imports.plan_import(self.engine, orders, mode, self.now())

    def import_orders(
        self,
        orders: "Iterable[FileOrder]",
        mode: "Mode",
        by: Actor,
        *,
        since: Pulse | None = None,
        what: str = "",
        report: "OnDecided" = ignore,
        stop: Stop = go_on,
    ) -> "ImportResult":
        """Write the orders of a file in short transactions under one operation; a repeat changes nothing.

        Args:
            orders: as the file tells them; they are read as they are written.
            mode: what may be done.
            by: who asks.
            since: how far the database had come when the plan was made, if there was one: an order that was changed
                after that is refused.
            what: what the audit says of it: whose columns, and the mode; nothing that may name a buyer.
            report: called after each transaction with what became of its orders.
            stop: as in `carry_out`.

        Raises:
            RuleBroken: if an import is not the actor's to make.
            DatabaseError: if the database fails before anything is stored.
        """
        if mode.adds:
            # Rights are asked by the kind of command: what the order holds makes no difference to them.
            check_command(by, AddOrder(facts={}, items=()))
        wanted = written_imports.Wanted(mode, since and since.entry, what)
        return written_imports.import_orders(self._operation(by, OperationKind.IMPORT), orders, wanted, report, stop)

    def last_change(self, by: Actor) -> "UndoOffer | None":
        """What `undo` would take back; None if there is nothing."""
        return self._offer(OperationKind.UNDO, by)

    def last_undo(self, by: Actor) -> "UndoOffer | None":
        """What `redo` would take back; None if there is nothing."""
        return self._offer(OperationKind.REDO, by)

    def undo(
        self,
        by: Actor,
        operation: int | None = None,
        *,
        progress: Progress = ignore,
        stop: Stop = go_on,
        answers: Answers = ignore,
    ) -> "Result":
        """Take an operation back: field by field what nobody changed since, order by order, in short transactions.

        Of an operation that was taken back in part it is the rest. One of which nothing can come back is passed over
        from then on, unless it is named.

        Args:
            by: who asks; only an admin may undo what another did.
            operation: which one; the actor's last one if not given.
            progress: as in `carry_out`.
            stop: as in `carry_out`; what was taken back by then stays so, and the next undo takes back the rest.
            answers: as in `carry_out`.

        Raises:
            RuleBroken: if there is nothing to undo, or it is not the actor's to undo.
            DatabaseError: if the database fails before anything is stored.
        """
        return self._reverse(OperationKind.UNDO, by, operation, Watch(progress, stop, answers))

    def redo(
        self,
        by: Actor,
        operation: int | None = None,
        *,
        progress: Progress = ignore,
        stop: Stop = go_on,
        answers: Answers = ignore,
    ) -> "Result":
        """Take an undo back by the same rule; arguments and errors are those of `undo`."""
        return self._reverse(OperationKind.REDO, by, operation, Watch(progress, stop, answers))

    def cancel_import(self, stopped: "ImportResult", by: Actor) -> "Result":
        """Take back what an import wrote that was stopped, whatever its maker may undo otherwise: it was never whole.

        Raises:
            RuleBroken: if it was not stopped, or is not the actor's own.
        """
        found = undo.find(self.engine, OperationKind.UNDO, by, stopped.operation)
        if found is None or not stopped.stopped or found.by != by.name:
            raise RuleBroken(_("There is nothing to undo."))
        return written_imports.cancel(self._operation(by, OperationKind.UNDO, found.id), stopped)

    def loading(self) -> "AbstractContextManager[load.Load]":
        """One transaction in which an empty database, open nowhere else, is filled: whole, or not at all."""
        return load.loading(self.engine)

    def check(self) -> "list[check.CheckFinding]":
        """Everything that is wrong with the database; empty when all is well."""
        return check.check(self.engine)

    def _operation(
        self, by: Actor, kind: OperationKind = OperationKind.CHANGE, undoes: int | None = None
    ) -> "Operation":
        return operation.Operation(self.engine, by, self.now(), self.zone, self._chance, self._sharing, undoes, kind)

    def _offer(self, kind: OperationKind, by: Actor) -> "UndoOffer | None":
        found = undo.find(self.engine, kind, by)
        return None if found is None else undo.offer(self.engine, found, by, kind)

    def _reverse(self, kind: OperationKind, by: Actor, named: int | None, watch: Watch) -> "Result":
        found = undo.find(self.engine, kind, by, named)
        if found is None:
            is_undo = kind is OperationKind.UNDO
            raise RuleBroken(_("There is nothing to undo.") if is_undo else _("There is nothing to redo."))
        undo.check_reversal(found, by)
        job = undo.ReversalJob(self.engine, found.id)
        return jobs.work_off(self._operation(by, kind, found.id), job, watch)


def open_store(
    url: str,
    *,
    readonly: bool = False,
    create: bool = False,
    unsafe: bool = False,
    zone: ZoneInfo = JAKARTA,
    reader: Actor | None = None,
    sharing: Sharing | None = None,
) -> Store:
    """Open the database at the address; reader and sharing are as in `Store`, zone is that of a shop that names none.

    Raises:
        DatabaseError: if it cannot be used; the text says why and what to do.
    """
    engine = open_engine(url, readonly=readonly, create=create, unsafe=unsafe)
    return Store(engine, zone=zone_of(engine, zone), reader=reader, sharing=sharing)
