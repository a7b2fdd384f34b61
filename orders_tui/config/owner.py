"""The configuration of the account that owns the database: what it says of people holds for all who use it."""

import os
import pwd
from pathlib import Path

from orders_tui.config.file import Config, ConfigError, default_path, read_config
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.process.folders import PROGRAM


def path_of_owner(database: Path) -> Path:
    """Where the configuration of the account that owns the database is looked for.

    Raises:
        ConfigError: if the account is not known here.
    """
    owner = owner_of(database)
    # Where another account keeps its configuration is not known here, but for the usual place.
    if owner == os.geteuid():
        return default_path()
    try:
        return Path(pwd.getpwuid(owner).pw_dir) / ".config" / PROGRAM / "config.toml"
    except KeyError:
        text = _("{path}: its owner, account {account}, is not known here, so your role cannot be looked up.")
        raise ConfigError(text.format(path=show(str(database)), account=owner)) from None


def owner_of(database: Path) -> int:
    """The account, by its number, that owns the file; of one that is not there yet it is about to be this one."""
    try:
        return database.stat().st_uid
    except OSError:
        return os.geteuid()


def config_of_owner(database: Path) -> Config:
    """The configuration of the account that owns the database; an empty one where there is no file.

    Raises:
        ConfigError: if it cannot be read, or if another account could have written it.
    """
    owner = owner_of(database)
    path = path_of_owner(database)
    try:
        config = read_config(path)
    except ConfigError as unread:
        if isinstance(unread.__cause__, PermissionError) and owner != os.geteuid():
            raise _private(path, account_name(owner)) from unread
        raise
    try:
        writer = path.stat().st_uid
    except OSError:  # there is no file
        return Config()
    # The folder may be open to others, who would name themselves admin.
    if writer not in (owner, 0):
        text = _("{path} must belong to {owner}, who owns the database.")
        raise ConfigError(text.format(path=show(str(path)), owner=show(account_name(owner))))
    return config


def _private(path: Path, owner: str) -> ConfigError:
    """What to do where the configuration that names the roles may not be read."""
    text = _(
        "{path} says which role you have, and this account may not read it. {owner} can allow that: "
        "chmod o+x {home} {home}/.config {folder}, then chmod o+r {path}."
    )
    home, folder = path.parent.parent.parent, path.parent
    return ConfigError(
        text.format(path=show(str(path)), owner=show(owner), home=show(str(home)), folder=show(str(folder)))
    )


def account_name(uid: int) -> str:
    """The name of an account; its number where it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # an account without a name, as in some containers
        return str(uid)
