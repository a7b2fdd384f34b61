"""Copies of the whole database, for the day on which its disk fails."""

from collections.abc import Callable
from pathlib import Path

from orders_tui.domain.rights import Actor, Right, check_right
from orders_tui.store.engine.base import Engine


class Backups:
    """Makes backups."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make(self, path: Path, by: Actor, progress: Callable[[int, int], object]) -> None:
        """Copy the database as it is at this moment to a new file that its owner alone can read; others work on.

        Args:
            path: the file; there is none of this name yet. It is left half-written where something goes wrong.
            by: for whom.
            progress: called with the parts that are copied so far and the parts of the whole.

        Raises:
            RuleBroken: if the orders are not the actor's to write out.
            DatabaseError: if the database cannot be read, or the disk of the copy is full.
            OSError: if the file cannot be made.
        """
        check_right(by, Right.EXPORT)
        self._engine.copy_to(path, progress)
