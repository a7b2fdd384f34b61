"""All fields of the order form: where they stand, what is typed in them, and the way from one to the next."""

from asyncio import gather
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Grid, Vertical, VerticalScroll

from orders_tui.domain.facts import FACTS
from orders_tui.domain.mentions import rest_of_mention
from orders_tui.exchange.order_form import ITEMS, TypedItem, TypedOrder
from orders_tui.ui.widgets.form import Find, FormCell, FormField, ItemLine, item_heads

ADDRESS = ("street", "subdistrict", "city", "province", "postcode")
ABOVE = (("store", "name"), ("phone", "email"), ("street",), ("subdistrict", "city"), ("province", "postcode"))
"""The facts above the items, line by line."""
BELOW = (
    ("discount", "shipping"),
    ("fees", "unique_code"),
    ("method", "handler"),
    ("courier", "receipt"),
    ("source", "external_id"),
    ("tags", "seller"),
    ("buyer_note",),
    ("note",),
)
"""The facts below them."""
LISTED = ("store", "seller", "source", "city", "province", "method", "courier", "handler")
"""The facts that can be chosen from what there is."""
_LEFT_COLUMNS = 2
"""How many columns of the items stand above the left half of the form."""
_COLUMNS = {"name": "item", "kind": "kind"}
"""The columns of the items that can be chosen from what there is, and what that is called."""


class OrderFields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields of a form; the last line of the items is always a blank one."""

    def __init__(
        self,
        form: TypedOrder,
        known: Callable[[str, str], Awaitable[Sequence[str]]],
        is_closed: Callable[[str], bool],
    ) -> None:
        """Make the fields.

        Args:
            form: what they show at first.
            known: what a field may say, beginning with what is typed.
            is_closed: whether a fact, or the items, are only shown.
        """
        super().__init__(id="form")
        self._known = known
        self._is_closed = is_closed
        self.cells = {name: self._cell(name, form.texts[name]) for row in (*ABOVE, *BELOW) for name in row}
        """The fields but for those of the items, by fact."""
        self.lines = self._item_lines(form)
        """The lines of the items, from the top."""
        self._shown: TypedOrder | None = None
        """What was typed when errors and sums were shown last."""

    def compose(self) -> ComposeResult:
        yield self._grid(ABOVE)
        yield from item_heads()
        yield Vertical(*self.lines, id="items")
        yield self._grid(BELOW)

    def _grid(self, rows: Sequence[Sequence[str]]) -> Grid:
        """The cells of these rows; one that is alone in its row takes all of it."""
        for names in rows:
            self.cells[names[0]].set_class(len(names) == 1, "-alone", update=False)
        return Grid(*(self.cells[name] for names in rows for name in names), classes="facts")

    def _cell(self, name: str, text: str) -> FormCell:
        find = partial(self._completion, name) if name in LISTED else self._mention if name == "note" else None
        return FormCell(FACTS[name], text, find=find, disabled=self._is_closed(name))

    def _item_lines(self, form: TypedOrder) -> list[ItemLine]:
        blank = [] if self._is_closed(ITEMS) else [TypedItem()]
        # A draft may have blank ones in between.
        return [self._line(item) for item in (*(item for item in form.items if not item.is_blank), *blank)]

    def _line(self, item: TypedItem) -> ItemLine:
        find: dict[str, Find] = {name: partial(self._completion, list_name) for name, list_name in _COLUMNS.items()}
        return ItemLine(item._asdict(), find, disabled=self._is_closed(ITEMS))

    async def _completion(self, list_name: str, typed: str) -> str:
        return next(iter(await self._known(list_name, typed)), "") if typed.strip() else ""

    async def _mention(self, typed: str) -> str:
        begun = typed.rpartition("@")[2]
        return typed + rest_of_mention(typed, await self._known("handler", begun))

    # What is typed

    @property
    def by_path(self) -> dict[str, FormField]:
        """All fields from the top, by the paths that errors name them by."""
        names = [name for row in ABOVE for name in row], [name for row in BELOW for name in row]
        above, below = ({name: self.cells[name].field for name in part} for part in names)
        lines = enumerate(self.lines)
        return (
            above | {f"items.{at}.{name}": field for at, line in lines for name, field in line.fields.items()} | below
        )

    @property
    def open(self) -> list[FormField]:
        """The fields that can be changed, from the top."""
        return [field for field in self.by_path.values() if not field.disabled]

    @property
    def typed(self) -> TypedOrder:
        """What is typed in all of them."""
        texts = {name: cell.field.value for name, cell in self.cells.items()}
        return TypedOrder(texts, tuple(TypedItem(**line.texts) for line in self.lines))

    def list_of(self, field: FormField) -> str:
        """What a field can be chosen from; empty if there is no list."""
        if field not in self._facts:
            return _COLUMNS.get(field.field_name, "")
        return field.field_name if field.field_name in LISTED else ""

    # What they show

    @property
    def is_shown(self) -> bool:
        """Whether errors and sums are those of what is typed: each field also tells of its first value, as a change."""
        return self.typed == self._shown

    def show(self, errors: Mapping[str, str], odd: Mapping[str, str], sums: Sequence[int | None]) -> None:
        """Show the errors of the fields that were left, by path, what is odd about others, and the sum of each line."""
        self._shown = self.typed
        for name, cell in self.cells.items():
            is_checked = cell.field.is_checked
            cell.show_error(errors.get(name, "") if is_checked else "", odd.get(name, "") if is_checked else "")
        for at, (line, amount) in enumerate(zip(self.lines, sums, strict=True)):
            shown = {
                name: errors.get(f"items.{at}.{name}", "") for name, field in line.fields.items() if field.is_checked
            }
            line.show_error({name: error for name, error in shown.items() if error})
            line.sum = amount

    def check_all(self) -> None:
        """Show the errors of all fields from now on."""
        for field in self.by_path.values():
            field.is_checked = True

    def keep_blank_line(self) -> None:
        """Add a line where none is blank any more."""
        if not self._is_closed(ITEMS) and not (self.lines and self.lines[-1].is_blank):
            self.lines.append(self._line(TypedItem()))
            self.query_one("#items").mount(self.lines[-1])

    async def remove_line(self, field: FormField) -> bool:
        """Take the line of the items with this field out, and go to the one that follows; False if it is in none."""
        line = next((line for line in self.lines if field in line.fields.values()), None)
        if line is None or field.disabled:
            return False
        at = self.lines.index(line)
        self.lines.remove(line)
        self.keep_blank_line()
        await line.remove()
        self.lines[min(at, len(self.lines) - 1)].fields["name"].focus()
        return True

    async def take_over(self, form: TypedOrder, names: Sequence[str]) -> None:
        """Show what a form has of these facts, and of the items where these are named."""
        for name in names:
            if name in self.cells:
                self.cells[name].field.value = form.texts[name]
        if ITEMS in names:
            await self._show_items([item for item in form.items if not item.is_blank])

    async def _show_items(self, items: Sequence[TypedItem]) -> None:
        """Show these items in the lines that are there, and in more or fewer of them where it takes that."""
        for line, item in zip(self.lines, items, strict=False):
            for name, field in line.fields.items():
                field.value = getattr(item, name)
        more, spare = [self._line(item) for item in items[len(self.lines) :]], self.lines[len(items) :]
        self.lines = [line for line in self.lines if line not in spare] + more
        await self.query_one("#items").mount_all(more)
        await gather(*(line.remove() for line in spare))
        self.keep_blank_line()

    # From one to the next

    def next(self, field: FormField, by: int) -> None:
        """To the field so many after this one; past the rest of a line of the items that is blank."""
        fields = [other for row in self._rows_from(field) for other in row]
        fields[(fields.index(field) + by) % len(fields)].focus()

    def move(self, field: FormField, by: int) -> None:
        """To the field so many rows below this one; into the items by the name."""
        rows = self._rows_from(field)
        at = next(at for at, row in enumerate(rows) if field in row)
        row, target = rows[at], rows[max(0, min(at + by, len(rows) - 1))]
        from_items, to_items = (
            fields[0].field_name == "name" and fields[0] not in self._facts for fields in (row, target)
        )
        column = row.index(field)
        if to_items and not from_items:
            column = 0
        elif from_items and not to_items:
            column = column // _LEFT_COLUMNS
        target[min(column, len(target) - 1)].focus()

    @property
    def _facts(self) -> set[FormField]:
        return {cell.field for cell in self.cells.values()}

    def _rows_from(self, field: FormField) -> list[list[FormField]]:
        """The fields that keys lead to, row by row: of a line of the items that is blank the first alone."""
        lines = [list(line.fields.values()) for line in self.lines]
        shown = [fields if not line.is_blank else fields[:1] for line, fields in zip(self.lines, lines, strict=True)]
        above, below = ([[self.cells[name].field for name in row] for row in rows] for rows in (ABOVE, BELOW))
        rows = [
            *above,
            # A cursor that is in the rest of a blank line has to get out of it.
            *(whole if field in whole[1:] else row for row, whole in zip(shown, lines, strict=True)),
            *below,
        ]
        open_rows = [[other for other in row if not other.disabled] for row in rows]
        return [row for row in open_rows if row]
