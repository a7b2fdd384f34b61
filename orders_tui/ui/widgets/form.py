"""The parts of the order form: fields with their titles and errors, and the lines of the items."""

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Static

from orders_tui.domain.facts import Fact
from orders_tui.domain.limits import has_lines
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import NOTE_LIMIT
from orders_tui.domain.text import LINE_BREAK, show
from orders_tui.domain.words import _
from orders_tui.ui.keys import FORM_FIELD, bindings
from orders_tui.ui.widgets.text_line import TextLine

TITLE = 15
"""The most cells that the title of a field takes."""
Find = Callable[[str], Awaitable[str]]
"""Finds how what is typed may go on; empty if nothing is known."""


class Completion(Suggester):
    """Completes what is typed by what is known; a text that a terminal would not show as it is completes nothing."""

    def __init__(self, find: Find) -> None:
        # What is known grows while the form is open; Textual would go on proposing what it found at first.
        super().__init__(use_cache=False, case_sensitive=True)
        self._find = find

    async def get_suggestion(self, value: str) -> str | None:
        found = await self._find(value)
        # What is taken is written as it is known: a courier or a product in other capitals would be a second one.
        begins = found[: len(value)].casefold() == value.casefold()
        return found if begins and show(found) == found else None


class FormField(TextLine):
    """A field of one line; line breaks are shown as signs where its fact may have them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM_FIELD)

    def __init__(
        self,
        field_name: str,
        value: str,
        *,
        find: Find | None = None,
        lines: bool = False,
        disabled: bool = False,
        classes: str | None = None,
    ) -> None:
        """Make the field.

        Args:
            field_name: the name of its fact, or of its column among the items.
            value: what it shows at first.
            find: completes what is typed.
            lines: whether it may have line breaks.
            disabled: whether it cannot be changed.
            classes: its CSS classes.
        """
        # What is stored may be longer than what can be typed, and must not be cut by opening the form.
        most = max(NOTE_LIMIT, len(value))
        # Errors are shown by the form; Textual would style each of its many fields once more to call it valid.
        super().__init__(value, max_length=most, validate_on=(), disabled=disabled, classes=classes)
        self._completion = Completion(find) if find else None
        self.field_name = field_name
        self.is_checked = False
        """Whether an error in it is shown: not before it was left."""
        self._break = LINE_BREAK if lines else " "

    def show_error(self, error: str) -> None:
        """Show what is wrong with it; empty if nothing is."""
        self.set_class(bool(error), "-wrong")

    def on_focus(self) -> None:
        """Complete what is typed from now on; before, each field would look for its first value when the form opens."""
        self.suggester = self._completion

    def on_paste(self, event: events.Paste) -> None:
        """Put all lines of a paste into the one line."""
        # Textual's own field takes the first line alone.
        event.prevent_default()
        event.stop()
        self.replace(self._break.join(event.text.strip().splitlines()), *self.selection)


class _Erroneous(Widget):
    """Has a line below it that says what is wrong; there is none while nothing is."""

    error: Static | None = None

    def say(self, error: str, odd: str = "") -> None:
        """Show what is wrong, or else odd; both empty if nothing is."""
        text = error or odd
        if text and self.error is None:
            self.error = Static(classes="cell-error")
            self.mount(self.error)
        if self.error is not None:
            self.error.display = bool(text)
            self.error.set_class(not error, "-odd")
            self.error.update(Content(text))


class FormCell(_Erroneous):
    """A field with its title before it and its error below; it draws the title itself, in the margin of the field."""

    def __init__(self, fact: Fact, value: str, *, find: Find | None = None, disabled: bool = False) -> None:
        super().__init__()
        self._title = fact.title
        self.field = FormField(fact.name, value, find=find, lines=has_lines(fact), disabled=disabled)

    def compose(self) -> ComposeResult:
        yield self.field

    def render(self) -> Content:
        return Content(self._title).truncate(TITLE, ellipsis=True)

    def show_error(self, error: str, odd: str) -> None:
        """Show what is wrong with the field, or else odd about it; both empty if nothing is."""
        self.field.show_error(error)
        self.say(error, odd)


class ItemLine(_Erroneous):
    """A line of the items; it draws its sum itself, at the right of the fields."""

    sum: reactive[int | None] = reactive(None)
    """What it costs, in rupiah; None where that is not known."""

    def __init__(self, texts: Mapping[str, str], find: Mapping[str, Find], *, disabled: bool = False) -> None:
        """Make the line.

        Args:
            texts: what it shows at first, by column.
            find: completes what is typed, by column.
            disabled: whether it cannot be changed.
        """
        super().__init__()
        self.fields = {
            name: FormField(name, texts.get(name, ""), find=find.get(name), disabled=disabled, classes=f"item-{name}")
            for name in ("name", "quantity", "price", "kind", "sku")
        }
        """The fields by column, from the left."""

    def compose(self) -> ComposeResult:
        yield from self.fields.values()

    def render(self) -> Content:
        return Content("" if self.sum is None else rupiah(self.sum))

    @property
    def texts(self) -> dict[str, str]:
        """What is typed in it, by column."""
        return {name: field.value for name, field in self.fields.items()}

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed in it."""
        return not any(text.strip() for text in self.texts.values())

    def show_error(self, errors: Mapping[str, str]) -> None:
        """Show what is wrong with its fields, by column."""
        for name, field in self.fields.items():
            field.show_error(errors.get(name, ""))
        self.say(" ".join(errors.values()))


def item_heads() -> ComposeResult:
    """The titles of the columns of the items."""
    titles = {
        "name": _("Item"),
        "quantity": _("Pieces"),
        "price": _("Price"),
        "kind": _("Kind"),
        "sku": _("SKU"),
        "sum": _("Sum"),
    }
    with Horizontal(classes="cell item-heads"):
        for name, title in titles.items():
            yield Static(Content(title), classes=f"item-{name}")
