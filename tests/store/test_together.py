"""Lines of the intake that are stored together leave behind what they leave when each is stored alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.commands import AddOrder, Command, ExternalOrder, Outcome, RecordPayment
from orders_tui.domain.order import Item, ItemKind, Method, PaymentReport
from orders_tui.store.store import Request
from tests.samples import GATEWAY
from tests.store.shop import dump, new_order, opened, raw

SHIRT, HONEY = Item("Kaos", 90_000), Item("Madu", 5_000, sku="M-1")
_ANI = {"name": "Ani", "phone": "+6281200001111"}


def sent(key: str, command: Command, order: ExternalOrder | None = None) -> Request:
    """A line of the intake."""
    return Request(command, key, "order" if isinstance(command, AddOrder) else "payment", order)


LINES = (
    sent("a", new_order(external_id="X-1", tags=("VIP",), store=" Toko Baru ")),
    sent("a", new_order(external_id="X-1", tags=("VIP",), store=" Toko Baru ")),
    sent("again", new_order(external_id="X-1", store="Toko Baru")),
    sent("spelled", new_order(**_ANI, items=(SHIRT, HONEY), tags=("vip", "Baru"), note="@sari lihat")),
    sent("empty", new_order(items=(), store="Toko Hantu")),
    sent("like it", new_order(**_ANI, items=(HONEY,), method=Method.COD, tags=("baru",))),
    sent("a", RecordPayment(order_id="", reported=PaymentReport.PAID, amount=1), ExternalOrder("Toko Baru", "X-1")),
    sent("NUL", new_order(store="Toko Lain", buyer_note="a\0")),
    sent("dearer", new_order(phone="+6281200002222", items=(Item("kaos", 95_000), HONEY))),
    sent("as before", new_order(phone="+6281200003333", items=(SHIRT, Item("Madu", 1, 3, ItemKind.DIGITAL)))),
    sent("a", new_order(external_id="X-1", store="Toko Baru", tags=("lain",))),
    Request(new_order(phone="")),
)


def taken_in(path: Path, *groups: Sequence[Request], refused: str = "") -> tuple[list[Outcome], dict[str, Any]]:
    """What becomes of lines in a new shop, and what its database holds then.

    Args:
        path: where the shop is made.
        groups: the lines that are stored together.
        refused: when a table takes no row, as SQL writes it of a trigger.
    """
    with opened(path, create=True) as store:
        if refused:
            with raw(path) as connection:
                connection.execute(f"CREATE TRIGGER no_such BEFORE {refused} BEGIN SELECT RAISE(ABORT, 'no such'); END")
        outcomes = [each for group in groups for each in store.execute_many(group, GATEWAY, one_operation=False)]
        assert store.check() == []
    # The tables behind the search index are laid out by how often it was written; the check compares what they say.
    return outcomes, {name: rows for name, rows in dump(path).items() if not name.startswith("search_")}


@pytest.mark.parametrize(
    "refused",
    [
        "",
        "INSERT ON orders WHEN NEW.phone = '+6281200002222'",
        "INSERT ON intake WHEN NEW.key = 'dearer'",
        "INSERT ON mention",
        "INSERT ON store WHEN NEW.name = 'Toko Baru'",
    ],
)
def test_lines_together_are_as_each_alone(tmp_path: Path, refused: str) -> None:
    alone, stored = taken_in(tmp_path / "alone.db", *([line] for line in LINES), refused=refused)
    together, stored_together = taken_in(tmp_path / "together.db", LINES, refused=refused)
    if not refused:
        assert (together, stored_together) == (alone, stored)
        assert [outcome.ok for outcome in alone] == [*(1, 1, 0, 1, 0, 1), *(1, 0, 1, 1, 0, 1)]
        assert (alone[1].repeated, "On hold" in alone[5].warning) == (True, True)
    # The ids are others where chance was asked for those of orders that were refused.
    assert [_kind(outcome) for outcome in together] == [_kind(outcome) for outcome in alone]
    assert {name: len(rows) for name, rows in stored_together.items()} == {n: len(rows) for n, rows in stored.items()}


def _kind(outcome: Outcome) -> tuple[bool, bool, bool, int]:
    return outcome.ok, outcome.repeated, bool(outcome.warning), len(outcome.changes)
