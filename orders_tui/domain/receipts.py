"""Receipt numbers: when two are the same one, and that one belongs to one parcel."""

import re
from collections import defaultdict
from collections.abc import Iterable

from orders_tui.domain.commands import ChangeOrder, Command
from orders_tui.domain.order import typed_id
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _

_DIGITS = 4
"""As many digits as no courier has in its name."""


def number_key(receipt: str) -> str:
    """A receipt number as it is compared: capitals and blanks make no other number."""
    return re.sub(r"\s+", "", receipt).upper()


def reads_as_number(text: str) -> bool:
    """Whether a text reads as a receipt number rather than as the name of a courier: one word with several digits."""
    return len(text.split()) == 1 and sum(map(str.isdigit, text)) >= _DIGITS


def in_one_parcel(commands: Iterable[Command]) -> dict[int, str]:
    """Which commands of one change give several orders one receipt number, by their index, each with the refusal."""
    given: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for index, command in enumerate(commands):
        receipt = str(command.facts.get("receipt") or "").strip() if isinstance(command, ChangeOrder) else ""
        if receipt and isinstance(command, ChangeOrder):
            given[number_key(receipt)][index] = typed_id(command.order_id)
    return {
        index: one_parcel_only(number)
        for number, orders in given.items()
        if len(set(orders.values())) > 1
        for index in orders
    }


def one_parcel_only(receipt: str) -> str:
    """Why a receipt number is not given to several orders."""
    text = _("The receipt number {receipt} belongs to one parcel: give each order its own.")
    return text.format(receipt=excerpt(number_key(receipt)))
