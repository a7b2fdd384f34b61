"""A breakdown as a CSV file: a row for each value, and the whole at the end."""

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import IO

from orders_tui.domain.breakdown import Breakdown, Tally, said
from orders_tui.domain.words import _
from orders_tui.exchange.cells import safe


def write_breakdown(file: IO[bytes], breakdown: Breakdown, *, money: bool, bom: bool = True) -> None:
    """Write a breakdown to an open file.

    Args:
        file: where to.
        breakdown: what is written; rates as whole percents, which every spreadsheet reads as a number.
        money: whether amounts may be seen.
        bom: whether the file begins with the mark by which Excel knows that it is UTF-8.
    """
    text = TextIOWrapper(file, encoding="utf-8-sig" if bom else "utf-8", newline="", write_through=True)
    try:
        table = csv.writer(text)
        value = [_("Value")] if money else []
        counted = [_("Paid"), _("Paid, %"), _("Sent"), _("Returned"), _("Returned, %")]
        table.writerow([breakdown.fact.title, _("Orders"), _("Share, %"), *value, *counted])
        table.writerows(_rows(breakdown, money=money))
    finally:
        text.detach()  # the file is its owner's to close


def _rows(breakdown: Breakdown, *, money: bool) -> Iterator[list[object]]:
    for tally in breakdown.tallies:
        yield [safe(said(breakdown.by, tally.value)), *_numbers(tally, breakdown.total, money=money)]
    yield [_("Together"), *_numbers(breakdown.total, breakdown.total, money=money)]


def _numbers(tally: Tally, total: Tally, *, money: bool) -> list[object]:
    amount: list[object] = [tally.amount] if money else []
    paid = [tally.paid, _whole(tally.paid, tally.orders)]
    return [
        *(tally.orders, _whole(tally.orders, total.orders), *amount, *paid),
        *(tally.sent, tally.returned, _whole(tally.returned, tally.sent)),
    ]


def _whole(part: int, whole: int) -> object:
    """A part in whole percents; nothing of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else ""
