"""The order files of shop systems: Shopify, OrderOnline, Scalev and WooCommerce."""

from collections.abc import Mapping

from orders_tui.exchange.importing.formats import Cells, Format, Source, joined, names, one, plain
from orders_tui.exchange.importing.packed_items import of_csv_export, of_import_suite, of_order_online

METHODS = {
    "cash on delivery": "cod",
    "cash on delivery (cod)": "cod",
    "bayar di tempat": "cod",
    "cod (bayar di tempat)": "cod",
    "bacs": "bank_transfer",
    "bank deposit": "bank_transfer",
    "bank transfer": "bank_transfer",
    "transfer bank": "bank_transfer",
    "direct bank transfer": "bank_transfer",
    "credit card": "card",
    "kartu kredit": "card",
}
"""What other systems call the ways to pay."""
_CANCELED = {"cancelled": "canceled", "canceled": "canceled"}


def _shopify(cells: Cells) -> Mapping[str, str]:
    """The status follows from three columns."""
    paid = cells.get("financial status", "").casefold()
    sent = cells.get("fulfillment status", "").casefold()
    waiting = "confirmed" if paid in ("paid", "partially_refunded") else "pending"
    known = {"": waiting, "unfulfilled": waiting, "partial": "in_process", "fulfilled": "shipped", "restocked": "rts"}
    # The two other columns stay as they were when the order was canceled.
    if cells.get("cancelled at"):
        return {"status": "canceled"}
    status = known.get(sent, sent)
    return {"status": status, "shipped_at": cells.get("fulfilled at", "") if status == "shipped" else ""}


SHOPIFY = Format(
    "shopify",
    "Shopify",
    names("Financial Status", "Lineitem name"),
    {
        # What people say, `#1001`: the column `Id` has a number that they never see.
        "external_id": one("Name"),
        "payment_status": one("Financial Status"),
        "paid_at": one("Paid at"),
        "currency": one("Currency"),
        "shipping": one("Shipping"),
        "discount": one("Discount Amount"),
        "total": one("Total"),
        "created_at": one("Created at"),
        "item_quantity": one("Lineitem quantity"),
        "item_name": one("Lineitem name"),
        "item_price": one("Lineitem price"),
        "item_sku": one("Lineitem sku"),
        "name": one("Shipping Name", "Billing Name"),
        "email": one("Email"),
        "phone": one("Shipping Phone", "Billing Phone", "Phone"),
        "street": joined("Shipping Address1", "Shipping Address2", "Shipping Company"),
        "city": one("Shipping City"),
        "province": one("Shipping Province Name", "Shipping Province"),
        "postcode": one("Shipping Zip"),
        "buyer_note": one("Notes"),
        "method": one("Payment Method"),
        "tags": one("Tags"),
        "source": one(fixed="shopify"),
    },
    words={
        "payment_status": {
            "pending": "unpaid",
            "authorized": "unpaid",
            "paid": "paid",
            "partially_paid": "conflict",
            "refunded": "conflict",
            "partially_refunded": "conflict",
            "voided": "unpaid",
            "expired": "unpaid",
        },
        "method": METHODS,
    },
    key=plain("Name"),
    derive=_shopify,
)

ORDER_ONLINE = Format(
    "orderonline",
    "OrderOnline",
    names("receipt_number", "handled_by", "bump"),
    {
        "external_id": one("order_id"),
        "name": one("name"),
        "email": one("email"),
        "phone": one("phone"),
        "street": one("address"),
        "province": one("province"),
        "city": one("city"),
        "subdistrict": one("subdistrict"),
        "postcode": one("zip"),
        "status": one("status"),
        "payment_status": one("payment_status"),
        "method": one("payment_method"),
        "discount": one("discount"),
        "buyer_note": one("notes"),
        "courier": one("courier"),
        "shipping": one("shipping_cost"),
        "fees": one("cod_cost"),
        "receipt": one("receipt_number"),
        "total": one("gross_revenue"),
        "created_at": one("created_at"),
        "completed_at": one("completed_at"),
        "paid_at": one("paid_at"),
        "handler": one("handled_by"),
        "tags": one("tags"),
        "source": one(fixed="orderonline"),
    },
    words={"status": {**_CANCELED, "processing": "in_process", "delivered": "completed"}, "method": METHODS},
    unpack=of_order_online,
    either_price=True,
)

_SCALEV_WORDS = {
    "status": {**_CANCELED, "draft": "created", "shipped_rts": "rts"},
    "method": {"no_payment": ""},
}


def _scalev(cells: Cells) -> Mapping[str, str]:
    """An order that has a time of payment is paid, unless the file says otherwise."""
    paid = "" if not cells.get("paid time") else "paid"
    return {"payment_status": cells.get("payment status", "") or paid}


SCALEV = Format(
    "scalev",
    "Scalev",
    # Others call the column of the status so too, but none of them has one of the store beside it.
    names("order_status", "store"),
    {
        "external_id": one("order_id"),
        "store": one("store"),
        "status": one("order_status"),
        "name": one("name"),
        "phone": one("phone"),
        "email": one("email"),
        "street": one("address"),
        "province": one("province"),
        "city": one("city"),
        "subdistrict": one("subdistrict"),
        "postcode": one("postal_code"),
        "handler": one("handler"),
        "source": one("utm_source", "platform", fixed="scalev"),
        "platform": one("platform"),
        "utm_source": one("utm_source"),
        "method": one("payment_method"),
        "courier": one("courier_service"),
        "receipt": one("shipment_receipt"),
        "total": one("gross_revenue"),
        "shipping": one("shipping_cost"),
        "unique_code": one("unique_code_discount"),
        "discount": one("product_discount", "product_discount_bt"),
        "item_name": one("item_name", fixed="Scalev"),
        "item_quantity": one("item_quantity"),
        "item_price": one("item_product_price_bt", "product_price", "product_price_bt"),
        "buyer_note": one("notes"),
        "tags": one("tags"),
        "created_at": one("draft_time", "pending_time"),
        "confirmed_at": one("confirmed_time"),
        "paid_at": one("paid_time"),
        "shipped_at": one("shipped_time"),
        "completed_at": one("completed_time"),
        "returned_at": one("rts_time"),
    },
    words=_SCALEV_WORDS,
    key=plain("order_id"),
    derive=_scalev,
    either_price=True,
)


def _day_of_step(cells: Cells) -> Mapping[str, str]:
    """The day of the step in three columns; now where they are blank."""
    year, month, day = (cells.get(name, "") for name in ("year", "month", "day"))
    return {"step_at": f"{year}-{month}-{day}"} if year and month and day else {}


SCALEV_STATUS = Format(
    "scalev-status",
    "Scalev: update status",
    names("order_id", "shipment_receipt", "day", "month", "year"),
    {
        "external_id": one("order_id"),
        "store": one("store"),
        "status": one("status", "order_status"),
        "payment_status": one("payment_status"),
        "courier": one("courier_service", "courier"),
        "receipt": one("shipment_receipt"),
        "reason": one("reason"),
    },
    words=_SCALEV_WORDS,
    derive=_day_of_step,
)
SCALEV_RECEIPT = Format(
    "scalev-receipt",
    "Scalev: receipt numbers",
    # Tried after the update of statuses, whose columns have these among them.
    names("order_id", "shipment_receipt"),
    {
        "external_id": one("order_id"),
        "store": one("store"),
        "courier": one("courier_service", "courier"),
        "receipt": one("shipment_receipt"),
    },
)
_WOO_STATUS = {
    **_CANCELED,
    "on-hold": "pending",
    "processing": "confirmed",
    "failed": "canceled",
    "refunded": "rts",
    "pending payment": "pending",
    "on hold": "pending",
}
_WOO_WORDS = {
    "status": {**_WOO_STATUS, **{f"wc-{word}": ours for word, ours in _WOO_STATUS.items()}},
    "method": METHODS,
}
_WOO_ADDRESS: dict[str, Source] = {
    "name": joined("shipping_first_name", "shipping_last_name"),
    "phone": one("shipping_phone", "billing_phone"),
    "street": joined("shipping_address_1", "shipping_address_2", "shipping_company"),
    "city": one("shipping_city", "billing_city"),
    "province": one("shipping_state", "billing_state"),
    "postcode": one("shipping_postcode", "billing_postcode"),
    "source": one(fixed="woocommerce"),
}


def _woo(cells: Cells) -> Mapping[str, str]:
    """A paid date says that it is paid; who pays is the recipient where no other is named."""
    joined = {} if not cells.get("paid date") else {"payment_status": "paid"}
    if not any(cells.get(f"shipping {part} name") for part in ("first", "last")):
        joined["name"] = " ".join(filter(None, (cells.get(f"billing {part} name", "") for part in ("first", "last"))))
    if not cells.get("shipping address 1"):
        joined["street"] = " ".join(filter(None, (cells.get(f"billing address {line}", "") for line in (1, 2))))
    return joined


WOO_IMPORT_SUITE = Format(
    "woocommerce-suite",
    "WooCommerce: Import Export Suite",
    names("wt_import_key", "order_number"),
    {
        **_WOO_ADDRESS,
        "external_id": one("order_number", "order_id"),
        "created_at": one("order_date"),
        "paid_at": one("paid_date"),
        "status": one("status"),
        "currency": one("order_currency"),
        "shipping": one("shipping_total"),
        "fees": one("fee_total"),
        "discount": one("discount_total"),
        "total": one("order_total"),
        "method": one("payment_method", "payment_method_title"),
        "email": one("customer_email", "billing_email"),
        "buyer_note": one("customer_note"),
    },
    words=_WOO_WORDS,
    derive=_woo,
    unpack=of_import_suite,
)
WOO_CSV_EXPORT = Format(
    "woocommerce-csv",
    "WooCommerce: Customer/Order CSV Export",
    names("order_number_formatted", "billing_first_name"),
    {
        **_WOO_ADDRESS,
        "external_id": one("order_number_formatted", "order_number", "order_id"),
        "created_at": one("date"),
        "status": one("status"),
        "shipping": one("order_shipping"),
        "fees": one("order_fees"),
        "discount": one("order_discount"),
        "total": one("order_total"),
        "method": one("payment_method"),
        "email": one("billing_email"),
        "buyer_note": one("customer_note"),
    },
    words=_WOO_WORDS,
    derive=_woo,
    unpack=of_csv_export,
)


def _woo_items(cells: Cells) -> Mapping[str, str]:
    """Who pays is the recipient where no other is named."""
    if any(cells.get(f"{part} name (shipping)") for part in ("first", "last")):
        return {}
    parts = (cells.get(f"{part} name (billing)", "") for part in ("first", "last"))
    return {"name": " ".join(filter(None, parts)), "street": cells.get("address 1&2 (billing)", "")}


WOO_ORDER_NUMBER = Format(
    "woocommerce-items",
    "WooCommerce: one row an item",
    names("Order Number", "First Name (Billing)"),
    {
        "external_id": one("Order Number"),
        "status": one("Order Status"),
        "created_at": one("Order Date"),
        "buyer_note": one("Customer Note"),
        "name": joined("First Name (Shipping)", "Last Name (Shipping)"),
        "street": one("Address 1&2 (Shipping)"),
        "city": one("City (Shipping)", "City (Billing)"),
        "province": one("State Code (Shipping)", "State Code (Billing)"),
        "postcode": one("Postcode (Shipping)", "Postcode (Billing)"),
        "email": one("Email (Billing)"),
        "phone": one("Phone (Billing)"),
        "item_sku": one("SKU"),
        "item_name": joined("Name", "Product Variation"),
        "item_quantity": one("Quantity"),
        "item_price": one("Item Cost"),
        "item_total": one("Order Line Total"),
        "method": one("Payment Method Title"),
        "discount": one("Cart Discount Amount"),
        "shipping": one("Order Shipping Amount"),
        "total": one("Order Total Amount"),
        "source": one(fixed="woocommerce"),
    },
    words=_WOO_WORDS,
    key=plain("Order Number"),
    derive=_woo_items,
)
SHOPS = (
    SHOPIFY,
    ORDER_ONLINE,
    SCALEV,
    SCALEV_STATUS,
    SCALEV_RECEIPT,
    WOO_IMPORT_SUITE,
    WOO_ORDER_NUMBER,
    WOO_CSV_EXPORT,
)
"""The formats in the order in which they are tried."""
