"""What the column `marks` tells of an order: one small number for most of what filters ask, as the index has it."""

from collections.abc import Callable, Mapping
from functools import cache

from orders_tui.domain.filters import FACETS, known_values, shipment_of
from orders_tui.domain.order import Goods, Status

_STATUSES = tuple(Status)
_GOODS = (Goods.PHYSICAL, Goods.DIGITAL, Goods.MIXED)
_PHONE, _PHONE_CHECK = 4, 8
_PRESENT = {
    "receipt": 16,
    "followed_up_at": 32,
    "access_sent_at": 64,
    "printed_at": 128,
    "returning_at": 256,
    "held_at": 1024,
}
"""The bit of each fact of which is told whether an order has it."""
_CONFIRMATION = 512


def goods_of(marks: int) -> Goods:
    """What the items of an order are, as its number tells it."""
    return _GOODS[marks & 3]


def _phone(_rank: int, marks: int) -> str:
    return "" if not marks & _PHONE else "check" if marks & _PHONE_CHECK else "ok"


def _confirmation(_rank: int, marks: int) -> str:
    # One on hold stands in no queue, and so has neither word.
    return "no" if not marks & _CONFIRMATION else "held" if marks & _PRESENT["held_at"] else "open"


def _shipment(rank: int, marks: int) -> str:
    return shipment_of(goods_of(marks), _STATUSES[rank], 1 if marks & _PRESENT["returning_at"] else None)


def _has(bit: int) -> Callable[[int, int], str]:
    return lambda _rank, marks: "yes" if marks & bit else "no"


_WORDS: Mapping[str, Callable[[int, int], str]] = {
    "goods": lambda _rank, marks: goods_of(marks),
    "phone": _phone,
    **{facet: _has(bit) for facet, bit in _PRESENT.items()},
    "confirmation_at": _confirmation,
    "shipment": _shipment,
}
MARKED = tuple(_WORDS)
"""The facets whose words the number tells, together with the status."""


@cache
def words_of(rank: int, marks: int) -> tuple[str, ...]:
    """The words that the facets `MARKED` have of an order, in their order.

    Args:
        rank: of its status.
        marks: its number.
    """
    return tuple(words(rank, marks) for words in _WORDS.values())


def is_covered(facet: str, values: frozenset[str]) -> bool:
    """Whether the number tells which orders have one of these values of a facet; that of a receipt it does not."""
    words = {*known_values(FACETS[facet]), *([""] if FACETS[facet].optional else [])}
    return facet in _WORDS and values <= words - {"due"}
