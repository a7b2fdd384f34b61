"""The command `config`: the file it names, what it shows, and what it changes and leaves as it was."""

import stat
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.config.file import default_path
from orders_tui.config.shop import OF_FILE, keep_in_database, shop_profile
from orders_tui.config.text import with_setting
from orders_tui.ui.key import use_own_keys
from tests.cli.shop import Shop, call
from tests.samples import OWNER, SARI

FILE = """# Our shop
db = "/srv/toko # sehat.db"  # as on the page
timezone='Asia/Jakarta'

[roles]  # who may what
ratna = "admin"

[shares."*"]
ratna = { share = 1 }
"""


@pytest.fixture
def config() -> Path:
    path = default_path()
    path.parent.mkdir(parents=True)
    path.write_text(FILE)
    return path


def test_a_setting_is_changed_and_all_else_stays(config: Path) -> None:
    config.chmod(0o644)
    assert call("config", "set", "db", '/srv/"baru".db').code == 0
    assert call("config", "set", "roles.sari", "packer").code == 0
    assert call("config", "set", "as_accounts", "desk, deploy").code == 0
    assert config.read_text() == (
        FILE.replace('"/srv/toko # sehat.db"', r'"/srv/\"baru\".db"')
        .replace("'Asia/Jakarta'\n", '\'Asia/Jakarta\'\nas_accounts = ["desk", "deploy"]\n')
        .replace('"admin"\n', '"admin"\nsari = "packer"\n')
    )
    assert stat.S_IMODE(config.stat().st_mode) == 0o644, "others still read it"
    taken_out = call("--lang", "en", "config", "set", "db", "")
    assert (taken_out.code, "db is no longer set in" in taken_out.err) == (0, True), taken_out
    assert "db" not in config.read_text()


def test_a_file_is_made_for_its_owner_alone() -> None:
    path = default_path()
    assert call("config", "path").out == f"{path}\n"
    assert call("config", "set", "language", "id").code == 0
    assert path.read_text() == 'language = "id"\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert call("config", "show", "language").out == "language: id (file)\n"
    assert call("config", "show", "timezone", "--json").objects == [{"name": "timezone", "value": None, "source": None}]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("language", "de"), "language: this must be one of en, id"),
        (("roles.sari", "boss"), "roles: this must give each name one of the roles"),
        (("busines", "x"), "did you mean business?"),
        (("shares", "x"), "shares holds more than one value: set shares.STORE.PERSON."),
        (("shares.Toko.sari", "a lot"), "shares: this must give each store its people"),
        (("shares.Toko.sari", "1 all day"), "“all day” is not a working time"),
        (("keys.change.undo", ","), "keys: this must give each action its keys"),
        (("business",), "Use: config path, config show [NAME], or config set NAME VALUE."),
    ],
)
def test_what_cannot_be_is_refused(config: Path, arguments: tuple[str, ...], reason: str) -> None:
    said = call("--lang", "en", "config", "set", *arguments)
    assert (said.code, reason in said.err) == (2, True), said
    assert config.read_text() == FILE


def test_a_file_that_lines_do_not_tell_is_left_alone(config: Path) -> None:
    text = 'db = """/srv/\ntoko.db"""\n'
    config.write_text(text)
    said = call("config", "set", "db", "/srv/toko.db")
    assert (said.code, "edit it by hand" in said.err) == (2, True)
    assert config.read_text() == text


def test_a_link_stays_one(config: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles.toml"
    config.rename(elsewhere)
    config.symlink_to(elsewhere)
    assert call("config", "set", "db", "/srv/baru.db").code == 0
    assert config.is_symlink()
    assert 'db = "/srv/baru.db"' in elsewhere.read_text()


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(
    table=st.sampled_from(["", "roles", "people"]),
    name=texts.filter(lambda name: name not in ("roles", "shares")),
    value=texts,
)
def test_what_is_written_is_read_back(table: str, name: str, value: str) -> None:
    before = tomllib.loads(FILE)
    after = tomllib.loads(with_setting(FILE, (table,) if table else (), name, value))
    wanted = before | {table: before.get(table, {}) | {name: value}} if table else before | {name: value}
    assert after == wanted


def test_shares_and_keys_are_set_one_by_one(config: Path) -> None:
    assert call("config", "set", "shares.Toko v2.0.sari", "60 mon-fri 08:00-17:00").code == 0
    assert call("config", "set", 'shares."*".ratna', "").code == 0
    assert call("config", "set", "keys.change.undo", "ctrl+z, u").code == 0
    assert config.read_text() == FILE.replace("ratna = { share = 1 }\n", "") + (
        '\n[shares."Toko v2.0"]\nsari = { share = 60, hours = "mon-fri 08:00-17:00" }\n'
        '\n[keys]\n"change.undo" = "ctrl+z, u"\n'
    )
    shown = call("config", "show").out
    assert "shares.Toko v2.0.sari: 60 mon-fri 08:00-17:00 (file)\n" in shown
    assert "keys.change.undo: ctrl+z, u (file)\n" in shown


def test_what_belongs_to_the_shop_is_set_in_its_database_and_the_file_counts_without_it(
    shop: Shop, config: Path
) -> None:
    shop.add("1")
    assert shop.call("config", "show", "timezone").out == "timezone: Asia/Jakarta (file)\n"
    assert shop.call("--lang", "en", "config", "set", "timezone", "Mars").err.endswith(
        "timezone: not a time zone; use one like Asia/Jakarta.\n"
    )
    for name, value in (("timezone", "Asia/Jayapura"), ("public_url", "https://orders.example/"), ("business", "Toko")):
        assert shop.call("config", "set", name, value).code == 0
        assert shop.call("config", "show", name).out == f"{name}: {value} (database)\n"
    assert config.read_text() == FILE
    with closing(shop.store()) as store:
        assert (store.zone.key, store.settings.get("business")) == ("Asia/Jayapura", "Toko")
        assert shop_profile(store, "").public_url == "https://orders.example"
    assert shop.call("config", "set", "timezone", "").code == 0
    assert shop.call("config", "show", "timezone").out == "timezone: Asia/Jakarta (file)\n"


def test_a_file_fills_in_what_the_database_does_not_say_if_it_is_an_admins(shop: Shop) -> None:
    shop.add("1")
    with closing(shop.store()) as store:
        keep_in_database(store, SARI, {"business": "Toko", "timezone": "Asia/Makassar"})
        assert store.settings.get("business") == ""
        keep_in_database(store, OWNER, {"business": "Toko", "timezone": ""})
        keep_in_database(store, OWNER, {"business": "Lain", "timezone": "Asia/Makassar"})
        assert [store.settings.get(name) for name in OF_FILE] == ["Toko", "Asia/Makassar", ""]


@pytest.fixture
def _keys_again() -> Iterator[None]:
    yield
    use_own_keys({})


@pytest.mark.usefixtures("_keys_again")
def test_a_clash_of_keys_is_refused_and_help_lists_them() -> None:
    said = call("--lang", "en", "config", "set", "keys.change.undo", "r")
    assert (said.code, "r would do both “Undo” (change.undo)" in said.err) == (2, True)
    assert call("config", "set", "keys.change.undo", "ctrl+z, u").code == 0
    line = next(line for line in call("--lang", "en", "help", "keys").out.splitlines() if "change.undo" in line)
    assert line.split() == "Ctrl+z u change.undo Undo your last change (default: u Ctrl+z)".split()


def test_what_the_database_holds_is_shown_and_set_too(shop: Shop) -> None:
    assert "couriers" not in shop.call("config", "show").out, "there is no database yet"
    shop.add("1")
    assert "couriers: JNE, J&T, " in shop.call("config", "show").out
    assert shop.call("config", "set", "couriers", "JNE, Kurir Toko").code == 0
    assert shop.call("config", "show", "couriers").out == "couriers: JNE, Kurir Toko (database)\n"
    assert "buyer_language: id (default)\n" in shop.call("config", "show").out
    assert shop.call("config", "set", "buyer_language", "fr").err == "orders-tui: Write en or id.\n"
    assert shop.call("config", "set", "buyer_language", "en").code == 0
    assert shop.call("config", "show", "buyer_language").out == "buyer_language: en (database)\n"
    assert shop.call("config", "set", "blocked_phones", "0812-3456-7890").code == 0
    assert shop.call("config", "show", "blocked_phones").out == "blocked_phones: +62 812-3456-7890 (database)\n"
    assert shop.call("config", "set", "blocked_phones", "").code == 0
    assert shop.call("config", "set", "duplicates", "never").err == "orders-tui: Write hold or warn.\n"
    assert shop.call("config", "set", "duplicates", "warn").code == 0
    assert "duplicates: warn (database)\n" in shop.call("config", "show").out
