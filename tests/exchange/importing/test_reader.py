"""Rows of files as orders: whose file it is, what its cells say, and what is wrong with them."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from orders_tui.domain.cities import city_checker
from orders_tui.domain.file_orders import FileOrder
from orders_tui.domain.order import Item, ItemKind
from orders_tui.exchange.importing.formats import Format
from orders_tui.exchange.importing.moments import DateOrder
from orders_tui.exchange.importing.own import OWN
from orders_tui.exchange.importing.reader import Options, OrderReader
from orders_tui.exchange.importing.recognising import FORMATS, mapping_key, read_mapping, recognised, suggested
from orders_tui.exchange.importing.source import open_orders
from orders_tui.exchange.importing.tables import FileRow, Reading
from tests.exchange.importing.test_moments import at

SAMPLES = Path(__file__).parents[3] / "assets" / "samples"
JAKARTA = ZoneInfo("Asia/Jakarta")
OPTIONS = Options(JAKARTA, near_city=city_checker())


def read(text: str, format: Format = OWN, options: Options = OPTIONS) -> list[FileOrder]:
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    lines = (FileRow(line, tuple(cells)) for line, cells in enumerate(rows, 2))
    return list(OrderReader(format, head, options).orders(lines))


def sample(name: str) -> tuple[str, list[FileOrder]]:
    """The name of the format of a sample, and its orders."""
    source = open_orders(SAMPLES / name, Reading(), lambda _key: "")
    assert source.format is not None
    return source.format.name, list(source.orders(OPTIONS))


def faults(order: FileOrder) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.value) for fault in order.faults]


class TestSamples:
    @pytest.mark.parametrize(
        ("name", "format"),
        [
            ("shopify.csv", "shopify"),
            ("orderonline.csv", "orderonline"),
            ("scalev_orders.csv", "scalev"),
            ("scalev_products.csv", "scalev"),
            ("scalev_status.csv", "scalev-status"),
            ("scalev_receipt.csv", "scalev-receipt"),
            ("woocommerce_suite.csv", "woocommerce-suite"),
            ("woocommerce_items.csv", "woocommerce-items"),
            ("woocommerce_csv.csv", "woocommerce-csv"),
            ("shopee.csv", "shopee"),
            ("tiktokshop.csv", "tiktokshop"),
        ],
    )
    def test_are_known_by_their_columns_and_read_without_a_fault(self, name: str, format: str) -> None:
        found, orders = sample(name)
        assert found == format
        assert orders
        assert [order.faults for order in orders] == [()] * len(orders)
        assert all(order.reference for order in orders)

    def test_of_all_formats_are_there(self) -> None:
        known = {sample(path.name)[0] for path in SAMPLES.glob("*.csv")}
        assert known >= FORMATS.keys() - {"orders-tui"}

    def test_of_shopify(self) -> None:
        first, second, third = sample("shopify.csv")[1]
        assert first.items == (
            Item("Madu Hutan 500 ml", 90_000, 2, sku="MH-500"),
            Item("Propolis 30 ml", 95_000, sku="PR-30"),
        )
        expected = {
            "external_id": "1001",
            "status": "shipped",
            "payment_status": "paid",
            "method": "bank_transfer",
            "phone": "+6281234567890",
            "street": "Jl. Merdeka 1 RT 02/RW 05",
            "postcode": "40132",
            "province": "Jawa Barat",
            "discount": 5_000,
            "shipping": 18_000,
            "total": 288_000,
            "created_at": at(2026, 9, 16, 9, 12),
            "shipped_at": at(2026, 9, 17, 10),
            "buyer_note": "Tolong bungkus kado,\nterima kasih",
            "source": "shopify",
        }
        assert expected.items() <= first.facts.items()
        assert first.tags == ("vip", "grosir")
        assert (second.facts["status"], second.facts["payment_status"], second.facts["name"]) == (
            "pending",
            "unpaid",
            "Budi Santoso",
        )
        assert second.remarks == ("City: “Surabya”; did you mean Surabaya?",)
        assert (third.facts["status"], third.facts["method"], third.facts["method_word"]) == (
            "canceled",
            "other",
            "manual",
        )

    def test_of_order_online_by_the_price_that_makes_the_total(self) -> None:
        first, second, third = sample("orderonline.csv")[1]
        assert first.items == (Item("Serum Cerah 30 ml", 129_000, 2, sku="SC-30"),)  # the price of a piece
        assert second.items == (Item("Serum Cerah", 129_000, 2), Item("Pouch cantik", 20_000))  # that of the line
        assert first.facts["created_at"] == at(2026, 11, 5, 14, 7)
        assert third.facts["phone"] == "0811"
        assert "method" not in third.facts

    def test_of_scalev_by_item(self) -> None:
        first, second = sample("scalev_products.csv")[1]
        assert first.items == (Item("Madu Hutan 250 ml", 50_000, 2), Item("Sendok kayu", 51_000))
        assert (first.facts["store"], first.facts["unique_code"], first.facts["courier"]) == (
            "Toko Sehat",
            276,
            "JNE REG",
        )
        assert (first.facts["payment_status"], first.facts["shipped_at"]) == ("paid", at(2026, 9, 17, 16, 45))
        assert (second.facts["status"], "method" in second.facts) == ("created", False)

    def test_of_scalev_s_uploads(self) -> None:
        shipped, canceled = sample("scalev_status.csv")[1]
        assert shipped.facts == {"external_id": "260916KFLMWQ", "status": "completed", "completed_at": at(2026, 9, 20)}
        assert canceled.facts == {"external_id": "260917QWERTYZ", "status": "canceled"}
        (numbered,) = sample("scalev_receipt.csv")[1]
        assert numbered.facts["receipt"] == "JT0012345"

    def test_of_woocommerce(self) -> None:
        first, second = sample("woocommerce_suite.csv")[1]
        assert first.items == (Item("Kaos Polos - Hitam", 85_000, 2, sku="KP-H"), Item("Stiker", 10_000, sku="ST"))
        assert (first.facts["name"], first.facts["street"]) == ("Nia Kurnia", "Jl. Diponegoro 9")
        assert (second.facts["name"], second.facts["status"], second.facts["city"]) == ("Tini", "rts", "Surakarta")
        (packed,) = sample("woocommerce_csv.csv")[1]
        assert packed.items == (Item("product_id:4959 (size: Medium)", 30_000), Item("product_id:4960", 30_000, 2))
        (by_item,) = sample("woocommerce_items.csv")[1]
        assert by_item.items == (
            Item("Hijab Segi Empat Mocca", 75_000, 2, sku="HJ-1"),
            Item("Bros", 20_000, 3, sku="BR-1"),
        )


class TestColumns:
    def test_of_a_format_are_known_wherever_they_stand_and_however_written(self) -> None:
        assert recognised(["x", " BUMP", "Receipt Number", "handled_by"]) is FORMATS["orderonline"]

    @pytest.mark.parametrize("headings", [["RTS Time", "Order ID"], ["order_id"], ["No", "Nama", "HP"], []])
    def test_that_say_nothing_alone_are_unknown(self, headings: list[str]) -> None:
        assert recognised(headings) is None

    @pytest.mark.parametrize(
        "headings",
        [["Order ID", "Receipt number"], ["order_id", "pay", "tag"], ["ID pesanan", "Nomor resi", "import_error"]],
    )
    def test_of_the_desk_s_own_have_their_titles_too(self, headings: list[str]) -> None:
        assert recognised(headings) is OWN

    def test_that_nobody_knows_are_mapped_by_a_person(self) -> None:
        mapping = read_mapping(
            """
            key = "Faktur"
            dates = "mdy"
            [columns]
            "Faktur" = "external_id"
            "Pembeli" = "name"
            "Barang" = "item_name"
            "Harga" = "item_price"
            "Keadaan" = "status"
            "Tgl" = "created_at"
            [words.status]
            "Sudah Sampai" = "completed"
            """
        )
        text = "Tgl,Faktur,Pembeli,Barang,Harga,Keadaan\n11/22/2026,7,Siti,Madu,Rp 90.000,sudah  sampai\n,7,,Kopi,1,\n"
        (order,) = read(text, mapping)
        assert order.faults == ()
        assert order.items == (Item("Madu", 90_000), Item("Kopi", 1))
        assert order.facts == {
            "external_id": "7",
            "name": "Siti",
            "status": "completed",
            "created_at": at(2026, 11, 22),
        }

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("columns", "cannot be read"),
            ("{", "cannot be read"),
            ("a = 1", "no table of columns"),
            ('[columns]\n"a" = "nmae"', "did you mean name"),
            ('dates = "ydm"\n[columns]\n"a" = "name"', "dmy, mdy"),
            ('words = 1\n[columns]\n"a" = "name"', "one for each fact"),
            ('[columns]\n"a" = "name"\n[words.state]\n"x" = "y"', "There is no fact state"),
        ],
    )
    def test_that_are_mapped_wrongly_are_named(self, text: str, reason: str) -> None:
        with pytest.raises(ValueError, match=reason):
            read_mapping(text)

    def test_have_one_key_in_any_order(self) -> None:
        assert mapping_key(["A b", "c", ""]) == mapping_key(["C", "a_B"]) != mapping_key(["c"])

    def test_get_a_beginning_of_a_map(self) -> None:
        text = suggested(["Nama Pembeli", 'No "HP"', "RTS Time", ""])
        assert text == '[columns]\n"Nama Pembeli" = "name"\n# "No \\"HP\\"" = ""\n# "RTS Time" = ""'
        assert read_mapping(text).sources["name"].columns == ("nama pembeli",)


def cell(fact: str, text: str, format: Format | None = None) -> FileOrder:
    """An order that says one thing."""
    mapping = format or read_mapping(f'[columns]\n"x" = "{fact}"')
    (order,) = read(f"{'x' if format is None else fact},y\n" + _line(text), mapping)
    return order


def _line(text: str) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([text, "z"])
    return line.getvalue()


class TestCells:
    @pytest.mark.parametrize(
        ("fact", "text", "value"),
        [
            ("total", "Rp 1.250.000", 1_250_000),
            ("total", "1,250,000", 1_250_000),
            ("total", "1250000,00", 1_250_000),
            ("total", '"168724.00"', 168_724),
            ("total", "IDR 45.000", 45_000),
            ("discount", "-5.000", 5_000),
            ("phone", "'+62 812-3456-7890", "+6281234567890"),
            ("phone", "81234567890", "+6281234567890"),
            ("phone", "6281234567890.0", "+6281234567890"),
            ("phone", "tidak ada", "tidak ada"),
            ("receipt", "123456789.0", "123456789"),
            ("receipt", " JT 01 ", "JT 01"),
            ("external_id", "#1001", "1001"),
            ("postcode", "'01234", "01234"),
            ("status", "Selesai", "completed"),
            ("status", "in process", "in_process"),
            ("payment_status", "Lunas", "paid"),
            ("method", "Transfer bank", "bank_transfer"),
            ("follow_ups", "3.0", 3),
            ("courier", "JNE - REG", "JNE - REG"),
        ],
    )
    def test_are_read(self, fact: str, text: str, value: object) -> None:
        order = cell(fact, text)
        assert order.faults == ()
        assert order.facts[fact] == value

    @pytest.mark.parametrize(
        ("fact", "text", "reason"),
        [
            ("total", "1250000,50", "whole rupiah"),
            ("total", "banyak", "not an amount"),
            ("total", "-5", "below zero"),
            ("phone", "8.12346E+11", "rounded"),
            ("phone", "•••• 7890", "masked"),
            ("receipt", "1,23457E+15", "rounded"),
            ("external_id", "5.79E+17", "rounded"),
            ("created_at", "31/31/2026", "neither a day nor a time"),
            ("status", "menunggu", "“menunggu” is not known; choose one of"),
            ("payment_status", "half", "is not known"),
            ("status", "Shiped", "“Shiped” is not known; did you mean Shipped?"),
            ("payment_status", "lunas sekali", "did you mean Paid?"),
            ("follow_ups", "a", "not a whole number"),
        ],
    )
    def test_that_cannot_be_read_are_named(self, fact: str, text: str, reason: str) -> None:
        (fault,) = cell(fact, text).faults
        assert (fault.line, fault.column, fault.value) == (2, "x", text)
        assert reason in fault.reason

    @pytest.mark.parametrize("text", ["", " ", "-", "–"])
    def test_that_are_blank_say_nothing(self, text: str) -> None:
        order = cell("courier", text)
        assert not order.facts
        assert not order.cleared
        assert order.blanks == {"courier"}

    @pytest.mark.parametrize("text", ["(empty)", " (Kosong) "])
    def test_that_empty_a_fact(self, text: str) -> None:
        assert cell("courier", text).cleared == {"courier"}
        assert cell("courier", text, OWN).cleared == {"courier"}
        assert cell("courier", f"'{text.strip()}", OWN).facts == {"courier": text.strip()}
        (fault,) = cell("total", text).faults
        assert fault.reason == "It cannot be emptied."

    def test_that_are_blank_empty_facts_where_that_is_wanted(self) -> None:
        options = Options(JAKARTA, clear_blanks=True)
        (order,) = read("order_id,courier,total,tags\n261122BCDFGH,,,\n", options=options)
        assert order.cleared == {"courier", "tags"}

    def test_of_methods_that_nobody_knows_are_kept(self) -> None:
        order = cell("method", "Kasbon")
        assert order.facts == {"method": "other", "method_word": "Kasbon"}
        assert order.remarks == ("Method: “Kasbon” is not known; it is kept beside “other”.",)
        (fault,) = cell("method", "Kasbon", OWN).faults
        assert "“Kasbon” is not known; choose one of Bank transfer, QRIS, VA BCA" in fault.reason
        assert fault.reason.endswith(", …."), "not all thirty of them"

    @pytest.mark.parametrize("own", [True, False])
    def test_of_cities_are_compared_with_the_country(self, own: bool) -> None:
        order = cell("city", "Bandng", OWN) if own else cell("city", "Bandng")
        assert order.facts == {"city": "Bandng"}
        assert order.remarks == ("City: “Bandng”; did you mean Bandung?",)

    @pytest.mark.parametrize(("text", "said"), [("IDR", True), ("rp", True), ("USD", False)])
    def test_of_other_money_are_refused(self, text: str, said: bool) -> None:
        head = "Name,Financial Status,Lineitem name,Currency\n"
        (order,) = read(f"{head}#1,paid,Madu,{text}\n", FORMATS["shopify"])
        assert ("Amounts in USD are not supported" in str(order.faults)) is not said

    def test_of_a_store_are_filled_in(self) -> None:
        options = Options(JAKARTA, store="Toko")
        orders = read("store,name\n,a\nLain,b\n", options=options)
        assert [order.facts["store"] for order in orders] == ["Toko", "Lain"]

    def test_follow_the_order_of_dates_that_is_said(self) -> None:
        mapping = read_mapping('[columns]\n"x" = "created_at"\n"y" = "name"')
        (order,) = read("x,y\n03/04/2026,a\n", mapping, Options(JAKARTA, DateOrder.MDY))
        assert order.facts["created_at"] == at(2026, 3, 4)


class TestRows:
    def test_of_one_order_follow_each_other(self) -> None:
        head = "order_id,name,item_name,item_price,item_kind\n"
        first, second = read(f"{head}A,Siti,Madu,1,\nA,Siti,Kelas,2,digital\n,,Kopi,3,\nB,Budi,Teh,4,\n")
        assert first.items == (Item("Madu", 1), Item("Kelas", 2, 1, ItemKind.DIGITAL), Item("Kopi", 3))
        assert (first.line, len(first.rows), second.line) == (2, 3, 5)

    def test_without_items_are_an_order_each(self) -> None:
        assert len(read("order_id,courier\nA,JNE\nA,J&T\n")) == 2

    def test_that_contradict_each_other_are_refused(self) -> None:
        (order,) = read("order_id,name,item_name,item_price\nA,Siti,Madu,1\nA,Budi,Kopi,2\n")
        assert faults(order) == [(3, "name", "Budi")]

    def test_that_repeat_each_other_count_once_where_the_total_says_so(self) -> None:
        head = "Name,Financial Status,Lineitem name,Lineitem price,Total\n"
        once, twice = "#1,paid,Madu,90000,90000\n", "#2,paid,Madu,90000,180000\n"
        first, second = read(head + once * 2 + twice * 2, FORMATS["shopify"])
        assert (len(first.items), len(second.items)) == (1, 2)
        assert first.remarks == ("Duplicate rows are counted once, as the total shows.",)

    @pytest.mark.parametrize(
        ("cells", "column", "reason"),
        [
            ("Madu,,1", "", "The item has no price."),
            (",1,1", "item_name", "The item has no name."),
            ("Madu,x,1", "item_price", "not an amount"),
            ("Madu,1,0", "item_quantity", "quantity must be at least one"),
            ("Madu,1,1.5", "item_quantity", "not a whole number"),
        ],
    )
    def test_with_items_that_are_none(self, cells: str, column: str, reason: str) -> None:
        (order,) = read(f"order_id,item_name,item_price,item_quantity\nA,{cells}\n")
        (fault,) = order.faults
        assert fault.column in (column, "item_price")
        assert reason in fault.reason

    def test_wider_than_the_head_are_refused(self) -> None:
        (order,) = read("order_id,name\nA,Siti,Bandung\n")
        assert faults(order) == [(2, "", "Bandung")]
        assert read("order_id,name\nA,Siti,,\n")[0].faults == ()

    def test_with_packed_items_that_cannot_be_read(self) -> None:
        (order,) = read("order_id,items\nA,two of them\n")
        assert faults(order) == [(2, "items", "two of them")]


def test_a_city_that_was_probably_mistyped() -> None:
    near = city_checker(["Cipanas Baru"])
    answers: Mapping[str, Any] = {
        "Bandnug": "Bandung",
        "Kota Bandungg": "Bandung",
        "Kab. Sidorjo": "Sidoarjo",
        "cipanas bru": "Cipanas Baru",
        "Bandung": "",
        "KABUPATEN GARUT": "",
        "Wonderland": "",
        "": "",
    }
    assert {city: near(city) for city in answers} == answers
