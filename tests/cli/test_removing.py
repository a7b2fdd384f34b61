"""The commands that remove for good: trash empty, erase."""

from pathlib import Path

import pytest

from orders_tui.domain.rights import StaffRole
from tests.cli.shop import Shop, process


def bytes_of(shop: Shop) -> bytes:
    """All that the files of the database hold."""
    return b"".join(each.read_bytes() for each in shop.path.parent.glob(f"{shop.path.name}*"))


@pytest.fixture
def order(shop: Shop) -> str:
    """An order of a buyer whose name nobody else has."""
    order = shop.add("1", "Qxzulkifli", payment_method="cod")
    shop.add("2", "Siti", customer={"name": "Siti", "phone": "0812-0000-0001"})
    shop.call("set", order, "--note", "titip Qxratna")
    shop.path.with_name("messages.jsonl").unlink()
    return order


def test_a_buyer_is_erased_once_the_right_number_is_confirmed(shop: Shop, order: str) -> None:
    assert b"Qxzulkifli" in bytes_of(shop)
    said = shop.call("erase", "0812 3456 7890")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "orders-tui: This affects 1 order and cannot be undone. To do it, confirm the number: 1."
        " Still open: 1 Pending.\n"
    )
    wrong = shop.call("erase", "0812 3456 7890", "--confirm", "2")
    assert (wrong.code, wrong.err) == (
        1,
        "orders-tui: It is 1 order, not 2. Nothing was removed. Still open: 1 Pending.\n",
    )
    assert shop.order(order).name == "Qxzulkifli"
    done = shop.call("erase", "0812 3456 7890", "--confirm", "1")
    assert (done.code, done.out) == (0, "The buyer was erased from 1 order.\n")
    assert b"Qx" not in bytes_of(shop)
    assert b"81234567890" not in bytes_of(shop)
    assert shop.order(order).total == 90_000
    assert "buyer's data erased" in shop.call("show", order).out
    assert shop.call("check").code == 0


def test_the_trash_is_emptied_once_the_right_number_is_confirmed(shop: Shop, order: str) -> None:
    shop.call("set", order, "--status", "canceled", "--reason", "batal")
    shop.call("delete", order)
    wrong = shop.call("trash", "empty", "--confirm", "2")
    assert (wrong.code, wrong.err) == (
        1,
        "orders-tui: It is 1 order, not 2. Nothing was removed.\n",
    )
    done = shop.call("trash", "empty", "--confirm", "1")
    assert (done.code, done.out) == (0, "1 order emptied from the trash.\n")
    assert b"Qx" not in bytes_of(shop)
    assert shop.call("list", "--query", "in:trash", "--json").objects == []
    assert "was emptied from the trash" in shop.call("restore", order).out
    assert shop.call("undo").code == 1
    assert shop.call("check").code == 0


def test_a_program_is_answered_in_json(shop: Shop, order: str) -> None:
    (refused,) = shop.call("erase", "081234567890", "--confirm", "5", "--json").objects
    assert refused == {"ok": False, "error": "It is 1 order, not 5. Nothing was removed. Still open: 1 Pending."}
    (done,) = shop.call("erase", "081234567890", "--confirm", "1", "--json").objects
    assert (done["ok"], done["orders"]) == (True, 1)
    (empty,) = shop.call("trash", "empty", "--confirm", "0", "--json").objects
    assert empty == {"ok": True, "orders": 0, "operation": None}


def test_only_admins_may(shop: Shop, order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orders_tui.cli.who.person", lambda _environ: "nobody-special")
    monkeypatch.setattr("orders_tui.cli.call.role", lambda _name, _path: StaffRole.STAFF)
    for call, deed in ((("erase", "081234567890"), "erase a buyer"), (("trash", "empty"), "empty the trash")):
        said = shop.call(*call, "--confirm", "1")
        assert (said.code, said.err) == (1, f"orders-tui: As staff you may not {deed}.\n")


@pytest.mark.parametrize("call", [["erase", "X", "--confirm", "1"], ["trash", "empty", "--confirm", "1"]])
def test_read_only_is_read_only(shop: Shop, order: str, call: list[str]) -> None:
    said = shop.call("--readonly", *call)
    assert (said.code, said.err) == (2, "orders-tui: Not possible with --readonly: this changes orders.\n")


def test_it_is_done_in_a_process_of_its_own_while_another_has_the_database_open(shop: Shop, order: str) -> None:
    store = shop.store()
    try:
        assert store.orders.get(order).name == "Qxzulkifli"
        done = process("--db", str(shop.path), "erase", "081234567890", "--confirm", "1")
        assert (done.code, done.out) == (0, "The buyer was erased from 1 order.\n")
        assert b"Qx" not in bytes_of(shop)
        assert store.orders.get(order).name == ""
    finally:
        store.close()
    assert Path(shop.path).exists()


def test_a_dry_run_names_the_orders_that_would_go_and_changes_nothing(shop: Shop, order: str) -> None:
    edited = shop.add("3", customer={"name": "Wati", "phone": "0812-3456-7890"})
    shop.call("edit", edited, "--phone", "0857-0011-2233")
    said = shop.call("erase", "0812 3456 7890", "--dry-run")
    assert (said.code, said.out.splitlines()) == (
        0,
        [
            f"{order} Qxzulkifli · Pending · Rp 90.000",
            f"{edited}: only its earlier phone",
            "This affects 1 order. Still open: 1 Pending. Nothing was changed.",
        ],
    )
    assert [
        answer.get("earlier_phone", False)
        for answer in shop.call("erase", "08123456 7890", "--dry-run", "--json").objects
    ] == [False, True, False]
    shop.call("set", order, "--status", "canceled", "--reason", "batal")
    shop.call("delete", order)
    said = shop.call("trash", "empty", "--dry-run")
    assert said.out == f"{order} Qxzulkifli · Canceled · Rp 90.000\nThis affects 1 order. Nothing was changed.\n"
    assert shop.call("trash", "empty", "--dry-run", "--json").objects[-1] == {"ok": True, "orders": 1, "dry_run": True}
    assert shop.order(order).name == "Qxzulkifli"
    assert shop.order(order).emptied_at is None
