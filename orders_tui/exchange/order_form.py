"""An order as it is typed into a form: texts by fact and items as lines; read, compared, merged and kept as a draft."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import NamedTuple, TypeVar

from orders_tui.domain.commands import AddOrder, ChangeOrder, RuleBroken
from orders_tui.domain.editing import AMOUNTS
from orders_tui.domain.facts import FACTS, GATEWAY_FACTS, Edit, Fact, Kind, Order, Value, facts, total_of
from orders_tui.domain.limits import check_amount, check_quantity, check_text, checked, has_lines
from orders_tui.domain.money import number
from orders_tui.domain.oddities import odd_facts
from orders_tui.domain.order import Item, ItemKind, Method, label, labels
from orders_tui.domain.phone import pretty
from orders_tui.domain.text import LINE_BREAK, show
from orders_tui.domain.words import N_, _
from orders_tui.exchange.typed import typed_amount, typed_count, typed_word

T = TypeVar("T")

ONLY_NEW = frozenset({"store", "seller"})
"""The facts that only a new order is given: whose order it is does not change."""
ONLY_LATER = frozenset({"receipt"})
"""The facts that a new order does not have yet."""
TYPED = facts(
    lambda fact: (
        (
            fact.given
            and (fact.edit is not Edit.NOBODY or fact.name in ("method", "tags"))
            and fact.name not in GATEWAY_FACTS
        )
        or fact.name in ONLY_NEW | ONLY_LATER
    )
)
"""The facts that a form has a field for; the items have lines."""
ITEMS = "items"
"""What the items are called together where they are compared."""


class TypedItem(NamedTuple):
    """A line of the items, as it is typed."""

    name: str = ""
    sku: str = ""
    price: str = ""
    quantity: str = ""
    kind: str = ""

    @classmethod
    def of(cls, item: Item) -> "TypedItem":
        """The line of an item."""
        return cls(show(item.name), show(item.sku), number(item.price), str(item.quantity), label(item.kind))

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed in it."""
        return not any(text.strip() for text in self)


class TypedOrder(NamedTuple):
    """All that a form says."""

    texts: Mapping[str, str]
    """What is typed for each of the facts of `TYPED`, by name."""
    items: tuple[TypedItem, ...] = ()

    @classmethod
    def blank(cls, **texts: str) -> "TypedOrder":
        """A form in which only these texts are typed."""
        return cls({fact.name: texts.get(fact.name, "") for fact in TYPED})

    @classmethod
    def of(cls, order: Order) -> "TypedOrder":
        """The form of an order as it is."""
        texts = {fact.name: _text(fact, getattr(order, fact.name)) for fact in TYPED}
        return cls(texts, tuple(map(TypedItem.of, order.items)))

    def with_text(self, name: str, text: str) -> "TypedOrder":
        """The form with another text for a fact."""
        return self._replace(texts={**self.texts, name: text})

    def differing(self, other: "TypedOrder") -> frozenset[str]:
        """The names of the facts that differ, and `ITEMS` where these do; blanks and empty lines make no difference."""
        names = {name for name, text in self.texts.items() if text.strip() != other.texts.get(name, "").strip()}
        return frozenset(names | ({ITEMS} if self._lines() != other._lines() else set()))

    def _lines(self) -> list[TypedItem]:
        return [TypedItem(*(text.strip() for text in line)) for line in self.items if not line.is_blank]


def _text(fact: Fact, value: object) -> str:
    """A stored value as a field shows it."""
    match value:
        case None:
            return ""
        case Method():
            return label(value)
        case int():
            return number(value) if value else ""
        case tuple():
            return ", ".join(show(str(tag)) for tag in value)
        case _:
            return show(pretty(str(value)) if fact.kind is Kind.PHONE else str(value))


class ReadOrder(NamedTuple):
    """What a form means, and what in it is wrong."""

    facts: Mapping[str, Value]
    """Those that could be read, but for the method and the tags."""
    method: Method | None
    tags: tuple[str, ...]
    items: tuple[Item, ...]
    """Those that could be read."""
    line_sums: tuple[int | None, ...]
    """What each line costs, in rupiah; None for one that cannot be read."""
    errors: Mapping[str, str]
    """Sentences by path: the name of a fact, or `items.0.price` for the price in the first line."""
    missing: Mapping[str, str]
    """The same for what is not typed yet; it is not shown before the end."""
    odd: Mapping[str, str]
    """Sentences about what can be saved, but may be a slip, by the name of the fact."""

    @property
    def total(self) -> int:
        """What the order costs as far as it could be read, in rupiah."""
        return total_of(self.items, self.facts)


def read(form: TypedOrder) -> ReadOrder:
    """What a form means."""
    errors: dict[str, str] = {}
    missing: dict[str, str] = {}
    found: dict[str, Value] = {}
    for fact in TYPED:
        if fact.name not in ("method", "tags"):
            value = _attempt(errors, fact.name, partial(_value, fact, form.texts[fact.name]))
            found |= {} if value is None else {fact.name: value}
    typed_method = form.texts["method"].strip()
    method = _attempt(errors, "method", lambda: typed_word(typed_method, labels(Method))) if typed_method else None
    tags = _attempt(errors, "tags", lambda: _tags(form.texts["tags"])) or ()
    lines = [_item(errors, missing, at, line) for at, line in enumerate(form.items)]
    items = tuple(item for item in lines if item is not None)
    sums = tuple(None if item is None else item.price * item.quantity for item in lines)
    if all(line.is_blank for line in form.items):
        missing["items.0.name"] = _("An order needs at least one item.")
    if not form.texts["store"].strip():
        missing["store"] = _("A new order needs a store.")
    if not (form.texts["name"].strip() or form.texts["phone"].strip()):
        missing["name"] = _("A name or a phone number is needed.")
    result = ReadOrder(found, method, tags, items, sums, errors, missing, odd_facts(found))
    # Where a price cannot be read the total says nothing.
    if not errors:
        _attempt(errors, "discount", lambda: check_amount(N_("Total"), result.total))
    return result


def _attempt(errors: dict[str, str], path: str, reading: Callable[[], T]) -> T | None:
    """What was read at a path; None where it is wrong, with the sentence noted."""
    try:
        return reading()
    except (ValueError, RuleBroken) as wrong:
        errors[path] = str(wrong)
        return None


def _value(fact: Fact, text: str) -> Value:
    if fact.kind is Kind.MONEY:
        return checked(fact, typed_amount(text))
    # A field has one line: `show` put the sign there for each line break of the stored text.
    return checked(fact, text.replace(LINE_BREAK, "\n") if has_lines(fact) else text)


def _tags(text: str) -> tuple[str, ...]:
    return tuple(sorted({check_text(N_("Tag"), tag.strip()) for tag in text.split(",")} - {""}))


def _item(errors: dict[str, str], missing: dict[str, str], at: int, line: TypedItem) -> Item | None:
    """The item of a line; None for a blank one and for one that is wrong."""
    if line.is_blank:
        return None
    path = f"items.{at}."
    name, sku = line.name.strip(), line.sku.strip()
    _attempt(errors, f"{path}name", lambda: check_text(N_("Item name"), name))
    _attempt(errors, f"{path}sku", lambda: check_text(N_("SKU"), sku))
    price = _attempt(errors, f"{path}price", lambda: check_amount(N_("Price"), typed_amount(line.price)))
    quantity = _attempt(errors, f"{path}quantity", lambda: check_quantity(typed_count(line.quantity)))
    kind: ItemKind | None = ItemKind.PHYSICAL
    if line.kind.strip():
        kind = _attempt(errors, f"{path}kind", lambda: typed_word(line.kind, labels(ItemKind)))
    if not name:
        missing[f"{path}name"] = _("Every item needs a name.")
    if not line.price.strip():
        missing[f"{path}price"] = _("{field} is missing.").format(field=_("Price"))
    if price is None or quantity is None or kind is None:
        return None
    return Item(name, price, quantity, kind, sku)


def wrong(form: ReadOrder, changed: frozenset[str] | None = None) -> dict[str, str]:
    """All that stands in the way of saving, by path, in the order of the form.

    Args:
        form: what was read.
        changed: the names of what was changed of an order; the rest is as it is stored. None for a new order.
    """
    every = {**form.errors, **form.missing}
    if changed is not None:
        if "method" in changed and form.method is None and "method" not in every:
            every["method"] = _("An order's payment method can be changed, but not removed.")
        # The sum may be wrong for a field that was not touched, or a phone taken away leave no buyer: such errors
        # count too.
        total = changed & AMOUNTS
        every = {
            path: error
            for path, error in every.items()
            if path.split(".")[0] in changed
            or (path == "discount" and total)
            or (path == "name" and "phone" in changed)
        }
    return every


def to_add(form: ReadOrder) -> AddOrder:
    """The new order that a form without errors asks for."""
    given = {name: value for name, value in form.facts.items() if FACTS[name].given}
    return AddOrder(facts=given, items=form.items, method=form.method, tags=form.tags)


def to_edit(form: ReadOrder, changed: frozenset[str], order: Order) -> ChangeOrder:
    """The change of an order that a form without errors asks for.

    Args:
        form: what was read.
        changed: the names of what is to be changed; the rest stays as it is stored.
        order: as it is stored.
    """
    return ChangeOrder(
        order_id=order.order_id,
        version=order.version,
        facts={name: value for name, value in form.facts.items() if name in changed},
        items=form.items if ITEMS in changed else None,
        method=form.method if "method" in changed else None,
        add_tags=tuple(set(form.tags) - set(order.tags)) if "tags" in changed else (),
        remove_tags=tuple(set(order.tags) - set(form.tags)) if "tags" in changed else (),
    )


class Merge(NamedTuple):
    """A form that takes over what somebody else changed of its order."""

    form: TypedOrder
    taken: tuple[str, ...]
    """The names of what was taken over."""
    contested: tuple[str, ...]
    """The names of what both changed, each otherwise; the form keeps its own."""


def merged(base: TypedOrder, mine: TypedOrder, theirs: TypedOrder) -> Merge:
    """A form and what the order has become, put together.

    Args:
        base: the order as it was when the form was filled from it.
        mine: the form.
        theirs: the order as it is now.
    """
    # What both changed to the same is in no one's way.
    ours, others, apart = mine.differing(base), theirs.differing(base), mine.differing(theirs)
    taken, contested = others - ours, others & ours & apart
    texts = {name: theirs.texts[name] if name in taken else text for name, text in mine.texts.items()}
    form = TypedOrder(texts, theirs.items if ITEMS in taken else mine.items)
    return Merge(form, tuple(_in_order(taken)), tuple(_in_order(contested)))


def _in_order(names: frozenset[str]) -> Iterator[str]:
    return (name for name in FACTS if name in names)


def draft_text(form: TypedOrder, base: TypedOrder | None) -> str:
    """A form, and the order that it was filled from, as one text; `read_draft` reads it back."""
    return json.dumps([_plain(form), None if base is None else _plain(base)], ensure_ascii=False)


def _plain(form: TypedOrder) -> dict[str, object]:
    return {"texts": dict(form.texts), "items": [list(line) for line in form.items]}


def read_draft(text: str) -> tuple[TypedOrder, TypedOrder | None]:
    """The form and its order of a text that `draft_text` made, by this version of the program or another.

    Raises:
        ValueError: if it is none that this version can read.
    """
    try:
        form, base = json.loads(text)
        return _form(form), None if base is None else _form(base)
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _form(plain: Mapping[str, object]) -> TypedOrder:
    texts, items = plain["texts"], plain["items"]
    if not isinstance(texts, dict) or not isinstance(items, list):
        raise TypeError("no form")
    # Another version may have had more fields, or fewer: what is unknown here is dropped, what is missing blank.
    form = TypedOrder(
        TypedOrder.blank(**texts).texts, tuple(TypedItem(*line[: len(TypedItem._fields)]) for line in items)
    )
    if not all(isinstance(text, str) for text in (*form.texts.values(), *chain(*form.items))):
        raise TypeError("no texts")
    return form
