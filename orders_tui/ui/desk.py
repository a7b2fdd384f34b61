"""The store as the console calls it: on threads of its own, so that the screen never waits for a query."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import ParamSpec, TypeVar

from orders_tui.config.shop import shop_profile
from orders_tui.domain.couriers import couriers_of
from orders_tui.domain.days import local, next_day
from orders_tui.domain.drafts import SHIP_SHEET, Draft
from orders_tui.domain.filling import ShopProfile
from orders_tui.domain.rights import Actor, Right
from orders_tui.process import threads
from orders_tui.store.errors import Interrupted
from orders_tui.store.store import Store
from orders_tui.store.waiting import Waiting

P = ParamSpec("P")
R = TypeVar("R")


STOP_INTERVAL = 0.05
"""Seconds after which a stop is repeated: one that comes between two statements has no effect."""


class StoreThread:
    """One thread with its own connection, on which calls to the store run one after the other."""

    def __init__(self, store: Store, name: str, *, gives_way: bool = False) -> None:
        """Make the thread, which begins with the first call.

        Args:
            store: the open database.
            name: of the thread.
            gives_way: whether the screen and the other threads have the processor before it.
        """
        self._store = store
        self._gives_way = gives_way
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=name, initializer=self._begin)
        # Held where a call begins or ends, and where one is interrupted: no interrupt may reach the call after the
        # one that is meant.
        self._guard = threading.Lock()
        self._running: object | None = None
        """The call that runs now."""
        self._ident = 0
        self._closing = False

    def _begin(self) -> None:
        if self._gives_way:
            threads.give_way()
        self._store.connect()

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the function returns; when the caller is cancelled, the query is stopped in the database.

        Raises:
            asyncio.CancelledError: also if the thread has ended, or ends before the answer: nobody waits for that then.
        """
        try:
            return await self._run(function, *args, **kwargs)
        except Interrupted:
            if self._closing:
                raise asyncio.CancelledError from None
            raise

    async def _run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        call = object()
        wanted = True

        def run_unless_stopped() -> R:
            self._ident = threading.get_ident()
            while True:
                with self._guard:
                    if not wanted or self._closing:
                        raise Interrupted
                    self._running = call
                try:
                    return function(*args, **kwargs)
                except Interrupted:
                    # If it is still wanted, the stop was meant for the call before, which had just ended.
                    continue
                finally:
                    with self._guard:
                        self._running = None

        try:
            future: Future[R] = self._executor.submit(run_unless_stopped)
        # The executor takes nothing more once `close` was called.
        except RuntimeError:
            raise asyncio.CancelledError from None
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            # A call that has not begun is dropped; one that runs goes on in the database until that is interrupted.
            wanted = False
            future.cancel()
            self._stop(call)
            raise

    def _stop(self, call: object) -> None:
        """Interrupt a call in the database until it has ended."""
        with self._guard:
            if self._running is not call:
                return
            self._store.interrupt(self._ident)
        asyncio.get_running_loop().call_later(STOP_INTERVAL, self._stop, call)

    def close(self, *last: Callable[[], object], finish: bool = False) -> None:
        """Close the connection and end the thread.

        Args:
            last: what is called before; whether it succeeds is not known.
            finish: let the calls that were made come to their end, rather than stop them.
        """
        self._closing = not finish
        with suppress(RuntimeError):
            for call in last:
                self._executor.submit(call)
            ended = self._executor.submit(self._disconnect)
            # Again and again, since an interrupt between two statements has no effect.
            while not finish and wait((ended,), STOP_INTERVAL).not_done:
                with self._guard:
                    self._store.interrupt(self._ident)
        self._executor.shutdown()

    def _disconnect(self) -> None:
        with self._guard:
            # Under the guard, since a connection that is closed must not be interrupted.
            self._store.disconnect()


class Desk:
    """The store, the threads that it is called on, and who calls it."""

    def __init__(self, store: Store, actor: Actor, public_url: str = "", database: str = "") -> None:
        """Start the threads.

        Args:
            store: the open database.
            actor: who asks.
            public_url: under which the public pages are served, without a slash at its end; empty where they are not.
            database: the file of the database.
        """
        self.store = store
        """To name what is called; only its clock, zone and pure values may be used outside the threads."""
        self.actor = actor
        self._public_url = public_url
        self.database = database
        """The file of the database; empty where it does not matter whose it is."""
        self.began = store.now()
        """When this console was started, epoch seconds (UTC)."""
        self._writes = StoreThread(store, "writes")
        self._list = StoreThread(store, "list")
        self._facts = StoreThread(store, "facts")
        self._groups: StoreThread | None = None
        """For the values of filters, which may take a while to count; begun with the first one."""
        self._files: StoreThread | None = None
        """For what takes as long as a file is large; begun with the first one."""
        # Set on the loop, and asked on the thread that waits for the writers' lock.
        self._gives_up = threading.Event()
        self.waits = False
        """Whether a change has waited for another program for a moment."""

    def say_waits(self, begun: Callable[[str], None], ended: Callable[[], None]) -> None:
        """Wait for other programs for as long as it takes, and say so.

        Args:
            begun: called on the present loop, with who has the database, when a change has waited for a moment.
            ended: called on it at the end of that wait.
        """
        loop = asyncio.get_running_loop()

        def on_loop(say: Callable[..., None], *holder: str) -> None:
            self.waits = say is begun
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(say, *holder)

        self.store.wait_as(Waiting(None, partial(on_loop, begun), partial(on_loop, ended), self._gives_up.is_set))

    def give_up(self) -> None:
        """End the wait of the change under way for another program; it ends with an error then."""
        self._gives_up.set()

    @property
    def readonly(self) -> bool:
        """Whether nothing can be changed here."""
        return self.store.readonly

    def may_change(self, *rights: Right) -> bool:
        """Whether what needs one of these rights can be done here: the actor has it, and the store can be written."""
        return not self.readonly and any(self.actor.may(right) for right in rights)

    def local_time(self) -> datetime:
        """The time now in the desk's own zone."""
        return local(self.store.now(), self.store.zone)

    def next_day(self) -> int:
        """When the desk's next day begins, epoch seconds (UTC)."""
        return next_day(self.store.now(), self.store.zone)

    async def write(self, change: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Carry out a change."""

        def run() -> R:
            # A wish to give up was for the change before.
            self._gives_up.clear()
            return change(*args, **kwargs)

        # A change that was begun is finished, even if the caller is cancelled.
        return await asyncio.shield(self._writes.run(run))

    async def shop(self) -> ShopProfile:
        """What messages and pages say of the shop."""
        return await self.on_facts(shop_profile, self.store, self._public_url)

    async def couriers(self) -> tuple[str, ...]:
        """Those that the shop sends with, to be proposed."""
        return couriers_of(await self.on_facts(self.store.settings.get, "couriers"))

    async def drafts(self) -> tuple[Draft, ...]:
        """What the actor typed, never saved and may still save, the newest first."""
        if not self.may_change(Right.CHANGE, Right.PACK):
            return ()
        drafts = await self.on_facts(self.store.drafts.of, self.actor)
        # Whoever packs fills no form of an order.
        return tuple(draft for draft in drafts if draft.order_id == SHIP_SHEET or self.actor.may(Right.CHANGE))

    async def remember(self, name: str, value: str) -> None:
        """Store a setting of this person."""
        await self.write(self.store.settings.put, name, value, self.actor)

    async def on_list(self, read: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Read something of the list; views belong to this thread."""
        return await self._list.run(read, *args, **kwargs)

    async def on_facts(self, read: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Read counts, details or the pulse."""
        return await self._facts.run(read, *args, **kwargs)

    async def on_groups(self, read: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Count the values of a filter, while lists and details go on."""
        if self._groups is None:
            self._groups = StoreThread(self.store, "groups", gives_way=True)
        return await self._groups.run(read, *args, **kwargs)

    async def on_files(self, read: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Read as many orders as a file has, while lists and details go on."""
        if self._files is None:
            self._files = StoreThread(self.store, "files")
        return await self._files.run(read, *args, **kwargs)

    def close(self, **left: str) -> None:
        """End the threads; the store itself stays open.

        Args:
            left: what is remembered of the person at the end, by the names of the settings.
        """
        self.store.wait_as(Waiting())  # the end does not wait for ever
        for thread in (self._files, self._groups):
            if thread is not None:
                thread.close()
        self._list.close()
        self._facts.close()
        # Last, since what is left of the person is stored behind the change under way.
        put, actor = self.store.settings.put, self.actor
        self._writes.close(*(partial(put, name, value, actor) for name, value in left.items()), finish=True)
