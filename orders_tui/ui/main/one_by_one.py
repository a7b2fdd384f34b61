"""Changes that a person asks for, one after the other."""

import asyncio
from collections.abc import Awaitable, Callable

from orders_tui.domain.commands import RuleBroken
from orders_tui.ui.main.report import Report


class OneByOne:
    """Carries changes out one after the other; where a rule refuses one, its sentence is the report."""

    def __init__(self) -> None:
        # A key pressed twice must not open two menus over each other, nor carry one change out twice.
        self._lock = asyncio.Lock()

    async def __call__(self, change: Callable[[], Awaitable[Report | None]]) -> Report | None:
        """Carry a change out once those before it are done; its report, None if nothing was done."""
        async with self._lock:
            try:
                return await change()
            except RuleBroken as refusal:
                return Report(str(refusal), warning=True)
