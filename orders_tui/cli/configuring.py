"""The command `config`: where the configuration file is, what it says, and one setting of it changed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from orders_tui.cli.call import Call
from orders_tui.cli.output import write_json, write_line, write_note
from orders_tui.cli.params import examples, json_option, unknown_word
from orders_tui.config.changing import LISTS, NAMED, TEXTS, accept, change_setting, settable
from orders_tui.config.file import Config, ConfigError, config_of, default_path, flat_keys, read_bytes, table_of
from orders_tui.config.settings import SOURCES, Source, source_of
from orders_tui.config.shop import HELD, OF_FILE, change_shop_value, shop_values
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.store.errors import DatabaseError


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
            "Say where the configuration file is, show all settings with where each comes from, or set NAME to VALUE:"
            " what belongs to the shop in its database, all else in the file, whose comments stay. Lists are separated"
            " by commas; an empty VALUE removes the setting. What can be set: {known}."
        ).format(known=", ".join((*TEXTS, *LISTS, *NAMED, *HELD))),
        short_help=_("Show or change the configuration."),
        epilog=examples(
            "orders-tui config path",
            "orders-tui config set business 'Toko Sehat'",
            "orders-tui config set roles.sari packer",
            "orders-tui config set 'shares.Toko Sehat.sari' '60 mon-fri 08:00-17:00'",
            "orders-tui config set keys.change.undo 'ctrl+z, u'",
        ),
    )


def _config(what: str, name: str | None, value: str | None, as_json: bool) -> int:
    path = default_path()
    if (what == "set") != (value is not None) or (what == "path" and name is not None):
        raise click.UsageError(_("Use: config path, config show [NAME], or config set NAME VALUE."))
    if what == "path":
        write_json({"path": str(path)}) if as_json else write_line(show(str(path)))
    elif what == "show":
        _show(path, name, as_json)
    else:
        _set(path, name or "", value or "")
    return 0


def _show(path: Path, wanted: str | None, as_json: bool) -> None:
    table = table_of(path, read_bytes(path))
    # For its refusal alone: what is shown is what the file says, not what it means.
    config_of(path, table)
    in_file = {name: table.get(name) for name in Config._fields} | _named(table)
    values = {name: (value, Source.FILE) for name, value in in_file.items()} | _held()
    if wanted is not None and wanted not in values:
        raise click.UsageError(unknown_word(wanted, list(values)))
    for name in values if wanted is None else [wanted]:
        value, source = values[name]
        _write(name, value, source, as_json)


def _held() -> dict[str, tuple[str, Source]]:
    """What the database says, and from where; nothing where it cannot be opened, or there is none yet."""
    make_call: Callable[[], Call] = click.get_current_context().obj
    try:
        call = make_call()
        with call.store() as store:
            values = shop_values(store, call.actor())
            # What the database does not say, the file may.
            said = {name: value for name, value in values.items() if value or name not in OF_FILE}
            return {name: (value, source_of(store, name)) for name, value in said.items()}
    except (ConfigError, DatabaseError):
        return {}


def _named(table: Mapping[str, Any]) -> dict[str, Any]:
    """What each person, each person of a store and each key has, by the name under which it can be set."""
    shares = {
        f"shares.{store}.{person}": " ".join(map(str, share.values()))
        for store, staff in table.get("shares", {}).items()
        for person, share in staff.items()
    }
    keys = {f"keys.{action}": keys for action, keys in flat_keys(table.get("keys", {})).items()}
    return {f"roles.{person}": role for person, role in table.get("roles", {}).items()} | shares | keys


def _write(name: str, value: Any, source: Source, as_json: bool) -> None:
    if as_json:
        write_json({"name": name, "value": value, "source": None if value is None else source})
    elif value is None or value == "":
        write_line(show(f"{name}: –"))
    else:
        text = ", ".join(value) if isinstance(value, list | dict) else str(value)
        write_line(show(f"{name}: {text} ({_(SOURCES[source])})"))


def _set(path: Path, name: str, value: str) -> None:
    if name in HELD:
        _set_in_database(name, value)
        return
    if not settable(name):
        raise click.UsageError(_cannot_be_set(name))
    change_setting(path, name, value, _check_keys if name.startswith("keys.") else accept)
    done = _("{name} is set in {path}; open consoles use it once they restart.")
    if not value.strip():
        done = _("{name} is no longer set in {path}; open consoles notice once they restart.")
    write_note(done.format(name=show(name), path=show(str(path))))


def _set_in_database(name: str, value: str) -> None:
    make_call: Callable[[], Call] = click.get_current_context().obj
    call = make_call()
    with call.store_to_change() as store:
        change_shop_value(store, call.actor(), name, value)
    if name in OF_FILE:
        write_note(_("{text} saved; it takes effect when the console restarts.").format(text=name))
    else:
        write_note(_("{text} saved.").format(text=name))


def _check_keys(config: Config) -> None:
    from orders_tui.ui.keymap import accept_keys  # Textual, which no other setting wants

    accept_keys(config)


def _cannot_be_set(name: str) -> str:
    part = next((each for each in NAMED if each.partition(".")[0] == name.partition(".")[0]), "")
    if part:
        return _("{name} holds more than one value: set {part}.").format(name=show(name), part=part)
    return unknown_word(name, [*TEXTS, *LISTS, *NAMED, *HELD])
