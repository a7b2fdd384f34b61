"""What comes for an order after it was removed for good: nothing of its buyer gets into the file again."""

from pathlib import Path

import pytest

from orders_tui.domain.commands import DeleteOrder, RecordConfirmation, RuleBroken
from orders_tui.store.store import Store
from tests.samples import GATEWAY, NOW, OWNER, SARI
from tests.store.shop import changed, dump, placed

PHONE = "+6281911122233"


def test_the_word_of_a_buyer_is_not_kept_with_an_emptied_order(store: Store, path: Path) -> None:
    order = placed(store, method=None)
    store.execute(DeleteOrder(order_id=order.order_id), SARI)
    store.removals.empty_trash(1, OWNER)
    before = dump(path)
    said = RecordConfirmation(order_id=order.order_id, bank="BCA", holder="Siti Aminah", note="dari Siti")
    with pytest.raises(RuleBroken, match="was emptied from the trash"):
        store.execute(said, GATEWAY)
    assert dump(path) == before


def test_a_phone_that_no_order_has_any_more_leaves_the_blocked_ones_too(store: Store) -> None:
    changed(store, placed(store, phone=PHONE), phone="0812-0000-0001")
    store.hold_rules.block(PHONE, OWNER, NOW)
    store.removals.erase_buyer(PHONE, 0, OWNER)
    assert store.hold_rules.blocked() == ()
