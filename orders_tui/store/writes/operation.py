"""One operation under way: its own row, and what it leaves behind in the history of each order."""

from dataclasses import dataclass, field
from random import Random
from zoneinfo import ZoneInfo

from orders_tui.domain import flow
from orders_tui.domain.commands import By
from orders_tui.domain.flow import Value
from orders_tui.store.engine.sqlite import Engine


@dataclass(slots=True)
class Operation:
    """One operation under way; its row is written with the first change that is not refused."""

    engine: Engine
    by: By
    at: int
    zone: ZoneInfo
    chance: Random
    undoes: int | None = None
    kind: str = "change"
    number: int | None = field(default=None, init=False)
    """The row id, None until it is written."""

    @property
    def id(self) -> int:
        """The id of the operation, written to the database at the first call."""
        if self.number is None:
            self.number = self.engine.run(
                "INSERT INTO operation (at, by, via, place, kind, undoes) VALUES (?, ?, ?, ?, ?, ?)",
                (self.at, self.by.name, self.by.via, self.by.place, self.kind, self.undoes),
            )
        return self.number


def write_tags(engine: Engine, row: int, tags: str) -> None:
    """Let the order have these tags and no others."""
    engine.run("DELETE FROM tag WHERE order_row = ?", (row,))
    engine.run_many("INSERT INTO tag (order_row, name) VALUES (?, ?)", [(row, tag) for tag in flow.split_tags(tags)])


def note_history(operation: Operation, row: int, fields: list[tuple[str, Value, Value]]) -> None:
    """Add one history row for each (field, old value, new value)."""
    operation.engine.run_many(
        "INSERT INTO history (operation_id, order_row, field, old, new) VALUES (?, ?, ?, ?, ?)",
        [(operation.id, row, name, _text(old), _text(new)) for name, old, new in fields],
    )


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
