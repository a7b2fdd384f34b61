"""What is said of orders that are handed over, and of notes that mention somebody."""

from orders_tui.domain.mentions import Addressed
from orders_tui.ui.main.addressing import sentences


def handed(order_id: str, by: str = "budi") -> Addressed:
    return Addressed(order_id, by, "handler", "", "sari")


def noted(order_id: str, note: str) -> Addressed:
    return Addressed(order_id, "budi", "note", "", note)


def test_each_person_is_named_once_with_what_was_handed_over() -> None:
    said = list(sentences([handed("261122A"), handed("261122B", "wati"), handed("261122C"), handed("261122A")]))
    assert said == ["budi handed 2 orders over to you.", "wati handed 261122B over to you."]


def test_the_last_notes_are_quoted_with_nothing_that_acts_on_a_terminal() -> None:
    notes = [noted(f"26112{at}", f"@sari {at}\x1b[31m" + "x" * 100) for at in range(5)]
    said = list(sentences(notes))
    assert len(said) == 3
    assert said[-1].startswith("budi mentions you in the note of 261124: @sari 4")
    assert "\x1b" not in said[-1]
    assert len(said[-1]) < 130
