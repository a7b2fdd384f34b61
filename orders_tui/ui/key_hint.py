"""The line of a dialog that says what its keys do: what a key does is done with a click, too."""

import re

from textual.content import Content
from textual.style import Style

from orders_tui.ui.key_names import known_name
from orders_tui.ui.keymap import keyed

_BETWEEN = " · "
_ARROWS = "↑↓←→"
_WORD = re.compile(r"\S+")


def key_hint(text: str) -> Content:
    """The line with every part of it as a button for the key that it names: `Enter open · ^n not this · Esc close`.

    A part that names several keys (`J K order`) is a button for each of them; one that names none is only read. Keys
    can be named by the ids of their actions, as `keyed` takes them.
    """
    return Content(_BETWEEN).join([_part(part) for part in keyed(text).split(_BETWEEN)])


def _part(part: str) -> Content:
    """One part; the words behind a key belong to it, those before the first one too."""
    keys = _keys(part)
    if not keys:
        return Content(part)
    # From the very beginning of the part, so that no word of it is left without a button.
    starts = [0, *(start for start, _key in keys[1:]), len(part)]
    pieces = zip(keys, starts, starts[1:], strict=False)
    return Content("").join([_button(part[start:end], key) for (_at, key), start, end in pieces])


def _keys(part: str) -> list[tuple[int, str]]:
    """Where the names of keys begin in a part, and the keys; single characters are keys only at its beginning."""
    found: list[tuple[int, str]] = []
    begins = True
    for word in _WORD.finditer(part):
        name = word[0].strip(",")
        key = known_name(re.sub(r"^\^(?=.)", "Ctrl+", name))
        # Further on `delete` and `home` are words, and a letter is one too.
        if key and (begins or (not name[:1].islower() and (len(name) > 1 or name in _ARROWS))):
            found.append((word.start(), key))
        else:
            begins = False
    return found


def _button(text: str, key: str) -> Content:
    blanks = len(text) - len(text.rstrip())
    action = Style.from_meta({"@click": f"app.simulate_key({key!r})"})
    return Content.assemble(Content.styled(text.rstrip(), action), " " * blanks)
