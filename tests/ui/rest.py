"""When a console has come to rest: nothing waits to be run, and no thread works for it.

Textual's own way is to look for 20 ms whether the process uses the processor, twice a key.
"""

import asyncio
from asyncio import AbstractEventLoop, Future
from collections.abc import Iterator
from concurrent import futures
from contextlib import contextmanager
from time import monotonic, process_time
from typing import Any
from unittest.mock import patch

import textual.app
import textual.constants
import textual.pilot
from textual._context import active_app
from textual.app import App

BREATH = 0.002
"""Seconds between two looks at what a thread is doing: who looks without a break holds the interpreter's lock, for
which the thread then waits 5 ms at each of its hundreds of calls to SQLite."""

_IDLE = 0.02
"""Seconds after which a process that does nothing counts as idle."""

_called: set[Future[Any]] = set()
"""Calls that threads have not answered yet."""
held: set[object] = set()
"""Calls among them that a test holds up."""

_wrap_future = asyncio.wrap_future


def _wrapped(future: "futures.Future[Any]", *, loop: AbstractEventLoop | None = None) -> "Future[Any]":
    answer = _wrap_future(future, loop=loop)
    if not answer.done():
        _called.add(answer)
        # On the loop, before whoever waits for the answer goes on: no moment is without one of both.
        answer.add_done_callback(_called.discard)
    return answer


def forget() -> None:
    """Begin anew: what a test left to its threads is nothing that the next one waits for."""
    _called.clear()
    held.clear()


def threads_work() -> bool:
    """Whether a thread has a call to answer that nothing holds up."""
    return len(_called) > len(held)


async def run_all(app: App[Any]) -> None:
    """Let everything run that does not wait for a thread, a time or a person; a frame that is due is made at once."""
    loop: Any = asyncio.get_running_loop()
    is_still = False
    while not is_still:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        if app._exception is None and app.screen_stack:
            app._check_resize()
            app.screen._on_timer_update()
        is_still = not loop._ready


async def rest(*_seconds: float) -> None:
    """Takes the place of Textual's wait for an idle process, which is left for what a test holds up."""
    app = active_app.get()
    await run_all(app)
    since, used = monotonic(), process_time()
    while threads_work():
        await asyncio.sleep(BREATH)
        await run_all(app)
        if monotonic() - since > _IDLE:
            if process_time() - used < _IDLE / 10:
                return
            since, used = monotonic(), process_time()


@contextmanager
def known() -> Iterator[None]:
    """While this lasts, it is known what threads do; and Textual's pilot waits for that."""
    with (
        patch("asyncio.wrap_future", _wrapped),
        patch("asyncio.futures.wrap_future", _wrapped),
        patch.object(textual.app, "wait_for_idle", rest),
        patch.object(textual.pilot, "wait_for_idle", rest),
        patch.object(textual.constants, "TEXTUAL_ANIMATIONS", "none"),  # as in the console
    ):
        yield
