"""A breakdown as a CSV file."""

import csv
from io import StringIO

from orders_tui.domain.breakdown import Breakdown, Tally
from orders_tui.exchange.breakdown_file import breakdown_csv

FOUND = Breakdown(
    "city",
    (Tally("=HYPERLINK(1)", 3, 300_000, 2, 2, 1), Tally("", 1, 50_000, 0, 0, 0)),
    Tally("", 4, 350_000, 2, 2, 1),
)


def test_the_file_has_a_row_for_each_value_and_the_whole_at_the_end() -> None:
    text = breakdown_csv(FOUND, money=True)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert rows == [
        ["City", "Orders", "Share, %", "Value", "Paid", "Paid, %", "Sent", "Returned", "Returned, %"],
        ["'=HYPERLINK(1)", "3", "75", "300000", "2", "67", "2", "1", "50"],
        ["none", "1", "25", "50000", "0", "0", "0", "0", ""],
        ["Total", "4", "100", "350000", "2", "50", "2", "1", "50"],
    ]


def test_amounts_that_are_hidden_are_not_in_it() -> None:
    assert "300000" not in breakdown_csv(FOUND, money=False)
