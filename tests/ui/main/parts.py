"""What the parts of the main screen are tested with: a plain table, a person who answers dialogs, the actions."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textual.content import Content

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from orders_tui.domain.plans import Group, Selection
from orders_tui.domain.query import OrderQuery
from orders_tui.store.store import JAKARTA
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.drafts import DraftDesk
from orders_tui.ui.main.listed import Listed
from orders_tui.ui.main.marking import MarkState
from orders_tui.ui.main.order_actions import OrderActions
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.show import ListRow
from orders_tui.ui.show_columns import SeenColumns, columns
from tests.samples import NOW


class PlainTable:
    """Rows by their places, as a table on a screen of ten rows holds them."""

    page_rows = 10

    def __init__(self) -> None:
        self.row_count = 0
        self.seen = SeenColumns(columns(JAKARTA, lambda: NOW))
        self.mark_state: MarkState = "none"
        self.cursor = 0
        self.generation = 0
        self.rows: dict[int, ListRow] = {}
        self.painted: list[list[str]] = []
        """The names that each new list showed at first."""

    def reset(self, row_count: int, rows: Sequence[ListRow], *, generation: int, first: int, cursor: int) -> None:
        self.row_count, self.generation, self.cursor = row_count, generation, cursor
        self.rows = dict(enumerate(rows, first))
        self.painted.append(self.names)

    def put_rows(self, first: int, rows: Sequence[ListRow], generation: int) -> None:
        if generation == self.generation:
            self.rows |= dict(enumerate(rows, first))

    def update_rows(self, rows: Mapping[int, ListRow]) -> None:
        self.rows |= rows

    def loaded(self) -> Iterator[tuple[int, ListRow]]:
        return iter(sorted(self.rows.items()))

    def refresh_marks(self) -> None:
        """Nothing is painted here."""

    @property
    def names(self) -> list[str]:
        return [row.order.name.split()[0] for _place, row in self.loaded()]


class PlainLine:
    """A key line without a terminal."""

    def __init__(self) -> None:
        self.marked: Content | None = None

    @property
    def text(self) -> str:
        return self.marked.plain if self.marked else ""


class Person:
    """Answers dialogs, one after the other, and remembers which there were."""

    def __init__(self, *answers: Any) -> None:
        self._answers = iter(answers)
        self.asked: list[Dialog[Any]] = []

    async def __call__(self, dialog: Dialog[Any], /) -> Any:
        self.asked.append(dialog)
        return next(self._answers)

    @property
    def kinds(self) -> list[str]:
        return [type(dialog).__name__ for dialog in self.asked]


def actions(desk: Desk, person: Person, *orders: Order, unseen: int = 0) -> OrderActions:
    """The actions on these orders: of one as it is under the cursor, of several as they are marked."""

    async def target() -> Target | None:
        rows = await desk.on_facts(desk.store.lists.rows, [order.id for order in orders])
        if len(rows) < 2:
            return Target.of(rows[0]) if rows else None
        keys, versions = array("q", [row.id for row in rows]), array("i", [row.version for row in rows])
        groups = tuple(Group(row, 1) for row in rows)
        kinds = array("i", range(len(rows)))
        return Target(Selection(keys, versions, kinds, groups, rows[:3], unseen), marked=True)

    async def shown(rows: Sequence[int]) -> int:
        return len(rows) - unseen

    async def rows() -> Sequence[int]:
        return [order.id for order in orders]

    return OrderActions(
        desk,
        target,
        shown,
        person,
        Listed(rows, rows, OrderQuery, lambda: ("order_id", "name")),
        DraftDesk(desk, person),
    )


def status(desk: Desk, order: Order) -> Status:
    return desk.store.orders.get(order.order_id).status
