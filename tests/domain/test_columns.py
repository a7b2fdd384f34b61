"""The columns of a list as a person chooses them: always with the first ones, each once, kept as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.columns import FIRST, FORMS, KEYS, LEAST, MOST, Chosen, Columns, fact_of
from orders_tui.domain.facts import FACTS, SORTABLE

keys = st.sampled_from(KEYS)
steps = st.one_of(
    keys.map(lambda key: lambda columns: columns.toggled(key)),
    st.tuples(keys, st.integers(-60, 60)).map(lambda args: lambda columns: columns.moved(*args)),
    st.tuples(keys, st.integers(-5, 200)).map(lambda args: lambda columns: columns.widened(*args)),
)


@given(st.lists(steps, max_size=12))
def test_whatever_is_done_the_columns_are_whole_and_come_back_from_their_text(done: list) -> None:  # type: ignore[type-arg]
    columns = Columns()
    for step in done:
        columns = step(columns)
        assert Columns.parse(str(columns)) == columns
        assert len(set(columns.keys)) == len(columns.keys)
        assert not columns.keys or columns.keys[: len(FIRST)] == FIRST
        assert all(cells is None or LEAST <= cells <= MOST for _key, cells in columns.chosen)


def test_a_column_is_shown_moved_and_made_wider() -> None:
    columns = Columns().toggled("city").toggled("total").toggled("past")
    assert columns.keys == (*FIRST, "city", "total", "past")
    assert columns.moved("past", -2).keys == (*FIRST, "past", "city", "total")
    assert columns.moved("past", -9).keys == (*FIRST, "past", "city", "total"), "never before the first ones"
    assert columns.moved("city", 9).keys == (*FIRST, "total", "past", "city")
    assert columns.moved("name", 1) == columns.toggled("name") == columns.moved("store", 1) == columns
    assert columns.toggled("total").keys == (*FIRST, "city", "past")
    assert str(columns.widened("city", 30)) == "order_id name city:30 total past"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("nothing at-all 12 city:", ""),
        ("city", "order_id name city"),
        ("total:20 name:18 total city:999", "order_id name:18 total:20"),
        ("Status status \x1b[2J", "order_id name status"),
    ],
)
def test_what_is_stored_and_says_nothing_is_left_out(text: str, shown: str) -> None:
    assert str(Columns.parse(text)) == shown


def test_every_column_is_sorted_by_something_and_most_tell_of_a_fact() -> None:
    assert len(KEYS) >= 30
    assert all(form.fact in SORTABLE for form in FORMS.values())
    assert {key for key in KEYS if fact_of(key) is None} == {"past"}
    assert fact_of("status_days") is FACTS["status_at"]
    assert Columns((Chosen("city"),)).keys == ("city",)
