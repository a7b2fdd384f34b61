"""The order lists of marketplaces."""

from collections.abc import Mapping

from orders_tui.exchange.importing.formats import Cells, Format, joined, names, one, plain
from orders_tui.exchange.importing.shops import METHODS


def _shopee(cells: Cells) -> Mapping[str, str]:
    """What has a time of payment is paid."""
    return {"payment_status": "paid"} if cells.get("waktu pembayaran dilakukan", "-").strip("- ") else {}


SHOPEE = Format(
    "shopee",
    "Shopee",
    names("No. Pesanan", "Status Pesanan", "Nama Produk"),
    {
        "external_id": one("No. Pesanan"),
        "status": one("Status Pesanan"),
        "receipt": one("No. Resi"),
        "courier": one("Opsi Pengiriman"),
        "created_at": one("Waktu Pesanan Dibuat"),
        "paid_at": one("Waktu Pembayaran Dilakukan"),
        "completed_at": one("Waktu Pesanan Selesai"),
        "item_sku": one("Nomor Referensi SKU", "SKU Induk"),
        "item_name": joined("Nama Produk", "Nama Variasi"),
        "item_price": one("Harga Setelah Diskon", "Harga Awal"),
        "item_quantity": one("Jumlah"),
        "shipping": one("Ongkos Kirim Dibayar oleh Pembeli"),
        "total": one("Total Pembayaran"),
        "buyer_note": one("Catatan dari Pembeli"),
        "note": one("Catatan"),
        "name": one("Nama Penerima", "Username (Pembeli)"),
        "phone": one("No. Telepon"),
        "street": one("Alamat Pengiriman"),
        "city": one("Kota/Kabupaten"),
        "province": one("Provinsi"),
        # Where the column is blank the marketplace has taken the money: a paid order never lacks a method.
        "method": one("Metode Pembayaran", fixed="marketplace"),
        "source": one(fixed="shopee"),
    },
    words={
        "status": {
            "belum bayar": "pending",
            "perlu dikirim": "confirmed",
            "sedang dikirim": "shipped",
            "telah dikirim": "shipped",
            "selesai": "completed",
            "batal": "canceled",
            "dibatalkan": "canceled",
            "pengembalian": "rts",
        },
        "method": METHODS,
    },
    key=plain("No. Pesanan"),
    derive=_shopee,
)


def _tiktok(cells: Cells) -> Mapping[str, str]:
    """What has a time of payment is paid."""
    return {"payment_status": "paid"} if cells.get("paid time", "").strip() else {}


TIKTOK = Format(
    "tiktokshop",
    "TikTok Shop, Tokopedia",
    names("Order ID", "Order Substatus", "Seller SKU"),
    {
        "external_id": one("Order ID"),
        "status": one("Order Status"),
        "created_at": one("Created Time"),
        "paid_at": one("Paid Time"),
        "shipped_at": one("Shipped Time"),
        "completed_at": one("Delivered Time"),
        "receipt": one("Tracking ID"),
        "courier": one("Shipping Provider Name"),
        "item_sku": one("Seller SKU"),
        "item_name": joined("Product Name", "Variation"),
        "item_quantity": one("Quantity"),
        "item_price": one("SKU Unit Original Price"),
        "total": one("Order Amount"),
        "buyer_note": one("Buyer Message"),
        "note": one("Seller Note"),
        "name": one("Recipient", "Buyer Username"),
        "phone": one("Phone #"),
        "postcode": one("Zipcode"),
        "province": one("Province"),
        "city": one("Regency and City"),
        "subdistrict": one("Districts"),
        "street": one("Detail Address"),
        "method": one("Payment Method", fixed="marketplace"),
        "source": one(fixed="tiktokshop"),
    },
    words={
        "status": {
            "unpaid": "pending",
            "belum dibayar": "pending",
            "to ship": "confirmed",
            "perlu dikirim": "confirmed",
            "awaiting shipment": "confirmed",
            "shipped": "shipped",
            "dikirim": "shipped",
            "in transit": "shipped",
            "delivered": "completed",
            "selesai": "completed",
            "canceled": "canceled",
            "cancelled": "canceled",
            "dibatalkan": "canceled",
        },
        "method": METHODS,
    },
    key=plain("Order ID"),
    derive=_tiktok,
)
MARKETPLACES = (SHOPEE, TIKTOK)
