"""What others did by hand that concerns one person: orders handed over to them, and notes that mention them."""

from pathlib import Path

from orders_tui.domain.file_orders import FileOrder, Mode
from orders_tui.domain.sharing import sharing_of
from orders_tui.store.store import Store
from tests.samples import BUDI, GATEWAY, HONEY, OWNER, SARI
from tests.store.shop import changed, opened, placed


def addressed(store: Store, since: int = 0, until: int | None = None) -> list[tuple[str, str, str, str | None]]:
    """What concerns Sari: the name of the buyer, who did it, and what."""
    last = store.orders.pulse().entry if until is None else until
    found = store.orders.addressed_between(since, last, "sari")
    return [(store.orders.get(each.order_id).name, each.by, each.field, each.new) for each in found]


def test_each_entry_is_found_between_its_bounds_alone(store: Store) -> None:
    order = placed(store, name="Eka")
    seen = store.orders.pulse().entry
    changed(store, order, BUDI, handler="sari")
    changed(store, order, BUDI, note="Ask @Sari")
    changed(store, order, BUDI, handler="wati", note="Ask @budi; sari@toko.id")
    handed, noted = ("Eka", "budi", "handler", "sari"), ("Eka", "budi", "note", "Ask @Sari")
    assert addressed(store, seen) == [handed, noted]
    assert [addressed(store, seen + at, seen + at + 1) for at in range(4)] == [[handed], [noted], [], []]


def test_an_order_that_is_added_by_hand_tells_its_handler_and_its_note(store: Store) -> None:
    order = placed(store, BUDI, name="Eka", handler="sari", note="Gift wrap, @sari")
    placed(store, BUDI, name="Fajar", handler="wati", note="sari@toko.id")
    placed(store, SARI, name="Gita", handler="sari", note="@sari")
    placed(store, GATEWAY, name="Hana", handler="sari", note="@sari")
    assert addressed(store) == [("Eka", "budi", "handler", "sari"), ("Eka", "budi", "note", "Gift wrap, @sari")]
    seen = store.orders.pulse().entry
    changed(store, order, OWNER, note="Gift wrap, @sari, red")
    assert addressed(store, seen) == [], "a later change of such an order tells it no second time"


def test_what_is_shared_out_or_comes_with_a_file_is_not_handed_over(path: Path) -> None:
    with opened(path, create=True, sharing=sharing_of({"*": {"sari": {"share": 1}}})) as store:
        facts = {"store": "Toko Sehat", "name": "Siti", "method": "qris"}
        rows = [FileOrder(1, facts, (HONEY,)), FileOrder(2, facts | {"handler": "sari", "note": "@sari"}, (HONEY,))]
        store.import_orders(rows, Mode.ADD, BUDI)
        assert placed(store, GATEWAY).handler == "sari"
        assert addressed(store) == []
