"""Orders as JSON objects for scripts; an object keeps its fields from version to version, new ones may come."""

from orders_tui.domain.days import stamp
from orders_tui.domain.order import Event, Money, Order


def order_object(order: Order) -> dict[str, object]:
    """An order; times are RFC 3339 in UTC, money is rupiah."""
    customer, address, charges = order.customer, order.customer.address, order.charges
    return {
        "order_id": order.order_id,
        "status": order.status,
        "payment_status": order.payment_status,
        "payment_method": order.method,
        "store": order.store,
        "seller": order.seller,
        "source": order.source,
        "external_id": order.external_id,
        "customer": {
            "name": customer.name,
            "phone": customer.phone,
            "email": customer.email,
            "address": {
                "street": address.street,
                "subdistrict": address.subdistrict,
                "city": address.city,
                "province": address.province,
                "postcode": address.postcode,
            },
        },
        "goods": order.goods,
        "items": [
            {
                "name": item.name,
                "sku": item.sku,
                "price": item.price,
                "quantity": item.quantity,
                "kind": item.kind,
            }
            for item in order.items
        ],
        "subtotal": order.subtotal,
        "discount": charges.discount,
        "shipping_cost": charges.shipping,
        "fees": charges.fees,
        "unique_code": charges.unique_code,
        "total": order.total,
        "courier": order.courier,
        "receipt": order.receipt,
        "handler": order.handler,
        "tags": list(order.tags),
        "buyer_note": order.buyer_note,
        "note": order.note,
        "follow_ups": order.follow_ups,
        "followed_up_at": _time(order.followed_up_at),
        "created_at": stamp(order.created_at),
        "paid_at": _time(order.paid_at),
        "confirmed_at": _time(order.confirmed_at),
        "shipped_at": _time(order.shipped_at),
        "completed_at": _time(order.completed_at),
        "deleted_at": _time(order.deleted_at),
        "version": order.version,
    }


def whole_object(order: Order, money: tuple[Money, ...], history: tuple[Event, ...]) -> dict[str, object]:
    """An order with its payments and its history."""
    return {
        **order_object(order),
        "payments": [_payment(payment) for payment in money],
        "history": [_event(event) for event in history],
    }


def _payment(money: Money) -> dict[str, object]:
    return {
        "at": stamp(money.at),
        "reported": money.reported,
        "amount": money.amount,
        "bank": money.bank,
        "holder": money.holder,
        "day": money.day,
        "note": money.note,
    }


def _event(event: Event) -> dict[str, object]:
    return {
        "operation": event.operation,
        "at": stamp(event.at),
        "by": event.by,
        "via": event.via,
        "place": event.place,
        "field": event.field,
        "old": event.old,
        "new": event.new,
        "undoes": event.undoes,
    }


def _time(at: int | None) -> str | None:
    return None if at is None else stamp(at)
