"""All that can be set, in one list: what it is now, where that comes from, and how it is changed."""

import os
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from orders_tui.config.changing import accept, change_setting, settable
from orders_tui.config.file import Config, ConfigError, default_database, default_path, read_config
from orders_tui.config.owner import account_name, config_of_owner, owner_of, path_of_owner
from orders_tui.config.shop import HELD, OF_FILE, change_shop_value, shop_values
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.rights import Actor, Right, check_right
from orders_tui.domain.text import show
from orders_tui.domain.words import N_, _, language, language_of_environment
from orders_tui.store.address import path_of
from orders_tui.store.store import Store


class Source(StrEnum):
    """Where a value comes from."""

    FILE = "file"
    ENVIRONMENT = "environment"
    DATABASE = "database"
    ORDERS = "orders"
    OPTION = "option"
    DEFAULT = "default"


SOURCES = {
    Source.FILE: N_("file"),
    Source.ENVIRONMENT: N_("environment"),
    Source.DATABASE: N_("database"),
    Source.ORDERS: N_("from the orders"),
    Source.OPTION: N_("command line"),
    Source.DEFAULT: N_("default"),
}
"""What each is called."""
PERSONAL = frozenset({"language", "db", "keys", "theme"})
"""What everybody sets for themselves; all else is for admins."""
OWNERS = frozenset({"roles", "shares", "as_accounts"})
"""What counts only in the file of the account that owns the database."""
FROM_ORDERS = ("stores", "sellers")
"""What is known from the orders, and is set nowhere."""
_ENVIRONMENT = {
    "business": "ORDERS_TUI_BUSINESS",
    "timezone": "ORDERS_TUI_TIMEZONE",
    "language": "ORDERS_TUI_LANG",
    "db": "ORDERS_TUI_DB",
}
ABOUT = {
    "business": N_("Shop name"),
    "stores": N_("Own stores"),
    "sellers": N_("Ships for"),
    "timezone": N_("Time zone"),
    "public_url": N_("Address of order pages"),
    "buyer_language": N_("Buyers' language"),
    "couriers": N_("Couriers"),
    "instructions": N_("Payment instructions"),
    "templates": N_("Message templates"),
    "blocked_phones": N_("Blocked phones"),
    "duplicates": N_("Likely duplicates"),
    "shares": N_("Share of new orders"),
    "roles": N_("Role"),
    "as_accounts": N_("Accounts for --as"),
    "language": N_("Language"),
    "theme": N_("Theme"),
    "keys": N_("Keys"),
    "db": N_("Database"),
}
"""What each setting is called, in the order in which they are shown."""


class Setting(NamedTuple):
    """One thing that can be set."""

    name: str
    """As `config set` takes it, such as `roles.sari`; `roles`, `shares` and `keys` alone stand for a new one."""
    value: str
    """As it would be typed; whoever shows it escapes what no terminal should get."""
    source: Source
    at_once: bool = False
    """Whether a change takes effect without a new start."""

    @property
    def kind(self) -> str:
        """The part of the name before the first dot."""
        return self.name.partition(".")[0]

    @property
    def is_new(self) -> bool:
        """Whether it stands for one that is to be added."""
        return self.kind in ("roles", "shares", "keys") and self.kind == self.name


def settings(store: Store, actor: Actor, database: str, theme: str) -> tuple[Setting, ...]:
    """All settings, in the order of `ABOUT`.

    Args:
        store: the open database.
        actor: for whom they are read.
        database: the file of the database; empty where it does not matter whose it is.
        theme: the name of the theme in force.

    Raises:
        ConfigError: if a file cannot be read, or does not belong to the owner of the database.
        DatabaseError: if the database cannot be read.
    """
    config = read_config(default_path())
    owners = config_of_owner(Path(database)) if database else config
    found = {setting.name: setting for setting in _of_files(config, owners, store)}
    found["db"] = _database(config, database)
    found["language"] = _language(config)
    held = shop_values(store, actor)
    for name, value in held.items():
        if name in OF_FILE:
            continue
        found[name] = Setting(name, value, source_of(store, name), at_once=True)
    found["theme"] = Setting("theme", theme, Source.DATABASE, at_once=True)
    return tuple(setting for kind in ABOUT for setting in found.values() if setting.kind == kind)


def source_of(store: Store, name: str) -> Source:
    """Where a value comes from that the database has."""
    if name in FROM_ORDERS:
        return Source.ORDERS
    is_usual = name in ("buyer_language", "couriers", "duplicates") and not store.settings.get(name)
    return Source.DEFAULT if is_usual else Source.DATABASE


def _of_files(config: Config, owners: Config, store: Store) -> Iterator[Setting]:
    """What stands in files, or would."""
    for name in OF_FILE:
        held = store.settings.get(name)
        yield Setting(name, held, Source.DATABASE) if held else _plain(name, str(getattr(config, name)), "")
    accounts = ", ".join(owners.as_accounts)
    yield Setting("as_accounts", accounts, Source.FILE if accounts else Source.DEFAULT)
    for store_name, staff in owners.shares.items():
        for each in staff:
            yield Setting(f"shares.{store_name}.{each.name}", each.written, Source.FILE)
    for name, role in owners.roles.items():
        yield Setting(f"roles.{name}", role, Source.FILE)
    for name, keys in config.keys.items():
        yield Setting(f"keys.{name}", keys, Source.FILE)
    for kind in ("shares", "roles", "keys"):
        yield Setting(kind, "", Source.DEFAULT)


def _database(config: Config, opened: str) -> Setting:
    """The database that is open, which an option may have named."""
    said = config.db or default_database()
    usual = _plain("db", config.db, default_database())
    if not opened or path_of(usual.value) == Path(opened):
        return usual
    return Setting("db", opened, Source.FILE if path_of(said) == Path(opened) else Source.OPTION)


def _language(config: Config) -> Setting:
    """The language in force, which an option may have named."""
    if os.environ.get(_ENVIRONMENT["language"]):
        return Setting("language", language(), Source.ENVIRONMENT)
    if config.language:
        return Setting("language", config.language, Source.FILE)
    return Setting("language", language(), Source.DEFAULT if language() == language_of_environment() else Source.OPTION)


def _plain(name: str, said: str, default: str) -> Setting:
    variable = os.environ.get(_ENVIRONMENT.get(name, ""), "").strip()
    if variable:
        return Setting(name, variable, Source.ENVIRONMENT)
    if said != getattr(Config(), name):
        return Setting(name, said, Source.FILE)
    return Setting(name, said or default, Source.DEFAULT)


def change(
    store: Store, actor: Actor, database: str, name: str, text: str, check: Callable[[Config], None] = accept
) -> None:
    """Give a setting another value, where it is kept: in a file or in the database; empty takes it out.

    Args:
        store: the open database.
        actor: who changes it.
        database: as in `settings`.
        name: that of a `Setting`, or of a new one.
        text: as it was typed.
        check: as in `change_setting`.

    Raises:
        RuleBroken: if the value cannot be, or it is not the actor's to change.
        ConfigError: the same, of a file; it names the file.
        DatabaseError: if the database cannot store it.
    """
    kind = name.partition(".")[0]
    if store.readonly:
        raise RuleBroken(_("Read only: the console was started with --readonly."))
    if kind not in PERSONAL:
        check_right(actor, Right.ADMINISTER)
    if name in HELD:
        change_shop_value(store, actor, name, text)
        return
    if not settable(name):
        raise RuleBroken(_("{name} cannot be set.").format(name=show(name)))
    change_setting(_file_for(kind, database), name, text, check)


def _file_for(kind: str, database: str) -> Path:
    """The file in which it is written.

    Raises:
        ConfigError: if that is another account's.
    """
    if kind not in OWNERS or not database or owner_of(Path(database)) == os.geteuid():
        return default_path()
    text = _("{path} belongs to {owner}: only that account can change this, with “orders-tui config set”.")
    owner = account_name(owner_of(Path(database)))
    raise ConfigError(text.format(path=show(str(path_of_owner(Path(database)))), owner=show(owner)))
