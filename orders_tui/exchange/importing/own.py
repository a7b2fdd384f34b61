"""The desk's own format: what `export` writes, and what a person writes under the same names."""

from orders_tui.domain.facts import FACTS, Kind
from orders_tui.domain.words import in_every_language
from orders_tui.exchange.importing.formats import Format, names, one, plain
from orders_tui.exchange.order_columns import OF_ITEM

ERROR = "import_error"
"""The column that refused rows are written back with."""
OWN = Format(
    "orders-tui",
    "Orders",
    frozenset(),
    {
        **{
            fact.name: one(fact.name, *fact.words, *in_every_language(fact.label))
            for fact in FACTS.values()
            if fact.kind is not Kind.ITEMS
        },
        "items": one("items", *in_every_language(FACTS["items"].label)),
        **{column.heading: one(column.heading, *in_every_language(column.fact.label)) for column in OF_ITEM},
        "reason": one("reason", "Alasan"),
    },
    key=plain("order_id"),
    exact=True,
)
_NAMES = {name for source in OWN.sources.values() for name in source.columns} | names(ERROR)


def is_own(headings: frozenset[str]) -> bool:
    """Whether all of these plain names are the desk's own."""
    # One column alone, such as `name`, may be of any file.
    return len(headings) > 1 and headings <= _NAMES
