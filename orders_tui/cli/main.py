"""The program `orders-tui` as a person calls it: global options, the list of commands, errors and exit codes."""

import gettext
import os
from collections.abc import Callable
from copy import copy
from functools import partial
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import click

from orders_tui.cli import who
from orders_tui.cli.call import Call
from orders_tui.cli.output import OutputClosed, discard_output, flush, replace_unencodable, write_error
from orders_tui.cli.params import FILE, examples, unknown_word
from orders_tui.config.file import (
    Config,
    ConfigError,
    check_zone,
    default_database,
    default_path,
    read_config,
)
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.os_faults import reason
from orders_tui.domain.text import show
from orders_tui.domain.words import LANGUAGES, N_, _, language_of_environment, ngettext, use_language
from orders_tui.process.folders import PROGRAM
from orders_tui.store.errors import DatabaseError

# The last one is what shells give a program that Ctrl+C has ended: 128 and the number of the signal.
REFUSED, WRONG_USE, INTERRUPTED = 1, 2, 130

_COMMANDS = {
    "demo": "demo",
    "ingest": "ingest",
    "import": "importing",
    "export": "exporting",
    "list": "reading",
    "breakdown": "breaking_down",
    "show": "reading",
    "add": "editing",
    "edit": "editing",
    "duplicate": "editing",
    "set": "changing",
    "delete": "changing",
    "restore": "changing",
    "undo": "changing",
    "redo": "changing",
    "trash": "removing",
    "erase": "removing",
    "follow-up": "messages",
    "texts": "texts",
    "text": "texts",
    "page": "pages",
    "pages": "pages",
    "print": "labels",
    "ship": "matching",
    "match-payments": "matching",
    "match-cod": "matching",
    "suspicious": "suspicious",
    "audit": "auditing",
    "check": "reading",
    "config": "configuring",
    "backup": "backup",
    "guide": "guide",
    "help": "help",
    "completion": "completion",
    "man": "manual",
}
"""The commands, and in which module of this package each is made by a function of its name with `_command`."""

CLICK_WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("default: {default}"),
    N_("Missing argument"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("required"),
)
"""What Click says to a person, so that it stands in our catalogue, where Click looks it up."""
CLICK_PLURALS = (
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
)
"""The same, where it depends on a number."""


def run(arguments: list[str]) -> int:
    """Carry out one call of the program; the exit code.

    0 is done, 1 refused or partly refused, 2 wrong use.
    """
    replace_unencodable()
    try:
        config = _configured(arguments)
        _check_readable(arguments)
        # Standing alone, Click would word errors in its own way and end the process.
        code = program(config).main(arguments, prog_name=PROGRAM, standalone_mode=False)
        # Left to the interpreter, a closed output would end in a message of its own and exit code 120.
        flush()
    except click.Abort:
        return INTERRUPTED
    except OutputClosed:
        discard_output()
        return 0
    except Exception as error:
        return _failed(error)
    return int(code or 0)


def _failed(error: Exception) -> int:
    """Write what went wrong; the exit code for it."""
    if isinstance(error, click.ClickException):
        write_error(error.format_message())
        return WRONG_USE
    if isinstance(error, ConfigError | DatabaseError):
        write_error(str(error))
        return WRONG_USE
    if isinstance(error, RuleBroken):
        write_error(str(error))
    elif isinstance(error, OSError) and error.strerror:
        write_error(f"{show(str(error.filename))}: {reason(error)}." if error.filename else f"{reason(error)}.")
        discard_output()  # it may have been the output
    else:
        from orders_tui.process.crash import CrashLog  # only when all else has failed

        write_error(CrashLog().sentence(error))
    return REFUSED


def _configured(arguments: list[str]) -> Config | ConfigError:
    """The configuration, or what is wrong with it; the language is chosen first, before any sentence is made."""
    named = _named_language(arguments) or os.environ.get("ORDERS_TUI_LANG", "")
    language = named if named in LANGUAGES else language_of_environment()
    use_language(language)
    config: Config | ConfigError
    try:
        config = read_config(default_path())
        language = language if named in LANGUAGES else config.language or language
    except ConfigError as wrong:
        config = wrong
    _translate_into(language)
    return config


def _translate_into(language: str) -> None:
    """Use this language for the program's sentences and for Click's."""
    use_language(language)
    if language != "en":
        # Click looks its own words up in the domain of the process.
        os.environ["LANGUAGE"] = language
        gettext.bindtextdomain("orders_tui", str(Path(__file__).parent.parent / "locale"))
        gettext.textdomain("orders_tui")


def _named_language(arguments: list[str]) -> str:
    """What `--lang` says, before the command or after it; the last one holds, as with every option."""
    # After `--` nothing is an option, whatever it looks like. Click cannot be asked yet: it is made with
    # sentences, whose language is chosen here.
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    named = ""
    for option, following in pairwise([*options, ""]):
        name, equals, value = option.partition("=")
        if name == "--lang":
            named = value if equals else following
    return named


def _check_readable(arguments: list[str]) -> None:
    for argument in [*arguments, os.environ.get("ORDERS_TUI_DB", "")]:
        # Python hands over bytes that are not UTF-8 as lone surrogates, which neither a database nor a terminal takes.
        if any("\ud800" <= char <= "\udfff" for char in argument):
            raise click.UsageError(_("“{argument}” is not UTF-8.").format(argument=show(argument)))


class _Program(click.Group):
    """The commands; each is made when it is asked for, so that one does not load what another needs."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            raise click.UsageError(unknown_word(name, list(_COMMANDS)))
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"orders_tui.cli.{_COMMANDS[cmd_name]}")
        make: Callable[[], click.Command] = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        command = make()
        command.options_metavar = _("[OPTIONS]")
        # Click would cut a sentence off in the middle.
        command.short_help = command.short_help or f"{(command.help or '').partition('. ')[0].rstrip('.')}."
        command.params += [_understood_late(option) for option in (*_global_options(), _version_option())]
        return command


def program(config: Config | ConfigError) -> click.Group:
    """The program, worded in the language in use."""
    return _Program(
        PROGRAM,
        callback=partial(_begin, config),
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        params=[
            *_global_options(),
            _version_option(),
        ],
        help=_(
            "Orders in the terminal. Without a command: the full-screen console."
            " The options below are understood after a command too."
        ),
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("[COMMAND] [ARGUMENTS]"),
        epilog=examples(
            "orders-tui demo",
            "orders-tui --db shop.db",
            "orders-tui --db shop.db list --query 'status:pending method:cod'",
            "orders-tui --db shop.db set 261122BCDFGH --status confirmed --payment paid",
        ),
    )


def _global_options() -> list[click.Option]:
    """What can be said before any command, and is understood after it."""
    return [
        click.Option(
            ["--db"],
            type=FILE,
            envvar="ORDERS_TUI_DB",
            metavar="URL",
            help=_("The database: a path or sqlite:///PATH. ORDERS_TUI_DB and the configuration can name it too."),
        ),
        click.Option(["--readonly"], is_flag=True, help=_("Only read: change and store nothing.")),
        click.Option(
            ["--lang"],
            envvar="ORDERS_TUI_LANG",
            type=click.Choice(LANGUAGES),
            expose_value=False,  # `_configured` has read it
            help=_("The language (default: configuration, then locale)."),
        ),
        click.Option(
            ["--as", "as_name"],
            metavar="NAME",
            help=_("The name to record, if the configuration allows it for this system account."),
        ),
        click.Option(
            ["--unsafe-sqlite"],
            is_flag=True,
            help=_("Accept a SQLite that can lose orders under load, and a network drive."),
        ),
    ]


def _understood_late(option: click.Option) -> click.Option:
    """The same option behind a command, where the help does not repeat it; what it says there holds."""

    def note(ctx: click.Context, param: click.Parameter, value: object) -> None:
        if value is not None and value is not False and param.name:
            ctx.find_root().meta[param.name] = value

    late = copy(option)
    # Without its variable: what the environment says must not stand in for what was said before the command.
    late.hidden, late.expose_value, late.envvar, late.callback = True, False, None, option.callback or note
    return late


def _version_option() -> click.Option:
    def show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            from importlib.metadata import version  # slow, and hardly ever asked

            click.echo(f"{PROGRAM} {version(PROGRAM)}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_version,
        help=_("Show the version and exit."),
    )


def _begin(
    config: Config | ConfigError,
    db: str | None,
    readonly: bool,
    as_name: str | None,
    unsafe_sqlite: bool,
) -> int:
    """Note the global options for the command; without one, start the console."""
    ctx = click.get_current_context()

    def make_call() -> Call:
        if isinstance(config, ConfigError):
            raise config
        late = ctx.meta
        url = late.get("db", db)
        if url is None:
            url = config.db or default_database()
        return Call(
            db=url,
            readonly=late.get("readonly", readonly),
            unsafe=late.get("unsafe_sqlite", unsafe_sqlite),
            timezone=_timezone(config),
            public_url=config.public_url.rstrip("/"),
            keys=config.keys,
            business=os.environ.get("ORDERS_TUI_BUSINESS", "").strip() or config.business,
            name=_who(late.get("as_name", as_name), url),
            place=who.place(os.environ),
        )

    ctx.obj = make_call
    if ctx.invoked_subcommand is not None:
        return 0
    from orders_tui.cli.console import console  # only the console wants it

    return console(make_call())


def _timezone(config: Config) -> str:
    named = os.environ.get("ORDERS_TUI_TIMEZONE", "")
    if named and (reason := check_zone(named)):
        raise click.UsageError(f"ORDERS_TUI_TIMEZONE: {reason}.")
    return named or config.timezone


def _who(as_name: str | None, url: str) -> str:
    if as_name is None:
        return who.person(os.environ)
    from orders_tui.store.address import path_of  # whoever names somebody opens the store

    if who.account() not in who.as_accounts(path_of(url)):
        text = _("--as is not allowed for the account {account}; it is not listed in the configuration.")
        raise click.UsageError(text.format(account=who.account()))
    if not as_name.strip():
        raise click.UsageError(_("--as needs a name."))
    return as_name.strip()
