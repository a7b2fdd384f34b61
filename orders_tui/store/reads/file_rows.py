"""Reading orders as rows of a text file: the database words all that it can, and no object is made of an order."""

from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from itertools import chain
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from peewee import OP, SQL, Case, Expression, Select, Value, fn

from orders_tui.domain.facts import FACTS, Kind
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, once
from orders_tui.store.sight import Sight
from orders_tui.store.tables import Items, Orders, Tags
from orders_tui.store.whole_orders import row_places, row_values

Column = tuple[str, bool]
"""The name of a fact, and whether it is one of the single item."""


class _Wanted(NamedTuple):
    """What a query reads."""

    columns: tuple[tuple[Column, ...], ...]
    delimiter: str
    each_item: bool
    rows: int
    """Of how many orders."""


class FileRows:
    """What a text file of orders is made of."""

    def __init__(self, engine: Engine, sight: Sight, zone: ZoneInfo, now: Callable[[], int]) -> None:
        self._engine = engine
        self._sight = sight
        self._zone = zone
        self._now = now
        # A file is read some hundred orders at a time by the same query, which takes longer to build than to run.
        self._query = lru_cache(maxsize=4)(self._built)

    def read(
        self, rows: Sequence[int], columns: Sequence[Sequence[Column]], delimiter: str, each_item: bool
    ) -> list[tuple[str, ...]]:
        """These orders as texts, in the order of the row ids; ids that are none are left out.

        Times are by the clocks of the store's zone, as `written_moment` words them. Items come as JSON, a list of
        objects; tags with commas between them, in quotes where one has a comma or a quote itself. What is missing or
        not for the reader comes empty.

        Args:
            rows: row ids of orders, each once, some hundreds at most, since the parameters of a query are limited.
            columns: what the texts of a row say; one of several facts has the delimiter between them.
            delimiter: what stands between facts of one text.
            each_item: whether there is a row for each item of an order.
        """
        if not rows:
            return []
        among = row_values(rows)
        query = self._query(_Wanted(tuple(map(tuple, columns)), delimiter, each_item, len(among)))
        places = {row: at for at, row in enumerate(rows)}
        # Items come in their order, and stay in it, since the sort is stable.
        found = sorted(self._engine.select(query, **among), key=lambda values: places[values[0]])
        return [values[1:] for values in found]

    def _built(self, wanted: _Wanted) -> Read[tuple[Any, ...]]:
        texts = [
            reduce(lambda one, other: _joined(_joined(one, _text(wanted.delimiter)), other), map(self._word, together))
            for together in wanted.columns
        ]
        query = Orders.select(Orders.id, *texts).where(Orders.id.in_(row_places(wanted.rows)))
        if wanted.each_item:
            query = query.join(Items, on=(Items.order_row == Orders.id)).order_by(Orders.id, Items.position)
        return once(query, tuple)

    def _word(self, column: Column) -> Any:
        name, of_item = column
        if not self._sight.may_read("items" if of_item else name):
            return _text("")
        if of_item:
            # With nothing behind it a number becomes a text.
            return _joined(getattr(Items, name), _text(""))
        match FACTS[name].kind:
            case Kind.ITEMS:
                return _items()
            case Kind.TAGS:
                return _tags()
            case Kind.MOMENT:
                return self._engine.moment_in_words(getattr(Orders, name), self._zone, self._now())
            case Kind.CHOICE:
                return fn.COALESCE(getattr(Orders, name), _text(""))
            case Kind.MONEY | Kind.COUNT:
                return _joined(getattr(Orders, name), _text(""))
            case _:
                return getattr(Orders, name)


def _text(text: str) -> Value:
    return Value(text, converter=False)


def _joined(one: Any, other: Any) -> Expression:
    return Expression(one, OP.CONCAT, other)


def _items() -> Any:
    # An aggregate takes rows as the query below it gives them, so that this one sorts them.
    names = ("name", "sku", "price", "quantity", "kind")
    item = fn.JSON_OBJECT(*chain.from_iterable((name, getattr(Items, name)) for name in names))
    ordered = Items.select(item.alias("item")).where(Items.order_row == Orders.id).order_by(Items.position)
    list_of_them = _joined(_joined(_text("["), fn.GROUP_CONCAT(SQL("item"))), _text("]"))
    return Select([ordered.alias("ordered")], [list_of_them])


def _tags() -> Any:
    quoted = _joined(_joined(_text('"'), fn.REPLACE(Tags.name, '"', '""')), _text('"'))
    special = (fn.INSTR(Tags.name, ",") + fn.INSTR(Tags.name, '"')) > 0
    name = Case(None, [(special, quoted)], Tags.name)
    ordered = Tags.select(name.alias("name")).where(Tags.order_row == Orders.id).order_by(Tags.name)
    return Select([ordered.alias("ordered")], [fn.COALESCE(fn.GROUP_CONCAT(SQL("name"), ", "), "")])
