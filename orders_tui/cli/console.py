"""Starting the full-screen console."""

import os
import sys
from collections.abc import Mapping

import click

from orders_tui.cli.call import Call
from orders_tui.config.file import default_path, read_config, wrong
from orders_tui.domain.words import _
from orders_tui.process import garbage, threads
from orders_tui.process.restart import AGAIN, restart


def console(call: Call) -> int:
    """The console on the database of this call; the exit code."""
    check_terminal()
    # Before the business is named, which makes the file.
    first = is_first(call)
    if call.of_shop and not call.readonly:
        with call.store(create=True) as store:
            call.keep_shop(store)
    code = start(call, first=first, may_restart=True)
    # A language that was chosen in the console holds from now on, although `--lang` had named another.
    if code == AGAIN:
        restart(os.environ, speak_anew=bool(read_config(default_path()).language))
    return code


def is_first(call: Call) -> bool:
    """Whether this call makes the database."""
    from orders_tui.store.address import path_of  # whoever starts the console opens the store

    return not path_of(call.db).exists()


def start(call: Call, *, first: bool = False, may_restart: bool = False) -> int:
    """The console on the database of this call as it is, made just now if it is the `first` start; the exit code.

    That is `AGAIN` where it is to be started anew, which it asks for only where it `may_restart`.
    """
    garbage.pause()  # the console resumes it
    threads.take_short_turns()
    bind_keys(call.keys)
    from orders_tui.ui.app import run_console  # Textual, which no other command wants

    return run_console(
        call.db,
        readonly=call.readonly,
        unsafe=call.unsafe,
        actor=call.actor("console"),
        zone=call.zone,
        sharing=call.shares(),
        public_url=call.public_url,
        first=first,
        may_restart=may_restart,
    )


def bind_keys(keys: Mapping[str, str]) -> None:
    """Let the console, its help and its sentences have the keys that the configuration gives.

    Raises:
        ConfigError: if a key or an action is unknown, or if two actions would share a key; it names both.
    """
    from orders_tui.ui.keymap import use_keys  # Textual, as above

    try:
        use_keys(keys)
    except ValueError as reason:
        raise wrong(default_path(), "keys", str(reason)) from None


def check_terminal() -> None:
    """Refuse to draw a screen where there is none.

    Raises:
        click.UsageError: if input or error output, on which the screen is drawn, is no terminal.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError(
            _("The console needs a terminal: its input and its error output must not be redirected.")
        )
