"""The commands for whole orders by hand: add, edit, duplicate."""

from orders_tui.domain.order import Goods, Item, ItemKind, Method, Status
from tests.cli.shop import Said, Shop


def made(said: Said) -> str:
    """The id of the order that a call with --json made."""
    assert said.code == 0, said
    (answer,) = said.objects
    return str(answer["order_id"])


def test_an_order_is_added_with_everything(shop: Shop) -> None:
    shop.add("1")
    said = shop.call(
        *("add", "--name", "Budi", "--phone", "0857-0011-2233", "--city", "Bandung", "--street", "Jl. A 1", "--json"),
        *("--item", "Madu=90.000x2", "--item", "Kelas [K-1]=250k digital", "--discount", "5rb", "--shipping", "9000"),
        *("--method", "Transfer bank", "--courier", "JNE", "--note", "call", "--tag", "vip", "--handler", "sari"),
        *("--at", "2026-11-01T10:00:00+07:00", "--external-id", "X-1", "--buyer-note", "cepat"),
    )
    order = shop.order(made(said))
    assert order.items == (Item("Madu", 90_000, 2), Item("Kelas", 250_000, 1, ItemKind.DIGITAL, "K-1"))
    assert (order.total, order.goods, order.method) == (434_000, Goods.MIXED, Method.BANK_TRANSFER)
    assert (order.store, order.source, order.status) == ("Toko Sehat", "manual", Status.PENDING)
    assert (order.name, order.phone, order.city) == ("Budi", "+6285700112233", "Bandung")
    assert (order.courier, order.note, order.tags, order.handler) == ("JNE", "call", ("vip",), "sari")
    assert (order.external_id, order.buyer_note, order.order_id[:6]) == ("X-1", "cepat", "261101")


def test_what_is_answered_to_a_person(shop: Shop) -> None:
    shop.add("1")
    said = shop.call("add", "--name", "Budi", "--item", "Madu", "--phone", "0812")
    assert said.out.startswith("26")
    assert ": Created. “0812” is too short for a phone number." in said.out
    assert shop.call("add", "--store", "Toko Seha", "--name", "Budi", "--item", "Madu").err == (
        "Toko Seha is a new store; did you mean Toko Sehat?\n"
    )


def test_a_product_that_was_sold_needs_its_name_alone(shop: Shop) -> None:
    shop.add("1")
    order = shop.order(made(shop.call("add", "--name", "Budi", "--item", "madu", "--item", "MADU=x3", "--json")))
    assert order.items == (Item("Madu", 90_000), Item("Madu", 90_000, 3))


def test_an_order_that_cannot_be_one_is_refused(shop: Shop) -> None:
    shop.add("1")
    assert (shop.call("add", "--name", "Budi").code, shop.call("add", "--name", "Budi").out) == (
        1,
        "Refused: An order needs at least one item.\n",
    )
    said = shop.call("add", "--item", "Madu", "--json")
    assert said.objects == [{"order_id": "", "ok": False, "error": "A new order needs the customer's name or phone."}]
    for arguments, reason in (
        (("--item", "Foo"), "--item: The price of Foo is not known; write it like 'Madu Hutan=90000x2'."),
        (("--item", "Madu", "--fees", "lots"), "“lots” is not an amount of money."),
        (("--item", "Madu", "--methode", "cod"), "--method"),
        (("--item", "Madu", "--at", "yesterday"), "--at: "),
    ):
        said = shop.call("add", "--name", "Budi", *arguments)
        assert said.code == 2
        assert reason in said.err


def test_an_edit_replaces_the_items_and_leaves_the_rest(shop: Shop) -> None:
    order = shop.add("1", courier="JNE")
    said = shop.call("edit", order.lower(), "--item", "Madu=x3", "--shipping", "9.000", "--method", "cod")
    assert (said.code, said.out) == (
        0,
        f"{order}: Created → Pending, COD, Items: 1 × Madu · Rp 90.000 → 3 × Madu · Rp 270.000, "
        "Shipping cost: Rp 0 → Rp 9.000, Total: Rp 90.000 → Rp 279.000.\n",
    )
    now = shop.order(order)
    assert (now.items, now.total, now.courier) == ((Item("Madu", 90_000, 3),), 279_000, "JNE")
    shop.call("edit", order, "--courier", "", "--tag", "vip")
    assert (shop.order(order).courier, shop.order(order).tags) == ("", ("vip",))
    shop.call("edit", order, "--untag", "vip")
    for _time in range(3):
        assert shop.call("undo").code == 0
    before = shop.order(order)
    assert (before.items, before.total, before.status) == ((Item("Madu", 90_000),), 90_000, Status.CREATED)
    assert shop.call("check").code == 0


def test_an_edit_that_the_rules_forbid_is_refused(shop: Shop) -> None:
    order = shop.add("1", payment_method="cod")
    shop.call("set", order, "--status", "canceled", "--reason", "no")
    said = shop.call("edit", order, "--shipping", "9000", "--json")
    reason = f"{order} is Canceled: its items and amounts stay as they are. Copy it as a new order instead."
    assert (said.code, said.objects) == (1, [{"order_id": order, "ok": False, "error": reason}])
    assert "No changes were given" in shop.call("edit", order).err
    assert shop.call("edit", "NOWHERE", "--city", "x").out == "Refused: There is no order NOWHERE.\n"


def test_amounts_can_be_set_too(shop: Shop) -> None:
    order = shop.add("1")
    assert shop.call("set", order, "--shipping", "9k").code == 0
    assert shop.order(order).total == 99_000


def test_a_copy_is_a_new_order(shop: Shop) -> None:
    order = shop.add("1", payment_method="cod")
    copy = made(shop.call("duplicate", order, "--json"))
    assert (shop.order(copy).items, shop.order(order).status) == (shop.order(order).items, Status.PENDING)
    said = shop.call("duplicate", copy, "--cancel")
    assert f": Pending, Copy of: {copy}." in said.out
    assert shop.order(copy).status is Status.CANCELED
    assert shop.call("undo").out == "Undone on 2 orders.\n"
    assert shop.order(copy).status is Status.PENDING
    said = shop.call("duplicate", "NOWHERE")
    assert (said.code, said.out) == (1, "Refused: There is no order NOWHERE.\n")


def test_a_dry_run_shows_the_order_as_it_would_be_with_every_warning(shop: Shop) -> None:
    order = shop.add("1")
    before = shop.call("show", order).out
    new = ("add", "--name", "Budi", "--phone", "00812 3456 7890", "--item", "Madu=x2", "--method", "cod", "--dry-run")
    said = shop.call(*new)
    assert said.code == 0
    assert "Order (new)" in said.out
    assert "Total     Rp 180.000" in said.out
    assert said.out.endswith("It is kept as it was written: phone to check.\nNothing was changed.\n")
    assert "Toko Seha is a new store" in shop.call(*new, "--store", "Toko Seha").err
    (answer,) = shop.call(*new, "--json").objects
    assert (answer["order_id"], answer["ok"], answer["dry_run"]) == ("", True, True)
    assert (answer["order"]["total"], answer["order"]["order_id"]) == (180_000, "")
    assert "one zero too many" in answer["warning"]
    edited = shop.call("edit", order, "--city", "Solo", "--email", "siti.example", "--dry-run")
    assert "Address   Solo" in edited.out
    assert f"{order}: City: Solo, E-mail: siti.example. “siti.example” is no e-mail address" in edited.out
    assert "(new): Created, Copy of: " in shop.call("duplicate", order, "--cancel", "--dry-run").out
    refused = shop.call("edit", order, "--item", "Madu=1x0", "--dry-run")
    assert (refused.code, refused.err) == (1, "")
    assert "refused: The quantity must be from 1 to" in refused.out
    assert shop.call("show", order).out == before
    assert len(shop.call("list", "--json").objects) == 1
    assert "1 order, 1 operations" in shop.call("check").out
