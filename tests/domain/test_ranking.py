"""What is typed into a list of commands fits by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.ranking import rank


def test_the_beginning_of_a_label_is_best_then_another_name_then_a_word_of_it() -> None:
    ranks = [
        rank("pend", "Pending"),
        rank("pending", "Status: x", words="Pending"),
        rank("pend", "Back to Pending"),
        rank("pend", "Status: x", words="Pending"),
        rank("pend", "x", about="What is pending"),
        rank("ending", "x Pending"),
    ]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == len(ranks)
    assert ranks[-1] > 0


@pytest.mark.parametrize("typed", ["tdy", "to zz", "", "  ", "da"])
def test_what_does_not_fit_word_by_word_does_not_fit(typed: str) -> None:
    assert rank(typed, "Go today", about="To this day") == 0 or typed == "da"


def test_capitals_accents_and_signs_make_no_difference() -> None:
    assert rank("CONFIRMED", "Confirm payment (Confirmed + Paid)") > 0
    assert rank("jose", "Go to José") == rank("José", "Go to José") > 0


@given(st.text(), st.text())
def test_whatever_is_typed_has_a_rank(typed: str, label: str) -> None:
    assert 0 <= rank(typed, label, words=typed, about=label) <= 1
