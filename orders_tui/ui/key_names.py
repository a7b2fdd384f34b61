"""Textual's names of keys, as a person writes them."""

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
    "f1": "F1",
}


def pretty(key: str) -> str:
    """The key as it stands on a keyboard: `Ctrl+s`, `PgUp`, `↑`."""
    if key.startswith("ctrl+"):
        return "Ctrl+" + _NAMES.get(key[5:], key[5:])
    return _NAMES.get(key, key)


_KEYS = {name: key for key, name in _NAMES.items()}


def key_of(name: str) -> str:
    """Textual's name of a key that a person reads as `Ctrl+s`, `^s` or `↑`; empty where it is none."""
    for sign in ("Ctrl+", "^"):
        if name.startswith(sign) and (key := key_of(name.removeprefix(sign))):
            return f"ctrl+{key.lower()}"
    return _KEYS.get(name) or (name if len(name) == 1 and name.isalnum() and name.isascii() else "")
