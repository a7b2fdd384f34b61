"""Textual's names of keys, and how a person writes them."""

import re
import string
import unicodedata

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "shift+enter": "Shift+Enter",
    "space": "Space",
    "slash": "/",
    "full_stop": ".",
    "colon": ":",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "asterisk": "*",
    "percent_sign": "%",
    "minus": "-",
    "greater_than_sign": ">",
    "backspace": "Bksp",
    "delete": "Del",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}


def _named(character: str) -> str:
    """What Textual calls the key of a character that is neither a letter nor a digit."""
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


# Textual names such keys by Unicode's names of their characters, with a few of its own.
_NAMES |= {_named(character): character for character in string.punctuation}
_BY_SHOWN = {shown.casefold(): name for name, shown in _NAMES.items()}
_KNOWN = frozenset(key.value for key in Keys) | frozenset(_NAMES)
_MODIFIED = re.compile(r"((?:(?:ctrl|alt|shift|super)\+)+)(.+)")


def pretty(key: str) -> str:
    """The key as it stands on a keyboard: `Ctrl+s`, `PgUp`, `↑`."""
    if key.startswith("ctrl+"):
        return "Ctrl+" + _NAMES.get(key[5:], key[5:])
    return _NAMES.get(key, key)


def known_name(written: str) -> str:
    """Textual's name of a key that a person wrote as `pretty` shows it, or as Textual names it; empty for none."""
    if written.casefold() in _BY_SHOWN:
        return _BY_SHOWN[written.casefold()]
    # Textual names letters and digits by themselves, and capitals by themselves too: `A` is not `a`.
    if len(written) == 1:
        return written if written.isalnum() else ""
    if written.lower() in _KNOWN:
        return written.lower()
    modified = _MODIFIED.fullmatch(written.lower())
    key = known_name(modified[2]) if modified else ""
    return modified[1] + key if modified and key else ""
