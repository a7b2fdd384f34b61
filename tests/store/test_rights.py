"""What a role may not do is refused, and what it may not see leaves the store by no door."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from orders_tui.domain.commands import DeleteOrder, RecordConfirmation, RecordPayment, RuleBroken
from orders_tui.domain.facts import FACTS, Kind, Order
from orders_tui.domain.order import PaymentReport, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Actor
from orders_tui.store.store import Request, Store
from tests.samples import GATEWAY, OWNER, PACKER, SARI, VIEWER, a_change
from tests.store.shop import changed, dump, everyone, new_order, placed, reached, stepped, stock

EVERYTHING = OrderQuery()
AMOUNTS = [name for name, fact in FACTS.items() if fact.kind is Kind.MONEY]


class TestChanging:
    @pytest.mark.parametrize("actor", [VIEWER, PACKER])
    def test_what_a_role_may_not_do_is_refused_and_leaves_nothing(self, store: Store, path: Path, actor: Actor) -> None:
        order = placed(store)
        before = dump(path)
        with pytest.raises(RuleBroken, match="you may not"):
            store.execute(a_change(order.order_id, note="x"), actor)
        with pytest.raises(RuleBroken, match="you may not"):
            store.execute(new_order(), actor)
        (outcome,) = store.execute_many([Request(a_change(order.order_id, note="x"))], actor, one_operation=True)
        assert "you may not" in outcome.error
        assert dump(path) == before

    def test_a_packer_packs(self, store: Store) -> None:
        order = reached(store, Status.CONFIRMED)
        store.execute(a_change(order.order_id, status=Status.SHIPPED, courier="JNE", receipt="R1"), PACKER)
        assert store.orders.get(order.order_id).status is Status.SHIPPED

    def test_only_an_admin_deletes_several_orders_at_once(self, store: Store) -> None:
        orders = [placed(store, method=None) for _ in range(2)]
        deletions = [Request(DeleteOrder(order_id=order.order_id)) for order in orders]
        with pytest.raises(RuleBroken, match="several orders"):
            store.execute_many(deletions, SARI, one_operation=True)
        assert {order.deleted_at for order in everyone(store)} == {None}
        assert all(outcome.ok for outcome in store.execute_many(deletions[:1], SARI, one_operation=True))
        assert all(outcome.ok for outcome in store.execute_many(deletions[1:], OWNER, one_operation=True))

    def test_only_an_admin_changes_the_settings_of_the_shop(self, store: Store) -> None:
        with pytest.raises(RuleBroken, match="settings of the shop"):
            store.settings.put("business", "Toko Sari", SARI, for_shop=True)
        store.settings.put("business", "Toko Sehat", OWNER, for_shop=True)
        store.settings.put("theme", "dark", VIEWER)
        assert store.settings.get("business") == "Toko Sehat"
        assert store.settings.all(VIEWER.name) == {"theme": "dark"}

    @pytest.mark.parametrize("actor", [VIEWER, SARI._replace(role=VIEWER.role)])
    def test_whoever_only_reads_undoes_nothing(self, store: Store, actor: Actor) -> None:
        order = changed(store, placed(store), actor._replace(role=SARI.role), note="a")
        for reverse in (store.undo, store.redo):
            with pytest.raises(RuleBroken):
                reverse(actor)
        assert store.orders.get(order.order_id).note == "a"

    def test_a_packer_undoes_packing_and_nothing_else(self, store: Store) -> None:
        order = reached(store, Status.CONFIRMED)
        packed = a_change(order.order_id, status=Status.SHIPPED, courier="JNE", receipt="R1")
        store.execute(packed, PACKER)
        for reverse, status in ((store.undo, Status.CONFIRMED), (store.redo, Status.SHIPPED)):
            assert reverse(PACKER).done == 1
            assert store.orders.get(order.order_id).status is status
        once_staff = SARI._replace(role=PACKER.role)
        for change in ({"phone": "+6281298765432"}, {"payment": PaymentStatus.PAID}, {"status": Status.COMPLETED}):
            before = changed(store, order, SARI, **change)
            result = store.undo(once_staff)
            assert (result.done, list(result.reasons())) == (0, ["As packer you may not change orders."])
            assert store.orders.get(order.order_id) == before


class TestSeeing:
    @pytest.fixture
    def order(self, store: Store) -> Order:
        order = placed(store, phone="+6281234567890", email="siti@example.com", shipping=9_000)
        store.execute(RecordConfirmation(order_id=order.order_id, bank="BCA", amount=7), SARI)
        store.execute(RecordPayment(order_id=order.order_id, reported=PaymentReport.PAID, amount=order.total), GATEWAY)
        return changed(store, order, phone="+6281298765432")

    def test_a_packer_sees_no_amount_and_no_whole_phone_anywhere(
        self, seen_by: Callable[[Actor], Store], order: Order
    ) -> None:
        shop = seen_by(PACKER)
        view = shop.lists.open(EVERYTHING)
        first = shop.lists.first_page(EVERYTHING, 10)
        assert first is not None
        for found in (
            shop.orders.get(order.order_id),
            *shop.orders.many([order.id]),
            *shop.lists.rows([order.id]),
            *shop.lists.page(view, 0, 10),
            *first,
        ):
            assert {getattr(found, name) for name in AMOUNTS} == {0}
            assert {item.price for item in found.items} == {0}
            assert (found.phone, found.email, found.name) == ("•••• 5432", "", order.name)
        assert shop.orders.money(order.id) == ()
        assert {event.field for event in shop.orders.history(order.id)} == {"status", "payment_status", "paid_at"}
        assert shop.counts.counts(EVERYTHING).value == 0
        assert shop.lists.value([order.id]) == 0
        assert shop.counts.counts(EVERYTHING).orders == 1

    def test_a_viewer_sees_everything(self, store: Store, seen_by: Callable[[Actor], Store], order: Order) -> None:
        shop = seen_by(VIEWER)
        assert shop.orders.get(order.order_id) == order
        assert shop.orders.history(order.id) == store.orders.history(order.id)
        assert shop.lists.value([order.id]) == order.total

    @pytest.mark.parametrize(
        "text", ["+6281298765432", "0812 9876 5432", "081298765432", "98765432", "5432", "32", "9"]
    )
    def test_digits_do_not_find_a_masked_phone(
        self, store: Store, seen_by: Callable[[Actor], Store], order: Order, text: str
    ) -> None:
        query = OrderQuery(text=text)
        shop = seen_by(PACKER)
        assert store.counts.counts(query).orders == 1
        assert shop.counts.counts(query).orders == shop.lists.open(query).count == 0
        assert not shop.lists.first_page(query, 10)
        assert shop.lists.fitting(query, [order.id]) == frozenset()
        assert not shop.counts.exists(query)

    @pytest.mark.parametrize("text", ["siti", "si", "261122", "siti aminah"])
    def test_everything_else_is_found(
        self, store: Store, seen_by: Callable[[Actor], Store], order: Order, text: str
    ) -> None:
        shop = seen_by(PACKER)
        assert shop.lists.listed(OrderQuery(text=text), -1) == (order.id,)
        assert shop.lists.fitting(OrderQuery(text=text), [order.id]) == {order.id}

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("José Álvarez", "jose"),
            ("José Álvarez", "JOSÉ"),
            ("Nur’aini", "nuraini"),
            ("Nur’aini", "nur'aini"),
            ("O'Brien", "obrien"),
            ("Łukasz", "lu"),
        ],
    )
    def test_names_are_found_without_accents_and_apostrophes(
        self, store: Store, seen_by: Callable[[Actor], Store], name: str, text: str
    ) -> None:
        order = placed(store, name=name)
        shop = seen_by(PACKER)
        query = OrderQuery(text=text)
        assert shop.lists.listed(query, -1) == (order.id,)
        assert shop.lists.fitting(query, [order.id]) == {order.id}
        assert shop.counts.counts(query).orders == shop.lists.open(query).count == 1

    def test_no_amount_is_found_out_by_narrowing_or_sorting(
        self, store: Store, seen_by: Callable[[Actor], Store]
    ) -> None:
        stock(store, random.Random(5), 40)
        shop = seen_by(PACKER)
        for text in ("total:52000..", "total:..52000", "difference:yes", "-proof:yes", "sort:-total", "buyer:repeat"):
            query = OrderQuery.parse(text)
            everything = shop.lists.listed(replace(EVERYTHING, descending=True), -1)
            assert shop.lists.listed(query, -1) == everything
            assert tuple(shop.lists.ids(shop.lists.open(query))) == everything
            assert shop.counts.counts(query) == shop.counts.counts(EVERYTHING)
        for facet in ("buyer", "difference", "proof"):
            assert store.counts.facet(EVERYTHING, facet)
            assert shop.counts.facet(EVERYTHING, facet) == {}

    def test_a_conflict_tells_nothing_hidden(self, store: Store) -> None:
        order = reached(store, Status.CONFIRMED)
        changed(store, order, phone="+6281298765432", note="fragile")
        late = stepped(order.order_id, Status.READY).replace(version=order.version)
        with pytest.raises(RuleBroken) as refusal:
            store.execute(late, PACKER)
        assert "fragile" in str(refusal.value)
        assert "5432" not in str(refusal.value)
