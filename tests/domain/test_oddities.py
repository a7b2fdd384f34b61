"""What is stored although it is odd."""

import pytest

from orders_tui.domain.commands import Command, DeleteOrder
from orders_tui.domain.oddities import happened, warnings
from tests.samples import BEFORE, NOW, a_change, a_new_order

PHONE = (
    "“call me” is not a phone number; write it like 0812-3456-7890 or +62 812-3456-7890. It is kept as it was written"
)
EMAIL = "“siti.example” is no e-mail address: it has no @. It is kept as it was written."
FUTURE = "The time is in the future; the time of arrival is kept instead."


@pytest.mark.parametrize(("at", "kept"), [(None, NOW), (BEFORE, BEFORE), (NOW, NOW), (NOW + 1, NOW), (NOW * 2, NOW)])
def test_nothing_happens_in_the_future(at: int | None, kept: int) -> None:
    assert happened(at, NOW) == kept


@pytest.mark.parametrize(
    ("command", "sentences"),
    [
        (a_new_order(), []),
        (a_new_order(phone=""), []),
        (a_new_order(phone="0812-3456-7890 (WA)"), []),
        (a_new_order(phone=" call  me"), [PHONE]),
        (a_change(phone="call me"), [PHONE]),
        (a_new_order(email="siti.example"), [EMAIL]),
        (a_change(phone="call me", email="-"), [PHONE, "“-” is no e-mail address"]),
        (a_change(email="siti@example.com"), []),
        (a_change(email=""), []),
        (a_change(courier="call me"), []),
        (a_new_order(at=NOW + 60), []),
        (a_new_order(at=NOW + 61), [FUTURE]),
        (a_change(courier="JNE", at=NOW + 3600), [FUTURE]),
        (a_new_order(phone="call me", at=NOW + 3600), [PHONE, FUTURE]),
        (DeleteOrder(order_id="X"), []),
    ],
)
def test_what_is_odd_is_named(command: Command, sentences: list[str]) -> None:
    said = list(warnings(command, NOW))
    assert [text.startswith(sentence) for text, sentence in zip(said, sentences, strict=True)] == [True] * len(said)
