"""Every command through the one door: what it writes, and that what is refused writes nothing."""

from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.commands import (
    Change,
    Conflict,
    DeleteOrder,
    Outcome,
    RecordConfirmation,
    RecordPayment,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.facts import Order
from orders_tui.domain.history import describe
from orders_tui.domain.order import Goods, Method, Money, PaymentReport, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.store.address import path_of
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Request, Store, open_store
from orders_tui.store.tables import Operations, Orders
from orders_tui.store.waiting import Waiting
from orders_tui.store.writes.changes import _WITH_RECEIPT
from tests.samples import BANDUNG, BUDI, COURSE, DAY, GATEWAY, NOW, OWNER, SARI, SHIRT, a_change, an_order
from tests.store.shop import ORDER, changed, column, dump, everyone, opened, placed, raw, reached, sqlite

ROUTE = (Status.CONFIRMED, Status.READY, Status.SHIPPED)


def told(store: Store, order: Order) -> list[tuple[str, str | None, str | None]]:
    """The history of the order: field, old and new value."""
    return [(event.field, event.old, event.new) for event in store.orders.history(order.id)]


def test_a_new_order_is_stored_whole(store: Store) -> None:
    address: dict[str, Any] = BANDUNG | {"street": "Jl. Merdeka 1\nRT 02"}
    charges: dict[str, Any] = {"discount": 5_000, "shipping": 9_000, "fees": 2_500, "unique_code": 123}
    order = placed(
        store,
        **address,
        **charges,
        email="siti@example.com",
        items=(SHIRT, COURSE),
        seller="Mitra Jaya",
        source="LP Kaos",
        courier="JNE",
        handler="budi",
        buyer_note="titip\nsatpam",
        tags=("vip", " grosir ", "", "vip"),
        external_id="X-1",
        at=NOW - DAY,
    )
    assert order == an_order(
        id=1,
        order_id=order.order_id,
        slug=order.slug,
        status=Status.PENDING,
        payment_status=PaymentStatus.UNPAID,
        method=Method.BANK_TRANSFER,
        method_word="",
        goods=Goods.MIXED,
        store="Toko Sehat",
        seller="Mitra Jaya",
        source="LP Kaos",
        external_id="X-1",
        name="Siti Aminah",
        phone="+6281234567890",
        email="siti@example.com",
        **address,
        items=(SHIRT, COURSE),
        subtotal=2 * 85_000 + 250_000,
        **charges,
        total=2 * 85_000 + 250_000 - 5_000 + 9_000 + 2_500 - 123,
        courier="JNE",
        receipt="",
        handler="budi",
        tags=("grosir", "vip"),
        buyer_note="titip\nsatpam",
        note="",
        follow_ups=0,
        followed_up_at=None,
        created_at=NOW - DAY,
        paid_at=None,
        settled_at=None,
        confirmed_at=None,
        shipped_at=None,
        completed_at=None,
        access_sent_at=None,
        printed_at=None,
        returned_at=None,
        deleted_at=None,
        version=1,
    )
    assert told(store, order) == [("status", None, "pending")]


def test_the_order_id_is_the_day_at_the_desk_and_six_letters(store: Store) -> None:
    evening = NOW - 14 * 60 * 60 - 5 * 60 - 1
    order = placed(store, at=evening)
    assert order.order_id[:6] == "261121"
    assert len(order.order_id) == 12
    assert not set(order.order_id[6:]) & set("AEIOU0123456789")


def test_two_orders_never_share_an_id_or_a_slug(path: Path) -> None:
    with opened(path, create=True, seed=1) as store:
        first = placed(store)
    with opened(path, seed=1) as store:
        store.execute_many([Request(ORDER)] * 3, SARI, one_operation=True)
        orders = everyone(store)
    assert len(first.slug) == 32
    assert len(orders) == len({order.order_id for order in orders}) == len({order.slug for order in orders}) == 4


def test_an_order_without_a_method_is_created(store: Store) -> None:
    assert placed(store, method=None).status is Status.CREATED


def test_blanks_around_an_external_id_make_no_other(store: Store) -> None:
    order = placed(store, external_id=" 5", handler=" sari ", courier="JNE ")
    assert (order.external_id, order.handler, order.courier) == ("5", "sari", "JNE")
    assert store.lists.listed(OrderQuery.parse("handler:sari courier:jne"), 9) == (order.id,)
    with pytest.raises(RuleBroken, match="already has the external id 5"):
        placed(store, store=" Toko Sehat", external_id="5 ")


@pytest.mark.parametrize(("seller", "kept"), [("", ""), ("Toko Sehat Group", ""), (" toko sehat group ", "")])
def test_the_business_itself_is_no_seller_to_ship_for(store: Store, seller: str, kept: str) -> None:
    store.settings.put("business", "Toko Sehat Group", OWNER, for_shop=True)
    assert placed(store, seller=seller).seller == kept
    assert placed(store, seller="Mitra").seller == "Mitra"


def test_an_external_id_is_known_once_in_a_store(store: Store, path: Path) -> None:
    first = placed(store, external_id="X-1")
    before = dump(path)
    with pytest.raises(RuleBroken, match=rf"external id X-1 \(order {first.order_id}\)"):
        placed(store, external_id="X-1")
    assert dump(path) == before
    assert placed(store, external_id="X-1", store="Toko Lain").external_id == "X-1"


def test_a_change_writes_field_by_field(store: Store) -> None:
    order = reached(store, Status.CONFIRMED)
    changed_order = changed(
        store,
        order,
        BUDI,
        version=2,
        status=Status.SHIPPED,
        payment=PaymentStatus.PAID,
        courier="SiCepat",
        receipt="SC1",
        handler="budi",
        note="hati-hati",
        add_tags=("vip",),
        at=NOW - 60,
    )
    assert changed_order.version == 3
    assert (changed_order.status, changed_order.payment_status) == (Status.SHIPPED, PaymentStatus.PAID)
    assert (changed_order.courier, changed_order.receipt, changed_order.handler) == ("SiCepat", "SC1", "budi")
    assert (changed_order.note, changed_order.tags) == ("hati-hati", ("vip",))
    assert (changed_order.shipped_at, changed_order.paid_at) == (NOW - 60, NOW - 60)
    last = [event for event in store.orders.history(order.id) if event.operation == 3]
    assert {(event.field, event.old, event.new) for event in last} == {
        ("status", "confirmed", "shipped"),
        ("shipped_at", None, str(NOW - 60)),
        ("payment_status", "unpaid", "paid"),
        ("paid_at", None, str(NOW - 60)),
        ("courier", "JNE", "SiCepat"),
        ("receipt", "JNE001", "SC1"),
        ("handler", "", "budi"),
        ("note", "", "hati-hati"),
        ("tags", "", "vip"),
    }
    assert {(event.at, event.by, event.via, event.place) for event in last} == {(NOW, "budi", "console", "pts/2")}


def test_a_reason_stands_in_the_history(store: Store) -> None:
    order = reached(store, Status.CANCELED)
    assert ("reason", None, "rusak") in told(store, order)


def test_tags_are_added_and_taken_off(store: Store) -> None:
    order = placed(store, tags=("a", "c"))
    order = changed(store, order, add_tags=("b",), remove_tags=("a",))
    assert order.tags == ("b", "c")
    assert told(store, order)[-1] == ("tags", "a\nc", "b\nc")
    assert changed(store, order, remove_tags=("b", "c")).tags == ()


def test_a_created_order_that_gets_a_method_becomes_pending(store: Store) -> None:
    order = changed(store, placed(store, method=None), method=Method.QRIS)
    assert (order.status, order.method) == (Status.PENDING, Method.QRIS)


@pytest.mark.parametrize(
    ("amount", "stands"), [(170_000, PaymentStatus.PAID), (None, PaymentStatus.PAID), (1, PaymentStatus.CONFLICT)]
)
def test_reported_money_is_kept_and_compared(store: Store, amount: int | None, stands: PaymentStatus) -> None:
    order = placed(store)
    store.execute(
        RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID, amount=amount, at=NOW - 5), GATEWAY
    )
    order = store.orders.get(order.order_id)
    assert (order.payment_status, order.status, order.version) == (stands, Status.PENDING, 2)
    assert order.paid_at == (NOW - 5 if stands is PaymentStatus.PAID else None)
    assert store.orders.money(order.id) == (Money(NOW - 5, "paid", amount),)
    assert ("payment", None, "paid" if amount is None else f"paid {amount}") in told(store, order)


def test_money_that_comes_twice_is_a_conflict(store: Store) -> None:
    order = placed(store)
    for _ in range(2):
        store.execute(RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID, amount=order.total), GATEWAY)
    assert store.orders.get(order.order_id).payment_status is PaymentStatus.CONFLICT
    assert len(store.orders.money(order.id)) == 2


def test_a_confirmation_waits_for_staff(store: Store) -> None:
    order = placed(store)
    said = RecordConfirmation(
        order_id=order.order_id, bank="BCA", holder="SITI A", amount=170_000, day="21 Nov", note="lewat\nATM"
    )
    store.execute(said, GATEWAY)
    after = store.orders.get(order.order_id)
    assert (after.status, after.payment_status, after.version) == (order.status, order.payment_status, 2)
    assert store.orders.money(order.id) == (
        Money(NOW, "confirmation", 170_000, "BCA", "SITI A", "21 Nov", "lewat\nATM"),
    )
    assert told(store, order)[-1] == ("confirmation", None, "BCA 170000")


@pytest.mark.parametrize(
    ("bank", "amount", "words"),
    [
        ("BCA 1234567890", None, "BCA 1234567890"),
        ("1234567890", 90_000, "1234567890 Rp 90.000"),
        ("-", None, "-"),
        ("Bank Jago", None, "Bank Jago"),
    ],
)
def test_a_number_of_the_bank_is_no_amount(store: Store, bank: str, amount: int | None, words: str) -> None:
    order = placed(store)
    store.execute(RecordConfirmation(order_id=order.order_id, bank=bank, amount=amount), GATEWAY)
    assert list(describe(store.orders.history(order.id)[-1])) == [f"Buyer says paid: {words}"]


def test_into_the_trash_and_out_again(store: Store) -> None:
    order = placed(store, method=None)
    store.execute(DeleteOrder(order_id=order.order_id, version=1), BUDI)
    assert store.orders.get(order.order_id).deleted_at == NOW
    store.execute(RestoreOrder(order_id=order.order_id, version=2), SARI)
    back = store.orders.get(order.order_id)
    assert (back.deleted_at, back.status, back.version) == (None, Status.CREATED, 3)
    assert told(store, order)[1:] == [("deleted_at", None, str(NOW)), ("deleted_at", str(NOW), None)]


def test_an_order_is_found_however_its_id_is_typed(store: Store) -> None:
    order = placed(store)
    store.execute(a_change(f" {order.order_id.lower()} ", note="ada"), SARI)
    assert store.orders.get(order.order_id.lower()).note == "ada"


def test_every_execute_is_one_operation(store: Store) -> None:
    order = reached(store, *ROUTE)
    made = [(event.operation, event.at, event.by, event.via, event.place) for event in store.orders.history(order.id)]
    assert list(dict.fromkeys(made)) == [(n, NOW, "sari", "console", "pts/1") for n in (1, 2, 3, 4)]
    assert column(store, Operations.kind) == ["change"] * 4
    assert column(store, Operations.undoes) == [None] * 4
    assert order.version == 4
    assert column(store, Orders.last_operation) == [4]


def test_a_stale_change_is_told_who_did_what(store: Store) -> None:
    seen = placed(store)
    changed(store, seen, BUDI, note="panggil\ndulu", handler="budi")
    changed(store, seen, GATEWAY, status=Status.CONFIRMED)
    with pytest.raises(Conflict) as refusal:
        store.execute(a_change(seen.order_id, version=seen.version, note="lain"), SARI)
    told_what = str(refusal.value)
    assert seen.order_id in told_what
    assert "budi, gateway" in told_what
    assert "Note: panggil, dulu" in told_what
    assert "Handler: budi" in told_what
    assert "Pending → Confirmed" in told_what
    assert "_at" not in told_what
    assert store.orders.get(seen.order_id).note == "panggil\ndulu"


def test_a_stale_change_is_told_only_what_it_has_not_seen(store: Store) -> None:
    order = changed(store, placed(store), BUDI, note="lama")
    changed(store, order, SARI, handler="sari")
    with pytest.raises(Conflict) as refusal:
        store.execute(a_change(order.order_id, version=2, note="x"), BUDI)
    assert "sari" in str(refusal.value)
    assert "lama" not in str(refusal.value)


def test_a_stale_change_is_told_of_the_trash(store: Store) -> None:
    order = placed(store, method=None)
    store.execute(DeleteOrder(order_id=order.order_id), BUDI)
    with pytest.raises(Conflict, match=r"by budi \(into the trash\)"):
        store.execute(DeleteOrder(order_id=order.order_id, version=1), SARI)
    store.execute(RestoreOrder(order_id=order.order_id), BUDI)
    with pytest.raises(Conflict, match=r"by budi \(out of the trash\)"):
        store.execute(DeleteOrder(order_id=order.order_id, version=2), SARI)


def test_reading_only_stores_nothing(store: Store, path: Path) -> None:
    order = placed(store)
    with opened(path, readonly=True) as reader:
        assert reader.orders.get(order.order_id) == order
        for change in (lambda: reader.execute(ORDER, SARI), lambda: reader.undo(SARI)):
            with pytest.raises(DatabaseError, match="only be read"):
                change()
        reader.settings.put("theme", "dark", SARI)
        assert reader.settings.get("theme") == ""
        assert reader.check() == []


def test_a_busy_database_is_told_in_a_sentence(store: Store, path: Path) -> None:
    order = placed(store)
    store.wait_as(Waiting(0.02))
    with raw(path) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError, match="busy with another"):
            changed(store, order, note="x")
    assert changed(store, order, note="x").note == "x"


def test_settings_are_kept_by_owner(store: Store, path: Path) -> None:
    store.settings.put("theme", "dark", SARI)
    store.settings.put("theme", "light", SARI)
    store.settings.put("business", "Toko Sehat", OWNER, for_shop=True)
    with opened(path) as again:
        assert again.settings.get("theme", owner="sari") == "light"
        assert again.settings.get("theme", owner="budi", default="auto") == "auto"
        assert again.settings.get("business") == "Toko Sehat"


def test_an_address_names_a_file(tmp_path: Path) -> None:
    assert path_of(f"sqlite:///{tmp_path}/a.db") == path_of(f"{tmp_path}/a.db") == tmp_path / "a.db"
    assert path_of("~/a.db") == Path.home() / "a.db"
    with pytest.raises(DatabaseError, match="postgresql"):
        path_of("postgresql://localhost/orders")
    with pytest.raises(DatabaseError, match="~nobody-of-that-name"):
        path_of("~nobody-of-that-name/a.db")


def test_a_store_opens_by_its_address(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/a b?#%.db", create=True)
    try:
        order = placed(store)
        assert order.order_id[:6].isdigit()
        assert abs(order.created_at - store.now()) < 60
    finally:
        store.close()
    assert (tmp_path / "a b?#%.db").exists()


def test_the_trash_is_in_no_list_and_no_count(store: Store) -> None:
    order = placed(store, method=None)
    store.execute(DeleteOrder(order_id=order.order_id), SARI)
    assert store.lists.listed(OrderQuery(), 10) == ()
    assert store.counts.counts(OrderQuery()).orders == 0
    assert store.lists.listed(OrderQuery(trash=True), 10) == (order.id,)


def test_a_receipt_number_of_another_order_is_a_warning(store: Store) -> None:
    first, second = placed(store, method=None), placed(store)
    store.execute(a_change(first.order_id, receipt="R1"), SARI)
    same = a_change(second.order_id, receipt=" R1 ")
    warning = f"The receipt number R1 already belongs to {first.order_id}."
    changes = (Change("receipt", "", "R1"),)
    assert store.execute(same, SARI) == Outcome(second.order_id, warning=warning, changes=changes)
    store.undo(SARI)
    assert store.execute_many([Request(same)], SARI, one_operation=True)[0].warning == warning
    store.undo(SARI)
    # Capitals and blanks make no other number.
    assert store.execute(same.replace(facts={"receipt": "r 1"}), SARI).warning == warning.replace("R1", "r 1")
    assert store.execute(same.replace(facts={"note": "x"}), SARI).warning == ""
    store.execute(DeleteOrder(order_id=first.order_id), SARI)
    assert store.execute(same, SARI).warning == ""


def test_who_has_a_receipt_number_is_looked_up_and_not_searched(store: Store) -> None:
    sql, arguments = _WITH_RECEIPT.bound(sqlite(store).db, {"receipt": "R1", "row": 1})
    plan = sqlite(store).rows(f"EXPLAIN QUERY PLAN {sql}", arguments)
    assert [step[3] for step in plan] == ["SEARCH t1 USING INDEX orders_receipt_key (<expr>=?)"]
    # And no list takes that index for one of all orders with a number.
    query = "SELECT id FROM orders WHERE fulfil = 0 AND receipt <> '' AND deleted_at IS NULL ORDER BY created_at"
    assert "orders_receipt" not in str(sqlite(store).rows(f"EXPLAIN QUERY PLAN {query}"))
