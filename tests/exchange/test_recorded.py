"""What the audit keeps of a file that was written: nothing that may name a buyer."""

import pytest

from orders_tui.domain.query import OrderQuery
from orders_tui.exchange.order_files import FileFormat, recorded


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("store:Sehat", "csv store:Sehat"),
        ("store:Sehat siti", "csv store:Sehat …"),
        ('tracking:"diterima Siti"', "csv …"),
        ('-tracking:"diterima Siti" city:bandung', "csv city:bandung …"),
    ],
)
def test_filters_are_kept_and_words_about_buyers_are_not(text: str, kept: str) -> None:
    assert recorded(FileFormat.CSV, OrderQuery.parse(text)) == kept
