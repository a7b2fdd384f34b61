"""JSON lines as a table: the desk's own objects, those of other systems, and what is no such file."""

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from orders_tui.domain.file_orders import FileOrder
from orders_tui.domain.order import Item
from orders_tui.exchange.importing.reader import Options
from orders_tui.exchange.importing.recognising import read_mapping
from orders_tui.exchange.importing.source import OrderFile, open_orders
from orders_tui.exchange.importing.tables import Reading, Unreadable
from orders_tui.exchange.order_json import order_object
from tests.samples import an_order

JAKARTA = ZoneInfo("Asia/Jakarta")
MADU = {"name": "Madu", "price": 90_000, "quantity": 2, "sku": "", "kind": "physical"}


def opened(folder: Path, raw: bytes) -> OrderFile:
    path = folder / "orders.txt"
    path.write_bytes(raw)
    return open_orders(path, Reading(), lambda _key: "")


def lines(*objects: object) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in objects)


def only(file: OrderFile) -> FileOrder:
    (order,) = file.orders(Options(JAKARTA))
    return order


def test_an_order_as_the_desk_lists_it_is_known_by_what_it_says(tmp_path: Path) -> None:
    stored = an_order(tags=("b", "vip, besar"), note="'=1")
    file = opened(tmp_path, b"\xef\xbb\xbf\n" + lines(order_object(stored)))
    assert file.format is not None
    assert file.format.name == "orders-tui"
    order = only(file)
    assert (order.line, order.faults, order.items, order.tags) == (2, (), stored.items, ("b", "vip, besar"))
    assert (order.facts["note"], order.facts["created_at"]) == ("'=1", stored.created_at)


def test_what_an_object_does_not_name_is_no_blank_cell(tmp_path: Path) -> None:
    order = only(opened(tmp_path, lines({"order_id": "261122BCDFGH", "courier": None, "customer": {"name": "Siti"}})))
    assert order.facts == {"order_id": "261122BCDFGH", "name": "Siti"}
    assert order.blanks == {"courier"}


def test_a_field_that_only_a_later_line_has_is_read_too(tmp_path: Path) -> None:
    file = opened(tmp_path, lines({"order_id": "261122BCDFGH"}, {"order_id": "261122BCDFGJ", "receipt": "R1"}))
    assert [order.facts.get("receipt") for order in file.orders(Options(JAKARTA))] == [None, "R1"]


def test_one_line_an_item_is_one_order(tmp_path: Path) -> None:
    both = [{"order_id": "261122BCDFGH", "item": {**MADU, "name": name}} for name in ("Madu", "Teh")]
    assert only(opened(tmp_path, lines(*both))).items == (Item("Madu", 90_000, 2), Item("Teh", 90_000, 2))


def test_fields_of_another_system_are_columns_to_be_mapped(tmp_path: Path) -> None:
    raw = lines({"nomor": 7, "pembeli": {"nama": "Siti"}, "isi": "Madu", "harga": 9e4, "lunas": True})
    file = opened(tmp_path, raw)
    assert (file.format, file.table.headings) == (None, ("nomor", "pembeli.nama", "isi", "harga", "lunas"))
    columns = {"nomor": "external_id", "pembeli.nama": "name", "isi": "item_name", "harga": "item_price"}
    file.format = read_mapping(json.dumps({"columns": columns}))
    order = only(file)
    assert (order.facts["external_id"], order.facts["name"], order.items) == ("7", "Siti", (Item("Madu", 90_000),))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'{"order_id": "261122BCDFGH"}\n{"order_id": \n', "Line 2 cannot be read"),
        (b'{"a": 1}\n[1]\n', "Line 2 cannot be read: not a JSON object"),
        (b'[{"a": 1}]\n', "Line 1 cannot be read: not a JSON object"),
        (b'{\n "a": 1\n}\n', "Line 1 cannot be read"),
        (b'{"a": "\xff"}\n', "Line 1 cannot be read"),
    ],
)
def test_what_is_not_an_object_a_line_is_refused_before_anything_is_read(tmp_path: Path, raw: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        opened(tmp_path, raw)


def test_half_a_character_is_read_as_a_question_mark(tmp_path: Path) -> None:
    order = only(opened(tmp_path, lines({"order_id": "X\ud800", "note": "\U0001f600", "tags": ["\udc00"]})))
    assert (order.reference, order.facts["note"], order.tags) == ("X?", "\U0001f600", ("?",))
    assert opened(tmp_path, lines({"nama\udfff": 1})).table.headings == ("nama?",)
