"""The command `import`: from a file to orders, and what a person is told of it."""

import csv
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Status
from tests.cli.shop import PROGRAM, Shop, call
from tests.exchange.importing.test_reader import SAMPLES
from tests.exchange.importing.test_tables import workbook

HEAD = ["external_id", "store", "name", "phone", "item_name", "item_price", "status", "total"]


def file(shop: Shop, *rows: list[str], name: str = "orders.csv", delimiter: str = ",") -> str:
    path = shop.path.with_name(name)
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, delimiter=delimiter).writerows(rows)
    return str(path)


def row(number: int, **cells: str) -> list[str]:
    usual = {"external_id": f"W{number}", "store": "Toko", "name": f"Siti {number}", "phone": "0812-3456-7890"}
    whole = usual | {"item_name": "Madu", "item_price": "Rp 90.000"} | cells
    return [whole.get(name, "") for name in HEAD]


def orders(shop: Shop) -> list[Order]:
    store = shop.store()
    try:
        listed = json.loads(f"[{','.join(shop.call('list', '--json').out.splitlines())}]")
        return [store.orders.get(each["order_id"]) for each in listed]
    finally:
        store.close()


def test_an_import_makes_a_missing_database_and_says_what_it_did(shop: Shop) -> None:
    said = shop.call("import", file(shop, HEAD, row(1), row(2)))
    assert (said.code, said.err) == (0, "")
    first, _second, totals, undo = said.out.splitlines()
    assert first.startswith("Line 2: new: ")
    assert first.endswith(" · Siti 1 · Madu ×1 · Rp 90.000 · Created")
    assert totals == "2 orders in the file: 2 added, 0 changed, 0 unchanged, 0 refused."
    assert undo == (
        "It is one change: “orders-tui undo” takes all of it back; an admin uses “orders-tui undo --operation 1”."
    )
    assert {order.external_id for order in orders(shop)} == {"W1", "W2"}
    assert shop.call("undo").code == 0
    assert orders(shop) == []


def test_a_plan_changes_nothing(shop: Shop) -> None:
    shop.add("1")
    said = shop.call("import", file(shop, HEAD, row(1), row(2, phone="8.1E+11")), "--dry-run")
    assert said.code == 1
    assert said.out.splitlines()[0].startswith("Line 2: new: W1")
    assert said.out.splitlines()[1:] == [
        "Line 3: refused: phone: A spreadsheet has rounded this number: digits are lost. Take it from its source."
        " (8.1E+11)",
        "2 orders in the file: 1 new, 0 to change, 0 unchanged, 1 refused.",
        "Nothing was changed. An import is one change: you or an admin takes it back with “orders-tui undo”.",
    ]
    assert len(orders(shop)) == 1


def test_updates_say_what_was_and_will_be(shop: Shop) -> None:
    shop.call("import", file(shop, HEAD, row(1, status="confirmed")))
    (order,) = orders(shop)
    sheet = file(shop, ["order_id", "status", "courier", "receipt"], [order.order_id, "Dikirim", "JNE", "JT1"])
    planned = shop.call("import", sheet, "--dry-run")
    assert planned.out.splitlines()[0] == (
        f"Line 2: {order.order_id}: Confirmed → Shipped; Courier: JNE; Receipt number: JT1"
    )
    assert shop.call("import", sheet).out.splitlines()[-2:] == [
        "1 order in the file: 0 added, 1 changed, 0 unchanged, 0 refused.",
        "It is one change: “orders-tui undo” takes all of it back; an admin uses “orders-tui undo --operation 2”.",
    ]
    assert shop.order(order.order_id).status is Status.SHIPPED
    again = shop.call("import", sheet)
    assert (again.code, again.out) == (0, "1 order in the file: 0 added, 0 changed, 1 unchanged, 0 refused.\n")


def test_refused_rows_come_back_corrected(shop: Shop) -> None:
    rejects = shop.path.with_name("wrong.csv")
    given = file(shop, HEAD, row(1, name="=HYPERLINK(1)", total="1"), row(2), row(3, status="entah"), delimiter=";")
    said = shop.call("import", given, "--rejects", str(rejects))
    assert said.code == 1
    with rejects.open(encoding="utf-8-sig", newline="") as text:
        head, first, second = csv.reader(text, delimiter=";")
    assert head == [*HEAD, "import_error"]
    assert first == [*row(1, name="'=HYPERLINK(1)", total="1"), "total: From the items and charges it is Rp 90.000."]
    assert second[:-1] == row(3, status="entah")
    corrected = [
        [*row(1, name="'=HYPERLINK(1)", total="90000"), first[-1]],
        [*row(3, status="selesai"), second[-1]],
    ]
    again = shop.call("import", file(shop, head, *corrected, delimiter=";"), "--rejects", str(rejects), "--force")
    assert again.code == 0
    assert sorted(order.name for order in orders(shop)) == ["=HYPERLINK(1)", "Siti 2", "Siti 3"]


def test_no_file_of_refused_rows_without_any(shop: Shop) -> None:
    rejects = shop.path.with_name("wrong.csv")
    assert shop.call("import", file(shop, HEAD, row(1)), "--rejects", str(rejects)).code == 0
    assert not rejects.exists()
    rejects.write_text("mine")
    said = shop.call("import", file(shop, HEAD, row(2)), "--rejects", str(rejects))
    assert (said.code, rejects.read_text()) == (1, "mine")
    assert len(orders(shop)) == 1


def test_a_program_is_told_of_each_order_and_the_figures(shop: Shop) -> None:
    said = shop.call("import", file(shop, HEAD, row(1), row(2, status="entah")), "--json")
    first, second, figures = said.objects
    assert (first["line"], first["verdict"], first["reference"], len(first["order_id"])) == (2, "create", "W1", 12)
    assert second["faults"][0]["column"] == "status"
    assert figures == {
        "orders": 2,
        "create": 1,
        "update": 0,
        "unchanged": 0,
        "refused": 1,
        "remarks": 0,
        "blank_cells": 0,
        "operation": 1,
        "stopped": False,
    }


def test_blank_cells_keep_what_is_there_unless_they_are_to_empty_it(shop: Shop) -> None:
    order = shop.add("1", courier="JNE", notes="cepat")
    sheet = file(shop, ["order_id", "courier", "handler"], [order, "", "(kosong)"])
    said = shop.call("import", sheet)
    assert "1 blank cell keeps what its order has; --clear-blanks empties it." in said.out
    assert shop.order(order).courier == "JNE"
    assert f"Line 2: {order}: Courier: JNE → –" in shop.call("import", sheet, "--clear-blanks").out
    assert shop.order(order).courier == ""


def test_columns_that_nobody_knows_are_mapped_once(shop: Shop) -> None:
    sheet = file(shop, ["Faktur", "Nama Pembeli", "Barang", "Harga"], ["7", "Siti", "Madu", "90.000"])
    said = shop.call("import", sheet)
    assert said.code == 2
    assert (
        '[columns]\n# "Faktur" = ""\n"Nama Pembeli" = "name"\n"Barang" = "item_name"\n"Harga" = "item_price"'
        in said.out
    )
    assert "--map" in said.err
    mapping = shop.path.with_name("map.toml")
    mapping.write_text(said.out.replace('# "Faktur" = ""', '"Faktur" = "external_id"'))
    assert shop.call("import", sheet, "--map", str(mapping), "--store", "Toko").code == 0
    again = shop.call("import", sheet, "--store", "Toko")
    assert again.out == "1 order in the file: 0 added, 0 changed, 1 unchanged, 0 refused.\n"


def test_how_a_file_is_read_can_be_said(shop: Shop) -> None:
    head = ["external_id", "store", "name", "items", "created_at"]
    items = '[{"name":"Madu","price":1}]'
    sheet = file(shop, head, ["1", "Toko", "José", items, "03/04/2026 12:00"], delimiter="|")
    Path(sheet).write_bytes(Path(sheet).read_bytes().decode().encode("latin-1"))
    options = ("--dates", "mdy", "--zone", "Asia/Makassar", "--delimiter", "|", "--encoding", "latin-1")
    assert shop.call("import", sheet, *options).code == 0
    (order,) = orders(shop)
    assert order.name == "José"
    assert "2026-03-04T04:00:00Z" in shop.call("list", "--json").out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--format", "shopfy"), "did you mean shopify?"),
        (("--format", "zzzz"), "Choose one of: orders-tui, shopify"),
        (("--zone", "Nowhere"), "--zone"),
        (("--encoding", "nonsense"), "There is no encoding nonsense."),
        (("--readonly",), "this changes orders"),
        (("--map", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_wrong_use_is_named(shop: Shop, options: tuple[str, ...], sentence: str) -> None:
    shop.add("1")
    said = shop.call("import", file(shop, HEAD, row(1)), *options)
    assert said.code == 2
    assert sentence in said.err


def test_a_file_that_is_none(shop: Shop) -> None:
    said = shop.call("import", file(shop))
    assert (said.code, "The file is empty." in said.err) == (2, True)
    assert "does not exist" in call("import", "nowhere.csv").err


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_sample_is_taken_and_taken_back(shop: Shop, sample: str) -> None:
    if sample.startswith(("scalev_status", "scalev_receipt")):
        shop.call("import", str(SAMPLES / "scalev_products.csv"))
    said = shop.call("import", str(SAMPLES / sample), "--store", "Toko Sehat", "--mode", "both", "--json")
    figures = said.objects[-1]
    assert figures["create"] + figures["update"] == figures["orders"] > 0
    assert shop.call("check").code == 0
    assert shop.call("undo").code == 0
    assert shop.call("check").code == 0


def test_a_sheet_of_excel_with_times_and_numbers(shop: Shop) -> None:
    shop.add("1", "Ani", at="2026-11-20T03:00:00Z")
    sheet = shop.path.with_name("orders.xlsx")
    assert shop.call("export", str(sheet)).code == 0
    assert "0 added, 0 changed, 1 unchanged" in shop.call("import", str(sheet), "--mode", "both").out
    sheet.write_bytes(
        workbook([["external_id", "store", "name", "phone", "items"], [7, "Toko", "Siti", 81234567890, 5]])
    )
    said = shop.call("import", str(sheet))
    assert said.out.splitlines()[0] == "Line 2: refused: items: These are not items as orders-tui writes them. (5)"


def test_a_signal_takes_back_what_was_written(shop: Shop) -> None:
    sheet = file(shop, HEAD, *(row(number) for number in range(60_000)))
    shop.add("1")
    running = subprocess.Popen([*PROGRAM, "--db", str(shop.path), "import", sheet], stdout=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 60
        while len(orders_of(shop)) < 2:
            assert time.monotonic() < deadline
        os.kill(running.pid, signal.SIGINT)
        out, _err = running.communicate(timeout=60)
    finally:
        running.kill()
    assert running.returncode == 1
    assert out.splitlines()[-1] == "Stopped; what was written was taken back."
    assert len(orders_of(shop)) == 1
    assert shop.call("check").code == 0


def test_one_that_was_killed_is_finished_by_the_next(shop: Shop) -> None:
    sheet = file(shop, HEAD, *(row(number) for number in range(3_000)))
    shop.add("1")
    running = subprocess.Popen([*PROGRAM, "--db", str(shop.path), "import", sheet], stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while len(orders_of(shop)) < 2:
            assert time.monotonic() < deadline
    finally:
        running.kill()
        running.wait(60)
    figures = shop.call("import", sheet, "--json").objects[-1]
    assert figures["create"] + figures["unchanged"] == 3_000
    assert figures["unchanged"] > 0
    assert shop.call("check", "--json").objects == [{"ok": True, "orders": 3_001, "operations": 3}]


def orders_of(shop: Shop) -> list[str]:
    """The orders outside the trash, up to two."""
    return shop.call("list", "--limit", "2", "--json").out.splitlines()
