"""Rupiah in words, and their average."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.money import average, brief, number, rupiah

amounts = st.integers(0, 999_999_999_999_999)


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "Rp 0"), (999, "Rp 999"), (1_250_000, "Rp 1.250.000"), (-5_000, "-Rp 5.000"), (-1, "-Rp 1")],
)
def test_rupiah(amount: int, text: str) -> None:
    assert rupiah(amount) == text


@pytest.mark.parametrize(("n", "text"), [(0, "0"), (1_284, "1.284"), (1_000_000, "1.000.000"), (-1_284, "-1.284")])
def test_number(n: int, text: str) -> None:
    assert number(n) == text


@pytest.mark.parametrize(
    ("total", "orders", "expected"),
    [(0, 0, None), (0, 3, 0), (10, 4, 3), (9, 4, 2), (231_450_000, 1_284, 180_257), (1, 2, 1), (1, 3, 0)],
)
def test_average_rounds_half_up(total: int, orders: int, expected: int | None) -> None:
    assert average(total, orders) == expected


@given(amounts, st.integers(1, 10**7))
def test_an_average_is_exact_for_large_amounts(total: int, orders: int) -> None:
    assert average(total, orders) == math.floor(Fraction(total, orders) + Fraction(1, 2))


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1k"),
        (6_346, "6,3k"),
        (9_999, "9,9k"),
        (10_000, "10k"),
        (192_886, "192k"),
        (999_999, "999k"),
        (1_000_000, "1M"),
        (1_250_000, "1,2M"),
        (123_456_789, "123M"),
    ],
)
def test_a_number_in_little_room(n: int, text: str) -> None:
    assert brief(n) == text
