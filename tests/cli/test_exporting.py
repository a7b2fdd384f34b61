"""The command `export`: which orders and columns, into which file, and what is recorded of it."""

import csv
import io
import json
import stat
import subprocess
from contextlib import closing
from getpass import getuser

import pytest
from python_calamine import CalamineWorkbook

from orders_tui.domain.columns import OWN
from orders_tui.domain.facts import FACTS
from tests.cli.shop import PROGRAM, Shop, process
from tests.samples import OWNER

HOSTILE = "=cmd|' /C calc'!A1"


def table(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_every_fact_is_a_column(shop: Shop) -> None:
    shop.add("1", HOSTILE)
    file = shop.path.with_name("orders.csv")
    assert shop.call("export", str(file)).err == f"1 order written to {file}.\n"
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    (row,) = table(raw.decode("utf-8-sig"))
    assert list(row) == list(FACTS)
    assert row["name"] == f"'{HOSTILE}"
    assert row["phone"] == "'+6281234567890"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_replaced_only_by_force(shop: Shop) -> None:
    shop.add("1")
    file = shop.path.with_name("orders.csv")
    file.write_text("mine")
    said = shop.call("export", str(file))
    assert said.code == 1
    assert "--force replaces it" in said.err
    assert file.read_text() == "mine"
    assert shop.call("export", str(file), "--force").code == 0
    assert "order_id" in file.read_text(encoding="utf-8-sig")
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".orders")] == []


def test_a_folder_that_is_missing_is_named(shop: Shop) -> None:
    folder = shop.path.parent / "no"
    said = shop.call("export", str(folder / "orders.csv"))
    assert (said.code, said.err) == (1, f"orders-tui: There is no folder {folder}.\n")


def test_an_ending_that_is_no_kind_of_file_is_refused(shop: Shop) -> None:
    shop.add("1")
    file = shop.path.with_name("orders.PDF")
    said = shop.call("export", str(file))
    assert (said.code, said.out, file.exists()) == (2, "", False)
    assert "“.pdf” is not a known kind of file; end its name with .csv, .xlsx, .jsonl, or give --format" in said.err
    assert shop.call("export", str(file), "--format", "csv").code == 0
    assert shop.call("export", str(shop.path.with_name("orders"))).code == 0


def test_chosen_orders_and_columns(shop: Shop) -> None:
    shop.add("1", "Ani", items=[{"name": "Madu", "price": 90_000}, {"name": "Kopi", "price": 20_000, "quantity": 2}])
    shop.add("2", "Budi")
    file = shop.path.with_name("orders.txt")
    options = ("--columns", "customer, items, total", "--rows", "items", "--delimiter", ";", "--no-bom")
    assert shop.call("export", str(file), "--query", "ani", *options).code == 0
    assert table(file.read_text(), ";") == [
        {"name": "Ani", "item_name": "Madu", "item_sku": "", "item_price": "90000", "item_quantity": "1"}
        | {"item_kind": "physical", "total": "130000"},
        {"name": "Ani", "item_name": "Kopi", "item_sku": "", "item_price": "20000", "item_quantity": "2"}
        | {"item_kind": "physical", "total": "130000"},
    ]


def test_me_in_a_query_is_whoever_exports(shop: Shop) -> None:
    shop.add("1", "Ani", handler=getuser())
    shop.add("2", "Budi", handler="sari")
    file = shop.path.with_name("mine.csv")
    assert shop.call("export", str(file), "--query", "handler:me", "--columns", "name", "--no-bom").code == 0
    assert file.read_text().split() == ["name", "Ani"]


def test_visible_are_the_columns_that_the_person_has_chosen_for_the_list(shop: Shop) -> None:
    shop.add("1")
    options = ("export", "-", "--columns", "visible")
    assert process("--db", str(shop.path), *options).out.startswith("order_id,created_at,name,phone,status,")
    with closing(shop.store()) as store:
        store.settings.put(OWN, "order_id name city:20 day past created_at", OWNER._replace(name=getuser()))
        store.settings.put(OWN, "order_id name total", OWNER._replace(name="another"))
    assert process("--db", str(shop.path), *options).out.startswith("order_id,name,city,created_at\r")


def test_a_sheet_of_excel_has_times_and_numbers(shop: Shop) -> None:
    shop.add("1", HOSTILE, at="2026-11-20T03:00:00Z")
    file = shop.path.with_name("orders.xlsx")
    assert shop.call("export", str(file), "--columns", "name,total,received,phone").code == 0
    head, row = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert head == ["name", "total", "created_at", "phone"]
    assert [type(cell).__name__ for cell in row] == ["str", "float", "datetime", "str"]
    assert [str(cell) for cell in row] == [HOSTILE, "90000.0", "2026-11-20 10:00:00", "+6281234567890"]


def test_json_lines_are_those_of_list_without_the_version(shop: Shop) -> None:
    shop.add("1")
    (written,) = process("--db", str(shop.path), "export", "-", "--format", "jsonl").objects
    (listed,) = shop.call("list", "--json").objects
    assert written | {"version": listed["version"]} == listed


def test_json_lines_of_items(shop: Shop) -> None:
    shop.add("1")
    said = process("--db", str(shop.path), "export", "-", "--format", "jsonl", "--rows", "items", "--columns", "items")
    assert said.objects == [{"item": {"name": "Madu", "sku": "", "price": 90_000, "quantity": 1, "kind": "physical"}}]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
def test_standard_output_has_the_file_alone(shop: Shop, kind: str) -> None:
    shop.add("1")
    done = subprocess.run(
        [*PROGRAM, "--db", str(shop.path), "export", "-", "--format", kind], capture_output=True, check=True, timeout=60
    )
    assert done.stderr == b""
    begins = {"csv": b"order_id,", "xlsx": b"PK", "jsonl": b'{"order_id"'}
    assert done.stdout.startswith(begins[kind])


def test_what_is_written_is_recorded(shop: Shop) -> None:
    shop.add("1", "Ani")
    said = shop.call("export", str(shop.path.with_name("a.csv")), "--query", "ani status:created", "--json")
    assert json.loads(said.out) == {"ok": True, "file": str(shop.path.with_name("a.csv")), "orders": 1}
    store = shop.store()
    (entry,) = store.audit.last(9, OWNER)
    store.close()
    assert (entry.action, entry.orders, entry.via) == ("export", 1, "command")
    assert entry.what.startswith("csv ")
    assert "status:created" in entry.what
    assert entry.what.endswith(" …"), "what was searched may name a buyer, who can be erased"
    assert "ani" not in entry.what


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--columns", "nmae"), "There is no column nmae; did you mean name?"),
        (("--columns", ","), "No columns are left to export."),
        (("--readonly",), "Not possible with --readonly: an export is recorded."),
        (("--query", "status:nothing"), "nothing"),
        (("--format", "pdf"), "pdf"),
    ],
)
def test_wrong_use_is_named(shop: Shop, options: tuple[str, ...], sentence: str) -> None:
    shop.add("1")
    said = shop.call("export", str(shop.path.with_name("a.csv")), *options)
    assert said.code == 2
    assert sentence in said.err
