"""Lines of the history in words."""

from zoneinfo import ZoneInfo

import pytest

from orders_tui.domain.history import describe, redone
from orders_tui.domain.order import Event


@pytest.mark.parametrize(
    ("field", "old", "new", "words"),
    [
        ("status", None, "pending", ["Pending"]),
        ("status", "ready", "shipped", ["Ready to Ship → Shipped"]),
        ("payment_status", "unpaid", "paid", ["Unpaid → Paid"]),
        ("method", "qris", None, ["QRIS → –"]),
        ("receipt", "", "R1", ["Receipt number: R1"]),
        ("handler", "sari", "", ["Handler: –"]),
        ("note", "", "call\nafter 5\x1b", ["Note: call, after 5␛"]),
        ("tags", "a", "a\nb", ["Tags: a, b"]),
        ("reason", None, "damaged", ["Reason: damaged"]),
        ("payment", None, "paid 90000", ["Reported: Paid, Rp 90.000"]),
        ("payment", None, "settled 86000 TX 1\x1b", ["Reported: Settled, Rp 86.000, TX 1␛"]),
        ("payment", None, "failed - TX-1", ["Reported: Failed, TX-1"]),
        ("payment", None, "paid 90000 20261122001", ["Reported: Paid, Rp 90.000, 20261122001"]),
        ("payment", None, "failed - 20261122001", ["Reported: Failed, 20261122001"]),
        ("payment", None, "paid 90000 -", ["Reported: Paid, Rp 90.000, -"]),
        ("payment", None, "failed - -", ["Reported: Failed, -"]),
        ("payment", None, "refunded", ["Reported: Refunded"]),
        ("confirmation", None, "BCA 90000", ["Buyer says paid: BCA Rp 90.000"]),
        ("confirmation", None, "Bank Jago", ["Buyer says paid: Bank Jago"]),
        ("confirmation", None, "BCA 1234567890 -", ["Buyer says paid: BCA 1234567890"]),
        ("confirmation", None, "90000", ["Buyer says paid: Rp 90.000"]),
        ("confirmation", None, "", ["Buyer says paid"]),
        ("late", None, "shipped\nJNE\nR1\x1b", ["Late report: Shipped, JNE, R1␛"]),
        ("tracking", None, "Tiba\n2026-11-22T07:05:09Z", ["Tracking: Tiba, 22 Nov 2026, 07:05"]),
        ("follow_up", None, "Sambutan", ["Follow-up: Welcome"]),
        ("follow_up", "Sambutan", None, ["Follow-up: Welcome → –"]),
        ("follow_up", None, "Promo\x1b", ["Follow-up: Promo␛"]),
        ("held_reason", "", "likely a duplicate", ["On hold because: likely a duplicate"]),
        ("held_reason", "likely a duplicate", "", []),
        ("follow_up", None, "Pengingat 1", ["Follow-up: Reminder 1"]),
        ("follow_ups", "0", "1", []),
        ("printed", None, "A6", ["Label printed: A6"]),
        ("deleted_at", None, "1795331100", ["into the trash"]),
        ("deleted_at", "1795331100", None, ["out of the trash"]),
        ("shipped_at", None, "1795331100", []),
    ],
)
def test_a_change_in_words(field: str, old: str | None, new: str | None, words: list[str]) -> None:
    assert list(describe(Event(1, 1, "sari", "console", "", field, old, new, None))) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [("Asia/Jakarta", "22 Nov 2026, 14:05"), ("Asia/Jayapura", "22 Nov 2026, 16:05"), ("UTC", "22 Nov 2026, 07:05")],
)
def test_the_time_of_a_late_report_is_the_desk_s(zone: str, words: str) -> None:
    event = Event(1, 1, "kurir", "intake", "", "late", None, "shipped\nJNE\nR1\n2026-11-22T07:05:09Z", None)
    assert list(describe(event, ZoneInfo(zone))) == [f"Late report: Shipped, JNE, R1, {words}"]


def test_what_undoes_an_undo_is_a_redo() -> None:
    undoes = {1: None, 2: 1, 3: 2, 4: 3, 5: 4, 6: None, 7: 6}
    history = [Event(at, 0, "sari", "console", "", "note", "a", "b", undone) for at, undone in undoes.items()]
    assert redone(history) == {3, 5}
    assert redone([]) == frozenset()
