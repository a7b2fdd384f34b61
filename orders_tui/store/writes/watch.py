"""Following a change of many orders while it goes on: how far it is, what became of each, and whether it is to stop."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from orders_tui.domain.commands import Outcome

Progress = Callable[[int], object]
"""Called after each transaction with the number of orders that were dealt with by then."""
Stop = Callable[[], bool]
"""Asked before each transaction whether to stop."""
Answers = Callable[[Sequence[Outcome]], object]
"""Called after each transaction with what became of its orders, however many there are in all."""


def ignore(_what: object) -> None:
    """Show no progress, and give no answers."""


def go_on() -> bool:
    """Never stop."""
    return False


class Watch(NamedTuple):
    """What follows a job while it goes on."""

    progress: Progress = ignore
    stop: Stop = go_on
    answers: Answers = ignore
