"""Amounts of money as banks and couriers write them: `1,250,123.00`, `1.250.123,00 CR`, `Rp 1.250.123`, `-50000`."""

import re
from enum import StrEnum
from typing import NamedTuple

from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _


class Way(StrEnum):
    """Whether money came in or went out."""

    IN = "in"
    OUT = "out"


class Amount(NamedTuple):
    """An amount as it was written."""

    rupiah: int
    way: Way | None
    """None where that is not written beside it."""


GROUPED = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?"
"""A number with its thousands marked by points or by commas, cents behind the other sign."""
_AMOUNT = re.compile(
    # A plain number of up to fifteen digits: more are an account or a reference, and past that a spreadsheet has
    # rounded.
    rf"(?P<minus>-)?\+?\s*(?:(?:Rp|IDR)\.?)?\s*(?:(?P<grouped>{GROUPED})|(?P<plain>[0-9]{{1,15}})(?:[.,](?P<cents>[0-9]{{1,2}}))?)"
    # `1.250.000,-` is how a price without cents is written in Indonesia.
    r"(?:,-)?\s*(?P<way>[A-Za-z]*)\.?",
    re.IGNORECASE,
)
_WAYS = {
    Way.IN: ("cr", "c", "k", "kr", "kredit", "credit", "in", "masuk", "+"),
    Way.OUT: ("db", "dr", "d", "debit", "debet", "out", "keluar", "-"),
}
WAYS = {word: way for way, words in _WAYS.items() for word in words}
"""What banks write beside an amount."""


_NOTHING = ("", "-", "–", ".00", ",00")
"""How an empty cell is written."""


def parse_amount(text: str) -> Amount | None:
    """The amount of a cell; None for an empty one or a dash.

    Raises:
        ValueError: with a sentence for the person, if it is anything else, or no whole rupiah.
    """
    written = text.strip().strip("'\"").strip()
    if written in _NOTHING:
        return None
    found = _AMOUNT.fullmatch(written)
    way = found and WAYS.get(found["way"].lower())
    if not found or (found["way"] and way is None):
        raise ValueError(_("“{text}” is not an amount of money.").format(text=excerpt(text)))
    rupiah, cents = _split(found)
    # Rupiah have no cents any more: where a file has some, the amount was read wrongly, or is one of another
    # currency.
    if cents:
        raise ValueError(_("“{text}” is not an amount in whole rupiah.").format(text=excerpt(text)))
    return Amount(rupiah, Way.OUT if found["minus"] else way)


def _split(found: re.Match[str]) -> tuple[int, int]:
    """Rupiah and cents of an amount."""
    if found["plain"]:
        return int(found["plain"]), int(found["cents"] or 0)
    whole, sign, cents = found["grouped"], "", ""
    # What marks the thousands comes first; the other sign, if there is one, the cents.
    thousands = next(char for char in whole if char in ".,")
    # Both ways are in use: Indonesian and English software marks thousands by the other's sign for cents.
    other = "," if thousands == "." else "."
    whole, sign, cents = whole.partition(other)
    return int(whole.replace(thousands, "")), int(cents or 0) if sign else 0
