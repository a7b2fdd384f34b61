"""What becomes of an order of a file, in words."""

from typing import Any
from zoneinfo import ZoneInfo

from orders_tui.domain.file_orders import Decision, Fault, FileOrder, ImportVerdict, Mode
from orders_tui.domain.import_lines import decision_lines
from orders_tui.domain.importing import decide
from tests.samples import COURSE, DAY, HONEY, NOW, SHIRT

WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
AT = 1_793_889_200
"""5 November 2026, 21:33:20 WIB."""


def said(zone: ZoneInfo = WIB, **facts: Any) -> str:
    order = FileOrder(7, {"store": "Toko Sehat", "name": "Siti", "external_id": "W-1"} | facts, (HONEY, SHIRT, COURSE))
    decision = decide(order, None, Mode.ADD, NOW)
    assert decision.verdict is ImportVerdict.CREATE
    return next(decision_lines(decision, zone))


def test_a_new_order_is_named_with_what_the_buyer_pays_and_how_far_it_has_come() -> None:
    items = f"{HONEY.name} ×{HONEY.quantity}, {SHIRT.name} ×{SHIRT.quantity}, …"
    assert said(shipping=9_000) == f"Line 7: new: W-1 · Siti · {items} · Rp 609.000 · Created"
    assert said(status="completed", payment_status="settled", method="cod").endswith(" · Completed · Settled")


def test_a_refusal_names_column_value_and_reason() -> None:
    faults = (
        Fault(7, "qty", "dua", "“dua” is no number."),
        Fault(7, "", "W-1", "No name."),
        Fault(7, "p", "7", "It is 17."),
    )
    lines = decision_lines(Decision(FileOrder(7), ImportVerdict.REFUSED, faults=faults), WIB)
    assert list(lines) == [
        "Line 7: refused: qty: “dua” is no number.",
        "Line 7: refused: No name. (W-1)",
        "Line 7: refused: p: It is 17. (7)",
    ]


def test_its_time_is_by_the_clocks_of_the_desk() -> None:
    assert said(created_at=AT).endswith(" · Created · 2026-11-05 21:33")
    assert said(WIT, created_at=AT).endswith(" · Created · 2026-11-05 23:33")
    assert said(created_at=NOW + 9 * DAY).endswith(" · Created"), "the time of the import is kept instead"
