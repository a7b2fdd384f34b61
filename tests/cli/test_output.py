"""Columns that stay straight, sentences on one line."""

import io
from contextlib import redirect_stderr

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from orders_tui.cli.columns import columns
from orders_tui.cli.output import write_error
from orders_tui.ui.cells import cut

LATIN = st.characters(max_codepoint=0x24F, categories=["L", "N", "P", "Zs"])
LETTERS = st.text(LATIN | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=12)


@given(LETTERS, st.integers(1, 12))
def test_what_is_cut_fits_and_begins_as_it_did(text: str, width: int) -> None:
    short = cut(text, width)
    assert cell_len(short) <= width
    assert short == text or (short[-1] == "…" and text.startswith(short[:-1].rstrip()))


@pytest.mark.parametrize(
    ("text", "width", "short"), [("山田太郎", 5, "山田…"), ("Siti", 4, "Siti"), ("Siti A", 5, "Siti…")]
)
def test_cut(text: str, width: int, short: str) -> None:
    assert cut(text, width) == short


def test_columns() -> None:
    rows = [("山田", "1", "x"), ("Siti", "20", "")]
    assert list(columns(rows, (6, 3, 1), frozenset({1}))) == ["山田      1  x", "Siti     20"]


def test_a_complaint_is_one_line_without_tricks() -> None:
    err = io.StringIO()
    with redirect_stderr(err):
        write_error("a\n  b \x1b[31m c")
    assert err.getvalue() == "orders-tui: a b ␛[31m c\n"
