"""The commands that only read: list, show, check."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from orders_tui.domain.rights import StaffRole
from orders_tui.store.engine.prepared import Write
from orders_tui.store.store import open_store
from orders_tui.store.tables import FollowUps, Items
from tests.cli.shop import PROGRAM, Shop, call, order_line
from tests.store.shop import column, sqlite

ESCAPE = "Siti \x1b]0;owned\x07\u202e[b]"


def test_a_list_is_newest_first_and_shows_what_matters(shop: Shop) -> None:
    first = shop.add("1", "Siti Aminah", at="2025-11-01T10:00:00+07:00")
    second = shop.add("2", "Budi 山田", at="2025-11-02T10:00:00+07:00", payment_method="qris")
    said = shop.call("list", terminal=True)
    assert said.code == 0
    assert said.out.splitlines() == [
        "Order ID      Customer     Status   Payment  Store           Total  Ordered",
        f"{second}  Budi 山田    Pending  Unpaid   Toko Sehat  Rp 90.000  2 Nov 2025",
        f"{first}  Siti Aminah  Created  Unpaid   Toko Sehat  Rp 90.000  1 Nov 2025",
    ]


def test_a_long_name_is_cut_and_a_nameless_buyer_has_a_number(shop: Shop) -> None:
    shop.add("1", "Raden Ayu Siti Aminah Kusumawardhani")
    shop.add("2", "")
    said = shop.call("list", terminal=True)
    assert "Raden Ayu Siti Aminah K…" in said.out
    assert "+62 812-3456-7890" in said.out


def test_limit_query_and_sort(shop: Shop) -> None:
    orders = {
        price: shop.add(str(price), items=[{"name": "Madu", "price": price}], payment_method="cod")
        for price in (20_000, 90_000, 40_000)
    }
    created = shop.add("none")

    def listed(*options: str) -> list[str]:
        return [order["order_id"] for order in shop.call("list", "--json", *options).objects]

    assert listed() == [created, orders[40_000], orders[90_000], orders[20_000]]
    assert listed("--limit", "1") == [created]
    assert len(listed("--limit", "0")) == 4
    assert listed("--query", "status:pending", "--sort", "-total") == [orders[n] for n in (90_000, 40_000, 20_000)]
    assert listed("--query", "method:cod sort:-total", "--sort", "total") == [
        orders[n] for n in (20_000, 40_000, 90_000)
    ]
    assert listed("--query", "received:2001-01-01") == []


def test_a_limit_may_be_any_number(shop: Shop) -> None:
    order = shop.add("1")
    for limit in ("1", "2147483648", "9" * 20):
        said = shop.call("list", "--limit", limit)
        assert (said.code, said.err) == (0, "")
        assert order in said.out


def test_values_are_left_out_with_a_dash(shop: Shop) -> None:
    shop.add("1", tags=["vip"])
    order = shop.add("2", tags=["grosir"])
    assert [found["order_id"] for found in shop.call("list", "-q", "-tag:vip", "--json").objects] == [order]


def test_an_order_is_found_by_its_receipt_number(shop: Shop) -> None:
    order, _other = shop.add("1", payment_method="cod"), shop.add("2")
    shop.call("set", order, "--status", "shipped", "--courier", "JNE", "--receipt", "R-1")
    assert [found["order_id"] for found in shop.call("list", "-q", "receipt:r-1", "--json").objects] == [order]


@pytest.mark.parametrize(
    ("query", "remarks"),
    [
        ("store:Sehat", ['No order has store:Sehat; did you mean store:"Toko Sehat"?']),
        ('-store:"toko sehat"', ['No order has store:"toko sehat"; did you mean store:"Toko Sehat"?']),
        ("tag:vpi,vip", ["No order has tag:vpi; did you mean tag:vip?"]),
        ("city:medan", ["No order has city:medan."]),
        ("receipt:R-1 status:rts", ["No order has receipt:R-1."]),
        ("city:bandung handler:none courier:none receipt:no method:qris", []),
        ('store:"a\x1b"', ["No order has store:a␛."]),
    ],
)
def test_a_value_that_no_order_has_is_named_with_the_nearest(shop: Shop, query: str, remarks: list[str]) -> None:
    shop.add("1", tags=["vip"], customer={"name": "Siti", "address": {"city": "Bandung"}})
    shop.call("delete", shop.add("2", tags=["vips"]))
    for options in ([], ["--json"]):
        said = shop.call("list", "--query", query, *options)
        assert said.code == 0
        assert [line for line in said.err.splitlines() if line != "No order fits."] == remarks


@pytest.mark.parametrize("query", ["product:madu", "-product:sirup", "produk:hutan,x", "city:bandung", "kota:kab"])
def test_a_part_of_a_long_value_is_enough_where_no_order_has_it_as_it_stands(shop: Shop, query: str) -> None:
    customer = {"name": "Siti", "address": {"city": "Kab. Bandung"}}
    order = shop.add("1", items=[{"name": "Madu Hután 500 ml", "price": 90_000}], customer=customer)
    shop.add("2", items=[{"name": "Sirup Kurma", "price": 50_000}])
    assert [found["order_id"] for found in shop.call("list", "-q", query, "--json").objects] == [order]


def test_a_value_that_an_order_has_as_it_stands_means_no_longer_one(shop: Shop) -> None:
    for city in ("Kab. Bandung", "Bandung"):
        order = shop.add(city, customer={"name": "Siti", "address": {"city": city}})
    assert [found["order_id"] for found in shop.call("list", "-q", "city:bandung", "--json").objects] == [order]


def test_fifty_are_listed_to_a_person_who_is_told_of_the_rest(shop: Shop) -> None:
    assert shop.ingest(*(order_line(str(number)) for number in range(60)))
    said = shop.call("list", terminal=True)
    assert len(said.out.splitlines()) == 51
    assert said.err == "The first 50 orders; --limit 0 shows all\n"
    assert len(shop.call("list", "--json").objects) == 60
    for options, lines in ((("--limit", "0"), 61), (("--limit", "50"), 51), (("--query", "received:2001-01-01"), 0)):
        said = shop.call("list", *options)
        assert (len(said.out.splitlines()), said.err) == (lines, "" if lines else "No order fits.\n")


def test_all_are_listed_where_they_are_just_fifty(shop: Shop) -> None:
    shop.ingest(*(order_line(str(number)) for number in range(50)))
    said = shop.call("list")
    assert (len(said.out.splitlines()), said.err) == (51, "")


def test_an_order_as_json(shop: Shop) -> None:
    order = shop.add(
        "1",
        customer={"name": ESCAPE, "phone": "0812-3456-7890", "address": {"city": "Bandung"}},
        payment_method="cod",
        shipping_cost=9_000,
        tags=["vip"],
        at="2026-11-22T14:05:09+07:00",
    )
    said = shop.call("list", "--json", terminal=True)
    assert said.out.isascii()
    assert "\x1b" not in said.out
    told = said.objects[0]
    expected = {
        "order_id": order,
        "status": "pending",
        "payment_status": "unpaid",
        "payment_method": "cod",
        "store": "Toko Sehat",
        "items": [{"name": "Madu", "sku": "", "price": 90_000, "quantity": 1, "kind": "physical"}],
        "shipping_cost": 9_000,
        "total": 99_000,
        "courier": "",
        "receipt": "",
        "handler": "",
        "tags": ["vip"],
        "created_at": "2026-11-22T07:05:09Z",
        "paid_at": None,
        "version": 1,
    }
    assert {name: told[name] for name in expected} == expected
    assert told["customer"]["name"] == ESCAPE
    assert told["customer"]["phone"] == "+6281234567890"
    assert told["customer"]["address"]["city"] == "Bandung"
    shown = shop.call("show", order, "--json").objects[0]
    assert {name: shown[name] for name in told} == told
    assert [(event["field"], event["old"], event["new"]) for event in shown["history"]] == [("status", None, "pending")]


def test_nothing_that_a_buyer_wrote_reaches_the_terminal_as_it_is(shop: Shop) -> None:
    order = shop.add("1", ESCAPE, store=ESCAPE, notes=f"a\n{ESCAPE}\rb", tags=[ESCAPE], payment_method="cod")
    shop.call("set", order, "--note", ESCAPE, "--handler", ESCAPE)
    for terminal in (True, False):
        for arguments in (["list"], ["show", order]):
            said = shop.call(*arguments, terminal=terminal)
            assert said.code == 0
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said.out)
            assert "Siti ␛]0;owned␇<U+202E>" in said.out


def test_an_order_with_its_payments_and_its_history(shop: Shop) -> None:
    order = shop.add(
        "1",
        payment_method="bank_transfer",
        unique_code=123,
        items=[
            {"name": "Madu", "price": 90_000, "quantity": 2, "sku": "M1"},
            {"name": "Resep", "price": 1, "kind": "digital"},
        ],
    )
    shop.ingest({"type": "confirmation", "id": "2", "order": order, "bank": "BCA", "holder": "Siti", "amount": 179_878})
    shop.call("set", order, "--status", "confirmed", "--payment", "paid", "--note", "one\ntwo")
    shop.call("undo")
    lines = shop.call("show", order.lower(), terminal=True).out.splitlines()
    assert lines[0] == f"Order {order}"
    facts = "\n".join(lines)
    for wanted in (
        r"^Status +Pending$",
        r"^Payment +Unpaid$",
        r"^Method +Bank transfer$",
        r"^Phone +\+62 812-3456-7890$",
        r"^Items +2 × Madu \[M1\] · Rp 180.000\n +1 × Resep \(Digital\) · Rp 1$",
        r"^Unique code +-Rp 123$",
        r"^Total +Rp 179.878$",
        r"  Buyer says paid · Rp 179.878 · BCA · Siti$",
        r"\(command.*\)  Pending → Confirmed; Unpaid → Paid; Note: one, two$",
        r"\(command.*\)  undone: Confirmed → Pending; Paid → Unpaid; Note: –$",
    ):
        assert re.search(wanted, facts, re.MULTILINE), wanted


def test_an_order_that_there_is_not(shop: Shop) -> None:
    shop.add("1")
    said = shop.call("show", "nope\x1b[m")
    assert (said.code, said.out, said.err) == (1, "", "orders-tui: There is no order nope␛[m.\n")
    assert shop.call("show", "x" * 900).err == f"orders-tui: There is no order {'x' * 40}….\n"
    assert shop.call("set", " nope", "--note", "a", "--json").objects == [
        {"order_id": "NOPE", "ok": False, "error": "There is no order  nope."}
    ]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["list", "--query", "colour:red"], "There is no filter “colour”. Choose one of: status,"),
        (["list", "--query", "status:lost"], "“status:” has no value “lost”. Choose one of:"),
        (["list", "--query", "received:soon"], "“soon” is not a range of days."),
        (["list", "--sort", "colour"], "Invalid value for '--sort': “colour” is not known; choose one of order_id, "),
        (["list", "--limit", "-1"], "Invalid value for '--limit'"),
        (["list", "--colour"], "No such option"),
        (["show"], "Missing argument"),
        (["lsit"], "“lsit” is not known; did you mean list?"),
        (["list", "--query", "stauts:ready"], "There is no filter “stauts”; did you mean “status:”?"),
        (["list", "--sort", "-totl"], "Invalid value for '--sort': “-totl” is not known; did you mean total?"),
        (["list", "--query", "\udcff"], "“<U+DCFF>” is not UTF-8."),
    ],
)
def test_wrong_use(shop: Shop, arguments: list[str], reason: str) -> None:
    shop.add("1")
    said = shop.call(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"orders-tui: {reason}")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["show", "X"], ["check"], ["set", "X", "--note", "a"], ["delete", "X"], ["restore", "X"], ["undo"]],
)
def test_only_the_intake_makes_a_database(shop: Shop, arguments: list[str]) -> None:
    said = shop.call(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"orders-tui: There is no database at {shop.path}")
    assert not shop.path.exists()


def test_a_file_that_is_no_database(shop: Shop) -> None:
    shop.path.write_text("not a database at all, but long enough to look at\n" * 40)
    shop.path.chmod(0o644)
    for arguments in (["list"], ["--readonly", "list"], ["ingest", "/dev/null"]):
        said = shop.call(*arguments)
        assert (said.code, said.err) == (2, f"orders-tui: {shop.path} is not an orders-tui database.\n")


def test_a_database_of_another_kind(shop: Shop) -> None:
    said = shop.call("--db", "oracle://user:secret@host/db", "list")
    assert said.code == 2
    assert "oracle" in said.err
    assert "secret" not in said.err


@pytest.mark.parametrize("address", ["", " ", "sqlite:///"])
def test_an_address_that_names_no_database(shop: Shop, address: str) -> None:
    said = shop.call("list", "--db", address)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"orders-tui: “{address}” names no database; give a path or sqlite:///PATH.\n"


def test_all_is_well(shop: Shop) -> None:
    kept, deleted = shop.add("1", seller="Someone else"), shop.add("2")
    shop.call("delete", deleted)
    shop.call("set", kept, "--note", "a")
    for options in ([], ["--readonly"]):
        said = shop.call(*options, "check")
        assert (said.code, said.out, said.err) == (0, "No problems found: 2 orders, 4 operations.\n", "")
    assert shop.call("check", "--json").objects == [{"ok": True, "orders": 2, "operations": 4}]


def test_what_is_wrong_is_named(shop: Shop) -> None:
    order = shop.add("1")
    store = shop.store()
    with store.engine.writing():
        triggers = sqlite(store).rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'item'")
        for (name,) in triggers:
            sqlite(store).run(f"DROP TRIGGER {name}")
        store.engine.update(Write(lambda: Items.update(price=Items.price + 1)))
    store.close()
    said = shop.call("check")
    assert said.code == 1
    wrong = "the total is not what its items and charges add up to"
    assert f"{order}: {wrong}" in said.out.splitlines()
    assert {"ok": False, "where": order, "what": wrong} in shop.call("check", "--json").objects


def test_a_reader_who_has_seen_enough(shop: Shop) -> None:
    shop.ingest(*(order_line(str(number), f"{number} {'x' * 60}") for number in range(600)))
    with subprocess.Popen(
        [*PROGRAM, "--db", str(shop.path), "list", "--limit", "0", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        json.loads(child.stdout.readline())
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 0


def test_a_terminal_that_knows_no_unicode(shop: Shop) -> None:
    shop.add("1", "山田")
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*PROGRAM, "--db", str(shop.path), "list"], capture_output=True, check=False, env=env, timeout=60
    )
    assert done.returncode == 0
    assert b"??" in done.stdout


def test_a_message_to_the_buyer_stands_in_the_history(tmp_path: Path) -> None:
    path = str(tmp_path / "demo.db")
    call("demo", "--orders", "300", "--to", path)
    store = open_store(path)
    row, *_others = column(store, FollowUps.order_row, FollowUps.template == "Pengingat 1")
    order = store.orders.many([row])[0]
    store.close()
    assert re.search(r"\(console, .*\)  Follow-up: Reminder 1$", call("--db", path, "show", order.order_id).out, re.M)


@pytest.fixture
def packers(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> str:
    """An order of the shop, whom a packer is about to read."""
    order = shop.add("1")
    monkeypatch.setattr("orders_tui.cli.call.role", lambda _name, _path: StaffRole.PACKER)
    return order


def test_a_packer_reads_no_amount_rather_than_zero(shop: Shop, packers: str) -> None:
    for said in (shop.call("list"), shop.call("show", packers)):
        assert said.code == 0
        assert not [word for word in ("Rp", "Total", "Subtotal", "Shipping") if word in said.out]
    assert "1 × Madu\n" in shop.call("show", packers).out


def test_what_is_hidden_from_a_packer_is_null_in_json_and_does_not_come_back(shop: Shop, packers: str) -> None:
    (listed,), (whole,) = shop.call("list", "--json").objects, shop.call("show", packers, "--json").objects
    for order in (listed, whole):
        assert (order["total"], order["customer"]["phone"], order["items"][0]["price"]) == (None, None, None)
        assert order["items"][0]["name"] == "Madu"
    assert whole["payments"] is None
    assert shop.ingest(listed | {"order_id": "261122BCDFGH"})[0]["error"] == "items[0].price is missing."


def test_of_several_ids_those_that_are_not_found_are_named(shop: Shop) -> None:
    one, other, gone = shop.add("1", external_id="EXT-77"), shop.add("2"), shop.add("3")
    shop.call("delete", gone)
    said = shop.call("list", "--query", f"EXT-77 #{other} {gone} 261122ZZZZZZ", "--json")
    assert {found["order_id"] for found in said.objects} == {one, other}
    assert said.err == f"2 of 4 found, 1 in the trash: {gone}, 1 unknown: 261122ZZZZZZ\n"
    assert shop.call("list", "--query", f"{one} {other}").err == ""
