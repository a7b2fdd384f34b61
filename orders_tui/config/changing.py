"""Changing one setting of the configuration file, checked before anything is written."""

import os
import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from orders_tui.config.file import Config, ConfigError, config_of, read_bytes, table_of
from orders_tui.config.text import TomlValue, with_setting
from orders_tui.domain.os_faults import reason
from orders_tui.domain.text import show
from orders_tui.domain.words import _

TEXTS = ("db", "language")
"""Settings that are one text."""
LISTS = ("as_accounts",)
"""Settings that are a list of names."""
NAMED = ("roles.PERSON", "shares.STORE.PERSON", "keys.ID")
"""Settings that each person, store or key has one of."""
_SHARE = re.compile(r"(\d{1,9})\s*(.*)", re.DOTALL)


class _Place(NamedTuple):
    """Where a setting stands in the file."""

    table: tuple[str, ...]
    key: str


def settable(name: str) -> bool:
    """Whether a setting of this name can stand in the file: one of those above, or `roles.sari` and the like."""
    return _place(name) is not None


def accept(_config: Config) -> None:
    """Find nothing wrong."""


def change_setting(path: Path, name: str, text: str, check: Callable[[Config], None] = accept) -> Config:
    """Give a setting another value; comments and all else in the file stay as they are.

    Args:
        path: of the file, which is made if it is not there.
        name: one that is `settable`.
        text: lists have commas between, a share is written like `60 mon-fri 08:00-17:00`; empty takes the setting out.
        check: raises ConfigError for what only the floors above know to be wrong.

    Returns:
        What the file says now.

    Raises:
        ConfigError: if the value cannot be, or the file cannot be read, written or understood; it is as it was then.
    """
    place = _place(name)
    if place is None:
        raise ConfigError(_("{name} cannot be set.").format(name=show(name)))
    value, raw = _value(name, text), read_bytes(path)
    wanted = _changed(table_of(path, raw), (*place.table, place.key), value)
    config = config_of(path, wanted)
    check(config)
    written = with_setting(raw.decode("utf-8"), place.table, place.key, value)
    # The text was changed line by line; where TOML can say the same in a way that this does not know, nothing is
    # written.
    if not _says(path, written, wanted):
        raise ConfigError(_("{path} cannot be changed from here; edit it by hand.").format(path=show(str(path))))
    _replace(path, written)
    return config


def _place(name: str) -> _Place | None:
    kind, dot, rest = name.partition(".")
    if not dot:
        return _Place((), name) if name in (*TEXTS, *LISTS) else None
    if kind == "shares":
        # The system name of a person is the last part; what is before it may have dots, and quotes as in the file.
        store, _dot, person = rest.rpartition(".")
        return _Place(("shares", store.strip('"')), person) if store.strip('"') and person else None
    return _Place((kind,), rest) if kind in ("roles", "keys") and rest else None


def _value(name: str, text: str) -> TomlValue | None:
    if not text.strip():
        return None
    if name in LISTS:
        return [part.strip() for part in text.split(",") if part.strip()]
    if not name.startswith("shares."):
        return text.strip()
    share = _SHARE.fullmatch(text.strip())
    if share is None:
        return text  # refused as any other value that is no share
    return {"share": int(share[1])} | ({"hours": share[2]} if share[2] else {})


def _changed(values: Mapping[str, Any], keys: tuple[str, ...], value: TomlValue | None) -> dict[str, Any]:
    """All values with the one that these keys lead to changed; a table is left where its last one goes."""
    key, *deeper = keys
    if deeper:
        if value is None and key not in values:
            return dict(values)
        inner = values.get(key, {})
        return {**values, key: _changed(inner if isinstance(inner, dict) else {}, tuple(deeper), value)}
    others = {name: other for name, other in values.items() if name != key}
    return others if value is None else others | {key: value}


def _says(path: Path, text: str, wanted: dict[str, Any]) -> bool:
    try:
        return table_of(path, text.encode()) == wanted
    except ConfigError:
        return False


def _replace(path: Path, text: str) -> None:
    """Write the file whole or not at all; it may be read by those who could read it before, a new one by its owner."""
    from orders_tui.exchange.files import replacing  # only who changes the file needs it

    file = path.resolve()  # a link stays one
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = stat.S_IMODE(file.stat().st_mode) if file.exists() else 0o600
        with replacing(file) as out:
            out.write(text.encode())
            # This process takes all rights of others from what it creates.
            os.fchmod(out.fileno(), mode)
    except OSError as error:
        raise ConfigError(_("{path}: {reason}.").format(path=show(str(path)), reason=reason(error))) from error
