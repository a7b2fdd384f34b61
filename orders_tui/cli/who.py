"""Who is asking, from where and in which role: known from the operating system, never asked."""

import os
import pwd
import re
from collections.abc import Mapping
from pathlib import Path

from orders_tui.config.file import ConfigError
from orders_tui.config.owner import account_name, config_of_owner
from orders_tui.domain.rights import StaffRole
from orders_tui.domain.sharing import Sharing

_ADDRESS = re.compile(r"[0-9A-Fa-f.:]{2,45}(?:%[\w.-]{1,16})?")


def account() -> str:
    """The system account that this process runs as."""
    return account_name(os.geteuid())


def person(environ: Mapping[str, str]) -> str:
    """The person behind this process: for root under sudo the one who called it, else the system account.

    Anybody can set an environment variable, so that of another account than root proves nothing.
    """
    name = environ.get("SUDO_USER", "") if os.geteuid() == 0 else ""
    return name if name and _exists(name) else account()


def place(environ: Mapping[str, str]) -> str:
    """From where: the address of the SSH client, else the terminal, else nothing."""
    client = environ.get("SSH_CONNECTION", "").split(" ")[0]
    # Anybody can set this variable as well, and what it says is shown in histories.
    if _ADDRESS.fullmatch(client):
        return client
    # Whichever of them is not redirected.
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
    theirs = name == account_name(owner)
    try:
        named = config_of_owner(database).roles.get(name)
    except ConfigError:
        if not theirs:
            raise
        # Whoever owns the shop has to get in to mend the file.
        named = None
    return named or (StaffRole.ADMIN if theirs else StaffRole.STAFF)


def as_accounts(database: Path) -> tuple[str, ...]:
    """The system accounts that may say who is asking, in the words of the account that owns the database file.

    Raises:
        ConfigError: if the owner's configuration cannot be read or trusted.
    """
    return config_of_owner(database).as_accounts


def shares(database: Path) -> Sharing:
    """Among whom new orders are shared out, in the words of the account that owns the database file.

    Raises:
        ConfigError: if the owner's configuration cannot be read or trusted.
    """
    return config_of_owner(database).shares


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
