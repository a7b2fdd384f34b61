"""Whom notes mention is found whatever way the note came, and no longer once it is gone."""

import pytest

from orders_tui.domain.file_orders import FileOrder, Mode
from orders_tui.domain.query import OrderQuery
from orders_tui.store.store import Store
from orders_tui.store.tables import Mentions
from tests.samples import HONEY, OWNER, SARI
from tests.store.shop import changed, column, count, placed


def mentioning(store: Store, query: str) -> list[int]:
    """The row ids of the orders that a query finds, the oldest first."""
    return sorted(row.id for row in store.lists.rows(store.lists.listed(OrderQuery.parse(query).of_person("sari"), -1)))


def test_mentions_follow_the_note(store: Store) -> None:
    first, second = placed(store, note="ask @Sari and @budi"), placed(store, note="sari@toko.id")
    assert mentioning(store, "mention:me") == [first.id]
    assert mentioning(store, "mention:none") == [second.id]
    changed(store, second, note="@SARI, @sari")
    assert mentioning(store, "mention:@sari") == [first.id, second.id]
    store.undo(SARI)
    assert mentioning(store, "mention:sari") == [first.id]
    changed(store, first, note="")
    assert count(store, Mentions) == 0
    store.undo(SARI)
    assert mentioning(store, "mention:BUDI") == [first.id]


def test_a_file_brings_mentions_along(store: Store) -> None:
    order = FileOrder(1, {"store": "Toko", "name": "Siti", "note": "cek @wati"}, (HONEY,))
    store.import_orders([order], Mode.ADD, SARI)
    assert column(store, Mentions.name) == ["wati"]


def test_what_goes_with_the_note_is_no_mention_any_more(store: Store) -> None:
    placed(store, note="@sari", phone="+6281911112222")
    store.removals.erase_buyer("+6281911112222", 1, OWNER)
    assert count(store, Mentions) == 0


@pytest.mark.parametrize("name", ["%", "sari*", "' OR 1", "_"])
def test_what_is_asked_for_is_a_name_and_no_pattern(store: Store, name: str) -> None:
    placed(store, note="@sari")
    query = OrderQuery().toggled("mention", name)
    assert store.counts.number(query) == 0
