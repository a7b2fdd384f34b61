"""How orders stand in the list: amounts whole, outside text harmless, as many columns as fit."""

import unicodedata
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from orders_tui.domain.columns import KEYS
from orders_tui.domain.facts import PAST, Kind, facts
from orders_tui.domain.order import Method
from orders_tui.ui.cells import cut
from orders_tui.ui.show import amount_in
from orders_tui.ui.show_columns import DAY, EVERY, MORE, NARROW, SMALL, USUAL, OrderColumn, columns, fitting_columns
from orders_tui.ui.widgets.orders_table import _column
from orders_tui.ui.widgets.table.columns import MARK_GUTTER, Layout, lay_out
from tests.samples import FULL, NOW, ORDER

KNOWN = columns(ZoneInfo("Asia/Jakarta"), lambda: NOW)
OWN = FULL._replace(seller="")
ROW = OWN._replace(name="Siti Aminah", total=180_000, created_at=NOW - 9_000_000)

_TEXTS = (Kind.TEXT, Kind.LINES, Kind.PHONE)


def keys(shown: tuple[OrderColumn, ...]) -> tuple[str, ...]:
    return tuple(column.key for column in shown)


def laid_out(cells: int) -> Layout:
    return lay_out(tuple(_column(column) for column in fitting_columns(cells, KNOWN)), cells, MARK_GUTTER)


@pytest.mark.parametrize(
    ("days", "shown"), [(0, "14:05"), (1, "21 Nov"), (325, "1 Jan"), (326, "31 Dec 25"), (363, "24 Nov 25")]
)
def test_the_day_of_an_order_is_whole_in_its_narrow_column(days: int, shown: str) -> None:
    assert KNOWN[DAY].text(ROW._replace(created_at=NOW - days * 86_400)) == shown
    assert len(shown) <= KNOWN[DAY].cells


# Amounts


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (0, "Rp 0"),
        (9_999_999, "Rp 9.999.999"),
        (12_500_000, "12.500.000"),
        (999_999_999, "999.999.999"),
        (99_999_999_999, "99999999999"),
        (1_000_000_000_000, "…"),
        (-12_500_000, "-12.500.000"),
        (-9_999_999_999, "-9999999999"),
    ],
)
def test_an_amount_in_the_list_has_the_longest_form_that_fits(amount: int, shown: str) -> None:
    assert KNOWN["total"].text(ROW._replace(total=amount)) == shown


@pytest.mark.parametrize(("cells", "shown"), [(13, "Rp 12.900.000"), (12, "12.900.000"), (9, "12900000"), (7, "…")])
def test_an_amount_is_never_cut_nor_shortened_by_a_letter(cells: int, shown: str) -> None:
    assert amount_in(cells, 12_900_000) == shown


@given(st.integers(-(10**12), 10**12))
def test_no_amount_is_cut_in_its_column(amount: int) -> None:
    column = KNOWN["total"]
    text = column.text(ROW._replace(total=amount))
    assert cut(text, column.cells) == text


# Outside text


@pytest.mark.parametrize("evil", ["\x1b]0;evil\x07\u202e", "a\nb", "\x9b31m"])
def test_what_came_from_outside_moves_no_cursor(evil: str) -> None:
    texts: dict[str, Any] = {fact.name: evil for fact in facts(lambda fact: fact.kind in _TEXTS)}
    row = ROW._replace(**texts, tags=(evil,), items=(ROW.items[0]._replace(name=evil, sku=evil),))
    for key, column in KNOWN.items():
        shown = [column.text(row), column.text(row._replace(name=""))]
        assert not any(unicodedata.category(char) in ("Cc", "Cf") for text in shown for char in text), key


def test_every_fact_can_be_a_column_that_says_it_on_one_line() -> None:
    assert tuple(KNOWN) == KEYS
    for key, column in KNOWN.items():
        assert column.title
        if key == PAST.name:
            continue  # it tells of several orders
        full = FULL if key == "seller" else OWN
        assert column.text(full), key
        assert column.text(full) != column.text(ORDER), key
        assert column.right is (column.kind in (Kind.MONEY, Kind.COUNT))


def test_of_an_order_for_another_seller_the_list_tells_the_cash_alone() -> None:
    transfer, cod = (FULL._replace(method=method) for method in (Method.BANK_TRANSFER, Method.COD))
    money = [column for column in KNOWN.values() if column.kind is Kind.MONEY]
    assert not any(column.text(transfer) for column in (*money, KNOWN["payment_status"]))
    assert [column.key for column in money if column.text(cod)] == ["total"]


def test_a_name_of_ten_thousand_characters_looks_the_same_and_is_not_all_filtered() -> None:
    column = KNOWN["name"]
    for name in ("Siti \u202eAminah " * 700, "你好" * 5000, "e\u0301" * 5000):
        shown = column.text(ROW._replace(name=name))
        assert len(shown) < 1000
        for cells in range(column.cells, 40):
            assert cut(shown, cells) == cut(column.text(ROW._replace(name=name[:200])), cells)
            assert cell_len(cut(shown, cells)) <= cells


def test_a_cut_text_swallows_nothing_that_follows() -> None:
    assert all("\u200d…" not in cut("👩‍👩‍👧 keluarga", cells) for cells in range(12))
    assert cut("a\u200d", 5) == "a"
    assert cut("abcdef", 4) == "abc…"
    assert cut("abc", 0) == ""


# Columns


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (40, SMALL),
        (73, SMALL),
        (74, NARROW),
        (75, NARROW),
        (83, NARROW),
        (84, USUAL),
        (92, USUAL),
    ],
)
def test_the_fewest_columns(cells: int, shown: tuple[str, ...]) -> None:
    assert keys(fitting_columns(cells, KNOWN)) == shown


@pytest.mark.parametrize("cells", range(40, 251))
def test_as_many_columns_as_fit_and_none_below_its_least(cells: int) -> None:
    layout, shown = laid_out(cells), keys(fitting_columns(cells, KNOWN))
    widths = {column.key: width for column, width in zip(layout.columns, layout.widths, strict=True)}
    assert all(widths[column.key] >= column.least for column in layout.columns)
    assert widths["order_id"] == 12
    assert widths["name"] >= 14
    more = [name for name in MORE if name in shown]
    assert more == list(MORE[: len(more)]), "in this order, none left out"
    assert len({DAY, "created_at"} & set(shown)) == 1
    if shown != SMALL:
        assert layout.total == cells
        assert shown[:-1] == tuple(name for name in EVERY if name in shown)


def test_each_column_comes_as_soon_as_there_is_room_for_it() -> None:
    first = {name: min(cells for cells in range(251) if name in keys(fitting_columns(cells, KNOWN))) for name in MORE}
    assert first == {"store": 93, "courier": 104, "follow_ups": 109, "created_at": 112, "handler": 121}


@pytest.mark.parametrize(("cells", "shown"), [(74, "1.250.000"), (75, "Rp 1.250.000")])
def test_a_total_goes_without_its_rp_before_the_columns_go_beyond_the_edge(cells: int, shown: str) -> None:
    total = next(column for column in fitting_columns(cells, KNOWN) if column.key == "total")
    assert total.text(ROW._replace(total=1_250_000)) == shown


@pytest.mark.parametrize("cells", range(40, 75))
def test_where_columns_are_beyond_the_edge_no_amount_is_cut_by_it(cells: int) -> None:
    layout = laid_out(cells)
    at = [column.key for column in layout.columns].index("total")
    right = layout.gutter + sum(layout.widths[: at + 1]) + at
    assert right <= max(cells, 42)
