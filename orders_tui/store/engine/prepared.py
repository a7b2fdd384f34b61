"""Prepared queries: built with Peewee, compiled once, run with the values of their parameters, read by name.

Compiling a query takes about twenty times as long as running a small one, so those that run often are constants of
their modules. `once` wraps a query whose shape depends on what was asked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from peewee import SQL, Alias, Column, Database, Field, FieldAlias, Node, NodeList, Value

from orders_tui.domain.patterns import pattern
from orders_tui.store.enum_field import EnumField

R = TypeVar("R")
Query = Any
"""A query of Peewee, whose own types do not say what its rows are."""


class _Parameter:
    def __init__(self, name: str) -> None:
        self.name = name


ONE_ROW = SQL("1")
"""For `limit`, in queries that run often: SQLite plans a query again at each run whose limit is bound."""


def parameter(name: str) -> Any:
    """A place in a query that each run fills with the value of this name."""
    # A trap: where there are statistics, as in a shop that was loaded whole, SQLite plans a statement again at each run
    # in which a bound value is compared with an indexed column. That takes up to 150 microseconds: what runs for each
    # of many orders compares such a column as an expression, as `by_order` does, with values that are written out, or
    # with an `unplanned` parameter.
    return Value(_Parameter(name), converter=False, unpack=False)


def unplanned(name: str) -> Any:
    """The same, of which SQLite never plans for the value: for queries that have one good plan whatever is asked."""
    # With the sign it is an expression, which the planner does not look into. It changes no value, be it a text.
    return NodeList((SQL("+"), parameter(name)))


class _Compiled(NamedTuple):
    sql: str
    arguments: Callable[[Mapping[str, object]], Sequence[object]]
    """What puts the values of the parameters into the places of the SQL."""
    of_rows: dict[int, str]
    """The SQL for numbers of rows that were asked for."""


class _Prepared:
    """A query that is built and compiled at its first run, so that those that are not run cost a start nothing."""

    def __init__(self, build: Callable[[], Query]) -> None:
        self._build = build
        self._compiled: dict[type[Database], _Compiled] = {}

    @cached_property
    def query(self) -> Query:
        """The query as Peewee has it."""
        return self._build()

    def sql(self, database: Database) -> str:
        """The query as SQL of this kind of database."""
        return self._for(database).sql

    def bound(self, database: Database, values: Mapping[str, object]) -> tuple[str, Sequence[object]]:
        """The query as SQL of this kind of database, and its arguments.

        Raises:
            KeyError: if a parameter was given no value.
        """
        compiled = self._for(database)
        return compiled.sql, compiled.arguments(values)

    def _for(self, database: Database) -> _Compiled:
        # By the kind of database, since Peewee writes different SQL for each.
        compiled = self._compiled.get(type(database))
        if compiled is None:
            sql, places = database.get_sql_context().sql(self.query).query()
            compiled = self._compiled[type(database)] = _Compiled(sql, _filling(places), {})
        return compiled


def _filling(places: Sequence[object]) -> Callable[[Mapping[str, object]], Sequence[object]]:
    """What puts values by name into places, each of which is a parameter or a constant."""
    if len(places) < 2:  # with one name itemgetter gives the value itself, not a tuple
        return lambda values: [values[place.name] if isinstance(place, _Parameter) else place for place in places]
    # Several times as quick as asking place by place, which an order of thirty columns shows. Constants are picked from
    # among the values too, by their places, which no name can be taken for.
    keys = [place.name if isinstance(place, _Parameter) else at for at, place in enumerate(places)]
    constants = {at: places[at] for at in keys if isinstance(at, int)}
    pick = itemgetter(*keys)
    return (lambda values: pick({**values, **constants})) if constants else pick


class Write(_Prepared):
    """An INSERT, UPDATE or DELETE."""

    def of_rows(self, database: Database, count: int) -> str:
        """The statement, whose VALUES are those of one row, for so many rows, whose values follow each other."""
        known = self._for(database).of_rows
        if count not in known:
            known[count] = _ROW.sub(lambda row: ", ".join([row[0]] * count), self.sql(database), count=1)
        return known[count]


_ROW = pattern(r"(?<=\bVALUES )\((?:\?, )*\?\)")
"""The places of a row in the SQL of an INSERT, or of an UPDATE that takes its values from a list."""


class Read(_Prepared, Generic[R]):
    """A SELECT and the type of its rows.

    The type is a NamedTuple whose fields are the columns of the query in their order, `dict` for rows by column name,
    `list` for the values in their order, or, for a query of one column, the type of its values. Columns of an
    `EnumField` come as members of their enum. With `tuple` rows come as the database has them.
    """

    def __init__(self, build: Callable[[], Query], row: type[R]) -> None:
        super().__init__(build)
        self._row = row

    def rows(self, found: Iterable[Sequence[Any]]) -> list[R]:
        """What the database answered, as rows of this query's type.

        Raises:
            TypeError: if the columns of the query are not the fields of the row.
        """
        if self._row is tuple:
            return list(found)  # type: ignore[arg-type]
        make = self._make
        return [make(values) for values in found]

    @cached_property
    def _make(self) -> Callable[[Sequence[Any]], R]:
        """What makes one row of the values that a database answers."""
        columns = [_Column.of(node) for node in self.query.selected_columns]
        make = _maker(self._row, tuple(column.name for column in columns))
        members = [(at, column.members) for at, column in enumerate(columns) if column.members]
        if not members:
            return make

        def with_members(values: Sequence[Any]) -> R:
            row = list(values)
            for at, known in members:
                row[at] = known[row[at]]
            made: R = make(row)
            return made

        return with_members


class _Column(NamedTuple):
    name: str
    members: Mapping[str | None, object] | None

    @classmethod
    def of(cls, node: Node) -> "_Column":
        if isinstance(node, Alias):
            return cls(node.name, cls.of(node.node).members)
        if isinstance(node, Column):
            return cls(node.name, None)
        field = node.field if isinstance(node, FieldAlias) else node
        members = field.members if isinstance(field, EnumField) else None
        return cls(field.column_name if isinstance(field, Field) else "", members)


def _maker(row: Any, names: tuple[str, ...]) -> Callable[[Sequence[Any]], Any]:
    """What makes one row of this type of values in the order of these columns."""
    if row is dict:
        return lambda values: dict(zip(names, values, strict=True))
    if row is list:
        return list
    fields = getattr(row, "_fields", None)
    if fields is None and len(names) == 1:
        return lambda values: values[0]
    if fields != names:
        raise TypeError(f"{row.__name__} does not fit the columns {', '.join(names)}")
    make: Callable[[Sequence[Any]], Any] = row._make
    return make


def once(query: Query, row: type[R]) -> Read[R]:
    """A query that is run once, since its shape depends on what was asked."""
    return Read(lambda: query, row)


def insertion(model: Any, *columns: str) -> Write:
    """An INSERT whose parameters are these columns, in this order."""
    row = [parameter(column) for column in columns]
    return Write(lambda: model.insert_many([row], fields=[getattr(model, column) for column in columns]))


def numbers(rows: Iterable[int]) -> SQL:
    """Row ids for IN, written out, since the number of parameters is limited."""
    # `int` keeps everything but digits out of the SQL, whatever a caller hands in.
    return SQL("(" + ",".join([str(int(row)) for row in rows]) + ")")
