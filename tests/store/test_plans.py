"""Plans in the store: what is selected, what each order gets, and that others and a stop come in between."""

import random
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from orders_tui.domain.actions import alike_of, quick_actions
from orders_tui.domain.commands import DeleteOrder, OrderCommand, Outcome, RestoreOrder, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.order import Status
from orders_tui.domain.plans import ActionPlan, Result, Selection, offers
from orders_tui.domain.query import OrderQuery
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Request, Store
from orders_tui.store.tables import Operations
from orders_tui.store.writes import jobs
from tests.samples import BUDI, OWNER, SARI, VIEWER, a_change
from tests.store.shop import ORDER, changed, column, dump, everyone, ids_of, opened, placed, sqlite, stock

EVERYTHING = OrderQuery()


@dataclass(frozen=True)
class NotePlan:
    """A note on every selected order; `refuse` is called with each of them first."""

    selection: Selection
    refuse: Callable[[Order], object] = str

    def command(self, order: Order) -> OrderCommand:
        self.refuse(order)
        return a_change(order.order_id, note="noted")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few orders take several transactions."""
    monkeypatch.setattr(jobs, "_TOGETHER", 3)
    monkeypatch.setattr(jobs, "_SECONDS", 0.0)


def select(store: Store, *orders: Order, query: OrderQuery = EVERYTHING, all_but: bool = False) -> Selection:
    view = store.lists.open(query)
    try:
        return store.lists.select(view, ids_of(orders), all_but=all_but)
    finally:
        store.lists.close(view)


class TestSelecting:
    @pytest.fixture
    def shop(self, store: Store) -> tuple[Order, ...]:
        stock(store, random.Random(4), 60)
        return tuple(order for order in everyone(store) if order.seller == "" and order.deleted_at is None)

    def test_everything_but_some_is_taken_in_the_order_of_the_list(
        self, store: Store, shop: tuple[Order, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("orders_tui.store.reads.selecting._TOGETHER", 7)
        query = OrderQuery(sort="total")
        listed = [row for row in store.lists.listed(query, -1) if row not in ids_of(shop[:5])]
        selection = select(store, *shop[:5], query=query, all_but=True)
        assert list(selection.keys) == listed
        assert list(selection.versions) == [order.version for order in store.orders.many(listed)]
        assert ids_of(selection.first) == listed[:3]
        assert (len(selection), selection.unseen) == (len(listed), 0)

    @pytest.mark.parametrize("few", [3, 20_000], ids=["walked", "asked"])
    def test_marked_orders_that_the_list_does_not_show_are_taken_last_and_counted(
        self, store: Store, shop: tuple[Order, ...], monkeypatch: pytest.MonkeyPatch, few: int
    ) -> None:
        monkeypatch.setattr("orders_tui.store.reads.selecting._TOGETHER", 3)
        monkeypatch.setattr("orders_tui.store.reads.selecting._FEW", few)
        pending = [order for order in shop if order.status is Status.PENDING]
        others = [order for order in shop if order.status is not Status.PENDING]
        query = EVERYTHING.toggled("status", "pending")
        selection = select(store, others[0], pending[0], others[1], pending[1], query=query)
        listed = [row for row in store.lists.listed(query, -1) if row in ids_of(pending[:2])]
        assert list(selection.keys) == [*listed, *sorted(ids_of(others[:2]))]
        assert selection.unseen == 2

    def test_groups_have_all_that_the_menus_tell_apart(self, store: Store, shop: tuple[Order, ...]) -> None:
        selection = select(store, all_but=True)
        assert sum(group.size for group in selection.groups) == len(shop) == len(selection)
        able: dict[str, int] = {}
        needs: dict[str, set[str]] = {}
        for order in shop:
            for action in quick_actions(order):
                able[action.id] = able.get(action.id, 0) + 1
                needs.setdefault(action.id, set()).update(action.needs)
        assert {offer.action.id: offer.able for offer in offers(selection)} == able
        assert {offer.action.id: set(offer.action.needs) for offer in offers(selection)} == needs

    def test_the_group_of_every_order_has_the_same_menu(self, store: Store, shop: tuple[Order, ...]) -> None:
        selection = select(store, all_but=True)
        by_row = {order.id: order for order in shop}
        of_each = [
            (by_row[row], selection.groups[kind].sample)
            for row, kind in zip(selection.keys, selection.kinds, strict=True)
        ]
        assert [alike_of(order) for order, _sample in of_each] == [alike_of(sample) for _order, sample in of_each]
        assert [group.size for group in selection.groups] == [
            list(selection.kinds).count(kind) for kind in range(len(selection.groups))
        ]

    def test_nothing_is_a_selection_too(self, store: Store) -> None:
        assert len(select(store)) == len(select(store, all_but=True)) == 0


class TestCarryingOut:
    @pytest.fixture
    def orders(self, store: Store) -> list[Order]:
        return [placed(store) for _ in range(8)]

    def test_all_orders_are_changed_by_one_operation_that_is_undone_as_one(
        self, store: Store, orders: list[Order]
    ) -> None:
        progress: list[int] = []
        result = store.carry_out(NotePlan(select(store, *orders)), SARI, progress=progress.append)
        assert (result.kind, result.done, len(result.changed), result.stopped) == (OperationKind.CHANGE, 8, 8, False)
        assert progress == [3, 6, 8]
        assert {store.orders.history(order.id)[-1].operation for order in orders} == {result.operation}
        assert store.undo(SARI).done == 8
        assert {store.orders.get(order.order_id).note for order in orders} == {""}
        assert store.check() == []

    def test_an_order_that_was_changed_since_is_refused_with_who_changed_what(
        self, store: Store, orders: list[Order]
    ) -> None:
        plan = NotePlan(select(store, *orders))
        changed(store, orders[2], BUDI, courier="JNE")
        result = store.carry_out(plan, SARI)
        assert (result.done, list(result.refused_keys)) == (7, [orders[2].id])
        (refused,) = result.refused
        assert refused.order_id == orders[2].order_id
        assert "changed meanwhile by budi (Courier: JNE)" in refused.error
        assert store.orders.get(orders[2].order_id).note == ""

    def test_what_a_rule_refuses_stops_no_other(self, store: Store, orders: list[Order]) -> None:
        def refuse(order: Order) -> None:
            if order.id != orders[3].id:
                raise RuleBroken("not this one")

        result = store.carry_out(NotePlan(select(store, *orders), refuse), SARI)
        assert (result.done, len(result.refused), list(result.reasons())) == (1, 7, ["not this one"])

    def test_nothing_is_written_where_all_are_refused(self, store: Store, path: Path, orders: list[Order]) -> None:
        before = dump(path)
        result = store.carry_out(NotePlan(select(store, *orders)), VIEWER)
        assert (result.operation, result.done, len(result.refused_keys)) == (None, 0, 8)
        assert dump(path) == before

    def test_others_write_in_between(self, store: Store, path: Path, orders: list[Order]) -> None:
        plan = NotePlan(select(store, *orders))
        with opened(path) as other:

            def write(done: int) -> None:
                if done == 3:
                    changed(other, orders[7], BUDI, courier="JNE")  # the newest, dealt with before
                    changed(other, orders[0], BUDI, courier="JNE")

            result = store.carry_out(plan, SARI, progress=write)
        assert [outcome.order_id for outcome in result.refused] == [orders[0].order_id]
        undone = store.undo(SARI)
        assert (undone.done, list(undone.reasons()), list(undone.warnings())) == (7, [], [])
        assert {order.courier for order in everyone(store)} == {"", "JNE"}
        assert store.check() == []

    def test_a_stop_leaves_a_whole_operation(
        self, store: Store, orders: list[Order], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        progress: list[int] = []
        plan = NotePlan(select(store, *orders))
        result = store.carry_out(plan, SARI, progress=progress.append, stop=lambda: len(progress) == 2)
        assert (result.done, result.stopped, result.fault) == (6, True, "")
        assert [order.note for order in everyone(store)].count("noted") == 6
        monkeypatch.setattr(jobs, "_TOGETHER", 1)
        undone = store.undo(SARI, stop=lambda: len(progress) > 2, progress=progress.append)
        assert (undone.done, undone.stopped) == (2, True)
        assert store.redo(SARI).done == 2
        assert [order.note for order in everyone(store)].count("noted") == 6
        assert store.check() == []

    @pytest.fixture
    def two_together(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let an undo take two orders in each transaction."""
        monkeypatch.setattr(jobs, "_TOGETHER", 1)

    @pytest.mark.usefixtures("two_together")
    def test_an_undo_that_was_stopped_is_gone_on_with_by_the_next(self, store: Store, orders: list[Order]) -> None:
        store.carry_out(NotePlan(select(store, *orders)), SARI)
        progress: list[int] = []
        stopped = store.undo(SARI, progress=progress.append, stop=lambda: len(progress) == 1)
        offer = store.last_change(SARI)
        assert offer is not None
        assert (stopped.done, offer.orders, len(offer.first)) == (2, 6, 3)
        assert {order.note for order in offer.first} == {"noted"}
        assert store.undo(SARI).done == 6
        assert {order.note for order in everyone(store)} == {""}
        # Then it goes on with what was before, as after any undo.
        assert store.undo(SARI).done == 1
        assert [order.deleted_at is None for order in everyone(store)].count(False) == 1
        assert store.check() == []

    @pytest.mark.usefixtures("two_together")
    def test_a_stopped_undo_and_redo_meet_in_any_order(self, store: Store, orders: list[Order]) -> None:
        store.carry_out(NotePlan(select(store, *orders)), SARI)
        seen: list[int] = []

        def some(reverse: Callable[..., Result], transactions: int = 1) -> int:
            seen.clear()
            return reverse(SARI, progress=seen.append, stop=lambda: len(seen) == transactions).done

        def noted() -> int:
            return [order.note for order in everyone(store)].count("noted")

        assert (some(store.undo, 3), noted()) == (6, 2)
        assert (some(store.redo), noted()) == (2, 4)
        assert (some(store.redo, 9), noted()) == (4, 8)
        with pytest.raises(RuleBroken, match="nothing to redo"):
            store.redo(SARI)
        assert (some(store.undo, 9), noted()) == (4, 4)
        assert (some(store.undo, 9), noted()) == (2, 2)
        assert (some(store.undo, 9), noted()) == (2, 0)
        while noted() < 8:
            store.redo(SARI)
        with pytest.raises(RuleBroken, match="nothing to redo"):
            store.redo(SARI)
        assert store.check() == []

    @pytest.mark.usefixtures("two_together")
    def test_two_that_take_back_the_same_share_what_is_left(
        self, store: Store, path: Path, orders: list[Order]
    ) -> None:
        store.carry_out(NotePlan(select(store, *orders)), SARI)
        offer = store.last_change(SARI)
        assert offer is not None
        with opened(path) as other:
            result = store.undo(
                SARI, offer.operation, progress=lambda done: done == 2 and other.undo(OWNER, offer.operation)
            )
        assert (result.done, result.stopped) == (2, False)
        assert {order.note for order in everyone(store)} == {""}
        with pytest.raises(RuleBroken, match="nothing to undo"):
            store.undo(OWNER, offer.operation)
        assert store.check() == []

    def test_answers_come_for_every_order_however_many(
        self, store: Store, orders: list[Order], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(jobs, "NAMED", 2)
        for reverse in (None, store.undo, store.redo):
            answered: list[Outcome] = []
            if reverse is None:
                result = store.carry_out(NotePlan(select(store, *orders)), SARI, answers=answered.extend)
            else:
                result = reverse(SARI, answers=answered.extend)
            assert {outcome.order_id for outcome in answered} == {order.order_id for order in orders}
            assert len(result.changed) == 2

    def test_a_fault_in_the_middle_is_told_with_what_was_done(self, store: Store, orders: list[Order]) -> None:
        def fail(done: int) -> None:
            if done == 3:
                sqlite(store).readonly = True

        result = store.carry_out(NotePlan(select(store, *orders)), SARI, progress=fail)
        sqlite(store).readonly = False
        assert (result.done, result.stopped) == (3, True)
        assert "can only be read" in result.fault
        assert store.undo(SARI).done == 3

    def test_a_fault_before_anything_is_stored_is_raised(self, store: Store, path: Path, orders: list[Order]) -> None:
        plan = NotePlan(select(store, *orders))
        with opened(path, readonly=True) as reader, pytest.raises(DatabaseError):
            reader.carry_out(plan, SARI)

    def test_a_change_that_is_undone_while_it_is_made_ends(self, store: Store, path: Path, orders: list[Order]) -> None:
        with opened(path) as other:
            result = store.carry_out(
                NotePlan(select(store, *orders)), SARI, progress=lambda done: done == 3 and other.undo(SARI)
            )
        assert (result.done, result.stopped) == (3, True)
        assert "undone from elsewhere" in result.fault
        assert {order.note for order in everyone(store)} == {""}

    def test_a_result_names_a_thousand_and_counts_all(
        self, store: Store, orders: list[Order], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(jobs, "NAMED", 2)
        selection = select(store, *orders)
        stale = Selection(
            selection.keys, array("i", [1] * 4 + [9] * 4), selection.kinds, selection.groups, selection.first
        )
        result = store.carry_out(NotePlan(stale), SARI)
        assert (result.done, len(result.changed)) == (4, 2)
        assert (len(result.refused_keys), len(result.refused)) == (4, 2)


class TestDeleting:
    def plan(self, store: Store, *orders: Order) -> ActionPlan:
        selection = select(store, *orders)
        (action,) = [offer.action for offer in offers(selection) if offer.action.id == "delete"]
        return ActionPlan(action, selection, {})

    def test_only_an_admin_deletes_several(self, store: Store) -> None:
        orders = [placed(store, method=None), placed(store), placed(store, method=None)]
        operations = column(store, Operations.id)
        with pytest.raises(RuleBroken, match="several orders"):
            store.carry_out(self.plan(store, *orders), SARI)
        assert column(store, Operations.id) == operations
        result = store.carry_out(self.plan(store, *orders), OWNER)
        assert (result.done, [outcome.order_id for outcome in result.refused]) == (2, [orders[1].order_id])
        assert store.carry_out(self.plan(store, placed(store, method=None)), SARI).done == 1

    def test_who_added_several_may_take_them_back(self, store: Store) -> None:
        orders = [ORDER, ORDER]
        ids = [o.order_id for o in store.execute_many([Request(order) for order in orders], SARI, one_operation=True)]
        offer = store.last_change(SARI)
        assert offer is not None
        with pytest.raises(RuleBroken, match="undo what sari changed"):
            store.undo(BUDI, offer.operation)
        assert [store.orders.get(order_id).deleted_at for order_id in ids] == [None, None]
        assert store.undo(SARI).done == 2
        (back,) = column(store, Operations.id, Operations.undoes == offer.operation)
        assert store.redo(OWNER, back).done == 2
        assert store.orders.get(ids[0]).deleted_at is None

    def test_who_restored_several_may_put_them_back_into_the_trash(self, store: Store) -> None:
        orders = [placed(store, method=None) for _ in range(2)]
        for order in orders:
            store.execute(DeleteOrder(order_id=order.order_id), SARI)
        restored = [Request(RestoreOrder(order_id=order.order_id)) for order in orders]
        store.execute_many(restored, SARI, one_operation=True)
        assert store.undo(SARI).done == 2
        assert None not in {store.orders.get(order.order_id).deleted_at for order in orders}

    def test_restoring_several_is_anybody_s(self, store: Store) -> None:
        orders = [placed(store, method=None) for _ in range(2)]
        for order in orders:
            store.execute(DeleteOrder(order_id=order.order_id), SARI)
        selection = select(store, all_but=True, query=OrderQuery(trash=True))
        (offer,) = offers(selection)
        assert store.carry_out(ActionPlan(offer.action, selection, {}), SARI).done == 2


class TestOffers:
    def test_an_undo_is_told_before_it_is_done(self, store: Store) -> None:
        assert store.last_change(SARI) is None
        orders = [placed(store) for _ in range(5)]
        result = store.carry_out(NotePlan(select(store, *orders)), SARI)
        offer = store.last_change(SARI)
        assert offer is not None
        assert (offer.operation, offer.by, offer.via, offer.place) == (result.operation, "sari", "console", "pts/1")
        assert offer.orders == 5
        assert [order.note for order in offer.first] == ["noted"] * 3
        assert offer.changes == ("Note: noted",)
        assert store.last_undo(SARI) is None
        store.undo(SARI)
        again = store.last_undo(SARI)
        assert again is not None
        assert (again.orders, again.changes) == (5, ("Note: noted",)), "what a redo does"
        assert sorted(again.rows) == sorted(order.id for order in orders)

    def test_only_an_admin_undoes_what_another_did(self, store: Store) -> None:
        order = changed(store, placed(store), note="a")
        offer = store.last_change(SARI)
        assert offer is not None
        with pytest.raises(RuleBroken, match="undo what sari changed"):
            store.undo(BUDI, offer.operation)
        assert store.undo(OWNER, offer.operation).done == 1
        with pytest.raises(RuleBroken, match="nothing to undo"):
            store.undo(OWNER, offer.operation)
        assert store.orders.get(order.order_id).note == ""
