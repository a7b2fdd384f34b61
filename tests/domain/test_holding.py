"""Why an order is on hold, in words."""

import pytest

from orders_tui.domain.facts import FACTS
from orders_tui.domain.history import describe
from orders_tui.domain.holding import blocked, duplicate, reason_said
from orders_tui.domain.order import Event
from orders_tui.domain.words import LANGUAGES, speaking
from orders_tui.domain.written import written
from tests.samples import ORDER

ID = "261122BCDFGH"


@pytest.mark.parametrize("stored_in", LANGUAGES)
def test_what_a_rule_says_is_said_in_the_language_of_whoever_reads_it(stored_in: str) -> None:
    with speaking(stored_in):
        stored = (blocked(), duplicate(ID))
    assert [reason_said(each) for each in stored] == ["the phone is blocked", f"likely a duplicate of {ID}"]
    with speaking("id"):
        assert [reason_said(each) for each in stored] == ["nomor HP diblokir", f"kemungkinan dobel dengan {ID}"]
        order = ORDER._replace(held_at=1, held_reason=stored[1])
        event = Event(1, 1, "intake", "intake", "", "held_reason", "", stored[0], None)
        assert written(order, FACTS["held_reason"], str) == f"kemungkinan dobel dengan {ID}"
        assert list(describe(event)) == ["Alasan ditahan: nomor HP diblokir"]


@pytest.mark.parametrize("reason", ["aneh", "", "likely a duplicate of him", f"likely a duplicate of {ID}?", ID])
def test_what_a_person_wrote_stands_as_it_was_written(reason: str) -> None:
    with speaking("id"):
        assert reason_said(reason) == reason
