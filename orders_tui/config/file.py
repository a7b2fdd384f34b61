"""The configuration file: what a person or an admin has set for good, checked when it is read."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from orders_tui.domain.os_faults import reason
from orders_tui.domain.rights import StaffRole
from orders_tui.domain.sharing import Sharing, sharing_of
from orders_tui.domain.text import show
from orders_tui.domain.words import LANGUAGES, _
from orders_tui.process.folders import config_folder, data_folder

DEFAULT_ZONE = "Asia/Jakarta"


class ConfigError(Exception):
    """The configuration cannot be used; the text names the file and the key."""

    reason: str = ""
    """Why a value cannot be, a part of a sentence; empty for what is wrong with the file."""


class Config(NamedTuple):
    """What the configuration file says; empty where it says nothing."""

    db: str = ""
    """A path from the root or from `~`, or a database address."""
    language: str = ""
    timezone: str = DEFAULT_ZONE
    """The desk's own time zone, in which days begin."""
    business: str = ""
    """The name of this business: a seller of this name is not another one to ship for."""
    as_accounts: tuple[str, ...] = ()
    """The system accounts that may say with `--as` who is asking."""
    roles: Mapping[str, StaffRole] = MappingProxyType({})
    """The roles of people by their system names; the owner of the database is admin unless named, others staff."""
    shares: Sharing = MappingProxyType({})
    """Among whom the new orders of each store are shared out."""
    public_url: str = ""
    """Where the public pages of orders are served, such as `https://orders.example`."""
    keys: Mapping[str, str] = MappingProxyType({})
    """The keys that a person gave actions of the console, by the ids of these; commas between several."""


def default_path() -> Path:
    """Where the configuration file is looked for."""
    return config_folder() / "config.toml"


def default_database() -> str:
    """The database that is used where none is named."""
    return str(data_folder() / "orders.db")


def read_config(path: Path) -> Config:
    """The configuration of this file; the default one if there is no file.

    Raises:
        ConfigError: if it cannot be read or a key holds what it cannot.
    """
    return config_of(path, table_of(path, read_bytes(path)))


def read_bytes(path: Path) -> bytes:
    """What is in the configuration file; nothing if there is no file.

    Raises:
        ConfigError: if it cannot be read.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        raise ConfigError(_("{path}: {reason}.").format(path=show(str(path)), reason=reason(error))) from error


def config_of(path: Path, values: Mapping[str, Any]) -> Config:
    """The configuration that these values are.

    Raises:
        ConfigError: if a key holds what it cannot; it names the file.
    """
    for key, value in values.items():
        if key not in _CHECKS:
            known = _("unknown setting; known: {known}").format(known=", ".join(_CHECKS))
            raise wrong(path, key, known)
        if reason := _CHECKS[key](value):
            raise wrong(path, key, reason)
    return Config(**{key: _KEPT[key](value) if key in _KEPT else value for key, value in values.items()})


def check_zone(name: object) -> str:
    """Why this is no time zone; empty if it is one."""
    from zoneinfo import ZoneInfo  # only where one is named

    try:
        ZoneInfo(str(name))
    except (ValueError, OSError, LookupError):
        return _("not a time zone; use one like {example}").format(example=DEFAULT_ZONE)
    return ""


def check_value(name: str, value: object) -> str:
    """Why a setting of this name cannot have this value, a part of a sentence; empty for one that fits."""
    return _CHECKS[name](value)


def table_of(path: Path, raw: bytes) -> dict[str, Any]:
    """The values in the text of a configuration file, not yet checked.

    Raises:
        ConfigError: if it is no TOML; it names the file.
    """
    if not raw.strip():
        return {}
    import tomllib  # only where something is configured

    try:
        return tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigError(_("{path} is not UTF-8.").format(path=show(str(path)))) from error
    # Brackets within brackets can be too deep for `tomllib`, which calls itself for each.
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        text = _("{path} cannot be read as TOML: {reason}.")
        raise ConfigError(text.format(path=show(str(path)), reason=show(str(error)))) from error


def wrong(path: Path, key: str, reason: str) -> ConfigError:
    """The error that names the file and the key, and gives the reason, a part of a sentence."""
    text = _("{path}: {key}: {reason}.")
    error = ConfigError(text.format(path=show(str(path)), key=show(key), reason=reason))
    error.reason = reason
    return error


def _check_text(value: object) -> str:
    return "" if isinstance(value, str) and value.strip() else _("this must be text")


def _check_db(value: object) -> str:
    # One from the present folder would be another file wherever the program is started.
    if isinstance(value, str) and (value.startswith(("/", "~")) or "://" in value):
        return ""
    return _("this must be a path that begins with / or ~, or a database address")


def _check_public_url(value: object) -> str:
    # The names of pages are put behind it, which `?` or `#` would make a part of something else.
    if isinstance(value, str) and re.fullmatch(r"https?://[A-Za-z0-9][A-Za-z0-9._~:/-]*", value):
        return ""
    return _("this must be an address like {example}").format(example="https://orders.example")


def _check_language(value: object) -> str:
    if value in LANGUAGES:
        return ""
    return _("this must be one of {languages}").format(languages=", ".join(LANGUAGES))


def _check_accounts(value: object) -> str:
    if isinstance(value, list) and all(isinstance(account, str) for account in value):
        return ""
    return _("this must be a list of account names")


def _check_roles(value: object) -> str:
    if isinstance(value, dict) and all(role in tuple(StaffRole) for role in value.values()):
        return ""
    return _("this must give each name one of the roles {roles}").format(roles=", ".join(StaffRole))


def _check_shares(value: object) -> str:
    try:
        sharing_of(value)
    except ValueError as reason:
        return str(reason)
    return ""


def _check_keys(value: object) -> str:
    if isinstance(value, dict) and all(
        isinstance(keys, str) and keys.strip(" ,") for keys in flat_keys(value).values()
    ):
        return ""
    return _("this must give each action its keys, such as {example}").format(example='"change.undo" = "ctrl+z, u"')


def flat_keys(table: Mapping[str, Any]) -> dict[str, Any]:
    """The keys by the ids of actions, whether an id stands in quotes or as two names with a dot between."""
    flat: dict[str, Any] = {}
    for name, inner in table.items():
        under = {f"{name}.{more}": value for more, value in inner.items()} if isinstance(inner, dict) else {name: inner}
        flat |= under
    return flat


_CHECKS: dict[str, Callable[[object], str]] = {
    "db": _check_db,
    "language": _check_language,
    "timezone": check_zone,
    "business": _check_text,
    "as_accounts": _check_accounts,
    "roles": _check_roles,
    "shares": _check_shares,
    "public_url": _check_public_url,
    "keys": _check_keys,
}
"""What each key may hold: why a value is refused, empty for one that fits."""
_KEPT: dict[str, Callable[[Any], Any]] = {
    "as_accounts": tuple,
    "roles": lambda roles: {name: StaffRole(role) for name, role in roles.items()},
    "shares": sharing_of,
    "keys": flat_keys,
}
"""How the values are kept of keys whose values are more than texts."""
