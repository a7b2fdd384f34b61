"""What a shop writes for its buyers, from the command line."""

import json

import pytest

from tests.cli.shop import Shop


@pytest.fixture(autouse=True)
def order(shop: Shop) -> str:
    """The id of an order that makes the database."""
    return shop.add("1", payment_method="bank_transfer")


def saved(shop: Shop, *arguments: str) -> None:
    said = shop.call("text", *arguments)
    assert (said.code, said.err) == (0, "Saved.\n")


def test_a_template_is_written_shown_used_changed_and_removed(shop: Shop, order: str) -> None:
    saved(shop, "template", "Halo", "--stage", "welcome", "--kind", "transfer", "--text", "Halo {first_name}!")
    assert shop.call("follow-up", order, "--dry-run").out.startswith("Halo Siti!")
    said = shop.call("text", "template", "halo")
    assert said.out == "Message template · Halo · Welcome · 0 hours · Bank transfer\n  Halo {first_name}!\n\n"
    saved(shop, "template", "Halo", "--hours", "5", "--kind", "all")
    (found,) = shop.call("texts", "--json").objects
    assert found == {
        "sort": "template",
        "name": "Halo",
        "stage": "welcome",
        "text": "Halo {first_name}!",
        "kind": None,
        "store": "",
        "product": "",
        "hours": 5,
    }
    assert shop.call("text", "template", "Halo", "--remove").err == "Removed.\n"
    none = shop.call("texts")
    assert (none.out, "no texts of its own yet" in none.err) == ("", True), none
    assert shop.call("texts", "--json").err == ""


def test_each_change_is_listed(shop: Shop) -> None:
    saved(shop, "sender", "Toko Sehat", "--text", "Toko Sehat\nBandung")
    saved(shop, "sender", "Toko Sehat", "--text", "Toko Sehat\nJakarta")
    shop.call("text", "sender", "Toko Sehat", "--remove")
    lines = shop.call("texts", "--changes").out.splitlines()
    assert [line.rpartition("  ")[2] for line in lines] == [
        f"Sender on labels Toko Sehat: {done}" for done in ("made", "changed", "removed")
    ]
    changes = shop.call("texts", "--changes", "--json").objects
    assert json.loads(changes[1]["new"]) == {"store": "Toko Sehat", "text": "Toko Sehat\nJakarta"}


def test_payment_instructions_are_known_by_method_and_store(shop: Shop, order: str) -> None:
    file = shop.path.with_name("bca.txt")
    file.write_text("BCA 123\n{amount}\n", encoding="utf-8")
    saved(shop, "instruction", "--method", "Bank transfer", "--from", str(file))
    saved(shop, "instruction", "--text", "Semua")
    assert shop.call("text", "instruction", "--method", "bank_transfer").out.endswith("  BCA 123\n  {amount}\n\n")
    assert shop.call("text", "instruction").out.endswith("\n  Semua\n\n")
    assert "BCA 123\nRp 90.000" in shop.call("follow-up", order, "--dry-run").out


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (("template", "Halo"), 1, "There is no such text: Message template Halo."),
        (("template", "Halo", "--remove"), 1, "There is no such text"),
        (("template", "Halo", "--text", "{nama}"), 1, "There is no field {nama}; did you mean {name}?"),
        (("template", "--text", "x"), 2, "The name of the text is missing."),
        (("template", "Halo", "--stage", "wellcome", "--text", "x"), 2, "did you mean welcome?"),
        (("template", "Halo", "--text", "x", "--remove"), 2, "Give only one of --text, --from and --remove."),
        (("access", "Kelas", "--hours", "3", "--text", "x"), 2, "--hours does not apply to this kind of text."),
        (("sender", "Toko", "--store", "Lain", "--text", "x"), 2, "--store does not apply to this kind of text."),
        (("instruction", "BCA", "--text", "x"), 2, "Payment instructions have no name"),
        (("letter", "Halo"), 2, "letter"),
    ],
)
def test_what_cannot_be_is_refused(shop: Shop, arguments: tuple[str, ...], code: int, error: str) -> None:
    said = shop.call("text", *arguments)
    assert said.code == code
    assert error in said.err
    assert shop.call("texts").out == ""


def test_a_file_that_is_not_utf_8_is_refused(shop: Shop) -> None:
    file = shop.path.with_name("latin.txt")
    file.write_bytes(b"caf\xe9")
    said = shop.call("text", "access", "Kelas", "--from", str(file))
    assert (said.code, "is not UTF-8" in said.err) == (1, True)


def test_nothing_is_written_read_only(shop: Shop) -> None:
    assert shop.call("--readonly", "text", "access", "Kelas", "--text", "x").code == 2
    assert shop.call("--readonly", "texts").code == 0
