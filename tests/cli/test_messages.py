"""Messages to buyers, public pages and labels from the command line."""

import stat
from getpass import getuser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from orders_tui.domain.order import Status
from orders_tui.domain.templates import CHASE, Access, Template
from orders_tui.exchange.files import replace_file
from tests.cli.shop import Shop
from tests.samples import OWNER
from tests.store.shop import opened

COURSE = [{"name": "Kelas", "price": 90_000, "kind": "digital"}]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Where the configuration file of the person is looked for."""
    file = tmp_path / "config" / "orders-tui" / "config.toml"
    file.parent.mkdir(parents=True)
    return file


@pytest.fixture(autouse=True)
def _english_buyers(shop: Shop) -> None:
    with opened(shop.path, create=True) as store:
        store.settings.put("buyer_language", "en", OWNER, for_shop=True)


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


class TestFollowUp:
    def test_shows_the_message_and_its_link_and_records_it(self, shop: Shop) -> None:
        order = shop.add("1", payment_method="bank_transfer")
        said = shop.call("follow-up", order)
        assert said.code == 0
        text, link = said.out.rstrip("\n").rsplit("\n\n", 1)
        assert text.startswith(f"Hello Siti, thank you for your order {order} at Toko Sehat.")
        assert parse_qs(urlsplit(link).query)["text"] == [text]
        assert said.err.splitlines()[-1] == "Recorded as sent: Welcome."
        assert shop.order(order).follow_ups == 1
        assert "Follow-up: Welcome" in shop.call("show", order).out

    def test_takes_what_comes_next(self, shop: Shop) -> None:
        order = shop.add("1", payment_method="bank_transfer")
        stages = [shop.call("follow-up", order, "--json").objects[0]["stage"] for _ in range(5)]
        assert stages == [*CHASE, CHASE[-1]]

    def test_as_json(self, shop: Shop) -> None:
        order = shop.add("1", payment_method="bank_transfer")
        (answer,) = shop.call("follow-up", order, "--json").objects
        assert (answer["order_id"], answer["template"], answer["recorded"]) == (order, "Welcome", True)
        assert answer["message"].startswith("Hello Siti")
        assert answer["link"].startswith("https://wa.me/6281234567890?text=Hello%20Siti")
        assert answer["lacking"] == ["link"]

    def test_a_dry_run_records_nothing_and_works_read_only(self, shop: Shop) -> None:
        order = shop.add("1", payment_method="bank_transfer")
        said = shop.call("--readonly", "follow-up", order, "--dry-run")
        assert said.code == 0
        assert "Recorded" not in said.err
        assert shop.order(order).version == 1

    def test_a_template_is_named_by_name_or_stage(self, shop: Shop) -> None:
        order = shop.add("1", payment_method="bank_transfer")
        store = shop.store()
        store.messages.save(Template("Halo Dong", CHASE[0], "Halo {first_name}!"), OWNER)
        store.close()
        assert shop.call("follow-up", order, "--template", "halo dong").out.startswith("Halo Siti!\n")
        assert shop.call("follow-up", order, "--template", "Reminder 2").out.startswith("Hello Siti, we have kept")
        wrong = shop.call("follow-up", order, "--template", "reminder1")
        assert (wrong.code, wrong.err) == (2, "orders-tui: “reminder1” is not known; did you mean reminder_1?\n")

    def test_access_is_sent_where_it_is_paid_and_noted_as_delivered(self, shop: Shop) -> None:
        order = shop.add("1", payment_method="qris", items=COURSE)
        shop.call("set", order, "--status", "confirmed", "--payment", "paid")
        missing = shop.call("follow-up", order)
        assert (missing.code, missing.err) == (
            1,
            "orders-tui: The shop has no access text for “Kelas” yet: an admin writes it under “Message templates”.\n",
        )
        store = shop.store()
        store.messages.save(Access("Kelas", "https://kelas.example"), OWNER)
        store.close()
        assert "Kelas:\nhttps://kelas.example" in shop.call("follow-up", order).out
        assert shop.order(order).access_sent_at is not None
        assert [row["order_id"] for row in shop.call("list", "-q", "access:yes", "--json").objects] == [order]

    @pytest.mark.parametrize("phone", [None, "021 bukan nomor", "021-1234567"])
    def test_without_a_mobile_number_nothing_is_sent(self, shop: Shop, phone: str | None) -> None:
        customer = {"name": "Siti", "phone": phone}
        order = shop.add("1", payment_method="bank_transfer", customer=customer)
        said = shop.call("follow-up", order)
        assert (said.code, said.out) == (1, "")
        assert order in said.err
        assert shop.order(order).follow_ups == 0
        assert shop.call("follow-up", order, "--dry-run").out.startswith("Hello Siti")

    def test_what_is_due_is_a_filter(self, shop: Shop) -> None:
        order, _paid = shop.add("1", payment_method="bank_transfer"), shop.add("2")
        assert [row["order_id"] for row in shop.call("list", "-q", "followup:due", "--json").objects] == [order]
        shop.call("follow-up", order)
        assert shop.call("list", "-q", "followup:due", "--json").objects == []


class TestPage:
    def test_is_written_for_its_owner_alone_and_never_over_a_file(self, shop: Shop, tmp_path: Path) -> None:
        order, file = shop.add("1", payment_method="bank_transfer"), tmp_path / "page.html"
        assert shop.call("page", order, "-o", str(file)).code == 0
        assert mode(file) == 0o600
        assert file.read_text(encoding="utf-8") + "\n" == shop.call("page", order).out
        file.write_text("mine")
        said = shop.call("page", order, "-o", str(file))
        assert (said.code, said.err) == (1, f"orders-tui: {file} already exists; --force replaces it.\n")
        assert file.read_text() == "mine"
        assert shop.call("page", order, "-o", str(file), "--force").code == 0
        assert f"Order {order}" in file.read_text(encoding="utf-8")

    def test_a_link_is_not_followed(self, shop: Shop, tmp_path: Path) -> None:
        order, target, file = shop.add("1"), tmp_path / "target", tmp_path / "page.html"
        target.write_text("mine")
        file.symlink_to(target)
        assert shop.call("page", order, "-o", str(file)).code == 1
        assert shop.call("page", order, "-o", str(file), "--force").code == 0
        assert target.read_text() == "mine"

    @pytest.mark.parametrize(
        ("language", "page", "message"),
        [("", "Pesanan", "Halo Siti"), ("id", "Pesanan", "Halo Siti"), ("en", "Order", "Hello Siti")],
    )
    def test_speaks_the_language_of_the_shop_whoever_asks(
        self, shop: Shop, config: Path, language: str, page: str, message: str
    ) -> None:
        order = shop.add("1", payment_method="bank_transfer")
        assert shop.call("config", "set", "buyer_language", language).code == 0
        for screen in ("en", "id"):
            config.write_text(f'language = "{screen}"')
            assert f"{page} {order}" in shop.call("page", order).out
            assert f"{page} {order}" in shop.call("--lang", screen, "page", order).out
            assert shop.call("--lang", screen, "follow-up", order, "--dry-run").out.startswith(message)

    def test_has_the_address_that_the_configuration_names(self, shop: Shop, config: Path) -> None:
        config.write_text('public_url = "https://pesan.example/"')
        order = shop.add("1", payment_method="bank_transfer")
        link = f"https://pesan.example/{shop.order(order).slug}.html"
        assert link in shop.call("page", order).out
        assert link in shop.call("follow-up", order).out
        config.write_text('public_url = "pesan.example"')
        assert "public_url: this must be an address like https://orders.example." in shop.call("page", order).err


class TestPages:
    def test_are_kept_up_to_date(self, shop: Shop, tmp_path: Path) -> None:
        first, second = shop.add("1", payment_method="cod"), shop.add("2", payment_method="cod")
        folder = tmp_path / "pages"

        def pages(query: str = "status:pending") -> dict[str, int]:
            said = shop.call("pages", str(folder), "--query", query, "--json")
            assert said.code == 0
            return dict(said.objects[0])

        assert pages() == {"written": 2, "unchanged": 0, "removed": 0}
        slugs = {order: folder / f"{shop.order(order).slug}.html" for order in (first, second)}
        assert set(folder.iterdir()) == set(slugs.values())
        assert {mode(file) for file in slugs.values()} == {0o600}
        before = slugs[second].stat().st_ino
        shop.call("set", first, "--payment", "paid")
        assert pages() == {"written": 1, "unchanged": 1, "removed": 0}
        assert slugs[second].stat().st_ino == before
        shop.call("set", first, "--status", "confirmed")
        assert pages() == {"written": 0, "unchanged": 1, "removed": 1}
        assert set(folder.iterdir()) == {slugs[second]}
        assert shop.call("pages", str(folder)).out == "1 written, 1 unchanged, 0 removed\n"

    def test_no_other_file_is_touched(self, shop: Shop, tmp_path: Path) -> None:
        shop.add("1")
        folder = tmp_path / "pages"
        folder.mkdir()
        others = {"index.html": "<p>", f"{'a' * 32}.html": "a page of somebody else", f"{'b' * 32}.txt": "x"}
        for name, text in others.items():
            (folder / name).write_text(text)
        (folder / f"{'c' * 32}.html").symlink_to(folder / "index.html")
        assert shop.call("pages", str(folder)).out == "1 written, 0 unchanged, 0 removed\n"
        assert {name: (folder / name).read_text() for name in others} == others
        assert (folder / f"{'c' * 32}.html").is_symlink()

    def test_a_wrong_query_writes_nothing(self, shop: Shop, tmp_path: Path) -> None:
        shop.add("1")
        assert shop.call("pages", str(tmp_path / "pages"), "--query", "stauts:pending").code == 2
        assert not (tmp_path / "pages").exists()


class TestPrint:
    def test_writes_labels_and_notes_it(self, shop: Shop, tmp_path: Path) -> None:
        first, second = shop.add("1", payment_method="cod"), shop.add("2", payment_method="cod")
        file = tmp_path / "labels.html"
        said = shop.call("print", first, second.lower(), first, "-o", str(file))
        assert (said.code, said.out) == (0, f"{first}: Label printed: A6.\n{second}: Label printed: A6.\n")
        assert file.read_text(encoding="utf-8").count("<article>") == 2
        assert mode(file) == 0o600
        assert shop.order(first).printed_at is not None
        assert "Rp" in file.read_text(encoding="utf-8")

    def test_a_reprint_is_warned_of(self, shop: Shop, tmp_path: Path) -> None:
        order = shop.add("1", payment_method="cod")
        shop.call("print", order, "-o", str(tmp_path / "a.html"))
        (answer,) = shop.call("print", order, "-o", str(tmp_path / "b.html"), "--json").objects
        assert answer["ok"]
        assert answer["warning"].startswith(f"{order} was printed before: ")

    def test_takes_what_is_not_printed_yet(self, shop: Shop, tmp_path: Path) -> None:
        first, second = shop.add("1", payment_method="cod"), shop.add("2", payment_method="cod")
        shop.call("print", first, "-o", str(tmp_path / "a.html"))
        said = shop.call("print", "--query", "printed:no", "-o", str(tmp_path / "b.html"), "--size", "A4")
        assert said.out == f"{second}: Label printed: A4.\n"
        assert 'class="a4"' in (tmp_path / "b.html").read_text(encoding="utf-8")

    def test_me_in_a_query_is_whoever_prints(self, shop: Shop, tmp_path: Path) -> None:
        mine = shop.add("1", payment_method="cod", handler=getuser())
        shop.add("2", payment_method="cod", handler="sari")
        said = shop.call("print", "--query", "handler:me", "-o", str(tmp_path / "a.html"), "--dry-run", "--json")
        assert [answer["order_id"] for answer in said.objects] == [mine]

    def test_what_has_no_parcel_is_refused_and_the_rest_printed(self, shop: Shop, tmp_path: Path) -> None:
        parcel, course = shop.add("1", payment_method="cod"), shop.add("2", payment_method="qris", items=COURSE)
        gone, canceled, file = shop.add("3"), shop.add("4"), tmp_path / "labels.html"
        shop.call("delete", gone)
        shop.call("set", canceled, "--status", "canceled", "--reason", "sold out")
        said = shop.call("print", parcel, course, gone, canceled, "NOWHERE", "-o", str(file), "--json")
        assert said.code == 1
        assert {row["order_id"]: row["ok"] for row in said.objects} == {
            parcel: True,
            course: False,
            gone: False,
            canceled: False,
            "NOWHERE": False,
        }
        assert file.read_text(encoding="utf-8").count("<article>") == 1

    def test_nothing_is_noted_where_the_file_is_not_written(self, shop: Shop, tmp_path: Path) -> None:
        order, file = shop.add("1", payment_method="cod"), tmp_path / "labels.html"
        file.write_text("mine")
        assert shop.call("print", order, "-o", str(file)).code == 1
        assert shop.call("print", order, "-o", str(tmp_path / "no" / "where.html")).code == 1
        assert shop.call("print", "NOWHERE", "-o", str(tmp_path / "other.html")).code == 1
        assert not (tmp_path / "other.html").exists()
        assert (file.read_text(), shop.order(order).printed_at) == ("mine", None)

    def test_orders_must_be_said(self, shop: Shop, tmp_path: Path) -> None:
        shop.add("1")
        said = shop.call("print", "-o", str(tmp_path / "a.html"))
        assert (said.code, said.err) == (2, "orders-tui: Name orders, or select them with --query.\n")

    @pytest.mark.parametrize("role", ["packer", "viewer"])
    def test_who_packs_sees_the_whole_phone_on_the_label_and_no_prices(
        self, shop: Shop, tmp_path: Path, config: Path, monkeypatch: pytest.MonkeyPatch, role: str
    ) -> None:
        order, file = shop.add("1", payment_method="bank_transfer"), tmp_path / "labels.html"
        config.write_text(f'[roles]\ndaemon = "{role}"')
        monkeypatch.setenv("SUDO_USER", "daemon")
        said = shop.call("print", order, "-o", str(file))
        if role == "viewer":
            assert (said.code, said.err) == (1, "orders-tui: As viewer you may not print labels.\n")
            assert not file.exists()
            return
        text = file.read_text(encoding="utf-8")
        assert "+62 812-3456-7890" in text
        assert "Rp" not in text
        for arguments in (["page", order], ["follow-up", order], ["pages", str(tmp_path / "pages")]):
            assert shop.call(*arguments).err.startswith("orders-tui: As packer you may not ")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "pages" / "page.html"
    file.parent.mkdir()
    file.write_text("before")
    with pytest.raises(UnicodeEncodeError):
        replace_file(file, "\ud800")
    assert list(file.parent.iterdir()) == [file]
    assert file.read_text() == "before"


def test_an_order_takes_its_whole_way_with_messages(shop: Shop) -> None:
    order = shop.add("1", payment_method="bank_transfer")
    shop.call("set", order, "--status", "confirmed", "--payment", "paid")
    shop.call("set", order, "--status", "shipped", "--courier", "JNE", "--receipt", "JT0001")
    assert "Courier: JNE\nReceipt number: JT0001" in shop.call("follow-up", order).out
    assert shop.order(order).status is Status.SHIPPED
