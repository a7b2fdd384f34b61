"""Who is asking, and from where: told by the operating system, never asked."""

import os
import pwd
import re
from collections.abc import Mapping

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
