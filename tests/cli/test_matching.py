"""The commands that turn a list into a plan: ship, match-payments, match-cod."""

from pathlib import Path
from typing import Any

import pytest

from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.rights import StaffRole
from tests.cli.shop import Said, Shop, process


def written(shop: Shop, text: str, encoding: str = "utf-8") -> str:
    """A file beside the shop."""
    file = Path(shop.path).with_name("list.txt")
    file.write_bytes(text.encode(encoding))
    return str(file)


def cod(shop: Shop, key: str, **fields: Any) -> str:
    return shop.add(key, payment_method="cod", **fields)


def verdicts(said: Said) -> list[tuple[object, object]]:
    return [(answer["line"], answer["verdict"]) for answer in said.objects]


def day_of(order_id: str) -> str:
    """The day on which an order came in, as banks write it."""
    return f"{order_id[4:6]}/{order_id[2:4]}/{order_id[:2]}"


def test_each_order_is_shipped_with_its_own_number_as_one_change(shop: Shop) -> None:
    one, other = cod(shop, "1"), cod(shop, "2", courier="SiCepat")
    said = shop.call("ship", "--from", written(shop, f"order,courier,number\n#{one},JNE,JT1\n{other.lower()},JT2\n"))
    assert said.out.splitlines() == [
        f"Line 2: {one} (Siti Aminah): JNE JT1",
        f"Line 3: {other} (Siti Aminah): SiCepat JT2",
        "2 of 2 lines can be carried out.",
        "2 orders changed; “orders-tui undo” takes them back together.",
    ]
    assert (said.code, said.err) == (0, "")
    now = shop.order(other)
    assert (now.status, now.courier, now.receipt) == (Status.SHIPPED, "SiCepat", "JT2")
    assert shop.call("undo").code == 0
    assert {shop.order(order).status for order in (one, other)} == {Status.PENDING}


def test_a_dry_run_says_what_would_be_done_and_does_nothing(shop: Shop) -> None:
    order = cod(shop, "1", courier="JNE")
    file = written(shop, f"{order} JT1")
    said = shop.call("--readonly", "ship", "--from", file, "--dry-run")
    assert said.out.splitlines()[1:] == ["1 of 1 line can be carried out.", "Nothing was changed."]
    assert said.code == 0
    assert shop.order(order).status is Status.PENDING
    assert shop.call("--readonly", "ship", "--from", file).code == 2


def test_what_cannot_be_shipped_is_named_with_why_and_the_rest_is_shipped(shop: Shop) -> None:
    one, twice, again, done = (cod(shop, str(key), courier="JNE") for key in range(4))
    shop.call("set", done, "--status", "shipped", "--receipt", "JT9")
    text = f"{one} JT1\n{twice} JT2\n{again} jt2\n{done} JT3\n261122ZZZZZZ JT4\nJT5\n"
    said = shop.call("ship", "--from", written(shop, text), "--json")
    assert said.code == 1
    assert [(answer["line"], answer.get("ok"), answer["message"]) for answer in said.objects] == [
        (1, True, f"{one} (Siti Aminah): JNE JT1"),
        (2, None, f"The receipt number JT2 is also entered for {again}."),
        (3, None, f"The receipt number jt2 is also entered for {twice}."),
        (4, None, f"{done} is Shipped: it cannot be shipped."),
        (5, None, "There is no order 261122ZZZZZZ."),
        (6, None, "There is no order on this line."),
    ]
    statuses = [shop.order(order).status for order in (one, twice, again)]
    assert statuses == [Status.SHIPPED, Status.PENDING, Status.PENDING]


def test_one_parcel_for_two_orders_is_said_so(shop: Shop) -> None:
    one, other, third = (cod(shop, str(key), courier="JNE") for key in range(3))
    text = written(shop, f"{one} JT1\n{other} JT1")
    assert shop.call("ship", "--from", text).code == 1
    assert shop.call("ship", "--from", text, "--same-parcel", "jt1").code == 0
    taken = shop.call("ship", "--from", written(shop, f"{third} JT1"))
    assert (taken.code, "already belongs to" in taken.out) == (1, True)


def test_an_order_whose_lines_contradict_each_other_is_not_shipped_with_what_it_had(shop: Shop) -> None:
    order = cod(shop, "1", courier="JNE")
    shop.call("set", order, "--receipt", "JT1")
    said = shop.call("ship", "--from", written(shop, f"{order} JT2\n{order} JT3"))
    assert (said.code, shop.order(order).status) == (1, Status.PENDING)


def test_the_courier_of_orders_that_have_none(shop: Shop) -> None:
    order = cod(shop, "1")
    assert shop.call("ship", "--from", written(shop, f"{order} JT1"), "--courier", "SAP").code == 0
    assert shop.order(order).courier == "SAP"


def test_one_receipt_number_for_several_orders_is_refused(shop: Shop) -> None:
    one, other = cod(shop, "1"), cod(shop, "2")
    said = shop.call("set", one, other, "--receipt", "R1", "--json")
    reason = "The receipt number R1 belongs to one parcel: give each order its own."
    assert said.code == 1
    assert said.objects == [{"order_id": order, "ok": False, "error": reason} for order in (one, other)]
    assert shop.call("set", one, one.lower(), "--receipt", "R1").code == 0


def test_a_bank_statement_pays_the_orders_that_it_names(shop: Shop) -> None:
    pending = shop.add("1", payment_method="bank_transfer", unique_code=377)
    ahead = shop.add("2", payment_method="bank_transfer", unique_code=378, courier="JNE")
    shop.call("set", ahead, "--status", "shipped", "--receipt", "JT1")
    day = day_of(pending)
    text = f"{day} CR SITI 89.623,00\n{day} CR 89,622.00\n{day} ADM 6.500 DB\n{day} CR 77.000,00\n"
    said = shop.call("match-payments", written(shop, text))
    assert said.out.splitlines() == [
        f"Line 1: Rp 89.623 is for {pending} (Siti Aminah).",
        f"Line 2: Rp 89.622 is for {ahead} (Siti Aminah).",
        "Line 3: This is outgoing money.",
        "Line 4: No order awaiting a transfer matches Rp 77.000.",
        "2 of 4 lines can be carried out.",
        "2 orders changed; “orders-tui undo” takes them back together.",
    ]
    assert said.code == 0
    assert [shop.order(order).status for order in (pending, ahead)] == [Status.CONFIRMED, Status.SHIPPED]
    assert {shop.order(order).payment_status for order in (pending, ahead)} == {PaymentStatus.PAID}


def test_the_same_statement_again_changes_nothing_not_even_a_new_order_with_the_amount(shop: Shop) -> None:
    paid = shop.add("1", payment_method="bank_transfer")
    file = written(shop, f"{day_of(paid)} CR SITI 90.000,00")
    assert shop.call("match-payments", file).code == 0
    waiting = shop.add("2", payment_method="bank_transfer")
    again = shop.call("match-payments", file, "--json")
    assert (again.code, verdicts(again), again.objects[0]["order_id"]) == (0, [(1, "known")], paid)
    assert shop.order(waiting).payment_status is PaymentStatus.UNPAID


def test_what_fits_several_orders_or_cannot_be_read_is_left_to_a_person(shop: Shop) -> None:
    orders = [shop.add(key, payment_method="bank_transfer") for key in "12"]
    said = shop.call("match-payments", written(shop, f"{day_of(orders[0])} CR 90.000,00\nCR 31/12"), "--json")
    assert (said.code, verdicts(said)) == (1, [(1, "several"), (2, "unread")])


def test_a_courier_pays_out_the_cash_of_its_parcels(shop: Shop) -> None:
    whole, short, back = (cod(shop, str(key), courier="JNE") for key in range(3))
    shop.call("ship", "--from", written(shop, f"{whole} JT1\n{short} JT2\n{back} JT3"))
    text = (
        "No. Resi;Status;Nilai COD;Biaya COD\nJT1;Terkirim;90.000;2.700\nJT2;Terkirim;80.000;2.700\n"
        "JT3;Retur;0;0\nJT4;Terkirim;1.000;0\n"
    )
    file = written(shop, text, "utf-16")
    said = shop.call("match-cod", file, "--json")
    assert (said.code, verdicts(said)) == (1, [(2, "matched"), (3, "short"), (4, "returned"), (5, "unknown")])
    payments = [shop.order(order).payment_status for order in (whole, short, back)]
    assert payments == [PaymentStatus.PAID, PaymentStatus.UNPAID, PaymentStatus.UNPAID]
    assert shop.order(whole).status is Status.SHIPPED
    assert verdicts(shop.call("match-cod", file, "--json"))[0] == (2, "paid")
    assert shop.call("undo").code == 0
    assert shop.order(whole).payment_status is PaymentStatus.UNPAID


def test_a_file_that_is_no_list_is_refused(shop: Shop) -> None:
    shop.add("1")
    said = shop.call("match-cod", written(shop, "JT1;90.000"))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("orders-tui: No column names found")
    missing = shop.call("match-payments", "nowhere.csv")
    assert (missing.code, missing.out) == (2, "")


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        (StaffRole.VIEWER, {"ship", "match-payments", "match-cod"}),
        (StaffRole.PACKER, {"match-payments", "match-cod"}),
        (StaffRole.STAFF, set()),
    ],
)
def test_whom_a_plan_is_not_for_is_not_told_it_either(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, role: StaffRole, refused: set[str]
) -> None:
    shop.add("1")
    monkeypatch.setattr("orders_tui.cli.call.role", lambda _name, _path: role)
    file = written(shop, "resi;jumlah\nJT1;90.000")
    calls = {"ship": ("--from", file), "match-payments": (file,), "match-cod": (file,)}
    said = {name: shop.call(name, *arguments, "--dry-run").err for name, arguments in calls.items()}
    assert {name for name, error in said.items() if "you may not" in error} == refused


@pytest.mark.parametrize("command", [("ship", "--from", "-"), ("match-payments", "-")])
def test_a_list_on_standard_input(shop: Shop, command: tuple[str, ...]) -> None:
    order = cod(shop, "1", courier="JNE")
    said = process("--db", str(shop.path), *command, given=f"{order} JT1\n".encode())
    assert (said.code, said.err) == (0 if command[0] == "ship" else 1, "")
    assert said.out.startswith("Line 1: ")
