"""Webhook bodies as the vendor's documents have them, made up."""

import json
from typing import Any

ID = "0198c0de-0000-7000-8000-000000000001"


def day(hour: int) -> str:
    return f"2026-11-20T{hour:02}:00:00Z"


ORDER: dict[str, Any] = {
    "id": ID,
    "order_id": "261120ABCDEF",
    "secret_slug": "x" * 40,
    "store": {"name": "Toko Sehat"},
    "business": {"username": "sehat", "client_id": "c"},
    "status": "pending",
    "payment_status": "unpaid",
    "draft_time": day(1),
    "pending_time": day(1),
    "created_at": day(1),
    "last_updated_at": day(1),
    "payment_method": "bank_transfer",
    "gross_revenue": "188724.00",
    "product_price": "180000.00",
    "product_discount": "1000.00",
    "discount_code_discount": "500.00",
    "shipping_discount": "500.00",
    "unique_code_discount": "276.00",
    "shipping_cost": "9000.00",
    "other_income": "1500.00",
    "payment_link_income": "500.00",
    "orderlines": [
        {
            "product_name": "Madu Hutan",
            "variant_sku": "MH-1",
            "quantity": 2,
            "variant_price": "90000.00",
            "item_type": "physical",
        }
    ],
    "destination_address": {
        "name": "Siti",
        "phone": "6281234567890",
        "email": "siti@example.com",
        "address": "Jl. Merdeka 1",
        "subdistrict": "Coblong",
        "city": "Kota Bandung",
        "province": "Jawa Barat",
        "postal_code": "40132",
    },
    "customer": {"name": "Siti A", "phone": "6281234567890", "email": "a@example.com"},
    "notes": "tolong cepat",
    "tags": ["vip"],
    "courier_service": {"name": "REG", "courier": {"name": "JNE", "code": "jne"}},
    "shipment_receipt": None,
    "shipment_status": None,
    "financial_entity": {"code": "bca", "name": "BCA"},
    "transferproof_url": None,
    "transfer_time": None,
    "is_probably_spam": None,
    "mark_as_spam_by": None,
    "page": {"name": "LP Madu"},
    "platform": "scalev",
    "utm_source": "facebook",
    "pg_reference_id": None,
    "is_dropshipping": False,
}
PART = {name: ORDER[name] for name in ("id", "order_id", "created_at", "last_updated_at")}


def body(event: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"event": event, "unique_id": f"event_{event}", "timestamp": "2026-11-20T01:00:00.123456Z", "data": data}


def status(word: str, hour: int) -> dict[str, Any]:
    said = {"status": word, f"{word}_time": day(hour), "last_updated_at": day(hour)}
    return body("order.status_changed", PART | said)


def paid(event: str, word: str, hour: int) -> dict[str, Any]:
    said = {"payment_status": word, f"{word}_time": day(hour), "last_updated_at": day(hour), "pg_reference_id": "PG1"}
    return body(event, PART | said)


def updated(hour: int, event: str = "order.updated", **said: Any) -> dict[str, Any]:
    return body(event, ORDER | {"last_updated_at": day(hour)} | said)


MORE: dict[str, Any] = {
    "orderlines": [*ORDER["orderlines"], {"product_name": "Kurma", "quantity": 1, "variant_price": 50_000}],
    "gross_revenue": "238724.00",
}
"""What the buyer added to the order."""
HISTORY: list[dict[str, Any]] = [
    body("order.created", ORDER),
    updated(2, "order.epayment_created", pg_payment_info={}, other_income="4000.00", gross_revenue="191224.00"),
    updated(3, "order.spam_created", is_probably_spam=True, mark_as_spam_by="ai"),
    updated(4, **MORE, is_probably_spam=False, destination_address=ORDER["destination_address"] | {"city": "Cimahi"}),
    paid("order.payment_status_changed", "paid", 5),
    paid("payment.received", "paid", 5),
    status("confirmed", 6),
    status("shipped", 7),
    updated(
        8,
        **MORE,
        status="shipped",
        shipped_time=day(7),
        payment_status="paid",
        paid_time=day(5),
        pg_reference_id="PG1",
        shipment_receipt="JT1",
        shipment_status="Tiba di Cimahi",
        destination_address=ORDER["destination_address"] | {"city": "Cimahi"},
        is_probably_spam=False,
    ),
    status("completed", 9),
    paid("payment.received", "settled", 10),
]
"""An order from beginning to end, one of the documented events after the other."""
OTHERS: list[dict[str, Any]] = [
    paid("payment.failed", "conflict", 4),
    body("order.deleted", PART | {"payment_link_id": None, "is_from_payment_link": False}),
    body("checkout_intent.abandoned", {"customer": {"name": "Siti"}}),
    body("checkout_intent.completed", {"customer": {"name": "Siti"}}),
]


LIFE = [*HISTORY, *OTHERS[:1], *OTHERS[2:]]
"""The same with a payment that failed at first, and with what is about no order."""
GONE = [
    HISTORY[0],
    HISTORY[1],
    updated(3, notes="batal saja"),
    paid("order.payment_status_changed", "conflict", 4),
    *OTHERS[:1],
    paid("order.payment_status_changed", "unpaid", 5),
    status("canceled", 6),
    body("order.deleted", PART | {"last_updated_at": day(9), "payment_link_id": None, "is_from_payment_link": False}),
    *OTHERS[2:],
]
"""An order that was canceled, and deleted by the vendor."""


def line(message: dict[str, Any]) -> bytes:
    return json.dumps(message).encode()
