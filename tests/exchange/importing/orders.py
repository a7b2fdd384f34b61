"""Orders in any state, with hostile texts, as the store may hold them."""

from typing import Any

from hypothesis import strategies as st

from orders_tui.domain.facts import FACTS, GIVEN, Order, total_of
from orders_tui.domain.flow import DELETABLE
from orders_tui.domain.order import Goods, Method, PaymentStatus, Status
from orders_tui.domain.tags import tag_key
from tests.exchange.test_order_json import orders as new_orders
from tests.exchange.test_order_json import times, words

LATER = 4 * 10**9 + 1
"""A time after all of these orders'."""
LETTERS = "BCDFGHJKLMNPQRSTVWXYZ"

_STATE = {
    "status": st.sampled_from(Status),
    "payment_status": st.sampled_from(PaymentStatus),
    "receipt": words,
    "tracking_note": words,
    "held_reason": words,
    "follow_ups": st.integers(0, 10**6),
    **{name: st.none() | times for name in FACTS if name.endswith("_at") and name not in ("created_at", "emptied_at")},
}


def whole(order: Order, state: dict[str, Any], number: int) -> Order:
    """The order in a state that the rules can lead to."""
    method, status = order.method, state["status"]
    if status is Status.CREATED:
        method = None
    elif status is not Status.CANCELED and method is None:
        method = Method.OTHER
    at = number
    letters = ""
    for _ in range(6):
        at, rest = divmod(at, len(LETTERS))
        letters += LETTERS[rest]
    order = order._replace(**state, method=method, order_id=f"261122{letters}")
    return order._replace(
        emptied_at=None,  # what was emptied is in no list, and so in no file
        note=order.note.strip(),
        buyer_note=order.buyer_note.strip(),
        deleted_at=order.deleted_at if status in DELETABLE else None,
        goods=Goods.of({item.kind for item in order.items}),
        subtotal=total_of(order.items, {}),
        total=total_of(order.items, order._asdict()),
    )


def spelled_alike(orders: list[Order]) -> list[Order]:
    """The orders of one shop: a tag is spelled in each as in the first that has it."""
    ours: dict[str, str] = {}
    return [
        order._replace(tags=tuple(sorted(ours.setdefault(tag_key(tag), tag) for tag in order.tags))) for order in orders
    ]


stored_orders = st.builds(whole, new_orders, st.fixed_dictionaries(_STATE), st.integers(0, 20**6))
"""Orders as they may be stored."""
several_orders = st.lists(
    stored_orders,
    min_size=1,
    max_size=3,
    unique_by=(
        lambda order: order.order_id,
        lambda order: (order.store, order.external_id) if order.external_id else id(order),
    ),
).map(spelled_alike)
assert {fact.name for fact in GIVEN} | set(_STATE) | {"order_id", "goods", "subtotal", "total", "emptied_at"} == set(
    FACTS
)
