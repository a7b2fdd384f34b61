"""The command `config`: where the configuration file is, what it says, and one setting of it changed."""

import os
import stat
from pathlib import Path
from typing import Any

import click

from orders_tui.cli.config import Config, ConfigError, config_of, default_path, read_bytes, table_of
from orders_tui.cli.config_text import Setting, with_setting
from orders_tui.cli.output import write_json, write_line, write_note
from orders_tui.cli.params import examples, json_option, unknown_word
from orders_tui.domain.text import show
from orders_tui.domain.words import _

_TEXTS = ("db", "language", "timezone", "business", "public_url")
_LISTS = ("as_accounts",)
_ROLES = "roles"


def config_command() -> click.Command:
    """`config`: show the configuration, or change it."""
    return click.Command(
        "config",
        callback=_config,  # not with a call: a file that is wrong has to be found and mended
        params=[
            click.Argument(["what"], type=click.Choice(["path", "show", "set"])),
            click.Argument(["name"], required=False),
            click.Argument(["value"], required=False),
            json_option(),
        ],
        help=_(
            "Say where the configuration file is, show what it says, or set NAME to VALUE in it. Lists have commas"
            " between; an empty VALUE takes the setting out. Comments stay. What can be set: {known}."
        ).format(known=", ".join((*_TEXTS, *_LISTS, "roles.PERSON"))),
        short_help=_("Show or change the configuration."),
        epilog=examples(
            "orders-tui config path",
            "orders-tui config set business 'Toko Sehat'",
            "orders-tui config set roles.sari packer",
        ),
    )


def _config(what: str, name: str | None, value: str | None, as_json: bool) -> int:
    path = default_path()
    if (what == "set") != (value is not None) or (what == "path" and name is not None):
        raise click.UsageError(_("Write: config path, config show [NAME], or config set NAME VALUE."))
    if what == "path":
        write_json({"path": str(path)}) if as_json else write_line(show(str(path)))
    elif what == "show":
        _show(path, name, as_json)
    else:
        _set(path, name or "", value or "")
    return 0


def _show(path: Path, wanted: str | None, as_json: bool) -> None:
    table = table_of(path, read_bytes(path))
    config_of(path, table)
    known = {name: table.get(name) for name in Config.__dataclass_fields__}
    values = known | {f"{_ROLES}.{person}": role for person, role in (table.get(_ROLES) or {}).items()}
    if wanted is not None and wanted not in values:
        raise click.UsageError(unknown_word(wanted, list(values)))
    for name in values if wanted is None else [wanted]:
        _write(name, values[name], as_json)


def _write(name: str, value: Any, as_json: bool) -> None:
    if as_json:
        write_json({"name": name, "value": value})
    elif isinstance(value, dict):
        write_line(show(f"{name}: {', '.join(value)}"))
    else:
        text = "–" if value is None else ", ".join(value) if isinstance(value, list) else str(value)
        write_line(show(f"{name}: {text}"))


def _set(path: Path, name: str, value: str) -> None:
    """Change the file, once it is known that it says then what is meant, and nothing else otherwise."""
    table, key = (_ROLES, name.partition(".")[2]) if name.startswith(f"{_ROLES}.") else ("", name)
    if not key or (not table and key not in (*_TEXTS, *_LISTS)):
        raise click.UsageError(_cannot_be_set(path, name))
    setting = _setting(key if not table else "", value)
    raw = read_bytes(path)
    wanted = _changed(table_of(path, raw), table, key, setting)
    config_of(path, wanted)
    text = with_setting(raw.decode("utf-8"), table, key, setting)
    if not _says(path, text, wanted):
        raise ConfigError(_("{path} cannot be changed from here; edit it by hand.").format(path=show(str(path))))
    _replace(path, text)
    write_note(
        _("{name} is set in {path}; consoles that are open read it when they start again.").format(
            name=show(name), path=show(str(path))
        )
    )


def _setting(name: str, value: str) -> Setting | None:
    if not value.strip():
        return None
    return [part.strip() for part in value.split(",") if part.strip()] if name in _LISTS else value


def _cannot_be_set(path: Path, name: str) -> str:
    if name in Config.__dataclass_fields__:
        return _("{name} is more than one value: edit {path}.").format(name=name, path=show(str(path)))
    return unknown_word(name, [*_TEXTS, *_LISTS, f"{_ROLES}.PERSON"])


def _changed(values: dict[str, Any], table: str, name: str, setting: Setting | None) -> dict[str, Any]:
    """All values with this one changed; a table is left where its last one goes."""
    inner = dict(values.get(table, {})) if table else dict(values)
    if setting is None:
        inner.pop(name, None)
    else:
        inner[name] = setting
    if not table:
        return inner
    return values | {table: inner} if inner or table in values else values


def _says(path: Path, text: str, wanted: dict[str, Any]) -> bool:
    try:
        return table_of(path, text.encode()) == wanted
    except ConfigError:
        return False


def _replace(path: Path, text: str) -> None:
    """Write the file whole or not at all; it may be read by those who could read it before, a new one by its owner."""
    from orders_tui.exchange.files import replacing  # only who changes the file needs it

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = path.resolve()  # a link stays one
    mode = stat.S_IMODE(file.stat().st_mode) if file.exists() else 0o600
    with replacing(file) as out:
        out.write(text.encode())
        os.fchmod(out.fileno(), mode)
