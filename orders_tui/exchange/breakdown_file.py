"""A breakdown as a CSV file: a row for each value, and the whole at the end."""

import csv
from collections.abc import Iterator
from io import StringIO

from orders_tui.domain.breakdown import Breakdown, Tally, said
from orders_tui.domain.words import _
from orders_tui.exchange.cells import safe

_BOM = "\ufeff"
"""The mark by which Excel knows that a file is UTF-8."""


def breakdown_csv(breakdown: Breakdown, *, money: bool) -> str:
    """The text of the file; rates are whole percents, which every spreadsheet reads as numbers.

    Args:
        breakdown: what is written.
        money: whether amounts may be seen.
    """
    file = StringIO(newline="")
    table = csv.writer(file)
    value = [_("Value")] if money else []
    counted = [_("Paid"), _("Paid, %"), _("Sent"), _("Returned"), _("Returned, %")]
    table.writerow([breakdown.title, _("Orders"), _("Share, %"), *value, *counted])
    table.writerows(_rows(breakdown, money=money))
    return _BOM + file.getvalue()


def _rows(breakdown: Breakdown, *, money: bool) -> Iterator[list[object]]:
    for tally in breakdown.tallies:
        yield [safe(said(breakdown.by, tally.value)), *_numbers(tally, breakdown.total, money=money)]
    yield [_("Total"), *_numbers(breakdown.total, breakdown.total, money=money)]


def _numbers(tally: Tally, total: Tally, *, money: bool) -> list[object]:
    amount: list[object] = [tally.amount] if money else []
    paid = [tally.paid, _percents(tally.paid, tally.orders)]
    return [
        *(tally.orders, _percents(tally.orders, total.orders), *amount, *paid),
        *(tally.sent, tally.returned, _percents(tally.returned, tally.sent)),
    ]


def _percents(part: int, whole: int) -> object:
    """A part in whole percents; an empty cell of nothing."""
    # Rounded to the nearest in whole numbers, without the surprises of a float's last digit.
    return (200 * part + whole) // (2 * whole) if whole else ""
