"""Who is asking, from where and in which role: known from the operating system, never asked."""

import os
import pwd
import re
from collections.abc import Mapping
from pathlib import Path

from orders_tui.cli.config import PROGRAM, Config, ConfigError, default_path, read_config
from orders_tui.domain.rights import StaffRole

_ADDRESS = re.compile(r"[0-9A-Fa-f.:]{2,45}(?:%[\w.-]{1,16})?")


def account() -> str:
    """The system account that this process runs as."""
    return _name(os.geteuid())


def person(environ: Mapping[str, str]) -> str:
    """The person behind this process: under sudo the one who called it, else the system account."""
    name = environ.get("SUDO_USER", "")
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
    """
    try:
        owner = database.stat().st_uid
    except OSError:
        return StaffRole.ADMIN
    named = _config_of(owner).roles.get(name)
    return named or (StaffRole.ADMIN if name == _name(owner) else StaffRole.STAFF)


def _config_of(owner: int) -> Config:
    """The configuration of this account; an empty one where it cannot be read."""
    try:
        if owner == os.geteuid():
            return read_config(default_path())
        return read_config(Path(pwd.getpwuid(owner).pw_dir) / ".config" / PROGRAM / "config.toml")
    except (KeyError, ConfigError):
        return Config()


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
