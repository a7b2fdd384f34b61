"""Removing for good: of an emptied trash and of an erased buyer the whole file has nothing left but what is allowed."""

from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.commands import (
    AcceptPayment,
    DeclineConfirmation,
    DeleteOrder,
    HoldOrder,
    RecordConfirmation,
    RecordFollowUp,
    RecordHold,
    RecordPayment,
    RecordTracking,
    RecordUpdate,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.facts import COLUMNS, FACTS, Kind, Order
from orders_tui.domain.order import PaymentReport, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.removal import OF_BUYER
from orders_tui.domain.rights import Actor
from orders_tui.domain.templates import MessageStage
from orders_tui.store.store import Request, Store
from orders_tui.store.tables import History, Operations, Orders
from orders_tui.store.writes import jobs
from orders_tui.store.writes.bodies import SentBody
from tests.samples import BUDI, GATEWAY, NOW, OWNER, PACKER, SARI, VIEWER
from tests.store.shop import changed, column, dump, everyone, new_order, placed, raw, sqlite

PHONE = "+6281911122233"
TOLD = {
    "name": "Qxzulkifli Wvarman",
    "phone": "0819-1112-2233",
    "email": "qxzul@contoh.example",
    "street": "Jalan Kqvbambu 17",
    "subdistrict": "Wqjati",
    "city": "Xqbandung",
    "province": "Vqjawa",
    "postcode": "94713",
    "buyer_note": "titip ke Bu Jqratna",
    "note": "hubungi setelah Zqmagrib",
}
"""What is known of the buyer, each with letters that nothing else has."""
TRACES = (
    *(b"Qxzul", b"qxzul", b"Wvarman", b"wvarman", b"81911122233", b"Kqvbambu", b"Wqjati", b"Xqbandung"),
    *(b"Vqjawa", b"94713", b"Jqratna", b"Zqmagrib", b"Qyholder", b"Qybank", b"Qynote", b"Qyreason", b"Qystreet"),
    *(b"Qyname", b"Qytrack", b"81955566677", b"xzu", b"zul", b"wva", b"qyn", b"Qyupdate"),
    *(b"Qybody", b"Qycourier", b"Qyspam", b"Qyheld", b"Qydeclined"),
)
"""What a search through the file's bytes finds of it; the shortest are in the search index alone."""


def bytes_of(path: Path) -> bytes:
    """All that the files of the database hold."""
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


def traces(path: Path) -> set[bytes]:
    held = bytes_of(path)
    return {trace for trace in TRACES if trace in held}


def reported(store: Store, order_id: str) -> None:
    """Let other systems say of an order whose it is, and staff answer them."""
    said = RecordUpdate(order_id="", facts={"phone": TOLD["phone"], "buyer_note": "Qyupdate"}, at=NOW - 9)
    added = new_order(**TOLD, external_id=store.orders.get(order_id).external_id)
    requests = (Request(added, "", "order"), Request(said, f"update {order_id}", "update"))
    store.take_in([SentBody("other", "", requests, f"Qybody {TOLD['phone']}")], GATEWAY)
    for command in (
        RecordTracking(order_id=order_id, words="Diterima oleh Qycourier"),
        RecordHold(order_id=order_id, held=True, reason="Qyspam", at=NOW - 9),
        RecordHold(order_id=order_id, held=False, at=NOW - 8),
        HoldOrder(order_id=order_id, reason="Qyheld"),
    ):
        store.execute(command, GATEWAY)


def lived(store: Store, order_id: str = "") -> Order:
    """An order of the buyer that was changed in every way in which it can be told of them."""
    if not order_id:
        lines = [Request(new_order(**TOLD, tags=("vip",), external_id="X-1"), "line-1", "order")]
        order_id = store.execute_many(lines, GATEWAY, one_operation=False)[0].order_id
    order = store.orders.get(order_id)
    changed(store, order, phone="0819-5556-6677")
    changed(store, order, phone=TOLD["phone"], name="Qyname", street="Qystreet 1")
    changed(store, order, name=TOLD["name"], street=TOLD["street"], tracking_note="Qytrack")
    said = {"bank": "Qybank", "holder": "Qyholder", "amount": 5, "note": "Qynote"}
    store.execute(RecordConfirmation(order_id=order_id, **said), GATEWAY)  # type: ignore[arg-type]
    store.execute(RecordConfirmation(order_id=order_id, bank="Qybank 2"), GATEWAY)
    store.execute(DeclineConfirmation(order_id=order_id, reason="Qydeclined"), SARI)
    reported(store, order_id)
    paid = AcceptPayment(order_id=order_id, amount=order.total, transaction="statement:1", note="TRF Qyholder")
    store.execute(paid, SARI)
    store.execute(RecordFollowUp(order_id=order_id, stage=MessageStage.WELCOME, template="Salam"), SARI)
    changed(store, order, status=Status.CANCELED, reason="Qyreason")
    return store.orders.get(order_id)


@pytest.fixture
def shop(store: Store) -> Store:
    """A shop with other buyers, whose statistics the planner has samples of."""
    store.execute_many([Request(new_order(name=f"Nama {n}")) for n in range(60)], SARI, one_operation=False)
    return store


def analyzed(store: Store) -> None:
    sqlite(store).run("ANALYZE")


class TestErasing:
    @pytest.fixture
    def order(self, shop: Store) -> Order:
        order = lived(shop)
        analyzed(shop)
        return order

    def test_the_whole_file_has_nothing_left_of_the_buyer(self, shop: Store, path: Path, order: Order) -> None:
        assert traces(path) == set(TRACES)
        result = shop.removals.erase_buyer("62 819 1112 2233", 1, OWNER)
        assert (result.done, result.fault) == (1, "")
        assert traces(path) == set()
        assert shop.check() == []

    def test_amounts_items_statuses_and_dates_stay(self, shop: Store, order: Order) -> None:
        before = {row["id"]: row for row in map(dict, history_of(shop, order))}
        shop.removals.erase_buyer(PHONE, 1, OWNER)
        without: dict[str, Any] = dict.fromkeys(OF_BUYER, "")
        assert shop.orders.get(order.order_id) == order._replace(version=order.version + 1, **without)
        after = {row["id"]: row for row in map(dict, history_of(shop, order))}
        kept = [row for row in before.values() if row["field"] in ("status", "payment_status", "payment", "paid_at")]
        assert [after[row["id"]] for row in kept] == kept
        assert [(one.reported, one.amount, one.transaction) for one in shop.orders.money(order.id)] == [
            ("confirmation", 5, ""),
            ("confirmation", None, ""),
            ("paid", order.total, "statement:1"),
        ]

    def test_it_stands_in_the_audit(self, shop: Store, order: Order) -> None:
        shop.removals.erase_buyer(PHONE, 1, OWNER)
        last = shop.orders.history(order.id)[-1]
        assert (last.by, last.at, last.field, last.old, last.new) == ("ratna", NOW, "erased", None, None)
        assert column(shop, Operations.kind)[-1] == "erase"

    def test_no_undo_of_an_older_change_brings_anything_back(self, shop: Store, path: Path, order: Order) -> None:
        shop.removals.erase_buyer(PHONE, 1, OWNER)
        for by in (OWNER, SARI):
            told = []
            for reverse in (shop.undo, shop.redo):
                for _ in range(8):
                    try:
                        told += list(reverse(by).reasons())
                    except RuleBroken:
                        break
            assert by is OWNER or "the buyer's data was erased by ratna since" in " ".join(told)
        now = shop.orders.get(order.order_id)
        assert {getattr(now, name) for name in OF_BUYER} == {""}
        assert traces(path) == set()
        assert shop.check() == []

    def test_what_is_written_of_the_order_afterwards_is_undone_as_ever(self, shop: Store, order: Order) -> None:
        shop.removals.erase_buyer(PHONE, 1, OWNER)
        changed(shop, order, note="baru")
        assert shop.undo(SARI).done == 1
        assert shop.orders.get(order.order_id).note == ""

    def test_a_line_that_comes_again_is_still_a_repeat(self, shop: Store, order: Order) -> None:
        shop.removals.erase_buyer(PHONE, 1, OWNER)
        again = [Request(new_order(**TOLD, tags=("vip",), external_id="X-1"), "line-1", "order")]
        (outcome,) = shop.execute_many(again, GATEWAY, one_operation=False)
        assert (outcome.order_id, outcome.repeated) == (order.order_id, True)

    def test_an_order_that_has_another_phone_now_keeps_the_rest(self, shop: Store, path: Path, order: Order) -> None:
        other = changed(shop, placed(shop, name="Orang Lain", phone="0819-1112-2233"), phone="0812-0000-0001")
        shop.removals.erase_buyer(PHONE, 1, OWNER)
        now = shop.orders.get(other.order_id)
        assert (now.name, now.phone) == ("Orang Lain", "+6281200000001")
        assert traces(path) == set()
        assert "was erased" in " ".join(shop.undo(SARI).reasons())
        assert shop.orders.get(other.order_id).phone == "+6281200000001"
        assert shop.check() == []

    def test_what_was_reported_of_the_phone_that_an_order_had_once_goes_too(
        self, shop: Store, path: Path, order: Order
    ) -> None:
        other = placed(shop, name="Orang Lain", external_id="X-2")
        reported(shop, other.order_id)
        changed(shop, other, phone="0812-0000-0001", buyer_note="", note="")
        shop.removals.erase_buyer(PHONE, 1, OWNER)
        assert b"81911122233" not in bytes_of(path)
        assert b"0819-1112-2233" not in bytes_of(path)

    def test_orders_in_the_trash_and_phones_as_they_were_written_count(self, shop: Store, order: Order) -> None:
        shop.execute(DeleteOrder(order_id=order.order_id), SARI)
        odd = placed(shop, name="Siapa", phone="nomor suami 12")
        assert shop.removals.orders_of(TOLD["phone"]) == (order.id,)
        assert shop.removals.orders_of("nomor suami 12") == (odd.id,)
        assert shop.removals.erase_buyer("nomor suami 12", 1, OWNER).done == 1
        assert shop.orders.get(odd.order_id).name == ""

    @pytest.mark.parametrize(("given", "said"), [(2, "It is 1 order, not 2"), (0, "not 0"), (None, "the number: 1")])
    def test_another_number_is_refused_with_the_right_one(
        self, shop: Store, path: Path, order: Order, given: int | None, said: str
    ) -> None:
        before = dump(path)
        with pytest.raises(RuleBroken, match=said):
            shop.removals.erase_buyer(PHONE, given, OWNER)
        assert dump(path) == before

    @pytest.mark.parametrize("by", [SARI, PACKER, VIEWER])
    def test_only_an_admin_may(self, shop: Store, path: Path, order: Order, by: Actor) -> None:
        before = dump(path)
        with pytest.raises(RuleBroken, match="you may not erase a buyer"):
            shop.removals.erase_buyer(PHONE, 1, by)
        assert dump(path) == before

    def test_a_reader_in_the_way_is_told(
        self, shop: Store, path: Path, order: Order, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("orders_tui.store.engine.sqlite.BUSY_SECONDS", 0.05)
        with raw(path) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM orders").fetchall()
            result = shop.removals.erase_buyer(PHONE, 1, OWNER)
        assert (result.done, "keeps old copies" in result.fault) == (1, True)
        shop.close()
        assert traces(path) == set()

    def test_what_another_console_saw_is_a_conflict(self, shop: Store, order: Order) -> None:
        shop.removals.erase_buyer(PHONE, 1, OWNER)
        with pytest.raises(RuleBroken, match="changed meanwhile by ratna"):
            changed(shop, order, BUDI, note="x", version=order.version)


class TestEmptying:
    @pytest.fixture
    def order(self, shop: Store) -> Order:
        order = lived(shop)
        shop.execute(DeleteOrder(order_id=order.order_id), SARI)
        analyzed(shop)
        return shop.orders.get(order.order_id)

    def test_number_dates_and_amounts_are_all_that_is_left(self, shop: Store, path: Path, order: Order) -> None:
        assert traces(path) == set(TRACES)
        result = shop.removals.empty_trash(1, OWNER)
        assert (result.done, result.fault) == (1, "")
        assert traces(path) == set()
        now = shop.orders.get(order.order_id)
        left = {fact.name for fact in COLUMNS if getattr(now, fact.name) != fact.blank}
        kinds = {name: FACTS[name].kind for name in left}
        assert {name for name, kind in kinds.items() if kind not in (Kind.MONEY, Kind.MOMENT)} == {
            *("order_id", "store", "status", "payment_status", "method", "goods"),
        }
        assert (now.total, now.created_at, now.deleted_at, now.emptied_at) == (
            *(order.total, order.created_at, NOW, NOW),
        )
        assert (now.items, now.tags, shop.orders.money(order.id)) == ((), (), ())
        assert [(event.field, event.by) for event in shop.orders.history(order.id)] == [("emptied", "ratna")]
        assert shop.check() == []

    def test_it_is_in_no_list_and_nothing_brings_it_back(self, shop: Store, order: Order) -> None:
        shop.removals.empty_trash(1, OWNER)
        assert shop.lists.listed(OrderQuery(trash=True), -1) == ()
        assert shop.counts.counts(OrderQuery(trash=True)).orders == 0
        assert order.id not in shop.lists.listed(OrderQuery(), -1)
        assert shop.removals.trash() == 0
        with pytest.raises(RuleBroken, match="was emptied from the trash"):
            shop.execute(RestoreOrder(order_id=order.order_id), OWNER)
        for by in (OWNER, SARI):
            for _ in range(4):
                try:
                    shop.undo(by)
                except RuleBroken:
                    break
        assert shop.orders.get(order.order_id).emptied_at == NOW
        assert shop.check() == []

    def test_late_money_for_it_is_a_conflict_that_can_be_settled(self, shop: Store, order: Order) -> None:
        shop.removals.empty_trash(1, OWNER)
        paid = RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID, amount=7)
        assert "trash" in shop.execute(paid, GATEWAY).warning
        conflicts = OrderQuery(filters=frozenset({("payment_status", "conflict")}))
        assert shop.lists.listed(conflicts, -1) == (order.id,)
        changed(shop, order, payment=PaymentStatus.PAID)
        assert shop.lists.listed(conflicts, -1) == ()
        with pytest.raises(RuleBroken, match="was emptied"):
            changed(shop, order, note="x")
        assert shop.check() == []

    def test_a_conflict_stays_in_the_trash(self, shop: Store, order: Order) -> None:
        other = placed(shop, method=None)
        shop.execute(DeleteOrder(order_id=other.order_id), SARI)
        shop.execute(RecordPayment(order_id=other.order_id, reported=PaymentReport.PAID, amount=7), GATEWAY)
        assert shop.removals.trash() == 1
        assert shop.removals.empty_trash(1, OWNER).done == 1
        assert shop.orders.get(other.order_id).emptied_at is None

    def test_no_entry_gets_a_number_that_was_there_before(self, store: Store) -> None:
        order = placed(store, method=None)
        store.execute(DeleteOrder(order_id=order.order_id), SARI)
        pulse = store.orders.pulse()
        store.removals.empty_trash(1, OWNER)
        assert min(column(store, History.id)) > pulse.entry
        assert store.orders.touched_since(pulse, [order.id]) == {order.id}
        assert max(column(store, Orders.id)) == order.id

    def test_many_go_in_short_transactions_and_a_stop_leaves_the_rest(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(jobs, "_TOGETHER", 2)
        monkeypatch.setattr(jobs, "_SECONDS", 0.0)
        for order in [placed(store, method=None) for _ in range(5)]:
            store.execute(DeleteOrder(order_id=order.order_id), SARI)
        seen: list[int] = []
        result = store.removals.empty_trash(5, OWNER, progress=seen.append, stop=lambda: seen == [2, 4])
        assert (seen, result.done, result.stopped, store.removals.trash()) == ([2, 4], 4, True, 1)
        assert len({order.emptied_at for order in everyone(store)}) == 2
        assert store.removals.empty_trash(1, OWNER).done == 1
        assert store.check() == []

    @pytest.mark.parametrize(("given", "said"), [(2, "It is 1 order, not 2"), (None, "the number: 1")])
    def test_another_number_is_refused_with_the_right_one(
        self, shop: Store, path: Path, order: Order, given: int | None, said: str
    ) -> None:
        before = dump(path)
        with pytest.raises(RuleBroken, match=said):
            shop.removals.empty_trash(given, OWNER)
        assert dump(path) == before

    @pytest.mark.parametrize("by", [SARI, PACKER, VIEWER])
    def test_only_an_admin_may(self, shop: Store, path: Path, order: Order, by: Actor) -> None:
        before = dump(path)
        with pytest.raises(RuleBroken, match="you may not empty the trash"):
            shop.removals.empty_trash(1, by)
        assert dump(path) == before


def history_of(store: Store, order: Order) -> list[dict[str, object]]:
    columns = ("id", "operation_id", "field", "old", "new")
    rows = sqlite(store).rows(f"SELECT {', '.join(columns)} FROM history WHERE order_row = ? ORDER BY id", (order.id,))
    return [dict(zip(columns, row, strict=True)) for row in rows]
