"""Money: whole rupiah, how they are written, read and averaged."""

import re

from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _

# `,00` and `,-` say that there are no cents; any other fraction is not whole rupiah. Amounts that cannot be
# meant (a phone number with its leading zero, more than fifteen digits) are refused rather than guessed.
_AMOUNT = re.compile(
    r"(?:rp\.?\s*)?(0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4})(?:,(?:00|-))?", re.IGNORECASE
)


def number(n: int) -> str:
    """A number with its thousands marked: `1.284`."""
    return f"{n:,}".replace(",", ".")


def brief(n: int) -> str:
    """A number in four or five cells, for where there is no room for all of it: `6,3k`, `193k`, `1,2M`."""
    for size, text in ((1_000_000, _("{number}M")), (1_000, _("{number}k"))):
        if n >= size:
            whole, rest = divmod(n * 10 // size, 10)
            return text.format(number=f"{whole},{rest}" if whole < 10 and rest else number(whole))
    return str(n)


def rupiah(amount: int) -> str:
    """An amount as it is shown everywhere: `Rp 1.250.000`, `-Rp 5.000`."""
    return f"{'-' if amount < 0 else ''}Rp {number(abs(amount))}"


def average(total: int, orders: int) -> int | None:
    """The average order value, rounded half up to the rupiah; None where there are no orders."""
    if orders == 0:
        return None
    return (2 * total + orders) // (2 * orders)


def parse_rupiah(text: str) -> int:
    """The amount that a person or a file wrote: `Rp 1.250.000`, `1250000`, `1.250.000,00`, `Rp1.250.000,-`.

    Raises:
        ValueError: with a sentence for the person, if it is anything else; a negative amount is.
    """
    amount = _AMOUNT.fullmatch(text.strip())
    if not amount:
        sentence = _("“{text}” is not an amount in whole rupiah; write it like 1250000 or Rp 1.250.000.")
        raise ValueError(sentence.format(text=excerpt(text)))
    return int(amount[1].replace(".", ""))
