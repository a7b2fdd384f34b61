"""Tags that differ only in capitals: on every path the shop's own spelling is taken."""

from orders_tui.domain.commands import RecordUpdate
from orders_tui.domain.facts import Values
from orders_tui.domain.file_orders import FileOrder, Mode
from orders_tui.store.store import Store
from tests.samples import GATEWAY, NOW, SARI, SHIRT
from tests.store.shop import changed, placed


def test_a_tag_is_given_as_the_shop_writes_it(store: Store) -> None:
    placed(store, tags=("Reseller",))
    order = changed(store, placed(store), add_tags=("RESELLER", "Éclair"))
    assert order.tags == ("Reseller", "Éclair")
    assert changed(store, placed(store), add_tags=("éclair", "ÉCLAIR", "new", "New")).tags == ("new", "Éclair")


def test_a_tag_is_taken_away_whatever_its_capitals(store: Store) -> None:
    order = placed(store, tags=("Reseller", "vip"))
    assert changed(store, order, remove_tags=("RESELLER",)).tags == ("vip",)


def test_a_tag_that_is_written_anew_in_other_capitals_stays(store: Store) -> None:
    order = placed(store, tags=("vip",))
    assert changed(store, order, add_tags=("VIP", "new"), remove_tags=("vip",)).tags == ("new", "vip")


def test_what_other_systems_send_takes_the_spelling(store: Store) -> None:
    placed(store, tags=("Reseller",))
    order = placed(store, GATEWAY, tags=("reSeller",))
    assert order.tags == ("Reseller",)
    store.execute(RecordUpdate(order_id=order.order_id, tags=("RESELLER", "vip")), GATEWAY)
    assert store.orders.get(order.order_id).tags == ("Reseller", "vip")


def test_a_file_takes_the_spelling_and_is_known_when_it_comes_again(store: Store) -> None:
    placed(store, tags=("Reseller",))
    facts: Values = {"store": "Toko Sehat", "name": "Wati", "phone": "081234567890", "created_at": NOW - 60}
    file = [FileOrder(line=2, facts=facts, items=(SHIRT,), tags=("RESELLER", "Baru", "baru"))]
    for created in (1, 0):
        (decision,) = store.plan_import(file, Mode.BOTH)
        assert (decision.verdict.value == "create") is bool(created)
        store.import_orders(file, Mode.BOTH, SARI)
    (order,) = [each for each in store.orders.many(range(1, 9)) if each.name == "Wati"]
    assert order.tags == ("Baru", "Reseller")
