"""Rows of a CSV file as they are worded many at once, beside those that the csv module writes one by one."""

import csv
import io
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from orders_tui.exchange.cells import safe
from orders_tui.exchange.csv_rows import CsvRows
from orders_tui.exchange.order_columns import Rows, chosen_columns

TEXTS = st.sampled_from(
    ["", "=1+1", "0812", "Siti", 'a"b', "a,b;c|d\te", "\r", "\n", " ", '"', "'", "\u0130"]
) | st.text(st.characters(exclude_categories=["Cs"]))
DELIMITERS = st.sampled_from([",", ";", "\t", "|"])


def by_the_module(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([[safe(text) for text in row] for row in rows])
    return file.getvalue()


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1), DELIMITERS)
def test_texts_are_guarded_and_quoted(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    table = CsvRows(chosen_columns("name,note,street", Rows.ORDERS), delimiter)
    assert [len(group) for group in table.groups] == [1, 1, 1]
    assert table.head() == delimiter.join(["name", "note", "street"]) + "\r\n"
    assert "".join(table.lines(rows)) == by_the_module(rows, delimiter)


@given(st.lists(st.tuples(TEXTS), min_size=1), DELIMITERS)
def test_an_empty_text_alone_is_a_row(rows: list[tuple[str]], delimiter: str) -> None:
    table = CsvRows(chosen_columns("note", Rows.ORDERS), delimiter)
    assert "".join(table.lines(rows)) == by_the_module(rows, delimiter)


def test_what_needs_no_quotes_stands_together() -> None:
    table = CsvRows(chosen_columns("order_id,status,total,received,name,follow_ups", Rows.ORDERS), ";")
    assert [[column.heading for column in group] for group in table.groups] == [
        ["order_id"],
        ["status", "total", "created_at"],
        ["name"],
        ["follow_ups"],
    ]
    (line,) = table.lines([("0812", "pending;-5;2026-11-22 14:05:09", "A;b", "0")])
    assert line == '\'0812;pending;-5;2026-11-22 14:05:09;"A;b";0\r\n'


def test_columns_are_named_as_in_files_in_queries_or_as_the_list_has_them() -> None:
    names = ["order_id", "city", "Kota", "customer", "Pembeli", "TOTAL", "received", "status", "order id"]
    chosen = chosen_columns(",".join(names), Rows.ORDERS)
    assert [column.heading for column in chosen] == ["order_id", "city", "name", "total", "created_at", "status"]
