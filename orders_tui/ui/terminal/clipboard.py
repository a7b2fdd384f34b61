"""The clipboard of the person at the terminal, wherever that terminal is.

Over SSH the clipboard of this machine is nobody's: there the terminal itself is asked (OSC 52), and tmux, which takes
no such request from inside, by its own command. No terminal answers, so nobody can say that it was copied: only sent.
"""

import asyncio
import subprocess
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Literal

from orders_tui.process.lazy import LazyModule

if TYPE_CHECKING:
    import pyperclip
else:
    pyperclip = LazyModule("pyperclip")

Way = Literal["native", "osc52", "tmux"]
_PATIENCE = 3.0
"""Seconds that tmux may take."""


def ways(environ: Mapping[str, str]) -> tuple[Way, ...]:
    """How a text reaches the person's clipboard, what is tried first at the front.

    `ORDERS_TUI_CLIPBOARD` decides where it says `native`, `osc52` or `tmux`.
    """
    known: dict[str, tuple[Way, ...]] = {"native": ("native",), "osc52": ("osc52",), "tmux": ("tmux",)}
    if asked := known.get(environ.get("ORDERS_TUI_CLIPBOARD", "").lower()):
        return asked
    # Before SSH is asked about: inside tmux its own buffer is the way, wherever tmux runs.
    if environ.get("TMUX"):
        return ("tmux", "osc52")
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return ("osc52",)
    return ("native", "osc52")


class Clipboard:
    """Sends texts to the person's clipboard."""

    def __init__(self, environ: Mapping[str, str], osc52: Callable[[str], None]) -> None:
        """Make the clipboard.

        Args:
            environ: where the program runs.
            osc52: asks the terminal to copy a text.
        """
        self._ways = ways(environ)
        self._osc52 = osc52
        self.last = ""
        """What was copied last."""
        self._by_way: dict[Way, Callable[[str], Awaitable[bool]]] = {
            "native": self._native,
            "osc52": self._terminal,
            "tmux": self._tmux,
        }

    async def copy(self, text: str) -> bool:
        """Send a text; whether there was a way to do so."""
        self.last = text
        for way in self._ways:
            if await self._by_way[way](text):
                return True
        return False

    async def _native(self, text: str) -> bool:
        # In a thread, since the program that it starts may hang.
        return await asyncio.to_thread(_put_into_clipboard, text)

    async def _terminal(self, text: str) -> bool:
        self._osc52(text)
        return True

    async def _tmux(self, text: str) -> bool:
        return await asyncio.to_thread(_load_into_tmux, text)


def _put_into_clipboard(text: str) -> bool:
    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException:
        return False  # it also says that it is available where nothing is
    return True


def _load_into_tmux(text: str) -> bool:
    try:
        # -w also hands it on to the terminal that tmux runs in.
        subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],
            input=text.encode(),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True
