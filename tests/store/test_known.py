"""What past orders tell of the next one, and the forms that wait to be filled."""

from pathlib import Path
from typing import Any

import pytest

from orders_tui.demo.shop import build
from orders_tui.domain.commands import DeleteOrder
from orders_tui.domain.drafts import SHIP_SHEET, Draft
from orders_tui.domain.order import Item
from orders_tui.store.engine.prepared import Read
from orders_tui.store.reads import known
from orders_tui.store.reads.known import _BEGINNING, _OF_STORE, _WITH_ADDRESS
from orders_tui.store.store import Store
from orders_tui.store.tables import Drafts, Products
from tests.samples import BANDUNG, BUDI, COURSE, HONEY, NOW, OWNER, PACKER, SARI, SHIRT
from tests.store.shop import changed, count, everyone, opened, placed, raw, sqlite


class TestProducts:
    def test_are_what_was_sold_as_it_was_sold_last(self, store: Store) -> None:
        order = placed(store, items=(HONEY, SHIRT))
        placed(store, items=(HONEY._replace(price=95_000),))
        changed(store, order, items=(COURSE, SHIRT._replace(name="KAOS polos", price=70_000)))
        one = [HONEY._replace(price=95_000, quantity=1), COURSE._replace(quantity=1)]
        one.append(Item("KAOS polos", 70_000))
        assert list(store.known.products("", 9)) == sorted(one, key=lambda item: item.name.lower())

    @pytest.mark.parametrize("typed", ["madu", " MADU hut", "Madu Hutan 500 ml"])
    def test_are_found_by_how_their_name_begins(self, store: Store, typed: str) -> None:
        placed(store, items=(HONEY, SHIRT, Item("Amadu", 1), Item("Mad", 1)))
        assert [item.name for item in store.known.products(typed, 9)] == ["Madu Hutan 500 ml"]

    def test_are_no_more_than_wanted(self, store: Store) -> None:
        placed(store, items=tuple(Item(f"a{at}", at) for at in range(9)))
        assert [item.name for item in store.known.products("a", 3)] == ["a0", "a1", "a2"]

    def test_are_found_by_their_whole_name(self, store: Store) -> None:
        placed(store, items=(Item("Jus Jambu’Air", 9_000),))
        assert store.known.product(" jus jambuair") == Item("Jus Jambu’Air", 9_000)
        assert store.known.product("jus") is None

    def test_come_without_their_price_to_who_sees_no_amounts(self, store: Store, path: Path) -> None:
        placed(store, items=(HONEY,))
        with opened(path, reader=PACKER) as packer:
            assert [item.price for item in packer.known.products("", 9)] == [0]

    def test_of_a_loaded_shop_are_those_of_its_orders(self, store: Store) -> None:
        build(store, 60, 1, NOW)
        sold = {item.name for order in everyone(store) for item in order.items}
        assert {item.name for item in store.known.products("", 1_000)} == sold

    def test_of_a_store_are_those_that_it_sold(self, store: Store) -> None:
        placed(store, store="Toko B", items=(SHIRT,))
        placed(store, store="Toko A", items=(HONEY, COURSE))
        placed(store, store="Toko B", items=(HONEY._replace(name="madu hutan 500 ML", price=95_000),))
        one = [COURSE._replace(quantity=1), HONEY._replace(name="madu hutan 500 ML", price=95_000, quantity=1)]
        assert list(store.known.sold_in("Toko A", 9)) == one, "as they were sold last"
        assert list(store.known.sold_in("Toko A", 1)) == one[:1]
        assert store.known.sold_in("Toko", 9) == ()

    def test_that_were_sold_before_are_written_once(self, store: Store) -> None:
        for _time in range(3):
            placed(store, items=(HONEY, HONEY))
        assert count(store, Products) == 1


class TestValues:
    def test_are_those_of_the_newest_orders(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        for city in ("Élan", "Bandung", "", "BANDUNG", "Bogor"):
            placed(store, city=city)
        assert store.known.values("city", "", 9) == ("BANDUNG", "Bandung", "Bogor", "Élan")
        assert store.known.values("city", " ban", 9) == ("BANDUNG", "Bandung")
        assert store.known.values("city", "el", 9) == ("Élan",)
        assert store.known.values("city", "", 1) == ("BANDUNG",)
        monkeypatch.setattr(known, "_NEWEST", 2)
        assert store.known.values("city", "", 9) == ("BANDUNG", "Bogor")

    def test_of_stores_are_all_there_are(self, store: Store) -> None:
        placed(store, store="Toko B")
        placed(store, store="Toko A")
        assert store.known.values("store", "toko", 9) == ("Toko A", "Toko B")


class TestBuyers:
    PHONE = "+6281234567890"

    def test_are_known_by_the_newest_order_that_has_an_address(self, store: Store) -> None:
        placed(store, **BANDUNG | {"street": "Jl. Lama"})
        order = placed(store, **BANDUNG)
        placed(store)
        assert store.known.buyer(self.PHONE) == order
        assert store.known.buyer("+6285700112233") is None
        assert store.known.buyer("") is None

    def test_are_not_told_to_who_sees_no_phones(self, store: Store, path: Path) -> None:
        placed(store, **BANDUNG)
        with opened(path, reader=PACKER) as packer:
            assert packer.known.buyer(self.PHONE) is None


@pytest.mark.parametrize(
    ("read", "values", "index"),
    [
        (_WITH_ADDRESS, {"phone": "+62"}, "USING INDEX orders_phone (phone=?)"),
        (_OF_STORE, {"store": "Toko"}, "INDEX orders_store (fulfil=? AND store=?)"),
        (_BEGINNING, {"first": "a", "last": "b", "most": 9}, "USING PRIMARY KEY (folded>? AND folded<?)"),
    ],
)
def test_a_million_orders_are_not_walked_through(
    store: Store, read: Read[Any], values: dict[str, object], index: str
) -> None:
    engine = sqlite(store)
    sql, arguments = read.bound(engine.db, values)
    plan = "\n".join(str(row) for row in engine.rows(f"EXPLAIN QUERY PLAN {sql}", arguments))
    assert index in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan  # at most the orders of one second are sorted


class TestDrafts:
    def test_are_kept_by_person_place_and_order(self, store: Store) -> None:
        drafts = [
            Draft("", "a", NOW, "pts/1"),
            Draft("", "b", NOW + 2, "pts/2"),
            Draft("261122BCDFGH", "c", NOW + 1, ""),
        ]
        for draft in drafts:
            store.drafts.put(draft, SARI)
        store.drafts.put(Draft("", "d", NOW, "pts/1"), BUDI)
        assert store.drafts.of(SARI) == (drafts[1], drafts[2], drafts[0])
        store.drafts.put(drafts[0]._replace(text="later", at=NOW + 3), SARI)
        store.drafts.drop(SARI, "", "pts/2")
        store.drafts.drop(SARI, "", "pts/9")
        assert [draft.text for draft in store.drafts.of(SARI)] == ["later", "c"]
        assert [draft.text for draft in store.drafts.of(BUDI)] == ["d"]

    def test_are_not_kept_where_nothing_is(self, store: Store, path: Path) -> None:
        store.drafts.put(Draft("", "a", NOW, ""), SARI)
        with opened(path, readonly=True) as reader:
            reader.drafts.put(Draft("", "b", NOW, ""), SARI)
            reader.drafts.drop(SARI, "", "")
        assert [draft.text for draft in store.drafts.of(SARI)] == ["a"]
        assert count(store, Drafts) == 1

    def test_go_with_what_is_erased_and_emptied(self, store: Store) -> None:
        order, other = placed(store), placed(store, phone="+6285700112233", name="Budi", method=None)
        texts = {"": '"0812-3456-7890"', order.order_id: "x", other.order_id: "y"}
        for place, (order_id, text) in enumerate(texts.items()):
            store.drafts.put(Draft(order_id, text, NOW, str(place)), BUDI)
        store.drafts.put(Draft("", '"0857 0011 2233"', NOW, "9"), BUDI)
        store.removals.erase_buyer("0812 3456 7890", 1, OWNER)
        assert {draft.order_id for draft in store.drafts.of(BUDI)} == {other.order_id, ""}
        store.execute(DeleteOrder(order_id=other.order_id), SARI)
        store.removals.empty_trash(1, OWNER)
        assert [draft.text for draft in store.drafts.of(BUDI)] == ['"0857 0011 2233"']

    def test_a_ship_sheet_stays_whatever_its_digits_look_like(self, store: Store) -> None:
        placed(store)
        text = '[[["261122BCDF81", "JNE", "23456", "JNE", ""], ["7890BCDFGHJK", "JNE", "J2", "JNE", ""]], []]'
        store.drafts.put(Draft(SHIP_SHEET, text, NOW, ""), BUDI)
        store.removals.erase_buyer("0812 3456 7890", 1, OWNER)
        assert [draft.text for draft in store.drafts.of(BUDI)] == [text]


def test_an_older_database_gets_the_products_of_its_orders(path: Path) -> None:
    with opened(path, create=True) as store:
        placed(store, items=(HONEY,))
        placed(store, items=(HONEY._replace(price=99_000), Item(" madu hutan 500 ML", 1)))
    with raw(path) as connection:
        connection.execute("DROP TABLE product")
        connection.execute("DELETE FROM schema_migration WHERE name LIKE '0012%'")
    with opened(path) as store:
        assert [item.price for item in store.known.products("madu", 9)] in ([99_000], [1])
        assert store.check() == []
