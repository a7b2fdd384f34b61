"""The columns of files that the desk writes: one for each fact of an order, and those of a single item."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from orders_tui.domain.choices import nearest
from orders_tui.domain.facts import FACTS, Fact, Kind, Order
from orders_tui.domain.order import Item
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import N_, _, in_every_language


class Rows(StrEnum):
    """What one row of a file is."""

    ORDERS = "orders"
    ITEMS = "items"
    """One item; the facts of its order stand in each of its rows."""


class FileColumn(NamedTuple):
    """A column of a file."""

    fact: Fact
    """What it says: a fact of the order, or of one item."""
    of_item: bool = False

    @property
    def heading(self) -> str:
        """Its name in the file, the same in every language."""
        return f"item_{self.fact.name}" if self.of_item else self.fact.name

    def value(self, order: Order, item: Item | None) -> object:
        """What it says of an order and one of its items."""
        return getattr(item if self.of_item else order, self.fact.name, None)


ITEM_FACTS = (
    Fact(N_("Item name"), name="name"),
    Fact(N_("SKU"), name="sku"),
    Fact(N_("Price"), Kind.MONEY, name="price"),
    Fact(N_("Quantity"), Kind.COUNT, name="quantity"),
    Fact(N_("Kind"), Kind.CHOICE, name="kind"),
)
"""What is known of an item."""
OF_ITEM = tuple(FileColumn(fact, of_item=True) for fact in ITEM_FACTS)
ALL = "all"
VISIBLE = "visible"
"""Instead of names of columns: every one, or those that the list shows."""
USUAL = (
    "order_id",
    "created_at",
    "name",
    "phone",
    "status",
    "payment_status",
    "method",
    "store",
    "items",
    "total",
    "courier",
    "receipt",
    "handler",
    "follow_ups",
)
"""The columns of a list that nobody has chosen columns for."""


def chosen_columns(
    names: str, rows: Rows, hidden: frozenset[str] = frozenset(), visible: Sequence[str] = USUAL
) -> tuple[FileColumn, ...]:
    """The columns that were asked for.

    Args:
        names: `all`, `visible`, or names of facts with commas between them.
        rows: what one row is; one of an item has the columns of the item in place of that of all items.
        hidden: the facts that the reader does not see.
        visible: the facts whose columns the list shows.

    Raises:
        ValueError: with a sentence for the person, if there is no fact of a name, or nothing is left.
    """
    facts = [fact for fact in _named(names, visible) if fact.name not in hidden]
    columns = tuple(dict.fromkeys(column for fact in facts for column in _columns(fact, rows)))
    if not columns:
        raise ValueError(_("No columns are left to export."))
    return columns


def _columns(fact: Fact, rows: Rows) -> tuple[FileColumn, ...]:
    return OF_ITEM if fact.kind is Kind.ITEMS and rows is Rows.ITEMS else (FileColumn(fact),)


def _named(names: str, visible: Sequence[str]) -> Iterable[Fact]:
    typed = names.strip().casefold()
    if typed == ALL:
        return FACTS.values()
    if typed == VISIBLE:
        return [FACTS[name] for name in visible]
    return [_fact(word) for name in names.split(",") if (word := name.strip())]


def _fact(word: str) -> Fact:
    # By their titles too, as they stand above the list; what the query language calls them comes first.
    known = {title.casefold(): fact for fact in FACTS.values() for title in in_every_language(fact.label)}
    known |= {name: fact for fact in FACTS.values() for name in (*fact.words, fact.name)}
    found = known.get(word.casefold())
    if found is None:
        if near := nearest(word, known):
            text = _("There is no column {name}; did you mean {nearest}?")
            raise ValueError(text.format(name=excerpt(word), nearest=near))
        text = _("There is no column {name}. Choose one of: {known}.")
        raise ValueError(text.format(name=excerpt(word), known=", ".join(FACTS)))
    return found
