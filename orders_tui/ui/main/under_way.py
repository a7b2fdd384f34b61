"""What takes a while: it goes on in a thread, its progress is shown, and it can be stopped."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from textual.content import Content

from orders_tui.domain.plans import Result
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.screens import progress
else:
    progress = LazyModule("orders_tui.ui.screens.progress")

R = TypeVar("R")
PATIENCE = 0.5
"""Seconds that it may take before its progress is shown."""


class Carried(Protocol):
    """A change of the store; it reports its progress and asks whether to stop."""

    def __call__(self, *, progress: Callable[[int], object], stop: Callable[[], bool]) -> Result:
        """What became of it."""
        ...


async def carried_out(desk: Desk, ask: Ask, title: Content, total: int, carried: Carried) -> Result:
    """Carry something out on the thread of the writes; what takes a while shows its progress and can be stopped.

    Args:
        desk: the store and who changes it.
        ask: opens the dialog.
        title: what is being done.
        total: to how many orders.
        carried: does it.
    """
    work = progress.Work(total, stopped=desk.give_up)
    change = partial(carried, progress=work.progress, stop=lambda: work.stopping)
    return await worked(ask, title, work, desk.write(change), patience=PATIENCE)


async def worked(
    ask: Ask,
    title: Content,
    work: "progress.Work",
    running: Coroutine[Any, Any, R],
    *,
    stop: str = "",
    patience: float = PATIENCE,
) -> R:
    """Wait for something that runs in a thread; its progress is shown once it has taken a moment.

    Args:
        ask: opens the dialog.
        title: what is being done.
        work: how far it is, and whether it is to stop.
        running: the answer of the thread.
        stop: what becomes of it when it is stopped; by default what was done by then stays.
        patience: seconds before the dialog opens.
    """
    task = asyncio.ensure_future(running)
    # However it ends, the dialog closes: it waits for nothing else.
    task.add_done_callback(lambda _done: work.end())
    # Not `wait_for`, which would cancel what takes longer.
    await asyncio.wait((task,), timeout=patience)
    if not work.ended:
        await ask(progress.ProgressDialog(title, work, stop))
    return await task
