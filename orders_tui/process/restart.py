"""Starting the program anew in the same process: its sentences and keys are worded when its modules are loaded."""

import os
import sys
from collections.abc import Iterable, MutableMapping, Sequence

AGAIN = 85
"""The exit code with which the console asks for it; none that a signal or an error has."""
_LANGUAGE = "--lang"


def restart(environ: MutableMapping[str, str], *, speak_anew: bool) -> None:
    """Carry out the same call again in place of this one; the terminal has to be given back, files to be closed.

    Args:
        environ: of the process.
        speak_anew: whether the configuration names the language now, whatever the call or the environment named.
    """
    call = sys.orig_argv
    if speak_anew:
        # The interpreter's own options stand in front, among which `--lang` would not be ours.
        first = len(call) - len(sys.argv) + 1
        call = [*call[:first], *without_language(call[first:])]
        environ.pop("ORDERS_TUI_LANG", None)
    os.execve(sys.executable, [sys.executable, *call[1:]], environ)


def without_language(arguments: Sequence[str]) -> list[str]:
    """The arguments of a call without those that name a language."""
    return list(_others(iter(arguments)))


def _others(arguments: Iterable[str]) -> Iterable[str]:
    arguments = iter(arguments)
    for argument in arguments:
        if argument == _LANGUAGE:
            next(arguments, None)
        elif not argument.startswith(f"{_LANGUAGE}="):
            yield argument
