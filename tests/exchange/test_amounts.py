"""Amounts as banks and couriers write them, cell by cell."""

import pytest

from orders_tui.exchange.amounts import Amount, Way, parse_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,250,123.00", Amount(1_250_123, None)),
        ("1.250.123,00", Amount(1_250_123, None)),
        ("Rp 1.250.123", Amount(1_250_123, None)),
        ("Rp1.250.123,-", Amount(1_250_123, None)),
        ("Rp. 1.250.123", Amount(1_250_123, None)),
        ("IDR 1,250,123", Amount(1_250_123, None)),
        ("1250123", Amount(1_250_123, None)),
        ("1250123.00", Amount(1_250_123, None)),
        ("1250123,00", Amount(1_250_123, None)),
        ("1250123.0", Amount(1_250_123, None)),
        ("'180123", Amount(180_123, None)),
        ('"180,123.00"', Amount(180_123, None)),
        ("180.123", Amount(180_123, None)),
        ("180,123", Amount(180_123, None)),
        ("0.00", Amount(0, None)),
        ("180,123.00 CR", Amount(180_123, Way.IN)),
        ("180.123,00 K", Amount(180_123, Way.IN)),
        ("180,123.00 DB", Amount(180_123, Way.OUT)),
        ("180,123.00DR", Amount(180_123, Way.OUT)),
        ("180.123 Kredit", Amount(180_123, Way.IN)),
        ("-50,000.00", Amount(50_000, Way.OUT)),
        ("- Rp 50.000", Amount(50_000, Way.OUT)),
        ("+50.000", Amount(50_000, None)),
        ("", None),
        (" - ", None),
    ],
)
def test_an_amount(text: str, amount: Amount | None) -> None:
    assert parse_amount(text) == amount


@pytest.mark.parametrize(
    "text", ["12,50", "180,123.45", "1.250.12", "1.25.123", "1,250.123.00", "1.250,123.00", "siti", "180.123 x", "1 2"]
)
def test_what_is_no_amount_in_whole_rupiah_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an amount"):
        parse_amount(text)
