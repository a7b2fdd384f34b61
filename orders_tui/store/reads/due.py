"""The queue "To follow up" as a condition; `domain.messages.due_for_follow_up` is the rule."""

from typing import Any

from peewee import SQL, Case, fn

from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.domain.templates import CHASE, WAITING_HOURS, payment_kind
from orders_tui.store.tables import Items, Orders
from orders_tui.store.text_tables import Templates

_HOUR = 60 * 60


def due(now: int) -> Any:
    """The condition for orders whose next message is due at this time (epoch seconds)."""
    usual = Case(Orders.follow_ups, [(sent, WAITING_HOURS[stage]) for sent, stage in enumerate(CHASE)])
    since = fn.COALESCE(Orders.followed_up_at, Orders.created_at)
    return (
        (Orders.status_rank == list(Status).index(Status.PENDING))
        & (Orders.payment_status == PaymentStatus.UNPAID.value)
        & (Orders.fulfil == 0)
        & Orders.held_at.is_null()
        & Orders.deleted_at.is_null()
        & (Orders.follow_ups < len(CHASE))
        & (since + fn.COALESCE(_own_hours(), usual) * _HOUR <= now)
    )


def _own_hours() -> Any:
    """The waiting hours of the shop's most specific template for the next message; none where it has no such."""
    stage = Case(Orders.follow_ups, [(sent, stage.value) for sent, stage in enumerate(CHASE)])
    kinds = {method: payment_kind(method) for method in Method}
    kind = Case(Orders.method, [(method.value, kind.value) for method, kind in kinds.items() if kind])
    named = (Items.name == Templates.product) | (Items.sku == Templates.product)
    with_product = fn.EXISTS(Items.select(SQL("1")).where(Items.order_row == Orders.id, named))
    has = [
        Case(None, [(condition, 1)], 0)
        for condition in (Templates.product != "", Templates.store != "", Templates.kind.is_null(False))
    ]
    return (
        Templates.select(Templates.hours)
        .where(
            Templates.stage == stage,
            Templates.kind.is_null() | (Templates.kind == kind),
            (Templates.store == "") | (Templates.store == Orders.store),
            (Templates.product == "") | with_product,
        )
        # As `best_template` ranks them: by how many conditions hold, then by which.
        .order_by((has[0] + has[1] + has[2]).desc(), *(condition.desc() for condition in has), Templates.name)
        .limit(1)
    )
