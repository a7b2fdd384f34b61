"""A line of text for the path of a file: typed, completed, pasted, or dropped on the terminal."""

import asyncio
import os
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from textual import events, work
from textual.binding import BindingType
from textual.widgets.input import Selection

from orders_tui.domain.os_faults import reason
from orders_tui.domain.text import is_drawn, show
from orders_tui.domain.words import _
from orders_tui.process.folders import expanded
from orders_tui.ui.file_keys import PATH
from orders_tui.ui.groups import Background
from orders_tui.ui.keys import bindings
from orders_tui.ui.widgets.text_line import TextLine

_MOST = 500
"""How many names of a folder that fit are listed at most."""


class PathField(TextLine):
    """The path of a file; Tab completes it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PATH)

    def __init__(self, value: str, *, id: str, placeholder: str = "", endings: Sequence[str] = ()) -> None:
        """Make the field.

        Args:
            value: what is in it at first.
            id: the id of the widget.
            placeholder: what the empty field says.
            endings: the endings of the files that are completed, in small letters; all files where there are none.
        """
        super().__init__(value, id=id, placeholder=placeholder, max_length=4_000, select_on_focus=False)
        self._endings = tuple(endings)

    def on_paste(self, event: events.Paste) -> None:
        """A whole path, as a terminal pastes a file that is dropped on it, takes the place of what was typed."""
        event.stop()
        event.prevent_default()  # which would keep quotes and escapes
        text = event.text.strip().partition("\n")[0].strip()
        if is_whole(text):
            self.value = str(path_of(text))
            self.cursor_position = len(self.value)
        else:
            self.replace(text, *self.selection)

    def begin(self) -> None:
        """Enter the field so that what is typed takes the place of what it has; a step of the cursor keeps that."""
        self.focus()
        self.selection = Selection(0, len(self.value))

    @work(exclusive=True, group=Background.FILES)
    async def action_complete(self) -> None:
        """Complete the name at the end as far as it can be known."""
        typed = self.value
        # A folder of the network may take long to answer.
        completed = await asyncio.to_thread(complete, typed, self._endings)
        # What was typed on meanwhile is not what was completed.
        if self.value == typed:
            self.value = completed
            self.cursor_position = len(completed)


def is_whole(text: str) -> bool:
    """Whether a text is the path of a file from the root on, or from the home."""
    return text.lstrip("'\"").startswith(("/", "~", "file://"))


def path_of(text: str) -> Path:
    r"""The path that is meant: `~`, quotes, `\ ` and `file://` as shells and terminals write them."""
    text = re.sub(r"^~/(?=[/~])", "", text.strip())  # typed or pasted whole behind the home that stood there
    if text.startswith("file://"):
        return Path(unquote(urlsplit(text).path))
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return _home(text[1:-1])
    return _home(re.sub(r"\\([ '\"()&\[\]])", r"\1", text))


def written(path: Path) -> str:
    """A path as a person reads and types it: from the home on with `~`; fit for a terminal."""
    home = Path.home()
    return show(f"~/{path.relative_to(home)}" if path != home and path.is_relative_to(home) else str(path))


def fault_of(path: Path) -> str:
    """Why no file can be written there, in place of another or as a new one; empty where one may be."""
    try:
        if path.is_dir():
            return _("{path} is a folder; name a file in it.").format(path=written(path))
        if not path.parent.is_dir():
            return _("There is no folder {path}.").format(path=written(path.parent))
    except (OSError, ValueError) as error:
        return _("{path} cannot be written: {error}.").format(path=written(path), error=reason(error))
    return ""


def _home(text: str) -> Path:
    try:
        return expanded(text)
    except FileNotFoundError:
        return Path(text)


def complete(typed: str, endings: Sequence[str] = ()) -> str:
    """A path with its last name completed as far as all names of the folder that begin like it agree."""
    folder, slash, begun = typed.rpartition("/")
    # All of them, however many: what only the first of them share would lead past the others.
    found = [name for name, _folder in _fitting(f"{folder}{slash}", begun, endings)]
    if not found:
        return typed
    # In their order all others lie between these two, and have what both begin with.
    first, last = min(found), max(found)
    shared = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return f"{folder}{slash}{first[:shared]}"


def names(folder: str, begun: str, endings: Sequence[str] = ()) -> list[tuple[str, bool]]:
    """The names of a folder that begin like this, folders first and with a slash behind; none where it cannot be read.

    Args:
        folder: its path; the present folder where it is empty.
        begun: the beginning of the names; hidden ones only where it begins with a dot.
        endings: the endings of the files that are meant, in small letters; of all files where there are none.
    """
    found = islice(_fitting(folder, begun, endings), _MOST)
    return sorted(found, key=lambda each: (not each[1], each[0].casefold()))


def _fitting(folder: str, begun: str, endings: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """All names that `names` takes from, in no order."""
    wanted = tuple(endings)
    try:
        with os.scandir(_home(folder or ".")) as entries:
            for entry in entries:
                name, is_folder = entry.name, _is_folder(entry)
                fits = name.startswith(begun) and name.startswith(".") == begun.startswith(".")
                offered = is_folder or not wanted or name.lower().endswith(wanted)
                # Put into the field, a name with other characters would not be the one that is read there.
                if fits and offered and all(map(is_drawn, name)):
                    yield (f"{name}/" if is_folder else name), is_folder
    except (OSError, ValueError):
        return


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself, or into a folder that this account may not enter
        return False
