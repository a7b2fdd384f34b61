"""The configuration file, the environment and the options: which one holds, and what is wrong with them."""

import os
import pwd
from pathlib import Path

import pytest

from orders_tui.config.file import Config, ConfigError, default_database, default_path, read_config
from tests.cli.shop import Shop, call, process

ME = pwd.getpwuid(os.geteuid()).pw_name


@pytest.fixture
def config() -> Path:
    """Where the configuration is looked for."""
    path = default_path()
    path.parent.mkdir(parents=True)
    return path


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml") == Config()
    assert read_config(tmp_path / "config.toml" / "deeper") == Config()
    assert Config().timezone == "Asia/Jakarta"
    assert default_database() == str(tmp_path / "data" / "orders-tui" / "orders.db")
    assert default_path() == tmp_path / "config" / "orders-tui" / "config.toml"


def test_everything_that_can_be_set(config: Path) -> None:
    config.write_text(
        'db = "~/shop.db"\nlanguage = "id"\ntimezone = "Asia/Jayapura"\n'
        'business = "Toko Sehat"\nas_accounts = ["desk"]\n'
    )
    assert read_config(config) == Config("~/shop.db", "id", "Asia/Jayapura", "Toko Sehat", ("desk",))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('db = "shop.db"', ": db: this must be a path that begins with / or ~, or a database address."),
        ("db = 1", ": db: this must be a path"),
        ('language = "fr"', ": language: this must be one of en, id."),
        ('timezone = "Mars/Olympus"', ": timezone: not a time zone; use one like Asia/Jakarta."),
        ('timezone = "../../../etc/passwd"', ": timezone: not a time zone"),
        ('timezone = ""', ": timezone: not a time zone"),
        ("timezone = 7", ": timezone: not a time zone"),
        ('business = " "', ": business: this must be text."),
        ('as_accounts = "desk"', ": as_accounts: this must be a list of account names."),
        ("as_accounts = [1]", ": as_accounts: this must be a list of account names."),
        (
            'langauge = "id"',
            ": langauge: unknown setting; known: db, language, timezone, business, as_accounts, roles, shares, "
            "public_url, keys.",
        ),
        ("[shares.Toko]\nsari = 60", ": shares: this must give each store its people, each with a share of 1 to 1000"),
        (
            '[shares.Toko]\nsari = { share = 1, hours = "8-17" }',
            ": shares: “8-17” is not a working time; write it like mon-fri 08:00-17:00, sat 08:00-12:00.",
        ),
        ("db =", " cannot be read as TOML: "),
        ("a = " + "[" * 5_000, " cannot be read as TOML: "),
    ],
)
def test_a_wrong_configuration_names_the_file_and_the_key(config: Path, text: str, reason: str) -> None:
    config.write_text(text)
    with pytest.raises(ConfigError) as wrong:
        read_config(config)
    assert str(wrong.value).startswith(f"{config}{reason}")
    said = call("list")
    assert (said.code, said.out, said.err) == (2, "", f"orders-tui: {' '.join(str(wrong.value).split())}\n")


def test_a_configuration_that_cannot_be_read(config: Path) -> None:
    config.mkdir()
    assert call("list").err == f"orders-tui: {config}: it is a folder.\n"
    config.rmdir()
    config.write_bytes(b'business = "caf\xe9"')
    assert call("list").err == f"orders-tui: {config} is not UTF-8.\n"


def test_help_and_version_need_no_configuration(config: Path) -> None:
    config.write_text("db =")
    for arguments in (["--help"], ["--version"], ["list", "--help"]):
        assert call(*arguments).code == 0


def test_option_before_environment_before_file_before_default(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meant(*options: str) -> str:
        return call(*options, "list").err.removeprefix("orders-tui: There is no database at ").split(". ")[0]

    assert meant() == default_database()
    config.write_text(f'db = "{tmp_path}/file.db"')
    assert meant() == f"{tmp_path}/file.db"
    monkeypatch.setenv("ORDERS_TUI_DB", f"sqlite:///{tmp_path}/env.db")
    assert meant() == f"{tmp_path}/env.db"
    assert meant("--db", f"{tmp_path}/option.db") == f"{tmp_path}/option.db"


def test_days_begin_in_the_desks_time_zone(shop: Shop, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = {"at": "2026-11-22T16:30:00Z"}  # half past eleven at night in Jakarta
    assert shop.add("1", **late).startswith("261122")
    config.write_text('timezone = "Asia/Jayapura"')
    assert shop.add("2", **late).startswith("261123")
    config.write_text("")
    monkeypatch.setenv("ORDERS_TUI_TIMEZONE", "UTC")
    assert shop.add("3", **late).startswith("261123"), "the shop has it by now, for whoever asks"
    monkeypatch.setenv("ORDERS_TUI_TIMEZONE", "Nowhere")
    said = shop.call("list")
    assert (said.code, said.err) == (
        2,
        "orders-tui: ORDERS_TUI_TIMEZONE: not a time zone; use one like Asia/Jakarta.\n",
    )


def test_orders_of_ones_own_business_are_no_orders_to_fulfil(shop: Shop, config: Path) -> None:
    config.write_text('business = "Toko Sehat"')
    own, others = shop.add("1", seller="toko sehat"), shop.add("2", seller="Toko Lain")
    assert (shop.order(own).seller, shop.order(others).seller) == ("", "Toko Lain")


def test_only_accounts_that_the_configuration_names_may_say_who_is_asking(shop: Shop, config: Path) -> None:
    order = shop.add("1")
    said = shop.call("--as", "sari", "set", order, "--note", "a")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        f"orders-tui: --as is not allowed for the account {ME}; it is not listed in the configuration.\n"
    )
    config.write_text(f'as_accounts = ["{ME}"]')
    assert shop.call("--as", "sari", "set", order, "--note", "a").code == 0
    assert shop.call("show", order, "--json").objects[0]["history"][-1]["by"] == "sari"
    assert shop.call("--as", " ", "list").err == "orders-tui: --as needs a name.\n"


@pytest.mark.parametrize(
    ("arguments", "environment", "indonesian"),
    [
        ([], {}, False),
        (["--lang", "id"], {}, True),
        (["--lang=id"], {}, True),
        (["--db", "--lang=en", "--readonly", "--lang", "id"], {}, True),
        (["show", "--lang", "id"], {}, True),
        (["show", "X", "--", "--lang", "id"], {}, False),
        (["--lang", "en", "show", "--lang", "id"], {}, True),
        ([], {"ORDERS_TUI_LANG": "id"}, True),
        ([], {"LANG": "id_ID.UTF-8"}, True),
        (["--lang", "en"], {"LANG": "id_ID.UTF-8"}, False),
    ],
)
def test_which_language_is_spoken(
    arguments: list[str], environment: dict[str, str], indonesian: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr("orders_tui.cli.main._translate_into", spoken.append)
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.delenv("LANG", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    call(*arguments, "--help")
    assert spoken[-1] == ("id" if indonesian else "en")


def test_the_file_says_the_language_unless_an_option_does(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    monkeypatch.setattr("orders_tui.cli.main._translate_into", spoken.append)
    config.write_text('language = "id"')
    call("--help")
    assert spoken[-1] == "id"
    call("--lang", "en", "--help")
    assert spoken[-1] == "en"


def test_nothing_said_names_no_language(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    monkeypatch.setattr("orders_tui.cli.main._translate_into", spoken.append)
    config.write_text('language = "id"')
    assert "orders-tui" in call().err, "without a terminal there is no console"
    assert spoken[-1] == "id"


def test_an_unknown_language_is_wrong_use() -> None:
    said = process("--lang", "fr", "list")
    assert said.code == 2
    assert said.err.startswith("orders-tui: Invalid value for '--lang'")
