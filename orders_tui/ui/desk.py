"""The store as the console asks it: from three threads of its own, so that the screen never waits for a query."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import ParamSpec, TypeVar

from orders_tui.domain.commands import By
from orders_tui.store.errors import Interrupted
from orders_tui.store.store import Store

P = ParamSpec("P")
R = TypeVar("R")


AGAIN = 0.05
"""Seconds after which a stop is repeated: between two statements of a question nobody hears it."""


class Line:
    """One thread with its own connection; asked one question at a time."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name, initializer=store.connect)
        self._guard = threading.Lock()
        self._asking: object | None = None
        """The question being answered."""
        self._ident = 0
        self._closing = False

    async def ask(self, question: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The answer; when the asker is cancelled, the query is stopped in the database."""
        token = object()
        wanted = True

        def answer() -> R:
            self._ident = threading.get_ident()
            while True:
                with self._guard:
                    if not wanted or self._closing:
                        raise Interrupted
                    self._asking = token
                try:
                    return question(*args, **kwargs)
                except Interrupted:
                    # If it is still wanted, the stop was meant for the question before, which had just ended.
                    continue
                finally:
                    with self._guard:
                        self._asking = None

        future: Future[R] = self._thread.submit(answer)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            wanted = False
            future.cancel()
            self._stop(token)
            raise

    def _stop(self, token: object) -> None:
        """Stop a question in the database until it is no longer being answered."""
        with self._guard:
            if self._asking is not token:
                return
            self._store.engine.interrupt(self._ident)
        asyncio.get_running_loop().call_later(AGAIN, self._stop, token)

    def close(self, *, finish: bool = False) -> None:
        """Close the connection and end the thread.

        Args:
            finish: let what was asked come to its end, rather than stop it.
        """
        self._closing = not finish
        with suppress(RuntimeError):
            last = self._thread.submit(self._leave)
            while not finish and wait((last,), AGAIN).not_done:
                with self._guard:
                    self._store.engine.interrupt(self._ident)
        self._thread.shutdown()

    def _leave(self) -> None:
        with self._guard:
            self._store.engine.close_thread()


class Desk:
    """What the screens ask of the store, and who is asking."""

    def __init__(self, store: Store, by: By) -> None:
        self.store = store
        """To name what is asked; only its clock, zone and pure values may be used outside the threads."""
        self.by = by
        self._writes = Line(store, "writes")
        self._list = Line(store, "list")
        self._facts = Line(store, "facts")

    @property
    def readonly(self) -> bool:
        """Whether nothing can be changed here."""
        return self.store.engine.readonly

    async def write(self, change: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Carry out a change."""
        # A change that was begun is finished, whatever becomes of the one who asked.
        return await asyncio.shield(self._writes.ask(change, *args, **kwargs))

    async def keep(self, name: str, value: str) -> None:
        """Remember something of this person."""
        await self.write(self.store.settings.put, name, value, self.by.name)

    async def on_list(self, question: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask something about the list; views belong to this thread."""
        return await self._list.ask(question, *args, **kwargs)

    async def on_facts(self, question: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask for counts, details or the pulse."""
        return await self._facts.ask(question, *args, **kwargs)

    def close(self) -> None:
        """End the threads; the store itself stays open."""
        self._list.close()
        self._facts.close()
        self._writes.close(finish=True)
