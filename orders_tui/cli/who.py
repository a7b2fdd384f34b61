"""Who is asking, from where and in which role: known from the operating system, never asked."""

import os
import pwd
import re
from collections.abc import Mapping
from pathlib import Path

from orders_tui.config.file import PROGRAM, Config, ConfigError, default_path, read_config
from orders_tui.domain.rights import StaffRole
from orders_tui.domain.sharing import Sharing
from orders_tui.domain.text import show
from orders_tui.domain.words import _

_ADDRESS = re.compile(r"[0-9A-Fa-f.:]{2,45}(?:%[\w.-]{1,16})?")


def account() -> str:
    """The system account that this process runs as."""
    return _name(os.geteuid())


def person(environ: Mapping[str, str]) -> str:
    """The person behind this process: for root under sudo the one who called it, else the system account.

    Anybody can set an environment variable, so that of another account than root proves nothing.
    """
    name = environ.get("SUDO_USER", "") if os.geteuid() == 0 else ""
    return name if name and _exists(name) else account()


def place(environ: Mapping[str, str]) -> str:
    """From where: the address of the SSH client, else the terminal, else nothing."""
    client = environ.get("SSH_CONNECTION", "").split(" ")[0]
    if _ADDRESS.fullmatch(client):
        return client
    for stream in (0, 2, 1):
        try:
            return os.ttyname(stream).removeprefix("/dev/")
        except OSError:
            continue
    return ""


def role(name: str, database: Path) -> StaffRole:
    """The role of this person in a shop.

    The configuration of the account that owns the database file names it, since everybody could name a role in a file
    of their own. Who is not named there is admin if the file is theirs, else staff.

    Args:
        name: the system name of the person.
        database: the file; one that is not there yet is about to become the person's.

    Raises:
        ConfigError: if the owner's configuration cannot be read or trusted, and the person is not the owner.
    """
    try:
        owner = database.stat().st_uid
    except OSError:
        return StaffRole.ADMIN
    theirs = name == _name(owner)
    try:
        named = _config_of(owner, database).roles.get(name)
    except ConfigError:
        if not theirs:
            raise
        named = None
    return named or (StaffRole.ADMIN if theirs else StaffRole.STAFF)


def as_accounts(database: Path) -> tuple[str, ...]:
    """The system accounts that may say who is asking, in the words of the account that owns the database file.

    Raises:
        ConfigError: if the owner's configuration cannot be read or trusted.
    """
    return _config_of(_owner(database), database).as_accounts


def shares(database: Path) -> Sharing:
    """Among whom new orders are shared out, in the words of the account that owns the database file.

    Raises:
        ConfigError: if the owner's configuration cannot be read or trusted.
    """
    return _config_of(_owner(database), database).shares


def _owner(database: Path) -> int:
    """The account, by its number, that owns the file; of one that is not there yet it is about to be this one."""
    try:
        return database.stat().st_uid
    except OSError:
        return os.geteuid()


def _config_of(owner: int, database: Path) -> Config:
    """The configuration of the account that owns the database; an empty one where there is no file.

    Raises:
        ConfigError: if it cannot be read, or if another account could have written it.
    """
    if owner == os.geteuid():
        path = default_path()
    else:
        try:
            path = Path(pwd.getpwuid(owner).pw_dir) / ".config" / PROGRAM / "config.toml"
        except KeyError:
            text = _("{path}: its owner, account {account}, is not known here, so your role cannot be looked up.")
            raise ConfigError(text.format(path=show(str(database)), account=owner)) from None
    try:
        config = read_config(path)
    except ConfigError as unread:
        if isinstance(unread.__cause__, PermissionError) and owner != os.geteuid():
            raise _private(path, _name(owner)) from unread
        raise
    try:
        writer = path.stat().st_uid
    except OSError:  # there is no file
        return Config()
    if writer not in (owner, 0):
        text = _("{path} must belong to {owner}, who owns the database.")
        raise ConfigError(text.format(path=show(str(path)), owner=show(_name(owner))))
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


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # an account without a name, as in some containers
        return str(uid)


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
