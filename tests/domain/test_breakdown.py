"""What a list is broken down by, the order of its rows, and rates in words."""

import pytest

from orders_tui.domain.breakdown import BREAKDOWNS, Tally, arranged, breakdown_word, narrowed, percent, said
from orders_tui.domain.filters import FACETS
from orders_tui.domain.query import OrderQuery


def test_lists_can_be_narrowed_by_all_of_them() -> None:
    for word, (facet, _label) in BREAKDOWNS.items():
        assert facet in FACETS
        query = OrderQuery.parse("status:pending city:Bogor,Depok")
        assert narrowed(query, word, "x").values(facet) == {"x"}
    of_nobody = narrowed(OrderQuery.parse("handler:sari"), "handler", "")
    assert str(of_nobody) == "handler:none"


@pytest.mark.parametrize(("typed", "word"), [("city", "city"), ("Kota", "city"), ("STATUS", "status"), ("x", None)])
def test_they_are_understood_in_either_language(typed: str, word: str | None) -> None:
    assert breakdown_word(typed) == word


def test_a_value_is_said_as_it_is_called() -> None:
    assert [said("method", value) for value in ("cod", "")] == ["COD", "none"]
    assert said("city", "[b]Bogor") == "[b]Bogor"


def test_rows_stand_by_their_number_but_words_of_a_route_as_it_goes() -> None:
    rows = [Tally("pending", 1), Tally("created", 1), Tally("shipped", 9)]
    assert [row.value for row in arranged("status", rows, Tally("")).tallies] == ["created", "pending", "shipped"]
    assert [row.value for row in arranged("city", rows, Tally("")).tallies] == ["shipped", "created", "pending"]


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 0, "–"), (0, 9, "0%"), (1, 1, "100%"), (1, 3, "33%"), (1, 30, "3,3%"), (1, 20, "5%"), (999, 10_000, "10%")],
)
def test_a_rate_has_a_digit_more_where_it_is_small(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text
