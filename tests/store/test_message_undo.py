"""A message that was recorded by mistake: its count, its date and all that is known of it come back."""

from orders_tui.domain.commands import RecordFollowUp
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.templates import MessageStage
from orders_tui.store.store import Store
from orders_tui.store.tables import FollowUps, Operations
from tests.samples import COURSE, SARI
from tests.store.shop import column, placed


def test_messages_that_were_sent_come_back_with_count_and_date(store: Store) -> None:
    order = placed(store, items=(COURSE,))
    seen = []
    for stage in (MessageStage.WELCOME, MessageStage.ACCESS):
        seen.append(followed_up(store, order.order_id))
        store.execute(RecordFollowUp(order_id=order.order_id, stage=stage, template=stage.value), SARI)
    seen.append(followed_up(store, order.order_id))
    assert [(count, names) for count, _at, _access, names in seen] == [
        (0, []),
        (1, ["welcome"]),
        (2, ["welcome", "access"]),
    ]
    for before in (seen[1], seen[0]):
        store.undo(SARI)
        assert followed_up(store, order.order_id) == before
    for after in (seen[1], seen[2]):
        store.redo(SARI)
        assert followed_up(store, order.order_id) == after
    assert store.check() == []


def test_a_message_stays_while_a_later_one_does(store: Store) -> None:
    order = placed(store)
    for stage in (MessageStage.WELCOME, MessageStage.REMINDER_1):
        store.execute(RecordFollowUp(order_id=order.order_id, stage=stage, template=stage.value), SARI)
    _added, first, _second = column(store, Operations.id, Operations.kind == OperationKind.CHANGE.value)
    assert "Follow-ups was changed by sari since" in next(store.undo(SARI, first).reasons())
    assert store.orders.get(order.order_id).follow_ups == 2


def followed_up(store: Store, order_id: str) -> tuple[int, int | None, int | None, list[str]]:
    order = store.orders.get(order_id)
    return order.follow_ups, order.followed_up_at, order.access_sent_at, column(store, FollowUps.template)
